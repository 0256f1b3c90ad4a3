"""Pictures of products: their addresses, and the route that serves them to everybody, for good."""

from __future__ import annotations

import re

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from adapters.storage import StorageError
from commerce.catalog import product_images
from core.settings import Settings
from resolvers.services import Services

log = structlog.get_logger(__name__)

_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_NAME = re.compile(r"[0-9a-f]{32}\.(jpg|png|webp)")


def path(name: str) -> str:
    """Where a picture of ours is, without the host."""
    return product_images.path(name)


def url(settings: Settings, picture: str) -> str:
    """Where a picture is: a path of ours with the host before it, or one elsewhere as it is."""
    return f"{settings.public_url}{picture}" if picture.startswith("/") else picture


async def serve(request: Request) -> Response:
    """`GET /media/{name}`: a picture of a product. What is under a name never changes."""
    name = request.path_params["name"]
    services: Services = request.app.state.services
    known = _NAME.fullmatch(name)
    if known is None:
        return _nothing()
    headers = {**_HEADERS, "ETag": f'"{name}"'}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    try:
        content = await services.storage.read(product_images.storage_key(name))
    except StorageError as error:
        log.warning("picture_not_read", error=str(error))
        return PlainTextResponse("The picture cannot be read now.", 503, headers={"Retry-After": "5"})
    if content is None:
        return _nothing()
    return Response(content, media_type=product_images.CONTENT_TYPES[known[1]], headers=headers)


def _nothing() -> Response:
    return PlainTextResponse("There is no such picture.", 404, headers={"Cache-Control": "no-store"})
