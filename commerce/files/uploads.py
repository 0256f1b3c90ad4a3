"""Files that a browser drew: a form to send one with, and a look at what came before anybody may download it.

The browser writes to a key of its own. What it wrote is copied to where it cannot write, and the copy is looked at
and kept, so that nothing changes between the look and the download. Whatever is left over is owed to be removed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from uuid import UUID

from adapters.storage import Storage, UploadForm
from commerce import audit, outbox
from commerce.audit import Actor, Target
from commerce.errors import (
    InvalidInput,
    NotFound,
    StateInvalid,
    UploadInvalid,
    UploadProblem,
)
from commerce.files import downloads
from commerce.files.staging import CHECK, GRACE, LIFETIME, is_looked_at, is_over, looking, require_arrived, require_idle
from commerce.files.upload_checks import Measured, examine, expected
from commerce.orders import orders
from commerce.orders.states import entitled, status_of
from commerce.payments.order_figures import is_given_back
from core.clock import now
from core.database import transaction
from core.ids import new_id
from core.settings import settings
from models import (
    Download,
    DownloadKind,
    DownloadStatus,
    FileFormat,
    FulfillmentType,
    Order,
    OrderLine,
    PaymentStatus,
    RenderUpload,
)


@dataclass(frozen=True)
class Started:
    """Where to send the file, and which download to finish then."""

    download_id: UUID
    form: UploadForm


async def start(line_id: UUID, file_format: FileFormat, file_size: int, storage: Storage) -> Started:
    """Let a file of `file_size` bytes be sent for a line: the customer's of a digital one, the print house's of a
    printed one. Starting again makes the form anew; the file that is there stays until another is finished.

    Raises:
        NotFound, InvalidInput, StateInvalid.
    """
    if not 1 <= file_size <= settings().max_upload_bytes:
        message = f"A file has from 1 to {settings().max_upload_bytes} bytes."
        raise InvalidInput(message, path=("fileSize",))
    async with transaction():
        order, line = await _locked(line_id)
        kind = _kind(line, file_format)
        upload = await _prepared(order, line, kind, file_format)
        upload.file_size, upload.expires_at, upload.finished_at = file_size, now() + LIFETIME, None
        await upload.save()
        await outbox.enqueue(outbox.CLEAR_UPLOAD, upload.id, delay=LIFETIME + GRACE)
    mime = downloads.MIME_TYPES[file_format]
    form = await storage.presigned_post(upload.staged_key, content_type=mime, size=file_size, expires_in=LIFETIME)
    return Started(upload.download_id, form)


async def _locked(line_id: UUID) -> tuple[Order, OrderLine]:
    """A line and its order, which is locked and takes files.

    Raises:
        NotFound, StateInvalid.
    """
    line = await OrderLine.filter(id=line_id).first()
    order = await orders.lock(line.order_id) if line is not None else None
    line = await OrderLine.filter(id=line_id).select_related("design").first()  # as it is now that nothing moves it
    if order is None or line is None:
        raise NotFound("OrderLine", path=("orderLineId",))
    if order.payment_status is PaymentStatus.DISPUTED:
        raise StateInvalid("The payment is disputed.", "disputed")
    if not entitled(order):
        raise StateInvalid("Only a paid order takes files.", status_of(order))
    if is_given_back(line):
        raise StateInvalid("The line was given back.", "refunded")
    if line.design is None or line.width_mm is None:
        raise StateInvalid("The line has no poster.", "no_poster")
    return order, line


def _kind(line: OrderLine, file_format: FileFormat) -> DownloadKind:
    if line.fulfillment_type is not FulfillmentType.PHYSICAL:
        return DownloadKind.CUSTOMER
    if file_format is not downloads.PRINT_FORMAT:
        raise InvalidInput("The print house takes a PDF.", path=("format",))
    return DownloadKind.PRINT


async def _prepared(order: Order, line: OrderLine, kind: DownloadKind, file_format: FileFormat) -> RenderUpload:
    """The row of that file, which the caller saves."""
    known = await RenderUpload.filter(order_line=line, kind=kind, format=file_format).select_for_update().first()
    if known is not None:
        require_idle(known)
        return known
    there = await Download.filter(order_line=line, kind=kind, format=file_format).first()
    name = downloads.file_name(order, line, kind, file_format)
    return RenderUpload(
        order_line=line,
        kind=kind,
        format=file_format,
        download_id=there.id if there else new_id(),
        staged_key=str(PurePosixPath("uploads", order.number, str(line.id), name)),
    )


async def finish(download_id: UUID, storage: Storage, by: Actor | None = None) -> Download:
    """Look at what was sent, and make it the line's file. Once it is, asking again changes nothing.

    `by` is somebody of the shop who does it for the customer.

    Raises:
        UploadInvalid: when something else was sent; then it is removed.
        StorageUnavailable: when the store does not answer; the same request may be sent again.
        NotFound, StateInvalid.
    """
    claim = await _claim(download_id)
    if isinstance(claim, Download):
        return claim
    async with looking(claim.upload, storage, claim.upload.staged_key, claim.key):
        found = await _looked_at(claim, storage)
        return await _keep(claim, found, by)


@dataclass(frozen=True)
class _Claim:
    """An upload that nobody else looks at meanwhile, and where the copy to look at goes."""

    upload: RenderUpload
    line: OrderLine
    key: str


async def _claim(download_id: UUID) -> _Claim | Download:
    async with transaction():
        line_id = await RenderUpload.filter(download_id=download_id).first().values_list("order_line_id", flat=True)
        if not isinstance(line_id, UUID):
            raise NotFound("Upload", path=("downloadId",))
        order, line = await _locked(line_id)
        upload = await RenderUpload.filter(download_id=download_id).select_for_update().first()
        if upload is None:
            raise NotFound("Upload", path=("downloadId",))
        if upload.finished_at is not None:
            return await Download.get(id=download_id)
        require_idle(upload)
        name = PurePosixPath(upload.staged_key).name
        key = str(PurePosixPath("orders", order.number, str(line.id), new_id().hex, name))
        upload.checking_until, upload.garbage = now() + CHECK, [*upload.garbage, key]
        await upload.save(update_fields=["checking_until", "garbage"])
    return _Claim(upload, line, key)


async def _looked_at(claim: _Claim, storage: Storage) -> Measured:
    upload = claim.upload
    mime = downloads.MIME_TYPES[upload.format]
    await require_arrived(upload, upload.staged_key, storage)
    await storage.copy(upload.staged_key, claim.key)
    copied = await storage.head(claim.key)
    if copied is None or copied.size != upload.file_size:
        raise UploadInvalid(UploadProblem.SIZE, f"{upload.file_size} bytes", "another file, sent meanwhile")
    if copied.content_type != mime:
        raise UploadInvalid(UploadProblem.FORMAT, mime, copied.content_type)
    return await examine(storage, claim.key, copied.size, expected(claim.line, upload.kind, upload.format))


async def _keep(claim: _Claim, found: Measured, by: Actor | None) -> Download:
    async with transaction():
        order, line = await _locked(claim.line.id)
        upload = await RenderUpload.filter(id=claim.upload.id, checking_until=claim.upload.checking_until).first()
        if upload is None:
            raise StateInvalid("The upload was started anew.", "restarted")
        download = await _row(order, line, upload)
        before = download.storage_key
        _fill(download, claim, found)
        await download.save()
        upload.garbage = [*(key for key in upload.garbage if key != claim.key), *([before] if before else [])]
        upload.finished_at, upload.checking_until = now(), None
        await upload.save(update_fields=["garbage", "finished_at", "checking_until"])
        await outbox.enqueue(outbox.CLEAR_UPLOAD, upload.id)
        await _tell(order, download, by)
        await downloads.complete(order)
    return download


async def _row(order: Order, line: OrderLine, upload: RenderUpload) -> Download:
    same = Download.filter(order_line=line, kind=upload.kind, format=upload.format)
    return await same.select_for_update().first() or Download(
        id=upload.download_id,
        order=order,
        order_line=line,
        kind=upload.kind,
        format=upload.format,
        file_name=PurePosixPath(upload.staged_key).name,
        mime_type=downloads.MIME_TYPES[upload.format],
    )


def _fill(download: Download, claim: _Claim, found: Measured) -> None:
    download.status, download.ready_at, download.failure_reason = DownloadStatus.READY, now(), None
    download.storage_key, download.file_size = claim.key, claim.upload.file_size
    download.width_px, download.height_px, download.dpi = found.width_px, found.height_px, found.dpi
    # Nothing of ours drew it, so it is nobody else's file, too.
    download.render_key = download.sha256 = None


async def _tell(order: Order, download: Download, by: Actor | None) -> None:
    actor = by.label if by else orders.CUSTOMER
    data = {"file": download.file_name, "bytes": download.file_size}
    await orders.record(order, "file_uploaded", "A file was uploaded.", public=True, actor=actor, data=data)
    if by is not None:
        await audit.record(by, "downloads.upload", Target("Download", download.id), after=data)


async def clear(upload_id: UUID, storage: Storage) -> None:
    """Remove what an upload left over; with the form's end, all that it staged, and its row.

    Raises:
        StorageError: what is left is tried again.
    """
    async with transaction():
        upload = await RenderUpload.filter(id=upload_id).select_for_update().first()
        if upload is None:
            return
        if is_looked_at(upload):
            await outbox.enqueue(outbox.CLEAR_UPLOAD, upload.id, delay=CHECK)
            return
    over = is_over(upload)
    download = await Download.get_or_none(id=upload.download_id)
    staged = [upload.staged_key] if over or upload.finished_at else []
    for key in [*upload.garbage, *staged]:
        if download is None or key != download.storage_key:
            await storage.delete(key)
    await _forget(upload, over)


async def _forget(upload: RenderUpload, over: bool) -> None:
    async with transaction():
        current = await RenderUpload.filter(id=upload.id).select_for_update().first()
        if current is None:
            return
        current.garbage = [key for key in current.garbage if key not in upload.garbage]
        if over and not current.garbage and current.expires_at == upload.expires_at:
            await current.delete()
        else:
            await current.save(update_fields=["garbage"])
