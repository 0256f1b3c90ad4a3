"""Giving money back: all that is left, an amount, or lines.

Three steps, each of which can be resumed. The refund is written and counted, under the order's lock, with the promise
to finish it; then Stripe is asked, with an idempotency key made of the row; then the outcome is written. Whoever asks
for the same refund while it is on its way gets that one.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import structlog

from adapters.payments import PaymentError, Payments
from adapters.payments_refunds import StripeRefund
from commerce import audit, outbox
from commerce.audit import Actor, Target
from commerce.errors import InvalidInput, NotFound, PaymentUnavailable
from commerce.operations import alerts
from commerce.orders import orders
from commerce.payments import refund_books
from commerce.payments.order_figures import refundable
from commerce.payments.refund_errors import RefundRefused
from commerce.payments.refund_plan import Wanted, check, plan
from core.clock import now
from core.database import fetch, transaction
from models import AlertKind, Order, Refund, RefundStatus

log = structlog.get_logger(__name__)

CALL = timedelta(seconds=60)
"""Longer than any call to Stripe takes, retries included: who has not come back by then has died."""
_NOT_LOST = "The refund is kept and will be made once, by us or when you try again."


class RefundBusy(Exception):
    """Another process is asking Stripe about this refund right now."""


async def refund(order_id: UUID, wanted: Wanted, actor: Actor, payments: Payments) -> Refund:
    """Give money back. The refund may be PENDING while somebody else carries out the same one, or at the bank.

    Raises:
        NotFound, InvalidInput, QuantityInvalid, StateInvalid, NothingToRefund, RefundTooLarge: nothing has changed.
        RefundRefused: Stripe will not.
        PaymentUnavailable: it is not known (yet); it will be made once all the same.
    """
    check(wanted)
    async with transaction():
        order = await orders.lock(order_id)
        if order is None:
            raise NotFound("Order")
        row, mine = await begin(order, wanted, actor)
    if mine or await claim(row):
        return await carried_out(row, payments, look_first=not mine)
    return await Refund.get(id=row.id)


async def begin(order: Order, wanted: Wanted, actor: Actor) -> tuple[Refund, bool]:
    """Step one, for a locked order: the refund's row, and whether it is new, and so the caller's to carry out."""
    known = await on_its_way(order, wanted)
    if known is not None:
        return known, False
    split = await plan(order, wanted)
    row = Refund(
        order=order,
        reason=wanted.reason,
        created_by=actor.label[:300],
        requested=wanted.document,
        request_key=_request_key(order, wanted),
        cancels_order=wanted.cancels_order,
        calling_until=now() + CALL,
    )
    data = {"amount": split.amount, "currency": order.currency, "reason": row.reason}
    await orders.record(order, "refund_requested", "A refund was asked for.", actor=actor.label[:120], data=data)
    await refund_books.write(order, row, split)
    await outbox.enqueue(outbox.FINISH_REFUND, row.id, delay=CALL)
    after = {"refund_id": str(row.id), "refunded": order.refunded, "requested": wanted.document}
    action = "order_cancel" if wanted.cancels_order else "order_refund"
    await audit.record(actor, action, Target("Order", order.id), {"refunded": order.refunded - row.amount}, after)
    return row, True


def _request_key(order: Order, wanted: Wanted) -> str | None:
    return sha256(f"{order.id}\n{wanted.key}".encode()).hexdigest() if wanted.key else None


async def on_its_way(order: Order, wanted: Wanted) -> Refund | None:
    """The refund that this request asks for once more: by its key or, until Stripe knows it, by its content.

    Raises:
        InvalidInput: for the key of another refund.
    """
    key = _request_key(order, wanted)
    if key is not None:
        found = await Refund.get_or_none(request_key=key)
        if found is not None and found.requested != wanted.document:
            raise InvalidInput("This idempotencyKey was used for another refund.", path=("idempotencyKey",))
        return found
    waiting = await Refund.filter(order=order, status=RefundStatus.PENDING, stripe_refund_id=None).order_by("id")
    return next((row for row in waiting if row.requested == wanted.document), None)


_CLAIM = """
UPDATE refunds SET calling_until = $2
WHERE id = $1 AND status = 'pending' AND stripe_refund_id IS NULL AND (calling_until IS NULL OR calling_until <= $3)
RETURNING id
"""


async def claim(row: Refund) -> bool:
    """Take an unfinished refund in hand, unless somebody has it already."""
    return bool(await fetch(_CLAIM, row.id, now() + CALL, now()))


async def finish(refund_id: UUID, payments: Payments) -> UUID | None:
    """Finish a refund whose first step was committed; its order's id. Harmless when it is finished.

    Raises:
        PaymentError: try again later.
        RefundBusy: somebody else is at it.
    """
    row = await Refund.get_or_none(id=refund_id)
    if row is None:
        return None
    if row.status is RefundStatus.PENDING and row.stripe_refund_id is None:
        if not await claim(row):
            raise RefundBusy(str(refund_id))
        await _carry_out(row, payments, look_first=True)
    return row.order_id


async def carried_out(row: Refund, payments: Payments, *, look_first: bool) -> Refund:
    """Steps two and three, for the one who asks and has it in hand: the refund as it is then.

    Raises:
        RefundRefused, PaymentUnavailable
    """
    try:
        refused = await _carry_out(row, payments, look_first=look_first)
    except PaymentError as error:
        log.warning("payment_provider_unavailable", error=str(error))
        raise PaymentUnavailable(message=f"The payment provider does not answer. {_NOT_LOST}") from error
    if refused is not None:
        order = await Order.get(id=row.order_id)
        raise RefundRefused(refused, refundable(order), order.currency)
    return await Refund.get(id=row.id)


async def _carry_out(row: Refund, payments: Payments, *, look_first: bool) -> str | None:
    """Ask Stripe and write what it says; why it refuses, if it does.

    Raises:
        PaymentError: it is not known what became of it.
    """
    order = await Order.get(id=row.order_id)
    try:
        told = [await _ask(row, order, payments, look_first=look_first)]
        refused = None
    except PaymentError as error:
        if error.transient:
            await _let_go(row, error)
            raise
        told, refused = await _made_elsewhere(order, payments), str(error)
    async with transaction():
        locked = await orders.lock(order.id)
        if locked is None:
            return refused
        if refused is not None:
            await refuse(locked, row, refused)
        await refund_books.take_over(locked, told)
    return refused


async def _ask(row: Refund, order: Order, payments: Payments, *, look_first: bool) -> StripeRefund:
    intent_id = str(order.payment_intent_id)
    if look_first:
        for made in await payments.refunds.of_payment(intent_id):
            if made.refund_id == str(row.id):
                return made
    metadata = {"refund_id": str(row.id), "order_id": str(order.id), "order_number": order.number}
    key = f"refund-{row.id.hex}-{row.attempt}"
    return await payments.refunds.create(intent_id, row.amount, metadata, idempotency_key=key)


async def _made_elsewhere(order: Order, payments: Payments) -> list[StripeRefund]:
    """The money may have been given back in the dashboard, before we heard of it. Nice to know, no more."""
    try:
        return await payments.refunds.of_payment(str(order.payment_intent_id))
    except PaymentError:
        return []


async def _let_go(row: Refund, error: PaymentError) -> None:
    """Stripe replays a 500 for a key as faithfully as an answer: the next attempt looks first, under another key."""
    attempt = row.attempt + 1 if error.status >= 500 else row.attempt
    await Refund.filter(id=row.id, attempt=row.attempt).update(attempt=attempt, calling_until=None)


async def refuse(order: Order, row: Refund, reason: str) -> None:
    """Stripe will not: what a locked order's refund moved moves back."""
    current = await Refund.filter(id=row.id).select_for_update().get()
    if current.status is RefundStatus.PENDING and current.stripe_refund_id is None:
        await refund_books.fail(order, current, reason)


async def give_up(refund_id: UUID, reason: str) -> None:
    """Stripe has not answered for days: staff has to look. The refund stays counted, so nothing is given twice."""
    row = await Refund.get_or_none(id=refund_id).select_related("order")
    if row is not None and row.status is RefundStatus.PENDING:
        async with transaction():
            await orders.record(row.order, "refund_stuck", f"Stripe did not answer about a refund: {reason}"[:500])
            await alerts.raise_alert(
                AlertKind.REFUND_FAILED,
                key=f"{refund_id}:stuck",
                title=f"{row.order.number}: Stripe has not answered about a refund for days.",
                detail=f"{reason}\nLook at the payment in Stripe. The refund stays counted until then.",
                facts={"refund": str(refund_id), "number": row.order.number},
                order=row.order,
            )
        log.error("refund_stuck", number=row.order.number, refund_id=str(refund_id), reason=reason)
