"""One thing to buy: what was asked for, checked against what the shop sells, and priced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from commerce.catalog.pricing import OptionPrice, PriceBook, price_book
from commerce.errors import (
    CurrencyUnavailable,
    DesignInvalid,
    InvalidInput,
    OptionInvalid,
    ProductUnavailable,
    QuantityInvalid,
    located,
)
from commerce.files import designs
from models import Price, Product, ProductSize
from models.carts import ChosenOption
from posters.model import DesignDocument

MIN_QUANTITY = 1
MAX_QUANTITY = 99


@dataclass(frozen=True)
class NewLine:
    """A line as a client asks for it: a design by id or a whole document, options as (name, value)."""

    product_id: UUID
    quantity: int = 1
    size_id: UUID | None = None
    options: tuple[tuple[str, str], ...] = ()
    design_id: UUID | None = None
    document: Any = None
    path: tuple[str, ...] = ()
    """Where the client wrote it, for the path of an error."""


@dataclass(frozen=True)
class CheckedLine:
    """A line that can be sold as it is."""

    product: Product
    size: ProductSize | None
    options: list[ChosenOption]
    quantity: int
    unit_price: int
    design: DesignDocument | UUID
    path: tuple[str, ...] = ()


def check_quantity(quantity: int, *, minimum: int = MIN_QUANTITY) -> int:
    """The quantity.

    Raises:
        QuantityInvalid: outside `minimum`-99.
    """
    if not minimum <= quantity <= MAX_QUANTITY:
        raise QuantityInvalid(quantity, minimum, MAX_QUANTITY, path=("quantity",))
    return quantity


def line_identity(product_id: UUID, size_id: UUID | None, options: Sequence[ChosenOption], design_hash: str) -> str:
    """What makes two lines the same line: product, size, options in canonical order, and the map."""
    chosen = sorted((option["name"], option["value"]) for option in options)
    parts = [product_id.hex, size_id.hex if size_id else None, chosen, design_hash]
    return sha256(orjson.dumps(parts)).hexdigest()


async def check_lines(lines: Sequence[NewLine], currency: str, gate: designs.Gate | None = None) -> list[CheckedLine]:
    """Check and price what a client asks for, in three statements whatever their number.

    Raises:
        ShopError: the first thing that is wrong; its path names the field. RateLimited is what `gate` says.
    """
    product_ids = {line.product_id for line in lines}
    products = {product.id: product for product in await Product.filter(id__in=product_ids, active=True)}
    sizes = await ProductSize.filter(product_id__in=product_ids, active=True)
    book = await price_book(product_ids, currency)
    checked = []
    for line in lines:
        with located(*line.path):
            checked.append(await _check(line, products.get(line.product_id), sizes, book))
    await designs.check_new((line.design for line in checked if isinstance(line.design, DesignDocument)), gate)
    return checked


async def _check(line: NewLine, product: Product | None, sizes: list[ProductSize], book: PriceBook) -> CheckedLine:
    check_quantity(line.quantity)
    if product is None:
        message = "There is no such product, or it is no longer sold."
        raise ProductUnavailable(message, line.product_id, path=("productId",))
    size = _size(line, product, [entry for entry in sizes if entry.product_id == product.id])
    if book.size_price(product.id, size.id) is None:
        raise await _not_in_currency(product, book.currency)
    options = _options(line, product, book.options.get(product.id, ()))
    price = book.unit_price(product.id, size.id, [(o["name"], o["value"]) for o in options])
    if price is None or price < 0:
        raise await _not_in_currency(product, book.currency)
    return CheckedLine(product, size, options, line.quantity, price, _design(line), line.path)


def _size(line: NewLine, product: Product, sizes: list[ProductSize]) -> ProductSize:
    """What nobody could draw cannot be bought: a poster has a size."""
    size = next((entry for entry in sizes if entry.id == line.size_id), None)
    if size is None:
        offered = ", ".join(entry.value for entry in sizes) or "no size at the moment"
        raise ProductUnavailable(f"{product.name} comes in: {offered}.", product.id, path=("sizeId",))
    return size


def _options(line: NewLine, product: Product, offered: tuple[OptionPrice, ...]) -> list[ChosenOption]:
    """The whole choice, in the product's order. What was not chosen is the plain one: without surcharge, first."""
    names = list(dict.fromkeys(entry.option for entry in offered))
    chosen = dict(line.options)
    if len(chosen) != len(line.options):
        raise OptionInvalid("Each option is chosen once.", line.options[0][0], names, path=("options",))
    for name in chosen:
        if name not in names:
            raise OptionInvalid(f"{product.name} has no option {name!r}.", name, names, path=("options",))
    return [_choice(name, chosen.get(name), [e for e in offered if e.option == name]) for name in names]


def _choice(name: str, value: str | None, offered: list[OptionPrice]) -> ChosenOption:
    if value is None:
        entry = next((entry for entry in offered if entry.delta == 0), offered[0])
    else:
        found = next((entry for entry in offered if entry.value == value), None)
        if found is None:
            allowed = [entry.value for entry in offered]
            raise OptionInvalid(f"{value!r} is not a choice for {name}.", name, allowed, path=("options",))
        entry = found
    return {"name": name, "value": entry.value, "label": entry.label}


def _design(line: NewLine) -> DesignDocument | UUID:
    if line.design_id is not None and line.document is not None:
        raise InvalidInput("Give designId or design, not both.", path=("design",))
    if line.design_id is not None:
        return line.design_id
    if line.document is None:
        raise DesignInvalid([("design", "a poster needs a design: give designId or a design")], path=("design",))
    with located("design"):
        return designs.read_document(line.document)


async def _not_in_currency(product: Product, currency: str) -> CurrencyUnavailable:
    rows = await Price.filter(product_id=product.id, option_value=None).distinct().values_list("currency", flat=True)
    available = sorted(str(row) for row in rows)
    message = f"{product.name} is not sold in {currency}; it is in {', '.join(available) or 'no currency'}."
    return CurrencyUnavailable(message, currency, available)
