"""The life of an order: two state columns, the moves each may make, and the one status clients see."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import reduce
from operator import or_

from tortoise.expressions import Q

from models import FulfillmentStatus, Order, PaymentStatus


class OrderStatus(StrEnum):
    PENDING = "pending"
    PAID = "paid"
    PROCESSING = "processing"
    FULFILLED = "fulfilled"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"
    CANCELED = "canceled"


PAYMENT_MOVES: dict[PaymentStatus, frozenset[PaymentStatus]] = {
    PaymentStatus.PENDING: frozenset({PaymentStatus.PAID, PaymentStatus.FAILED}),
    # Money that arrives after a cancel wins.
    PaymentStatus.FAILED: frozenset({PaymentStatus.PAID}),
    PaymentStatus.PAID: frozenset({PaymentStatus.PARTIALLY_REFUNDED, PaymentStatus.REFUNDED, PaymentStatus.DISPUTED}),
    PaymentStatus.PARTIALLY_REFUNDED: frozenset(
        # Back to PAID when the refund fails later.
        {PaymentStatus.REFUNDED, PaymentStatus.PAID, PaymentStatus.DISPUTED}
    ),
    PaymentStatus.REFUNDED: frozenset({PaymentStatus.PARTIALLY_REFUNDED, PaymentStatus.PAID}),
    PaymentStatus.DISPUTED: frozenset({PaymentStatus.PAID, PaymentStatus.PARTIALLY_REFUNDED, PaymentStatus.REFUNDED}),
}

FULFILLMENT_MOVES: dict[FulfillmentStatus, frozenset[FulfillmentStatus]] = {
    FulfillmentStatus.UNFULFILLED: frozenset({FulfillmentStatus.PROCESSING, FulfillmentStatus.FULFILLED}),
    FulfillmentStatus.PROCESSING: frozenset({FulfillmentStatus.FULFILLED}),
    FulfillmentStatus.FULFILLED: frozenset(),
}

NEXT_STATUSES: dict[OrderStatus, tuple[OrderStatus, ...]] = {
    OrderStatus.PENDING: (OrderStatus.PAID, OrderStatus.CANCELED),
    OrderStatus.PAID: (
        OrderStatus.PROCESSING,
        OrderStatus.FULFILLED,
        OrderStatus.PARTIALLY_REFUNDED,
        OrderStatus.REFUNDED,
    ),
    OrderStatus.PROCESSING: (OrderStatus.FULFILLED, OrderStatus.PARTIALLY_REFUNDED, OrderStatus.REFUNDED),
    OrderStatus.FULFILLED: (OrderStatus.PARTIALLY_REFUNDED, OrderStatus.REFUNDED),
    OrderStatus.PARTIALLY_REFUNDED: (OrderStatus.REFUNDED,),
    OrderStatus.REFUNDED: (),
    OrderStatus.CANCELED: (OrderStatus.PAID,),
}

OWNS_FILES = frozenset({PaymentStatus.PAID, PaymentStatus.PARTIALLY_REFUNDED})
"""Payment states in which the files of an order may be drawn and downloaded."""


def status_of(order: Order) -> OrderStatus:
    """The one status that the two columns amount to."""
    match order.payment_status:
        case PaymentStatus.REFUNDED:
            return OrderStatus.REFUNDED
        case PaymentStatus.PARTIALLY_REFUNDED:
            return OrderStatus.PARTIALLY_REFUNDED
        case PaymentStatus.PENDING | PaymentStatus.FAILED:
            return OrderStatus.CANCELED if order.canceled_at else OrderStatus.PENDING
        case PaymentStatus.PAID | PaymentStatus.DISPUTED:
            return {
                FulfillmentStatus.UNFULFILLED: OrderStatus.PAID,
                FulfillmentStatus.PROCESSING: OrderStatus.PROCESSING,
                FulfillmentStatus.FULFILLED: OrderStatus.FULFILLED,
            }[order.fulfillment_status]


_UNPAID = Q(payment_status__in=[PaymentStatus.PENDING, PaymentStatus.FAILED])
_PAID = Q(payment_status__in=[PaymentStatus.PAID, PaymentStatus.DISPUTED])
_CONDITIONS: dict[OrderStatus, Q] = {
    OrderStatus.PENDING: _UNPAID & Q(canceled_at__isnull=True),
    OrderStatus.CANCELED: _UNPAID & Q(canceled_at__isnull=False),
    OrderStatus.PAID: _PAID & Q(fulfillment_status=FulfillmentStatus.UNFULFILLED),
    OrderStatus.PROCESSING: _PAID & Q(fulfillment_status=FulfillmentStatus.PROCESSING),
    OrderStatus.FULFILLED: _PAID & Q(fulfillment_status=FulfillmentStatus.FULFILLED),
    OrderStatus.PARTIALLY_REFUNDED: Q(payment_status=PaymentStatus.PARTIALLY_REFUNDED),
    OrderStatus.REFUNDED: Q(payment_status=PaymentStatus.REFUNDED),
}


def having_status(statuses: Iterable[OrderStatus]) -> Q:
    """What selects the orders whose `status_of` is one of these; none of them selects no order."""
    return reduce(or_, (_CONDITIONS[status] for status in set(statuses)), Q(id__in=[]))


def move_payment(order: Order, target: PaymentStatus) -> bool:
    """Move the payment state of a locked order; False when it is there already.

    Raises:
        ValueError: when the table has no such move. That is a bug of the caller, who asks first.
    """
    if order.payment_status == target:
        return False
    if target not in PAYMENT_MOVES[order.payment_status]:
        raise ValueError(f"order {order.number}: payment cannot move from {order.payment_status} to {target}")
    order.payment_status = target
    return True


def move_fulfillment(order: Order, target: FulfillmentStatus) -> bool:
    """Move the fulfilment state of a locked order forward; False when it is there, or further, already."""
    if target not in FULFILLMENT_MOVES[order.fulfillment_status]:
        return False
    order.fulfillment_status = target
    return True
