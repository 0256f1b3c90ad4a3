"""`orderClaim` and `User.claimableOrders`: a guest's orders, taken over by the account of the same address."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from commerce.orders import orders
from commerce.payments.payments import mark_paid
from core.clock import now
from core.database import transaction
from models import CustomerFigures, Order, OrderEvent, PaymentStatus, Role, User
from tests.commerce.paying import paid_session
from tests.guests.conftest import Ada, Buy, order_gid
from tests.support.shoppers import Account
from tests.support.sql import Statements
from tests.support.storefront import Shopper

SignIn = Callable[..., Awaitable[Account]]
CLAIM = """
mutation ($number: String!) {
  orderClaim(number: $number) {
    __typename
    ... on Order { id number customer { id email } timeline { type message actor } }
    ... on Error { code message path }
  }
}
"""
ME = """
query ($first: Int, $after: String) {
  me {
    claimableOrders(first: $first, after: $after) { totalCount nodes { number } pageInfo { hasNextPage endCursor } }
    orders { nodes { number } }
    stats { totalSpent { amount currency } orderCount lastOrderAt }
  }
}
"""
NOT_FOUND = {"__typename": "NotFoundError", "code": "NOT_FOUND", "message": "Order not found.", "path": ["number"]}


async def claim(shopper: Shopper, number: str) -> dict[str, Any]:
    return dict((await shopper.ask(CLAIM, number=number))["orderClaim"])


async def owners() -> list[tuple[str, Any, int]]:
    """Whose every order is, and what is written about it: a refusal changes nothing of this."""
    found = await Order.all().order_by("id").prefetch_related("events")
    return [(order.number, order.user_id, len(order.events)) for order in found]


async def test_the_order_moves_with_what_was_spent(guest: Shopper, buy: Buy, ada: Ada) -> None:
    order = await buy(guest)
    account = await ada()
    before = (await account.shopper.ask(ME))["me"]

    claimed = await claim(account.shopper, order.number)

    assert [entry["number"] for entry in before["claimableOrders"]["nodes"]] == [order.number]
    assert before["orders"]["nodes"] == []
    assert (claimed["id"], claimed["customer"]["email"]) == (order_gid(order), "ada@example.com")
    assert claimed["timeline"][-1] == {
        "type": "order_claimed", "message": "The order was added to the customer's account.", "actor": "customer",
    }  # fmt: skip
    after = (await account.shopper.ask(ME))["me"]
    assert after["claimableOrders"]["nodes"] == []
    assert [entry["number"] for entry in after["orders"]["nodes"]] == [order.number]
    assert after["stats"]["totalSpent"] == [{"amount": 999, "currency": "USD"}]
    assert after["stats"]["orderCount"] == 1


async def test_nothing_is_claimed_by_itself(guest: Shopper, buy: Buy, ada: Ada) -> None:
    await buy(guest)
    account = await ada()
    await account.shopper.ask(ME)

    assert [owner for _, owner, _ in await owners()] == [None]
    assert await CustomerFigures.all().count() == 0


async def test_twice_is_once(guest: Shopper, buy: Buy, ada: Ada) -> None:
    order = await buy(guest)
    account = await ada()
    first = await claim(account.shopper, order.number)

    again = await claim(account.shopper, order.number.lower())

    assert again == first
    assert await OrderEvent.filter(type="order_claimed").count() == 1
    figures = await CustomerFigures.get()
    assert (figures.total_spent, figures.order_count, figures.last_order_at) == (999, 1, order.paid_at)


async def test_many_at_once_count_once_each(guest: Shopper, buy: Buy, ada: Ada) -> None:
    numbers = [(await buy(Shopper(guest.http))).number for _ in range(3)]
    account = await ada()

    results = await asyncio.gather(*(claim(account.shopper, number) for number in numbers * 3))

    assert {result["__typename"] for result in results} == {"Order"}
    figures = await CustomerFigures.get()
    assert (figures.total_spent, figures.order_count) == (3 * 999, 3)
    assert await OrderEvent.filter(type="order_claimed").count() == 3


async def test_refunds_are_taken_off(guest: Shopper, buy: Buy, ada: Ada) -> None:
    partly, wholly = await buy(guest), await buy(Shopper(guest.http))
    await Order.filter(id=partly.id).update(refunded=400, payment_status=PaymentStatus.PARTIALLY_REFUNDED)
    await Order.filter(id=wholly.id).update(refunded=999, payment_status=PaymentStatus.REFUNDED)
    account = await ada()

    for order in (partly, wholly):
        assert (await claim(account.shopper, order.number))["__typename"] == "Order"

    figures = await CustomerFigures.get()
    assert (figures.total_spent, figures.order_count) == (599, 2)


async def test_what_is_claimed_before_it_is_paid_counts_once_it_is(guest: Shopper, buy: Buy, ada: Ada) -> None:
    order = await buy(guest, paid=False)
    account = await ada()

    claimed = await claim(account.shopper, order.number)
    none = await CustomerFigures.all().count()
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        await mark_paid(locked, paid_session(locked))

    assert (claimed["__typename"], none) == ("Order", 0)
    figures = await CustomerFigures.get()
    assert (figures.total_spent, figures.order_count) == (999, 1)


async def test_claimed_while_it_is_paid_counts_once(guest: Shopper, buy: Buy, ada: Ada) -> None:
    order = await buy(guest, paid=False)
    account = await ada()

    async def pay() -> None:
        async with transaction():
            locked = await orders.lock(order.id)
            assert locked is not None
            await mark_paid(locked, paid_session(locked))

    await asyncio.gather(pay(), *(claim(account.shopper, order.number) for _ in range(3)))

    figures = await CustomerFigures.get()
    assert (figures.total_spent, figures.order_count) == (999, 1)


async def test_somebody_elses_order_is_not_there(guest: Shopper, buy: Buy, ada: Ada, account: SignIn) -> None:
    guests, hers = await buy(guest), await buy(Shopper(guest.http))
    owner, stranger = await ada(), await account()
    await claim(owner.shopper, hers.number)
    before = await owners()

    refused = [await claim(stranger.shopper, number) for number in (guests.number, hers.number, "YMA-2026-AAAAAAAA")]

    assert refused == [NOT_FOUND] * 3
    assert await owners() == before
    assert (await stranger.shopper.ask(ME))["me"]["claimableOrders"]["totalCount"] == 0


async def test_an_order_token_does_not_make_it_mine(guest: Shopper, buy: Buy, account: SignIn) -> None:
    order = await buy(guest)
    stranger = (await account()).shopper
    stranger.order_token = guest.order_token
    before = await owners()

    assert await claim(stranger, order.number) == NOT_FOUND
    assert await owners() == before


async def test_the_address_must_be_verified(guest: Shopper, buy: Buy, ada: Ada) -> None:
    order = await buy(guest)
    account = await ada(verified=False)
    before = await owners()

    refused = [await claim(account.shopper, number) for number in (order.number, "YMA-2026-AAAAAAAA")]

    assert [answer["code"] for answer in refused] == ["STATE_INVALID"] * 2
    assert refused[0] == refused[1]
    assert await owners() == before
    assert (await account.shopper.ask(ME))["me"]["claimableOrders"]["nodes"] == []


async def test_a_canceled_order_is_nothing_to_take(guest: Shopper, buy: Buy, ada: Ada) -> None:
    order = await buy(guest, paid=False)
    await Order.filter(id=order.id).update(payment_status=PaymentStatus.FAILED, canceled_at=now())
    account = await ada()

    assert await claim(account.shopper, order.number) == NOT_FOUND
    assert (await account.shopper.ask(ME))["me"]["claimableOrders"]["nodes"] == []


async def test_claimable_orders_come_page_by_page(
    guest: Shopper, buy: Buy, ada: Ada, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    numbers = [(await buy(Shopper(guest.http))).number for _ in range(3)][::-1]
    account = await ada()

    first = (await account.shopper.ask(ME, first=2))["me"]["claimableOrders"]
    with query_counter() as statements:
        rest = (await account.shopper.ask(ME, first=2, after=first["pageInfo"]["endCursor"]))["me"]["claimableOrders"]

    assert [entry["number"] for entry in first["nodes"] + rest["nodes"]] == numbers
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (3, True, False)
    assert len(statements) == 5, statements.sql  # account, claimable, their number, orders, figures


async def test_staff_do_not_claim_for_others(guest: Shopper, buy: Buy, ada: Ada, account: SignIn) -> None:
    order = await buy(guest)
    owner, admin = await ada(), await account(Role.ADMIN)
    before = await owners()
    query = "query ($id: ID!) { node(id: $id) { ... on User { email claimableOrders { totalCount nodes { id } } } } }"

    seen = (await admin.shopper.ask(query, id=(await owner.shopper.ask("{ me { id } }"))["me"]["id"]))["node"]

    assert seen == {"email": "ada@example.com", "claimableOrders": {"totalCount": 0, "nodes": []}}
    assert await claim(admin.shopper, order.number) == NOT_FOUND
    assert await owners() == before


async def test_a_blocked_account_claims_nothing(guest: Shopper, buy: Buy, ada: Ada) -> None:
    order = await buy(guest)
    account = await ada()
    await User.filter(id=account.user.id).update(blocked_at=now())
    before = await owners()

    answer = await account.shopper.raw(CLAIM, number=order.number)

    assert answer.status_code == 401
    assert await owners() == before


async def test_a_guest_has_no_account_to_claim_for(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest)
    before = await owners()

    _, code = await guest.refused(CLAIM, number=order.number)

    assert code == "UNAUTHENTICATED"
    assert await owners() == before


@pytest.mark.parametrize("number", ["", "x" * 100_000, "' OR 1=1 --", "💥", "%"])
async def test_hostile_numbers_match_nothing(guest: Shopper, buy: Buy, ada: Ada, number: str) -> None:
    await buy(guest)
    account = await ada()
    before = await owners()

    assert await claim(account.shopper, number) == NOT_FOUND
    assert await owners() == before
