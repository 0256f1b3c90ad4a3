"""Pictures of designs: their addresses, and the two routes that draw them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import zlib

import orjson
import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from adapters.storage import StorageError
from commerce.errors import DesignInvalid
from commerce.files import designs, renders
from commerce.files.renders import PREVIEW_WIDTHS
from core.settings import Settings
from models import Design
from posters.client import RenderFailed
from posters.model import DesignDocument, canonical_json, document_hash
from resolvers.services import Services

log = structlog.get_logger(__name__)

_FOREVER = "public, max-age=31536000, immutable"
_RETRY_AFTER_SECONDS = 5
_LONGEST = 65_536
_DIGEST = re.compile(r"[0-9a-f]{64}")
_WIDTH = re.compile(r"[0-9]{1,5}")


def snap(width: int | None) -> int:
    """The next width that previews are drawn in; the widest for more than that."""
    return next((offered for offered in PREVIEW_WIDTHS if offered >= (width or 0)), PREVIEW_WIDTHS[-1])


def stored_url(settings: Settings, design_hash: str, width: int | None) -> str:
    """Where the picture of a stored design is. It never changes: another map, or renderer, has another address."""
    return f"{settings.public_url}/previews/{design_hash}/{snap(width)}.png?drawn={renders.picture_version()}"


def live_url(settings: Settings, document: DesignDocument, width: int | None) -> str:
    """Where the picture of a design is that nobody stored: the URL holds it, signed."""
    packed = base64.urlsafe_b64encode(zlib.compress(canonical_json(document), 9)).rstrip(b"=").decode()
    signature = _signature(settings, packed)
    query = f"document={packed}&signature={signature}&drawn={renders.picture_version()}"
    return f"{settings.public_url}/previews/live/{snap(width)}.png?{query}"


def _signature(settings: Settings, packed: str) -> str:
    key = settings.secret_key.get_secret_value().encode()
    return hmac.new(key, f"preview\n{packed}".encode(), hashlib.sha256).hexdigest()


async def stored(request: Request) -> Response:
    """`GET /previews/{hash}/{width}.png`: a stored design; whoever knows its hash may see it."""
    digest = request.path_params["hash"]
    design = await Design.get_or_none(hash=digest) if _DIGEST.fullmatch(digest) else None
    if design is None:
        return PlainTextResponse("There is no such design.", 404)
    return await _picture(request, designs.document_of(design))


async def live(request: Request) -> Response:
    """`GET /previews/live/{width}.png`: the design in the query, if we signed it."""
    document = _opened(request)
    if document is None:
        return PlainTextResponse("There is no such preview.", 404)
    return await _picture(request, document)


def _opened(request: Request) -> DesignDocument | None:
    services: Services = request.app.state.services
    packed = request.query_params.get("document", "")
    signature = request.query_params.get("signature", "")
    if len(packed) > _LONGEST:
        return None
    if not hmac.compare_digest(_signature(services.settings, packed).encode(), signature.encode()):
        return None
    try:
        raw = zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
        return designs.read_document(orjson.loads(raw))
    except (binascii.Error, zlib.error, ValueError, DesignInvalid):
        # We signed it, with an earlier version of the document's rules.
        return None


async def _picture(request: Request, document: DesignDocument) -> Response:
    services: Services = request.app.state.services
    wanted = request.path_params["width"]
    if not _WIDTH.fullmatch(wanted):
        return PlainTextResponse("The width must be a number of pixels.", 404)
    width = snap(int(wanted))
    etag = f'"{document_hash(document)[:32]}-{width}-{renders.picture_version()}"'
    headers = {"ETag": etag, "Cache-Control": _FOREVER, "Cross-Origin-Resource-Policy": "cross-origin"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    try:
        content = await renders.preview(document, width, services.storage)
    except (RenderFailed, StorageError) as error:
        if isinstance(error, RenderFailed) and error.kind == "invalid_design":
            return PlainTextResponse(error.message, 422)
        log.warning("preview_failed", error=str(error))
        return PlainTextResponse(
            "The preview cannot be drawn now.", 503, headers={"Retry-After": str(_RETRY_AFTER_SECONDS)}
        )
    return Response(content, media_type="image/png", headers=headers)
