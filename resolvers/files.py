"""Files of the disk store, behind the links that it signed."""

from __future__ import annotations

import asyncio
from uuid import UUID

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from adapters.storage import StorageError
from adapters.storage.disk import DiskStorage, content_type_of
from commerce.files import downloads
from resolvers.services import Services


async def download(request: Request) -> Response:
    """`GET /files/{key}`: the file under its name, whole or in ranges; 404 for a link that is forged, stale, or of
    something that was given back."""
    services: Services = request.app.state.services
    if not isinstance(services.storage, DiskStorage):
        return _nothing()
    key, query = request.path_params["key"], request.query_params
    name, expires = query.get("name", ""), query.get("expires", "")
    if not (expires.isascii() and expires.isdigit()) or len(expires) > 15:
        return _nothing()
    try:
        path = await asyncio.to_thread(
            services.storage.opened, key, file_name=name, expires=int(expires), signature=query.get("signature", "")
        )
    except (StorageError, ValueError):
        path = None
    if path is None:
        return _nothing()
    line_id = _line_of(key)
    if line_id is not None:
        if not await downloads.may_be_fetched(line_id, key):
            return _nothing()
        if request.method == "GET" and _from_the_start(request):
            await downloads.count(line_id, key)
    return FileResponse(
        path,
        filename=name,
        media_type=content_type_of(key),
        headers={"Cache-Control": "private, max-age=0, must-revalidate", "X-Content-Type-Options": "nosniff"},
    )


def _from_the_start(request: Request) -> bool:
    """Whether this is a download, and not the rest of one."""
    asked = request.headers.get("range", "bytes=0-").replace(" ", "")
    return asked.startswith("bytes=0-")


def _line_of(key: str) -> UUID | None:
    """The order line of an order's file: `orders/<number>/<line id>/<file>`."""
    parts = key.split("/")
    try:
        return UUID(parts[2]) if parts[0] == "orders" else None
    except (IndexError, ValueError):
        return None


def _nothing() -> Response:
    return PlainTextResponse("There is no such file, or the link has ended. Ask for a new one.", 404)
