"""`adminOrders(sort: …, first: …, after: …)`: pages that neither repeat nor lose an order."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import orjson
import pytest

from commerce.orders import order_pages
from core.clock import now
from core.ids import new_id
from models import Order
from tests.admin_orders.conftest import ORDERS, Account, an_order, numbers, paged, store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SORTS = ["CREATED_DESC", "CREATED_ASC", "TOTAL_DESC", "TOTAL_ASC"]
FILTERS: list[dict[str, Any]] = [
    {},
    {"status": ["PAID", "CANCELED"]},
    {"createdFrom": "2026-03-01T12:00:00Z"},
    {"status": ["PAID", "CANCELED"], "createdTo": "2027-03-01T12:00:00Z"},
    {"search": "ada"},
    {"search": "ada", "createdFrom": "2026-03-01T12:00:00Z", "currency": "USD"},
    {"search": "YMA-2026"},
]
"""Each finds all of the orders below, on another way."""


@pytest.fixture
async def shelf(admin: Account) -> list[Order]:
    """Nine orders, oldest first, with totals and moments that are the same."""
    totals = [3000, 1000, 3000, 2000, 3000, 1000, 2000, 3000, 500]
    minutes = [0, 1, 1, 1, 2, 3, 3, 4, 5]
    return await store(
        an_order(total=total, created_at=NOON + timedelta(minutes=minute), canceled_at=now() if total > 2500 else None)
        for total, minute in zip(totals, minutes, strict=True)
    )


def in_order(orders: list[Order], sort: str) -> list[str]:
    """As the list should be: equal totals by date, equal dates by id."""
    by_total = sort.startswith("TOTAL")
    key = (lambda o: (o.total, o.created_at, o.id)) if by_total else (lambda o: (o.created_at, o.id))
    return [order.number for order in sorted(orders, key=key, reverse=sort.endswith("DESC"))]


@pytest.mark.parametrize("filter", FILTERS)
@pytest.mark.parametrize("sort", SORTS)
async def test_pages_follow_on_one_another(
    admin: Account, shelf: list[Order], sort: str, filter: dict[str, Any]
) -> None:
    expected = in_order(shelf, sort)

    assert await numbers(admin.shopper, sort, **filter) == expected
    for size in (1, 2, 4, 9):
        assert await paged(admin.shopper, size, sort, **filter) == expected


@pytest.mark.parametrize("filter", FILTERS)
@pytest.mark.parametrize("sort", SORTS)
async def test_the_same_when_there_is_too_much_to_be_looked_up(
    admin: Account, shelf: list[Order], sort: str, filter: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one order being many already, every statement walks."""
    for module, limit in product(("order_pages", "order_lists"), ("FEW", "FEW_HITS")):
        monkeypatch.setattr(f"commerce.orders.{module}.{limit}", 1)

    assert await paged(admin.shopper, 2, sort, **filter) == in_order(shelf, sort)


async def test_newest_first_unless_said_otherwise(admin: Account, shelf: list[Order]) -> None:
    assert await numbers(admin.shopper) == in_order(shelf, "CREATED_DESC")


@pytest.mark.parametrize("sort", SORTS)
async def test_orders_that_arrive_meanwhile_move_nothing(admin: Account, shelf: list[Order], sort: str) -> None:
    expected = in_order(shelf, sort)
    page = (await admin.shopper.ask(ORDERS, sort=sort, first=4))["adminOrders"]

    await store(an_order(total=total) for total in (1, 3000, 9000))
    await Order.filter(number=expected[1]).delete()
    rest = (await admin.shopper.ask(ORDERS, sort=sort, first=100, after=page["pageInfo"]["endCursor"]))["adminOrders"]

    seen = [node["number"] for node in page["nodes"] + rest["nodes"]]
    assert [number for number in seen if number in expected] == expected
    assert len(seen) == len(set(seen))


async def test_every_cursor_leads_beyond_its_order(admin: Account, shelf: list[Order]) -> None:
    everything = (await admin.shopper.ask(ORDERS, sort="TOTAL_DESC", first=100))["adminOrders"]
    whole = [node["number"] for node in everything["nodes"]]

    for place, edge in enumerate(everything["edges"]):
        page = await admin.shopper.ask(ORDERS, sort="TOTAL_DESC", first=100, after=edge["cursor"])
        assert [node["number"] for node in page["adminOrders"]["nodes"]] == whole[place + 1 :]


async def test_a_page_of_none_says_whether_there_are_any(admin: Account) -> None:
    assert (await admin.shopper.ask(ORDERS, first=0))["adminOrders"]["pageInfo"]["hasNextPage"] is False
    await store([an_order()])
    page = (await admin.shopper.ask(ORDERS, first=0))["adminOrders"]

    assert page["nodes"] == []
    assert page["pageInfo"]["hasNextPage"] is True


def encode(*values: Any) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(values, default=str)).rstrip(b"=").decode()


CREATED = "orders:-created_at,-id"
TOTAL = "orders:total,created_at,id"


@pytest.mark.parametrize(
    ("sort", "cursor"),
    [
        ("CREATED_DESC", ""),
        ("CREATED_DESC", "nonsense"),
        ("CREATED_DESC", "💥"),
        ("CREATED_DESC", "A" * 5000),
        ("CREATED_DESC", encode("orders:-id", new_id())),
        ("CREATED_DESC", encode("users:-created_at,-id", NOON, new_id())),
        ("CREATED_ASC", encode(CREATED, NOON, new_id())),
        ("TOTAL_DESC", encode(CREATED, NOON, new_id())),
        ("TOTAL_DESC", encode(TOTAL, 1, NOON, new_id())),
        ("CREATED_DESC", encode(CREATED, NOON)),
        ("CREATED_DESC", encode(CREATED, "2026-03-01T12:00:00", new_id())),
        ("CREATED_DESC", encode(CREATED, "a\0b", new_id())),
        ("CREATED_DESC", encode(CREATED, NOON, "x")),
        ("TOTAL_ASC", encode(TOTAL, 2**63, NOON, new_id())),
        ("TOTAL_ASC", encode(TOTAL, "1", NOON, new_id())),
        ("TOTAL_ASC", encode(TOTAL, None, NOON, new_id())),
    ],
)
async def test_a_cursor_that_is_not_of_this_list(admin: Account, sort: str, cursor: str) -> None:
    await store([an_order()])

    assert (await admin.shopper.refused(ORDERS, sort=sort, after=cursor))[1] == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    ("sort", "cursor"),
    [
        ("CREATED_DESC", encode(CREATED, "0001-01-01T00:00:00+00:00", new_id())),
        ("TOTAL_ASC", encode(TOTAL, 2**63 - 1, "9999-12-31T23:59:59+00:00", new_id())),
    ],
)
async def test_a_cursor_beyond_everything(admin: Account, sort: str, cursor: str) -> None:
    await store([an_order()])

    assert (await admin.shopper.ask(ORDERS, sort=sort, after=cursor))["adminOrders"]["nodes"] == []


def test_the_tests_walk_with_the_names_that_there_are() -> None:
    assert (order_pages.FEW, order_pages.FEW_HITS) == (6_000, 25_000)
