"""Orders in every state, written as they are, and a member of the staff who looks for them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

import pytest

from core.clock import now
from models import FulfillmentType, Order, Role
from tests.support.shoppers import Account, SignIn, account, guest
from tests.support.storefront import Shopper

__all__ = ["Account", "SignIn", "account", "admin", "guest"]

ORDERS = """
query ($filter: OrderFilter, $sort: OrderSort, $first: Int, $after: String) {
  adminOrders(filter: $filter, sort: $sort, first: $first, after: $after) {
    pageInfo { hasNextPage hasPreviousPage endCursor }
    edges { cursor }
    nodes { number }
  }
}
"""
COUNT = "query ($filter: OrderFilter) { adminOrders(filter: $filter, first: 0) { totalCount } }"
_numbers = count(22_222_222)


@pytest.fixture
async def admin(account: SignIn) -> Account:
    return await account(Role.ADMIN)


def an_order(**columns: Any) -> Order:
    """An order that is not stored yet: paid for, digital, 50 dollars, unless said otherwise."""
    total = columns.pop("total", 5000)
    plain = {
        "number": f"YMA-2026-{next(_numbers)}",
        "email": "ada@example.com",
        "payment_status": "paid",
        "fulfillment_type": FulfillmentType.DIGITAL,
        "currency": "USD",
        "subtotal": total,
        "total": total,
        "fingerprint": "f",
        "success_url": "",
        "cancel_url": "",
        "checkout_params": {},
        "checkout_expires_at": now(),
        "updated_at": now(),
    }
    return Order(**{**plain, **columns})


async def store(orders: Iterable[Order]) -> list[Order]:
    """Write them; themselves."""
    made = list(orders)
    await Order.bulk_create(made)
    return made


async def numbers(shopper: Shopper, sort: str | None = None, **filter: Any) -> list[str]:
    """The numbers of all orders that fit, after checking that as many are counted."""
    page = (await shopper.ask(ORDERS, filter=filter, sort=sort, first=100))["adminOrders"]
    counted = (await shopper.ask(COUNT, filter=filter))["adminOrders"]["totalCount"]
    found = [node["number"] for node in page["nodes"]]
    assert counted == len(found)
    return found


async def paged(shopper: Shopper, size: int, sort: str | None = None, **filter: Any) -> list[str]:
    """The same, page by page."""
    found: list[str] = []
    after, more = None, True
    while more:
        page = (await shopper.ask(ORDERS, filter=filter, sort=sort, first=size, after=after))["adminOrders"]
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        found += [node["number"] for node in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert not more or len(page["nodes"]) == size
    return found
