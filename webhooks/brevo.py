"""`POST /webhooks/brevo`: make sure that it is Brevo, keep what it tells, answer. Nothing else happens here."""

from __future__ import annotations

import base64
import binascii
import hmac
from typing import Any

import orjson
import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commerce.mail import mail_events
from core.settings import Settings
from webhooks.bodies import read_body

log = structlog.get_logger(__name__)

_MAX_BYTES = 2_097_152
_MAX_EVENTS = 1_000
"""A batch of Brevo's has 500."""


async def receive(request: Request) -> Response:
    """200 once what it tells is stored, or was; 401 without the secret; 400 and 413 for what Brevo never sends."""
    settings: Settings = request.app.state.settings
    if not _is_brevo(request.headers.get("authorization", ""), settings):
        log.warning("webhook_refused", source="brevo", reason="the secret is not BREVO_WEBHOOK_SECRET")
        return JSONResponse({"error": "unknown sender"}, 401, headers={"WWW-Authenticate": 'Basic realm="brevo"'})
    body = await read_body(request, _MAX_BYTES)
    if body is None:
        return _refused(413, f"a webhook has at most {_MAX_BYTES} bytes")
    events = _events(body)
    if events is None:
        return _refused(400, "the body is neither an event nor a list of them")
    fresh = await mail_events.store(events)
    log.debug("webhook_received", source="brevo", events=len(events), fresh=fresh)
    return Response()


def _is_brevo(header: str, settings: Settings) -> bool:
    """Brevo sends what it was told: a bearer token, or the user and password that its URL has."""
    if settings.brevo_webhook_secret is None:
        return False
    expected = settings.brevo_webhook_secret.get_secret_value().encode()
    scheme, _, shown = header.strip().partition(" ")
    told = shown.strip().encode()
    if scheme.lower() == "basic":
        try:
            told = base64.b64decode(told, validate=True).partition(b":")[2]
        except binascii.Error:
            return False
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(told, expected)


def _events(body: bytes) -> list[dict[str, Any]] | None:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    events = document if isinstance(document, list) else [document]
    whole = len(events) <= _MAX_EVENTS and all(isinstance(event, dict) for event in events)
    return events if whole else None


def _refused(status: int, reason: str) -> Response:
    log.warning("webhook_refused", source="brevo", reason=reason)
    return JSONResponse({"error": reason}, status_code=status)
