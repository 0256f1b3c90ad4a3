"""`ordersExport`: the staff's list as a spreadsheet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters import Adapters
from commerce.checkout.carts import CartOwner
from commerce.jobs import exports
from commerce.jobs.export_orders import facts_of, wanted_of
from commerce.orders.order_filters import OrderFilter
from commerce.orders.states import OrderStatus
from core.clock import now
from models import FulfillmentType, Job, Order, OrderLine, PaymentStatus
from tests.exports.conftest import ORDERS, Account, Buy, SignIn, asked
from tests.support.sql import Statements
from tests.support.storefront import Shopper

Exported = Callable[..., Awaitable[list[dict[str, str]]]]


async def test_an_order_as_a_row(guest: Shopper, buy: Buy, admin: Account, account: SignIn, exported: Exported) -> None:
    ada = await account()
    order = await buy(ada.shopper, "digital/8x10", "poster/18x24", owner=CartOwner(user_id=ada.user.id))
    address = {"name": "Ada", "line1": "Main St 1", "city": "Springfield", "postal_code": "01234", "country": "US"}
    placed = {"placed_at": datetime(2026, 5, 20, 14, 5, tzinfo=UTC), "placed_reference": "=37365096"}
    await Order.filter(id=order.id).update(shipping_address=address, tracking_number="9400", refunded=100, **placed)
    order = await Order.get(id=order.id)

    (row,) = await exported(admin.shopper, ORDERS)

    expected = {
        "number": order.number,
        "created_at": order.created_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "placed_at": "2026-05-20T14:05:00Z",
        "placed_reference": "'=37365096",
        "fulfilled_at": "",
        "status": "paid",
        "payment_status": "paid",
        "fulfillment_type": "mixed",
        "email": "ada@example.com",
        "account": "yes",
        "currency": "USD",
        "total": f"{order.total / 100:.2f}",
        "total_minor": str(order.total),
        "refunded": "1.00",
        "lost_minor": "0",
        "quantity": "2",
        "tracking_number": "9400",
        "shipping_name": "Ada",
        "shipping_postal_code": "01234",
        "shipping_line2": "",
    }
    assert {name: row[name] for name in expected} == expected
    titles = await OrderLine.filter(order=order).order_by("position").values_list("title", flat=True)
    assert row["items"] == f"1 × {titles[0]} (digital, 8x10)\n1 × {titles[1]} (poster, 18x24)"


async def test_the_same_orders_as_the_list(guest: Shopper, buy: Buy, admin: Account, exported: Exported) -> None:
    numbers = [(await buy(guest, paid=paid)).number for paid in (True, False, True)]
    await Order.filter(number=numbers[2]).update(email="bob@example.com")
    listing = "query ($filter: OrderFilter) { adminOrders(filter: $filter) { nodes { number } } }"

    for wanted in (
        {},
        {"status": ["PAID"]},
        {"status": []},
        {"paymentStatus": ["PENDING"], "fulfillmentType": "DIGITAL"},
        {"search": " BOB@ "},
        {"search": numbers[0].lower(), "held": False, "currency": "USD"},
        {"createdFrom": (now() - timedelta(hours=1)).isoformat(), "createdTo": now().isoformat()},
        {"createdTo": (now() - timedelta(hours=1)).isoformat()},
    ):
        listed = [node["number"] for node in (await admin.shopper.ask(listing, filter=wanted))["adminOrders"]["nodes"]]
        assert [row["number"] for row in await exported(admin.shopper, ORDERS, filter=wanted)] == listed, wanted


async def test_more_than_a_batch(
    guest: Shopper, buy: Buy, admin: Account, exported: Exported, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commerce.jobs.export_orders.BATCH", 2)
    numbers = [(await buy(guest)).number for _ in range(4)]

    assert [row["number"] for row in await exported(admin.shopper, ORDERS)] == numbers[::-1]


async def test_the_same_statements_whatever_the_number(
    guest: Shopper,
    buy: Buy,
    admin: Account,
    adapters: Adapters,
    query_counter: Callable[[], AbstractContextManager[Statements]],
) -> None:
    counts = []
    for more in (1, 3):
        for _ in range(more):
            await buy(guest, "digital/8x10", "poster/18x24")
        await asked(admin.shopper, ORDERS)
        job = await Job.all().order_by("-id").first()
        assert job is not None
        with query_counter() as statements:
            await exports.export(job.id, adapters.storage)
        counts.append([sql.split()[0] for sql in statements.sql])

    assert counts[0] == counts[1]
    assert (await Job.all().order_by("-id").values_list("done", flat=True)) == [4, 1]
    assert counts[0].count("SELECT") <= 10


async def test_what_customers_write_is_no_formula(guest: Shopper, buy: Buy, admin: Account, exported: Exported) -> None:
    order = await buy(guest)
    name = '=HYPERLINK("https://evil.example","Ada")'
    address = {
        "name": name,
        "line1": 'A "quoted"\r\nline, with; =1+1',
        "city": "تل أبيب 🗺️",
        "country": "IL",
        "phone": "+972",
    }
    await Order.filter(id=order.id).update(customer_name=name, shipping_address=address)
    await OrderLine.filter(order=order).update(title="@SUM(A1)\t-1")

    (row,) = await exported(admin.shopper, ORDERS)

    assert row["customer_name"] == row["shipping_name"] == "'" + name
    assert row["shipping_line1"] == 'A "quoted"\r\nline, with;\' =1+1'
    assert (row["shipping_city"], row["shipping_phone"]) == ("تل أبيب 🗺️", "'+972")
    assert row["items"] == "1 × @SUM(A1)\t'-1 (digital, 8x10)"


async def test_nothing_fits(guest: Shopper, admin: Account, exported: Exported) -> None:
    assert await exported(admin.shopper, ORDERS) == []


@pytest.mark.parametrize(
    "wanted",
    [
        OrderFilter(),
        OrderFilter(status=[], held=False),
        OrderFilter(
            status=[OrderStatus.PAID],
            payment_status=[PaymentStatus.PAID, PaymentStatus.DISPUTED],
            fulfillment_type=FulfillmentType.MIXED,
            created_from=now(),
            search="ada",
        ),
    ],
)
def test_a_filter_comes_back_as_it_was(wanted: OrderFilter) -> None:
    again = wanted_of(facts_of(wanted))

    for name in OrderFilter.__annotations__:
        before, after = getattr(wanted, name), getattr(again, name)
        assert after == (sorted(before) if isinstance(before, list) else before), name


@pytest.mark.parametrize("filter", [{"search": "x" * 255}, {"search": "a\0"}, {"status": ["OPEN"]}])
async def test_malformed_filters(admin: Account, filter: dict[str, Any]) -> None:
    assert (await admin.shopper.refused(ORDERS, filter=filter))[1] == "BAD_USER_INPUT"


async def test_the_same_in_another_order_is_the_same(admin: Account) -> None:
    first = await asked(admin.shopper, ORDERS, filter={"status": ["PAID", "PENDING"]})
    again = await asked(admin.shopper, ORDERS, filter={"status": ["PENDING", "PAID", "PAID"]})
    other = await asked(admin.shopper, ORDERS, filter={"status": ["PAID"]})

    assert first == again
    assert other["id"] != first["id"]
