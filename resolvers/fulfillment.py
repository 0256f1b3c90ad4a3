"""Packs for the print house, for staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commerce.fulfillment import work_packs
from models import Job
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of


async def create_pack(context: Context, order_ids: Sequence[str] | None, day: date | None) -> Job:
    """The job that makes it belongs to the member of staff who asks, or whose API key does.

    Raises:
        InvalidInput, StateInvalid
    """
    keys = None
    if order_ids is not None:
        keys = [key_of(order_id, "Order", f"orderIds.{index}") for index, order_id in enumerate(order_ids)]
    return await work_packs.request(actor_of(context), keys, day)
