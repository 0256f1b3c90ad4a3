"""What an order went through before this pack: another one, and another address since."""

from __future__ import annotations

from uuid import UUID

from commerce.fulfillment.shipping_address import CHANGED, PACKED
from core.settings import settings
from models import Order, OrderEvent


async def packed_by(order: Order, job_id: UUID) -> tuple[bool, str | None]:
    """Whether a pack has an order already, and, for its README, who packed it last before; None when nobody did."""
    events = await OrderEvent.filter(order=order, type__in=[PACKED, CHANGED]).order_by("id")
    others = [event for event in events if event.type == PACKED and event.data != {"job": str(job_id)}]
    mine = any(event.type == PACKED and event.data == {"job": str(job_id)} for event in events)
    if not others:
        return mine, None
    last = others[-1]
    told = f"{order.number}: packed {last.created_at.astimezone(settings().time_zone):%Y-%m-%d %H:%M} for {last.actor}"
    moved = any(event.type == CHANGED and event.id > last.id for event in events)
    return mine, f"{told}; its address was changed since" if moved else told
