"""The books against Stripe: each order's session, its refunds and its disputes. Three questions an order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from functools import partial

from adapters.payments import CheckoutSession, PaymentError, Payments
from adapters.payments_disputes import StripeDispute
from adapters.payments_refunds import StripeRefund
from commerce.doctor.doctor_findings import Finding
from commerce.orders import orders
from commerce.payments import disputes, refund_books
from commerce.payments.order_figures import was_paid
from commerce.payments.payments import mark_paid
from core.database import transaction
from models import Dispute, Order, OrderEvent, PaymentStatus, Refund, RefundStatus

_AT_ONCE = 5
_BATCH = 200


async def examine(payments: Payments, since: datetime | None) -> AsyncIterator[Finding]:
    """What Stripe tells otherwise about orders placed since then.

    Raises:
        PaymentError: when Stripe does not answer.
    """
    gate = asyncio.Semaphore(_AT_ONCE)

    async def look(order: Order) -> list[Finding]:
        async with gate:
            return await _order(order, payments)

    async for batch in batches(since):
        asked = [order for order in batch if order.checkout_session_id is not None]
        for findings in await asyncio.gather(*(look(order) for order in asked)):
            for finding in findings:
                yield finding


async def batches(since: datetime | None) -> AsyncIterator[list[Order]]:
    """Orders placed since then, oldest first, some at a time."""
    found = Order.filter(created_at__gte=since) if since else Order.all()
    batch = await found.order_by("id").limit(_BATCH)
    while batch:
        yield batch
        batch = await found.filter(id__gt=batch[-1].id).order_by("id").limit(_BATCH)


async def _order(order: Order, payments: Payments) -> list[Finding]:
    try:
        session = await payments.retrieve_session(str(order.checkout_session_id))
    except PaymentError as error:
        if error.transient:
            raise
        return [Finding(f"order {order.number}", f"its session cannot be read: {error}")]
    if not was_paid(order):
        return _unpaid(order, session, payments)
    findings = await _paid(order, session)
    if order.payment_intent_id is not None:
        findings += await _refunds(order, await payments.refunds.of_payment(order.payment_intent_id))
        findings += await _disputes(order, await payments.disputes.of_payment(order.payment_intent_id))
    return findings


def _unpaid(order: Order, session: CheckoutSession, payments: Payments) -> list[Finding]:
    subject = f"order {order.number}"
    if session.settled and order.held_reason:
        return [Finding(subject, f"its payment is held for review: {order.held_reason}")]
    if session.settled:
        problem = f"{order.payment_status.value} here, paid at Stripe"
        return [Finding(subject, problem, partial(_mark_paid, order, session))]
    if order.payment_status is PaymentStatus.FAILED and session.status == "open":
        problem = "canceled here, and its payment page is still open"
        return [Finding(subject, problem, partial(_close, session, payments))]
    if order.payment_status is PaymentStatus.PENDING and session.status == "expired":
        problem = "waits for a payment page that has expired"
        return [Finding(subject, problem, partial(_cancel, order))]
    return []


async def _mark_paid(order: Order, session: CheckoutSession) -> None:
    async with transaction():
        locked = await orders.lock(order.id)
        if locked is not None:
            await mark_paid(locked, session)


async def _close(session: CheckoutSession, payments: Payments) -> None:
    await payments.expire_session(session.id)


async def _cancel(order: Order) -> None:
    await orders.cancel_unpaid(order.id, "The payment page expired without a payment.")


async def _paid(order: Order, session: CheckoutSession) -> list[Finding]:
    ours = (order.currency, order.total, order.discount, order.tax, order.shipping, order.payment_intent_id)
    theirs = (
        session.currency, session.total, session.discount, session.tax, session.shipping, session.payment_intent_id
    )  # fmt: skip
    findings = []
    if not session.settled:
        findings.append(f"paid here; its session is {session.status} and {session.payment_status} at Stripe")
    elif ours != theirs and not await _accepted(order, session):
        findings.append(f"currency, total, discount, tax, shipping and payment are {ours} here, {theirs} at Stripe")
    return [Finding(f"order {order.number}", problem) for problem in findings]


async def _accepted(order: Order, session: CheckoutSession) -> bool:
    """Whether somebody took other money than was ordered, and the books hold as much of it as Stripe does."""
    ours = (order.currency, order.total, order.payment_intent_id)
    same = ours == (session.currency, session.total, session.payment_intent_id)
    return same and await OrderEvent.filter(order=order, type="payment_accepted").exists()


async def _refunds(order: Order, told: Sequence[StripeRefund]) -> list[Finding]:
    rows = await Refund.filter(order=order)
    known = {row.stripe_refund_id: row for row in rows if row.stripe_refund_id is not None}
    subject, findings = f"order {order.number}", []
    for news in told:
        row = known.pop(news.id, None)
        here = f"{row.amount} {row.status.value}" if row else "not known"
        if row is None or row.status is not refund_books.status_of(news) or row.amount != news.amount:
            problem = f"refund {news.id} is {here} here, {news.amount} {news.status} at Stripe"
            mendable = row is None or row.amount == news.amount
            findings.append(Finding(subject, problem, partial(_take_refunds, order, told) if mendable else None))
    for row in known.values():
        if row.status in {RefundStatus.PENDING, RefundStatus.SUCCEEDED}:
            findings.append(Finding(subject, f"Stripe does not know the refund {row.stripe_refund_id}"))
    return findings


async def _take_refunds(order: Order, told: Sequence[StripeRefund]) -> None:
    async with transaction():
        locked = await orders.lock(order.id)
        if locked is not None:
            await refund_books.take_over(locked, told)


async def _disputes(order: Order, told: Sequence[StripeDispute]) -> list[Finding]:
    known = {row.stripe_dispute_id: row for row in await Dispute.filter(order=order)}
    findings = []
    for news in told:
        row = known.get(news.id)
        if row is None or (row.status.value, row.withdrawn) != (disputes.status_of(news).value, news.withdrawn):
            here = row.status.value if row else "not known"
            problem = f"dispute {news.id} is {here} here, {news.status} at Stripe"
            findings.append(Finding(f"order {order.number}", problem, partial(_take_dispute, order, news)))
    return findings


async def _take_dispute(order: Order, news: StripeDispute) -> None:
    async with transaction():
        locked = await orders.lock(order.id)
        if locked is not None:
            await disputes.take_over(locked, news)
