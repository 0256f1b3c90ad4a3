"""Prices, for staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commerce.catalog import prices
from commerce.catalog.prices import NewPrice
from models import Product
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of


@dataclass(frozen=True)
class PriceAsked:
    """A price as a client asks for it, with global ids."""

    currency: str
    amount: int | None
    size_id: str | None
    option_value_id: str | None

    def new(self) -> NewPrice:
        """With keys."""
        return NewPrice(
            self.currency,
            self.amount,
            size_id=key_of(self.size_id, "ProductSize", "sizeId") if self.size_id else None,
            option_value_id=key_of(self.option_value_id, "ProductOptionValue", "optionValueId")
            if self.option_value_id
            else None,
        )


async def set_prices(context: Context, product_id: str, wanted: Sequence[PriceAsked]) -> Product:
    key = key_of(product_id, "Product", "productId")
    context.forget()
    return await prices.set_prices(key, [price.new() for price in wanted], actor_of(context))
