"""A cart as the customer sees it now: today's prices, shipping, totals and warnings, in three statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from commerce.catalog.pricing import (
    NO_SHIPPING,
    PriceBook,
    ShippingQuote,
    fulfillment_of,
    price_book,
    quote_shipping,
    shipping_tiers,
)
from models import Cart, CartLine, FulfillmentType


class CartWarningCode(StrEnum):
    PRICE_CHANGED = "price_changed"
    PRODUCT_UNAVAILABLE = "product_unavailable"
    LINE_REMOVED = "line_removed"
    QUANTITY_REDUCED = "quantity_reduced"


@dataclass(frozen=True)
class CartWarning:
    code: CartWarningCode
    message: str
    line_id: UUID | None = None


@dataclass(frozen=True)
class PricedLine:
    """A line with its price of today. One that cannot be bought shows the price last seen and counts nothing."""

    line: CartLine
    unit_price: int
    available: bool

    @property
    def total(self) -> int:
        return self.unit_price * self.line.quantity if self.available else 0


@dataclass(frozen=True)
class CartView:
    """Amounts in minor units of the cart's currency; total = subtotal + shipping, before promo code and tax."""

    cart: Cart
    lines: list[PricedLine]
    shipping: ShippingQuote | None
    """None when something must be shipped and no tier of the currency covers it."""
    fulfillment_type: FulfillmentType | None
    warnings: list[CartWarning]

    @property
    def subtotal(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def shipping_rate(self) -> int:
        return self.shipping.rate if self.shipping else 0

    @property
    def total(self) -> int:
        return self.subtotal + self.shipping_rate


async def view(cart: Cart, *, notices: Sequence[CartWarning] = ()) -> CartView:
    """Price a cart. `notices` are what the change that was just made has to say."""
    return await priced(cart, await lines_where(cart_id=cart.id), notices)


async def lines_where(**conditions: Any) -> list[CartLine]:
    """Lines, oldest first, with their cart and all that a view of them shows, in one statement."""
    return await CartLine.filter(**conditions).order_by("id").select_related("cart", "product", "size", "design")


async def priced(cart: Cart, lines: Sequence[CartLine], notices: Sequence[CartWarning] = ()) -> CartView:
    """The view of a cart whose lines are loaded."""
    book = await price_book({line.product_id for line in lines}, cart.currency) if lines else None
    entries = [_price(line, book) for line in lines]
    kind = fulfillment_of([entry.line.product.fulfillment_type for entry in entries if entry.available])
    warnings = [*notices, *(warning for entry in entries if (warning := _warning(entry)))]
    return CartView(cart, entries, await _shipping(cart, kind, entries), kind, warnings)


def _price(line: CartLine, book: PriceBook | None) -> PricedLine:
    chosen = [(option["name"], option["value"]) for option in line.options]
    price = book.unit_price(line.product_id, line.size_id, chosen) if book else None
    sold = line.product.active and line.size is not None and line.size.active
    if price is None or price < 0 or not sold:
        return PricedLine(line, line.seen_unit_price, available=False)
    return PricedLine(line, price, available=True)


async def _shipping(cart: Cart, kind: FulfillmentType | None, lines: list[PricedLine]) -> ShippingQuote | None:
    if kind in {None, FulfillmentType.DIGITAL}:
        return NO_SHIPPING
    physical = sum(entry.total for entry in lines if entry.line.product.fulfillment_type is FulfillmentType.PHYSICAL)
    return quote_shipping(physical, await shipping_tiers(cart.currency))


def _warning(entry: PricedLine) -> CartWarning | None:
    if not entry.available:
        message = f"{entry.line.product.name} can no longer be bought like this. Remove it to check out."
        return CartWarning(CartWarningCode.PRODUCT_UNAVAILABLE, message, entry.line.id)
    if entry.unit_price != entry.line.seen_unit_price:
        message = f"The price of {entry.line.product.name} has changed since it was put into the cart."
        return CartWarning(CartWarningCode.PRICE_CHANGED, message, entry.line.id)
    return None
