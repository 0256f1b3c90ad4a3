"""Asking Stripe about money that it has not told us of: orders that stay pending, and webhooks that were lost.

Whoever asks, and however many at once, an order becomes paid in one way only, `commerce.payments.mark_paid`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from time import monotonic
from uuid import UUID

import structlog

from adapters.events import OrderUpdates
from adapters.payments import CheckoutSession, PaymentError, Payments
from commerce import outbox
from commerce.inbox.lost_events import recover_events
from commerce.operations import alerts
from commerce.orders import orders
from commerce.payments.payments import mark_paid
from core.clock import now
from core.database import after_commit, fetch, transaction
from models import AlertKind, Order, PaymentStatus

log = structlog.get_logger(__name__)

QUIET = timedelta(minutes=10)
"""How long an order may be pending before Stripe is asked about it."""
LIFETIME = timedelta(hours=48)
"""How long an order may be pending at all."""
_LONGEST_GAP = timedelta(hours=3)
_ONCE_IN = timedelta(minutes=1)
_WEBHOOKS_TURN = timedelta(seconds=5)
MOST_ORDERS = 50
"""That one run asks about."""
_MOST_SECONDS = 60.0
_DEAD_INTENTS = frozenset({"requires_payment_method", "canceled"})
"""PaymentIntents of a completed session that will not bring its money (any more)."""


@dataclass
class Findings:
    """What a run came to."""

    events: int = 0
    """Taken in that no webhook had brought."""
    asked: int = 0
    paid: int = 0
    canceled: int = 0


async def reconcile(payments: Payments, updates: OrderUpdates) -> Findings:
    """One bounded run. What it leaves undone, or fails at, the next one does.

    Raises:
        PaymentError: when Stripe does not answer.
    """
    findings = Findings(events=await recover_events(payments))
    begun = monotonic()
    while findings.asked < MOST_ORDERS and monotonic() - begun < _MOST_SECONDS:
        async with _next() as order_id:
            if order_id is None:
                break
            findings.asked += 1
            outcome = await _outcome(order_id, payments, updates)
        findings.paid += outcome == "paid"
        findings.canceled += outcome == "canceled"
    log.info("reconciled", **vars(findings))
    return findings


async def _outcome(order_id: UUID, payments: Payments, updates: OrderUpdates) -> str:
    try:
        return await reconcile_order(order_id, payments, updates)
    except PaymentError as error:
        if error.transient:
            raise
        await alerts.raise_now(
            AlertKind.STRIPE,
            key=f"reconcile:{order_id}",
            title="Stripe refuses to say whether an order was paid.",
            detail=str(error),
            facts={"order": str(order_id)},
        )
        log.error("order_not_reconciled", order_id=str(order_id), error=str(error))
    except Exception as error:  # whatever is odd about one order: those behind it wait for their money, too
        await alerts.raise_now(
            AlertKind.STRIPE,
            key=f"unwritten:{order_id}",
            title="What Stripe says about an order that waits for its money could not be written down.",
            detail=f"{type(error).__name__}: the log has more. It is tried again, less and less often.",
            facts={"order": str(order_id)},
        )
        log.exception("order_not_reconciled", order_id=str(order_id))
    return "failed"


# Each is asked about ten minutes after it was placed, and then as long after each answer as it had waited until
# then, but at least every three hours; and once more when its time is over.
_NEXT = """
WITH due AS (
    SELECT id, stripe_asked_at AS before FROM orders
    WHERE payment_status = 'pending' AND held_reason IS NULL AND created_at <= $1::timestamptz - $2::interval
      AND (stripe_asked_at IS NULL
           OR stripe_asked_at + LEAST(GREATEST(stripe_asked_at - created_at, $2::interval), $3::interval) <= $1
           OR (created_at <= $1::timestamptz - $4::interval AND stripe_asked_at < created_at + $4::interval))
    ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
UPDATE orders o SET stripe_asked_at = $1::timestamptz FROM due WHERE o.id = due.id
RETURNING o.id, o.stripe_asked_at AS asked, due.before
"""


@asynccontextmanager
async def _next() -> AsyncIterator[UUID | None]:
    """An order to ask about, for one caller only; if the block fails, it is the next one's turn to ask."""
    rows = await fetch(_NEXT, now(), QUIET, _LONGEST_GAP, LIFETIME)
    order_id: UUID | None = rows[0]["id"] if rows else None
    try:
        yield order_id
    except BaseException:
        if order_id is not None:
            mine = Order.filter(id=order_id, stripe_asked_at=rows[0]["asked"])
            await asyncio.shield(mine.update(stripe_asked_at=rows[0]["before"]))
        raise


async def reconcile_order(order_id: UUID, payments: Payments, updates: OrderUpdates) -> str:
    """Ask Stripe about one order that waits for its money, and act on the answer; what happened.

    Raises:
        PaymentError: when Stripe does not answer.
    """
    order = await Order.get_or_none(id=order_id)
    if order is None or not _waits(order):
        return "does not wait"
    over = order.created_at <= now() - LIFETIME
    session = await _session(order, payments, close=over)
    async with transaction():
        locked = await orders.lock(order_id)
        # Money counts, even for an order that was canceled while Stripe was asked.
        if locked is None or not (_waits(locked) or (session is not None and session.settled)):
            return "does not wait"
        outcome = await _act(locked, session, over=over)
        if outcome in {"paid", "canceled"} or locked.held_reason:
            after_commit(partial(updates.publish, order_id))
    log.info("order_reconciled", number=order.number, outcome=outcome)
    return outcome


def _waits(order: Order) -> bool:
    return order.payment_status is PaymentStatus.PENDING and order.held_reason is None


async def _session(order: Order, payments: Payments, *, close: bool) -> CheckoutSession | None:
    """The order's session as it is now, after it was expired if its time is over; None when Stripe has none."""
    session_id = order.checkout_session_id
    if session_id is None:
        return None
    try:
        if close:
            await payments.expire_session(session_id)
        return await payments.retrieve_session(session_id)
    except PaymentError as error:
        if error.status == 404:
            return None
        raise


async def _act(order: Order, session: CheckoutSession | None, *, over: bool) -> str:
    if session is None:
        return await _cancel(order, "It was never paid.") if over else "no payment page"
    if session.settled:
        return await mark_paid(order, session)
    if session.status == "expired":
        return await _cancel(order, "The payment page expired without a payment.")
    if session.status == "complete" and session.payment_intent_status in _DEAD_INTENTS:
        return await _cancel(order, "The bank payment failed.")
    return "waits for the bank" if session.status == "complete" else "still open"


async def _cancel(order: Order, reason: str) -> str:
    return "canceled" if await orders.cancel_locked(order, reason) else "does not wait"


_ASK = """
UPDATE orders SET stripe_asked_at = $2::timestamptz
WHERE id = $1 AND payment_status = 'pending' AND held_reason IS NULL
  AND (stripe_asked_at IS NULL OR stripe_asked_at <= $2::timestamptz - $3::interval)
RETURNING id
"""


async def ask_soon(order: Order) -> None:
    """Somebody waits to see an order paid: have Stripe asked in a moment, if the webhook has not come by then.

    At most once a minute for an order, however often it is looked at.
    """
    lately = order.stripe_asked_at is not None and order.stripe_asked_at > now() - _ONCE_IN
    if lately or not _waits(order):
        return
    async with transaction():
        if await fetch(_ASK, order.id, now(), _ONCE_IN):
            await outbox.enqueue(outbox.RECONCILE_ORDER, order.id, delay=_WEBHOOKS_TURN)
