"""Shipping: what sending prints costs, by what is ordered."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from typing import Annotated

import strawberry

import models
from commerce.catalog.shipping import NewTier
from commerce.permissions import Permission
from resolvers import shipping
from resolvers.context import Info
from schema.errors import CurrencyUnavailableError, InvalidInputError
from schema.money import Money
from schema.permissions import anyone, requires
from schema.scalars import Currency


@strawberry.type(description="From this subtotal of prints on, sending them costs this.")
class ShippingTier:
    from_amount: Money
    rate: Money = strawberry.field(description="0 is free shipping.")
    label: str = strawberry.field(description="What customers read on the payment page.")

    @classmethod
    def of(cls, record: models.ShippingTier) -> ShippingTier:
        return cls(
            from_amount=Money.of(record.from_amount, record.currency),
            rate=Money.of(record.rate, record.currency),
            label=record.label,
        )


@strawberry.type(description="The tiers of a currency, lowest first.")
class ShippingTiers:
    currency: Currency
    tiers: list[ShippingTier]


@strawberry.input(description="In minor units of the currency.")
class ShippingTierInput:
    from_amount: int
    rate: int
    label: str | None = strawberry.field(default=None, description="At most 60 characters. 'Standard shipping' if not.")


ShippingTiersResult = Annotated[
    ShippingTiers | InvalidInputError | CurrencyUnavailableError,
    strawberry.union("ShippingTiersResult", description="The tiers, or why they are as they were."),
]


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(anyone)], metadata={"list_size": 5})
    async def shipping_tiers(
        self,
        info: Info,
        currency: Annotated[
            Currency | None, strawberry.argument(description="The shop's own currency by default.")
        ] = None,
    ) -> list[ShippingTier]:
        """What sending prints costs, lowest tier first; empty where none are sent for that currency."""
        return [ShippingTier.of(record) for record in await shipping.tiers(info.context, currency)]


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def shipping_tiers_set(
        self,
        info: Info,
        currency: Currency,
        tiers: Annotated[
            list[ShippingTierInput],
            strawberry.argument(description="1 to 5, the first from 0, ascending. They replace what there was."),
        ],
    ) -> ShippingTiersResult:
        """Set what sending prints costs in a currency. An open payment page keeps what it
        was quoted until its cart is checked out anew."""
        given = [NewTier(tier.from_amount, tier.rate, tier.label) for tier in tiers]
        records = await shipping.set_tiers(info.context, currency, given)
        return ShippingTiers(currency=currency, tiers=[ShippingTier.of(record) for record in records])
