"""What the staff wants to know of a customer before they answer."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime

import strawberry

from commerce.accounts import customer_profiles
from commerce.accounts.customer_profiles import CodeUse, History
from commerce.accounts.customer_profiles import OpenCart as OpenCartRecord
from models import User as UserRecord
from resolvers.context import Info
from schema.money import MoneySum
from schema.scalars import Currency


@strawberry.type(description="What a customer has paid in one currency, and what of it was given back.")
class CustomerRefunds:
    currency: Currency
    orders: int = strawberry.field(description="That were paid, whatever became of them.")
    refunded_orders: int = strawberry.field(description="Of which something was given back, or is on its way.")
    order_rate: float = strawberry.field(description="refundedOrders / orders, from 0 to 1.")
    paid: MoneySum = strawberry.field(description="For those orders, before anything was given back.")
    refunded: MoneySum
    amount_rate: float | None = strawberry.field(description="refunded / paid; null for who has paid nothing.")
    lost: MoneySum = strawberry.field(description="To disputes.")

    @classmethod
    def of(cls, history: History) -> CustomerRefunds:
        amounts = {name: MoneySum.of(getattr(history, name), history.currency) for name in ("paid", "refunded", "lost")}
        return cls(
            currency=Currency(history.currency),
            orders=history.orders,
            refunded_orders=history.refunded_orders,
            order_rate=history.order_rate,
            amount_rate=history.amount_rate,
            **amounts,
        )


@strawberry.type(description="A promo code that a customer has used.")
class CustomerPromoCode:
    code: str
    orders: int = strawberry.field(description="That were paid with it.")
    last_at: datetime

    @classmethod
    def of(cls, use: CodeUse) -> CustomerPromoCode:
        return cls(code=use.code, orders=use.orders, last_at=use.last_at)


@strawberry.type(description="A cart that was filled and not bought yet.")
class OpenCart:
    quantity: int
    currency: Currency
    updated_at: datetime

    @classmethod
    def of(cls, cart: OpenCartRecord) -> OpenCart:
        return cls(quantity=cart.quantity, currency=Currency(cart.currency), updated_at=cart.updated_at)


@strawberry.type(
    description="What the staff wants to know of a customer before they answer, beside `orders` and `stats`. Computed "
    "from the orders as they are now; who has bought nothing yet has nulls and empty lists."
)
class CustomerProfile:
    record: strawberry.Private[UserRecord]

    @strawberry.field
    async def first_order_at(self, info: Info) -> datetime | None:
        """When their first order was paid."""
        moments = [entry.first_at for entry in await self._history(info) if entry.first_at]
        return min(moments, default=None)

    @strawberry.field
    async def refund_rate(self, info: Info) -> float | None:
        """Which share of their paid orders something was given back of, from 0 to 1; null for who has none."""
        return customer_profiles.refund_rate(await self._history(info))

    @strawberry.field
    async def refunds(self, info: Info) -> list[CustomerRefunds]:
        """The same by currency, with the amounts."""
        return [CustomerRefunds.of(entry) for entry in await self._history(info)]

    @strawberry.field
    async def promo_codes(self, info: Info) -> list[CustomerPromoCode]:
        """Codes that they have used, the latest first."""
        return [CustomerPromoCode.of(use) for use in await info.context.loaders.codes_used.load(self.record.id)]

    @strawberry.field
    async def open_cart(self, info: Info) -> OpenCart | None:
        """What they are about to buy; null for an empty cart."""
        carts = await info.context.loaders.open_carts.load(self.record.id)
        return OpenCart.of(carts[0]) if carts else None

    @strawberry.field
    async def guest_order_count(self, info: Info) -> int:
        """Orders that were placed with their e-mail address and without the account, which `stats` does not count.
        adminOrders(filter: {search: "the address"}) lists them.
        """
        return await info.context.loaders.guest_orders.load(self.record.email)

    async def _history(self, info: Info) -> list[History]:
        return await info.context.loaders.histories.load(self.record.id)
