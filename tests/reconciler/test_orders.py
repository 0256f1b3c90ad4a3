"""commerce/payments/reconciler.py: orders that wait for their money are asked about, and end as Stripe says."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest

from adapters.payments import CheckoutSession, PaymentError, Payments
from commerce.orders import orders
from commerce.payments import reconciler
from core.clock import travel
from models import Alert, AlertKind, Download, Order, OrderEvent, OutboxMessage, PaymentStatus
from tests.reconciler.conftest import Silence

SOON, LATER, OVER = timedelta(minutes=5), timedelta(minutes=11), timedelta(hours=48, minutes=1)


async def timeline(order: Order) -> list[str]:
    return [event.type for event in await OrderEvent.filter(order=order).order_by("id")]


async def test_a_payment_that_no_webhook_told_of(silence: Silence) -> None:
    _, order, session_id = await silence.check_out("digital/8x10", "poster/18x24")
    await silence.pay(session_id)

    with travel(SOON):
        early = await silence.reconcile()
    with travel(LATER):
        found = await silence.reconcile()
        again = await silence.reconcile()

    assert (early.asked, found.asked, found.paid, again.asked) == (0, 1, 1, 0)
    paid = await Order.get(id=order.id)
    assert paid.payment_status is PaymentStatus.PAID
    assert paid.total == 999 + 5999 + 999
    assert await timeline(order) == ["order_created", "order_paid"]


async def test_the_webhook_that_comes_after_all_changes_nothing(silence: Silence, served: str) -> None:
    _, order, session_id = await silence.check_out()
    await silence.pay(session_id)
    with travel(LATER):
        await silence.reconcile()
    files = await Download.filter(order=order).count()

    await silence.stripe.control("POST", "/webhooks/resume", {"order": "reverse"})
    await silence.stripe.control("POST", "/webhooks/deliver")
    await silence.run_outbox()

    assert (await timeline(order)).count("order_paid") == 1
    assert await Download.filter(order=order).count() == files == 2


async def test_twenty_reconcilers_pay_each_order_once(silence: Silence) -> None:
    placed = []
    for _ in range(5):
        _, order, session_id = await silence.check_out()
        await silence.pay(session_id)
        placed.append(order)

    with travel(LATER):
        findings = await asyncio.gather(*(silence.reconcile() for _ in range(20)))

    assert sum(found.paid for found in findings) == sum(found.asked for found in findings) == 5
    for order in placed:
        assert await timeline(order) == ["order_created", "order_paid"]


async def test_many_who_ask_about_one_order_at_the_same_moment(silence: Silence) -> None:
    _, order, session_id = await silence.check_out()
    await silence.pay(session_id)
    stripe, updates = silence.adapters.payments, silence.adapters.order_updates

    outcomes = await asyncio.gather(*(reconciler.reconcile_order(order.id, stripe, updates) for _ in range(10)))

    assert outcomes.count("paid") == 1
    assert set(outcomes) <= {"paid", "already paid", "does not wait"}
    assert await timeline(order) == ["order_created", "order_paid"]


async def test_an_abandoned_page_is_asked_about_less_and_less(silence: Silence) -> None:
    await silence.check_out()

    asked = []
    for minutes in range(0, 12 * 60, 5):
        with travel(timedelta(minutes=minutes, seconds=1)):
            asked += [minutes] * (await silence.reconcile()).asked

    gaps = [later - earlier for earlier, later in pairwise(asked)]
    assert asked[0] == 10
    assert gaps == sorted(gaps)
    assert (gaps[0], gaps[-1]) in {(10, 180), (15, 180), (15, 185)}
    assert len(asked) <= 8


async def test_a_page_that_expired_without_word(silence: Silence) -> None:
    _, order, _ = await silence.check_out()
    await silence.stripe.control("POST", "/clock", {"advance_seconds": 25 * 3600})

    with travel(LATER):
        found = await silence.reconcile()

    assert found.canceled == 1
    canceled = await Order.get(id=order.id)
    assert canceled.payment_status is PaymentStatus.FAILED
    assert canceled.canceled_at is not None
    assert await timeline(order) == ["order_created", "order_canceled"]


async def test_after_48_hours_the_page_is_closed_asked_once_more_and_the_order_canceled(silence: Silence) -> None:
    _, order, session_id = await silence.check_out()
    with travel(timedelta(hours=47, minutes=59)):
        assert (await silence.reconcile()).canceled == 0

    with travel(OVER):
        found = await silence.reconcile()

    assert found.canceled == 1
    assert (await silence.calls(session_id))[-2:] == ["expire", "GET"]
    session = await silence.stripe.call("GET", f"/v1/checkout/sessions/{session_id}")
    assert session["status"] == "expired"
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.FAILED


async def test_who_pays_while_the_order_is_being_canceled_gets_it(
    silence: Silence, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The payment comes between the decision to cancel and the closing of the page."""
    _, order, _ = await silence.check_out()
    expire = Payments.expire_session

    async def paid_just_before(self: Payments, expiring: str) -> object:
        await silence.pay(expiring)
        return await expire(self, expiring)

    monkeypatch.setattr(Payments, "expire_session", paid_just_before)
    with travel(OVER):
        found = await silence.reconcile()

    assert (found.paid, found.canceled) == (1, 0)
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PAID
    assert "order_canceled" not in await timeline(order)


