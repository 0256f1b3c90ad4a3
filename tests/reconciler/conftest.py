"""Orders that Stripe has more to say about than its webhooks did."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from adapters import Adapters
from commerce.payments import reconciler
from commerce.payments.reconciler import Findings
from models import Order
from tests.support.outside import StripeSandbox
from tests.support.shoppers import account, guest
from tests.support.storefront import Shopper, session_of

__all__ = ["account", "guest"]

RunOutbox = Callable[[], Awaitable[int]]


@dataclass
class Silence:
    """A shop, its Stripe, and no webhook between them unless a test lets them through."""

    client: httpx.AsyncClient
    stripe: StripeSandbox
    adapters: Adapters
    run_outbox: RunOutbox

    async def check_out(self, *lines: str, currency: str | None = None) -> tuple[Shopper, Order, str]:
        """A guest whose order waits; its session's id."""
        shopper = Shopper(self.client)
        await shopper.add(*[await shopper.line(line) for line in lines or ("digital/8x10",)], currency=currency)
        session_id = session_of(await shopper.checkout())
        return shopper, await Order.get(checkout_session_id=session_id), session_id

    async def pay(self, session_id: str, **buyer: Any) -> None:
        page = f"/v1/payment_pages/{session_id}/confirm"
        await self.stripe.call("POST", page, {"payment_method": "pm_card_visa", **buyer})

    async def reconcile(self) -> Findings:
        return await reconciler.reconcile(self.adapters.payments, self.adapters.order_updates)

    async def calls(self, *paths: str) -> list[str]:
        """What Stripe was asked, oldest first, as far as it is about sessions: `GET`, `expire`."""
        requests = (await self.stripe.control("GET", "/requests?path=/v1/checkout/sessions"))["data"]
        names = []
        for request in requests:
            parts = request["path"].split("/")
            if len(parts) > 4 and (not paths or parts[4] in paths):
                names.append(parts[5] if len(parts) > 5 else request["method"])
        return names

    async def until(self, ready: Callable[[], Awaitable[bool]]) -> None:
        """Let webhooks come in and jobs run until it is so."""
        for _ in range(600):
            await self.run_outbox()
            if await ready():
                return
            await asyncio.sleep(0.05)
        raise AssertionError("it never came to that")


@pytest.fixture
async def silence(
    guest: Shopper, client: httpx.AsyncClient, stripe_sandbox: StripeSandbox, adapters: Adapters, run_outbox: RunOutbox
) -> Silence:
    await stripe_sandbox.control("POST", "/webhooks/pause")
    return Silence(client, stripe_sandbox, adapters, run_outbox)
