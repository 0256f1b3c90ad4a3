"""Refunds that Stripe tells of: made in its dashboard, failing days later, told twice and in any order."""

from __future__ import annotations

from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters import Adapters
from commerce.inbox import inbox
from commerce.inbox.inbox import OrderNotThereYet, store_stripe_event
from models import CustomerFigures, Download, InboxEvent, Order, OrderLine, OutboxMessage, PaymentStatus, Refund
from tests.commerce.paying import stripe_event
from tests.refunds.conftest import Staff
from tests.support.shoppers import Account
from tests.support.storefront import Shopper, session_of
from tests.support.till import Till, books_balance, happened


async def in_dashboard(till: Till, order: Order, amount: int | None = None) -> str:
    """Give money back without the shop; the refund's id."""
    wanted = {"payment_intent": order.payment_intent_id, **({"amount": amount} if amount else {})}
    return str((await till.stripe.call("POST", "/v1/refunds", wanted))["id"])


async def rows(order: Order) -> list[tuple[str, str, int]]:
    found = await Refund.filter(order=order).order_by("id")
    return [(refund.source.value, refund.status.value, refund.amount) for refund in found]


async def test_the_dashboards_refunds_are_recorded(till: Till, staff: Staff, buyer: Shopper, customer: Account) -> None:
    order = await till.buy(buyer, "digital/8x10", "poster/8x10")

    await in_dashboard(till, order, 500)
    await till.news()
    partly = await staff.standing(order)
    await in_dashboard(till, order)
    await till.news()
    whole = await staff.standing(order)

    assert (partly["paymentStatus"], partly["refunded"]["amount"]) == ("PARTIALLY_REFUNDED", 500)
    assert (whole["paymentStatus"], whole["refunded"]["amount"]) == ("REFUNDED", order.total)
    assert await rows(order) == [("dashboard", "succeeded", 500), ("dashboard", "succeeded", order.total - 500)]
    lines = await OrderLine.filter(order=order).order_by("position")
    assert [line.refunded_quantity for line in lines] == [1, 1]
    assert sum(line.refunded for line in lines) == order.total - 500
    assert (await CustomerFigures.get(user=customer.user)).total_spent == 0
    assert await happened(order) == ["refund_recorded", "refund_made"] * 2
    await books_balance()


@pytest.mark.parametrize("order_of_events", ["reverse", "random"])
async def test_every_event_three_times_in_any_order(
    till: Till, staff: Staff, buyer: Shopper, order_of_events: str
) -> None:
    await till.stripe.control("POST", "/webhooks/rules", {"action": "duplicate", "copies": 3, "times": 1000})
    order = await till.buy(buyer, "digital/8x10", "poster/8x10")
    await till.stripe.control("POST", "/webhooks/pause")
    await staff.refund(order, amount=300)
    first = await in_dashboard(till, order, 700)
    await till.stripe.control("POST", f"/refunds/{first}", {"status": "failed", "reason": "expired_or_canceled_card"})
    await in_dashboard(till, order, order.total - 300)  # fits only because the other has failed

    await till.stripe.control("POST", "/webhooks/resume", {"order": order_of_events})
    await till.news()

    assert await rows(order) == [
        ("api", "succeeded", 300),
        ("dashboard", "failed", 700),
        ("dashboard", "succeeded", order.total - 300),
    ]
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.REFUNDED
    assert (await happened(order)).count("refund_made") == 2
    assert not await InboxEvent.filter(processed_at=None).exists()
    await books_balance()


async def test_a_refund_that_fails_days_later(
    till: Till, staff: Staff, buyer: Shopper, customer: Account, adapters: Adapters
) -> None:
    order = await till.buy(buyer, card="pm_card_refundFail")
    await staff.refund(order)
    await till.news()
    assert (await CustomerFigures.get(user=customer.user)).total_spent == 0
    await OutboxMessage.filter(actor="render_download").delete()  # a worker saw that nothing is owed any more

    with capture_logs() as logs:
        await till.stripe.control("POST", "/clock", {"advance_seconds": 60})
        await till.news()

    shown = await staff.standing(order)
    assert (shown["status"], shown["paymentStatus"], shown["refunded"]["amount"]) == ("PAID", "PAID", 0)
    assert shown["refunds"] == [
        {"amount": {"amount": 999}, "status": "FAILED", "failureReason": "expired_or_canceled_card", "source": "API"}
    ]
    assert shown["lines"][0]["refundable"]["amount"] == 999
    assert (await CustomerFigures.get(user=customer.user)).total_spent == 999
    assert await happened(order) == ["refund_requested", "refund_made", "refund_failed"]
    alerts = [entry for entry in logs if entry["log_level"] == "error"]
    assert [(entry["event"], entry["reason"]) for entry in alerts] == [("refund_failed", "expired_or_canceled_card")]
    owed = await OutboxMessage.filter(actor="render_download")
    assert sorted(message.args[0] for message in owed) == sorted(
        [str(f.id) for f in await Download.filter(order=order)]
    )
    await books_balance()

    again = await staff.refund(order)
    assert again["__typename"] == "Refund"


