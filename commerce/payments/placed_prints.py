"""Prints that the print house is making of an order whose money goes back, or is lost: staff is told to stop them."""

from __future__ import annotations

from tortoise.expressions import F

from commerce.operations import alerts
from commerce.orders import orders
from models import AlertKind, FulfillmentStatus, FulfillmentType, Order, OrderLine, PaymentStatus

_ADVICE = (
    "Cancel it there: fulfillmentPlacement has its number. Then take the placement back with orderPlacementClear; "
    "if it cannot be stopped any more, mark it as sent with orderFulfill when it is."
)


async def call_off(order: Order) -> None:
    """Alert staff if a locked order was placed at the print house, was not sent, and has nothing left to be printed.

    Once a placement. Nothing is stopped by itself: the shop does not talk to the print house.
    """
    if order.placed_at is None or order.fulfillment_status is FulfillmentStatus.FULFILLED:
        return
    if not _is_over(order) and await are_wanted(order):
        return
    told = await alerts.raise_alert(
        AlertKind.PRINT_TO_CANCEL,
        key=f"{order.id}:{order.placed_at.isoformat()}",
        title=f"{order.number} was placed at the print house, and is not wanted any more.",
        detail=_ADVICE,
        facts={"placed_at": order.placed_at.isoformat()},
        order=order,
    )
    if told:
        await orders.record(order, "print_to_cancel", "The print house may be making it still: cancel it there.")


def _is_over(order: Order) -> bool:
    return order.canceled_at is not None or order.payment_status is PaymentStatus.REFUNDED


async def are_wanted(order: Order) -> bool:
    """Whether prints of an order are left that were not given back."""
    prints = OrderLine.filter(order=order, fulfillment_type=FulfillmentType.PHYSICAL)
    return await prints.filter(refunded_quantity__lt=F("quantity")).exists()
