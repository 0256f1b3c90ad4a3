"""`cart`, carts and their lines by id: for their owner only, in a fixed number of statements, never made by a read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager

import pytest

from models import Cart, Price, Product
from tests.support.shoppers import Account
from tests.support.sql import Statements
from tests.support.storefront import Shopper, design

CART = """
{
  cart {
    id token status currency email quantity fulfillmentType expiresAt updatedAt
    subtotal { amount } shipping { amount } total { amount } freeShippingRemaining { amount }
    lines {
      id quantity unitPrice { amount } total { amount formatted }
      product { id name slug } size { id label widthMm } options { name value label }
      design { id hash title document previewUrl }
    }
    warnings { code message lineId }
  }
}
"""
NODE = "query ($id: ID!) { node(id: $id) { __typename id ... on CartLine { quantity total { amount } } } }"
Counter = Callable[[], AbstractContextManager[Statements]]


async def test_reading_never_makes_a_cart(guest: Shopper, account: Callable[..., Awaitable[Account]]) -> None:
    assert (await guest.ask(CART))["cart"] is None
    assert (await (await account()).shopper.ask(CART))["cart"] is None
    assert await Cart.all().count() == 0


async def test_a_mixed_cart_with_everything_on_it(guest: Shopper) -> None:
    options = [{"name": "posterFinish", "value": "semi-gloss"}]
    await guest.add(await guest.line("digital/8x10"), await guest.line("poster/18x24", options=options, quantity=2))

    cart = (await guest.ask(CART))["cart"]

    assert cart["token"] == guest.cart_token
    assert (cart["status"], cart["fulfillmentType"], cart["quantity"]) == ("ACTIVE", "MIXED", 3)
    assert cart["subtotal"] == {"amount": 999 + 2 * (5999 + 200)}
    assert cart["shipping"] == {"amount": 999}
    assert cart["total"] == {"amount": 999 + 2 * 6199 + 999}
    assert cart["freeShippingRemaining"] == {"amount": 15000 - 2 * 6199}
    print_line = cart["lines"][1]
    assert print_line["product"]["name"] == "Paper Poster"
    assert [(option["name"], option["value"]) for option in print_line["options"]] == [
        ("posterFinish", "semi-gloss"),
        ("paperWeight", "200gsm"),
    ]
    assert print_line["total"] == {"amount": 12398, "formatted": "$123.98"}
    assert print_line["design"]["hash"] in print_line["design"]["previewUrl"]


async def test_a_changed_price_and_a_withdrawn_product_are_warned_of(guest: Shopper) -> None:
    added = await guest.add(await guest.line("digital/8x10"), await guest.line("poster/8x10"))
    await Price.filter(product__slug="digital", currency="USD", size=None, option_value=None).update(amount=1234)
    await Product.filter(slug="poster").update(active=False)

    cart = (await guest.ask(CART))["cart"]

    digital, poster = (line["id"] for line in added["lines"])
    assert [(warning["code"], warning["lineId"]) for warning in cart["warnings"]] == [
        ("PRICE_CHANGED", digital),
        ("PRODUCT_UNAVAILABLE", poster),
    ]
    assert [line["total"]["amount"] for line in cart["lines"]] == [1234, 0]
    assert cart["total"] == {"amount": 1234}


@pytest.mark.parametrize("kinds", [["poster/8x10"], ["digital/8x10", "poster/8x10", "framed/8x10", "poster/18x24"]])
@pytest.mark.parametrize(("signed_in", "expected"), [(False, 3), (True, 4)])
async def test_the_same_statements_whatever_the_length(
    guest: Shopper,
    account: Callable[..., Awaitable[Account]],
    query_counter: Counter,
    kinds: list[str],
    signed_in: bool,
    expected: int,
) -> None:
    shopper = (await account()).shopper if signed_in else guest
    for number in range(4):
        await shopper.add(*[await shopper.line(kind, design=design(text=f"map {number}")) for kind in kinds])

    with query_counter() as statements:
        cart = (await shopper.ask(CART))["cart"]

    assert len(cart["lines"]) == 4 * len(kinds)
    assert len(statements) == expected, statements.sql  # the account, lines with their cart, prices, shipping tiers


async def test_an_empty_cart_is_a_cart(guest: Shopper) -> None:
    made = await guest.add(await guest.line())
    await guest.ask("mutation { cartClear { __typename } }")

    cart = (await guest.ask(CART))["cart"]

    assert (cart["id"], cart["lines"], cart["quantity"], cart["fulfillmentType"]) == (made["id"], [], 0, None)
    assert cart["total"] == cart["shipping"] == {"amount": 0}


async def test_nodes_are_the_owners(guest: Shopper, account: Callable[..., Awaitable[Account]]) -> None:
    cart = await guest.add(await guest.line())
    line, used = cart["lines"][0]["id"], cart["lines"][0]["design"]["id"]
    strangers = [Shopper(guest.http), (await account()).shopper]
    other = Shopper(guest.http)
    await other.add(await other.line(design=design(text="elsewhere")))

    assert (await guest.ask(NODE, id=cart["id"]))["node"] == {"__typename": "Cart", "id": cart["id"]}
    shown = (await guest.ask(NODE, id=line))["node"]
    assert shown == {"__typename": "CartLine", "id": line, "quantity": 1, "total": {"amount": 999}}
    assert (await guest.ask(NODE, id=used))["node"]["__typename"] == "Design"
    for stranger in [*strangers, other]:
        for hidden in (cart["id"], line, used):
            assert (await stranger.ask(NODE, id=hidden))["node"] is None


async def test_an_equal_document_is_a_design_one_can_see(guest: Shopper) -> None:
    used = (await guest.add(await guest.line()))["lines"][0]["design"]["id"]
    other = Shopper(guest.http)

    await other.add(await other.line())

    assert (await other.ask(NODE, id=used))["node"]["id"] == used


async def test_somebody_elses_design_cannot_be_used(guest: Shopper) -> None:
    used = (await guest.add(await guest.line()))["lines"][0]["design"]["id"]
    other = Shopper(guest.http)

    refused = await other.add(await other.line(design=None, designId=used))

    assert (refused["__typename"], refused["path"]) == ("NotFoundError", ["lines", "0", "designId"])
    assert await Cart.all().count() == 1


async def test_a_malformed_cart_token_is_refused(guest: Shopper) -> None:
    guest.cart_token = "not a token"

    answer = await guest.raw(CART)

    assert answer.status_code == 401
