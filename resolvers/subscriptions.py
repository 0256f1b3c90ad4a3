"""What clients watch."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from uuid import UUID

from commerce.errors import NotFound
from models import Order
from resolvers import orders
from resolvers.context import Context


async def order_updates(context: Context, key: UUID) -> AsyncGenerator[Order]:
    """The order as it is now, and again after every movement, for as long as the viewer may see it.

    Raises:
        NotFound: when they may not (any more).
        Unauthenticated: when their login ends.
    """
    if await orders.order(context, key) is None:
        raise NotFound("Order")
    async with aclosing(context.services.updates.moves(key)) as moves:
        async for _ in moves:
            await context.renew()
            order = await orders.order(context, key)
            if order is None:
                raise NotFound("Order")
            yield order
