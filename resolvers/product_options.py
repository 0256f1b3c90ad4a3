"""Options of products and their values, for staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commerce.catalog import product_options
from commerce.catalog.product_options import NewValue
from commerce.errors import located
from models import Product
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.products import keys_of


async def create(context: Context, product_id: str, given: Mapping[str, Any], values: Sequence[NewValue]) -> Product:
    key = key_of(product_id, "Product", "productId")
    context.forget()
    with located("input"):
        return await product_options.create(key, given, values, actor_of(context))


async def update(context: Context, id: str, given: Mapping[str, Any]) -> Product:
    key = key_of(id, "ProductOption")
    context.forget()
    with located("input"):
        return await product_options.update(key, given, actor_of(context))


async def delete(context: Context, id: str) -> Product:
    key = key_of(id, "ProductOption")
    context.forget()
    return await product_options.delete(key, actor_of(context))


async def reorder(context: Context, product_id: str, ids: Sequence[str]) -> Product:
    key = key_of(product_id, "Product", "productId")
    context.forget()
    return await product_options.put_in_order(key, keys_of(ids, "ProductOption"), actor_of(context))


async def add_value(context: Context, option_id: str, value: NewValue) -> Product:
    key = key_of(option_id, "ProductOption", "optionId")
    context.forget()
    with located("input"):
        return await product_options.add_value(key, value, actor_of(context))


async def update_value(context: Context, id: str, given: Mapping[str, Any]) -> Product:
    key = key_of(id, "ProductOptionValue")
    context.forget()
    with located("input"):
        return await product_options.update_value(key, given, actor_of(context))


async def delete_value(context: Context, id: str) -> Product:
    key = key_of(id, "ProductOptionValue")
    context.forget()
    return await product_options.delete_value(key, actor_of(context))


async def reorder_values(context: Context, option_id: str, ids: Sequence[str]) -> Product:
    key = key_of(option_id, "ProductOption", "optionId")
    context.forget()
    return await product_options.put_values_in_order(key, keys_of(ids, "ProductOptionValue"), actor_of(context))
