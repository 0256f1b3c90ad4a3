"""What a refund would do, before it is asked for. Changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from commerce.errors import NotFound
from commerce.orders.states import entitled
from commerce.payments.order_balance import standing
from commerce.payments.order_figures import is_given_back
from commerce.payments.refund_plan import Wanted, check, plan
from commerce.payments.refund_split import Split
from models import CustomerFigures, Download, DownloadKind, Order, PaymentStatus


@dataclass(frozen=True)
class Preview:
    """Files are the customer's. `figures` are the account's afterwards, by currency; empty for a guest."""

    order: Order
    split: Split
    refundable_after: int
    payment_status_after: PaymentStatus
    kept: tuple[Download, ...]
    lost: tuple[Download, ...]
    """Those that can be downloaded now."""
    figures: tuple[CustomerFigures, ...]


async def preview(order_id: UUID, wanted: Wanted) -> Preview:
    """What a refund would give back, what it would take away, and what would be left.

    Raises:
        NotFound, InvalidInput, QuantityInvalid, StateInvalid, NothingToRefund, RefundTooLarge
    """
    check(wanted)
    order = await Order.get_or_none(id=order_id)
    if order is None:
        raise NotFound("Order")
    split = await plan(order, wanted)
    before = order.refunded
    order.refunded = before + split.amount
    after = standing(order)
    left = order.total - order.refunded - order.lost
    order.refunded = before
    kept, lost = await _files(order, split, all_gone=left == 0)
    return Preview(
        order=order,
        split=split,
        refundable_after=left,
        payment_status_after=after,
        kept=kept,
        lost=lost,
        figures=await _figures(order, split.amount),
    )


async def _files(order: Order, split: Split, *, all_gone: bool) -> tuple[tuple[Download, ...], tuple[Download, ...]]:
    if not entitled(order):
        return (), ()
    found = Download.filter(order=order, kind=DownloadKind.CUSTOMER).select_related("order_line")
    files = [file for file in await found.order_by("order_line__position", "id") if not is_given_back(file.order_line)]
    gone = {share.line.id for share in split.shares if share.is_last}
    kept = tuple(file for file in files if not all_gone and file.order_line_id not in gone)
    return kept, tuple(file for file in files if file not in kept)


async def _figures(order: Order, amount: int) -> tuple[CustomerFigures, ...]:
    figures: Sequence[CustomerFigures] = (
        await CustomerFigures.filter(user_id=order.user_id).order_by("currency") if order.user_id else ()
    )
    for entry in figures:
        if entry.currency == order.currency:
            entry.total_spent -= amount
    return tuple(figures)
