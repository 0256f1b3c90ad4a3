"""How the catalogue is changed: the product is locked, what the change did is compared and audited, and a product
that is on sale stays one that can be sold.

Every change of a product's sizes, options, prices and pictures is a change of the product. So there is one lock, and
one place in the audit log.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol, TypeVar
from uuid import UUID

from commerce import audit
from commerce.audit import Actor, Target
from commerce.catalog.catalog_errors import ProductIncomplete
from commerce.catalog.product_problems import problems_of
from commerce.errors import InvalidInput, NotFound
from core.clock import now
from core.database import transaction
from core.settings import settings
from models import Price, Product, ProductImage, ProductOption, ProductOptionValue, ProductSize

MAX_REORDERED = 500


class Placed(Protocol):
    """A row with a place among others."""

    id: Any
    display_order: Any

    async def save(self, *, update_fields: list[str]) -> None: ...


R = TypeVar("R", bound=Placed)


@dataclass
class Rows:
    """A product and all that is its own, each list in display order. Values come with their options."""

    product: Product
    sizes: list[ProductSize] = field(default_factory=list)
    options: list[ProductOption] = field(default_factory=list)
    values: list[ProductOptionValue] = field(default_factory=list)
    prices: list[Price] = field(default_factory=list)
    images: list[ProductImage] = field(default_factory=list)

    def values_of(self, option: ProductOption) -> list[ProductOptionValue]:
        return [value for value in self.values if value.option_id == option.id]


@asynccontextmanager
async def change(product_id: UUID, actor: Actor, action: str) -> AsyncIterator[Rows]:
    """A transaction in which a product is locked; what the block changes is audited.

    Raises:
        NotFound
        ProductIncomplete: when the product is on sale, and after the block could not be sold.
    """
    async with transaction():
        product = await Product.filter(id=product_id).select_for_update().first()
        if product is None:
            raise NotFound("Product", path=("id",))
        rows = await _rows_of(product)
        before = described(rows)
        yield rows
        left = await Product.get_or_none(id=product_id)
        current = await _rows_of(left) if left is not None else None
        after = described(current) if current is not None else {}
        if await note(actor, action, Target("Product", product_id), before, after) and current is not None:
            refuse_incomplete(current)
            await Product.filter(id=product_id).update(updated_at=now())


def refuse_incomplete(rows: Rows) -> None:
    """
    Raises:
        ProductIncomplete: for a product that is on sale and cannot be sold.
    """
    found = problems_of(rows.product, rows.sizes, rows.values, rows.prices, settings().default_currency)
    if rows.product.active and found.serious:
        raise ProductIncomplete(found.serious)


async def note(actor: Actor, action: str, target: Target, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Audit what differs, if anything does; whether it did."""
    names = [name for name in {**before, **after} if before.get(name, ...) != after.get(name, ...)]
    if names:
        was = {name: before[name] for name in names if name in before}
        became = {name: after[name] for name in names if name in after}
        await audit.record(actor, action, target, was or None, became or None)
    return bool(names)


async def _rows_of(product: Product) -> Rows:
    order = ("display_order", "id")
    return Rows(
        product,
        sizes=await ProductSize.filter(product=product).order_by(*order),
        options=await ProductOption.filter(product=product).order_by(*order),
        values=await ProductOptionValue.filter(option__product=product)
        .select_related("option")
        .order_by("option__display_order", "option_id", *order),
        prices=await Price.filter(product=product).order_by("id"),
        images=await ProductImage.filter(product=product).order_by(*order),
    )


_UNTOLD = frozenset({"id", "created_at", "updated_at", "product_id", "option_id"})


def described(rows: Rows) -> dict[str, Any]:
    """All facts about a product by a name that a person understands: `name`, `size 18x24`, `price USD 18x24`."""
    facts = told(rows.product)
    facts |= {f"size {size.value}": told(size) for size in rows.sizes}
    facts |= {f"option {option.name}": told(option) for option in rows.options}
    facts |= {f"option {value.option.name} {value.value}": told(value) for value in rows.values}
    facts |= {f"image {image.name}": told(image) for image in rows.images}
    names = {size.id: size.value for size in rows.sizes}
    names |= {value.id: f"{value.option.name} {value.value}" for value in rows.values}
    for price in rows.prices:
        of = price.size_id or price.option_value_id
        facts[f"price {price.currency} {names[of]}" if of else f"price {price.currency}"] = price.amount
    return facts


def told(row: Any) -> dict[str, Any]:
    """A row's columns as the audit log has them."""
    return {name: _plain(getattr(row, name)) for name in sorted(row._meta.db_fields) if name not in _UNTOLD}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value) if isinstance(value, UUID) else value


def same(row: Any, values: Mapping[str, Any]) -> bool:
    """Whether a row has these values already: asked for twice, it is made once."""
    return all(getattr(row, name) == value for name, value in values.items())


def next_order(rows: Sequence[R]) -> int:
    """The place after the last."""
    return max((row.display_order for row in rows), default=-1) + 1


async def reorder(rows: Sequence[R], ids: Sequence[UUID], what: str) -> list[R]:
    """Put those that are named first, in that order; the others follow as they were. All rows, in their new order.

    Raises:
        NotFound: when one is not among the rows.
        InvalidInput: when one is named twice.
    """
    known: dict[UUID, R] = {row.id: row for row in rows}
    if len(set(ids)) != len(ids) or len(ids) > MAX_REORDERED:
        raise InvalidInput(f"ids must be at most {MAX_REORDERED}, each once.", path=("ids",))
    if any(key not in known for key in ids):
        raise NotFound(what, path=("ids",))
    ordered = [*(known[key] for key in ids), *(row for row in rows if row.id not in set(ids))]
    for place, row in enumerate(ordered):
        if row.display_order != place:
            row.display_order = place
            await row.save(update_fields=["display_order"])
    return ordered


def find(rows: Sequence[R], matches: Callable[[R], bool], what: str, *path: str) -> R:
    """The row that matches.

    Raises:
        NotFound
    """
    found = next((row for row in rows if matches(row)), None)
    if found is None:
        raise NotFound(what, path=path or ("id",))
    return found
