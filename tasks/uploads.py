"""What browsers' uploads leave over."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce import uploads


async def clear_upload(upload_id: UUID, adapters: Adapters) -> None:
    """Remove it from the store."""
    await uploads.clear(upload_id, adapters.storage)
