"""Drawing an order's files anew, at the word of staff: after a mishap in the store, or for a better renderer.

Files that a browser drew stay: nothing here can draw them as the customer saw them. `orderRenderUploadStart` replaces
them.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from commerce import audit, outbox
from commerce.audit import Actor, Target
from commerce.errors import NotFound
from commerce.orders import order_checks, orders
from commerce.payments.order_figures import is_given_back
from core.database import fetch, transaction
from models import Download, DownloadStatus, Order, OrderLine


async def regenerate(order_id: UUID, actor: Actor, line_ids: Collection[UUID] | None = None) -> None:
    """Draw all files of an order, or of some of its lines, again. What waits to be drawn already is not drawn twice.

    The files cannot be fetched until they are there again.

    Raises:
        NotFound: also for a line that is not the order's.
        StateInvalid: the customer is not to have the files (now).
    """
    async with transaction():
        order = await order_checks.locked(order_id)
        order_checks.require_entitled(order)
        files = await _files(order, line_ids)
        again = [file for file in files if file.status in {DownloadStatus.READY, DownloadStatus.FAILED}]
        stuck = await _forgotten([file for file in files if file not in again])
        if not again and not stuck:
            return
        await Download.filter(id__in=[file.id for file in again]).update(
            status=DownloadStatus.PENDING, failure_reason=None
        )
        for key in [*(file.id for file in again), *stuck]:
            await outbox.enqueue(outbox.RENDER_DOWNLOAD, key)
        data = {"files": [file.file_name for file in files if file in again or file.id in stuck]}
        message = "Files are being drawn again."
        await orders.record(order, "downloads_regenerated", message, actor=actor.label[:120], data=data)
        await audit.record(actor, "order_downloads_regenerate", Target("Order", order.id), after=data)


async def _files(order: Order, line_ids: Collection[UUID] | None) -> list[Download]:
    """Those that the shop draws, of lines that were not given back; locked."""
    lines = {line.id: line for line in await OrderLine.filter(order=order)}
    for position, line_id in enumerate(line_ids or ()):
        if line_id not in lines:
            raise NotFound("OrderLine", path=("lineIds", str(position)))
    wanted = lines.keys() if line_ids is None else set(line_ids)
    found = await Download.filter(order=order).order_by("id").select_for_update()
    return [
        file
        for file in found
        if file.order_line_id in wanted and not is_given_back(lines[file.order_line_id]) and not _was_uploaded(file)
    ]


def _was_uploaded(file: Download) -> bool:
    return file.status is DownloadStatus.READY and file.render_key is None


_FORGOTTEN = """
SELECT d.id FROM downloads d WHERE d.id = ANY($1::uuid[])
    AND NOT EXISTS (SELECT 1 FROM outbox_messages m
                    WHERE m.actor = $2 AND m.failed_at IS NULL AND m.args = jsonb_build_array(d.id::text))
"""


async def _forgotten(waiting: list[Download]) -> list[UUID]:
    """Of files that wait to be drawn, those that nobody is going to draw."""
    rows = await fetch(_FORGOTTEN, [file.id for file in waiting], outbox.RENDER_DOWNLOAD)
    return [row["id"] for row in rows]
