"""`adminOrder`: one order with everything that the staff must know."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from core.clock import now
from models import (
    Download,
    DownloadKind,
    FileFormat,
    FulfillmentType,
    Order,
    OrderEvent,
    OrderLine,
    Refund,
    User,
)
from tests.admin_orders.conftest import Account, SignIn, an_order
from tests.support.sql import Statements
from tests.support.storefront import Shopper

ORDER = """
query ($number: String!) {
  adminOrder(number: $number) {
    number status nextStatuses paymentStatus fulfillmentStatus email currency notes heldReason
    total { amount } refunded { amount } refundable { amount }
    shippingAddress { name line1 city country }
    tracking { carrier number url }
    customer { email }
    stripe { livemode paymentIntentId customerId checkoutSessionId paymentUrl customerUrl }
    lines { title quantity total { amount } downloads { fileName kind } }
    downloads { fileName kind status }
    refunds { amount { amount } createdBy }
    timeline { type message actor public }
    mails { template }
  }
}
"""
Counter = Callable[[], AbstractContextManager[Statements]]


@pytest.fixture
async def order(admin: Account) -> Order:
    """A print, paid for, sent and partly given back."""
    user = await User.create(email="ada@example.com", name="Ada", email_verified_at=now())
    order = an_order(
        number="YMA-2026-8H3K9C2D", user_id=user.id, payment_status="partially_refunded", refunded=100, notes="careful",
        fulfillment_type=FulfillmentType.PHYSICAL, fulfillment_status="fulfilled", payment_intent_id="pi_1",
        stripe_customer_id="cus_1", checkout_session_id="cs_1", tracking_carrier="UPS", tracking_number="1Z9",
        shipping_address={"name": "Ada", "line1": "1 Long Street", "city": "Springfield", "country": "US"},
    )  # fmt: skip
    await order.save(force_create=True)
    line = await OrderLine.create(
        order=order, position=0, cart_identity="x", title="Poster", description="", product_type="poster",
        fulfillment_type=FulfillmentType.PHYSICAL, quantity=1, unit_price=5000, total=5000,
    )  # fmt: skip
    await Download.create(
        order=order, order_line=line, kind=DownloadKind.PRINT, format=FileFormat.PDF, file_name="print.pdf",
        mime_type="application/pdf",
    )  # fmt: skip
    await Refund.create(order=order, amount=100, status="succeeded", created_by="grace@example.com")
    await OrderEvent.create(order=order, type="order_paid", message="Paid.", actor="system", public=True)
    await OrderEvent.create(order=order, type="looked_at", message="Fine.", actor="grace@example.com")
    return order


async def read(shopper: Shopper, number: str) -> dict[str, Any] | None:
    answer: dict[str, Any] | None = (await shopper.ask(ORDER, number=number))["adminOrder"]
    return answer


async def test_everything_about_it(admin: Account, order: Order) -> None:
    seen = await read(admin.shopper, " yma-2026-8h3k9c2d ")

    assert seen is not None
    assert (seen["number"], seen["status"], seen["notes"]) == (order.number, "PARTIALLY_REFUNDED", "careful")
    assert (seen["refunded"], seen["refundable"]) == ({"amount": 100}, {"amount": 4900})
    assert seen["nextStatuses"] == ["REFUNDED"]
    assert seen["shippingAddress"]["line1"] == "1 Long Street"
    assert seen["tracking"]["number"] == "1Z9"
    assert seen["customer"] == {"email": "ada@example.com"}
    assert seen["lines"][0]["downloads"] == [{"fileName": "print.pdf", "kind": "PRINT"}]
    assert seen["refunds"] == [{"amount": {"amount": 100}, "createdBy": "grace@example.com"}]
    assert [(event["type"], event["actor"], event["public"]) for event in seen["timeline"]] == [
        ("order_paid", "system", True),
        ("looked_at", "grace@example.com", False),
    ]
    assert seen["mails"] == []


@pytest.mark.parametrize(("livemode", "place"), [(False, "/test"), (True, "")])
async def test_links_lead_into_the_mode_that_it_was_paid_in(
    admin: Account, order: Order, livemode: bool, place: str
) -> None:
    await Order.filter(id=order.id).update(livemode=livemode)

    seen = await read(admin.shopper, order.number)

    assert seen is not None
    assert seen["stripe"] == {
        "livemode": livemode,
        "paymentIntentId": "pi_1",
        "customerId": "cus_1",
        "checkoutSessionId": "cs_1",
        "paymentUrl": f"https://dashboard.stripe.com{place}/payments/pi_1",
        "customerUrl": f"https://dashboard.stripe.com{place}/customers/cus_1",
    }


async def test_links_that_there_are_not(admin: Account, order: Order) -> None:
    """An order that cost nothing has no payment, and a guest may be nobody at Stripe."""
    await Order.filter(id=order.id).update(payment_intent_id=None, stripe_customer_id=None)

    seen = await read(admin.shopper, order.number)

    assert seen is not None
    assert (seen["stripe"]["paymentUrl"], seen["stripe"]["customerUrl"]) == (None, None)


async def test_the_number_of_statements(admin: Account, order: Order, query_counter: Counter) -> None:
    with query_counter() as statements:
        await read(admin.shopper, order.number)

    assert len(statements) == 7  # who asks, the order, lines, files, refunds, events, mails


@pytest.mark.parametrize("number", ["", "YMA", "%", "x" * 100_000, "💥", "YMA-2026-8H3K9C2"])
async def test_a_number_of_no_order(admin: Account, order: Order, number: str) -> None:
    assert await read(admin.shopper, number) is None


@pytest.mark.parametrize("part", ["8H3K9C2D", " 8h3k 9c2d", "2026-8H3K9C2D"])
async def test_by_the_last_part_of_its_number(admin: Account, order: Order, query_counter: Counter, part: str) -> None:
    await an_order(number="YMA-2026-8H3K9C2E", email="8h3k9c2d@example.com").save(force_create=True)

    with query_counter() as statements:
        seen = await read(admin.shopper, part)

    assert seen is not None
    assert seen["number"] == order.number
    assert len(statements) == 9  # not that whole number, which one it is, and then as above


async def test_a_last_part_that_two_orders_have_is_neither(admin: Account, order: Order) -> None:
    await an_order(number="MAP-2025-8H3K9C2D").save(force_create=True)

    assert await read(admin.shopper, "8H3K9C2D") is None
    for part, number in [("2026-8H3K9C2D", order.number), ("2025-8H3K9C2D", "MAP-2025-8H3K9C2D")]:
        seen = await read(admin.shopper, part)
        assert seen is not None
        assert seen["number"] == number


@pytest.mark.parametrize("part", ["8H3K9C2", "H3K9C2D", "8H3K9C2%", "2025-8H3K9C2D", "-8H3K9C2D", "8H3K9C2DD"])
async def test_a_part_that_is_not_the_last_is_no_number(admin: Account, order: Order, part: str) -> None:
    assert await read(admin.shopper, part) is None


async def test_not_for_its_owner(admin: Account, order: Order, account: SignIn) -> None:
    owner = await account()
    await Order.filter(id=order.id).update(user_id=owner.user.id)

    assert (await owner.shopper.refused(ORDER, number=order.number))[1] == "FORBIDDEN"
    assert (await Shopper(admin.shopper.http).refused(ORDER, number=order.number))[1] == "UNAUTHENTICATED"
    assert (await admin.shopper.refused(ORDER, number="a\0b"))[1] == "BAD_USER_INPUT"
