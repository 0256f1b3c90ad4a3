"""Disputes, from Stripe's events to the books: paused, refused, won, lost, prevented, appealed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters.payments_disputes import parse_dispute
from commerce.files import downloads
from commerce.inbox import inbox
from commerce.inbox.inbox import OrderNotThereYet, store_stripe_event
from commerce.orders import orders
from commerce.orders.states import entitled
from commerce.payments import disputes
from core.clock import now
from core.database import transaction
from core.ids import to_global_id
from models import (
    Alert,
    AlertKind,
    CustomerFigures,
    Dispute,
    Download,
    DownloadKind,
    DownloadStatus,
    FulfillmentStatus,
    InboxEvent,
    Order,
    OrderEvent,
    OutboxMessage,
    PaymentStatus,
    Refund,
)
from tests.commerce.paying import stripe_event
from tests.refunds.conftest import Staff
from tests.support.shoppers import Account
from tests.support.storefront import Shopper, session_of
from tests.support.till import Till, books_balance, gid, happened

DISPUTES = """
query ($id: ID!) {
  order(id: $id) {
    status paymentStatus nextStatuses refundable { amount } lost { amount }
    disputes {
      id status amount { amount currency } reason dueBy withdrawn lost { amount } url createdAt closedAt
    }
    timeline { type }
  }
}
"""
FRAUD = "4000000000000259"
INQUIRY = "4000000000001976"


async def read(shopper: Shopper, order: Order) -> dict[str, Any]:
    return dict((await shopper.ask(DISPUTES, id=gid(order)))["order"])


async def open_dispute(till: Till, order: Order, **how: Any) -> str:
    """The bank asks for a payment back; the dispute's id at Stripe."""
    charge = await till.charge(order)
    dispute = await till.stripe.control("POST", "/disputes", {"charge": charge["id"], **how})
    await till.news()
    return str(dispute["id"])


async def decide(till: Till, dispute_id: str, status: str) -> None:
    await till.stripe.control("POST", f"/disputes/{dispute_id}", {"status": status})
    await till.news()


async def test_a_dispute_pauses_everything(till: Till, staff: Staff, buyer: Shopper, customer: Account) -> None:
    with capture_logs() as logs:
        order = await till.buy(buyer, "digital/8x10", "poster/8x10", card=FRAUD)

    shown = await read(staff.shopper, order)
    (dispute,) = shown["disputes"]
    assert (shown["status"], shown["paymentStatus"], shown["refundable"]["amount"]) == ("PAID", "DISPUTED", 0)
    assert "CANCELED" not in shown["nextStatuses"]
    assert "FULFILLED" not in shown["nextStatuses"]
    assert (dispute["status"], dispute["reason"], dispute["withdrawn"]) == ("NEEDS_RESPONSE", "fraudulent", True)
    assert dispute["amount"] == {"amount": order.total, "currency": "USD"}
    assert dispute["dueBy"] > dispute["createdAt"]
    assert await happened(order) == ["dispute_opened", "dispute_funds_withdrawn"]
    event = await OrderEvent.get(order=order, type="dispute_opened")
    assert event.data is not None
    assert (event.data["amount"], event.data["currency"]) == (order.total, "USD")
    assert event.data["due_by"][:10] in event.message
    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == ["dispute_opened"]
    assert not entitled(await Order.get(id=order.id))
    assert (await CustomerFigures.get(user=customer.user)).total_spent == order.total
    await books_balance()


async def test_nothing_of_it_is_the_customers_business(till: Till, buyer: Shopper) -> None:
    order = await till.buy(buyer, card=FRAUD)

    shown = await read(buyer, order)
    dispute = await Dispute.get()
    node = "query ($id: ID!) { node(id: $id) { id } }"

    assert shown["disputes"] is None
    assert shown["paymentStatus"] == "DISPUTED"
    assert [event["type"] for event in shown["timeline"]] == ["order_created", "order_paid"]
    assert (await buyer.ask(node, id=to_global_id("Dispute", dispute.id)))["node"] is None


