"""Links of mails that have ended, and how a customer gets another."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from typing import Annotated

import strawberry

from resolvers import order_links
from resolvers.context import Info
from schema.errors import RateLimitedError, TokenInvalidError
from schema.permissions import anyone, requires


@strawberry.type(description="A fresh link goes to the order's own e-mail address, if it has one.")
class OrderLinkSent:
    days: int = strawberry.field(description="How long it will open the order.")


OrderLinkRenewResult = Annotated[
    OrderLinkSent | TokenInvalidError | RateLimitedError,
    strawberry.union("OrderLinkRenewResult", description="The same for every token that was once ours."),
]


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(anyone)])
    async def order_link_renew(
        self, info: Info, token: Annotated[str, strawberry.argument(description="Of the link that has ended.")]
    ) -> OrderLinkRenewResult:
        """Have a fresh link to an order mailed to the order's own address, and to no other. Whoever asks learns neither
        that address nor anything of the order.
        """
        return OrderLinkSent(days=await order_links.renew(info.context, token))
