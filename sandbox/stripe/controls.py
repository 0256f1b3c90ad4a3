"""``/_sandbox/…``: what tests and developers turn to make the sandbox misbehave, travel in time, or tell."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.stripe.delivery import Courier, Rule
from sandbox.stripe.events import queue
from sandbox.stripe.objects import disputes, refunds
from sandbox.stripe.sandbox import API_VERSION, Sandbox
from sandbox.stripe.store import public

_Handler = Callable[[Request], Awaitable[Any]]


def control_routes(sandbox: Sandbox, courier: Courier) -> list[Route]:
    """All controls. They answer JSON, and 400 ``{"error": sentence}`` to what they do not understand."""
    controls = Controls(sandbox, courier)
    table: list[tuple[str, str, _Handler]] = [
        ("GET", "/health", controls.health),
        ("POST", "/reset", controls.reset),
        ("GET", "/requests", controls.requests),
        ("GET", "/events", controls.events),
        ("POST", "/events/{id}/resend", controls.resend),
        ("POST", "/clock", controls.clock),
        ("GET", "/faults", controls.list_faults),
        ("POST", "/faults", controls.add_fault),
        ("DELETE", "/faults", controls.clear_faults),
        ("GET", "/webhooks", controls.webhooks),
        ("POST", "/webhooks/rules", controls.add_rule),
        ("DELETE", "/webhooks/rules", controls.clear_rules),
        ("POST", "/webhooks/pause", controls.pause),
        ("POST", "/webhooks/resume", controls.resume),
        ("POST", "/webhooks/deliver", controls.deliver),
        ("POST", "/disputes", controls.open_dispute),
        ("POST", "/disputes/{id}", controls.move_dispute),
        ("POST", "/refunds/{id}", controls.settle_refund),
    ]
    return [Route("/_sandbox" + path, _json(handler), methods=[method]) for method, path, handler in table]


def _json(handler: _Handler) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            document, status = await handler(request), 200
        except (ValueError, TypeError, KeyError) as error:
            document, status = {"error": str(error)}, 400
        return Response(orjson.dumps(document, default=str), status, media_type="application/json")

    return answer


async def _body(request: Request) -> dict[str, Any]:
    document = orjson.loads(await request.body() or b"{}")
    if not isinstance(document, dict):
        raise ValueError("The body must be a JSON object.")
    return document


class Controls:
    """The handlers, each over the same sandbox."""

    def __init__(self, sandbox: Sandbox, courier: Courier) -> None:
        self.sandbox = sandbox
        self.courier = courier

    async def health(self, _: Request) -> Any:
        """Alive, and which API version it speaks."""
        return {"ok": True, "api_version": API_VERSION, "now": self.sandbox.clock.now()}

    async def reset(self, _: Request) -> Any:
        """Forget everything: objects, events, faults, rules, the clock."""
        self.sandbox.reset()
        self.courier.rules.clear()
        self.courier.paused = False
        return {"ok": True}

    async def requests(self, request: Request) -> Any:
        """The last API calls, oldest first: ``?path=/v1/refunds`` by the start of the path, ``?after=`` an id."""
        start, after = request.query_params.get("path", ""), request.query_params.get("after")
        entries = list(self.sandbox.requests)
        places = [index for index, entry in enumerate(entries) if entry.id == after]
        newer = entries[places[0] + 1 :] if places else entries
        return {"data": [entry.document() for entry in newer if entry.path.startswith(start)]}

    async def events(self, request: Request) -> Any:
        """Events, newest first, with the fate of each delivery: ``?type=``, ``?after=`` an id, ``?limit=`` (200)."""
        kind, after = request.query_params.get("type"), request.query_params.get("after", "")
        limit = int(request.query_params.get("limit", "200"))
        place = self.sandbox.store.sequence(after, "event") or 0
        found = self.sandbox.store.select(
            "event", {"type": kind} if kind else None, sql="seq > ?", args=(place,), limit=limit
        )
        return {"data": [{**public(event), "deliveries": self._deliveries(event["id"])} for event in found]}

    def _deliveries(self, event_id: str) -> list[dict[str, Any]]:
        rows = self.sandbox.store.db.execute(
            "SELECT endpoint, state, attempts, next_at, status, error, last_at FROM deliveries"
            " WHERE event = ? ORDER BY seq",
            (event_id,),
        )
        return [dict(row) for row in rows]

    async def resend(self, request: Request) -> Any:
        """Send an event once more to every endpoint that is switched on."""
        work = self.sandbox.work()
        event = work.store.find(request.path_params["id"], "event")
        if event is None:
            raise ValueError("There is no such event.")
        endpoints = work.store.select("webhook_endpoint", {"status": "enabled"})
        for endpoint in endpoints:
            queue(work, event["id"], endpoint["id"])
        self.sandbox.wake.set()
        return {"ok": True, "queued": len(endpoints)}

    async def clock(self, request: Request) -> Any:
        """Move time on by ``advance_seconds``; what falls due happens before the answer."""
        document = await _body(request)
        self.sandbox.clock.advance(float(document.get("advance_seconds", 0)))
        self.sandbox.run_timers()
        self.sandbox.wake.set()
        return {"now": self.sandbox.clock.now(), "offset": self.sandbox.clock.offset}

    async def list_faults(self, _: Request) -> Any:
        """Failures that are still to come."""
        return {"data": [fault.__dict__ for fault in self.sandbox.faults.planned]}

    async def add_fault(self, request: Request) -> Any:
        """Make the next calls fail: ``{match, times, kind, after, seconds}``."""
        return self.sandbox.faults.plan(await _body(request)).__dict__

    async def clear_faults(self, _: Request) -> Any:
        """No more failures."""
        self.sandbox.faults.planned.clear()
        return {"ok": True}

    async def webhooks(self, _: Request) -> Any:
        """The courier's state and how many deliveries wait."""
        rows = self.sandbox.store.db.execute("SELECT state, count(*) AS n FROM deliveries GROUP BY state")
        return {**self.courier.state(), "deliveries": {row["state"]: row["n"] for row in rows}}

    async def add_rule(self, request: Request) -> Any:
        """Spoil the next deliveries: ``{action, types, times, seconds, copies, api_version}``."""
        rule = Rule.parse(await _body(request))
        self.courier.rules.append(rule)
        return rule.__dict__

    async def clear_rules(self, _: Request) -> Any:
        """Deliver faithfully again."""
        self.courier.rules.clear()
        return {"ok": True}

    async def pause(self, _: Request) -> Any:
        """Hold every delivery back."""
        self.courier.paused = True
        return {"paused": True}

    async def resume(self, request: Request) -> Any:
        """Deliver again; ``{"order": "reverse"}`` or ``"random"`` first sends what waits, one after the other."""
        order = (await _body(request)).get("order")
        if order not in (None, "reverse", "random"):
            raise ValueError("order must be reverse or random.")
        self.courier.resume(order)
        return {"paused": False}

    async def deliver(self, _: Request) -> Any:
        """Attempt every pending delivery anew and wait for it."""
        return {"pending": await self.courier.deliver_now()}

    async def open_dispute(self, request: Request) -> Any:
        """Dispute a charge at any time: ``{charge, reason, inquiry, amount}``."""
        document = await _body(request)
        charge = self.sandbox.store.find(str(document.get("charge")), "charge")
        if charge is None:
            raise ValueError("There is no such charge.")
        reason, inquiry = str(document.get("reason", "fraudulent")), bool(document.get("inquiry"))
        amount = int(document["amount"]) if "amount" in document else None
        return public(
            self.sandbox.perform(lambda work: disputes.make(work, charge, reason, inquiry=inquiry, amount=amount))
        )

    async def move_dispute(self, request: Request) -> Any:
        """Move a dispute as the bank would: ``{status: won | lost | prevented | appeal_needs_response | …}``."""
        status = str((await _body(request)).get("status"))
        dispute = self.sandbox.store.find(request.path_params["id"], "dispute")
        known = (*disputes.WAITING, *disputes.CLOSED)
        if dispute is None or status not in known:
            raise ValueError(f"Give a dispute and a status of {', '.join(known)}.")
        return public(self.sandbox.perform(lambda work: disputes.move(work, dispute, status)))

    async def settle_refund(self, request: Request) -> Any:
        """Decide a refund now: ``{status: succeeded | failed | canceled, reason}``."""
        document = await _body(request)
        status, reason = str(document.get("status")), str(document.get("reason", "unknown"))
        refund = self.sandbox.store.find(request.path_params["id"], "refund")
        if refund is None or status not in {"succeeded", "failed", "canceled"}:
            raise ValueError("Give a refund and a status of succeeded, failed, canceled.")
        if refund["status"] in {"failed", "canceled", status}:
            raise ValueError(f"This refund is {refund['status']} already.")
        return public(self.sandbox.perform(lambda work: refunds.settle(work, refund, status, reason)))
