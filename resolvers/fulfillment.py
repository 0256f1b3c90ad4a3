"""What is to be placed at the print house, and packs for it, for staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from commerce.fulfillment import fulfillment_queue, work_packs
from commerce.fulfillment.fulfillment_queue import Place, QueueClaim
from models import Job, Order
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.orders_of import in_order
from resolvers.paging import Page, moment, packed_cursor, page_size, unpacked_cursor, uuid

_QUEUE = "orders:to_place"


async def queue(context: Context, claim: QueueClaim, first: int | None, after: str | None) -> Page[Order]:
    """Orders to be placed at the print house, with their users, in two statements: their places, then themselves.

    Raises:
        BadUserInput: for a `first` out of range or a cursor that is not of this list.
    """
    size, mine = page_size(first), _own_id(context)
    start = Place(*unpacked_cursor(after, _QUEUE, moment, uuid)) if after is not None else None
    places = await fulfillment_queue.page(claim, mine, size + 1, start)
    return Page(
        records=await in_order([place.id for place in places[:size]]),
        cursors=[packed_cursor(_QUEUE, place.paid_at.isoformat(), place.id) for place in places[:size]],
        has_next=len(places) > size,
        has_previous=after is not None,
        count=partial(fulfillment_queue.count, claim, mine),
    )


def _own_id(context: Context) -> UUID | None:
    """Whose claims are one's own: an API key's are its owner's."""
    return actor_of(context).user_id


async def create_pack(context: Context, order_ids: Sequence[str] | None, day: date | None) -> Job:
    """The job that makes it belongs to the member of staff who asks, or whose API key does.

    Raises:
        InvalidInput, StateInvalid
    """
    keys = None
    if order_ids is not None:
        keys = [key_of(order_id, "Order", f"orderIds.{index}") for index, order_id in enumerate(order_ids)]
    return await work_packs.request(actor_of(context), keys, day)
