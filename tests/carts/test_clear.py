"""`cartClear`."""

from __future__ import annotations

from models import Cart, CartLine
from tests.support.storefront import Shopper

CLEAR = "mutation { cartClear { __typename ... on Cart { id token lines { id } } ... on Error { code } } }"


async def test_everything_is_taken_out_of_this_cart_only(guest: Shopper) -> None:
    other = Shopper(guest.http)
    await other.add(await other.line())
    cart = await guest.add(await guest.line())

    cleared = (await guest.ask(CLEAR))["cartClear"]

    assert cleared == {"__typename": "Cart", "id": cart["id"], "token": guest.cart_token, "lines": []}
    assert await CartLine.all().count() == 1


async def test_without_a_cart_none_is_made(guest: Shopper) -> None:
    refused = (await guest.ask(CLEAR))["cartClear"]

    assert refused == {"__typename": "NotFoundError", "code": "NOT_FOUND"}
    assert await Cart.all().count() == 0
