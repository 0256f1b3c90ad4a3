"""Dataloaders: whatever hangs off a list is fetched once for the whole list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from strawberry.dataloader import DataLoader

import models
from commerce.accounts import customer_profiles
from commerce.catalog.pricing import PriceBook, price_books
from commerce.promotions.promo_redemptions import Usage, usage
from resolvers import orders_of

R = TypeVar("R")
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Books = Mapping[str, PriceBook]


def _grouped(records: Iterable[R], column: str, keys: Sequence[UUID]) -> list[list[R]]:
    groups: dict[UUID, list[R]] = {}
    for record in records:
        groups.setdefault(getattr(record, column), []).append(record)
    return [groups.get(key, []) for key in keys]


async def _sizes(product_ids: list[UUID]) -> list[list[models.ProductSize]]:
    found = models.ProductSize.filter(product_id__in=product_ids, active=True)
    return _grouped(await found.order_by("display_order", "id"), "product_id", product_ids)


async def _all_sizes(product_ids: list[UUID]) -> list[list[models.ProductSize]]:
    found = models.ProductSize.filter(product_id__in=product_ids)
    return _grouped(await found.order_by("display_order", "id"), "product_id", product_ids)


async def _images(product_ids: list[UUID]) -> list[list[models.ProductImage]]:
    found = models.ProductImage.filter(product_id__in=product_ids)
    return _grouped(await found.order_by("display_order", "id"), "product_id", product_ids)


async def _price_rows(product_ids: list[UUID]) -> list[list[models.Price]]:
    found = models.Price.filter(product_id__in=product_ids)
    return _grouped(await found.order_by("currency", "id"), "product_id", product_ids)


async def _products(product_ids: list[UUID]) -> list[models.Product | None]:
    found = {product.id: product for product in await models.Product.filter(id__in=product_ids)}
    return [found.get(key) for key in product_ids]


async def _options(product_ids: list[UUID]) -> list[list[models.ProductOptionValue]]:
    """The values of all options, each with its option loaded, in display order."""
    found = models.ProductOptionValue.filter(option__product_id__in=product_ids).select_related("option")
    values = await found.order_by("option__display_order", "option__id", "display_order", "id")
    by_product: dict[UUID, list[models.ProductOptionValue]] = {}
    for value in values:
        by_product.setdefault(value.option.product_id, []).append(value)
    return [by_product.get(key, []) for key in product_ids]


async def _order_lines(order_ids: list[UUID]) -> list[list[models.OrderLine]]:
    found = models.OrderLine.filter(order_id__in=order_ids).select_related("design")
    return _grouped(await found.order_by("position"), "order_id", order_ids)


async def _downloads(order_ids: list[UUID]) -> list[list[models.Download]]:
    """With their order lines."""
    files = models.Download.filter(order_id__in=order_ids).select_related("order_line")
    found = files.order_by("order_line__position", "id")
    return _grouped(await found, "order_id", order_ids)


@dataclass(frozen=True)
class RefundShare:
    """What a refund gave back for one line."""

    order_line_id: UUID
    quantity: int
    amount: int


@dataclass(frozen=True)
class RefundRecord:
    """A refund with its lines."""

    id: UUID
    order_id: UUID
    amount: int
    status: models.RefundStatus
    reason: str | None
    failure_reason: str | None
    source: models.RefundSource
    created_by: str | None
    created_at: datetime
    shares: list[RefundShare]


_REFUND = (
    "id", "order_id", "amount", "status", "reason", "failure_reason", "source", "created_by", "created_at",
)  # fmt: skip
_SHARE = ("lines__order_line_id", "lines__quantity", "lines__amount")


async def refund_records(**conditions: Any) -> list[RefundRecord]:
    """Refunds, oldest first, with their lines, in one statement."""
    rows = await models.Refund.filter(**conditions).order_by("id", "lines__id").values(*_REFUND, *_SHARE)
    found: dict[UUID, RefundRecord] = {}
    for row in rows:
        line_id, quantity, amount = (row[name] for name in _SHARE)
        refund = found.setdefault(row["id"], RefundRecord(**{name: row[name] for name in _REFUND}, shares=[]))
        if line_id is not None:
            refund.shares.append(RefundShare(line_id, quantity, amount))
    return list(found.values())


async def _refunds(order_ids: list[UUID]) -> list[list[RefundRecord]]:
    return _grouped(await refund_records(order_id__in=order_ids), "order_id", order_ids)


async def _disputes(order_ids: list[UUID]) -> list[list[models.Dispute]]:
    return _grouped(await models.Dispute.filter(order_id__in=order_ids).order_by("id"), "order_id", order_ids)


async def _order_events(order_ids: list[UUID]) -> list[list[models.OrderEvent]]:
    return _grouped(await models.OrderEvent.filter(order_id__in=order_ids).order_by("id"), "order_id", order_ids)


async def _mails(order_ids: list[UUID]) -> list[list[models.Mail]]:
    """What its customer was sent: not what staff was told of it."""
    found = models.Mail.filter(entity_type="Order", entity_id__in=order_ids).exclude(category=models.MailCategory.ADMIN)
    return _grouped(await found.order_by("-id"), "entity_id", order_ids)


async def _mail_events(mail_ids: list[UUID]) -> list[list[models.MailEvent]]:
    found = models.MailEvent.filter(mail_id__in=mail_ids).order_by("happened_at", "id")
    return _grouped(await found, "mail_id", mail_ids)


async def _orders(order_ids: list[UUID]) -> list[models.Order | None]:
    """With their accounts."""
    found = {order.id: order for order in await orders_of.in_order(order_ids)}
    return [found.get(key) for key in order_ids]


async def _figures(user_ids: list[UUID]) -> list[list[models.CustomerFigures]]:
    found = models.CustomerFigures.filter(user_id__in=user_ids).order_by("currency")
    return _grouped(await found, "user_id", user_ids)


async def _users(user_ids: list[UUID]) -> list[models.User | None]:
    found = {user.id: user for user in await models.User.filter(id__in=user_ids, deleted_at=None)}
    return [found.get(key) for key in user_ids]


async def _promo_usage(code_ids: list[UUID]) -> list[list[Usage]]:
    return _grouped(await usage(code_ids), "promo_code_id", code_ids)


async def _webhook_attempts(delivery_ids: list[UUID]) -> list[list[models.WebhookAttempt]]:
    found = models.WebhookAttempt.filter(delivery_id__in=delivery_ids).order_by("id")
    return _grouped(await found, "delivery_id", delivery_ids)


async def _histories(user_ids: list[UUID]) -> list[list[customer_profiles.History]]:
    return _grouped(await customer_profiles.histories(user_ids), "user_id", user_ids)


async def _codes_used(user_ids: list[UUID]) -> list[list[customer_profiles.CodeUse]]:
    return _grouped(await customer_profiles.codes_used(user_ids), "user_id", user_ids)


async def _open_carts(user_ids: list[UUID]) -> list[list[customer_profiles.OpenCart]]:
    return _grouped(await customer_profiles.open_carts(user_ids), "user_id", user_ids)


async def _guest_orders(emails: list[str]) -> list[int]:
    found = await customer_profiles.guest_orders(emails)
    return [found.get(email, 0) for email in emails]


def _batched(load: Callable[[list[K]], Awaitable[Sequence[V]]]) -> cached_property[DataLoader[K, V]]:
    """A loader that is made when something is first asked of it."""
    return cached_property(lambda _: DataLoader(load))


class Loaders:
    """One of each kind for one operation, or for one event of a subscription; never shared by two."""

    sizes = _batched(_sizes)
    """By product id, those on sale."""
    all_sizes = _batched(_all_sizes)
    """By product id, those that were withdrawn, too."""
    images = _batched(_images)
    """By product id."""
    price_rows = _batched(_price_rows)
    """By product id, every price that was set."""
    products = _batched(_products)
    """By id, whether on sale or not; None for those that are gone."""
    options = _batched(_options)
    """By product id, values with their option."""
    order_lines = _batched(_order_lines)
    """By order id, with their designs."""
    downloads = _batched(_downloads)
    """By order id, with their order lines."""
    refunds = _batched(_refunds)
    """By order id, with their lines."""
    disputes = _batched(_disputes)
    """By order id, oldest first."""
    order_events = _batched(_order_events)
    """By order id, oldest first."""
    mails = _batched(_mails)
    """By order id, newest first."""
    mail_events = _batched(_mail_events)
    """By mail id, oldest first."""
    orders = _batched(_orders)
    """By id, with their accounts."""
    order_pages = _batched(orders_of.load_pages)
    """By owner and page, the orders with their accounts."""
    order_counts = _batched(orders_of.load_counts)
    """By owner, how many orders it has."""
    promo_usage = _batched(_promo_usage)
    """By promo code id, one a currency."""
    figures = _batched(_figures)
    """By user id, one a currency."""
    histories = _batched(_histories)
    """By user id, what was paid and given back, one a currency."""
    codes_used = _batched(_codes_used)
    """By user id, the latest first."""
    open_carts = _batched(_open_carts)
    """By user id, one or none."""
    guest_orders = _batched(_guest_orders)
    """By e-mail address, how many were placed without an account."""
    webhook_attempts = _batched(_webhook_attempts)
    """By delivery id, oldest first."""
    users = _batched(_users)
    """By id; None for those who are gone."""

    def __init__(self) -> None:
        self._lists: dict[UUID, frozenset[UUID]] = {}

    @cached_property
    def prices(self) -> DataLoader[UUID, Books]:
        """By product id, price books by currency; each holds (at least) that product."""
        return DataLoader(self._prices, cache_key_fn=self._list_of)

    def listed(self, product_ids: Iterable[UUID]) -> None:
        """These products came as one list. Whoever asks for the prices of one asks for all of theirs, so that one
        statement is enough, in whatever order sizes and options arrive.
        """
        together = frozenset(product_ids)
        self._lists |= dict.fromkeys(together, together)

    def _list_of(self, product_id: UUID) -> frozenset[UUID]:
        return self._lists.get(product_id) or frozenset((product_id,))

    async def _prices(self, product_ids: list[UUID]) -> list[Books]:
        books = await price_books(frozenset().union(*map(self._list_of, product_ids)))
        return [books] * len(product_ids)
