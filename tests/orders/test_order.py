"""`order`: whole for those who may see it, in a fixed number of statements, and not there for everybody else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from commerce.checkout.carts import CartOwner
from commerce.orders import orders
from core.clock import travel
from core.ids import new_id, to_global_id
from models import Download, FulfillmentStatus, Order, OrderLine, PaymentStatus, Refund, RefundLine, Role
from tests.orders.conftest import Buy, order_gid
from tests.support.shoppers import Account
from tests.support.sql import Statements
from tests.support.storefront import Shopper

SignIn = Callable[..., Awaitable[Account]]
Counter = Callable[[], AbstractContextManager[Statements]]
ORDER = """
query ($id: ID!) {
  order(id: $id) {
    id number status paymentStatus fulfillmentStatus nextStatuses email currency fulfillmentType
    customer { id email name }
    subtotal { amount } discount { amount } tax { amount } shipping { amount } total { amount }
    refunded { amount } refundable { amount } taxCollected promoCode
    lines {
      id title description productType size options { name value label } quantity
      unitPrice { amount } total { amount } discount { amount } tax { amount } refundable { amount }
      design { id hash title previewUrl } downloads { id kind }
    }
    shippingAddress { name line1 line2 city state postalCode country phone }
    tracking { carrier number url }
    downloads { id kind format fileName mimeType fileSize status url expiresAt downloadCount failureReason }
    downloadsReady
    refunds { id amount { amount } status reason lines { quantity amount { amount } line { id title } } }
    timeline { id type message actor public data createdAt }
    createdAt paidAt fulfilledAt canceledAt
    notes heldReason stripe { paymentIntentId customerId checkoutSessionId paymentUrl customerUrl }
  }
}
"""


async def read(shopper: Shopper, order: Order) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (await shopper.ask(ORDER, id=order_gid(order)))["order"]
    return found


async def test_a_paid_order_with_everything_on_it(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest, "digital/8x10", "poster/18x24")
    address = {"name": "Ada", "line1": "1 Main St", "city": "London", "country": "GB", "postal_code": "N1", "phone": ""}
    await Order.filter(id=order.id).update(
        shipping_address=address, tracking_carrier="UPS", tracking_number="1Z", tracking_url="https://ups.example/1Z"
    )

    shown = await read(guest, order)

    assert shown is not None
    assert (shown["number"], shown["status"], shown["paymentStatus"]) == (order.number, "PAID", "PAID")
    assert shown["nextStatuses"] == ["PROCESSING", "FULFILLED", "PARTIALLY_REFUNDED", "REFUNDED", "CANCELED"]
    assert (shown["subtotal"], shown["shipping"], shown["total"]) == (
        {"amount": 6998}, {"amount": 999}, {"amount": 7997},
    )  # fmt: skip
    assert shown["refundable"] == shown["total"]
    assert [(line["productType"], line["size"], line["quantity"]) for line in shown["lines"]] == [
        ("digital", "8x10", 1),
        ("poster", "18x24", 1),
    ]
    assert shown["lines"][1]["options"][0]["name"] == "posterFinish"
    assert shown["shippingAddress"] == {
        "name": "Ada", "line1": "1 Main St", "line2": None, "city": "London", "state": None,
        "postalCode": "N1", "country": "GB", "phone": None,
    }  # fmt: skip
    assert shown["tracking"] == {"carrier": "UPS", "number": "1Z", "url": "https://ups.example/1Z"}
    assert [event["type"] for event in shown["timeline"]] == ["order_created", "order_paid"]
    assert {file["format"] for file in shown["downloads"]} == {"PNG", "PDF"}
    assert {file["status"] for file in shown["downloads"]} == {"PENDING"}
    assert shown["downloadsReady"] is False


async def test_customers_do_not_see_what_is_the_shops_own(guest: Shopper, buy: Buy, account: SignIn) -> None:
    order = await buy(guest, "digital/8x10", "poster/18x24")
    await Order.filter(id=order.id).update(notes="a good customer", held_reason="look at it")
    await orders.record(order, "note", "Called the customer.", actor="grace@example.com")
    await orders.record(order, "packed", "It was packed.", actor="grace@example.com", public=True)
    await Download.filter(order=order).update(failure_reason="/srv/tiles is gone")
    admin = (await account(Role.ADMIN)).shopper

    mine, theirs = await read(guest, order), await read(admin, order)

    assert mine is not None
    assert theirs is not None
    assert (mine["notes"], mine["heldReason"], mine["stripe"]) == (None, None, None)
    assert [event["type"] for event in mine["timeline"]] == ["order_created", "order_paid", "packed"]
    assert mine["timeline"][2]["actor"] == "staff"
    assert {file["kind"] for file in mine["downloads"]} == {"CUSTOMER"}
    assert [len(line["downloads"]) for line in mine["lines"]] == [2, 0]
    assert {file["failureReason"] for file in mine["downloads"]} == {None}
    assert {file["failureReason"] for file in theirs["downloads"]} == {"/srv/tiles is gone"}
    assert (theirs["notes"], theirs["heldReason"]) == ("a good customer", "look at it")
    assert theirs["stripe"]["paymentUrl"] == f"https://dashboard.stripe.com/test/payments/pi_{order.id.hex}"
    assert [event["type"] for event in theirs["timeline"]] == ["order_created", "order_paid", "note", "packed"]
    assert theirs["timeline"][3]["actor"] == "grace@example.com"
    assert [len(line["downloads"]) for line in theirs["lines"]] == [2, 1]


async def test_nobody_else_learns_that_it_exists(guest: Shopper, buy: Buy, account: SignIn) -> None:
    order = await buy(guest)
    other = Shopper(guest.http)
    await buy(other)
    nobody, stranger = Shopper(guest.http, cart_token=guest.cart_token), (await account()).shopper

    for asker in (nobody, other, stranger):
        assert await read(asker, order) is None
        nothing = await asker.ask(ORDER, id=to_global_id("Order", new_id()))
        assert nothing["order"] is None


async def test_an_accounts_order_is_its_own(guest: Shopper, buy: Buy, account: SignIn) -> None:
    ada, bob = await account(), await account()
    order = await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))

    mine = await read(ada.shopper, order)

    assert mine is not None
    assert mine["customer"]["email"] == ada.user.email
    assert await read(bob.shopper, order) is None


async def test_an_orders_token_does_not_show_the_account_behind_it(guest: Shopper, buy: Buy, account: SignIn) -> None:
    order = await buy(guest)
    await Order.filter(id=order.id).update(user_id=(await account()).user.id)

    shown = await read(guest, order)

    assert shown is not None
    assert shown["customer"] is None


async def test_a_token_ends_after_a_week(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest)

    with travel(timedelta(days=8)):
        answer = await guest.raw(ORDER, id=order_gid(order))

    assert answer.status_code == 401


async def test_refunds_are_listed_with_what_is_left(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest, "digital/8x10", "poster/18x24")
    first, _ = await OrderLine.filter(order=order).order_by("position")
    refund = await Refund.create(order=order, amount=500, reason="a scratch")
    await RefundLine.create(refund=refund, order_line=first, quantity=1, amount=500)
    await OrderLine.filter(id=first.id).update(refunded=500)
    await Order.filter(id=order.id).update(refunded=500, payment_status=PaymentStatus.PARTIALLY_REFUNDED)

    shown = await read(guest, order)

    assert shown is not None
    assert (shown["status"], shown["refundable"]) == ("PARTIALLY_REFUNDED", {"amount": 7997 - 500})
    assert shown["lines"][0]["refundable"] == {"amount": 499}
    (given,) = shown["refunds"]
    assert (given["amount"], given["status"], given["reason"]) == (
        {"amount": 500},
        "PENDING",
        None,
    )  # staff's own words
    assert given["lines"][0]["line"]["id"] == shown["lines"][0]["id"]


async def test_a_pending_order_has_nothing_to_give_back_and_no_files(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest, paid=False)

    shown = await read(guest, order)

    assert shown is not None
    assert (shown["status"], shown["refundable"], shown["downloads"]) == ("PENDING", {"amount": 0}, [])


@pytest.mark.parametrize("lines", [1, 8])
@pytest.mark.parametrize(("staff", "expected"), [(False, 5), (True, 6)])
async def test_the_same_statements_whatever_the_length(
    guest: Shopper, buy: Buy, account: SignIn, query_counter: Counter, lines: int, staff: bool, expected: int
) -> None:
    kinds = ["digital/8x10", "digital/11x14", "digital/12x16", "digital/16x20", "digital/18x24", "poster/8x10",
             "poster/11x14", "poster/12x16"]  # fmt: skip
    order = await buy(guest, *kinds[:lines])
    for line in await OrderLine.filter(order=order):
        refund = await Refund.create(order=order, amount=1)
        await RefundLine.create(refund=refund, order_line=line, quantity=1, amount=1)
        await orders.record(order, "note", "Something.", public=True)
    asker = (await account(Role.ADMIN)).shopper if staff else guest

    with query_counter() as statements:
        shown = await read(asker, order)

    assert shown is not None
    assert (len(shown["lines"]), len(shown["refunds"]), len(shown["timeline"])) == (lines, lines, lines + 2)
    # The account that asks; the order and its customer, lines, files, refunds with their lines, events.
    assert len(statements) == expected, statements.sql


@pytest.mark.parametrize("id", ["", "x", to_global_id("Cart", UUID(int=1)), "T3JkZXI6", "a\0b", "x" * 1000])
async def test_malformed_ids(guest: Shopper, id: str) -> None:
    _, code = await guest.refused(ORDER, id=id)

    assert code == "BAD_USER_INPUT"


async def test_by_its_checkout_session(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest)
    query = "query ($id: String!) { orderByCheckoutSession(sessionId: $id) { number } }"

    mine = await guest.ask(query, id=order.checkout_session_id)
    theirs = await Shopper(guest.http).ask(query, id=order.checkout_session_id)
    unknown = [await guest.ask(query, id=value) for value in ("", "cs_test_nothing", "x" * 10_000)]

    assert mine["orderByCheckoutSession"] == {"number": order.number}
    assert theirs["orderByCheckoutSession"] is None
    assert [found["orderByCheckoutSession"] for found in unknown] == [None, None, None]


NODE = "query ($id: ID!) { node(id: $id) { __typename id } }"


async def test_nodes_follow_the_order(guest: Shopper, buy: Buy, account: SignIn) -> None:
    order = await buy(guest, "digital/8x10", "poster/18x24")
    line = await OrderLine.filter(order=order).first()
    refund = await Refund.create(order=order, amount=1)
    customers = await Download.filter(order=order, kind="customer").first()
    prints = await Download.filter(order=order, kind="print").first()
    assert line is not None
    assert customers is not None
    assert prints is not None
    nodes = {
        "Order": order_gid(order),
        "OrderLine": to_global_id("OrderLine", line.id),
        "Design": to_global_id("Design", line.design_id or new_id()),
        "Refund": to_global_id("Refund", refund.id),
        "Download": to_global_id("Download", customers.id),
    }
    stranger, admin = (await account()).shopper, (await account(Role.ADMIN)).shopper

    for name, gid in nodes.items():
        assert (await guest.ask(NODE, id=gid))["node"] == {"__typename": name, "id": gid}
        assert (await admin.ask(NODE, id=gid))["node"] == {"__typename": name, "id": gid}
        assert (await stranger.ask(NODE, id=gid))["node"] is None
    assert (await guest.ask(NODE, id=to_global_id("Download", prints.id)))["node"] is None
    assert (await admin.ask(NODE, id=to_global_id("Download", prints.id)))["node"] is not None


async def test_status_is_made_of_two_columns(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest)
    await Order.filter(id=order.id).update(fulfillment_status=FulfillmentStatus.PROCESSING)

    shown = await read(guest, order)

    assert shown is not None
    assert shown["status"] == "PROCESSING"
    assert shown["nextStatuses"] == ["FULFILLED", "PARTIALLY_REFUNDED", "REFUNDED", "CANCELED"]
