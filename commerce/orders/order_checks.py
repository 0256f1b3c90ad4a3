"""What every action on an order asks first: that there is one, and that what was bought is to be delivered."""

from __future__ import annotations

from uuid import UUID

from commerce.errors import NotFound, StateInvalid
from commerce.orders import orders
from commerce.orders.states import status_of
from commerce.payments.order_figures import was_paid
from models import Order, PaymentStatus


async def locked(order_id: UUID) -> Order:
    """The order, locked until the transaction ends.

    Raises:
        NotFound
    """
    order = await orders.lock(order_id)
    if order is None:
        raise NotFound("Order", path=("id",))
    return order


def require_entitled(order: Order) -> None:
    """Let nothing be drawn, sent or handed out that the customer is not to get; see `states.entitled`.

    Raises:
        StateInvalid: saying what is in the way, and what to do about it.
    """
    state, sentence = paused(order) or ("", "")
    if sentence:
        raise StateInvalid(sentence, state)


def paused(order: Order) -> tuple[str, str] | None:
    """Why nothing of an order is to be delivered (now): a word for scripts and a sentence; None when it is."""
    if order.canceled_at is not None:
        return "canceled", "The order was canceled."
    if order.held_reason:
        return "held", "The order is held for review. Release it with orderRelease, or cancel it."
    if order.payment_status is PaymentStatus.DISPUTED:
        return "disputed", "The payment is disputed: until that is decided, nothing is sent or handed out."
    if not was_paid(order):
        return status_of(order).value, "The order is not paid."
    if order.payment_status is PaymentStatus.REFUNDED:
        return "refunded", "All of the money was given back."
    return None
