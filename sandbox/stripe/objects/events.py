"""Events as the API lists them."""

from __future__ import annotations

from typing import Any

from stripe.params import EventListParams, EventRetrieveParams

from sandbox.stripe.lists import page
from sandbox.stripe.routing import endpoint
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work

_UNDELIVERED = "EXISTS (SELECT 1 FROM deliveries d WHERE d.event = objects.id AND d.state != 'delivered')"


@endpoint("GET", "/v1/events/{id}", EventRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], id: str) -> Obj:
    """One event."""
    return work.require("event", id)


@endpoint("GET", "/v1/events", EventListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Events of the last 30 days, by type (``checkout.*`` works) and by the fate of their deliveries."""
    conditions, args = ["created > ?"], [work.now - 30 * 24 * 3600]
    types = params.get("types") or ([params["type"]] if "type" in params else [])
    if types:
        marks = " OR ".join("json_extract(body, '$.type') GLOB ?" for _ in types)
        conditions.append(f"({marks})")
        args.extend(types)
    if "delivery_success" in params:
        conditions.append(f"NOT {_UNDELIVERED}" if params["delivery_success"] else _UNDELIVERED)
    return page(work, "event", params, "/v1/events", sql=" AND ".join(conditions), args=tuple(args))
