"""`cartMerge`: a guest's cart, after signing in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from models import Cart, CartLine, CartStatus
from tests.support.shoppers import Account
from tests.support.storefront import Shopper, design

MERGE = """
mutation ($token: String!) {
  cartMerge(token: $token) {
    __typename
    ... on Cart { token currency email quantity lines { quantity } warnings { code } }
    ... on Error { code path }
  }
}
"""
SignIn = Callable[..., Awaitable[Account]]


async def test_lines_move_and_equal_ones_add_up(guest: Shopper, account: SignIn) -> None:
    ada = (await account()).shopper
    await ada.add(await ada.line(quantity=60))
    await guest.add(await guest.line(quantity=60), await guest.line(design=design(text="home"), quantity=3))
    await guest.ask('mutation { cartEmailSet(email: "ada@example.com") { __typename } }')

    merged = (await ada.ask(MERGE, token=guest.cart_token))["cartMerge"]

    assert merged["lines"] == [{"quantity": 99}, {"quantity": 3}]
    assert merged["token"] is None
    assert merged["email"] == "ada@example.com"
    assert [warning["code"] for warning in merged["warnings"]] == ["QUANTITY_REDUCED"]
    assert (await guest.ask("{ cart { id } }"))["cart"] is None


async def test_an_account_without_a_cart_gets_one(guest: Shopper, account: SignIn) -> None:
    ada = (await account()).shopper
    await guest.add(await guest.line(), currency="EUR")

    merged = (await ada.ask(MERGE, token=guest.cart_token))["cartMerge"]

    assert (merged["currency"], merged["quantity"]) == ("EUR", 1)
    assert await Cart.filter(status=CartStatus.ACTIVE).count() == 1


async def test_merging_twice_at_once_takes_the_lines_once(guest: Shopper, account: SignIn) -> None:
    ada = (await account()).shopper
    await guest.add(await guest.line(quantity=2))

    results = await asyncio.gather(*(ada.ask(MERGE, token=guest.cart_token) for _ in range(5)))

    kinds = sorted(result["cartMerge"]["__typename"] for result in results)
    assert kinds == ["Cart"] + ["NotFoundError"] * 4
    assert [line.quantity for line in await CartLine.all()] == [2]


async def test_another_currency_leaves_both_carts_alone(guest: Shopper, account: SignIn) -> None:
    ada = (await account()).shopper
    await ada.add(await ada.line())
    await guest.add(await guest.line(), currency="EUR")

    refused = (await ada.ask(MERGE, token=guest.cart_token))["cartMerge"]

    assert refused["__typename"] == "CurrencyUnavailableError"
    assert await Cart.filter(status=CartStatus.ACTIVE).count() == 2
    assert await CartLine.all().count() == 2


async def test_too_many_lines_leave_both_carts_alone(guest: Shopper, account: SignIn) -> None:
    ada = (await account()).shopper
    await ada.add(await ada.line())
    await guest.add(await guest.line(design=design(text="home")))
    (line,) = await CartLine.filter(cart__user_id=None)
    for number in range(99):
        values = {"product_id": line.product_id, "size_id": line.size_id, "design_id": line.design_id}
        await CartLine.create(cart_id=line.cart_id, identity=str(number), quantity=1, seen_unit_price=999, **values)

    refused = (await ada.ask(MERGE, token=guest.cart_token))["cartMerge"]

    assert refused["__typename"] == "CartLimitReachedError"
    assert await CartLine.filter(cart__user_id=None).count() == 100


async def test_a_token_that_opens_nothing(guest: Shopper, account: SignIn) -> None:
    ada = (await account()).shopper

    refused = (await ada.ask(MERGE, token="x" * 43))["cartMerge"]

    assert (refused["__typename"], refused["path"]) == ("NotFoundError", ["token"])


async def test_a_guest_has_nothing_to_merge_into(guest: Shopper) -> None:
    await guest.add(await guest.line())

    _, code = await guest.refused(MERGE, token=guest.cart_token)

    assert code == "UNAUTHENTICATED"
    assert await CartLine.all().count() == 1
