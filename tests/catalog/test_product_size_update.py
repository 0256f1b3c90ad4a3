"""`productSizeUpdate`, `productSizeDelete`: sizes come and go, and orders keep what they say."""

from __future__ import annotations

from typing import Any

import pytest

from commerce.checkout.carts import CartOwner
from models import CartLine, OrderLine, ProductSize
from tests.catalog.managing import gid, held, noted, product, run, size
from tests.commerce.paying import place_order
from tests.support.storefront import Shopper


async def test_a_size_is_called_something_else(admin: Shopper) -> None:
    row = await size("poster", "8x10")

    changed = await run(admin, "productSizeUpdate", id=gid(row), input={"label": "Small", "popular": False})

    assert changed["allSizes"][0]["label"] == "Small"
    action, before, after = await noted()
    assert action == "product_size_update"
    assert (before["size 8x10"]["label"], after["size 8x10"]["label"]) == (row.label, "Small")


async def test_a_withdrawn_size_is_shown_to_staff_only(guest: Shopper, admin: Shopper) -> None:
    await run(admin, "productSizeUpdate", id=gid(await size("poster", "8x10")), input={"active": False})
    await run(admin, "productSizeUpdate", id=gid(await size("poster", "8x10")), input={"active": False})

    asked = '{ product(slug: "poster") { sizes { value } allSizes { value active } priceFrom { amount } } }'
    shown, seen = (await guest.ask(asked))["product"], (await admin.ask(asked))["product"]

    assert "8x10" not in [each["value"] for each in shown["sizes"]]
    assert shown["allSizes"] is None
    assert seen["allSizes"][0] == {"value": "8x10", "active": False}
    assert shown["priceFrom"]["amount"] == 3499 - 500


async def test_the_last_size_on_sale_stays_on_sale(admin: Shopper) -> None:
    poster = await product("poster")
    await ProductSize.filter(product=poster).exclude(value="8x10").update(active=False)
    before = await held()

    refused = await run(admin, "productSizeUpdate", id=gid(await size("poster", "8x10")), input={"active": False})

    assert (refused["__typename"], refused["missing"][0]) == ("ProductIncompleteError", "It has no size on sale.")
    assert await held() == before


@pytest.mark.parametrize("given", [{"label": None}, {"label": ""}, {"active": None}, {"popular": None}])
async def test_what_can_never_be_right(admin: Shopper, given: dict[str, Any]) -> None:
    before = await held()

    refused = await run(admin, "productSizeUpdate", id=gid(await size("poster", "8x10")), input=given)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["input", *given])
    assert await held() == before


async def test_a_size_nobody_wanted_is_deleted_with_its_prices(admin: Shopper) -> None:
    row = await size("poster", "8x10")

    changed = await run(admin, "productSizeDelete", id=gid(row))
    again = await run(admin, "productSizeDelete", id=gid(row))

    assert "8x10" not in [each["value"] for each in changed["allSizes"]]
    assert gid(row) not in [price["sizeId"] for price in changed["prices"]]
    assert again["__typename"] == "NotFoundError"
    action, before, after = await noted()
    assert (action, after) == ("product_size_delete", None)
    assert before["price GBP 8x10"] == 1999


async def test_a_size_that_was_ordered_or_is_in_a_cart_stays(guest: Shopper, admin: Shopper) -> None:
    await guest.add(await guest.line("poster/8x10"))
    in_cart = await run(admin, "productSizeDelete", id=gid(await size("poster", "8x10")))
    order = await place_order(CartOwner(token=guest.cart_token), email="ada@example.com")
    await CartLine.all().delete()
    before = await held()

    ordered = await run(admin, "productSizeDelete", id=gid(await size("poster", "8x10")))

    assert (in_cart["__typename"], in_cart["state"]) == ("StateInvalidError", "in_cart")
    assert (ordered["__typename"], ordered["state"]) == ("StateInvalidError", "ordered")
    assert await held() == before
    await run(admin, "productSizeUpdate", id=gid(await size("poster", "8x10")), input={"label": "Small"})
    line = await OrderLine.get(order=order)
    assert (line.size, line.description.split(" · ")[0]) == ("8x10", "8 × 10 in (20 × 25 cm)")
