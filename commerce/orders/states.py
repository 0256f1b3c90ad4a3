"""The life of an order: two state columns, the moves each may make, and the one status clients see."""

from __future__ import annotations

from enum import StrEnum

from models import FulfillmentStatus, FulfillmentType, Order, PaymentStatus


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
    PaymentStatus.REFUNDED: frozenset({PaymentStatus.PARTIALLY_REFUNDED, PaymentStatus.PAID, PaymentStatus.DISPUTED}),
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
        OrderStatus.CANCELED,
    ),
    OrderStatus.PROCESSING: (
        OrderStatus.FULFILLED,
        OrderStatus.PARTIALLY_REFUNDED,
        OrderStatus.REFUNDED,
        OrderStatus.CANCELED,
    ),
    # Only what was not sent: `next_statuses` knows.
    OrderStatus.FULFILLED: (OrderStatus.PARTIALLY_REFUNDED, OrderStatus.REFUNDED, OrderStatus.CANCELED),
    OrderStatus.PARTIALLY_REFUNDED: (OrderStatus.REFUNDED, OrderStatus.CANCELED),
    OrderStatus.REFUNDED: (OrderStatus.CANCELED,),
    OrderStatus.CANCELED: (OrderStatus.PAID,),
}

OWNS_FILES = frozenset({PaymentStatus.PAID, PaymentStatus.PARTIALLY_REFUNDED})
"""Payment states in which the files of an order may be downloaded, and parcels sent."""
DRAWS_FILES = OWNS_FILES | {PaymentStatus.DISPUTED}
"""Payment states in which they may be drawn, so that nobody waits for them when a dispute is won."""


def entitled(order: Order) -> bool:
    """Whether the customer is to get what was bought: it is paid for, not all given back, not disputed or canceled."""
    return order.payment_status in OWNS_FILES and order.canceled_at is None and not order.held_reason


def status_of(order: Order) -> OrderStatus:
    """The one status that the two columns, and whether it was canceled, amount to."""
    if order.canceled_at is not None:
        return OrderStatus.CANCELED
    match order.payment_status:
        case PaymentStatus.REFUNDED:
            return OrderStatus.REFUNDED
        case PaymentStatus.PARTIALLY_REFUNDED:
            return OrderStatus.PARTIALLY_REFUNDED
        case PaymentStatus.PENDING | PaymentStatus.FAILED:
            return OrderStatus.PENDING
        case PaymentStatus.PAID | PaymentStatus.DISPUTED:
            return {
                FulfillmentStatus.UNFULFILLED: OrderStatus.PAID,
                FulfillmentStatus.PROCESSING: OrderStatus.PROCESSING,
                FulfillmentStatus.FULFILLED: OrderStatus.FULFILLED,
            }[order.fulfillment_status]


def next_statuses(order: Order) -> tuple[OrderStatus, ...]:
    """What an order may become from here."""
    reachable = set(NEXT_STATUSES[status_of(order)])
    if was_sent(order):
        reachable.discard(OrderStatus.CANCELED)
    if order.payment_status is PaymentStatus.DISPUTED:
        reachable &= _WHILE_DISPUTED
    if order.canceled_at is not None and order.payment_status is not PaymentStatus.FAILED:
        reachable.clear()
    return tuple(status for status in OrderStatus if status in reachable)


def was_sent(order: Order) -> bool:
    """Whether something of it has left the house, so that canceling would be a lie."""
    return order.fulfillment_status is FulfillmentStatus.FULFILLED and order.fulfillment_type != FulfillmentType.DIGITAL


_WHILE_DISPUTED = frozenset({OrderStatus.PROCESSING, OrderStatus.PARTIALLY_REFUNDED, OrderStatus.REFUNDED})


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
