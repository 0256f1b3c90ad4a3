"""The API, and the controls under `/_sandbox`."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox.brevo.store import Config, Fault, Sent, Store


class _HangUp(StreamingResponse):
    """Promises a body and closes the connection instead."""

    def __init__(self) -> None:
        super().__init__(iter([b""]), headers={"content-length": "100"})


def create_app(config: Config) -> Starlette:
    """A Brevo of its own."""
    store = Store(config)
    api = _Api(store)
    controls = _Controls(store)
    return Starlette(
        routes=[
            Route("/v3/smtp/email", api.send, methods=["POST"]),
            Route("/v3/smtp/statistics/events", api.events),
            Route("/v3/account", api.account),
            Route("/_sandbox/faults", controls.plan, methods=["POST"]),
            Route("/_sandbox/clock", controls.clock, methods=["POST"]),
            Route("/_sandbox/statistics", controls.statistics, methods=["POST"]),
            Route("/_sandbox/events", controls.fire, methods=["POST"]),
            Route("/_sandbox/mails", controls.mails),
            Route("/_sandbox/reset", controls.reset, methods=["POST"]),
        ]
    )


def _refused(status: int, code: str, message: str) -> JSONResponse:
    return JSONResponse({"code": code, "message": message}, status)


class _Api:
    def __init__(self, store: Store) -> None:
        self._store = store

    def _stranger(self, request: Request) -> Response | None:
        if request.headers.get("api-key") != self._store.config.key:
            return _refused(401, "unauthorized", "Key not found")
        return None

    async def send(self, request: Request) -> Response:
        if stranger := self._stranger(request):
            return stranger
        document = await request.json()
        if problem := _problem(document):
            return problem
        self._store.requests += 1
        fault = self._store.fault()
        if fault is not None and not fault.after:
            return _failed(fault)
        key = (document.get("headers") or {}).get("idempotencyKey")
        if self._store.is_duplicate(key):
            return _refused(400, "duplicate_parameter", "The idempotencyKey was used already")
        mail = await asyncio.to_thread(self._store.take, document, key)
        return _failed(fault) if fault is not None else JSONResponse({"messageId": mail.message_id}, 201)

    async def events(self, request: Request) -> Response:
        if stranger := self._stranger(request):
            return stranger
        query = request.query_params
        tags = json.loads(query.get("tags", "[]"))
        found = self._store.find(tags, query.get("email"))[: int(query.get("limit", "50"))]
        events = [{"event": "requests", "email": mail.recipient, "messageId": mail.message_id} for mail in found]
        return JSONResponse({"events": events} if events else {})

    async def account(self, request: Request) -> Response:
        return self._stranger(request) or JSONResponse({"email": "sandbox@example.com", "plan": []})


def _problem(document: Any) -> Response | None:
    if not isinstance(document, dict):
        return _refused(400, "bad_request", "The body is no JSON object")
    for name in ("sender", "to", "subject", "htmlContent"):
        if not document.get(name):
            return _refused(400, "missing_parameter", f"{name} is missing")
    if "@" not in str(document["to"][0].get("email")):
        return _refused(400, "invalid_parameter", "email is not valid in to")
    if document["sender"].get("email", "").endswith("@unverified.example.com"):
        return _refused(400, "invalid_parameter", "The sender you used is not valid")
    return None


def _failed(fault: Fault) -> Response:
    return _HangUp() if fault.status == 0 else _refused(fault.status, fault.code, "A failure on demand")


class _Controls:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def plan(self, request: Request) -> Response:
        """`{"status": 500, "times": 1, "after": false}`; status 0 hangs up."""
        self._store.faults.append(Fault(**await request.json()))
        return JSONResponse({})

    async def clock(self, request: Request) -> Response:
        """`{"advance": 3600}`: how long from now on keys have been kept."""
        self._store.offset += float((await request.json())["advance"])
        return JSONResponse({})

    async def statistics(self, request: Request) -> Response:
        """`{"lag": true}`: what is sent cannot be looked up until it is false."""
        self._store.forgetful = bool((await request.json())["lag"])
        return JSONResponse({})

    async def mails(self, request: Request) -> Response:
        """Everything that was taken, oldest first, and how many sends there were."""
        mails = [{"messageId": mail.message_id, **mail.document} for mail in self._store.sent]
        return JSONResponse({"requests": self._store.requests, "mails": mails})

    async def reset(self, request: Request) -> Response:
        self._store.reset()
        return JSONResponse({})

    async def fire(self, request: Request) -> Response:
        """`{"messageId": "<…>", "event": "delivered", "batch": false, …}`: tell the shop; the webhook's answer."""
        wanted = await request.json()
        mail = self._store.by_id(wanted.pop("messageId"))
        if mail is None:
            return _refused(404, "document_not_found", "No such mail")
        batch = wanted.pop("batch", False)
        document = {**_event(mail, self._store.now()), **wanted}
        body = [document, document] if batch else document
        headers = {"authorization": f"Bearer {self._store.config.webhook_secret}"}
        async with httpx.AsyncClient(timeout=10) as http:
            answer = await http.post(str(self._store.config.webhook_url), json=body, headers=headers)
        return JSONResponse({"status": answer.status_code, "sent": body})


def _event(mail: Sent, at: float) -> dict[str, Any]:
    """What all events say: developers.brevo.com/docs/transactional-webhooks"""
    uuid = base64.urlsafe_b64encode(hashlib.sha256(mail.message_id.encode()).digest()[:12]).decode()
    return {
        "event": "delivered",
        "email": mail.recipient,
        "id": 26570,
        "date": "2026-11-23 18:00:00",
        "ts": int(at),
        "message-id": mail.message_id,
        "ts_event": int(at),
        "ts_epoch": int(at * 1000),
        "subject": mail.document["subject"],
        "X-Mailin-custom": mail.custom,
        "sending_ip": "192.0.2.1",
        "template_id": 0,
        "mirror_link": f"https://app-smtp.brevo.com/log/preview/{uuid}",
        "contact_id": 8,
        "tags": mail.tags,
    }
