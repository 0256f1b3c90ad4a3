"""`POST /webhooks/stripe`: verify the raw bytes, keep the event, answer. Nothing else happens in the request."""

from __future__ import annotations

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from adapters.payments import Payments, WebhookInvalid
from commerce.inbox import inbox
from webhooks.bodies import read_body

log = structlog.get_logger(__name__)

_MAX_BYTES = 1_048_576


async def receive(request: Request) -> Response:
    """200 once the event is stored, or was before; 400 for what Stripe did not sign just now; 413 for too much."""
    body = await read_body(request, _MAX_BYTES)
    if body is None:
        return _refused(413, f"a webhook has at most {_MAX_BYTES} bytes")
    payments: Payments = request.app.state.services.payments
    try:
        event = payments.verify_webhook(body, request.headers.get("stripe-signature"))
        fresh = await inbox.store_stripe_event(event)
    except (WebhookInvalid, inbox.EventUnstorable) as error:
        log.warning("webhook_refused", reason=str(error))
        return _refused(400, str(error))
    log.debug("webhook_received", type=event["type"], event_id=event["id"], fresh=fresh)
    return Response()  # without a body, it is one write to the socket


def _refused(status: int, reason: str) -> Response:
    return JSONResponse({"error": reason}, status_code=status)
