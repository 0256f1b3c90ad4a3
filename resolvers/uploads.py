"""Files that browsers send for an order's lines, by those who may see the order; and the disk store's own form."""

from __future__ import annotations

from uuid import UUID

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from adapters.storage import StorageError
from adapters.storage.disk import DiskStorage
from adapters.storage.forms import UploadRefused
from commerce.audit import Actor
from commerce.errors import NotFound, StateInvalid
from commerce.files import uploads
from commerce.files.uploads import Started
from commerce.permissions import Permission
from models import Download, FileFormat, FulfillmentType, Order, OrderLine, RenderUpload
from resolvers import downloads, orders
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.services import Services

log = structlog.get_logger(__name__)


async def start(context: Context, line_id: UUID, file_format: FileFormat, file_size: int) -> Started:
    """A form to send a file with.

    Raises:
        NotFound: also for a line that the viewer may not see, and for a printed one, whose file is not the customer's.
        InvalidInput, StateInvalid.
    """
    line = await _line(context, line_id)
    if line is None:
        raise NotFound("OrderLine", path=("orderLineId",))
    return await uploads.start(line.id, file_format, file_size, context.services.storage)


async def finish(context: Context, download_id: UUID) -> Download:
    """Look at what was sent, and keep it.

    Raises:
        NotFound, StateInvalid, UploadInvalid, StorageUnavailable.
    """
    upload = await RenderUpload.filter(download_id=download_id).first()
    line = await _line(context, upload.order_line_id) if upload else None
    if line is None:
        there = await downloads.download(context, download_id)
        if upload is None and there is not None and _may_change(context, there.order):
            raise StateInvalid("Nothing was to be uploaded for this file. Start first.", "not_started")
        raise NotFound("Download", path=("downloadId",))
    found = await uploads.finish(download_id, context.services.storage, by=_for_the_customer(context, line))
    await context.services.updates.publish(found.order_id)
    await found.fetch_related("order", "order_line")
    return found


async def _line(context: Context, line_id: UUID) -> OrderLine | None:
    """A line whose order is the viewer's own; staff's may be any, and those of the print house."""
    line = await OrderLine.filter(id=line_id).select_related("order").first()
    if line is None or not _may_change(context, line.order):
        return None
    is_printed = line.fulfillment_type is FulfillmentType.PHYSICAL
    return line if not is_printed or context.viewer.may(Permission.MANAGE_DOWNLOADS) else None


def _may_change(context: Context, order: Order) -> bool:
    return context.viewer.may(Permission.MANAGE_DOWNLOADS) or orders.owns(context.viewer, order)


def _for_the_customer(context: Context, line: OrderLine) -> Actor | None:
    """Who of the shop acts, unless it is for an order of their own."""
    return None if orders.owns(context.viewer, line.order) else actor_of(context)


async def receive(request: Request) -> Response:
    """`POST /uploads`: a form that the disk store signed, its file written as it comes in. 204 once it is there."""
    services: Services = request.app.state.services
    if not isinstance(services.storage, DiskStorage):
        return PlainTextResponse("Files are sent to the shop's file store.", 404)
    try:
        await services.storage.receive(request.headers.get("content-type", ""), request.stream())
    except UploadRefused as refusal:
        log.info("upload_form_refused", reason=str(refusal))
        return PlainTextResponse(str(refusal), refusal.status, headers={"Connection": "close"})
    except ClientDisconnect:
        return Response(status_code=400)  # to nobody
    except StorageError as error:
        log.warning("upload_not_stored", error=str(error))
        return PlainTextResponse("The file cannot be stored now.", 503, headers={"Retry-After": "5"})
    return Response(status_code=204)