async def test_refunds_and_cancellations_are_refused_meanwhile(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer, card=FRAUD)

    refused = await staff.refund(order)
    cancel = "mutation ($id: ID!) { orderCancel(id: $id) { ... on StateInvalidError { state } } }"
    canceled = (await staff.shopper.ask(cancel, id=gid(order)))["orderCancel"]

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "disputed")
    assert canceled == {"state": "disputed"}
    assert await Refund.all().count() == 0
    assert await till.refunds_at_stripe(order) == []


@pytest.mark.parametrize("ending", ["won", "prevented"])
async def test_a_dispute_that_ends_well(
    till: Till, staff: Staff, buyer: Shopper, customer: Account, ending: str
) -> None:
    order = await till.buy(buyer, card=FRAUD)
    dispute = await Dispute.get()

    await decide(till, dispute.stripe_dispute_id, ending)

    shown = await read(staff.shopper, order)
    assert (shown["paymentStatus"], shown["refundable"]["amount"], shown["lost"]["amount"]) == ("PAID", 999, 0)
    assert (shown["disputes"][0]["withdrawn"], shown["disputes"][0]["status"]) == (False, ending.upper())
    assert shown["disputes"][0]["closedAt"] is not None
    assert (await happened(order))[2:] == ["dispute_funds_reinstated", f"dispute_{ending}"]
    assert (await CustomerFigures.get(user=customer.user)).total_spent == 999
    assert (await staff.refund(order))["__typename"] == "Refund"
    await till.news()
    await books_balance()


async def test_a_dispute_that_is_lost(till: Till, staff: Staff, buyer: Shopper, customer: Account) -> None:
    order = await till.buy(buyer, card=FRAUD)
    dispute = await Dispute.get()

    await till.stripe.call("POST", f"/v1/disputes/{dispute.stripe_dispute_id}/close")
    await till.news()

    shown = await read(staff.shopper, order)
    assert (shown["status"], shown["paymentStatus"]) == ("REFUNDED", "REFUNDED")
    assert (shown["lost"]["amount"], shown["refundable"]["amount"]) == (999, 0)
    assert (await happened(order))[-1] == "dispute_lost"
    figures = await CustomerFigures.get(user=customer.user)
    assert (figures.total_spent, figures.order_count) == (0, 1)
    assert (await staff.refund(order))["__typename"] == "NothingToRefundError"
    await books_balance()


async def test_a_part_that_is_lost(till: Till, staff: Staff, buyer: Shopper, customer: Account) -> None:
    order = await till.buy(buyer)
    dispute_id = await open_dispute(till, order, amount=400, reason="product_not_received")

    await decide(till, dispute_id, "lost")

    shown = await read(staff.shopper, order)
    assert (shown["paymentStatus"], shown["lost"]["amount"]) == ("PARTIALLY_REFUNDED", 400)
    assert (await CustomerFigures.get(user=customer.user)).total_spent == 599
    await books_balance()


async def test_more_than_is_left_may_be_lost(till: Till, staff: Staff, buyer: Shopper, customer: Account) -> None:
    order = await till.buy(buyer)
    await staff.refund(order, amount=300)
    dispute_id = await open_dispute(till, order, amount=999)

    await decide(till, dispute_id, "lost")

    shown = await read(staff.shopper, order)
    assert (shown["paymentStatus"], shown["refundable"]["amount"]) == ("REFUNDED", 0)
    assert (await CustomerFigures.get(user=customer.user)).total_spent == -300  # as Stripe's balance has it
    await books_balance()


async def test_an_appeal_after_a_loss(till: Till, staff: Staff, buyer: Shopper, customer: Account) -> None:
    order = await till.buy(buyer, card=FRAUD)
    dispute = await Dispute.get()
    steps = ["lost", "appeal_needs_response", "appeal_under_review", "won"]
    seen = []

    for step in steps:
        await decide(till, dispute.stripe_dispute_id, step)
        order = await Order.get(id=order.id)
        seen.append((order.payment_status, order.lost))

    assert seen == [
        (PaymentStatus.REFUNDED, 999),
        (PaymentStatus.DISPUTED, 0),
        (PaymentStatus.DISPUTED, 0),
        (PaymentStatus.PAID, 0),
    ]
    assert (await CustomerFigures.get(user=customer.user)).total_spent == 999
    await books_balance()


