"""`pricesSet`: all or none, in minor units, and never below nothing."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from models import AuditEntry, Price
from tests.catalog.managing import gid, held, noted, product, run, size, value
from tests.support.storefront import Shopper

Asked = dict[str, Any]
SHOWN = """
query ($currency: Currency) {
  product(slug: "poster") {
    currencies priceFrom(currency: $currency) { amount formatted }
    sizes { value price(currency: $currency) { amount } }
    options { values { value priceDelta(currency: $currency) { amount } } }
  }
}
"""


def price(currency: str, amount: int | None, *, size: str | None = None, value: str | None = None) -> Asked:
    return {"currency": currency, "amount": amount, "sizeId": size, "optionValueId": value}


async def test_prices_are_set_changed_and_taken_away(guest: Shopper, admin: Shopper) -> None:
    poster, small = gid(await product("poster")), gid(await size("poster", "8x10"))
    heavy = gid(await value("poster", "paperWeight", "250gsm"))
    wanted = [price("USD", 2000, size=small), price("USD", 900, value=heavy), price("USD", 3000)]

    changed = await run(admin, "pricesSet", productId=poster, prices=wanted)
    cleared = await run(admin, "pricesSet", productId=poster, prices=[price("USD", None, size=small)])

    assert {"price": {"amount": 2000, "currency": "USD"}, "sizeId": small, "optionValueId": None} in changed["prices"]
    assert small not in [each["sizeId"] for each in cleared["prices"] if each["price"]["currency"] == "USD"]
    shown = (await guest.ask(SHOWN))["product"]
    assert shown["sizes"][0]["price"]["amount"] == 3000, (
        "without a price of its own, a size costs what the product does"
    )
    assert shown["options"][1]["values"][2]["priceDelta"]["amount"] == 900
    entries = await AuditEntry.filter(action="prices_set").order_by("id")
    assert entries[0].before == {"price USD 8x10": 2499, "price USD paperWeight 250gsm": 800}
    assert entries[0].after == {
        "price USD": 3000, "price USD 8x10": 2000, "price USD paperWeight 250gsm": 900,
    }  # fmt: skip
    assert (entries[1].before, entries[1].after) == ({"price USD 8x10": 2000}, None)


async def test_the_same_again_is_no_change(admin: Shopper) -> None:
    poster = gid(await product("poster"))
    await run(admin, "pricesSet", productId=poster, prices=[price("USD", 3000)])
    before = await held()

    await run(admin, "pricesSet", productId=poster, prices=[price("USD", 3000)])
    await run(admin, "pricesSet", productId=poster, prices=[])
    await run(admin, "pricesSet", productId=poster, prices=[price("CHF", None)])

    assert await held() == before


async def test_a_currency_is_opened_with_one_price(guest: Shopper, admin: Shopper) -> None:
    poster, heavy = gid(await product("poster")), gid(await value("poster", "paperWeight", "250gsm"))

    await run(admin, "pricesSet", productId=poster, prices=[price("CHF", 2990), price("CHF", 500, value=heavy)])

    shown = (await guest.ask(SHOWN, currency="CHF"))["product"]
    assert shown["currencies"] == ["CHF", "EUR", "GBP", "JPY", "USD"]
    assert (shown["priceFrom"]["amount"], {each["price"]["amount"] for each in shown["sizes"]}) == (2990, {2990})
    deltas = {each["value"]: each["priceDelta"]["amount"] for one in shown["options"] for each in one["values"]}
    assert deltas == {"matte": 0, "semi-gloss": 0, "170gsm": 0, "200gsm": 0, "250gsm": 500}


async def test_a_currency_without_cents(guest: Shopper, admin: Shopper) -> None:
    await run(admin, "pricesSet", productId=gid(await product("poster")), prices=[price("KRW", 39_000)])

    assert (await guest.ask(SHOWN, currency="KRW"))["product"]["priceFrom"] == {
        "amount": 39_000,
        "formatted": "₩39,000",
    }


async def test_a_currency_is_closed_with_its_last_price(guest: Shopper, admin: Shopper) -> None:
    poster = gid(await product("digital"))

    closed = await run(admin, "pricesSet", productId=poster, prices=[price("GBP", None)])

    assert closed["__typename"] == "Product"
    asked = '{ product(slug: "digital") { currencies } }'
    assert (await guest.ask(asked))["product"]["currencies"] == ["EUR", "JPY", "USD"]


async def test_a_product_on_sale_keeps_a_price(admin: Shopper) -> None:
    poster = gid(await product("digital"))
    before = await held()
    all_gone = [price(code, None) for code in ("USD", "EUR", "GBP", "JPY")]

    refused = await run(admin, "pricesSet", productId=poster, prices=all_gone)

    assert (refused["__typename"], refused["missing"]) == ("ProductIncompleteError", ["It has no price."])
    assert await held() == before
    await run(admin, "productUpdate", id=poster, input={"active": False})
    assert (await run(admin, "pricesSet", productId=poster, prices=all_gone))["prices"] == []


async def test_a_currency_is_whole_or_not_there(admin: Shopper) -> None:
    """Otherwise a list that asks for its prices would have none to show."""
    poster, small = gid(await product("poster")), gid(await size("poster", "8x10"))
    matte = gid(await value("poster", "posterFinish", "matte"))
    before = await held()

    size_gone = await run(admin, "pricesSet", productId=poster, prices=[price("EUR", None, size=small)])
    value_gone = await run(admin, "pricesSet", productId=poster, prices=[price("EUR", None, value=matte)])

    assert size_gone["missing"] == ["Size 8x10 has no price in EUR."]
    assert value_gone["missing"] == ["posterFinish matte has no price in EUR."]
    assert await held() == before


async def test_no_choice_costs_less_than_nothing(admin: Shopper) -> None:
    poster, light = gid(await product("poster")), gid(await value("poster", "paperWeight", "170gsm"))
    before = await held()

    refused = await run(admin, "pricesSet", productId=poster, prices=[price("USD", -2500, value=light)])
    assert await held() == before
    free = await run(admin, "pricesSet", productId=poster, prices=[price("USD", -2499, value=light)])

    assert refused["missing"] == ["In USD the cheapest choice would cost -1, which is less than nothing."]
    assert free["__typename"] == "Product"


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ([price("USD", -1)], ["prices", "0", "amount"]),
        ([price("USD", 100), price("EUR", 100_000_000)], ["prices", "1", "amount"]),
        ([price("USD", 100), price("USD", 200)], ["prices", "1", "amount"]),
        ([price("KWD", 12_345)], ["prices", "0", "amount"]),
        ([price("ISK", 1_250)], ["prices", "0", "amount"]),
        ([price("DEM", 100)], ["prices", "0", "currency"]),
        ([price("USD", n) for n in range(501)], ["prices"]),
    ],
)
async def test_what_can_never_be_right(admin: Shopper, wanted: list[Asked], path: list[str]) -> None:
    before = await held()

    refused = await run(admin, "pricesSet", productId=gid(await product("poster")), prices=wanted)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", path)
    assert await held() == before


async def test_sizes_and_options_of_another_product(admin: Shopper) -> None:
    poster, framed = gid(await product("poster")), gid(await size("framed", "8x10"))
    black = gid(await value("framed", "frameColor", "black"))
    before = await held()

    of_size = await run(admin, "pricesSet", productId=poster, prices=[price("USD", 1, size=framed)])
    of_value = await run(admin, "pricesSet", productId=poster, prices=[price("USD", 1, value=black)])
    both = await run(admin, "pricesSet", productId=poster, prices=[price("USD", 1, size=framed, value=black)])

    assert (of_size["__typename"], of_size["path"]) == ("NotFoundError", ["prices", "0", "sizeId"])
    assert (of_value["__typename"], of_value["path"]) == ("NotFoundError", ["prices", "0", "optionValueId"])
    assert (both["__typename"], both["path"]) == ("InvalidInputError", ["prices", "0", "optionValueId"])
    assert await held() == before


async def test_an_amount_must_be_said(admin: Shopper) -> None:
    operation = (
        "mutation ($id: ID!, $prices: [PriceInput!]!) { pricesSet(productId: $id, prices: $prices) { __typename } }"
    )
    before = await held()

    for given in ({"currency": "USD"}, {"currency": "usd", "amount": 1}, {"currency": "USD", "amount": 2**40}):
        refused = await admin.refused(operation, id=gid(await product("poster")), prices=[given])
        assert refused[1] == "BAD_USER_INPUT"

    assert await held() == before


async def test_ten_at_once_leave_one_price(admin: Shopper) -> None:
    poster = gid(await product("poster"))

    await asyncio.gather(*(run(admin, "pricesSet", productId=poster, prices=[price("CHF", n)]) for n in range(10)))

    (left,) = await Price.filter(product__slug="poster", currency="CHF", size=None, option_value=None)
    assert (await noted())[2] == {"price CHF": left.amount}
    assert await AuditEntry.filter(action="prices_set").count() == 10
