"""Whatever orders there are and whatever is asked: a page has what a plain reading of the filter says."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest

from commerce.orders import order_pages
from commerce.orders.order_filters import OrderFilter, OrderSort
from commerce.orders.states import OrderStatus, status_of
from core.clock import now
from models import FulfillmentStatus, FulfillmentType, Order, PaymentStatus
from tests.admin_orders.conftest import an_order, store

ROUNDS = int(os.environ.get("PROPERTY_LISTS", "4"))
"""Shops; each is asked sixty times."""
FIRST = int(os.environ.get("PROPERTY_SEED", "1"))
BEGIN = datetime(2024, 12, 25, tzinfo=UTC)
NAMES = ["Ada", "ADA Byron", "adam", "Ärger", "o'neill", "2026", "2222", None]
MAILS = ["ada@example.com", "Ada.B@example.com", "adam_1@example.org", "ma%t@example.com", None]
PARCELS = ["1Z999", "1z12", "94001", None, None]
TERMS = ["a", "ad", "ADA", "adam_", "ma%", "1z", "94001", "yma", "YMA-2025", "yma-2026-", "yma-2026-2", "2026", "2025-",
         "2026-22", "2222", "3333", "x2", "ä", "o'", "zz", " ada ", "-", "%", None, None, None]  # fmt: skip


def some_order(random: Random) -> Order:
    letters = "".join(random.choice("23A") for _ in range(8))
    number = random.choice([f"YMA-{random.choice([2025, 2026])}-{letters}", f"X2-2026-{letters}", f"N{letters}"])
    return an_order(
        number=f"{number}{random.randrange(10**4)}" if number.startswith("N") else number,
        email=random.choice(MAILS),
        customer_name=random.choice(NAMES),
        tracking_number=random.choice(PARCELS),
        total=random.choice([0, 100, 100, 200, 5000]),
        currency=random.choice(["USD", "USD", "EUR"]),
        payment_status=random.choice(list(PaymentStatus)),
        fulfillment_status=random.choice(list(FulfillmentStatus)),
        fulfillment_type=random.choice(list(FulfillmentType)),
        canceled_at=random.choice([None, None, now()]),
        held_reason=random.choice([None, None, None, "look at it"]),
        created_at=BEGIN + timedelta(days=random.randrange(20)),
    )


def some_filter(random: Random) -> OrderFilter:
    def some(values: Any) -> Any:
        return random.choice([None, None, random.sample(list(values), random.randrange(3))])

    def moment() -> datetime | None:
        return random.choice([None, None, BEGIN + timedelta(days=random.randrange(-1, 22))])

    return OrderFilter(
        status=some(OrderStatus),
        payment_status=some(PaymentStatus),
        fulfillment_status=some(FulfillmentStatus),
        fulfillment_type=random.choice([None, None, *FulfillmentType]),
        held=random.choice([None, None, True, False]),
        currency=random.choice([None, None, "EUR", "GBP"]),
        created_from=moment(),
        created_to=moment(),
        search=random.choice(TERMS),
    )


def fits(order: Order, wanted: OrderFilter) -> bool:
    """The filter, read plainly."""
    columns = [
        (wanted.status, status_of(order)),
        (wanted.payment_status, order.payment_status),
        (wanted.fulfillment_status, order.fulfillment_status),
    ]
    return (
        all(chosen is None or value in chosen for chosen, value in columns)
        and wanted.fulfillment_type in (None, order.fulfillment_type)
        and wanted.held in (None, order.held_reason is not None)
        and wanted.currency in (None, order.currency)
        and (wanted.created_from is None or order.created_at >= wanted.created_from)
        and (wanted.created_to is None or order.created_at < wanted.created_to)
        and is_found(order, (wanted.search or "").strip())
    )


def is_found(order: Order, term: str) -> bool:
    """The search, read plainly: `YMA-2026-22AA` also as 2026-22AA and, from four letters on, as 22AA."""
    texts = [order.email, order.customer_name, order.tracking_number, order.number]
    if any(text and text.lower().startswith(term.lower()) for text in texts):
        return True
    _, *rest = order.number.split("-", 1)
    if not rest:
        return False
    year, letters = rest[0].split("-")
    return (term[:4] == year and rest[0].startswith(term.upper())) or (
        4 <= len(term) <= 8 and set(term.upper()) <= set("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
        and letters.startswith(term.upper())
    )  # fmt: skip


def as_listed(orders: list[Order], wanted: OrderFilter, sort: OrderSort) -> list[Order]:
    def key(order: Order) -> tuple[Any, ...]:
        return tuple(getattr(order, column) for column in sort.columns)

    return sorted((order for order in orders if fits(order, wanted)), key=key, reverse=sort.descending)


@pytest.mark.parametrize("few", [6_000, 3])
@pytest.mark.parametrize("seed", range(FIRST, FIRST + ROUNDS))
async def test_any_list(db: None, seed: int, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """`few` is what is looked up as a whole: with 3, there is too much of everything. Then facets are few, too."""
    for module, limit in product(("order_pages", "order_lists"), ("FEW", "FEW_HITS")):
        monkeypatch.setattr(f"commerce.orders.{module}.{limit}", few)
    monkeypatch.setattr(order_pages, "_FACETS", min(few, order_pages._FACETS))
    random = Random(seed)
    orders = list({order.number: order for order in (some_order(random) for _ in range(120))}.values())
    await store(orders)

    for _ in range(60):
        wanted, sort, size = some_filter(random), random.choice(list(OrderSort)), random.choice([1, 2, 7, 50])
        expected = [order.id for order in as_listed(orders, wanted, sort)]
        place = random.randrange(len(expected) + 1)
        before = next((order for order in orders if place and order.id == expected[place - 1]), None)
        after = [getattr(before, column) for column in sort.columns] if before else None

        page = await order_pages.page(wanted, sort, size, after)

        assert page == expected[place : place + size], (wanted, sort, after)
        assert await order_pages.count(wanted) == len(expected), wanted