async def test_an_inquiry_changes_nothing_and_may_become_a_dispute(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer, card=INQUIRY)
    asked = await read(staff.shopper, order)
    dispute = await Dispute.get()

    await decide(till, dispute.stripe_dispute_id, "needs_response")
    escalated = await read(staff.shopper, order)

    assert (asked["paymentStatus"], asked["refundable"]["amount"]) == ("PAID", 999)
    assert (asked["disputes"][0]["status"], asked["disputes"][0]["withdrawn"]) == ("WARNING_NEEDS_RESPONSE", False)
    assert escalated["paymentStatus"] == "DISPUTED"
    assert await happened(order) == ["dispute_inquiry_opened", "dispute_updated"]


async def test_an_inquiry_may_be_refunded_and_closes(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer, card=INQUIRY)
    dispute = await Dispute.get()

    given = await staff.refund(order)
    await decide(till, dispute.stripe_dispute_id, "warning_closed")

    assert given["status"] == "SUCCEEDED"
    order = await Order.get(id=order.id)
    assert (order.payment_status, order.lost) == (PaymentStatus.REFUNDED, 0)
    assert (await happened(order))[-1] == "dispute_inquiry_closed"


async def test_two_disputes_of_one_payment(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer)
    first = await open_dispute(till, order, amount=400)
    second = await open_dispute(till, order, amount=300)

    await decide(till, first, "won")
    between = (await Order.get(id=order.id)).payment_status
    await decide(till, second, "lost")

    assert between is PaymentStatus.DISPUTED
    order = await Order.get(id=order.id)
    assert (order.payment_status, order.lost) == (PaymentStatus.PARTIALLY_REFUNDED, 300)


@pytest.mark.parametrize("shuffle", ["reverse", "random"])
async def test_every_event_three_times_in_any_order(
    till: Till, buyer: Shopper, customer: Account, shuffle: str
) -> None:
    order = await till.buy(buyer)
    await till.stripe.control("POST", "/webhooks/rules", {"action": "duplicate", "copies": 3, "times": 1000})
    await till.stripe.control("POST", "/webhooks/pause")
    charge = await till.charge(order)
    dispute = await till.stripe.control("POST", "/disputes", {"charge": charge["id"]})
    for status in ("under_review", "lost"):
        await till.stripe.control("POST", f"/disputes/{dispute['id']}", {"status": status})

    await till.stripe.control("POST", "/webhooks/resume", {"order": shuffle})
    await till.news()

    row = await Dispute.get()
    assert (row.status.value, row.lost) == ("lost", 999)
    kinds = await happened(order)
    assert sorted(kinds) == ["dispute_funds_withdrawn", "dispute_lost", "dispute_opened"]
    assert (await CustomerFigures.get(user=customer.user)).total_spent == 0
    assert not await InboxEvent.filter(processed_at=None).exists()
    await books_balance()


async def test_money_that_is_held_is_asked_back(till: Till, staff: Staff, guest: Shopper) -> None:
    await guest.add(await guest.line())
    session = session_of(await guest.checkout())
    await Order.all().update(subtotal=998, total=998)

    await till.pay(session, FRAUD)
    await till.news()

    order = await Order.get()
    assert (order.payment_status, order.held_reason is not None) == (PaymentStatus.PENDING, True)
    alert = await Alert.get(kind=AlertKind.DISPUTE)
    assert "asks for the held payment back (needs response). Answer by" in alert.title
    assert (await happened(order)).count("held_payment_disputed") == 1
    assert not await InboxEvent.filter(processed_at=None).exists()
    assert await Dispute.all().count() == 0


async def test_an_answer_that_is_older_than_what_is_known_changes_nothing(till: Till, buyer: Shopper) -> None:
    order = await till.buy(buyer, card=FRAUD)
    dispute = await Dispute.get()
    old = await till.stripe.call("GET", f"/v1/disputes/{dispute.stripe_dispute_id}")
    asked = now()
    await decide(till, dispute.stripe_dispute_id, "won")

    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        outcome = await disputes.take_over(locked, parse_dispute(old, asked))

    assert outcome == "known better"
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PAID


