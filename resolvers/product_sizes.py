"""Sizes of products, for staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commerce.catalog import product_sizes
from commerce.catalog.prices import NewPrice
from commerce.errors import located
from models import Product
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.products import keys_of


async def create(context: Context, product_id: str, given: Mapping[str, Any], prices: Sequence[NewPrice]) -> Product:
    key = key_of(product_id, "Product", "productId")
    context.forget()
    with located("input"):
        return await product_sizes.create(key, given, prices, actor_of(context))


async def update(context: Context, id: str, given: Mapping[str, Any]) -> Product:
    key = key_of(id, "ProductSize")
    context.forget()
    with located("input"):
        return await product_sizes.update(key, given, actor_of(context))


async def delete(context: Context, id: str) -> Product:
    key = key_of(id, "ProductSize")
    context.forget()
    return await product_sizes.delete(key, actor_of(context))


async def reorder(context: Context, product_id: str, ids: Sequence[str]) -> Product:
    key = key_of(product_id, "Product", "productId")
    context.forget()
    return await product_sizes.put_in_order(key, keys_of(ids, "ProductSize"), actor_of(context))
