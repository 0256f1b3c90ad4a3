"""Webhook endpoints: where events go. The secret is shown once, on creation."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from stripe.params import (
    WebhookEndpointCreateParams,
    WebhookEndpointDeleteParams,
    WebhookEndpointListParams,
    WebhookEndpointRetrieveParams,
    WebhookEndpointUpdateParams,
)

from sandbox.stripe.errors import invalid
from sandbox.stripe.ids import new_id
from sandbox.stripe.lists import page
from sandbox.stripe.metadata import apply, deleted, merged
from sandbox.stripe.routing import endpoint
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work


def _address(url: str) -> str:
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise invalid(
            "Invalid URL: An explicit scheme (such as https) must be provided.", code="url_invalid", param="url"
        )
    return url


@endpoint("POST", "/v1/webhook_endpoints", WebhookEndpointCreateParams)
def create(work: Work, params: dict[str, Any]) -> Obj:
    """Create an endpoint; the answer holds its signing secret."""
    secret = new_id("whsec_")
    made: Obj = {
        "id": new_id("we_"),
        "object": "webhook_endpoint",
        "api_version": params.get("api_version"),
        "application": None,
        "created": work.now,
        "description": params.get("description") or None,
        "enabled_events": params["enabled_events"],
        "livemode": False,
        "metadata": merged({}, params.get("metadata") or {}),
        "status": "enabled",
        "url": _address(params["url"]),
        "_secret": secret,
    }
    work.store.insert(made)
    return {**made, "secret": secret}


@endpoint("GET", "/v1/webhook_endpoints/{id}", WebhookEndpointRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], id: str) -> Obj:
    """One endpoint."""
    return work.require("webhook_endpoint", id)


@endpoint("POST", "/v1/webhook_endpoints/{id}", WebhookEndpointUpdateParams)
def update(work: Work, params: dict[str, Any], id: str) -> Obj:
    """Change where an endpoint is, what it gets, or switch it off."""
    obj = work.require("webhook_endpoint", id)
    apply(obj, params, "description", "enabled_events")
    if "url" in params:
        obj["url"] = _address(params["url"])
    if "disabled" in params:
        obj["status"] = "disabled" if params["disabled"] else "enabled"
    return work.store.save(obj)


@endpoint("DELETE", "/v1/webhook_endpoints/{id}", WebhookEndpointDeleteParams)
def delete(work: Work, params: dict[str, Any], id: str) -> Obj:
    """Delete an endpoint; what was still to be delivered to it is not."""
    obj = work.require("webhook_endpoint", id)
    work.store.delete(id)
    work.store.db.execute("DELETE FROM deliveries WHERE endpoint = ? AND state != 'delivered'", (id,))
    return deleted(obj)


@endpoint("GET", "/v1/webhook_endpoints", WebhookEndpointListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Endpoints, newest first."""
    return page(work, "webhook_endpoint", params, "/v1/webhook_endpoints")
