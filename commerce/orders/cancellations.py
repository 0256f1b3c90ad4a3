"""Canceling orders: an unpaid one after its payment page is closed, a paid one by giving all of it back."""

from __future__ import annotations

from uuid import UUID

import structlog

from adapters.payments import CheckoutSession, PaymentError, Payments
from commerce import audit
from commerce.audit import Actor, Target
from commerce.errors import InvalidInput, NotFound, OrderAlreadyPaid, PaymentUnavailable, StateInvalid
from commerce.orders import held_orders, orders
from commerce.orders.held_orders import Held
from commerce.orders.states import OrderStatus, status_of, was_sent
from commerce.payments import refund_books, refunds
from commerce.payments.order_figures import refundable, was_paid
from commerce.payments.refund_plan import MAX_REASON, Wanted
from core.database import transaction
from models import Order, OrderEvent, PaymentStatus, Refund

log = structlog.get_logger(__name__)

_REQUESTED = "order_cancel_requested"


async def cancel(order_id: UUID, reason: str | None, actor: Actor, payments: Payments) -> None:
    """Cancel an order; twice is once.

    Raises:
        NotFound, InvalidInput
        StateInvalid: it was sent, is disputed, or the bank is about to decide.
        OrderAlreadyPaid: the money came while it was canceled; ask again to give it back.
        RefundRefused: Stripe does not give the money back; nothing has changed.
        PaymentUnavailable: it is not known (yet). Ask again.
    """
    if reason is not None and len(reason) > MAX_REASON:
        raise InvalidInput(f"The reason has at most {MAX_REASON} characters.", path=("reason",))
    order = await Order.get_or_none(id=order_id)
    if order is None:
        raise NotFound("Order")
    if held_orders.is_unbooked(order):
        held = await held_orders.ask(order, payments)
        await _cancel_paid(order.id, reason, actor, payments, held)
    elif order.payment_status is PaymentStatus.PENDING:
        await _cancel_unpaid(order, reason, actor, payments)
    elif was_paid(order) and order.canceled_at is None:
        await _cancel_paid(order.id, reason, actor, payments)


async def _cancel_unpaid(order: Order, reason: str | None, actor: Actor, payments: Payments) -> None:
    session = await _closed_session(order, payments)
    if session is not None and session.status == "complete":
        if session.settled:
            raise _paid(order)
        raise StateInvalid("The bank is about to decide about the payment.", "payment_processing")
    async with transaction():
        locked = await orders.lock(order.id)
        if locked is None:
            raise NotFound("Order")
        if was_paid(locked):
            raise _paid(locked)
        if locked.held_reason:
            raise StateInvalid("The order was held just now. Look at it, and ask again.", "held")
        # Of two at once, the second finds it done. Where Stripe's news of the closed page did it, it was this wish.
        if locked.canceled_at is None or not await _was_asked_for(locked):
            await _tell(locked, reason, actor)
        await orders.cancel_locked(locked, "The order was canceled.")


async def _was_asked_for(order: Order) -> bool:
    return await OrderEvent.exists(order=order, type=_REQUESTED)


def _paid(order: Order) -> OrderAlreadyPaid:
    message = f"Order {order.number} was paid before it could be canceled. Cancel it again to give the money back."
    return OrderAlreadyPaid(order.number, message=message)


async def _closed_session(order: Order, payments: Payments) -> CheckoutSession | None:
    """The order's session, closed to payment; None when the customer was never sent to one."""
    if order.checkout_session_id is None:
        return None
    try:
        return await payments.expire_session(order.checkout_session_id)
    except PaymentError as error:
        if not error.transient:
            raise
        log.warning("payment_provider_unavailable", error=str(error))
        message = "The payment provider does not answer. Nothing was canceled; please try again."
        raise PaymentUnavailable(message=message) from error


async def _cancel_paid(
    order_id: UUID, reason: str | None, actor: Actor, payments: Payments, held: Held | None = None
) -> None:
    async with transaction():
        order = await orders.lock(order_id)
        if order is None:
            return
        if held is not None and held_orders.is_unbooked(order):
            await held_orders.book(order, held, release=False)
        elif order.canceled_at is not None:
            return
        if was_sent(order):
            raise StateInvalid("The order was sent. Give the money back instead.", order.fulfillment_status)
        if order.payment_status is PaymentStatus.DISPUTED:
            raise StateInvalid("The payment is disputed.", order.payment_status)
        row, mine = await _given_back(order, reason, actor)
    if row is not None and (mine or await refunds.claim(row)):
        await refunds.carried_out(row, payments, look_first=not mine)


async def _given_back(order: Order, reason: str | None, actor: Actor) -> tuple[Refund | None, bool]:
    """The refund of all that is left, with which the order is canceled; None when nothing is, and it is."""
    wanted = Wanted(reason=reason, cancels_order=True)
    if refundable(order) or await refunds.on_its_way(order, wanted) is not None:
        row, mine = await refunds.begin(order, wanted, actor)
        if mine:
            await _note(order, reason, actor)
        elif not row.cancels_order:
            # Somebody is giving all of it back already: the order is canceled with that.
            row.cancels_order = True
            await row.save(update_fields=["cancels_order"])
            await _tell(order, reason, actor)
        return row, mine
    await _tell(order, reason, actor)
    await refund_books.cancel_order(order)
    return None, False


async def _tell(order: Order, reason: str | None, actor: Actor) -> None:
    await _note(order, reason, actor)
    before, after = {"status": status_of(order)}, {"status": OrderStatus.CANCELED, "reason": reason}
    await audit.record(actor, "order_cancel", Target("Order", order.id), before, after)


async def _note(order: Order, reason: str | None, actor: Actor) -> None:
    """Why, for the staff; customers read that it was canceled."""
    message = "Canceling the order was asked for."
    await orders.record(order, _REQUESTED, message, actor=actor.label[:120], data={"reason": reason})
