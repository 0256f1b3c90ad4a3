"""Events: a frozen picture of an object at the moment something happened to it."""

from __future__ import annotations

from typing import Any

from sandbox.stripe.ids import new_id
from sandbox.stripe.store import Obj, public
from sandbox.stripe.work import Work


def emit(work: Work, event_type: str, obj: Obj, before: Obj | None = None) -> Obj:
    """Record an event and queue its deliveries.

    With ``before`` the event carries ``previous_attributes``: what the changed fields held until then.
    """
    data: Obj = {"object": public(obj)}
    if before is not None:
        changed = changes(public(before), data["object"])
        data["previous_attributes"] = changed
    endpoints = [
        endpoint
        for endpoint in work.store.select("webhook_endpoint", newest_first=False)
        if endpoint["status"] == "enabled" and _wants(endpoint, event_type)
    ]
    event: Obj = {
        "id": new_id("evt_"),
        "object": "event",
        "account": None,
        "api_version": work.api_version,
        "context": None,
        "created": work.now,
        "data": data,
        "livemode": False,
        "pending_webhooks": len(endpoints),
        "request": {"id": work.request_id, "idempotency_key": work.idempotency_key},
        "type": event_type,
    }
    work.store.insert(event)
    for endpoint in endpoints:
        queue(work, event["id"], endpoint["id"])
    return event


def queue(work: Work, event_id: str, endpoint_id: str, at: float = 0.0) -> None:
    """Queue one delivery; it is due at once unless a later time is given."""
    work.store.db.execute(
        "INSERT INTO deliveries (event, endpoint, state, next_at) VALUES (?, ?, 'pending', ?)",
        (event_id, endpoint_id, at),
    )


def changes(before: Any, after: Any) -> Any:
    """The fields of ``after`` that differ, with the values they had; nested objects only where they differ."""
    previous: Obj = {}
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        both = isinstance(old, dict) and isinstance(new, dict) and key != "metadata"
        previous[key] = changes(old, new) if both else old
    return previous


def _wants(endpoint: Obj, event_type: str) -> bool:
    return "*" in endpoint["enabled_events"] or event_type in endpoint["enabled_events"]
