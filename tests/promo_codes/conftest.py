"""An admin who makes promo codes, guests who type them, and Stripe."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from models import AuditEntry, OutboxMessage, PromoCode, PromoRedemption, Role
from tests.support.outside import StripeSandbox
from tests.support.shoppers import Account, account, guest
from tests.support.storefront import Shopper, session_of

__all__ = ["account", "guest"]

RunOutbox = Callable[[], Awaitable[int]]
SignIn = Callable[..., Awaitable[Account]]

RESULT = """
  __typename
  ... on PromoCode {
    id code status active discountType percentOff percentOffExact amountOff { amount currency } description expiresAt
    maxRedemptions perCustomerLimit minimumAmount { amount currency } redemptionCount deletedAt
  }
  ... on Error { code message path }
"""
RESULT = RESULT.replace("id code status", "id name: code status")
CREATE = "mutation ($input: PromoCodeCreateInput!) { result: promoCodeCreate(input: $input) {" + RESULT + "} }"
UPDATE = (
    "mutation ($id: ID!, $active: Boolean, $description: String) "
    "{ result: promoCodeUpdate(id: $id, active: $active, description: $description) {" + RESULT + "} }"
)
DELETE = "mutation ($id: ID!) { result: promoCodeDelete(id: $id) {" + RESULT + "} }"
LIST = "query ($active: Boolean) { adminPromoCodes(active: $active) { nodes { id code status active } } }"
USAGE = """
query ($id: ID!) { node(id: $id) { ... on PromoCode {
  code status active redemptionCount
  usage {
    redemptions revenue { amount currency } discounted { amount currency }
    orders { totalCount nodes { number total { amount } discount { amount } promoCode } }
  }
} } }
"""


async def promo_rows() -> dict[str, Any]:
    """Everything that promo codes are made of: a refusal must leave it as it was."""
    tables = (PromoCode, PromoRedemption, AuditEntry, OutboxMessage)
    return {table.__name__: sorted(map(str, await table.all().values())) for table in tables}


@dataclass
class Desk:
    """An admin's hands."""

    admin: Shopper
    stripe: StripeSandbox
    run_outbox: RunOutbox
    made: list[str] = field(default_factory=list)

    async def create(self, code: str = "SPRING-20", **fields: Any) -> dict[str, Any]:
        """The result of making a code; 20 % unless said otherwise."""
        discount = {} if {"percentOff", "amountOff"} & fields.keys() else {"percentOff": 20}
        return dict((await self.admin.ask(CREATE, input={"code": code, **discount, **fields}))["result"])

    async def update(self, id: str, **fields: Any) -> dict[str, Any]:
        return dict((await self.admin.ask(UPDATE, id=id, **fields))["result"])

    async def delete(self, id: str) -> dict[str, Any]:
        return dict((await self.admin.ask(DELETE, id=id))["result"])

    async def codes(self, *, active: bool | None = None) -> list[dict[str, Any]]:
        return list((await self.admin.ask(LIST, active=active))["adminPromoCodes"]["nodes"])

    async def usage(self, id: str) -> dict[str, Any]:
        return dict((await self.admin.ask(USAGE, id=id))["node"])

    async def at_stripe(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Coupons and promotion codes there."""
        coupons = await self.stripe.call("GET", "/v1/coupons")
        codes = await self.stripe.call("GET", "/v1/promotion_codes")
        return coupons["data"], codes["data"]

    async def buy(self, shopper: Shopper, code: str | None, *lines: str, **buyer: Any) -> dict[str, Any]:
        """Check out and pay with a code; the checkout. The webhook is on its way."""
        checkout = await self.open_page(shopper, *lines)
        await self.pay(checkout, code, **buyer)
        return checkout

    async def open_page(self, shopper: Shopper, *lines: str) -> dict[str, Any]:
        """Check out; the page waits to be paid on."""
        await shopper.add(*[await shopper.line(line) for line in lines or ("digital/8x10",)])
        checkout = await shopper.checkout()
        assert checkout["__typename"] == "Checkout", checkout
        return checkout

    async def pay(self, checkout: dict[str, Any], code: str | None, **buyer: Any) -> None:
        """Pay on the page, with a code typed there."""
        paid = {"payment_method": "pm_card_visa", **buyer, **({"promotion_code": code} if code else {})}
        await self.stripe.call("POST", f"/v1/payment_pages/{session_of(checkout)}/confirm", paid)

    async def settle(self, ready: Callable[[], Awaitable[bool]]) -> None:
        """Let webhooks and jobs run until it is so."""
        for _ in range(600):
            await self.run_outbox()
            if await ready():
                return
            await asyncio.sleep(0.05)
        raise AssertionError("it never came to that")


@pytest.fixture
async def desk(
    guest: Shopper,
    account: SignIn,
    stripe_sandbox: StripeSandbox,
    run_outbox: RunOutbox,
    request: pytest.FixtureRequest,
) -> Desk:
    """Webhooks arrive only in tests that ask for `served`."""
    if "served" not in request.fixturenames:
        await stripe_sandbox.control("POST", "/webhooks/pause")
    return Desk((await account(Role.ADMIN)).shopper, stripe_sandbox, run_outbox)
