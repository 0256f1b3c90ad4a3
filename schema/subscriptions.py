"""What can be watched, over graphql-transport-ws or as server-sent events."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

import strawberry

from commerce.permissions import Permission
from resolvers import subscriptions
from resolvers.context import Info
from resolvers.ids import key_of
from schema.orders import Order
from schema.permissions import owner_or, requires


@strawberry.type
class Subscription:
    @strawberry.subscription(extensions=[requires(owner_or(Permission.READ_ORDERS))])
    async def order_updated(self, info: Info, id: strawberry.ID) -> AsyncGenerator[Order]:
        """The order as it is now, and again whenever it moves: paid, drawn, sent, refunded. Seen by the same
        people as `order`; NOT_FOUND for everybody else.
        """
        async with aclosing(subscriptions.order_updates(info.context, key_of(id, "Order"))) as updates:
            async for record in updates:
                yield Order.of(record)
