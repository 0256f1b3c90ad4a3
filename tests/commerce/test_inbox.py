"""commerce/inbox/inbox.py: events once, in any order, done only together with their effects."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from adapters import Adapters
from commerce.inbox import inbox
from commerce.inbox.inbox import EventUnstorable, OrderNotThereYet, store_stripe_event
from core.ids import new_id
from models import Download, InboxEvent, Order, OrderEvent, OutboxMessage, PaymentStatus
from tests.commerce.conftest import SmallShop
from tests.commerce.paying import place_order, session_object, stripe_event


async def deliver(adapters: Adapters, kind: str, subject: dict[str, Any]) -> str | None:
    """Store an event and process it; its outcome."""
    event = stripe_event(kind, subject)
    await store_stripe_event(event)
    row = await InboxEvent.get(event_id=event["id"])
    await inbox.process(row.id, adapters.payments, adapters.order_updates)
    await row.refresh_from_db()
    assert row.processed_at is not None
    return row.outcome


async def test_the_same_event_fifty_times_at_once_is_one_row_and_one_promise(db: None) -> None:
    event = stripe_event("checkout.session.completed", {"metadata": {}})

    fresh = await asyncio.gather(*(store_stripe_event(event) for _ in range(50)))

    assert sum(fresh) == 1
    assert await InboxEvent.all().count() == 1
    (message,) = await OutboxMessage.all()
    assert (message.actor, message.args) == ("process_inbox_event", [str((await InboxEvent.get()).id)])


async def test_an_event_processed_by_ten_workers_at_once_has_its_effect_once(
    shop: SmallShop, adapters: Adapters
) -> None:
    order = await place_order(await shop.cart_of(shop.line()))
    await store_stripe_event(stripe_event("checkout.session.completed", session_object(order)))
    row = await InboxEvent.get()

    await asyncio.gather(*(inbox.process(row.id, adapters.payments, adapters.order_updates) for _ in range(10)))

    assert (await InboxEvent.get()).outcome == "paid"
    assert [event.type for event in await OrderEvent.all().order_by("id")] == ["order_created", "order_paid"]
    assert await Download.all().count() == 2


async def test_a_bank_debit_waits_and_then_pays_or_fails(shop: SmallShop, adapters: Adapters) -> None:
    paid = await place_order(await shop.cart_of(shop.line()))
    failed = await place_order(await shop.cart_of(shop.line()))
    for order in (paid, failed):
        subject = session_object(order, payment_status="unpaid")
        assert await deliver(adapters, "checkout.session.completed", subject) == "waits for the bank"
        assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PENDING

    assert await deliver(adapters, "checkout.session.async_payment_succeeded", session_object(paid)) == "paid"
    assert await deliver(adapters, "checkout.session.async_payment_failed", session_object(failed)) == "canceled"

    assert (await Order.get(id=paid.id)).payment_status is PaymentStatus.PAID
    assert (await Order.get(id=failed.id)).payment_status is PaymentStatus.FAILED


async def test_a_declined_attempt_is_not_the_end(shop: SmallShop, adapters: Adapters) -> None:
    order = await place_order(await shop.cart_of(shop.line()))
    intent = {
        "id": "pi_1",
        "metadata": {"order_id": str(order.id)},
        "last_payment_error": {"code": "card_declined", "decline_code": "insufficient_funds"},
    }

    assert await deliver(adapters, "payment_intent.payment_failed", intent) == "declined: insufficient_funds"

    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PENDING


async def test_expiry_cancels_and_comes_too_late_for_a_paid_order(shop: SmallShop, adapters: Adapters) -> None:
    order = await place_order(await shop.cart_of(shop.line()))
    late = await place_order(await shop.cart_of(shop.line()))
    await deliver(adapters, "checkout.session.completed", session_object(late))

    assert await deliver(adapters, "checkout.session.expired", session_object(order, status="expired")) == "canceled"
    assert await deliver(adapters, "checkout.session.expired", session_object(late)) == "nothing to cancel"

    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.FAILED
    assert (await Order.get(id=late.id)).payment_status is PaymentStatus.PAID


async def test_only_the_page_that_the_buyer_was_sent_to_ends_the_order(shop: SmallShop, adapters: Adapters) -> None:
    order = await place_order(await shop.cart_of(shop.line()))
    lost = session_object(order, id="cs_test_lost", status="expired", payment_status="unpaid")

    outcome = await deliver(adapters, "checkout.session.expired", lost)

    assert outcome == "another page"
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PENDING


async def test_a_page_that_is_open_is_no_bank_payment(shop: SmallShop, adapters: Adapters) -> None:
    order = await place_order(await shop.cart_of(shop.line()))
    subject = session_object(order, status="open", payment_status="unpaid")

    assert await deliver(adapters, "checkout.session.completed", subject) == "still open"
    assert [event.type for event in await OrderEvent.filter(order=order)] == ["order_created"]


async def test_an_event_before_its_order_waits_for_it(shop: SmallShop, adapters: Adapters) -> None:
    order = await place_order(await shop.cart_of(shop.line()))
    early = session_object(order, metadata={"order_id": str(new_id())})
    await store_stripe_event(stripe_event("checkout.session.completed", early))

    with pytest.raises(OrderNotThereYet):
        await inbox.process((await InboxEvent.get()).id, adapters.payments, adapters.order_updates)

    assert (await InboxEvent.get()).processed_at is None


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("invoice.paid", {"metadata": {"order_id": str(new_id())}}),
        ("checkout.session.completed", {"metadata": None}),
        ("checkout.session.completed", {"metadata": {"order_id": "not an id"}}),
    ],
    ids=["another type", "no order", "nonsense"],
)
async def test_what_is_not_ours_is_acknowledged(
    db: None, adapters: Adapters, kind: str, subject: dict[str, Any]
) -> None:
    assert await deliver(adapters, kind, subject) == "ignored"


async def test_a_nul_character_is_refused_not_an_error(db: None) -> None:
    with pytest.raises(EventUnstorable):
        await store_stripe_event(stripe_event("x", {"name": "a\0b"}))

    assert await InboxEvent.all().count() == 0
