"""What an order's money amounts to after refunds and disputes: moved by atomic SQL, with all that follows from it."""

from __future__ import annotations

from commerce.orders.states import move_payment
from commerce.payments import customer_figures
from commerce.payments.order_figures import kept
from core.clock import now
from core.database import fetch
from models import Order, PaymentStatus

_MOVE = """
UPDATE orders SET refunded = refunded + $2, lost = lost + $3, updated_at = $4 WHERE id = $1 RETURNING refunded, lost
"""


async def move(order: Order, *, refunded: int = 0, lost: int = 0) -> None:
    """Money left for the customer of a locked, paid order, or (below zero) came back after all.

    The payment state and the customer's figures move with it, inside the same transaction.
    """
    (row,) = await fetch(_MOVE, order.id, refunded, lost, now())
    order.refunded, order.lost = row["refunded"], row["lost"]
    await customer_figures.change(order, -(refunded + lost))
    await settle(order, disputed=order.payment_status is PaymentStatus.DISPUTED)


async def settle(order: Order, *, disputed: bool) -> bool:
    """Bring the payment state of a locked, paid order to what its amounts say; whether it moved."""
    moved = move_payment(order, PaymentStatus.DISPUTED if disputed else standing(order))
    if moved:
        await order.save(update_fields=["payment_status", "updated_at"])
    return moved


def standing(order: Order) -> PaymentStatus:
    """The payment state that a paid order's amounts say, disputes aside."""
    if not order.refunded and not order.lost:
        return PaymentStatus.PAID
    return PaymentStatus.REFUNDED if kept(order) <= 0 else PaymentStatus.PARTIALLY_REFUNDED
