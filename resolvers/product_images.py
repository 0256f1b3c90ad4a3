"""Pictures of products, for staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commerce.catalog import product_images
from commerce.catalog.product_images import Started
from commerce.errors import located
from models import Product
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.products import keys_of


async def start(context: Context, product_id: str, content_type: str, file_size: int) -> Started:
    key = key_of(product_id, "Product", "productId")
    return await product_images.start(key, content_type, file_size, context.services.storage)


async def finish(context: Context, upload_id: str, alt: str) -> Product:
    key = key_of(upload_id, "ImageUpload", "uploadId")
    context.forget()
    return await product_images.finish(key, alt, actor_of(context), context.services.storage)


async def update(context: Context, id: str, given: Mapping[str, Any]) -> Product:
    key = key_of(id, "ProductImage")
    context.forget()
    with located("input"):
        return await product_images.update(key, given, actor_of(context))


async def delete(context: Context, id: str) -> Product:
    key = key_of(id, "ProductImage")
    context.forget()
    return await product_images.delete(key, actor_of(context))


async def reorder(context: Context, product_id: str, ids: Sequence[str]) -> Product:
    key = key_of(product_id, "Product", "productId")
    context.forget()
    return await product_images.put_in_order(key, keys_of(ids, "ProductImage"), actor_of(context))
