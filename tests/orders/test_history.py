"""A customer's history: `User.orders` with statuses, `orderByNumber`, and what they cost."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from commerce.checkout.carts import CartOwner
from commerce.orders.orders_of import Owner, Wanted, page_statement
from commerce.orders.states import OrderStatus, status_of
from core.clock import now
from core.database import execute, fetch
from core.ids import new_id, to_global_id
from models import FulfillmentStatus, Order, PaymentStatus, Role, User
from tests.orders.conftest import Buy
from tests.support.shoppers import Account
from tests.support.sql import Statements
from tests.support.storefront import Shopper

SignIn = Callable[..., Awaitable[Account]]
Counter = Callable[[], AbstractContextManager[Statements]]
HISTORY = """
query ($status: [OrderStatus!], $first: Int, $after: String) {
  me {
    orders(status: $status, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { number status lines { title } downloads { status } refunds { id } timeline { type } customer { id } }
    }
  }
}
"""
BY_NUMBER = "query ($number: String!) { orderByNumber(number: $number) { id number } }"
OF_OTHERS = "query ($id: ID!) { node(id: $id) { ... on User { orders { nodes { number } } } } }"

COLUMNS = list(product(PaymentStatus, FulfillmentStatus, (False, True)))


async def history(shopper: Shopper, **variables: Any) -> dict[str, Any]:
    return dict((await shopper.ask(HISTORY, **variables))["me"]["orders"])


async def copies(order: Order, owner: User | None) -> list[Order]:
    """Orders like this one, in every state that the columns can be in."""
    made = []
    for position, (payment, fulfillment, canceled) in enumerate(COLUMNS):
        copy = order.clone(pk=new_id())
        copy.number = f"YMA-2026-{position:08}"
        copy.user_id = owner.id if owner else None
        copy.payment_status, copy.fulfillment_status = payment, fulfillment
        copy.canceled_at = now() if canceled else None
        copy.checkout_session_id = copy.payment_intent_id = None
        await copy.save(force_create=True)
        made.append(copy)
    return made


@pytest.mark.parametrize("status", list(OrderStatus))
async def test_a_filter_selects_what_has_the_status(
    guest: Shopper, buy: Buy, account: SignIn, status: OrderStatus
) -> None:
    ada = await account()
    made = await copies(await buy(guest), ada.user)

    found = await history(ada.shopper, status=[status.name], first=100)

    expected = {order.number for order in made if status_of(order) is status}
    assert {order["number"] for order in found["nodes"]} == expected != set()
    assert found["totalCount"] == len(expected)


async def test_history_by_status(guest: Shopper, buy: Buy, account: SignIn) -> None:
    ada = await account()
    made = await copies(await buy(guest), ada.user)

    chosen = await history(ada.shopper, status=["REFUNDED", "CANCELED", "REFUNDED"], first=100)
    nothing = await history(ada.shopper, status=[])
    everything = await history(ada.shopper, first=100)

    wanted = [each for each in reversed(made) if status_of(each) in {OrderStatus.REFUNDED, OrderStatus.CANCELED}]
    assert [order["number"] for order in chosen["nodes"]] == [order.number for order in wanted]
    assert {order["status"] for order in chosen["nodes"]} == {"REFUNDED", "CANCELED"}
    assert (chosen["totalCount"], nothing["totalCount"], everything["totalCount"]) == (len(wanted), 0, len(COLUMNS))


async def test_pages_of_a_status(guest: Shopper, buy: Buy, account: SignIn) -> None:
    ada = await account()
    await copies(await buy(guest), ada.user)
    whole = [order["number"] for order in (await history(ada.shopper, status=["PENDING"], first=100))["nodes"]]

    seen: list[str] = []
    after, more = None, True
    while more:
        page = await history(ada.shopper, status=["PENDING"], first=2, after=after)
        seen += [order["number"] for order in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]

    assert seen == whole
    assert len(seen) == 6


async def test_only_their_own(guest: Shopper, buy: Buy, account: SignIn) -> None:
    ada, bob, admin = await account(), await account(), await account(Role.ADMIN)
    order = await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))
    await buy(guest)

    assert [each["number"] for each in (await history(ada.shopper))["nodes"]] == [order.number]
    assert (await history(bob.shopper))["nodes"] == []
    of_ada = to_global_id("User", ada.user.id)
    assert (await bob.shopper.ask(OF_OTHERS, id=of_ada))["node"] is None
    seen = (await admin.shopper.ask(OF_OTHERS, id=of_ada))["node"]
    assert seen["orders"]["nodes"] == [{"number": order.number}]


@pytest.mark.parametrize("status", [["SHIPPED"], ["paid"], [None], "' OR 1=1"])
async def test_a_status_that_is_none(guest: Shopper, account: SignIn, status: Any) -> None:
    _, code = await (await account()).shopper.refused(HISTORY, status=status)

    assert code == "BAD_USER_INPUT"


async def test_the_same_statements_for_one_order_and_for_many(
    guest: Shopper, buy: Buy, account: SignIn, query_counter: Counter
) -> None:
    ada = await account()
    await copies(await buy(guest), ada.user)

    counts = []
    for first in (1, 30):
        with query_counter() as statements:
            page = await history(ada.shopper, first=first, status=[status.name for status in OrderStatus])
        assert len(page["nodes"]) == first
        counts.append(len(statements))

    assert counts == [8, 8]  # account, their ids, orders, their number, lines, files, refunds, events


async def test_history_reads_an_index(guest: Shopper, buy: Buy, account: SignIn) -> None:
    """Among 5,000 orders of others; with and without a status, and the claimable ones."""
    ada = await account()
    order = await buy(guest)
    await Order.filter(id=order.id).update(user_id=ada.user.id)
    columns = [name for name in Order._meta.db_fields if name not in {"id", "number", "user_id", "email"}]
    fresh = {"checkout_session_id", "payment_intent_id", "request_key"}
    values = ", ".join("NULL" if name in fresh else f'"{name}"' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    await execute(
        f"INSERT INTO orders (id, number, user_id, email, {names}) "  # noqa: S608 (our own column names)
        f"SELECT gen_random_uuid(), 'N' || n, NULL, 'user' || n || '@example.org', {values} "
        "FROM orders, generate_series(1, 5000) n WHERE id = $1",
        order.id,
    )
    await execute("ANALYZE orders")
    claimable = Order.filter(user_id=None, email="user7@example.org").order_by("-id").limit(21)
    paid = Wanted(Owner.ACCOUNT, frozenset({OrderStatus.PAID}))
    statements = [
        ("idx_orders_user_id_", page_statement(Wanted(Owner.ACCOUNT), [ada.user.id], 21, None)),
        ("idx_orders_user_id_", page_statement(paid, [ada.user.id], 21, order.id)),
        ("idx_orders_email_", (claimable.sql(params_inline=True),)),
    ]
    for index, (sql, *values) in statements:
        plan = "\n".join(row["QUERY PLAN"] for row in await fetch(f"EXPLAIN {sql}", *values))
        assert re.search(rf"Index (Only )?Scan (Backward )?using {index}", plan), plan
        assert "Seq Scan" not in plan, plan


async def test_by_number_for_those_who_may_see_it(guest: Shopper, buy: Buy, account: SignIn) -> None:
    order = await buy(guest)
    other, admin = Shopper(guest.http), (await account(Role.ADMIN)).shopper
    await buy(other)
    ada = await account()
    hers = await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))
    found = {"id": to_global_id("Order", order.id), "number": order.number}

    for asker in (guest, admin):
        assert (await asker.ask(BY_NUMBER, number=f" {order.number.lower()} "))["orderByNumber"] == found
    assert (await ada.shopper.ask(BY_NUMBER, number=hers.number))["orderByNumber"]["number"] == hers.number
    for asker in (Shopper(guest.http), other, ada.shopper, (await account()).shopper):
        assert (await asker.ask(BY_NUMBER, number=order.number))["orderByNumber"] is None
    assert (await guest.ask(BY_NUMBER, number=hers.number))["orderByNumber"] is None


@pytest.mark.parametrize("number", ["", "%", "YMA", "x" * 100_000, "💥", "' OR 1=1 --"])
async def test_numbers_that_are_none(guest: Shopper, account: SignIn, number: str) -> None:
    admin = (await account(Role.ADMIN)).shopper

    assert (await admin.ask(BY_NUMBER, number=number))["orderByNumber"] is None


async def test_who_logged_in_a_moment_ago_reads_it_at_once(guest: Shopper, buy: Buy, account: SignIn) -> None:
    """The account in a login's answer is the viewer of what hangs below it."""
    from commerce.accounts import passwords

    ada = await account()
    order = await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))
    await User.filter(id=ada.user.id).update(password_hash=await passwords.hash_password("walnut-orbit-42"))
    login = (
        'mutation { accountLogin(email: "%s", password: "walnut-orbit-42") '
        "{ ... on Session { user { orders { nodes { number } } } } } }"
    )

    answer = (await Shopper(guest.http).ask(login % ada.user.email))["accountLogin"]

    assert answer["user"]["orders"]["nodes"] == [{"number": order.number}]


async def test_after_the_session_has_ended_nothing_is_read(guest: Shopper, account: SignIn) -> None:
    ada = await account()
    await ada.user.sessions.all().update(revoked_at=now() - timedelta(seconds=1))

    assert (await ada.shopper.raw(HISTORY)).status_code == 401
