"""Pictures of products: a form to send one with, a look at what came, and our own copy of it for everybody to see.

What was sent is never served. It is decoded and written anew in a process of its own, under the upload's id; so an
address never has but one picture, and what was sent again afterwards changes nothing.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from adapters.storage import Storage, UploadForm
from commerce import outbox
from commerce.audit import Actor
from commerce.catalog.catalog_change import Rows, change, find, next_order, reorder
from commerce.catalog.catalog_fields import IMAGE, cleaned
from commerce.errors import InvalidInput, NotFound, StateInvalid, UploadInvalid, UploadProblem
from commerce.files.staging import CHECK, GRACE, LIFETIME, is_looked_at, is_over, looking, require_arrived, require_idle
from core.clock import now
from core.database import transaction
from core.settings import settings
from models import ImageUpload, Product, ProductImage
from posters.client import Picture, PictureRefused, RenderFailed, run_remake

MAX_IMAGES = 10
CONTENT_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
_turn = asyncio.Semaphore(1)
"""A picture takes a core and some hundred megabytes: a process makes one at a time."""


@dataclass(frozen=True)
class Started:
    """Where to send the picture, and which upload to finish then."""

    upload_id: UUID
    form: UploadForm


def path(name: str) -> str:
    """Where everybody finds a picture: `/media/…`, on our host."""
    return f"/media/{name}"


def storage_key(name: str) -> str:
    """Where a picture is in the store."""
    return f"media/{name}"


def _staged_key(upload_id: UUID) -> str:
    return f"uploads/images/{upload_id.hex}"


async def start(product_id: UUID, content_type: str, file_size: int, storage: Storage) -> Started:
    """Let one picture of `file_size` bytes be sent for a product.

    Raises:
        NotFound, InvalidInput
        StateInvalid: when it has as many as it may.
    """
    most = settings().max_image_bytes
    if content_type not in CONTENT_TYPES.values():
        raise InvalidInput(f"contentType must be one of {', '.join(CONTENT_TYPES.values())}.", path=("contentType",))
    if not 1 <= file_size <= most:
        raise InvalidInput(f"A picture has from 1 to {most} bytes.", path=("fileSize",))
    async with transaction():
        if not await Product.exists(id=product_id):
            raise NotFound("Product", path=("productId",))
        _refuse_more(await ProductImage.filter(product_id=product_id).count())
        upload = await ImageUpload.create(
            product_id=product_id, content_type=content_type, file_size=file_size, expires_at=now() + LIFETIME
        )
        await outbox.enqueue(outbox.CLEAR_IMAGE, upload.id, delay=LIFETIME + GRACE)
    key = _staged_key(upload.id)
    form = await storage.presigned_post(key, content_type=content_type, size=file_size, expires_in=LIFETIME)
    return Started(upload.id, form)


def _refuse_more(there: int) -> None:
    if there >= MAX_IMAGES:
        raise StateInvalid(f"A product has at most {MAX_IMAGES} pictures. Delete one first.", "full")


async def finish(upload_id: UUID, alt: str, actor: Actor, storage: Storage) -> Product:
    """Look at what was sent, and make it the last of the product's pictures. Asked again, it changes nothing.

    Raises:
        NotFound, InvalidInput, StateInvalid
        UploadInvalid: when it is no picture that the shop takes; then it is removed.
        StorageUnavailable: when the store does not answer; the same request may be sent again.
    """
    fields = cleaned(IMAGE, {"alt": alt})
    claim = await _claim(upload_id)
    if isinstance(claim, Product):
        return claim
    async with looking(claim, storage, _staged_key(upload_id)):
        await require_arrived(claim, _staged_key(upload_id), storage)
        picture = await _made_anew(claim, storage)
        return await _keep(claim, picture, fields, actor)


async def _claim(upload_id: UUID) -> ImageUpload | Product:
    """The upload, which nobody else looks at meanwhile; its product when it was finished before."""
    async with transaction():
        upload = await ImageUpload.filter(id=upload_id).select_for_update().first()
        if upload is None or (upload.finished_at is None and is_over(upload)):
            raise NotFound("ImageUpload", path=("uploadId",))
        if upload.finished_at is not None:
            return await Product.get(id=upload.product_id)
        require_idle(upload)
        upload.checking_until = now() + CHECK
        await upload.save(update_fields=["checking_until"])
    return upload


async def _made_anew(upload: ImageUpload, storage: Storage) -> Picture:
    """Decode what was sent, and store our own copy of it.

    Raises:
        UploadInvalid, StorageError
    """
    content = await storage.read(_staged_key(upload.id))
    if content is None:
        raise UploadInvalid(UploadProblem.MISSING, f"{upload.file_size} bytes", "nothing")
    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        source, target = Path(folder, "sent"), Path(folder, "made")
        await asyncio.to_thread(source.write_bytes, content)
        picture = await _remake(source, target)
        key = storage_key(_name(upload.id, picture))
        await storage.put(key, target, content_type=CONTENT_TYPES[picture.format])
    return picture


async def _remake(source: Path, target: Path) -> Picture:
    try:
        async with _turn:
            return await run_remake(source, target)
    except PictureRefused as refusal:
        raise UploadInvalid(UploadProblem(refusal.reason), refusal.expected, refusal.found) from refusal
    except RenderFailed as error:
        # It takes more time or memory than any picture should, or crashes the decoder.
        raise UploadInvalid(UploadProblem.UNREADABLE, "a picture that can be decoded", error.message) from error


def _name(upload_id: UUID, picture: Picture) -> str:
    return f"{upload_id.hex}.{picture.format}"


async def _keep(upload: ImageUpload, picture: Picture, fields: Mapping[str, Any], actor: Actor) -> Product:
    async with change(upload.product_id, actor, "product_image_add") as rows:
        claimed = ImageUpload.filter(id=upload.id, checking_until=upload.checking_until)
        if not await claimed.update(finished_at=now()):
            raise StateInvalid("The upload was looked at by somebody else meanwhile.", "restarted")
        _refuse_more(len(rows.images))
        image = await ProductImage.create(
            id=upload.id,
            product=rows.product,
            name=_name(upload.id, picture),
            width_px=picture.width_px,
            height_px=picture.height_px,
            display_order=next_order(rows.images),
            **fields,
        )
        await _show_first(rows, [*rows.images, image])
        await outbox.enqueue(outbox.CLEAR_IMAGE, upload.id)
    return rows.product


async def _show_first(rows: Rows, images: Sequence[ProductImage]) -> None:
    """The first picture is the one that lists show."""
    rows.product.image_url = path(images[0].name) if images else None
    await rows.product.save(update_fields=["image_url"])


async def update(image_id: UUID, given: Mapping[str, Any], actor: Actor) -> Product:
    """Say anew what a picture shows.

    Raises:
        NotFound, InvalidInput
    """
    fields = cleaned(IMAGE, given)
    async with change(await _product_of(image_id), actor, "product_image_update") as rows:
        image = find(rows.images, lambda image: image.id == image_id, "ProductImage")
        if fields:
            await image.update_from_dict(dict(fields)).save(update_fields=list(fields))
    return rows.product


async def delete(image_id: UUID, actor: Actor) -> Product:
    """Take a picture away, from the store too.

    Raises:
        NotFound
    """
    async with change(await _product_of(image_id), actor, "product_image_delete") as rows:
        await find(rows.images, lambda image: image.id == image_id, "ProductImage").delete()
        await _show_first(rows, [image for image in rows.images if image.id != image_id])
        await outbox.enqueue(outbox.CLEAR_IMAGE, image_id)
    return rows.product


async def put_in_order(product_id: UUID, image_ids: Sequence[UUID], actor: Actor) -> Product:
    """Show these first, in this order; the first of all is the main one.

    Raises:
        NotFound, InvalidInput
    """
    async with change(product_id, actor, "product_images_reorder") as rows:
        ordered = await reorder(rows.images, image_ids, "ProductImage")
        if ordered:
            await _show_first(rows, ordered)
    return rows.product


async def _product_of(image_id: UUID) -> UUID:
    image = await ProductImage.get_or_none(id=image_id)
    if image is None:
        raise NotFound("ProductImage", path=("id",))
    return image.product_id


async def clear(upload_id: UUID, storage: Storage) -> None:
    """Remove what was sent once it is looked at, and our copy once it is nobody's picture.

    Raises:
        StorageError: what is left is tried again.
    """
    async with transaction():
        upload = await ImageUpload.filter(id=upload_id).select_for_update().first()
        if upload is not None and is_looked_at(upload):
            await outbox.enqueue(outbox.CLEAR_IMAGE, upload_id, delay=CHECK)
            return
    if upload is not None and upload.finished_at is None and not is_over(upload):
        return  # it may still come, and this is owed again for then
    await storage.delete(_staged_key(upload_id))
    if not await ProductImage.exists(id=upload_id):
        for suffix in CONTENT_TYPES:
            await storage.delete(storage_key(f"{upload_id.hex}.{suffix}"))
    if upload is not None and is_over(upload):
        await upload.delete()
