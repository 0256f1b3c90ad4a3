"""commerce/inbox/lost_events.py: what webhooks could not bring is fetched, page by page, and comes in as events do."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from adapters import payments_events
from adapters.payments import PaymentError
from commerce.inbox import lost_events
from commerce.inbox.lost_events import recover_events
from core.clock import travel
from models import Bookmark, InboxEvent, Order, OutboxMessage, PaymentStatus
from tests.reconciler.conftest import Silence


async def test_a_lost_payment_comes_in_as_an_event(silence: Silence) -> None:
    _, order, session_id = await silence.check_out()
    await silence.pay(session_id)

    fresh = await recover_events(silence.adapters.payments)
    again = await recover_events(silence.adapters.payments)
    await silence.run_outbox()

    assert fresh >= 2
    assert again == 0
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PAID
    event = await InboxEvent.get(type="checkout.session.completed")
    assert event.payload["data"]["object"]["id"] == session_id
    assert event.outcome == "paid" or (await InboxEvent.get(type="payment_intent.succeeded")).outcome == "paid"


async def test_what_came_by_webhook_later_is_the_same_event(silence: Silence, served: str) -> None:
    _, _, session_id = await silence.check_out()
    await silence.pay(session_id)
    await recover_events(silence.adapters.payments)
    before = await InboxEvent.filter(type__startswith="checkout.").count()

    await silence.stripe.control("POST", "/webhooks/resume", {})
    await silence.stripe.control("POST", "/webhooks/deliver")

    assert await InboxEvent.filter(type__startswith="checkout.").count() == before == 1


async def test_what_was_delivered_is_not_fetched(silence: Silence, served: str) -> None:
    await silence.stripe.control("POST", "/webhooks/resume", {})
    _, _, session_id = await silence.check_out()
    await silence.pay(session_id)
    await silence.until(lambda: InboxEvent.filter(type="checkout.session.completed").exists())
    await silence.stripe.control("POST", "/webhooks/deliver")
    before = await InboxEvent.all().count()

    assert await recover_events(silence.adapters.payments) == 0
    assert await InboxEvent.all().count() == before


async def test_many_pages_are_read_over_several_runs(silence: Silence, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(payments_events, "_PAGE", 2)
    monkeypatch.setattr(lost_events, "_MOST_PAGES", 2)
    for _ in range(5):
        _, _, session_id = await silence.check_out()
        await silence.pay(session_id)

    counts = [await recover_events(silence.adapters.payments) for _ in range(3)]
    places = [sorted(mark.value) for mark in await Bookmark.all()]

    assert counts == [4, 4, 2]
    assert await InboxEvent.all().count() == await OutboxMessage.all().count() == 10
    assert all(place == ["since"] for place in places)


async def test_each_run_looks_from_where_the_last_had_looked(silence: Silence) -> None:
    stripe = silence.adapters.payments
    await recover_events(stripe)
    first = {mark.name: mark.value["since"] for mark in await Bookmark.all()}
    with travel(timedelta(hours=1)):
        await recover_events(stripe)
    second = {mark.name: mark.value["since"] for mark in await Bookmark.all()}

    assert all(3590 <= second[name] - first[name] <= 3610 for name in first)


@pytest.mark.parametrize("kind", ["500", "429", "reset", "timeout"])
async def test_when_stripe_fails_the_place_is_kept(silence: Silence, kind: str) -> None:
    await recover_events(silence.adapters.payments)
    before = [mark.value for mark in await Bookmark.all()]
    await silence.stripe.control(
        "POST", "/faults", {"match": "GET /v1/events", "kind": kind, "times": 3, "seconds": 0.1}
    )

    with pytest.raises(PaymentError), travel(timedelta(hours=1)):
        await recover_events(silence.adapters.payments)

    assert [mark.value for mark in await Bookmark.all()] == before


async def test_a_place_that_stripe_has_forgotten_is_given_up(silence: Silence) -> None:
    await Bookmark.create(name="stripe_events_0", value={"since": 0, "begun": 10, "after": "evt_forgotten"})

    with pytest.raises(PaymentError):
        await recover_events(silence.adapters.payments)

    assert (await Bookmark.get(name="stripe_events_0")).value == {"since": 0}
    assert await recover_events(silence.adapters.payments) == 0


async def test_ten_at_once_take_each_event_in_once(silence: Silence) -> None:
    _, _, session_id = await silence.check_out()
    await silence.pay(session_id)

    counts = await asyncio.gather(
        *(recover_events(silence.adapters.payments) for _ in range(10)), return_exceptions=True
    )

    assert [count for count in counts if isinstance(count, Exception)] == []
    assert sum(count for count in counts if isinstance(count, int)) == await InboxEvent.all().count()
    assert await InboxEvent.all().count() == await OutboxMessage.all().count()