async def test_a_state_that_nobody_knows_yet_is_taken_as_open(till: Till, buyer: Shopper) -> None:
    order = await till.buy(buyer, card=FRAUD)
    dispute = await Dispute.get()
    news = await till.stripe.call("GET", f"/v1/disputes/{dispute.stripe_dispute_id}")

    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        await disputes.take_over(locked, parse_dispute({**news, "status": "arbitration"}, now()))

    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.DISPUTED


async def test_files_are_drawn_meanwhile_and_handed_out_after_it_is_won(
    till: Till, staff: Staff, buyer: Shopper
) -> None:
    order = await till.buy(buyer, "digital/8x10", "poster/8x10", card=FRAUD)
    prints = await Download.get(order=order, kind=DownloadKind.PRINT)
    begun = await downloads.begin(prints.id)
    for file in await Download.filter(order=order, kind=DownloadKind.CUSTOMER):
        assert await downloads.begin(file.id) is not None
    during = await Order.get(id=order.id)
    await Download.filter(order=order).update(status=DownloadStatus.READY, storage_key="orders/x")
    await OutboxMessage.filter(actor="render_download").delete()
    assert await downloads.link(
        await Download.filter(order=order).select_related("order_line").first(), during, till.adapters.storage
    ) is None  # fmt: skip

    await decide(till, (await Dispute.get()).stripe_dispute_id, "won")

    assert begun is not None
    assert during.fulfillment_status is FulfillmentStatus.UNFULFILLED
    assert (await happened(order))[-1] == "downloads_ready"


async def test_a_digital_order_is_fulfilled_only_after_it_is_won(till: Till, buyer: Shopper) -> None:
    order = await till.buy(buyer, card=FRAUD)
    await till.news(without=())
    during = await Order.get(id=order.id)
    assert {file.status for file in await Download.filter(order=order)} == {DownloadStatus.READY}

    await decide(till, (await Dispute.get()).stripe_dispute_id, "won")

    assert during.fulfillment_status is FulfillmentStatus.UNFULFILLED
    assert (await Order.get(id=order.id)).fulfillment_status is FulfillmentStatus.FULFILLED


async def test_a_dispute_that_is_heard_of_before_the_payment(till: Till, guest: Shopper) -> None:
    await guest.add(await guest.line())
    checkout = await guest.checkout()
    await till.stripe.control("POST", "/webhooks/pause")
    await till.pay(session_of(checkout), FRAUD)
    (dispute,) = (await till.stripe.call("GET", "/v1/disputes"))["data"]
    await store_stripe_event(stripe_event("charge.dispute.created", dispute))
    event = await InboxEvent.get()

    with pytest.raises(OrderNotThereYet):
        await inbox.process(event.id, till.adapters.payments, till.adapters.order_updates)
    await till.stripe.control("POST", "/webhooks/resume")
    await till.news()

    assert (await Order.get()).payment_status is PaymentStatus.DISPUTED
    assert await Dispute.all().count() == 1


async def test_a_dispute_of_another_shop_is_acknowledged(till: Till) -> None:
    subject = {"id": "du_1", "object": "dispute", "payment_intent": "pi_foreign", "metadata": {}}
    await store_stripe_event(stripe_event("charge.dispute.created", subject))

    await till.work()

    assert (await InboxEvent.get()).outcome == "ignored"


async def test_another_currency_costs_what_the_shop_had(till: Till, buyer: Shopper, customer: Account) -> None:
    order = await till.buy(buyer, card=FRAUD)
    dispute = await Dispute.get()
    news = await till.stripe.call("GET", f"/v1/disputes/{dispute.stripe_dispute_id}")
    later = datetime.now(UTC) + timedelta(seconds=1)

    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        await disputes.take_over(
            locked, parse_dispute({**news, "status": "lost", "currency": "eur", "amount": 870}, later)
        )

    assert (await Order.get(id=order.id)).lost == 999
    assert (await CustomerFigures.get(user=customer.user)).total_spent == 0
    await books_balance()
