"""The books of refunds: what is given back is written here, and what Stripe says about it taken over, once.

Whatever brings the news (the answer to our own call, a webhook, a list that somebody asked for), in any order and any
number of times, ends in `take_over`. A refund's state only moves forward: pending, succeeded, failed or canceled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from adapters.payments_refunds import StripeRefund
from commerce.files import downloads
from commerce.operations import alerts
from commerce.orders import order_mails, orders
from commerce.payments import order_balance, placed_prints
from commerce.payments.order_figures import kept
from commerce.payments.refund_split import Split, split_all
from core.clock import now
from core.database import execute
from core.locales import format_money
from models import AlertKind, Order, OrderLine, Refund, RefundLine, RefundSource, RefundStatus

log = structlog.get_logger(__name__)

_RANK = {RefundStatus.PENDING: 0, RefundStatus.SUCCEEDED: 1, RefundStatus.FAILED: 2, RefundStatus.CANCELED: 2}
_STATUS = {
    "pending": RefundStatus.PENDING,
    "requires_action": RefundStatus.PENDING,
    "succeeded": RefundStatus.SUCCEEDED,
    "failed": RefundStatus.FAILED,
    "canceled": RefundStatus.CANCELED,
}
_SUPERSEDED = "the money was given back in Stripe's dashboard meanwhile"


async def write(order: Order, refund: Refund, split: Split) -> None:
    """Write a refund of a locked, paid order with its lines, and count it as given back."""
    refund.amount = split.amount
    await refund.save(force_create=True)
    lines = [
        RefundLine(refund=refund, order_line_id=share.line.id, quantity=share.quantity, amount=share.amount)
        for share in split.shares
    ]
    await RefundLine.bulk_create(lines)
    await _count(order, refund)


_MOVE_LINES = """
UPDATE order_lines l
SET refunded = l.refunded + $2 * r.amount, refunded_quantity = l.refunded_quantity + $2 * r.quantity
FROM refund_lines r WHERE r.refund_id = $1 AND l.id = r.order_line_id
"""


async def _count(order: Order, refund: Refund) -> None:
    await execute(_MOVE_LINES, refund.id, 1)
    await order_balance.move(order, refunded=refund.amount)
    await placed_prints.call_off(order)
    await downloads.complete(order)


async def _uncount(order: Order, refund: Refund) -> None:
    await execute(_MOVE_LINES, refund.id, -1)
    await order_balance.move(order, refunded=-refund.amount)
    await downloads.resume(order)


async def take_over(order: Order, told: Sequence[StripeRefund]) -> str:
    """Bring a locked, paid order's refunds to where Stripe says they are; what changed, in a few words."""
    rows = await Refund.filter(order=order).select_for_update().order_by("id")
    heard = [_Heard(news, row, row is not None and await _recognise(row, news)) for news, row in _paired(told, rows)]
    changes = []
    # What failed makes room for what came after it, and what is known is settled before what is not.
    for each in sorted(heard, key=lambda each: (not each.news.undone, each.row is None)):
        changes.append(await _move(order, each.row, each) if each.row else await _add(order, each.news))
    return ", ".join(filter(None, changes)) or "nothing new"


@dataclass(frozen=True)
class _Heard:
    news: StripeRefund
    row: Refund | None
    first: bool
    """Whether this is the first that is heard of the row from Stripe."""


def _paired(told: Sequence[StripeRefund], rows: Sequence[Refund]) -> Iterator[tuple[StripeRefund, Refund | None]]:
    """Each of Stripe's refunds with the row that it carries out.

    Metadata, which can be written in the dashboard, counts only for rows that no other refund carries out.
    """
    by_stripe_id = {row.stripe_refund_id: row for row in rows if row.stripe_refund_id}
    waiting = {str(row.id): row for row in rows if row.stripe_refund_id is None}
    for news in told:
        row = by_stripe_id.get(news.id)
        if row is None and news.refund_id is not None:
            row = waiting.pop(news.refund_id, None)
        yield news, row


async def _recognise(row: Refund, news: StripeRefund) -> bool:
    first = row.stripe_refund_id is None
    if first:
        row.stripe_refund_id, row.calling_until = news.id, None
        await row.save(update_fields=["stripe_refund_id", "calling_until"])
    return first


