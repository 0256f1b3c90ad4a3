"""Files of orders, for those who may see the order."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from commerce.errors import NotFound
from commerce.files import downloads
from commerce.permissions import Permission
from models import Download, DownloadKind, Order
from resolvers import orders
from resolvers.context import Context


async def download(context: Context, key: UUID) -> Download | None:
    """A file of an order that the viewer may see, with the order and its line loaded; print files are for staff."""
    found = await Download.filter(id=key).select_related("order", "order_line").first()
    return found if found is not None and _visible(context, found) else None


def _visible(context: Context, found: Download) -> bool:
    viewer = context.viewer
    if found.kind is DownloadKind.PRINT and not orders.sees_print_files(viewer):
        return False
    return viewer.may(Permission.MANAGE_DOWNLOADS) or orders.visible(viewer, found.order)


async def link(context: Context, download: Download, order: Order) -> tuple[str, datetime] | None:
    """A fresh URL of a file that is ready, and when it ends."""
    return await downloads.link(download, order, context.services.storage)


async def retry(context: Context, key: UUID) -> Download:
    """Draw a failed file again, for its owner or who has downloads:manage; to see it is not enough.

    Raises:
        NotFound: for everybody else.
        StateInvalid: when it has not failed.
    """
    found, viewer = await download(context, key), context.viewer
    if found is None or not (viewer.may(Permission.MANAGE_DOWNLOADS) or orders.owns(viewer, found.order)):
        raise NotFound("Download", path=("downloadId",))
    again = await downloads.retry(found.id)
    await context.services.updates.publish(again.order_id)
    await again.fetch_related("order", "order_line")
    return again
