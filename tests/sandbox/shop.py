"""What the tests ask of the sandbox again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx
import stripe
from stripe._http_client import HTTPXClient
from stripe._v1_services import V1Services
from stripe.checkout import Session

from tests.sandbox.server import PLAIN, SandboxProcess

KEY = "sk_test_sandbox"


def poster(amount: int = 1999, quantity: int = 1, currency: str = "usd", **product: Any) -> dict[str, Any]:
    """One line with an inline price."""
    data = {"name": "Map of Springfield", **product}
    return {
        "quantity": quantity,
        "price_data": {"currency": currency, "unit_amount": amount, "product_data": data},
    }


def rate(amount: int, name: str = "Standard", currency: str = "usd") -> dict[str, Any]:
    """One inline shipping rate."""
    fixed = {"amount": amount, "currency": currency}
    return {"shipping_rate_data": {"display_name": name, "type": "fixed_amount", "fixed_amount": fixed}}


def order(*lines: dict[str, Any], **params: Any) -> dict[str, Any]:
    """Parameters of a session."""
    return {
        "mode": "payment",
        "success_url": "https://shop.test/thanks?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://shop.test/cart",
        "line_items": list(lines) or [poster()],
        **params,
    }


@dataclass
class Shop:
    """The official SDK, plain HTTP, and the sandbox's controls, all towards one sandbox."""

    process: SandboxProcess
    stripe: stripe.StripeClient
    http: httpx.AsyncClient
    transport: HTTPXClient

    @classmethod
    def open(cls, process: SandboxProcess) -> Shop:
        """A shop at a sandbox."""
        transport = HTTPXClient()
        client = stripe.StripeClient(
            KEY, base_addresses={"api": process.url}, max_network_retries=2, http_client=transport
        )
        http = httpx.AsyncClient(base_url=process.url, trust_env=False, verify=PLAIN, auth=(KEY, ""), timeout=60)
        return cls(process, client, http, transport)

    async def close(self) -> None:
        """Give the connections back."""
        await self.http.aclose()
        await self.transport.close_async()  # type: ignore[no-untyped-call]

    @property
    def v1(self) -> V1Services:
        """The SDK's services."""
        return self.stripe.v1

    async def open_session(self, *lines: dict[str, Any], **params: Any) -> Session:
        """A new session."""
        return await self.v1.checkout.sessions.create_async(order(*lines, **params))  # type: ignore[arg-type]

    async def confirm(self, session_id: str, method: str = "pm_card_visa", **params: Any) -> httpx.Response:
        """Pay without a browser."""
        document = {"payment_method": method, **params}
        return await self.http.post(f"/v1/payment_pages/{session_id}/confirm", json=document)

    async def buy(self, *lines: dict[str, Any], method: str = "pm_card_visa", **params: Any) -> Session:
        """A session that is paid, with its PaymentIntent and charge expanded."""
        session = await self.open_session(*lines, **params)
        answer = await self.confirm(session.id, method)
        assert answer.status_code == 200, answer.text
        return await self.session(session.id)

    async def session(self, session_id: str) -> Session:
        """A session with its PaymentIntent and charge."""
        expand = ["payment_intent.latest_charge", "line_items"]
        return await self.v1.checkout.sessions.retrieve_async(session_id, {"expand": expand})

    async def control(self, path: str, **document: Any) -> dict[str, Any]:
        """Turn one of the sandbox's knobs."""
        answer = await self.http.post("/_sandbox" + path, json=document)
        answer.raise_for_status()
        result: dict[str, Any] = answer.json()
        return result

    async def advance(self, seconds: float) -> None:
        """Let time pass."""
        await self.control("/clock", advance_seconds=seconds)

    async def events(self, **filters: Any) -> list[dict[str, Any]]:
        """The newest events, oldest first, with the fate of their deliveries."""
        answer = await self.http.get("/_sandbox/events", params=filters)
        found: list[dict[str, Any]] = answer.json()["data"]
        return found[::-1]

    async def event_types(self, object_id: str) -> list[str]:
        """The types of the events about an object, or about a payment that belongs to it, oldest first."""
        found = []
        for event in await self.events(limit=100):
            about = event["data"]["object"]
            if object_id in {about["id"], about.get("payment_intent"), about.get("charge")}:
                found.append(event["type"])
        return found