async def _add(order: Order, news: StripeRefund) -> str:
    """A refund that this shop did not make."""
    lines = await OrderLine.filter(order=order).order_by("position")
    refund = Refund(
        order=order, source=RefundSource.DASHBOARD, stripe_refund_id=news.id, reason=news.reason, amount=news.amount
    )
    if news.undone:
        refund.status, refund.failure_reason = _STATUS[news.status], news.failure_reason
        await refund.save(force_create=True)
        return f"{refund.status.value} before it was known"
    await _make_room(order, news.amount)
    if news.amount > order.total - order.refunded:
        log.error("refund_exceeds_order", number=order.number, stripe_refund_id=news.id, amount=news.amount)
        message = "Stripe gave back more than the order has left. Look at the payment there."
        await orders.record(order, "refund_mismatch", message, data=_data(order, refund))
        await alerts.raise_alert(
            AlertKind.STRIPE, key=f"refund:{news.id}", title=f"{order.number}: {message}", facts=_data(order, refund),
            order=order,
        )  # fmt: skip
        return "more than is left"
    split = split_all(lines, news.amount) if news.amount == kept(order) else Split(news.amount)
    refund.status = status_of(news)
    await orders.record(order, "refund_recorded", "A refund was made at Stripe.", data=_data(order, refund))
    await write(order, refund, split)
    await _tell(order, refund)
    return f"{refund.status.value}: made at Stripe"


async def _make_room(order: Order, amount: int) -> None:
    """Refunds that Stripe has not seen yet cannot succeed any more when it gave their money back already."""
    waiting = Refund.filter(order=order, status=RefundStatus.PENDING, stripe_refund_id=None)
    for refund in await waiting.order_by("-id"):
        if amount <= order.total - order.refunded:
            return
        await fail(order, refund, _SUPERSEDED)


async def _move(order: Order, refund: Refund, heard: _Heard) -> str:
    news, target = heard.news, status_of(heard.news)
    if heard.first and not news.undone:
        if refund.status is RefundStatus.FAILED:
            await _revive(order, refund)
        if refund.cancels_order:
            await cancel_order(order)
    if _RANK[target] <= _RANK[refund.status]:
        return "taken" if heard.first else ""
    if news.undone:
        await fail(order, refund, news.failure_reason or target.value, status=target)
    else:
        refund.status = target
        await refund.save(update_fields=["status"])
        await _tell(order, refund)
    return target.value


async def _tell(order: Order, refund: Refund) -> None:
    if refund.status is RefundStatus.SUCCEEDED:
        data = _data(order, refund)
        await orders.record(order, "refund_made", "Money was given back.", public=True, data=data)
        await order_mails.refunded(refund, order)


async def _revive(order: Order, refund: Refund) -> None:
    """Given up here, and carried out at Stripe all the same. Its lines may be others' by now: it is a mere amount."""
    await _make_room(order, refund.amount)
    await RefundLine.filter(refund=refund).delete()
    refund.status, refund.failure_reason = RefundStatus.PENDING, None
    await refund.save(update_fields=["status", "failure_reason"])
    await _count(order, refund)


async def fail(order: Order, refund: Refund, reason: str, *, status: RefundStatus = RefundStatus.FAILED) -> None:
    """The money of a counted refund stays, or came back: everything it moved moves back, and staff is alerted."""
    refund.status, refund.failure_reason, refund.calling_until = status, reason[:500], None
    await refund.save(update_fields=["status", "failure_reason", "calling_until"])
    await _uncount(order, refund)
    await order_mails.refund_failed(refund)
    message = f"A refund did not reach the customer: {reason}"[:500]
    await orders.record(order, "refund_failed", message, data=_data(order, refund))
    await alerts.raise_alert(
        AlertKind.REFUND_FAILED,
        key=f"{refund.id}:{refund.attempt}",
        title=f"{order.number}: {format_money(refund.amount, order.currency)} did not reach the customer.",
        detail=f"{reason}\nThe order counts it as not given back. Try again, or find another way to pay the customer.",
        facts=_data(order, refund),
        order=order,
    )
    log.error(
        "refund_failed", number=order.number, refund_id=str(refund.id), amount=refund.amount, reason=reason
    )  # fmt: skip


async def cancel_order(order: Order) -> None:
    """Cancel a locked order whose money is given back."""
    if order.canceled_at is None:
        order.canceled_at, order.held_reason = now(), None
        await order.save(update_fields=["canceled_at", "held_reason", "updated_at"])
        await orders.record(order, "order_canceled", "The order was canceled.", public=True)
        await placed_prints.call_off(order)


def status_of(news: StripeRefund) -> RefundStatus:
    """Stripe's status in the shop's words; one that nobody knows yet counts as pending."""
    return _STATUS.get(news.status, RefundStatus.PENDING)


def _data(order: Order, refund: Refund) -> dict[str, Any]:
    return {"refund_id": str(refund.id), "amount": refund.amount, "currency": order.currency}
