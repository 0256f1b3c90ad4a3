"""Whether an order's money has come, and what of it can still be given back. Minor units of its currency."""

from __future__ import annotations

from models import Order, OrderLine, PaymentStatus

_REFUNDABLE = frozenset({PaymentStatus.PAID, PaymentStatus.PARTIALLY_REFUNDED})
_UNPAID = frozenset({PaymentStatus.PENDING, PaymentStatus.FAILED})


def was_paid(order: Order) -> bool:
    """Whether its money has come, whatever became of it since."""
    return order.payment_status not in _UNPAID


def refundable(order: Order) -> int:
    """What is left of the total; nothing while it is not paid or is disputed."""
    return max(0, order.total - order.refunded) if order.payment_status in _REFUNDABLE else 0


def line_refundable(line: OrderLine, order: Order) -> int:
    """What is left of a line: its total less its discount, with its tax, and never more than the order has."""
    left: int = line.total - line.discount + line.tax - line.refunded
    return max(0, min(left, refundable(order)))
