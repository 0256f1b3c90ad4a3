"""Refunds whose first step was committed, finished."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.payments import refunds


async def finish_refund(refund_id: UUID, adapters: Adapters) -> None:
    """Ask Stripe for the refund, unless that is done."""
    order_id = await refunds.finish(refund_id, adapters.payments)
    if order_id is not None:
        await adapters.order_updates.publish(order_id)


async def give_up_refund(refund_id: UUID, reason: str, adapters: Adapters) -> None:
    """Nobody knows what became of it: it stays pending, and counted, until somebody looks at Stripe."""
    del adapters
    await refunds.give_up(refund_id, reason)
