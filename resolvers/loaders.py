"""Dataloaders: whatever hangs off a list is fetched once for the whole list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from strawberry.dataloader import DataLoader

import models
from commerce.pricing import PriceBook, price_books

R = TypeVar("R")
Books = Mapping[str, PriceBook]


def _grouped(records: Iterable[R], column: str, keys: Sequence[UUID]) -> list[list[R]]:
    groups: dict[UUID, list[R]] = {}
    for record in records:
        groups.setdefault(getattr(record, column), []).append(record)
    return [groups.get(key, []) for key in keys]


async def _sizes(product_ids: list[UUID]) -> list[list[models.ProductSize]]:
    found = models.ProductSize.filter(product_id__in=product_ids, active=True)
    return _grouped(await found.order_by("display_order", "id"), "product_id", product_ids)


async def _options(product_ids: list[UUID]) -> list[list[models.ProductOptionValue]]:
    """The values of all options, each with its option loaded, in display order."""
    found = models.ProductOptionValue.filter(option__product_id__in=product_ids).select_related("option")
    values = await found.order_by("option__display_order", "option__id", "display_order", "id")
    by_product: dict[UUID, list[models.ProductOptionValue]] = {}
    for value in values:
        by_product.setdefault(value.option.product_id, []).append(value)
    return [by_product.get(key, []) for key in product_ids]


async def _prices(product_ids: list[UUID]) -> Sequence[Books]:
    books = await price_books(product_ids)
    return [books] * len(product_ids)


async def _order_lines(order_ids: list[UUID]) -> list[list[models.OrderLine]]:
    found = models.OrderLine.filter(order_id__in=order_ids).select_related("design")
    return _grouped(await found.order_by("position"), "order_id", order_ids)


async def _downloads(order_ids: list[UUID]) -> list[list[models.Download]]:
    found = models.Download.filter(order_id__in=order_ids).order_by("order_line__position", "id")
    return _grouped(await found, "order_id", order_ids)


async def _refunds(order_ids: list[UUID]) -> list[list[models.Refund]]:
    return _grouped(await models.Refund.filter(order_id__in=order_ids).order_by("id"), "order_id", order_ids)


async def _refund_lines(refund_ids: list[UUID]) -> list[list[models.RefundLine]]:
    found = models.RefundLine.filter(refund_id__in=refund_ids).order_by("id")
    return _grouped(await found, "refund_id", refund_ids)


async def _order_events(order_ids: list[UUID]) -> list[list[models.OrderEvent]]:
    return _grouped(await models.OrderEvent.filter(order_id__in=order_ids).order_by("id"), "order_id", order_ids)


async def _figures(user_ids: list[UUID]) -> list[list[models.CustomerFigures]]:
    found = models.CustomerFigures.filter(user_id__in=user_ids).order_by("currency")
    return _grouped(await found, "user_id", user_ids)


class Loaders:
    """One of each kind for one operation, or for one event of a subscription; never shared by two."""

    def __init__(self) -> None:
        self.sizes = DataLoader(_sizes)
        """By product id, those on sale."""
        self.options = DataLoader(_options)
        """By product id, values with their option."""
        self.prices = DataLoader(_prices)
        """By product id, price books by currency; each holds (at least) that product."""
        self.order_lines = DataLoader(_order_lines)
        """By order id, with their designs."""
        self.downloads = DataLoader(_downloads)
        """By order id."""
        self.refunds = DataLoader(_refunds)
        """By order id."""
        self.refund_lines = DataLoader(_refund_lines)
        """By refund id."""
        self.order_events = DataLoader(_order_events)
        """By order id, oldest first."""
        self.figures = DataLoader(_figures)
        """By user id, one a currency."""
