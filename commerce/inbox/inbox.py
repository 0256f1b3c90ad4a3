"""Events from outside: stored first, taken in hand later, done only together with their effects.

What each of Stripe's events means is the table `_HANDLERS`; everything else is acknowledged and ignored.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

import structlog

from adapters.events import OrderUpdates
from adapters.payments import Payments, parse_session
from commerce.inbox import inbox_promo_codes
from commerce.inbox.inbox_disputes import DISPUTE_HANDLERS
from commerce.inbox.inbox_handlers import Handler, News, OrderNotThereYet, Subject
from commerce.inbox.inbox_refunds import REFUND_HANDLERS
from commerce.inbox.inbox_store import EventUnstorable, store_stripe_event
from commerce.mail import mail_events
from commerce.operations import alerts
from commerce.orders import orders
from commerce.payments.payments import mark_paid
from core.clock import now
from core.database import after_commit, transaction
from models import AlertKind, InboxEvent, Order, OrderEvent, PaymentStatus

__all__ = ["STRIPE_EVENTS", "EventUnstorable", "OrderNotThereYet", "process", "store_stripe_event"]

log = structlog.get_logger(__name__)


async def process(inbox_id: UUID, payments: Payments, updates: OrderUpdates, *, again: bool = False) -> str | None:
    """Bring an event's effects, once; what it did, or None when it was done before.

    `again` asks its handler even then. Handlers look at how things are, so one that did its work finds nothing to do.

    Raises:
        OrderNotThereYet, PaymentError: nothing has changed; try again later.
    """
    event = await InboxEvent.get_or_none(id=inbox_id)
    if event is None or (event.processed_at is not None and not again):
        return None
    if event.source == mail_events.SOURCE:
        return await mail_events.process(inbox_id, again=again)
    handler = _HANDLERS.get(event.type)
    subject: Subject = event.payload["data"]["object"]
    if event.type in inbox_promo_codes.EVENTS:
        act = await inbox_promo_codes.EVENTS[event.type](subject, payments)
        async with transaction():
            return await _mark(inbox_id, act, again=again)
    order_id = await handler.order_of(subject, payments) if handler is not None else None
    if handler is None or order_id is None:
        await InboxEvent.filter(id=inbox_id, processed_at=None).update(processed_at=now(), outcome="ignored")
        return "ignored"
    news = replace(await handler.fetch(subject, payments), event_id=event.event_id)
    async with transaction():
        outcome = await _mark(inbox_id, partial(_act, handler, order_id, news), again=again)
        if outcome is not None:
            after_commit(partial(updates.publish, order_id))
        return outcome


async def give_up(inbox_id: UUID, reason: str) -> None:
    """It was tried for the last time: staff has to look, and `python -m cli replay` tries once more."""
    event = await InboxEvent.get_or_none(id=inbox_id)
    if event is None or event.processed_at is not None:
        return
    await alerts.raise_now(
        AlertKind.WEBHOOK_FAILED,
        key=f"{event.source}:{event.event_id}",
        title=f"An event of {event.source.capitalize()}'s could not be processed: {event.type}.",
        detail=f"{reason}\nIts effects are missing. When the reason is mended, have it processed again.",
        facts={"event": event.event_id, "type": event.type},
    )
    log.error("inbox_event_given_up", event_id=event.event_id, type=event.type, reason=reason)


async def _act(handler: Handler, order_id: UUID, news: News) -> str:
    order = await orders.lock(order_id)
    if order is None:
        raise OrderNotThereYet(f"no order {order_id}")
    return await handler.act(order, news)


async def _mark(inbox_id: UUID, act: Callable[[], Awaitable[str]], *, again: bool) -> str | None:
    """Do what an event asks for and mark it, in one transaction; None when it has been done."""
    event = await InboxEvent.filter(id=inbox_id).select_for_update().get()
    if event.processed_at is not None and not again:
        return None
    outcome = (await act())[:200]
    if event.processed_at is None:
        event.outcome, event.processed_at = outcome, now()
        await event.save(update_fields=["outcome", "processed_at"])
    log.info("inbox_event_processed", type=event.type, event_id=event.event_id, outcome=outcome, again=again)
    return outcome


async def _session_in_event(subject: Subject, payments: Payments) -> News:
    """The event's own snapshot; a promotion code's name is known only to a fresh answer."""
    session = parse_session(subject)
    return News(subject, await payments.retrieve_session(session.id) if session.has_discount else session)


async def _session_of_intent(subject: Subject, payments: Payments) -> News:
    return News(subject, await payments.session_of_payment(subject["id"]))


async def _completed(order: Order, news: News) -> str:
    session = news.session
    if session is None:
        return "no session"
    if session.settled:
        return await mark_paid(order, session)
    if order.payment_status is not PaymentStatus.PENDING:
        return "nothing to wait for"
    if session.status != "complete":
        return "still open"  # its own event comes when it is not
    if not await OrderEvent.exists(order=order, type="payment_processing"):
        message = "The bank payment was started; it takes a few days to arrive."
        await orders.record(order, "payment_processing", message, public=True)
    return "waits for the bank"


async def _expired(order: Order, news: News) -> str:
    if order.checkout_session_id not in {None, news.object["id"]}:
        return "another page"  # opened by a request whose answer was lost: nobody was ever sent there
    canceled = await orders.cancel_locked(order, "The payment page expired without a payment.")
    return "canceled" if canceled else "nothing to cancel"


async def _bank_payment_failed(order: Order, news: News) -> str:
    canceled = await orders.cancel_locked(order, "The bank payment failed.")
    return "canceled" if canceled else "nothing to cancel"


async def _attempt_failed(order: Order, news: News) -> str:
    """One declined attempt is not the end: the session stays open for another card."""
    error = news.object.get("last_payment_error") or {}
    reason = error.get("decline_code") or error.get("code") or "declined"
    said = {"stripe_event": news.event_id}
    if not await OrderEvent.exists(order=order, type="payment_attempt_failed", data__contains=said):
        message = f"A payment attempt was declined ({reason})."
        await orders.record(order, "payment_attempt_failed", message, data=said)
    return f"declined: {reason}"


_HANDLERS: dict[str, Handler] = {
    "checkout.session.completed": Handler(_completed, _session_in_event),
    "checkout.session.async_payment_succeeded": Handler(_completed, _session_in_event),
    "checkout.session.async_payment_failed": Handler(_bank_payment_failed),
    "checkout.session.expired": Handler(_expired),
    "payment_intent.succeeded": Handler(_completed, _session_of_intent),
    "payment_intent.payment_failed": Handler(_attempt_failed),
    **REFUND_HANDLERS,
    **DISPUTE_HANDLERS,
}

STRIPE_EVENTS = tuple(sorted({*_HANDLERS, *inbox_promo_codes.EVENTS}))
"""The events that the shop's webhook endpoint must be sent."""
