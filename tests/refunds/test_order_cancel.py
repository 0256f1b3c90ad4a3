"""`orderCancel`: an unpaid order once its page is closed, a paid one by giving all of it back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from commerce.orders import cancellations
from core.clock import travel
from core.ids import new_id, to_global_id
from models import (
    AuditEntry,
    FulfillmentStatus,
    InboxEvent,
    Order,
    OrderEvent,
    OutboxMessage,
    PaymentStatus,
    Refund,
    RefundStatus,
    Role,
)
from tests.refunds.conftest import Staff
from tests.support.shoppers import Account
from tests.support.storefront import Shopper, session_of
from tests.support.till import Till, books_balance, gid, happened

SignIn = Callable[..., Awaitable[Account]]
CANCEL = """
mutation ($id: ID!, $reason: String) {
  orderCancel(id: $id, reason: $reason) {
    __typename
    ... on Order { status paymentStatus nextStatuses canceledAt refunded { amount } refunds { status reason } }
    ... on Error { code message path }
    ... on StateInvalidError { state }
    ... on OrderAlreadyPaidError { number }
    ... on RefundRefusedError { providerMessage }
  }
}
"""
LATER = timedelta(seconds=61)


async def cancel(staff: Staff, order: Order, **why: Any) -> dict[str, Any]:
    return dict((await staff.shopper.ask(CANCEL, id=gid(order), **why))["orderCancel"])


async def waiting(shopper: Shopper) -> tuple[Order, str]:
    """An order that waits for its money, and its session."""
    await shopper.add(await shopper.line())
    checkout = await shopper.checkout()
    return await Order.get(number=checkout["order"]["number"]), session_of(checkout)


async def test_an_unpaid_order_and_its_page(till: Till, staff: Staff, guest: Shopper) -> None:
    order, session = await waiting(guest)

    canceled = await cancel(staff, order, reason="Asked us to")
    again = await cancel(staff, order)
    await till.news()

    assert (canceled["status"], canceled["paymentStatus"], canceled["refunds"]) == ("CANCELED", "FAILED", [])
    assert again["canceledAt"] == canceled["canceledAt"]
    assert (await till.stripe.call("GET", f"/v1/checkout/sessions/{session}"))["status"] == "expired"
    events = await OrderEvent.filter(order=order).order_by("id")
    assert [(event.type, event.actor, event.public) for event in events] == [
        ("order_created", "system", True),
        ("order_cancel_requested", staff.user.email, False),
        ("order_canceled", "system", True),
    ]
    entry = await AuditEntry.get(action="order_cancel")
    assert (entry.before, entry.after) == ({"status": "pending"}, {"status": "canceled", "reason": "Asked us to"})


async def test_an_unpaid_order_by_five_at_the_same_moment(till: Till, staff: Staff, guest: Shopper) -> None:
    order, _ = await waiting(guest)

    answers = await asyncio.gather(*(cancel(staff, order) for _ in range(5)))

    assert {answer["status"] for answer in answers} == {"CANCELED"}
    kinds = await OrderEvent.filter(order=order).order_by("id").values_list("type", flat=True)
    assert list(kinds) == ["order_created", "order_cancel_requested", "order_canceled"]
    assert await AuditEntry.filter(action="order_cancel").count() == 1


async def test_what_was_just_held_is_not_said_to_be_canceled(
    till: Till, staff: Staff, guest: Shopper, monkeypatch: pytest.MonkeyPatch
) -> None:
    order, _ = await waiting(guest)
    closed = cancellations._closed_session

    async def meanwhile(*asked: Any) -> Any:
        session = await closed(*asked)
        await Order.filter(id=order.id).update(held_reason="look at it")
        return session

    monkeypatch.setattr(cancellations, "_closed_session", meanwhile)
    refused = await cancel(staff, order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "held")
    assert await AuditEntry.all().count() == await OrderEvent.filter(type="order_cancel_requested").count() == 0


async def test_a_page_that_stripe_does_not_know(till: Till, staff: Staff, guest: Shopper) -> None:
    order, _ = await waiting(guest)
    await Order.filter(id=order.id).update(checkout_session_id="cs_test_forgotten")

    assert (await cancel(staff, order))["status"] == "CANCELED"


async def test_it_turns_out_to_be_paid(till: Till, staff: Staff, guest: Shopper) -> None:
    order, session = await waiting(guest)
    await till.stripe.control("POST", "/webhooks/pause")
    await till.pay(session)

    refused = await cancel(staff, order)
    await till.stripe.control("POST", "/webhooks/resume")
    await till.news()

    assert (refused["__typename"], refused["number"]) == ("OrderAlreadyPaidError", order.number)
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PAID
    assert await AuditEntry.all().count() == 0
    assert (await cancel(staff, order))["paymentStatus"] == "REFUNDED"


async def test_the_bank_is_about_to_decide(till: Till, staff: Staff, guest: Shopper) -> None:
    await guest.add(await guest.line(), currency="EUR")
    order, session = await waiting(guest)
    await till.pay(session, "DE89370400440532013000")

    refused = await cancel(staff, order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "payment_processing")
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PENDING


@pytest.mark.parametrize("kind", ["500", "reset"])
async def test_stripe_is_away(till: Till, staff: Staff, guest: Shopper, kind: str) -> None:
    order, _ = await waiting(guest)
    await till.stripe.control("POST", "/faults", {"match": "*/expire", "kind": kind, "times": 3})

    refused = await cancel(staff, order)
    untouched = await Order.get(id=order.id)
    again = await cancel(staff, order)

    assert refused["__typename"] == "PaymentUnavailableError"
    assert untouched.payment_status is PaymentStatus.PENDING
    assert again["status"] == "CANCELED"


async def test_a_paid_order_gets_all_of_it_back(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer, "digital/8x10", "poster/8x10")
    await staff.refund(order, amount=300)

    canceled = await cancel(staff, order, reason="Sold out")
    again = await cancel(staff, order)
    await till.news(without=())

    assert (canceled["status"], canceled["paymentStatus"], canceled["nextStatuses"]) == ("CANCELED", "REFUNDED", [])
    assert canceled["refunded"]["amount"] == order.total
    assert [refund["reason"] for refund in canceled["refunds"]] == [None, "Sold out"]
    assert again == canceled
    assert await till.refunds_at_stripe(order) == [(300, "succeeded"), (order.total - 300, "succeeded")]
    order = await Order.get(id=order.id)
    assert order.fulfillment_status is FulfillmentStatus.UNFULFILLED  # nothing is drawn any more
    kinds = await happened(order)
    assert sorted(kinds[2:]) == sorted(
        ["refund_requested", "order_cancel_requested", "order_canceled", "refund_made"]
    )  # fmt: skip
    assert await AuditEntry.filter(action="order_cancel").count() == 1
    await books_balance()


async def test_twenty_at_the_same_moment(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer)

    answers = await asyncio.gather(*(cancel(staff, order) for _ in range(20)))
    await till.news()

    assert {answer["__typename"] for answer in answers} == {"Order"}
    assert await till.refunds_at_stripe(order) == [(999, "succeeded")]
    assert (await happened(order)).count("order_canceled") == 1
    await books_balance()


async def test_stripe_is_away_and_the_worker_cancels(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer)
    await till.stripe.control("POST", "/faults", {"match": "POST /v1/refunds", "kind": "500", "times": 3})

    refused = await cancel(staff, order)
    between = await Order.get(id=order.id)
    with travel(LATER):
        await till.news()

    assert refused["__typename"] == "PaymentUnavailableError"
    assert (between.canceled_at, between.payment_status) == (None, PaymentStatus.REFUNDED)
    assert (await Order.get(id=order.id)).canceled_at is not None
    assert await till.refunds_at_stripe(order) == [(999, "succeeded")]
    assert await OutboxMessage.filter(actor="finish_refund").count() == 0
    await books_balance()


async def test_a_refund_that_is_on_its_way_cancels_the_order(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer)
    await till.stripe.control("POST", "/faults", {"match": "POST /v1/refunds", "kind": "500", "times": 3})
    await staff.refund(order)

    canceled = await cancel(staff, order, reason="Sold out")

    assert (canceled["status"], len(canceled["refunds"])) == ("CANCELED", 1)
    assert await till.refunds_at_stripe(order) == [(999, "succeeded")]
    told = ["refund_requested", "order_cancel_requested", "order_canceled", "refund_made"]
    assert await happened(order) == told
    assert (await OrderEvent.get(type="order_cancel_requested")).data == {"reason": "Sold out"}
    actions = [entry.action for entry in await AuditEntry.filter(target_id=order.id).order_by("id")]
    assert actions == ["order_refund", "order_cancel"]


async def test_stripe_refuses(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer)
    await till.stripe.control("POST", "/webhooks/pause")
    await till.stripe.control("POST", "/disputes", {"charge": (await till.charge(order))["id"]})

    refused = await cancel(staff, order)

    assert refused["__typename"] == "RefundRefusedError"
    assert "charged back" in refused["providerMessage"]
    order = await Order.get(id=order.id)
    assert (order.canceled_at, order.refunded, order.payment_status) == (None, 0, PaymentStatus.PAID)
    assert (await Refund.get()).status is RefundStatus.FAILED
    await books_balance()


async def test_given_back_already_or_free(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer)
    await staff.refund(order)
    coupon = await till.stripe.call("POST", "/v1/coupons", {"percent_off": 100, "duration": "once"})
    code = {"promotion[type]": "coupon", "promotion[coupon]": coupon["id"], "code": "FREE"}
    await till.stripe.call("POST", "/v1/promotion_codes", code)
    free = await till.buy(buyer, promotion_code="FREE")

    assert (await cancel(staff, order))["status"] == "CANCELED"
    canceled = await cancel(staff, free)

    assert (canceled["status"], canceled["paymentStatus"], canceled["refunds"]) == ("CANCELED", "PAID", [])
    assert await Refund.all().count() == 1


async def test_what_was_sent_is_not_canceled(till: Till, staff: Staff, buyer: Shopper) -> None:
    sent = await till.buy(buyer, "poster/8x10")
    digital = await till.buy(buyer)
    await Order.all().update(fulfillment_status=FulfillmentStatus.FULFILLED)

    refused = await cancel(staff, sent)
    canceled = await cancel(staff, digital)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "fulfilled")
    assert "CANCELED" not in (await staff.standing(sent))["nextStatuses"]
    assert canceled["status"] == "CANCELED"
    assert await Refund.filter(order=sent).count() == 0


async def test_its_refund_fails_later(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer, card="pm_card_refundFail")
    await cancel(staff, order)

    await till.stripe.control("POST", "/clock", {"advance_seconds": 60})
    await till.news()

    shown = await staff.standing(order)
    assert (shown["status"], shown["paymentStatus"], shown["refunded"]["amount"]) == ("CANCELED", "PAID", 0)
    assert [file["url"] for file in shown["downloads"]] == [None, None]
    assert (await staff.refund(order))["__typename"] == "Refund"
    await books_balance()


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    till: Till, guest: Shopper, account: SignIn, role: Role | None
) -> None:
    order = await till.buy(guest)
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(CANCEL, id=gid(order))

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    order = await Order.get(id=order.id)
    assert (order.payment_status, order.canceled_at) == (PaymentStatus.PAID, None)
    assert await happened(order) == []


async def test_odd_input(till: Till, staff: Staff, guest: Shopper) -> None:
    order, session = await waiting(guest)

    unknown = (await staff.shopper.ask(CANCEL, id=to_global_id("Order", new_id())))["orderCancel"]
    long = await cancel(staff, order, reason="x" * 501)
    _, nul = await staff.shopper.refused(CANCEL, id=gid(order), reason="a\0b")
    _, nonsense = await staff.shopper.refused(CANCEL, id="nonsense")

    assert (unknown["__typename"], long["__typename"]) == ("NotFoundError", "InvalidInputError")
    assert (nul, nonsense) == ("BAD_USER_INPUT", "BAD_USER_INPUT")
    assert (await till.stripe.call("GET", f"/v1/checkout/sessions/{session}"))["status"] == "open"
    assert await InboxEvent.filter(type="checkout.session.expired").count() == 0
