"""Abandoned carts, and what mails about them brought."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import date
from typing import Annotated

import strawberry

from commerce.permissions import Permission
from commerce.reporting.cart_recovery import Recovered
from resolvers import cart_recovery
from resolvers.context import Info
from schema.money import MoneySum
from schema.permissions import requires
from schema.scalars import Currency


@strawberry.type(description="What mails about abandoned carts brought, in one currency.")
class CartRecovery:
    currency: Currency
    mails: int
    carts: int = strawberry.field(description="Carts that were written about, once or twice.")
    returned: int = strawberry.field(description="Carts whose link was opened.")
    orders: int = strawberry.field(description="Paid out of such a cart within two weeks after a mail.")
    revenue: MoneySum = strawberry.field(description="Of those orders, net of refunds and lost disputes.")

    @classmethod
    def of(cls, found: Recovered) -> CartRecovery:
        shown = {name: getattr(found, name) for name in ("mails", "carts", "returned", "orders")}
        return cls(currency=Currency(found.currency), revenue=MoneySum.of(found.revenue, found.currency), **shown)


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.READ_OVERVIEW)])
    async def cart_recovery(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from", description="The first day.")],
        to: Annotated[date, strawberry.argument(description="The last day, of 732 at most.")],
    ) -> list[CartRecovery]:
        """What the mails about abandoned carts brought that went out on whole days in the shop's time zone."""
        return [CartRecovery.of(each) for each in await cart_recovery.of_days(from_, to)]
