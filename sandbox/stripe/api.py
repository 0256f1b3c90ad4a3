"""The API's protocol around every endpoint: keys, parameters, idempotency, expansion, errors."""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
import time
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from sandbox.stripe.errors import StripeError, invalid
from sandbox.stripe.expand import expand
from sandbox.stripe.faults import Fault
from sandbox.stripe.forms import parse_form
from sandbox.stripe.idempotency import Replay
from sandbox.stripe.ids import new_id
from sandbox.stripe.params import check
from sandbox.stripe.routing import Endpoint
from sandbox.stripe.sandbox import API_VERSION, LoggedRequest, Sandbox
from sandbox.stripe.store import public

log = logging.getLogger("sandbox.stripe")
_MAX_BODY = 2_000_000


@dataclass
class Answer:
    """A response in the making."""

    status: int
    body: bytes
    request_id: str
    replayed: bool = False


class EndpointApp:
    """One endpoint as an ASGI application."""

    def __init__(self, sandbox: Sandbox, endpoint: Endpoint) -> None:
        self.sandbox = sandbox
        self.endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        request_id = new_id("req_")
        fault = self.sandbox.faults.take(request.method, request.url.path)
        entry = _entry(request, self.endpoint, request_id)
        try:
            answer = await self._answer(request, entry, fault)
        except ClientDisconnect:
            return
        entry.status, entry.response, entry.replayed = answer.status, answer.body, answer.replayed
        self.sandbox.requests.append(entry)
        self.sandbox.wake.set()
        if fault is not None:
            if fault.kind in {"timeout", "slow"}:
                await asyncio.sleep(fault.seconds)
            if fault.kind in {"timeout", "reset"}:
                await _hang_up(scope)
                return
        await _respond(request, answer)(scope, receive, send)

    async def _answer(self, request: Request, entry: LoggedRequest, fault: Fault | None) -> Answer:
        try:
            if not self.endpoint.open_to_all:
                authenticate(request, self.sandbox.config.key)
            raw = await read_params(request, json_allowed=self.endpoint.open_to_all)
            entry.params = raw
            if fault is not None and not fault.after:
                _before(fault)
            answer = await self._once(request, entry, raw)
            if fault is not None and fault.kind in {"500", "429", "409"}:
                raise fault.error()
        except StripeError as error:
            return _failure(error, entry.id)
        except Exception:
            log.exception("%s %s failed", request.method, request.url.path)
            return _failure(StripeError(500, "The sandbox has a bug; see its log.", kind="api_error"), entry.id)
        return answer

    async def _once(self, request: Request, entry: LoggedRequest, raw: dict[str, Any]) -> Answer:
        key = entry.idempotency_key if request.method == "POST" else None
        if key is None:
            return self._handle(request, entry, raw, None)
        idempotency = self.sandbox.idempotency
        fingerprint = idempotency.fingerprint(request.method, request.url.path, raw)
        replay = idempotency.begin(key, fingerprint, self.sandbox.clock.now())
        if replay is not None:
            if replay.status == 200:
                entry.params = check(self.endpoint.params, raw)
            return Answer(replay.status, replay.body, replay.request_id, replayed=True)
        try:
            await asyncio.sleep(0)  # lets a simultaneous request with the same key meet the 409
            return self._handle(request, entry, raw, fingerprint)
        finally:
            idempotency.release(key)

    def _handle(self, request: Request, entry: LoggedRequest, raw: dict[str, Any], fingerprint: str | None) -> Answer:
        self.sandbox.run_timers()
        params = entry.params = check(self.endpoint.params, raw)
        work = self.sandbox.work(entry.id, entry.idempotency_key)
        with self.sandbox.store.transaction():
            try:
                result = self.endpoint.handler(work, params, **request.path_params)
                shown = public(expand(work, result, params.get("expand") or []))
                answer = Answer(200, orjson.dumps(shown), entry.id)
            except StripeError as error:
                if not error.keep:
                    raise
                answer = _failure(error, entry.id)
            if fingerprint is not None and entry.idempotency_key is not None:
                kept = Replay(answer.status, answer.body, entry.id)
                self.sandbox.idempotency.keep(entry.idempotency_key, fingerprint, kept, work.now)
        return answer


def authenticate(request: Request, only_key: str | None) -> None:
    """Let secret test keys in, as a Bearer token or as the user of Basic. Raises 401."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    key = value.strip()
    if scheme.lower() == "basic":
        try:
            key = base64.b64decode(value, validate=True).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            key = ""
    if not key:
        raise StripeError(
            401,
            "You did not provide an API key. You need to provide your API key in the Authorization header, using"
            " Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
        )
    known = key == only_key if only_key else key.startswith(("sk_test_", "rk_test_"))
    if not known:
        raise StripeError(401, f"Invalid API Key provided: {key[:8]}{'*' * 8}{key[-4:]}")


async def read_params(request: Request, *, json_allowed: bool = False) -> dict[str, Any]:
    """The parameters of a request as a tree: from the query for GET and DELETE, else from the body."""
    query = parse_form(request.scope["query_string"])
    if request.method in {"GET", "HEAD", "DELETE"}:
        return query
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY:
            raise StripeError(413, "The request is too large.")
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == "application/json":
        if not json_allowed:
            raise invalid("This endpoint takes form-encoded parameters, not JSON.")
        try:
            document = orjson.loads(body or b"{}")
        except orjson.JSONDecodeError as error:
            raise invalid("Invalid request: the body is not valid JSON.") from error
        if not isinstance(document, dict):
            raise invalid("Invalid request: the body must be a JSON object.")
        return document
    return {**query, **parse_form(body)}


def _entry(request: Request, endpoint: Endpoint, request_id: str) -> LoggedRequest:
    key = request.headers.get("idempotency-key") or None
    return LoggedRequest(
        request_id, time.time(), request.method, request.url.path, endpoint.path, {}, key, 0, False, b""
    )


def _before(fault: Fault) -> None:
    if fault.kind in {"500", "429", "409"}:
        raise fault.error()
    if fault.kind in {"timeout", "reset"}:
        raise StripeError(500, "This call never reached its handler.", kind="api_error")


def _failure(error: StripeError, request_id: str) -> Answer:
    return Answer(error.status, orjson.dumps(error.body(request_id)), request_id)


def _respond(request: Request, answer: Answer) -> Response:
    headers = {
        "Request-Id": answer.request_id,
        "Stripe-Version": request.headers.get("stripe-version") or API_VERSION,
        "Cache-Control": "no-cache, no-store",
    }
    if key := request.headers.get("idempotency-key"):
        headers["Idempotency-Key"] = key
        headers["Original-Request"] = answer.request_id
    if answer.replayed:
        headers["Idempotent-Replayed"] = "true"
    return Response(answer.body, answer.status, headers, media_type="application/json")


async def _hang_up(scope: Scope) -> None:
    """Cut the connection without an answer: the server's ``send`` belongs to the cycle that owns it."""
    transport = getattr(getattr(scope.get("sandbox.send"), "__self__", None), "transport", None)
    if transport is not None:
        transport.abort()
        await asyncio.sleep(0.02)  # lets the server notice, so that it does not complain of a missing answer


async def unknown_url(scope: Scope, receive: Receive, send: Send) -> None:
    """404 for paths of the API that do not exist."""
    request = Request(scope, receive)
    error = StripeError(404, f"Unrecognized request URL ({request.method}: {request.url.path[:200]}).")
    await _respond(request, _failure(error, new_id("req_")))(scope, receive, send)
