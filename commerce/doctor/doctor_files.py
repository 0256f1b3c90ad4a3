"""The books against the file store: what is READY must be there, whole."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial
from uuid import UUID

from adapters.storage import Storage
from commerce.catalog import product_images
from commerce.doctor.doctor_findings import Finding
from commerce.files import downloads
from commerce.orders import orders
from core.database import transaction
from models import Download, DownloadStatus, ProductImage

_AT_ONCE = 10
_BATCH = 500


async def examine(storage: Storage, since: datetime | None) -> AsyncIterator[Finding]:
    """Files of orders placed since then that are missing from the store, or of another size, and pictures of products
    that are missing.

    Raises:
        StorageError: when the store does not answer.
    """
    gate = asyncio.Semaphore(_AT_ONCE)

    async def look(file: Download) -> Finding | None:
        async with gate:
            return await _file(file, storage)

    found = Download.filter(status=DownloadStatus.READY).select_related("order", "order_line")
    if since is not None:
        found = found.filter(order__created_at__gte=since)
    batch = await found.order_by("id").limit(_BATCH)
    while batch:
        for finding in await asyncio.gather(*(look(file) for file in batch)):
            if finding is not None:
                yield finding
        batch = await found.filter(id__gt=batch[-1].id).order_by("id").limit(_BATCH)
    for picture in await ProductImage.all().select_related("product").order_by("id"):
        if await storage.head(product_images.storage_key(picture.name)) is None:
            yield Finding(f"product {picture.product.slug}", f"its picture {picture.name} is not in the store")


async def _file(file: Download, storage: Storage) -> Finding | None:
    stored = await storage.head(file.storage_key) if file.storage_key else None
    if stored is not None and stored.size == file.file_size:
        return None
    there = f"has {stored.size} bytes instead of {file.file_size}" if stored else "is not in the store"
    # What a browser drew can only come from there again.
    drawn_here = file.render_key is not None and file.order_line.design_id is not None
    mend = partial(_draw_again, file.id) if drawn_here else None
    return Finding(f"order {file.order.number}", f"{file.file_name} is ready and {there}", mend)


async def _draw_again(download_id: UUID) -> None:
    async with transaction():
        download = await Download.get(id=download_id)
        order = await orders.lock(download.order_id)
        lost = Download.filter(id=download_id, status=DownloadStatus.READY)
        # A file of the same design must not be copied from what is not there.
        if await lost.update(status=DownloadStatus.PENDING, storage_key=None, render_key=None) and order is not None:
            await downloads.resume(order)
