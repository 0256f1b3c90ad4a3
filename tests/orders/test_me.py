"""`me`, accounts by id, and the orders under them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager

import pytest

from commerce.checkout.carts import CartOwner
from core.ids import new_id, to_global_id
from models import Role
from tests.orders.conftest import Buy
from tests.support.shoppers import Account
from tests.support.sql import Statements
from tests.support.storefront import Shopper

SignIn = Callable[..., Awaitable[Account]]
ME = """
query ($first: Int, $after: String) {
  me {
    id email name role emailVerified createdAt blocked blockedAt blockedReason
    stats { totalSpent { amount currency } orderCount lastOrderAt averageOrder { amount currency } }
    orders(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        number customer { email } lines { title design { title } } downloads { status } refunds { id }
        timeline { type }
      }
    }
  }
}
"""
NODE = "query ($id: ID!) { node(id: $id) { ... on User { email blocked } } }"


async def buys(buy: Buy, ada: Account, times: int) -> list[str]:
    """Numbers of orders, newest first."""
    sizes = ["8x10", "11x14", "12x16", "16x20"]
    owner = CartOwner(user_id=ada.user.id)
    return [(await buy(ada.shopper, f"digital/{size}", owner=owner)).number for size in sizes[:times]][::-1]


async def test_a_guest_is_nobody(guest: Shopper) -> None:
    assert (await guest.ask(ME))["me"] is None


async def test_an_account_that_is_gone_has_to_sign_in_anew(guest: Shopper, account: SignIn) -> None:
    ada = await account()
    await ada.user.delete()

    assert (await ada.shopper.refused(ME))[1] == "UNAUTHENTICATED"


async def test_who_i_am_and_what_i_spent(guest: Shopper, account: SignIn, buy: Buy) -> None:
    ada = await account()
    numbers = await buys(buy, ada, 2)

    me = (await ada.shopper.ask(ME))["me"]

    assert (me["email"], me["role"], me["emailVerified"], me["blocked"]) == (ada.user.email, "USER", True, None)
    assert me["stats"]["totalSpent"] == [{"amount": 1998, "currency": "USD"}]
    assert me["stats"]["averageOrder"] == [{"amount": 999, "currency": "USD"}]
    assert me["stats"]["orderCount"] == 2
    assert [order["number"] for order in me["orders"]["nodes"]] == numbers


async def test_who_bought_nothing_has_empty_figures(guest: Shopper, account: SignIn) -> None:
    me = (await (await account()).shopper.ask(ME))["me"]

    expected = {"totalSpent": [], "orderCount": 0, "lastOrderAt": None, "averageOrder": []}
    assert me["stats"] == expected
    assert me["orders"]["nodes"] == []


async def test_orders_come_page_by_page(guest: Shopper, account: SignIn, buy: Buy) -> None:
    ada = await account()
    numbers = await buys(buy, ada, 3)

    first = (await ada.shopper.ask(ME, first=2))["me"]["orders"]
    rest = (await ada.shopper.ask(ME, first=2, after=first["pageInfo"]["endCursor"]))["me"]["orders"]

    assert [order["number"] for order in first["nodes"] + rest["nodes"]] == numbers
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (3, True, False)


async def test_the_same_statements_whatever_the_number_of_orders(
    guest: Shopper,
    account: SignIn,
    buy: Buy,
    query_counter: Callable[[], AbstractContextManager[Statements]],
) -> None:
    ada = await account()
    await buys(buy, ada, 4)

    counts = []
    for first in (1, 4):
        with query_counter() as statements:
            me = (await ada.shopper.ask(ME, first=first))["me"]
        assert len(me["orders"]["nodes"]) == first
        counts.append(len(statements))

    assert counts == [9, 9]  # user, figures, their ids, orders, their number, lines, files, refunds, events


@pytest.mark.parametrize(("role", "seen"), [(Role.USER, False), (Role.ADMIN, True)])
async def test_other_accounts_are_for_staff(guest: Shopper, account: SignIn, role: Role, seen: bool) -> None:
    ada, asker = await account(), await account(role)

    node = (await asker.shopper.ask(NODE, id=to_global_id("User", ada.user.id)))["node"]
    nothing = (await asker.shopper.ask(NODE, id=to_global_id("User", new_id())))["node"]

    assert node == ({"email": ada.user.email, "blocked": False} if seen else None)
    assert nothing is None
