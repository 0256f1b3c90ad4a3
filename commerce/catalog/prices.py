"""Prices: what products, their sizes and their options cost, in each currency in which they are sold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from commerce.audit import Actor
from commerce.catalog.catalog_change import Rows, change
from commerce.errors import InvalidInput, NotFound, located
from core.currencies import charge_step
from models import Price, Product

MAX_PRICES = 500
MAX_AMOUNT = 99_999_999
"""Stripe's own, in minor units."""
_TAKEN_BY_STRIPE = re.compile(
    "AED|AFN|ALL|AMD|ANG|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BGN|BHD|BIF|BMD|BND|BOB|BRL|BSD|BWP|BYN|BZD|CAD|CDF|CHF|CLP|"
    "CNY|COP|CRC|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ETB|EUR|FJD|FKP|GBP|GEL|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HTG|HUF|IDR|ILS|INR|"
    "ISK|JMD|JOD|JPY|KES|KGS|KHR|KMF|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|MAD|MDL|MGA|MKD|MMK|MNT|MOP|MUR|MVR|MWK|MXN|"
    "MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|RWF|SAR|SBD|SCR|SEK|SGD|SHP|SLE|"
    "SOS|SRD|STD|SZL|THB|TJS|TND|TOP|TRY|TTD|TWD|TZS|UAH|UGX|USD|UYU|UZS|VND|VUV|WST|XAF|XCD|XOF|XPF|YER|ZAR|ZMW"
)
"""docs.stripe.com/currencies#presentment-currencies"""


@dataclass(frozen=True)
class NewPrice:
    """An amount in minor units, or None to take the price away: the product's, one size's, or what one value of an
    option adds.
    """

    currency: str
    amount: int | None
    size_id: UUID | None = None
    option_value_id: UUID | None = None

    @property
    def place(self) -> tuple[str, UUID | None, UUID | None]:
        """There is one price for each."""
        return (self.currency, self.size_id, self.option_value_id)


async def set_prices(product_id: UUID, wanted: Sequence[NewPrice], actor: Actor) -> Product:
    """Set, change and take away prices, all or none; those that are not named stay. In a currency that is new to the
    product, a value of an option that is not named adds nothing. Orders that were placed keep their prices.

    Raises:
        NotFound, InvalidInput, ProductIncomplete
    """
    async with change(product_id, actor, "prices_set") as rows:
        await put(rows, [*wanted, *_plain_values(rows, wanted)])
    return rows.product


def of(
    prices: Iterable[NewPrice], *, size_id: UUID | None = None, option_value_id: UUID | None = None
) -> list[NewPrice]:
    """The same amounts, for a size or a value of an option."""
    return [replace(price, size_id=size_id, option_value_id=option_value_id) for price in prices]


def plain(rows: Rows, amounts: Sequence[NewPrice], value_id: UUID) -> list[NewPrice]:
    """What a new value of an option adds: what is given, and nothing in the product's other currencies."""
    given = {price.currency for price in amounts}
    others = {price.currency for price in rows.prices} - given
    return of([*amounts, *(NewPrice(currency, 0) for currency in sorted(others))], option_value_id=value_id)


def same(
    rows: Rows, amounts: Iterable[NewPrice], *, size_id: UUID | None = None, option_value_id: UUID | None = None
) -> bool:
    """Whether these are prices already."""
    known = {(price.currency, price.size_id, price.option_value_id): price.amount for price in rows.prices}
    return all(
        known.get(price.place) == price.amount
        for price in of(amounts, size_id=size_id, option_value_id=option_value_id)
    )


def _plain_values(rows: Rows, wanted: Sequence[NewPrice]) -> list[NewPrice]:
    known = {price.currency for price in rows.prices}
    new = {price.currency for price in wanted if price.amount is not None} - known
    named = {price.place for price in wanted}
    zeros = [NewPrice(currency, 0, option_value_id=value.id) for currency in sorted(new) for value in rows.values]
    return [zero for zero in zeros if zero.place not in named]


async def put(rows: Rows, wanted: Sequence[NewPrice]) -> None:
    """Write prices of a product whose rows are locked.

    Raises:
        NotFound, InvalidInput
    """
    if len(wanted) > MAX_PRICES:
        raise InvalidInput(f"At most {MAX_PRICES} prices are set at once.", path=("prices",))
    known = {(price.currency, price.size_id, price.option_value_id): price for price in rows.prices}
    seen = set()
    for position, price in enumerate(wanted):
        with located("prices", str(position)):
            _check(rows, price)
            if price.place in seen:
                raise InvalidInput("The same price is there twice.", path=("amount",))
        seen.add(price.place)
        await _write(rows, price, known.get(price.place))


async def _write(rows: Rows, price: NewPrice, known: Price | None) -> None:
    if price.amount is None:
        if known is not None:
            await known.delete()
    elif known is None:
        await Price.create(
            product=rows.product,
            size_id=price.size_id,
            option_value_id=price.option_value_id,
            currency=price.currency,
            amount=price.amount,
        )
    elif known.amount != price.amount:
        known.amount = price.amount
        await known.save(update_fields=["amount"])


def _check(rows: Rows, price: NewPrice) -> None:
    if price.size_id is not None and price.option_value_id is not None:
        raise InvalidInput("A price is a size's or an option's, not both.", path=("optionValueId",))
    if price.size_id is not None and price.size_id not in {size.id for size in rows.sizes}:
        raise NotFound("ProductSize", path=("sizeId",))
    if price.option_value_id is not None and price.option_value_id not in {value.id for value in rows.values}:
        raise NotFound("ProductOptionValue", path=("optionValueId",))
    if not _TAKEN_BY_STRIPE.fullmatch(price.currency):
        raise InvalidInput(f"Nobody can be charged in {price.currency}.", path=("currency",))
    least = -MAX_AMOUNT if price.option_value_id is not None else 0
    if price.amount is None:
        return
    if not least <= price.amount <= MAX_AMOUNT:
        raise InvalidInput(f"amount must be from {least} to {MAX_AMOUNT}, in minor units.", path=("amount",))
    step = charge_step(price.currency)
    if price.amount % step:
        raise InvalidInput(f"amount must be a multiple of {step} in {price.currency}.", path=("amount",))