async def test_one_of_two_refunds_fails(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer, "digital/8x10", "poster/8x10")
    line = (await staff.standing(order))["lines"][0]["id"]
    await staff.refund(order, lines=[{"lineId": line, "quantity": 1}])
    await staff.refund(order)
    first, _ = await Refund.filter(order=order).order_by("id")

    await till.stripe.control("POST", f"/refunds/{first.stripe_refund_id}", {"status": "failed"})
    await till.news()

    shown = await staff.standing(order)
    assert (shown["paymentStatus"], shown["refundable"]["amount"]) == ("PARTIALLY_REFUNDED", 999)
    assert [entry["refundable"]["amount"] for entry in shown["lines"]] == [999, 0]
    await books_balance()


async def test_a_refund_that_was_canceled(till: Till, staff: Staff, guest: Shopper) -> None:
    line = await guest.line()
    await guest.add(line, currency="EUR")
    order = await till.buy(guest, line, card="DE89370400440532013000")
    await till.stripe.control("POST", "/clock", {"advance_seconds": 60})
    await till.news()
    intent = (await Order.get(id=order.id)).payment_intent_id
    wanted = {"payment_intent": intent, "amount": 500, "instructions_email": "ada@example.com"}
    refund = await till.stripe.call("POST", "/v1/refunds", wanted)
    await till.news()
    assert (await Order.get(id=order.id)).refunded == 500

    await till.stripe.call("POST", f"/v1/refunds/{refund['id']}/cancel")
    await till.news()

    assert await rows(order) == [("dashboard", "canceled", 500)]
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PAID
    await books_balance()


async def test_a_refund_that_is_heard_of_before_the_payment(till: Till, staff: Staff, guest: Shopper) -> None:
    await guest.add(await guest.line())
    checkout = await guest.checkout()
    await till.stripe.control("POST", "/webhooks/pause")
    await till.pay(session_of(checkout))
    session = await till.stripe.call("GET", f"/v1/checkout/sessions/{session_of(checkout)}")
    order = await Order.get()
    order.payment_intent_id = session["payment_intent"]
    refund = await till.stripe.call("POST", "/v1/refunds", {"payment_intent": order.payment_intent_id})
    await store_stripe_event(stripe_event("refund.created", refund))
    event = await InboxEvent.get()

    with pytest.raises(OrderNotThereYet):
        await inbox.process(event.id, till.adapters.payments, till.adapters.order_updates)
    await till.stripe.control("POST", "/webhooks/resume")
    await till.news()
    await inbox.process(event.id, till.adapters.payments, till.adapters.order_updates)

    assert await rows(order) == [("dashboard", "succeeded", 999)]
    assert (await Order.get()).payment_status is PaymentStatus.REFUNDED


@pytest.mark.parametrize(
    "subject",
    [
        {"id": "re_1", "object": "refund", "payment_intent": None, "metadata": {}},
        {"id": "re_1", "object": "refund", "payment_intent": "pi_of_another_shop", "metadata": {}},
        {"id": "re_1", "object": "refund", "payment_intent": 7, "metadata": {"order_id": "x"}},
    ],
    ids=["none", "foreign", "nonsense"],
)
async def test_refunds_of_somebody_else_are_acknowledged(till: Till, subject: dict[str, Any]) -> None:
    await store_stripe_event(stripe_event("refund.created", subject))

    await till.work()

    assert (await InboxEvent.get()).outcome == "ignored"
    assert await Refund.all().count() == 0


async def test_metadata_that_claims_another_orders_refund(till: Till, staff: Staff, buyer: Shopper) -> None:
    mine, other = await till.buy(buyer), await till.buy(buyer)
    made = await staff.refund(other, amount=300)
    assert made["__typename"] == "Refund"
    row = await Refund.get()

    wanted = {"payment_intent": mine.payment_intent_id, "amount": 200, "metadata[refund_id]": str(row.id)}
    wanted |= {"metadata[order_id]": str(other.id)}
    await till.stripe.call("POST", "/v1/refunds", wanted)
    await till.news()

    assert await rows(mine) == [("dashboard", "succeeded", 200)]
    assert await rows(other) == [("api", "succeeded", 300)]
    await books_balance()


async def test_stripe_is_away_when_the_event_is_taken_in_hand(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer)
    await in_dashboard(till, order, 500)
    await till.stripe.control("POST", "/faults", {"match": "GET /v1/refunds", "kind": "500", "times": 6})

    await till.news()

    assert await rows(order) == [("dashboard", "succeeded", 500)]
    await books_balance()
