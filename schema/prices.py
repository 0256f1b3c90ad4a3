"""Prices, as staff set them."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from typing import Annotated

import strawberry
from strawberry import UNSET

from commerce.permissions import Permission
from resolvers import prices as resolver
from resolvers.context import Info
from resolvers.errors import BadUserInput
from resolvers.prices import PriceAsked
from schema.catalog import Product
from schema.permissions import requires
from schema.products import ProductResult
from schema.scalars import Currency


@strawberry.input(
    description="A price: the product's, with sizeId one size's in its place, or with optionValueId what choosing that "
    "value adds."
)
class PriceInput:
    currency: Currency
    amount: int | None = strawberry.field(
        default=UNSET,
        description="Required. In minor units: 2499 of USD is $24.99, 3680 of JPY is ¥3,680. What a value adds may be "
        "negative. Null takes the price away.",
    )
    size_id: strawberry.ID | None = None
    option_value_id: strawberry.ID | None = None

    def asked(self) -> PriceAsked:
        """As the resolver takes it."""
        if self.amount is UNSET:
            raise BadUserInput("amount must be given; null takes the price away.", argument="prices.amount")
        return PriceAsked(self.currency, self.amount, self.size_id, self.option_value_id)


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def prices_set(
        self,
        info: Info,
        product_id: strawberry.ID,
        prices: Annotated[
            list[PriceInput], strawberry.argument(description="At most 500, each once. Those not named stay.")
        ],
    ) -> ProductResult:
        """Set, change and take away prices of a product, all or none. Orders that were placed keep theirs, also those
        whose payment page is open; carts are told. In a currency that is new to the product, values of options that
        are not named add nothing.
        """
        wanted = [price.asked() for price in prices]
        return Product.of(await resolver.set_prices(info.context, product_id, wanted))
