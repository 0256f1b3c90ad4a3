"""`productSizeCreate`: another sheet to sell, if the shop can draw it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.catalog.managing import gid, held, noted, product, run, size
from tests.support.storefront import Shopper

NEW: dict[str, Any] = {
    "value": "50x70",
    "label": "50 × 70 cm",
    "widthMm": 500,
    "heightMm": 700,
    "prices": [{"currency": currency, "amount": 4500} for currency in ("USD", "EUR", "GBP", "JPY")],
}


async def test_it_is_on_sale_at_once(guest: Shopper, admin: Shopper) -> None:
    poster = gid(await product("poster"))

    changed = await run(admin, "productSizeCreate", productId=poster, input=NEW)

    added = changed["allSizes"][-1]
    assert added | {"id": ""} == {
        "id": "", "value": "50x70", "label": "50 × 70 cm", "widthMm": 500, "heightMm": 700, "popular": False,
        "active": True,
    }  # fmt: skip
    action, before, after = await noted()
    assert (action, before) == ("product_size_create", None)
    assert after["price JPY 50x70"] == 4500
    assert after["size 50x70"]["width_mm"] == "500"
    line = {**await guest.line("poster/8x10"), "sizeId": added["id"]}
    assert (await guest.add(line))["total"]["amount"] == 4500 + 999


async def test_the_same_again_changes_nothing(admin: Shopper) -> None:
    poster = gid(await product("poster"))
    await run(admin, "productSizeCreate", productId=poster, input=NEW)
    before = await held()

    again = await run(admin, "productSizeCreate", productId=poster, input=NEW)

    assert again["__typename"] == "Product"
    assert await held() == before


@pytest.mark.parametrize("other", [{"label": "x"}, {"widthMm": 501}, {"prices": [{"currency": "USD", "amount": 1}]}])
async def test_a_value_that_is_taken(admin: Shopper, other: dict[str, Any]) -> None:
    poster = gid(await product("poster"))
    await run(admin, "productSizeCreate", productId=poster, input=NEW)
    before = await held()

    refused = await run(admin, "productSizeCreate", productId=poster, input={**NEW, **other})

    assert (refused["__typename"], refused["value"]) == ("ValueTakenError", "50x70")
    assert await held() == before


async def test_a_size_without_its_price_is_not_added_to_a_product_on_sale(admin: Shopper) -> None:
    before = await held()

    poster = await run(admin, "productSizeCreate", productId=gid(await product("poster")), input={**NEW, "prices": []})

    assert poster["__typename"] == "ProductIncompleteError"
    assert poster["missing"] == [f"Size 50x70 has no price in {code}." for code in ("EUR", "GBP", "JPY", "USD")]
    assert await held() == before
    # A product with a price of its own lends it to all of its sizes.
    digital = await run(
        admin, "productSizeCreate", productId=gid(await product("digital")), input={**NEW, "prices": []}
    )
    assert digital["__typename"] == "Product"


@pytest.mark.parametrize(
    ("width", "height", "sentence"),
    [
        (40, 55, "at least 50"),
        (500, 500, "must be upright"),
        (700, 500, "must be upright"),
        (300, 600, "must be upright"),
        (1050, 1470, "200 million pixels"),
        (4999, 4999.99, "must be upright"),
    ],
)
async def test_a_sheet_that_cannot_be_drawn(admin: Shopper, width: float, height: float, sentence: str) -> None:
    before = await held()

    new = {**NEW, "widthMm": width, "heightMm": height}
    refused = await run(admin, "productSizeCreate", productId=gid(await product("digital")), input=new)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["input", "widthMm"])
    assert sentence in refused["message"]
    assert await held() == before


@pytest.mark.parametrize(("width", "height"), [(210, 297), (203.2, 254), (609.6, 914.4), (300, 400), (841, 1189)])
async def test_sheets_that_are_common_are_taken(admin: Shopper, width: float, height: float) -> None:
    new = {**NEW, "widthMm": width, "heightMm": height, "prices": []}

    assert (await run(admin, "productSizeCreate", productId=gid(await product("digital")), input=new))["allSizes"][-1][
        "value"
    ] == "50x70"
    row = await size("digital", "50x70")
    assert (float(row.width_mm), float(row.height_mm)) == (width, height)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", ""),
        ("value", "18 x 24"),
        ("value", "../18"),
        ("value", "x" * 21),
        ("label", ""),
        ("label", "x" * 61),
        ("widthMm", 0),
        ("widthMm", -203.2),
        ("heightMm", 1e300),
    ],
)
async def test_what_can_never_be_right(admin: Shopper, field: str, value: Any) -> None:
    before = await held()

    new = {**NEW, field: value}
    refused = await run(admin, "productSizeCreate", productId=gid(await product("digital")), input=new)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["input", field])
    assert await held() == before


async def test_a_price_that_can_never_be_right(admin: Shopper) -> None:
    new = {**NEW, "prices": [{"currency": "USD", "amount": 1}, {"currency": "EUR", "amount": -1}]}

    refused = await run(admin, "productSizeCreate", productId=gid(await product("digital")), input=new)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["input", "prices", "1", "amount"])
