"""Files of paid orders, drawn."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.files import downloads, renders


async def render_download(download_id: UUID, adapters: Adapters) -> None:
    """Draw one file and store it."""
    await renders.render_download(download_id, adapters.storage, adapters.order_updates)


async def give_up_download(download_id: UUID, reason: str, adapters: Adapters) -> None:
    """Mark the file FAILED, with the reason, for `downloadRetry`, and tell who watches the order."""
    order_id = await downloads.fail(download_id, reason)
    if order_id is not None:
        await adapters.order_updates.publish(order_id)