async def test_money_that_arrives_after_the_cancel_wins_and_is_flagged(silence: Silence, served: str) -> None:
    _, order, session_id = await silence.check_out()
    assert await orders.cancel_unpaid(order.id, "It was never paid.")
    await silence.pay(session_id)

    await silence.stripe.control("POST", "/webhooks/resume", {})
    await silence.until(lambda: Order.filter(id=order.id, payment_status=PaymentStatus.PAID).exists())

    assert (await timeline(order))[:4] == ["order_created", "order_canceled", "order_paid", "paid_after_cancel"]
    assert (await Order.get(id=order.id)).canceled_at is None


async def test_an_order_without_a_page_ends_after_48_hours(silence: Silence) -> None:
    _, order, _ = await silence.check_out()
    await Order.filter(id=order.id).update(checkout_session_id=None, checkout_url=None)

    with travel(LATER):
        assert (await silence.reconcile()).canceled == 0
    with travel(OVER):
        assert (await silence.reconcile()).canceled == 1

    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.FAILED


async def test_a_page_that_stripe_does_not_know(silence: Silence) -> None:
    _, order, _ = await silence.check_out()
    await Order.filter(id=order.id).update(checkout_session_id="cs_test_unknown")

    with travel(LATER):
        found = await silence.reconcile()

    assert (found.asked, found.canceled) == (1, 0)
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PENDING


async def test_a_bank_debit_is_waited_for_beyond_48_hours(silence: Silence) -> None:
    _, order, session_id = await silence.check_out(currency="EUR")
    await silence.stripe.control("POST", "/clock", {"advance_seconds": 0})
    await silence.pay(session_id, payment_method="DE89370400440532013000")

    with travel(OVER):
        outcome = await reconciler.reconcile_order(order.id, silence.adapters.payments, silence.adapters.order_updates)
        assert outcome in {"waits for the bank", "paid"}
        await silence.stripe.control("POST", "/clock", {"advance_seconds": 60})
        for _ in range(600):
            outcome = await reconciler.reconcile_order(
                order.id, silence.adapters.payments, silence.adapters.order_updates
            )
            if outcome != "waits for the bank":
                break
            await asyncio.sleep(0.05)

    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PAID


async def test_a_bank_debit_that_came_back_without_word(silence: Silence) -> None:
    _, order, session_id = await silence.check_out(currency="EUR")
    await silence.pay(session_id, payment_method="DE62370400440532013001")
    await silence.stripe.control("POST", "/clock", {"advance_seconds": 60})

    outcome = ""
    for _ in range(600):
        outcome = await reconciler.reconcile_order(order.id, silence.adapters.payments, silence.adapters.order_updates)
        if outcome == "canceled":
            break
        await asyncio.sleep(0.05)

    assert outcome == "canceled"
    assert (await OrderEvent.filter(order=order).order_by("-id"))[0].message == "The bank payment failed."


async def test_wrong_money_is_held_once_and_not_asked_about_again(silence: Silence) -> None:
    _, order, session_id = await silence.check_out()
    await Order.filter(id=order.id).update(subtotal=998, total=998)
    await silence.pay(session_id)

    with travel(LATER):
        first, second = await silence.reconcile(), await silence.reconcile()

    assert (first.asked, first.paid, second.asked) == (1, 0, 0)
    assert (await Order.get(id=order.id)).held_reason is not None
    with travel(OVER):
        assert (await silence.reconcile()).canceled == 0


