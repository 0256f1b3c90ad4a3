"""Every kind of question that staff ask of a list of orders, with frequent, rare and missing values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID

import asyncpg

from commerce.orders.order_filters import OrderFilter, OrderSort
from commerce.orders.states import OrderStatus
from core.clock import now
from models import FulfillmentStatus, FulfillmentType, PaymentStatus

_STATUS = (None, [OrderStatus.PENDING], [OrderStatus.FULFILLED], [OrderStatus.PAID, OrderStatus.CANCELED])
_PAYMENT = (None, [PaymentStatus.DISPUTED], [PaymentStatus.PAID, PaymentStatus.REFUNDED])
_FULFILLMENT = (None, [FulfillmentStatus.PROCESSING], [FulfillmentStatus.FULFILLED, FulfillmentStatus.UNFULFILLED])
_KIND = (None, FulfillmentType.PHYSICAL)
_HELD = (None, True)
_CURRENCY = (None, "CAD")
_SORTS = tuple(OrderSort)
_STATES = {
    "": {},
    "pending": {"status": [OrderStatus.PENDING]},
    "to be printed": {"status": [OrderStatus.PAID], "fulfillment_type": FulfillmentType.PHYSICAL},
    "fulfilled": {"status": [OrderStatus.FULFILLED]},
    "canceled or refunded": {"status": [OrderStatus.CANCELED, OrderStatus.REFUNDED]},
    "all statuses but one": {"status": [each for each in OrderStatus if each is not OrderStatus.PROCESSING]},
    "disputed": {"payment_status": [PaymentStatus.DISPUTED]},
    "mixed, in dollars": {"fulfillment_type": FulfillmentType.MIXED, "currency": "USD"},
    "contradicting": {"status": [OrderStatus.PENDING], "payment_status": [PaymentStatus.PAID]},
}


@dataclass(frozen=True)
class Question:
    """One page of one list."""

    group: str
    words: str
    wanted: OrderFilter
    sort: OrderSort
    after: Sequence[Any] | None

    def __str__(self) -> str:
        return f"{self.words}, {self.sort.value}, {'a middle' if self.after else 'the first'} page"


async def questions(connection: asyncpg.Connection) -> list[Question]:
    """All of them, for the orders that are in a database; the same ones for the same orders."""
    return list(_every(_dates(), await _searches(connection)))


def _every(dates: dict[str, OrderFilter], searches: dict[str, str | None]) -> Iterator[Question]:
    names = ("status", "payment_status", "fulfillment_status", "fulfillment_type", "held", "currency")
    for values in product(_STATUS, _PAYMENT, _FULFILLMENT, _KIND, _HELD, _CURRENCY):
        wanted = OrderFilter(**dict(zip(names, values, strict=True)))  # type: ignore[arg-type]
        words = ", ".join(f"{name}={value}" for name, value in zip(names, values, strict=True) if value is not None)
        yield from _pages("filters", words or "everything", wanted)
    for (state, filters), (when, between), (what, search) in product(_STATES.items(), dates.items(), searches.items()):
        wanted = replace(between, search=search, **filters)  # type: ignore[arg-type]
        group = " × ".join(filter(None, ["filters", "dates" if when else "", "search" if what else ""]))
        if when or what:
            yield from _pages(group, ", ".join(filter(None, (state, when, what))), wanted)


def _pages(group: str, words: str, wanted: OrderFilter) -> Iterator[Question]:
    middle = {"total": 4000, "created_at": now() - timedelta(days=300), "id": UUID(int=0)}
    for sort in _SORTS:
        for after in (None, [middle[column] for column in sort.columns]):
            yield Question(f"{group}, by {'total' if sort.by_total else 'date'}", words, wanted, sort, after)


def _dates() -> dict[str, OrderFilter]:
    def between(begin: float, end: float) -> OrderFilter:
        """Days ago."""
        return OrderFilter(created_from=now() - timedelta(days=begin), created_to=now() - timedelta(days=end))

    return {
        "": OrderFilter(),
        "since yesterday": OrderFilter(created_from=now() - timedelta(days=1)),
        "a week, long ago": between(400, 393),
        "a month": between(60, 30),
        "until a year ago": OrderFilter(created_to=now() - timedelta(days=365)),
        "before there was a shop": between(2000, 1000),
    }


async def _searches(connection: asyncpg.Connection) -> dict[str, str | None]:
    row = await connection.fetchrow(
        "SELECT number, email FROM orders "
        "WHERE tracking_number IS NOT NULL AND email IS NOT NULL ORDER BY created_at OFFSET 500 LIMIT 1"
    )
    return {
        "": None,
        "a letter": "m",
        "a frequent name": "maria",
        "a less frequent one": "mark.",
        "an address": row["email"],
        "a carrier's parcels": "94001",
        "another carrier's parcels": "1Z",
        "last year's numbers": f"yma-{now().year - 1}",
        "a number's beginning": row["number"][:10],
        "a number": row["number"],
        "a number's letters": row["number"][-8:-3],
        "nobody": "zzzz@nowhere",
    }
