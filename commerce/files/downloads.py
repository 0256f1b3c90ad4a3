"""The files of an order: owed when it is paid, drawn by a worker, handed out to whoever owns the order."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import PurePosixPath
from uuid import UUID

import structlog
from tortoise.expressions import F

from adapters.storage import Storage
from commerce import outbox
from commerce.errors import NotFound, StateInvalid
from commerce.operations import alerts
from commerce.orders import order_mails, orders
from commerce.orders.states import DRAWS_FILES, entitled, move_fulfillment
from commerce.payments.order_figures import is_given_back
from core.clock import now
from core.database import fetch, transaction
from core.settings import settings
from models import (
    AlertKind,
    Download,
    DownloadKind,
    DownloadStatus,
    FileFormat,
    FulfillmentStatus,
    FulfillmentType,
    Order,
    OrderEvent,
    OrderLine,
)
from posters.client import Rendered

log = structlog.get_logger(__name__)

MIME_TYPES = {FileFormat.PNG: "image/png", FileFormat.JPG: "image/jpeg", FileFormat.PDF: "application/pdf"}
PRINT_FORMAT = FileFormat.PDF


async def create_for(order: Order) -> None:
    """Owe the files of a paid order: the customer's for digital lines, the print house's for printed ones."""
    for line in await OrderLine.filter(order=order).order_by("position").select_related("design"):
        for kind, file_format in _owed(line):
            download = await Download.create(
                order=order,
                order_line=line,
                kind=kind,
                format=file_format,
                file_name=file_name(order, line, kind, file_format),
                mime_type=MIME_TYPES[file_format],
            )
            await outbox.enqueue(outbox.RENDER_DOWNLOAD, download.id)


def _owed(line: OrderLine) -> list[tuple[DownloadKind, FileFormat]]:
    if line.design is None:
        return []
    if line.fulfillment_type is FulfillmentType.PHYSICAL:
        return [(DownloadKind.PRINT, PRINT_FORMAT)]
    wished = line.design.document.get("export", {}).get("format")
    formats = dict.fromkeys([*settings().download_formats, *(["jpg"] if wished == "jpg" else [])])
    return [(DownloadKind.CUSTOMER, FileFormat(name)) for name in formats]


def file_name(order: Order, line: OrderLine, kind: DownloadKind, file_format: FileFormat) -> str:
    """`YMA-2026-8H3K9C2D-1-18x24.png`, `…-1-18x24-print.pdf`"""
    parts = [order.number, str(line.position + 1), line.size or "", "print" if kind is DownloadKind.PRINT else ""]
    return "-".join(part for part in parts if part) + f".{file_format.value}"


def storage_key(download: Download, order: Order) -> str:
    """`orders/<number>/<line id>/<file>`"""
    return str(PurePosixPath("orders", order.number, str(download.order_line_id), download.file_name))


async def begin(download_id: UUID) -> Download | None:
    """Take a file in hand, with its order, line and design loaded; None when there is nothing (left) to draw."""
    async with transaction():
        order_id = await Download.filter(id=download_id).first().values_list("order_id", flat=True)
        order = await orders.lock(order_id) if isinstance(order_id, UUID) else None
        download = await Download.filter(id=download_id).select_for_update().first()
        if download is None or download.status in {DownloadStatus.READY, DownloadStatus.FAILED}:
            return None
        if order is None or not await _to_be_drawn(order, download):
            return None
        download.status = DownloadStatus.PROCESSING
        download.attempts += 1
        await download.save(update_fields=["status", "attempts"])
        if entitled(order) and move_fulfillment(order, FulfillmentStatus.PROCESSING):
            await order.save(update_fields=["fulfillment_status", "updated_at"])
            await orders.record(order, "order_processing", "The posters are being drawn.", public=True)
    await download.fetch_related("order", "order_line__design")
    return download


async def _to_be_drawn(order: Order, download: Download) -> bool:
    """While a payment is disputed, too: nothing is handed out or sent, and nobody waits when it is won."""
    if order.payment_status not in DRAWS_FILES or order.canceled_at is not None or order.held_reason:
        return False
    return not is_given_back(await OrderLine.get(id=download.order_line_id))


async def finish(download: Download, rendered: Rendered, render_key: str, key: str) -> bool:
    """A file is there. The last digital one makes the order's downloads ready, and a digital order fulfilled.

    False when nobody is owed the file any more: the customer is gone, or has sent one; then this one must go.
    """
    async with transaction():
        order = await orders.lock(download.order_id)
        current = await Download.filter(id=download.id).select_for_update().first()
        if order is None or current is None:
            return False
        if current.status is DownloadStatus.READY:
            return bool(current.storage_key == key)
        await Download.filter(id=download.id).update(
            status=DownloadStatus.READY,
            storage_key=key,
            render_key=render_key,
            sha256=rendered.sha256,
            file_size=rendered.size,
            width_px=rendered.width_px,
            height_px=rendered.height_px,
            dpi=rendered.dpi,
            failure_reason=None,
            ready_at=now(),
        )
        await complete(order)
    return True


# What was given back is owed no more, drawn or not.
_CUSTOMERS = """
SELECT count(*) AS owed, count(*) FILTER (WHERE d.status <> 'ready') AS missing
FROM downloads d JOIN order_lines l ON l.id = d.order_line_id
WHERE d.order_id = $1 AND d.kind = 'customer' AND l.refunded_quantity < l.quantity
"""


async def complete(order: Order) -> None:
    """With the last of the customer's files, the downloads of a locked order are ready, and a digital one fulfilled.

    Waits while the customer is not entitled to them. Twice is once.
    """
    (files,) = await fetch(_CUSTOMERS, order.id)
    if not entitled(order) or not files["owed"] or files["missing"]:
        return
    if not await OrderEvent.filter(order=order, type="downloads_ready").exists():
        await orders.record(order, "downloads_ready", "The files are ready to download.", public=True)
        await order_mails.files_ready(order)
    if order.fulfillment_type is FulfillmentType.DIGITAL and move_fulfillment(order, FulfillmentStatus.FULFILLED):
        order.fulfilled_at = now()
        await order.save(update_fields=["fulfillment_status", "fulfilled_at", "updated_at"])
        await orders.record(order, "order_fulfilled", "The order is complete.", public=True)


_UNDRAWN = """
SELECT d.id FROM downloads d JOIN order_lines l ON l.id = d.order_line_id
WHERE d.order_id = $1 AND d.status IN ('pending', 'processing') AND l.refunded_quantity < l.quantity
    AND NOT EXISTS (SELECT 1 FROM outbox_messages m
                    WHERE m.actor = $2 AND m.failed_at IS NULL AND m.args = jsonb_build_array(d.id::text))
