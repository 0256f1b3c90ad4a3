"""What Stripe's events about refunds mean: ask for all refunds of the payment, and take over how they are."""

from __future__ import annotations

from adapters.payments import Payments
from commerce.inbox.inbox_handlers import Handler, News, OrderNotThereYet, Subject, order_of_payment, payment_intent_of
from commerce.orders import orders
from commerce.payments import refund_books
from commerce.payments.order_figures import was_paid
from models import Order, OrderEvent


async def _refunds_of_payment(subject: Subject, payments: Payments) -> News:
    """Asked afresh: snapshots come late, twice and out of order, and one refund's failure makes room for another."""
    intent_id = payment_intent_of(subject)
    return News(subject, refunds=tuple(await payments.refunds.of_payment(intent_id)) if intent_id else ())


async def _take_over(order: Order, news: News) -> str:
    if was_paid(order):
        return await refund_books.take_over(order, news.refunds)
    if order.held_reason is None:
        raise OrderNotThereYet(f"order {order.number} is not paid yet")
    if not await OrderEvent.filter(order=order, type="held_payment_refunded").exists():
        amount = sum(refund.amount for refund in news.refunds if not refund.undone)
        data = {"amount": amount, "currency": order.currency}
        await orders.record(order, "held_payment_refunded", "The held payment was given back at Stripe.", data=data)
    return "held"


_HANDLER = Handler(_take_over, fetch=_refunds_of_payment, order_of=order_of_payment)

REFUND_HANDLERS = dict.fromkeys(("refund.created", "refund.updated", "refund.failed", "charge.refunded"), _HANDLER)
