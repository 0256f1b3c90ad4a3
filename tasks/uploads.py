"""What uploads leave over."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.catalog import product_images
from commerce.files import uploads


async def clear_upload(upload_id: UUID, adapters: Adapters) -> None:
    """Remove it from the store."""
    await uploads.clear(upload_id, adapters.storage)


async def clear_image(upload_id: UUID, adapters: Adapters) -> None:
    """Remove what was sent for a product's picture, and the picture once it is nobody's."""
    await product_images.clear(upload_id, adapters.storage)
