"""What every response gets: a request id, security headers, and a line in the log."""

from __future__ import annotations

import re
import time
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.log import request_id
from schema.http.responses import internal_error

_SANE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
_QUIET = frozenset({"/healthz", "/readyz", "/webhooks/stripe"})
"""Asked all the time, or telling better themselves what came: logged only when it went wrong."""
_SECRET = re.compile(r"^(/unsubscribe/).+")
"""Paths that let whoever reads the log do what only a mail's reader may."""

log = structlog.get_logger("access")


class RequestMiddleware:
    """Pure ASGI, outermost. An inbound X-Request-Id is kept if it is sane, and always answered.

    What nobody caught is logged and answered as INTERNAL with that id.
    """

    def __init__(self, app: ASGIApp, *, secure: bool = False) -> None:
        self._app = app
        self._headers = dict(_SECURITY_HEADERS)
        if secure:
            self._headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        inbound = Headers(scope=scope).get("x-request-id", "")
        identifier = inbound if _SANE_ID.fullmatch(inbound) else uuid4().hex
        token = request_id.set(identifier)
        started = time.perf_counter()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._add_headers(message, identifier)
            elif message["type"] == "websocket.close":
                status = message.get("code", 1000)
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except Exception:
            log.exception("unexpected_error", path=scope["path"])
            if scope["type"] != "http" or status:
                raise  # too late for an answer: the server closes the connection
            await internal_error()(scope, receive, send_with_headers)
        finally:
            self._log(scope, status, started)
            request_id.reset(token)

    def _add_headers(self, message: Message, identifier: str) -> None:
        headers = MutableHeaders(scope=message)
        headers["X-Request-Id"] = identifier
        for name, value in self._headers.items():
            headers.setdefault(name, value)

    def _log(self, scope: Scope, status: int, started: float) -> None:
        if scope["path"] in _QUIET and status < 400:
            return
        client = scope.get("client")
        log.info(
            "request",
            method=scope.get("method", "WEBSOCKET"),
            path=_SECRET.sub(r"\1…", scope["path"]),
            status=status,
            ms=round((time.perf_counter() - started) * 1000, 1),
            peer=client[0] if client else None,
        )
