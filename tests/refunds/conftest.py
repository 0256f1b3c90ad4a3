"""Paid orders, and staff that gives money back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from adapters import Adapters
from commerce.files import designs
from models import Order, Role
from tests.support.outside import StripeSandbox
from tests.support.shoppers import Account, account, guest
from tests.support.storefront import DOCUMENT, Shopper
from tests.support.till import Till, gid

__all__ = ["account", "guest"]

REFUND = """
mutation ($id: ID!, $amount: Int, $lines: [RefundLineInput!], $reason: String, $key: String) {
  orderRefund(id: $id, amount: $amount, lines: $lines, reason: $reason, idempotencyKey: $key) {
    __typename
    ... on Refund {
      id amount { amount currency } status reason failureReason source createdBy
      lines { quantity amount { amount } line { title } }
    }
    ... on Error { code message path }
    ... on NothingToRefundError { free }
    ... on RefundTooLargeError { requested { amount } refundable { amount currency } }
    ... on RefundRefusedError { providerMessage refundable { amount } }
    ... on QuantityInvalidError { minimum maximum }
    ... on StateInvalidError { state }
  }
}
"""
STANDING = """
query ($id: ID!) {
  order(id: $id) {
    status paymentStatus nextStatuses refunded { amount } refundable { amount } downloadsReady
    lines { id refundable { amount } }
    downloads { id status url }
    refunds { amount { amount } status failureReason source }
    timeline { type public actor }
  }
}
"""


class Staff:
    """Somebody who may give money back."""

    def __init__(self, account: Account) -> None:
        self.user = account.user
        self.shopper = account.shopper

    async def refund(self, order: Order, **wanted: Any) -> dict[str, Any]:
        """The answer of orderRefund."""
        return dict((await self.shopper.ask(REFUND, id=gid(order), **wanted))["orderRefund"])

    async def standing(self, order: Order) -> dict[str, Any]:
        """How the order stands."""
        return dict((await self.shopper.ask(STANDING, id=gid(order)))["order"])


@pytest.fixture
async def till(
    client: httpx.AsyncClient, catalog: None, served: str, stripe_sandbox: StripeSandbox, adapters: Adapters
) -> Till:
    await designs.store(designs.read_document(DOCUMENT))  # known to fit: nothing is drawn to measure it
    return Till(stripe_sandbox, adapters)


@pytest.fixture
async def staff(account: Callable[..., Awaitable[Account]], catalog: None) -> Staff:
    return Staff(await account(Role.ADMIN))


@pytest.fixture
async def customer(account: Callable[..., Awaitable[Account]], catalog: None) -> Account:
    """Somebody with an account, who buys."""
    return await account()


@pytest.fixture
def buyer(customer: Account) -> Shopper:
    return customer.shopper
