"""What Stripe's events about disputes mean: ask for the dispute, and take over how it is."""

from __future__ import annotations

from adapters.payments import Payments
from commerce.inbox.inbox_handlers import Handler, News, OrderNotThereYet, Subject, order_of_payment
from commerce.payments import disputes
from commerce.payments.order_figures import was_paid
from models import Order


async def _dispute(subject: Subject, payments: Payments) -> News:
    """Asked afresh: its states go back and forth, so a late snapshot cannot be told from a new one."""
    return News(subject, dispute=await payments.disputes.retrieve(subject["id"]))


async def _take_over(order: Order, news: News) -> str:
    if news.dispute is None:
        return "no dispute"
    if was_paid(order):
        return await disputes.take_over(order, news.dispute)
    if order.held_reason is None:
        raise OrderNotThereYet(f"order {order.number} is not paid yet")
    await disputes.tell_held(order, news.dispute)
    return "held"


_HANDLER = Handler(_take_over, fetch=_dispute, order_of=order_of_payment)

DISPUTE_HANDLERS = dict.fromkeys(
    (
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.closed",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated",
    ),
    _HANDLER,
)
