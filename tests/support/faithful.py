"""Whether what a Stripe sandbox was asked, answered and said fits the shapes of the installed SDK."""

from __future__ import annotations

import ssl

import httpx

from tests import stripe_schemas

_PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Loading the machine's certificates takes longer than asking a server that speaks plain HTTP."""


def check_everything(url: str, seen: dict[str, str]) -> None:
    """Validate what a sandbox did since ``seen`` (ids of the last request and event), and move it on."""
    with httpx.Client(base_url=url, trust_env=False, verify=_PLAIN, timeout=60) as http:
        requests = http.get("/_sandbox/requests", params={"after": seen.get("request", "")}).json()["data"]
        events = http.get("/_sandbox/events", params={"after": seen.get("event", ""), "limit": 1000}).json()["data"]
    if requests:
        seen["request"] = requests[-1]["id"]
    if events:
        seen["event"] = events[0]["id"]
    for entry in requests:
        assert "bug" not in entry["response"].get("error", {}).get("message", ""), entry
        if entry["path"].startswith("/v1/payment_pages"):
            continue
        stripe_schemas.validate_object(entry["response"])
        if entry["status"] == 200:
            stripe_schemas.validate_request(entry["method"], entry["path"], entry["params"])
    for event in events:
        del event["deliveries"]
        stripe_schemas.validate_event(event)
