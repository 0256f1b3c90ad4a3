"""The index page for people: what was paid, what happened, and what became of its deliveries."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sandbox.stripe import html
from sandbox.stripe.delivery import Courier
from sandbox.stripe.events import queue
from sandbox.stripe.sandbox import API_VERSION, Sandbox
from sandbox.stripe.store import Obj, Store
from sandbox.stripe.work import Work

_SHOWN = 25


def dashboard_routes(sandbox: Sandbox, courier: Courier) -> list[Route]:
    """``/`` and its resend buttons."""

    async def index(_: Request) -> Response:
        sandbox.run_timers()
        store = sandbox.store
        events = store.select("event", limit=40)
        return html.page(
            "dashboard.html",
            title="Stripe sandbox",
            merchant=sandbox.config.merchant,
            api_version=API_VERSION,
            now=sandbox.clock.now(),
            sessions=store.select("checkout.session", limit=_SHOWN),
            payments=store.select("payment_intent", limit=_SHOWN),
            refunds=store.select("refund", limit=_SHOWN),
            endpoints=store.select("webhook_endpoint"),
            events=events,
            deliveries=_deliveries(store, events),
            paused=courier.paused,
        )

    async def resend(request: Request) -> Response:
        event_id = request.path_params["id"]

        def send(work: Work) -> Obj:
            event = work.require("event", event_id)
            for endpoint in work.store.select("webhook_endpoint", {"status": "enabled"}):
                queue(work, event["id"], endpoint["id"])
            return event

        if sandbox.store.find(event_id, "event") is not None:
            sandbox.perform(send)
        return RedirectResponse("/#events", 303)

    return [Route("/", index, methods=["GET"]), Route("/resend/{id}", resend, methods=["POST"])]


def _deliveries(store: Store, events: list[Obj]) -> dict[str, list[Obj]]:
    """What became of each event, by its id."""
    marks = ",".join("?" * len(events))
    rows = store.db.execute(
        f"SELECT event, state, status, attempts, error FROM deliveries WHERE event IN ({marks}) ORDER BY seq",  # noqa: S608 – marks only
        [event["id"] for event in events],
    )
    deliveries: dict[str, list[Obj]] = {}
    for row in rows:
        deliveries.setdefault(row["event"], []).append(dict(row))
    return deliveries
