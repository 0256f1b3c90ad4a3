"""`adminOrders(filter: …)`: states, kinds, dates and currencies, alone and together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from commerce.orders.order_filters import OrderFilter, facet_codes
from commerce.orders.states import OrderStatus, status_of
from core.clock import now
from core.database import fetch
from models import FulfillmentStatus, FulfillmentType, Order, PaymentStatus, Role
from tests.admin_orders.conftest import ORDERS, Account, SignIn, an_order, numbers, store
from tests.support.storefront import Shopper

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
async def every_kind(admin: Account) -> list[Order]:
    """An order in every state that the columns can be in, oldest first."""
    made = []
    columns = product(PaymentStatus, FulfillmentStatus, FulfillmentType, (None, now()), (None, "look at it"))
    for place, (payment, fulfillment, kind, canceled_at, held_reason) in enumerate(columns):
        made.append(
            an_order(
                payment_status=payment,
                fulfillment_status=fulfillment,
                fulfillment_type=kind,
                canceled_at=canceled_at,
                held_reason=held_reason,
                created_at=NOON + timedelta(minutes=place),
            )
        )
    return await store(made)


async def first_hundred(admin: Account, **filter: Any) -> list[str]:
    page = (await admin.shopper.ask(ORDERS, filter=filter, first=100))["adminOrders"]
    return [node["number"] for node in page["nodes"]]


def newest(orders: list[Order], *, limit: int = 100) -> list[str]:
    return [order.number for order in reversed(orders)][:limit]


@pytest.mark.parametrize("status", list(OrderStatus))
async def test_by_status(admin: Account, every_kind: list[Order], status: OrderStatus) -> None:
    expected = newest([order for order in every_kind if status_of(order) is status])

    assert await first_hundred(admin, status=[status.name]) == expected != []


@pytest.mark.parametrize("payment", list(PaymentStatus))
async def test_by_payment_status(admin: Account, every_kind: list[Order], payment: PaymentStatus) -> None:
    expected = newest([order for order in every_kind if order.payment_status is payment])

    assert await first_hundred(admin, paymentStatus=[payment.name]) == expected != []


async def test_by_everything_at_once(admin: Account, every_kind: list[Order]) -> None:
    found = await numbers(
        admin.shopper,
        status=["PAID", "PROCESSING"],
        paymentStatus=["PAID", "REFUNDED"],
        fulfillmentStatus=["UNFULFILLED", "FULFILLED"],
        fulfillmentType="PHYSICAL",
        held=False,
        currency="USD",
        createdFrom="2026-01-01T00:00:00Z",
        createdTo="2027-01-01T00:00:00Z",
        search="ADA@",
    )

    (expected,) = [
        order.number
        for order in every_kind
        if (order.payment_status, order.fulfillment_status, order.fulfillment_type)
        == (PaymentStatus.PAID, FulfillmentStatus.UNFULFILLED, FulfillmentType.PHYSICAL)
        and order.canceled_at is None
        and order.held_reason is None
    ]
    assert found == [expected]


async def test_held_and_currency(admin: Account) -> None:
    held, euros, plain = await store([an_order(held_reason="look at it"), an_order(currency="EUR"), an_order()])

    assert await numbers(admin.shopper, held=True) == [held.number]
    assert await numbers(admin.shopper, held=False) == [plain.number, euros.number]
    assert await numbers(admin.shopper, currency="EUR") == [euros.number]
    assert await numbers(admin.shopper, currency="GBP") == []


async def test_what_changes_is_found_where_it_is_now(admin: Account) -> None:
    (order,) = await store([an_order()])

    await Order.filter(id=order.id).update(canceled_at=now(), payment_status=PaymentStatus.REFUNDED)

    assert await numbers(admin.shopper, status=["PAID"]) == []
    assert await numbers(admin.shopper, status=["CANCELED"]) == [order.number]


@pytest.mark.parametrize("empty", ["status", "paymentStatus", "fulfillmentStatus"])
async def test_no_order_fits_an_empty_list(admin: Account, empty: str) -> None:
    await store([an_order()])

    assert await numbers(admin.shopper, **{empty: []}) == []
    assert len(await numbers(admin.shopper, **{empty: None})) == 1


@pytest.mark.parametrize("sort", ["CREATED_DESC", "TOTAL_DESC"])
async def test_dates_have_their_beginning_and_not_their_end(admin: Account, sort: str) -> None:
    moments = [NOON - timedelta(microseconds=1), NOON, NOON + timedelta(days=1)]
    before, at, after = await store(an_order(created_at=moment, total=1000) for moment in moments)
    noon, next_noon = "2026-03-01T13:00:00+01:00", "2026-03-02T12:00:00Z"

    assert await numbers(admin.shopper, sort, createdFrom=noon) == [after.number, at.number]
    assert await numbers(admin.shopper, sort, createdTo=noon) == [before.number]
    assert await numbers(admin.shopper, sort, createdFrom=noon, createdTo=next_noon) == [at.number]
    assert await numbers(admin.shopper, sort, createdFrom=next_noon, createdTo=noon) == []


@pytest.mark.parametrize("sort", ["CREATED_ASC", "TOTAL_ASC"])
async def test_absurd_dates(admin: Account, sort: str) -> None:
    (order,) = await store([an_order()])
    ages = {"createdFrom": "0001-01-01T00:00:00Z", "createdTo": "9999-12-31T23:59:59Z"}

    assert await numbers(admin.shopper, sort, **ages) == [order.number]
    assert await numbers(admin.shopper, sort, createdFrom="9999-12-31T23:59:59.999999Z", search="a") == []
    assert await numbers(admin.shopper, sort, status=["PAID"], createdTo="0001-01-01T00:00:00Z") == []


async def test_the_facet_is_what_the_filters_take_it_for(every_kind: list[Order]) -> None:
    facets = {row["facet"][:7] for row in await fetch("SELECT facet FROM orders")}

    held, not_held = (facet_codes(OrderFilter(held=held)) or [] for held in (True, False))
    assert facets == {*held, *not_held}
    assert len(facets) == len(every_kind), "two states look alike: give facet_codes and the column more letters"


async def test_an_empty_shop(admin: Account) -> None:
    for sort in ("CREATED_DESC", "TOTAL_ASC"):
        assert await numbers(admin.shopper, sort) == []
        assert await numbers(admin.shopper, sort, status=["PAID"], search="a", createdFrom="2026-01-01T00:00:00Z") == []


@pytest.mark.parametrize(
    "variables",
    [
        {"filter": {"status": ["SHIPPED"]}},
        {"filter": {"status": [None]}},
        {"filter": {"fulfillmentType": "BOTH"}},
        {"filter": {"currency": "usd"}},
        {"filter": {"createdFrom": "yesterday"}},
        {"filter": {"createdFrom": "2026-01-01T00:00:00"}},
        {"filter": {"createdFrom": "0001-01-01T00:00:00+14:00"}},
        {"filter": {"createdTo": "99999-01-01T00:00:00Z"}},
        {"filter": {"held": "yes"}},
        {"filter": {"notes": "x"}},
        {"sort": "TOTAL"},
        {"first": 101},
        {"first": -1},
    ],
)
async def test_malformed_input(admin: Account, variables: dict[str, Any]) -> None:
    assert (await admin.shopper.refused(ORDERS, **variables))[1] == "BAD_USER_INPUT"


async def test_not_for_customers(admin: Account, account: SignIn) -> None:
    await store([an_order()])

    assert (await (await account()).shopper.refused(ORDERS))[1] == "FORBIDDEN"
    assert (await Shopper(admin.shopper.http).refused(ORDERS))[1] == "UNAUTHENTICATED"
    assert len(await numbers((await account(Role.SUPERADMIN)).shopper)) == 1
