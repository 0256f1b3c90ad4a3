"""Options of products and their values: the choices to make, such as a frame's colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from commerce.audit import Actor
from commerce.catalog import prices
from commerce.catalog.catalog_change import Rows, change, find, next_order, reorder, same
from commerce.catalog.catalog_errors import ValueTaken
from commerce.catalog.catalog_fields import OPTION, OPTION_VALUE, cleaned
from commerce.catalog.prices import NewPrice
from commerce.errors import InvalidInput, NotFound, StateInvalid, located
from models import Product, ProductOption, ProductOptionValue

MAX_OPTIONS, MAX_VALUES = 10, 50


@dataclass(frozen=True)
class NewValue:
    """A value to be, by its fields, and what it adds; nothing in the product's other currencies."""

    given: Mapping[str, Any]
    amounts: Sequence[NewPrice] = ()


async def create(product_id: UUID, given: Mapping[str, Any], wanted: Sequence[NewValue], actor: Actor) -> Product:
    """Add an option with its values. The same again changes nothing.

    Raises:
        NotFound, InvalidInput, ProductIncomplete
        ValueTaken: when another option of the product has that name, or two values are the same.
    """
    fields = cleaned(OPTION, given)
    if not 1 <= len(wanted) <= MAX_VALUES:
        raise InvalidInput(f"An option has from 1 to {MAX_VALUES} values.", path=("values",))
    async with change(product_id, actor, "product_option_create") as rows:
        known = next((option for option in rows.options if option.name == fields["name"]), None)
        if known is not None:
            if not same(known, fields) or not _all_there(rows, known, wanted):
                raise ValueTaken("name", known.name)
            return rows.product
        if len(rows.options) >= MAX_OPTIONS:
            raise InvalidInput(f"A product has at most {MAX_OPTIONS} options.")
        option = await ProductOption.create(product=rows.product, display_order=next_order(rows.options), **fields)
        rows.options.append(option)
        for position, value in enumerate(wanted):
            with located("values", str(position)):
                await _add(rows, option, value)
    return rows.product


async def update(option_id: UUID, given: Mapping[str, Any], actor: Actor) -> Product:
    """Call an option something else for people. Its name for scripts never changes.

    Raises:
        NotFound, InvalidInput
    """
    fields = cleaned(OPTION, given)
    async with change(await product_of(option_id), actor, "product_option_update") as rows:
        option = _option(rows, option_id)
        if fields:
            await option.update_from_dict(fields).save(update_fields=list(fields))
    return rows.product


async def delete(option_id: UUID, actor: Actor) -> Product:
    """Take an option away, with its values and what they add. Carts in which it was chosen are told.

    Raises:
        NotFound, ProductIncomplete
    """
    async with change(await product_of(option_id), actor, "product_option_delete") as rows:
        await _option(rows, option_id).delete()
    return rows.product


async def put_in_order(product_id: UUID, option_ids: Sequence[UUID], actor: Actor) -> Product:
    """Ask for these first, in this order.

    Raises:
        NotFound, InvalidInput
    """
    async with change(product_id, actor, "product_options_reorder") as rows:
        await reorder(rows.options, option_ids, "ProductOption")
    return rows.product


async def add_value(option_id: UUID, value: NewValue, actor: Actor) -> Product:
    """Offer another value. The same again changes nothing.

    Raises:
        NotFound, InvalidInput, ProductIncomplete
        ValueTaken: when the option has another one of that value.
    """
    async with change(await product_of(option_id), actor, "product_option_value_create") as rows:
        await _add(rows, _option(rows, option_id), value)
    return rows.product


async def update_value(value_id: UUID, given: Mapping[str, Any], actor: Actor) -> Product:
    """Describe a value anew. What it is for scripts never changes.

    Raises:
        NotFound, InvalidInput
    """
    fields = cleaned(OPTION_VALUE, given)
    async with change(await product_of_value(value_id), actor, "product_option_value_update") as rows:
        value = _value(rows, value_id)
        if fields:
            await value.update_from_dict(fields).save(update_fields=list(fields))
    return rows.product


async def delete_value(value_id: UUID, actor: Actor) -> Product:
    """Offer a value no more. Carts in which it was chosen are told.

    Raises:
        NotFound, ProductIncomplete
        StateInvalid: for the last one, which goes with its option.
    """
    async with change(await product_of_value(value_id), actor, "product_option_value_delete") as rows:
        value = _value(rows, value_id)
        if len(rows.values_of(_option(rows, value.option_id))) == 1:
            raise StateInvalid("It is the option's last value. Delete the option.", "last_value")
        await value.delete()
    return rows.product


async def put_values_in_order(option_id: UUID, value_ids: Sequence[UUID], actor: Actor) -> Product:
    """Offer these first, in this order.

    Raises:
        NotFound, InvalidInput
    """
    async with change(await product_of(option_id), actor, "product_option_values_reorder") as rows:
        await reorder(rows.values_of(_option(rows, option_id)), value_ids, "ProductOptionValue")
    return rows.product


async def _add(rows: Rows, option: ProductOption, wanted: NewValue) -> None:
    fields = cleaned(OPTION_VALUE, wanted.given)
    offered = rows.values_of(option)
    known = next((value for value in offered if value.value == fields["value"]), None)
    if known is not None:
        if not same(known, fields) or not prices.same(rows, wanted.amounts, option_value_id=known.id):
            raise ValueTaken("value", known.value)
        return
    if len(offered) >= MAX_VALUES:
        raise InvalidInput(f"An option has at most {MAX_VALUES} values.")
    value = await ProductOptionValue.create(option=option, display_order=next_order(offered), **fields)
    rows.values.append(value)
    await prices.put(rows, prices.plain(rows, wanted.amounts, value.id))


def _all_there(rows: Rows, option: ProductOption, wanted: Sequence[NewValue]) -> bool:
    known = {value.value: value for value in rows.values_of(option)}
    for each in wanted:
        fields = cleaned(OPTION_VALUE, each.given)
        value = known.get(fields["value"])
        if value is None or not same(value, fields) or not prices.same(rows, each.amounts, option_value_id=value.id):
            return False
    return len(known) == len(wanted)


async def product_of(option_id: UUID) -> UUID:
    """Whose option it is.

    Raises:
        NotFound
    """
    option = await ProductOption.get_or_none(id=option_id)
    if option is None:
        raise NotFound("ProductOption", path=("id",))
    return option.product_id


async def product_of_value(value_id: UUID) -> UUID:
    """Whose value it is.

    Raises:
        NotFound
    """
    value = await ProductOptionValue.filter(id=value_id).select_related("option").first()
    if value is None:
        raise NotFound("ProductOptionValue", path=("id",))
    return value.option.product_id


def _option(rows: Rows, option_id: UUID) -> ProductOption:
    return find(rows.options, lambda option: option.id == option_id, "ProductOption")


def _value(rows: Rows, value_id: UUID) -> ProductOptionValue:
    return find(rows.values, lambda value: value.id == value_id, "ProductOptionValue")
