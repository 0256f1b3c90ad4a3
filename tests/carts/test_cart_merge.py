"""`cartMerge`: a guest's cart, after signing in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from core.clock import travel
from models import Cart, CartLine, CartStatus, Order, Price
from tests.support.outside import StripeSandbox
from tests.support.shoppers import Account, rows
from tests.support.storefront import Shopper, design

MERGE = """
mutation ($token: String!) {
  cartMerge(token: $token) {
    __typename
    ... on Cart {
      id token currency email quantity subtotal { amount currency }
      lines { id quantity unitPrice { amount currency } } warnings { code message lineId }
    }
    ... on Error { code path }
  }
}
"""
SignIn = Callable[..., Awaitable[Account]]


async def merge(shopper: Shopper, token: str | None) -> dict[str, Any]:
    return dict((await shopper.ask(MERGE, token=token))["cartMerge"])


async def lines() -> list[tuple[str, str, int, int]]:
    """Every line there is, with its cart: nothing of a refused merge may show here."""
    found = await CartLine.all().order_by("id")
    return [(str(line.cart_id), line.identity, line.quantity, line.seen_unit_price) for line in found]


async def test_lines_move_and_equal_ones_add_up(guest: Shopper, account: SignIn) -> None:
    ada = (await account()).shopper
    mine = await ada.add(await ada.line(quantity=60))
    await guest.add(await guest.line(quantity=60), await guest.line(design=design(text="home"), quantity=3))
    await guest.ask('mutation { cartEmailSet(email: "ada@example.com") { __typename } }')

    merged = await merge(ada, guest.cart_token)

    assert [line["quantity"] for line in merged["lines"]] == [99, 3]
    assert (merged["id"], merged["token"], merged["email"]) == (mine["id"], None, "ada@example.com")
    raised = merged["lines"][0]["id"]
    assert [(warning["code"], warning["lineId"]) for warning in merged["warnings"]] == [("QUANTITY_REDUCED", raised)]
    assert (await guest.ask("{ cart { id } }"))["cart"] is None


async def test_an_account_without_a_cart_gets_one(guest: Shopper, account: SignIn) -> None:
    ada = (await account()).shopper
    await guest.add(await guest.line(), currency="EUR")

    merged = await merge(ada, guest.cart_token)

    assert (merged["currency"], merged["quantity"], merged["warnings"]) == ("EUR", 1, [])
    assert await Cart.filter(status=CartStatus.ACTIVE).count() == 1


async def test_an_empty_cart_takes_the_guests_currency(guest: Shopper, account: SignIn) -> None:
    ada = (await account()).shopper
    await ada.add(await ada.line())
    await ada.ask("mutation { cartClear { __typename } }")
    await guest.add(await guest.line(), currency="EUR")

    merged = await merge(ada, guest.cart_token)

    assert (merged["currency"], merged["quantity"], merged["warnings"]) == ("EUR", 1, [])


async def test_another_currency_is_priced_anew_and_said(guest: Shopper, account: SignIn) -> None:
    await Price.filter(product__slug="digital", currency="EUR", option_value=None).update(amount=777)
    ada = (await account()).shopper
    await ada.add(await ada.line(quantity=2))
    await guest.add(
        await guest.line(quantity=3), await guest.line(design=design(text="home")), currency="EUR"
    )  # fmt: skip

    merged = await merge(ada, guest.cart_token)

    assert merged["currency"] == "USD"
    assert [(line["quantity"], line["unitPrice"]) for line in merged["lines"]] == [
        (5, {"amount": 999, "currency": "USD"}),
        (1, {"amount": 999, "currency": "USD"}),
    ]
    assert merged["subtotal"] == {"amount": 6 * 999, "currency": "USD"}
    said = [(warning["code"], warning["lineId"]) for warning in merged["warnings"]]
    assert said == [("PRICE_CHANGED", line["id"]) for line in merged["lines"]]
    assert "in EUR and is priced in USD now" in merged["warnings"][0]["message"]
    later = (await ada.ask("{ cart { warnings { code } } }"))["cart"]
    assert later["warnings"] == []  # it was said once; the price of now is the one agreed to


async def test_what_is_not_sold_in_the_carts_currency_is_left_out(guest: Shopper, account: SignIn) -> None:
    ada = (await account()).shopper
    await ada.add(await ada.line())
    theirs = await guest.add(await guest.line("poster/8x10"), await guest.line(quantity=2), currency="EUR")
    await Price.filter(product__slug="poster", currency="USD").delete()

    merged = await merge(ada, guest.cart_token)

    assert [line["quantity"] for line in merged["lines"]] == [3]
    said = {warning["code"]: warning["lineId"] for warning in merged["warnings"]}
    assert said == {"LINE_REMOVED": theirs["lines"][0]["id"], "PRICE_CHANGED": merged["lines"][0]["id"]}
    assert await CartLine.all().count() == 1


async def test_a_second_time_changes_nothing(guest: Shopper, account: SignIn) -> None:
    ada = (await account()).shopper
    await ada.add(await ada.line())
    await guest.add(await guest.line(quantity=2))
    first = await merge(ada, guest.cart_token)
    before = await lines()

    again = await merge(ada, guest.cart_token)

    assert again == first
    assert await lines() == before
    assert await Cart.all().count() == 2


async def test_merging_at_once_takes_the_lines_once(guest: Shopper, account: SignIn) -> None:
    ada = (await account()).shopper
    await guest.add(await guest.line(quantity=2))

    results = await asyncio.gather(*(merge(ada, guest.cart_token) for _ in range(5)))

    assert [(result["__typename"], result["quantity"]) for result in results] == [("Cart", 2)] * 5
    assert [line.quantity for line in await CartLine.all()] == [2]
    assert await Cart.filter(status=CartStatus.ACTIVE).count() == 1


async def test_two_accounts_at_once_share_nothing(guest: Shopper, account: SignIn) -> None:
    ada, bob = (await account()).shopper, (await account()).shopper
    await guest.add(await guest.line(quantity=2))

    results = await asyncio.gather(merge(ada, guest.cart_token), merge(bob, guest.cart_token))

    assert sorted(result["__typename"] for result in results) == ["Cart", "NotFoundError"]
    assert [line.quantity for line in await CartLine.all()] == [2]
    assert await Cart.filter(status=CartStatus.ACTIVE).count() == 1


async def test_too_many_lines_leave_both_carts_alone(guest: Shopper, account: SignIn) -> None:
    ada = (await account()).shopper
    await ada.add(await ada.line())
    await guest.add(await guest.line(design=design(text="home")))
    (line,) = await CartLine.filter(cart__user_id=None)
    for number in range(99):
        values = {"product_id": line.product_id, "size_id": line.size_id, "design_id": line.design_id}
        await CartLine.create(cart_id=line.cart_id, identity=str(number), quantity=1, seen_unit_price=999, **values)
    before = await lines()

    refused = await merge(ada, guest.cart_token)

    assert refused["__typename"] == "CartLimitReachedError"
    assert await lines() == before
    assert (await guest.ask("{ cart { quantity } }"))["cart"] == {"quantity": 100}


async def test_an_open_payment_page_still_empties_the_cart_it_was_for(
    guest: Shopper, account: SignIn, stripe_sandbox: StripeSandbox
) -> None:
    ada = await account()
    await guest.add(await guest.line())
    await guest.checkout()

    merged = await merge(ada.shopper, guest.cart_token)

    order = await Order.get().select_related("cart")
    assert order.cart is not None
    assert (order.user_id, order.cart.user_id, order.cart.status) == (None, ada.user.id, CartStatus.ACTIVE)
    assert merged["quantity"] == 1


async def test_what_somebody_else_has_merged_is_as_if_it_never_was(guest: Shopper, account: SignIn) -> None:
    ada, bob = (await account()).shopper, (await account()).shopper
    await bob.add(await bob.line())
    await guest.add(await guest.line())
    await merge(ada, guest.cart_token)
    before = await lines()

    taken, unknown = await merge(bob, guest.cart_token), await merge(bob, "x" * 43)

    assert taken == unknown == {"__typename": "NotFoundError", "code": "NOT_FOUND", "path": ["token"]}
    assert await lines() == before


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "' OR 1=1 --", "💥" * 1000, "x" * 100_000])
async def test_a_token_that_opens_nothing_makes_no_cart(guest: Shopper, account: SignIn, token: str) -> None:
    ada = (await account()).shopper
    await guest.add(await guest.line())
    before = await rows()

    refused = await merge(ada, token)

    assert (refused["__typename"], refused["path"]) == ("NotFoundError", ["token"])
    assert await rows() == before


async def test_a_nul_in_the_token_is_bad_input(guest: Shopper, account: SignIn) -> None:
    _, code = await (await account()).shopper.refused(MERGE, token="a\0b")

    assert code == "BAD_USER_INPUT"


async def test_a_cart_that_has_expired_or_was_bought_is_not_there(guest: Shopper, account: SignIn) -> None:
    ada = (await account()).shopper
    await guest.add(await guest.line())
    before = await rows()

    with travel(timedelta(hours=49)):
        ada_later = (await account()).shopper
        expired = await merge(ada_later, guest.cart_token)
    await Cart.filter(user_id=None).update(status=CartStatus.CHECKED_OUT)
    bought = await merge(ada, guest.cart_token)

    assert [refused["__typename"] for refused in (expired, bought)] == ["NotFoundError"] * 2
    assert await rows() == before


async def test_a_guest_has_nothing_to_merge_into(guest: Shopper) -> None:
    await guest.add(await guest.line())
    before = await rows()

    _, code = await guest.refused(MERGE, token=guest.cart_token)

    assert code == "UNAUTHENTICATED"
    assert await rows() == before
