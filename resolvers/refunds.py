"""Refunds: seen by whoever may see the order, made by staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from commerce.orders import cancellations
from commerce.payments import refund_preview, refunds
from commerce.payments.refund_plan import Wanted
from commerce.payments.refund_preview import Preview
from models import Order, Refund
from resolvers import orders
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.loaders import RefundRecord, refund_records


@dataclass(frozen=True)
class Asked:
    """A refund as a client words it: global ids of lines, with quantities."""

    amount: int | None = None
    lines: Sequence[tuple[str, int]] | None = None
    reason: str | None = None
    idempotency_key: str | None = None

    @property
    def wanted(self) -> Wanted:
        """The same for the shop's rules.

        Raises:
            BadUserInput: for what is no id of a line.
        """
        lines = None
        if self.lines is not None:
            lines = tuple(
                (key_of(line_id, "OrderLine", f"lines.{index}.lineId"), quantity)
                for index, (line_id, quantity) in enumerate(self.lines)
            )
        return Wanted(amount=self.amount, lines=lines, reason=self.reason, key=self.idempotency_key)


async def make(context: Context, order_id: str, asked: Asked) -> tuple[RefundRecord, Order]:
    """Give money back.

    Raises:
        ShopError: typed.
    """
    key = key_of(order_id, "Order")
    try:
        made = await refunds.refund(key, asked.wanted, actor_of(context), context.services.payments)
    finally:
        await context.services.updates.publish(key)
    return await _with_order(made)


async def preview(context: Context, order_id: str, asked: Asked) -> Preview:
    """What it would do.

    Raises:
        ShopError: typed.
    """
    return await refund_preview.preview(key_of(order_id, "Order"), asked.wanted)


async def cancel_order(context: Context, order_id: str, reason: str | None) -> Order:
    """Cancel an order, and give back what was paid for it.

    Raises:
        ShopError: typed.
    """
    key = key_of(order_id, "Order")
    try:
        await cancellations.cancel(key, reason, actor_of(context), context.services.payments)
    finally:
        await context.services.updates.publish(key)
    return await Order.get(id=key).select_related("user")


async def refund(context: Context, key: UUID) -> tuple[RefundRecord, Order] | None:
    """A refund of an order that the viewer may see, with that order."""
    found = await refund_records(id=key)
    order = await orders.order(context, found[0].order_id) if found else None
    return (found[0], order) if order is not None else None


async def _with_order(made: Refund) -> tuple[RefundRecord, Order]:
    (record,) = await refund_records(id=made.id)
    return record, await Order.get(id=made.order_id).select_related("user")