@pytest.mark.parametrize("kind", ["500", "429", "reset", "timeout"])
async def test_when_stripe_fails_nothing_changes_and_the_next_run_goes_on(silence: Silence, kind: str) -> None:
    _, order, session_id = await silence.check_out()
    await silence.pay(session_id)
    fault = {"match": "GET /v1/checkout/sessions/*", "kind": kind, "times": 3, "seconds": 0.1}
    await silence.stripe.control("POST", "/faults", fault)

    with travel(LATER), pytest.raises(PaymentError):
        await silence.reconcile()
    await silence.stripe.control("DELETE", "/faults")
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PENDING
    with travel(LATER + SOON):
        found = await silence.reconcile()

    assert found.paid == 1


async def test_a_run_that_dies_before_it_writes_is_made_up_for(
    silence: Silence, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, order, session_id = await silence.check_out()
    await silence.pay(session_id)

    async def die(*_: object) -> str:
        raise asyncio.CancelledError

    with monkeypatch.context() as dying, travel(LATER):
        dying.setattr(reconciler, "mark_paid", die)
        with pytest.raises(asyncio.CancelledError):
            await silence.reconcile()
    with travel(LATER + SOON):
        found = await silence.reconcile()

    assert found.paid == 1
    assert await timeline(order) == ["order_created", "order_paid"]


async def test_an_order_that_cannot_be_written_keeps_nobody_waiting(
    silence: Silence, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, odd, odd_session = await silence.check_out()
    _, order, session_id = await silence.check_out()
    for each in (odd_session, session_id):
        await silence.pay(each)
    real = reconciler.mark_paid

    async def choke(order: Order, session: CheckoutSession) -> str:
        if order.id == odd.id:
            raise ValueError("odd")
        return await real(order, session)

    with monkeypatch.context() as choking, travel(LATER):
        choking.setattr(reconciler, "mark_paid", choke)
        found = await silence.reconcile()
        again = await silence.reconcile()

    assert (found.asked, found.paid, again.asked) == (2, 1, 0)
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PAID
    assert (await Order.get(id=odd.id)).payment_status is PaymentStatus.PENDING
    alert = await Alert.get(kind=AlertKind.STRIPE)
    assert alert.facts == {"order": str(odd.id)}
    with travel(timedelta(minutes=25)):
        assert (await silence.reconcile()).paid == 1


QUERY = "query ($session: String!) { orderByCheckoutSession(sessionId: $session) { status } }"


async def test_the_thank_you_page_has_stripe_asked(silence: Silence) -> None:
    shopper, order, session_id = await silence.check_out()
    await silence.pay(session_id)

    seen = [await shopper.ask(QUERY, session=session_id) for _ in range(5)]
    promised = await OutboxMessage.filter(actor="reconcile_order").count()
    with travel(timedelta(seconds=6)):
        await silence.run_outbox()
    after = await shopper.ask(QUERY, session=session_id)

    assert {each["orderByCheckoutSession"]["status"] for each in seen} == {"PENDING"}
    assert promised == 1
    assert after["orderByCheckoutSession"]["status"] != "PENDING"
    assert (await timeline(order))[:2] == ["order_created", "order_paid"]


async def test_the_page_asks_once_a_minute_and_only_for_those_who_may_see_it(silence: Silence) -> None:
    shopper, order, session_id = await silence.check_out()
    shopper.order_token, token = None, shopper.order_token
    assert (await shopper.ask(QUERY, session=session_id))["orderByCheckoutSession"] is None
    assert await OutboxMessage.filter(actor="reconcile_order").count() == 0
    assert (await Order.get(id=order.id)).stripe_asked_at is None

    shopper.order_token = token
    counts = []
    for seconds in (0, 30, 59, 61, 62):
        with travel(timedelta(seconds=seconds)):
            await asyncio.gather(*(shopper.ask(QUERY, session=session_id) for _ in range(5)))
        counts.append(await OutboxMessage.filter(actor="reconcile_order").count())

    assert counts == [1, 1, 1, 2, 2]
