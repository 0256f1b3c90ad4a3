"""Whether an order's money has come, and what of it can still be given back. Minor units of its currency."""

from __future__ import annotations

from models import Order, OrderLine, PaymentStatus

_REFUNDABLE = frozenset({PaymentStatus.PAID, PaymentStatus.PARTIALLY_REFUNDED})
_UNPAID = frozenset({PaymentStatus.PENDING, PaymentStatus.FAILED})


def was_paid(order: Order) -> bool:
    """Whether its money has come, whatever became of it since."""
    return order.payment_status not in _UNPAID


def refundable(order: Order) -> int:
    """What is left of the total, without what is on its way back; nothing while it is not paid or is disputed."""
    return max(0, kept(order)) if order.payment_status in _REFUNDABLE else 0


def kept(order: Order) -> int:
    """What of a paid order's total the shop has, net of refunds and lost disputes."""
    left: int = order.total - order.refunded - order.lost
    return left


def is_given_back(line: OrderLine) -> bool:
    """Whether all of a line was given back, quantity for quantity."""
    return line.refunded_quantity >= line.quantity


def line_refundable(line: OrderLine, order: Order) -> int:
    """What is left of a line: its total less its discount, with its tax, and never more than the order has.

    Shipping comes back with the last line only.
    """
    if is_given_back(line):
        return 0
    left: int = line.total - line.discount + line.tax - line.refunded
    return max(0, min(left, refundable(order)))
