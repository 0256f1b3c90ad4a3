"""Events from outside: stored first, taken in hand later, done only together with their effects.

What each of Stripe's events means is the table `_HANDLERS`; everything else is acknowledged and ignored.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import orjson
import structlog

from adapters.events import OrderUpdates
from adapters.payments import API_VERSION, CheckoutSession, Payments, parse_session
from commerce import orders, outbox
from commerce.payments import mark_paid
from core.clock import now
from core.database import after_commit, fetch, transaction
from core.ids import new_id
from models import InboxEvent, Order

log = structlog.get_logger(__name__)


class OrderNotThereYet(Exception):
    """The event speaks of an order of ours that is not in the database (yet): try again later."""


class EventUnstorable(Exception):
    """PostgreSQL cannot keep it: a NUL character, or an identifier longer than Stripe's ever are."""


# One statement, so that an event is stored together with the promise to process it.
_STORE = """
WITH stored AS (
    INSERT INTO inbox_events (id, created_at, source, event_id, type, api_version, payload)
    VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb)
    ON CONFLICT (source, event_id) DO NOTHING RETURNING id
)
INSERT INTO outbox_messages (id, created_at, actor, args, available_at, published, attempts)
SELECT $1, $2, $8, jsonb_build_array(id::text), $2, 0, 0 FROM stored RETURNING id
"""


async def store_stripe_event(event: Mapping[str, Any]) -> bool:
    """Keep a verified event, once; False when it is here already.

    Raises:
        EventUnstorable: for what Stripe would not send.
    """
    if event.get("api_version") != API_VERSION:
        log.warning("stripe_event_of_another_version", version=event.get("api_version"), ours=API_VERSION)
    payload = orjson.dumps(event).decode()
    if "\\u0000" in payload or len(event["id"]) > 255 or len(event["type"]) > 80:
        raise EventUnstorable("the event holds a NUL character or an overlong identifier")
    rows = await fetch(
        _STORE,
        new_id(),
        now(),
        "stripe",
        event["id"],
        event["type"],
        event.get("api_version"),
        payload,
        outbox.PROCESS_INBOX_EVENT,
    )
    return bool(rows)


@dataclass(frozen=True)
class News:
    """An event's object, and the session behind it where one is needed to act."""

    object: Mapping[str, Any]
    session: CheckoutSession | None = None


async def process(inbox_id: UUID, payments: Payments, updates: OrderUpdates) -> None:
    """Bring an event's effects, once.

    Raises:
        OrderNotThereYet, PaymentError: nothing has changed; try again later.
    """
    event = await InboxEvent.get_or_none(id=inbox_id)
    if event is None or event.processed_at is not None:
        return
    handler = _HANDLERS.get(event.type)
    subject: Mapping[str, Any] = event.payload["data"]["object"]
    if handler is None or _order_id(subject) is None:
        await InboxEvent.filter(id=inbox_id, processed_at=None).update(processed_at=now(), outcome="ignored")
        return
    news = News(subject, await handler.fetch_session(subject, payments))
    async with transaction():
        order = await _apply(inbox_id, handler, news)
        if order is not None:
            after_commit(partial(updates.publish, order.id))


async def _apply(inbox_id: UUID, handler: _Handler, news: News) -> Order | None:
    event = await InboxEvent.filter(id=inbox_id).select_for_update().get()
    if event.processed_at is not None:
        return None
    order_id = _order_id(news.object)
    order = await orders.lock(order_id) if order_id else None
    if order is None:
        raise OrderNotThereYet(f"{event.type} {event.event_id}: no order {order_id}")
    event.outcome = (await handler.act(order, news))[:200]
    event.processed_at = now()
    await event.save(update_fields=["outcome", "processed_at"])
    log.info("inbox_event_processed", type=event.type, event_id=event.event_id, outcome=event.outcome)
    return order


def _order_id(subject: Mapping[str, Any]) -> UUID | None:
    value = (subject.get("metadata") or {}).get("order_id")
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


async def _session_in_event(subject: Mapping[str, Any], payments: Payments) -> CheckoutSession:
    """The event's own snapshot; a promotion code's name is known only to a fresh answer."""
    session = parse_session(subject)
    return await payments.retrieve_session(session.id) if session.has_discount else session


async def _session_of_intent(subject: Mapping[str, Any], payments: Payments) -> CheckoutSession | None:
    return await payments.session_of_payment(subject["id"])


async def _no_session(subject: Mapping[str, Any], payments: Payments) -> None:
    """For events that say everything themselves."""


async def _completed(order: Order, news: News) -> str:
    session = news.session
    if session is None:
        return "no session"
    if session.settled:
        return await mark_paid(order, session)
    message = "The bank payment was started; it takes a few days to arrive."
    await orders.record(order, "payment_processing", message, public=True)
    return "waits for the bank"


async def _expired(order: Order, news: News) -> str:
    canceled = await orders.cancel_locked(order, "The payment page expired without a payment.")
    return "canceled" if canceled else "nothing to cancel"


async def _bank_payment_failed(order: Order, news: News) -> str:
    canceled = await orders.cancel_locked(order, "The bank payment failed.")
    return "canceled" if canceled else "nothing to cancel"


async def _attempt_failed(order: Order, news: News) -> str:
    """One declined attempt is not the end: the session stays open for another card."""
    error = news.object.get("last_payment_error") or {}
    reason = error.get("decline_code") or error.get("code") or "declined"
    await orders.record(order, "payment_attempt_failed", f"A payment attempt was declined ({reason}).")
    return f"declined: {reason}"


@dataclass(frozen=True)
class _Handler:
    """`fetch_session` may use the network, before the transaction; `act` runs inside it, the order locked."""

    act: Callable[[Order, News], Awaitable[str]]
    fetch_session: Callable[[Mapping[str, Any], Payments], Awaitable[CheckoutSession | None]] = _no_session


_HANDLERS: dict[str, _Handler] = {
    "checkout.session.completed": _Handler(_completed, _session_in_event),
    "checkout.session.async_payment_succeeded": _Handler(_completed, _session_in_event),
    "checkout.session.async_payment_failed": _Handler(_bank_payment_failed),
    "checkout.session.expired": _Handler(_expired),
    "payment_intent.succeeded": _Handler(_completed, _session_of_intent),
    "payment_intent.payment_failed": _Handler(_attempt_failed),
}

STRIPE_EVENTS = tuple(sorted(_HANDLERS))
"""The events that the shop's webhook endpoint must be sent."""
