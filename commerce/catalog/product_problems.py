"""What keeps a product from being sold, and what its staff should know about it: pure functions over its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from models import Price, Product, ProductOptionValue, ProductSize


@dataclass(frozen=True)
class Problems:
    """Sentences. `serious` ones keep it from being on sale, `mild` ones do not."""

    serious: list[str] = field(default_factory=list)
    mild: list[str] = field(default_factory=list)


def problems_of(
    product: Product,
    sizes: Sequence[ProductSize],
    values: Sequence[ProductOptionValue],
    prices: Iterable[Price],
    default_currency: str,
) -> Problems:
    """A product on sale is whole: it has sizes, and in each currency in which it is sold, all that can be chosen of it
    has a price, and no choice costs less than nothing. `values` come with their options.
    """
    on_sale = [size for size in sizes if size.active]
    sold = _sold_in(on_sale, prices)
    found = Problems()
    if not on_sale:
        found.serious.append("It has no size on sale.")
    if not sold:
        found.serious.append("It has no price.")
    for currency, amounts in sorted(sold.items()):
        found.serious.extend(_in_currency(currency, amounts, on_sale, values))
    if sold and default_currency not in sold:
        found.mild.append(f"It is not sold in {default_currency}, the shop's own currency.")
    if not product.image_url:
        found.mild.append("It has no picture.")
    return found


@dataclass
class _Amounts:
    """A product's prices in one currency."""

    base: int | None = None
    sizes: dict[UUID, int] = field(default_factory=dict)
    values: dict[UUID, int] = field(default_factory=dict)


def _sold_in(sizes: Sequence[ProductSize], prices: Iterable[Price]) -> dict[str, _Amounts]:
    by_currency: dict[str, _Amounts] = {}
    for price in prices:
        amounts = by_currency.setdefault(price.currency, _Amounts())
        if price.option_value_id is not None:
            amounts.values[price.option_value_id] = price.amount
        elif price.size_id is not None:
            amounts.sizes[price.size_id] = price.amount
        else:
            amounts.base = price.amount
    ids = {size.id for size in sizes}
    return {
        currency: amounts
        for currency, amounts in by_currency.items()
        if amounts.base is not None or ids & amounts.sizes.keys()
    }


def _in_currency(
    currency: str, amounts: _Amounts, sizes: Sequence[ProductSize], values: Sequence[ProductOptionValue]
) -> list[str]:
    prices = {size.value: amounts.sizes.get(size.id, amounts.base) for size in sizes}
    missing = [f"Size {value} has no price in {currency}." for value, price in prices.items() if price is None]
    missing += [
        f"{value.option.name} {value.value} has no price in {currency}."
        for value in values
        if value.id not in amounts.values
    ]
    least = min((price for price in prices.values() if price is not None), default=0)
    for option_id in {value.option_id for value in values}:
        deltas = [amounts.values.get(value.id, 0) for value in values if value.option_id == option_id]
        least += min(deltas)
    if least < 0:
        missing.append(f"In {currency} the cheapest choice would cost {least}, which is less than nothing.")
    return missing
