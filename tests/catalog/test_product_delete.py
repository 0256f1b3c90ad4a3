"""`productDelete`: only what nobody has ordered, and nobody has in a cart."""

from __future__ import annotations

from typing import Any

import pytest

from commerce.checkout import lines
from commerce.checkout.carts import CartOwner
from core.clock import now
from models import Cart, CartLine, Order, OrderLine, Price, Product, ProductSize
from tests.catalog.managing import gid, held, noted, product, run
from tests.commerce.paying import place_order
from tests.support.storefront import Shopper


async def test_it_goes_with_all_that_is_its_own(admin: Shopper) -> None:
    framed = await product("framed")

    gone = await run(admin, "productDelete", id=gid(framed))
    again = await run(admin, "productDelete", id=gid(framed))

    assert gone == {"__typename": "ProductDeleted", "id": gid(framed)}
    assert again["__typename"] == "NotFoundError"
    assert not await Product.exists(slug="framed")
    assert not await ProductSize.exists(product_id=framed.id)
    assert not await Price.exists(product_id=framed.id)
    action, before, after = await noted()
    assert (action, after) == ("product_delete", None)
    assert before["slug"] == "framed"
    assert before["price USD 8x10"] == 6999
    assert before["size 8x10"]["label"] == "8 × 10 in (20 × 25 cm)"


async def test_what_was_ordered_stays(guest: Shopper, admin: Shopper) -> None:
    await guest.add(await guest.line("poster/8x10"))
    order = await place_order(CartOwner(token=guest.cart_token), email="ada@example.com")
    await CartLine.all().delete()
    before = await held()

    refused = await run(admin, "productDelete", id=gid(await product("poster")))

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "ordered")
    assert await held() == before
    assert (await OrderLine.get(order=order)).product_id == (await product("poster")).id
    assert await Order.all().count() == 1


async def test_what_is_in_a_cart_stays_until_the_cart_has_ended(guest: Shopper, admin: Shopper) -> None:
    await guest.add(await guest.line("poster/8x10"))
    before = await held()

    refused = await run(admin, "productDelete", id=gid(await product("poster")))

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "in_cart")
    assert await held() == before
    assert await CartLine.all().count() == 1

    await Cart.all().update(expires_at=now())
    gone = await run(admin, "productDelete", id=gid(await product("poster")))

    assert gone["__typename"] == "ProductDeleted"


PUT = "mutation ($line: LineInput!) { asked: cartLinesAdd(lines: [$line]) { __typename ... on Error { path } } }"
BUY = "mutation ($line: LineInput!) { asked: checkoutBuyNow(line: $line) { __typename ... on Error { path } } }"


@pytest.mark.parametrize(("operation", "room"), [(PUT, "carts"), (BUY, "checkout")])
async def test_somebody_is_just_about_to_have_it(
    guest: Shopper, admin: Shopper, monkeypatch: pytest.MonkeyPatch, operation: str, room: str
) -> None:
    """It was there when it was looked for, and not when the line was written."""
    poster, line = await product("poster"), await guest.line("poster/8x10")

    async def then_deleted(*asked: Any) -> Any:
        checked = await lines.check_lines(*asked)
        await run(admin, "productDelete", id=gid(poster))
        return checked

    monkeypatch.setattr(f"commerce.checkout.{room}.check_lines", then_deleted)
    answer = (await guest.ask(operation, line=line))["asked"]

    assert answer["__typename"] == "ProductUnavailableError"
    assert answer["path"][-1] == "productId"
    assert await CartLine.all().count() == await Order.all().count() == 0
