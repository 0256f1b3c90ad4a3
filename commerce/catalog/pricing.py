"""What things cost: pure functions over price rows. Amounts are integers in minor units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from core.database import fetch
from models import FulfillmentType, ShippingTier


@dataclass(frozen=True)
class OptionPrice:
    """What choosing one value of an option adds, and what it is called."""

    value_id: UUID
    option: str
    option_label: str
    value: str
    label: str
    delta: int


@dataclass(frozen=True)
class PriceBook:
    """The prices of some products in one currency."""

    currency: str
    base: Mapping[UUID, int] = field(default_factory=dict)
    sizes: Mapping[UUID, int] = field(default_factory=dict)
    options: Mapping[UUID, tuple[OptionPrice, ...]] = field(default_factory=dict)
    """By product id, in display order."""

    def size_price(self, product_id: UUID, size_id: UUID | None) -> int | None:
        """A size's own price, or the product's; None when it is not sold in this currency."""
        own = self.sizes.get(size_id) if size_id else None
        return self.base.get(product_id) if own is None else own

    def unit_price(self, product_id: UUID, size_id: UUID | None, options: Iterable[tuple[str, str]]) -> int | None:
        """The price of one, or None when it, or one of its options, is not sold in this currency."""
        price = self.size_price(product_id, size_id)
        for name, value in options:
            chosen = self.option(product_id, name, value)
            if price is None or chosen is None:
                return None
            price += chosen.delta
        return price

    def option(self, product_id: UUID, name: str, value: str) -> OptionPrice | None:
        """One value of one option of a product."""
        offered = self.options.get(product_id, ())
        return next((entry for entry in offered if entry.option == name and entry.value == value), None)

    def price_from(self, product_id: UUID, size_ids: Sequence[UUID]) -> int | None:
        """The least one can pay for a product: its cheapest size with the cheapest options."""
        keys: Sequence[UUID | None] = size_ids or (None,)
        prices = [price for key in keys if (price := self.size_price(product_id, key)) is not None]
        if not prices:
            return None
        cheapest: dict[str, int] = {}
        for entry in self.options.get(product_id, ()):
            cheapest[entry.option] = min(entry.delta, cheapest.get(entry.option, entry.delta))
        return min(prices) + sum(cheapest.values())


_PRICES = """
SELECT p.product_id, p.size_id, p.option_value_id, p.amount, p.currency,
       o.name AS option_name, o.label AS option_label, v.value, v.label
FROM prices p
LEFT JOIN product_option_values v ON v.id = p.option_value_id
LEFT JOIN product_options o ON o.id = v.option_id
WHERE p.product_id = ANY($1::uuid[]) AND ($2::text IS NULL OR p.currency = $2)
ORDER BY o.display_order, o.id, v.display_order, v.id
"""


async def price_books(product_ids: Iterable[UUID], currency: str | None = None) -> dict[str, PriceBook]:
    """The prices of some products by currency, in every currency or in one, in one statement."""
    rows = await fetch(_PRICES, sorted(set(product_ids)), currency)
    by_currency: dict[str, list[Mapping[str, object]]] = {}
    for row in rows:
        by_currency.setdefault(row["currency"], []).append(row)
    return {found: _book(found, entries) for found, entries in sorted(by_currency.items())}


async def price_book(product_ids: Iterable[UUID], currency: str) -> PriceBook:
    """The prices of some products in one currency, in one statement."""
    books = await price_books(product_ids, currency)
    return books.get(currency) or PriceBook(currency)


def _book(currency: str, rows: Sequence[Mapping[str, object]]) -> PriceBook:
    base: dict[UUID, int] = {}
    sizes: dict[UUID, int] = {}
    options: dict[UUID, list[OptionPrice]] = {}
    for row in rows:
        product_id, amount = _uuid(row["product_id"]), int(str(row["amount"]))
        if row["option_value_id"] is not None:
            entry = OptionPrice(
                value_id=_uuid(row["option_value_id"]),
                option=str(row["option_name"]),
                option_label=str(row["option_label"]),
                value=str(row["value"]),
                label=str(row["label"]),
                delta=amount,
            )
            options.setdefault(product_id, []).append(entry)
        elif row["size_id"] is not None:
            sizes[_uuid(row["size_id"])] = amount
        else:
            base[product_id] = amount
    return PriceBook(currency, base, sizes, {key: tuple(entries) for key, entries in options.items()})


def _uuid(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


@dataclass(frozen=True)
class ShippingQuote:
    """What shipping costs, and how much more must be ordered until it is free (None: never, or it is)."""

    rate: int
    label: str
    free_remaining: int | None


NO_SHIPPING = ShippingQuote(rate=0, label="", free_remaining=None)


async def shipping_tiers(currency: str) -> list[ShippingTier]:
    """A currency's tiers, lowest first."""
    return await ShippingTier.filter(currency=currency).order_by("from_amount")


def quote_shipping(physical_subtotal: int, tiers: Sequence[ShippingTier]) -> ShippingQuote | None:
    """Shipping for physical lines of that subtotal; None when no tier covers it."""
    reached = [tier for tier in tiers if tier.from_amount <= physical_subtotal]
    if not reached:
        return None
    current = reached[-1]
    ahead = tiers[len(reached) :]
    free_from = next((tier.from_amount for tier in ahead if tier.rate == 0), None)
    remaining = free_from - physical_subtotal if free_from is not None and current.rate > 0 else None
    return ShippingQuote(current.rate, current.label, remaining)


def fulfillment_of(kinds: Iterable[FulfillmentType]) -> FulfillmentType | None:
    """What a set of lines is together; None for no lines."""
    found = set(kinds)
    if not found:
        return None
    return found.pop() if len(found) == 1 else FulfillmentType.MIXED


def allocate(amount: int, weights: Sequence[int]) -> list[int]:
    """Split an amount over lines in proportion to their weights, to the cent: the parts add up to it.

    Largest remainder method; ties go to the earlier line. With no weight at all, the first line takes it.
    """
    whole = sum(weights)
    if whole == 0:
        return [amount, *[0] * (len(weights) - 1)] if weights else []
    parts = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % whole), i))
    for i in by_remainder[: amount - sum(parts)]:
        parts[i] += 1
    return parts
