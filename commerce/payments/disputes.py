"""Payments that a bank asks back: fulfilment pauses, refunds wait, and what is lost leaves the figures.

An inquiry (`warning_…`) is a question: the money stays, and so does everything else. It is written down, and may
become a dispute.
"""

from __future__ import annotations

from typing import Any

import structlog

from adapters.payments_disputes import StripeDispute
from commerce.files import downloads
from commerce.operations import alerts
from commerce.orders import orders
from commerce.payments import order_balance, placed_prints
from commerce.payments.order_figures import kept
from core.clock import now
from models import AlertKind, Dispute, DisputeStatus, Order

log = structlog.get_logger(__name__)

OPEN = frozenset(
    {
        DisputeStatus.NEEDS_RESPONSE,
        DisputeStatus.UNDER_REVIEW,
        DisputeStatus.APPEAL_NEEDS_RESPONSE,
        DisputeStatus.APPEAL_UNDER_REVIEW,
    }
)
"""While one of an order's disputes is in one of these, its payment is DISPUTED."""
_ENDINGS = {
    DisputeStatus.WON: ("dispute_won", "The dispute was won: the money is the shop's."),
    DisputeStatus.LOST: ("dispute_lost", "The dispute was lost: the money is the customer's."),
    DisputeStatus.PREVENTED: ("dispute_prevented", "The dispute was prevented: the money is the shop's."),
    DisputeStatus.WARNING_CLOSED: ("dispute_inquiry_closed", "The bank's inquiry was closed."),
}


async def take_over(order: Order, news: StripeDispute) -> str:
    """Bring a dispute of a locked, paid order to where Stripe says it is; what changed, in a few words.

    `news` is an answer of Stripe's: one that was asked for earlier than what is known changes nothing.
    """
    row = await Dispute.filter(stripe_dispute_id=news.id).select_for_update().first()
    if row is not None and (row.order_id != order.id or news.as_of < row.as_of):
        return "known better"
    before = (row.status, row.withdrawn) if row else None
    row = row or Dispute(order=order, stripe_dispute_id=news.id, created_at=news.created_at)
    earlier_loss = row.lost
    _write(row, news, order)
    await row.save(force_create=before is None)
    await order_balance.move(order, lost=row.lost - earlier_loss)
    disputed = await Dispute.filter(order=order, status__in=OPEN).exists()
    await order_balance.settle(order, disputed=disputed)
    await _tell(order, row, before)
    await placed_prints.call_off(order)
    await downloads.resume(order)
    return row.status.value if before != (row.status, row.withdrawn) else "nothing new"


async def tell_held(order: Order, news: StripeDispute) -> None:
    """A locked order's money is held, and not in the books: staff is told, and whoever books it takes the dispute over.

    Once for each state that it comes to.
    """
    until = f" Answer by {news.due_by:%Y-%m-%d %H:%M} UTC." if news.due_by and status_of(news) in OPEN else ""
    message = f"The customer's bank asks for the held payment back ({news.status.replace('_', ' ')}).{until}"
    facts = {"dispute": news.id, "amount": news.amount, "currency": news.currency, "status": news.status}
    key, title = f"{news.id}:held:{news.status}"[-100:], f"{order.number}: {message}"
    if await alerts.raise_alert(AlertKind.DISPUTE, key=key, title=title, facts=facts, order=order):
        await orders.record(order, "held_payment_disputed", message, data=facts)


def _write(row: Dispute, news: StripeDispute, order: Order) -> None:
    row.status = status_of(news)
    row.amount, row.currency, row.reason = news.amount, news.currency, news.reason[:60]
    row.due_by, row.withdrawn, row.as_of = news.due_by, news.withdrawn, news.as_of
    closed = row.status in _ENDINGS
    row.closed_at = (row.closed_at or now()) if closed else None
    if row.status is not DisputeStatus.LOST:
        row.lost = 0
    elif row.lost == 0:
        # A bank may count in a currency of its own; then it is what the shop had of the order.
        row.lost = news.amount if news.currency == order.currency else max(0, kept(order))


def status_of(news: StripeDispute) -> DisputeStatus:
    """Stripe's status; one that nobody knows yet counts as open."""
    try:
        return DisputeStatus(news.status)
    except ValueError:
        log.error("dispute_status_unknown", dispute=news.id, status=news.status)
        return DisputeStatus.UNDER_REVIEW


async def _tell(order: Order, row: Dispute, before: tuple[DisputeStatus, bool] | None) -> None:
    """The timeline: what is new since what was known. For staff only."""
    was, had_withdrawn = before or (None, False)
    data = _data(row)
    if before is None:
        await _tell_opened(order, row, data)
    if row.withdrawn != had_withdrawn:
        kind, message = (
            ("dispute_funds_withdrawn", "The bank took the money for as long as it looks into the dispute.")
            if row.withdrawn
            else ("dispute_funds_reinstated", "The bank gave the money back to the shop.")
        )
        await orders.record(order, kind, message, data=data)
    if row.status is was:
        return
    if row.status in _ENDINGS:
        kind, message = _ENDINGS[row.status]
        await orders.record(order, kind, message, data=data)
        await _alert(order, row, message, data)
        log.warning(kind, number=order.number, **data)
    elif was is not None:
        message = f"The dispute moved on: {row.status.value.replace('_', ' ')}."
        await orders.record(order, "dispute_updated", message, data=data)


async def _tell_opened(order: Order, row: Dispute, data: dict[str, Any]) -> None:
    inquiry = row.status.value.startswith("warning")
    until = f" Answer by {row.due_by:%Y-%m-%d %H:%M} UTC." if row.due_by else ""
    reason = row.reason.replace("_", " ")
    asks = "asks about the payment" if inquiry else "asks for the payment back"
    kind = "dispute_inquiry_opened" if inquiry else "dispute_opened"
    message = f"The customer's bank {asks} ({reason}).{until}"
    await orders.record(order, kind, message, data=data)
    await _alert(order, row, message, data)
    log.error(kind, number=order.number, **data)


async def _alert(order: Order, row: Dispute, message: str, data: dict[str, Any]) -> None:
    key = f"{row.stripe_dispute_id}:{row.status.value}"
    title = f"{order.number}: {message}"
    await alerts.raise_alert(AlertKind.DISPUTE, key=key[-100:], title=title, facts=data, order=order)


def _data(row: Dispute) -> dict[str, Any]:
    return {
        "dispute": row.stripe_dispute_id,
        "amount": row.amount,
        "currency": row.currency,
        "reason": row.reason,
        "status": row.status.value,
        "due_by": row.due_by.isoformat() if row.due_by else None,
    }