"""


async def resume(order: Order) -> None:
    """The customer of a locked order is entitled (again): owe what was not drawn meanwhile, and complete the rest."""
    if entitled(order):
        for row in await fetch(_UNDRAWN, order.id, outbox.RENDER_DOWNLOAD):
            await outbox.enqueue(outbox.RENDER_DOWNLOAD, row["id"])
        await complete(order)


async def put_back(download: Download, reason: str) -> None:
    """An attempt failed and another will be made."""
    await Download.filter(id=download.id, status=DownloadStatus.PROCESSING).update(
        status=DownloadStatus.PENDING, failure_reason=reason[:300]
    )


async def fail(download_id: UUID, reason: str) -> UUID | None:
    """No attempt will help: the file is FAILED, the timeline and the log say why, `retry` is left.

    Returns the order's id, None when there is no such file.
    """
    async with transaction():
        order_id = await Download.filter(id=download_id).first().values_list("order_id", flat=True)
        order = await orders.lock(order_id) if isinstance(order_id, UUID) else None
        if order is None:
            return None
        moved = await Download.filter(
            id=download_id, status__in=[DownloadStatus.PENDING, DownloadStatus.PROCESSING]
        ).update(status=DownloadStatus.FAILED, failure_reason=reason[:300])
        if moved:
            await orders.record(order, "download_failed", f"A file could not be drawn: {reason}"[:500])
            await alerts.raise_alert(
                AlertKind.DOWNLOAD_FAILED,
                key=f"{download_id}:{now():%Y%m%d%H%M%S%f}",
                title=f"{order.number}: a file could not be drawn.",
                detail=f"{reason}\nThe customer waits for it. Have it drawn again, or send one by hand.",
                facts={"download": str(download_id), "number": order.number},
                order=order,
            )
    log.error("download_failed", download_id=str(download_id), reason=reason)
    return order.id


async def retry(download_id: UUID) -> Download:
    """Try a FAILED file again.

    Raises:
        NotFound, StateInvalid.
    """
    found = await Download.get_or_none(id=download_id)
    if found is None:
        raise NotFound("Download")
    async with transaction():
        # The order first, as everywhere: two that lock in turn must not wait for each other.
        order = await orders.lock(found.order_id)
        download = await Download.filter(id=download_id).select_for_update().first()
        if order is None or download is None or not entitled(order):
            raise StateInvalid("The order is not paid.", "unpaid")
        if is_given_back(await OrderLine.get(id=download.order_line_id)):
            raise StateInvalid("The money for this file was given back.", "refunded")
        if download.status is not DownloadStatus.FAILED:
            raise StateInvalid(f"The file is {download.status.value}; only a failed one is retried.", download.status)
        download.status = DownloadStatus.PENDING
        download.failure_reason = None
        await download.save(update_fields=["status", "failure_reason"])
        await outbox.enqueue(outbox.RENDER_DOWNLOAD, download.id)
        await orders.record(order, "download_retried", "A file is drawn again.")
    return download


async def link(download: Download, order: Order, storage: Storage) -> tuple[str, datetime] | None:
    """A pre-signed URL of a file whose order line is loaded, and when it ends.

    None until it is READY, and while the customer is not entitled to it.
    """
    if download.storage_key is None or download.status is not DownloadStatus.READY:
        return None
    if not entitled(order) or is_given_back(download.order_line):
        return None
    lifetime = timedelta(hours=settings().download_url_hours)
    url = await storage.presigned_url(download.storage_key, file_name=download.file_name, expires_in=lifetime)
    return url, now() + lifetime


async def may_be_fetched(order_line_id: UUID, storage_key: str) -> bool:
    """Whether a link that was handed out still holds: money that was given back closes it."""
    found = Download.filter(order_line_id=order_line_id, storage_key=storage_key).select_related("order", "order_line")
    file = await found.first()
    return file is not None and entitled(file.order) and not is_given_back(file.order_line)


async def count(order_line_id: UUID, storage_key: str) -> None:
    """Somebody fetched a file."""
    await Download.filter(order_line_id=order_line_id, storage_key=storage_key).update(
        download_count=F("download_count") + 1
    )
