"""Sizes of products: the sheets that are printed or drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from commerce.audit import Actor
from commerce.catalog import prices
from commerce.catalog.catalog_change import Rows, change, find, next_order, reorder, same
from commerce.catalog.catalog_errors import ValueTaken
from commerce.catalog.catalog_fields import SIZE, cleaned
from commerce.catalog.prices import NewPrice
from commerce.catalog.print_sheets import check_sheet
from commerce.catalog.products import refuse_used
from commerce.errors import InvalidInput, NotFound
from models import OrderLine, Product, ProductSize

MAX_SIZES = 50


async def create(product_id: UUID, given: Mapping[str, Any], amounts: Sequence[NewPrice], actor: Actor) -> Product:
    """Add a size with its own prices. The same again changes nothing.

    Raises:
        NotFound, InvalidInput, ProductIncomplete
        ValueTaken: when another size of the product has that value.
    """
    values = cleaned(SIZE, given)
    check_sheet(values["width_mm"], values["height_mm"])
    async with change(product_id, actor, "product_size_create") as rows:
        known = next((size for size in rows.sizes if size.value == values["value"]), None)
        if known is not None:
            if not same(known, values) or not prices.same(rows, amounts, size_id=known.id):
                raise ValueTaken("value", known.value)
            return rows.product
        if len(rows.sizes) >= MAX_SIZES:
            raise InvalidInput(f"A product has at most {MAX_SIZES} sizes.")
        size = await ProductSize.create(product=rows.product, display_order=next_order(rows.sizes), **values)
        rows.sizes.append(size)
        await prices.put(rows, prices.of(amounts, size_id=size.id))
    return rows.product


async def update(size_id: UUID, given: Mapping[str, Any], actor: Actor) -> Product:
    """Change what is given of a size; `active` offers or withdraws it. Its measures never change.

    Raises:
        NotFound, InvalidInput, ProductIncomplete
    """
    values = cleaned(SIZE, given)
    async with change(await product_of(size_id), actor, "product_size_update") as rows:
        size = _size(rows, size_id)
        if values:
            await size.update_from_dict(values).save(update_fields=list(values))
    return rows.product


async def delete(size_id: UUID, actor: Actor) -> Product:
    """Take a size away that nobody has ordered, with its prices.

    Raises:
        NotFound, ProductIncomplete
        StateInvalid: when it was ordered, or is in somebody's cart: it can be withdrawn.
    """
    async with change(await product_of(size_id), actor, "product_size_delete") as rows:
        size = _size(rows, size_id)
        await refuse_used(await OrderLine.exists(product=rows.product, size=size.value), size_id=size_id)
        await size.delete()
    return rows.product


async def put_in_order(product_id: UUID, size_ids: Sequence[UUID], actor: Actor) -> Product:
    """Show these first, in this order.

    Raises:
        NotFound, InvalidInput
    """
    async with change(product_id, actor, "product_sizes_reorder") as rows:
        await reorder(rows.sizes, size_ids, "ProductSize")
    return rows.product


async def product_of(size_id: UUID) -> UUID:
    """Whose size it is.

    Raises:
        NotFound
    """
    size = await ProductSize.get_or_none(id=size_id)
    if size is None:
        raise NotFound("ProductSize", path=("id",))
    return size.product_id


def _size(rows: Rows, size_id: UUID) -> ProductSize:
    return find(rows.sizes, lambda size: size.id == size_id, "ProductSize")
