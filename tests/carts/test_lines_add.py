"""`cartLinesAdd`: lines go in, all or none."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from adapters.limits import Limit
from commerce import limits
from core.clock import now, travel
from core.ids import new_id, to_global_id
from models import Cart, CartLine, Price, Product
from tests.support.shoppers import Account, rows
from tests.support.storefront import ADD, DOCUMENT, Shopper, design

BUY = "mutation ($line: LineInput!) { checkoutBuyNow(line: $line) { __typename } }"
CART = "{ cart { id token currency quantity lines { id quantity } expiresAt } }"


async def test_a_guests_first_line_makes_a_cart_and_hands_out_its_token(guest: Shopper) -> None:
    cart = await guest.add(await guest.line("poster/18x24", quantity=2))

    assert cart["__typename"] == "Cart"
    assert cart["token"] == guest.cart_token
    assert (cart["currency"], cart["quantity"], cart["total"]) == ("USD", 2, {"amount": 2 * 5999 + 999})
    stored = await Cart.get()
    assert stored.token_hash != guest.cart_token
    assert stored.expires_at - now() == pytest.approx(timedelta(hours=48), abs=timedelta(seconds=30))


async def test_the_same_again_is_the_same_line_and_another_map_is_another(guest: Shopper) -> None:
    await guest.add(await guest.line())
    options = [{"name": "paperWeight", "value": "200gsm"}, {"name": "posterFinish", "value": "matte"}]
    await guest.add(await guest.line("poster/8x10", options=options))

    again = await guest.add(await guest.line(), await guest.line("poster/8x10", options=options[::-1]))
    other = await guest.add(await guest.line(design=design(text="somewhere else")))

    assert [line["quantity"] for line in again["lines"]] == [2, 2]
    assert [line["quantity"] for line in other["lines"]] == [2, 2, 1]


async def test_an_earlier_design_of_the_cart_is_used_again(guest: Shopper) -> None:
    first = await guest.add(await guest.line())
    used = first["lines"][0]["design"]["id"]

    cart = await guest.add(await guest.line("poster/8x10", design=None, designId=used))

    assert [line["design"]["id"] for line in cart["lines"]] == [used, used]


async def test_an_accounts_cart_has_no_token(guest: Shopper, account: Callable[..., Awaitable[Account]]) -> None:
    ada = await account()

    cart = await ada.shopper.add(await ada.shopper.line())

    assert cart["token"] is None
    assert (await Cart.get()).user_id == ada.user.id


async def test_more_than_99_is_reduced_and_said_so(guest: Shopper) -> None:
    await guest.add(await guest.line(quantity=60))

    cart = await guest.add(await guest.line(quantity=60))

    assert cart["quantity"] == 99
    assert [warning["code"] for warning in cart["warnings"]] == ["QUANTITY_REDUCED"]


async def test_currency_is_that_of_the_first_line_until_the_cart_is_empty(guest: Shopper) -> None:
    cart = await guest.add(await guest.line(), currency="EUR")
    refused = await guest.add(await guest.line(), currency="USD")
    await guest.ask("mutation { cartClear { __typename } }")
    changed = await guest.add(await guest.line(), currency="JPY")

    assert (cart["currency"], cart["total"]) == ("EUR", {"amount": 899})
    assert (refused["__typename"], refused["path"]) == ("CurrencyUnavailableError", ["currency"])
    assert (changed["currency"], changed["total"]) == ("JPY", {"amount": 1480})
    assert changed["id"] == cart["id"]


async def test_fifty_at_once_lose_nothing(guest: Shopper) -> None:
    line = await guest.line()
    await guest.add(line)

    results = await asyncio.gather(*(guest.ask(ADD, lines=[line]) for _ in range(49)))

    assert {result["cartLinesAdd"]["__typename"] for result in results} == {"Cart"}
    (stored,) = await CartLine.all()
    assert stored.quantity == 50


async def test_an_expired_cart_is_replaced_by_a_new_one(guest: Shopper) -> None:
    first = await guest.add(await guest.line())
    old = guest.cart_token

    with travel(timedelta(hours=49)):
        assert (await guest.ask(CART))["cart"] is None
        second = await guest.add(await guest.line())

    assert second["id"] != first["id"]
    assert guest.cart_token != old
    assert second["quantity"] == 1


async def test_an_unknown_token_gets_a_cart_of_its_own(guest: Shopper) -> None:
    guest.cart_token = "x" * 43

    cart = await guest.add(await guest.line())

    assert cart["token"] not in {None, "x" * 43}


BAD_LINES: dict[str, tuple[dict[str, Any], str, list[str] | None]] = {
    "unknown product": (
        {"productId": to_global_id("Product", new_id())}, "ProductUnavailableError", ["lines", "1", "productId"],
    ),
    "quantity 0": ({"quantity": 0}, "QuantityInvalidError", ["lines", "1", "quantity"]),
    "quantity -1": ({"quantity": -1}, "QuantityInvalidError", ["lines", "1", "quantity"]),
    "quantity 1000": ({"quantity": 1000}, "QuantityInvalidError", ["lines", "1", "quantity"]),
    "no size": ({"sizeId": None}, "ProductUnavailableError", ["lines", "1", "sizeId"]),
    "unknown size": (
        {"sizeId": to_global_id("ProductSize", new_id())}, "ProductUnavailableError", ["lines", "1", "sizeId"],
    ),
    "option the product lacks": (
        {"options": [{"name": "frameColor", "value": "oak"}]}, "OptionInvalidError", ["lines", "1", "options"],
    ),
    "value the option lacks": (
        {"options": [{"name": "posterFinish", "value": "holographic"}]},
        "OptionInvalidError",
        ["lines", "1", "options"],
    ),
    "an option twice": (
        {"options": [{"name": "posterFinish", "value": "matte"}] * 2}, "OptionInvalidError", ["lines", "1", "options"],
    ),
    "foreign design": (
        {"design": None, "designId": to_global_id("Design", new_id())}, "NotFoundError", ["lines", "1", "designId"],
    ),
    "no design": ({"design": None}, "DesignInvalidError", ["lines", "1", "design"]),
    "two designs": ({"designId": to_global_id("Design", new_id())}, "InvalidInputError", ["lines", "1", "design"]),
    "a design that is a list": ({"design": [1, 2]}, "DesignInvalidError", ["lines", "1", "design"]),
    "a design with nothing": ({"design": {}}, "DesignInvalidError", ["lines", "1", "design"]),
    "a design out of the world": (
        {"design": {**DOCUMENT, "location": {"lat": 1e308, "lng": "east"}}},
        "DesignInvalidError",
        ["lines", "1", "design"],
    ),
    "100 kB of text": ({"design": design(text="x" * 100_000)}, "DesignInvalidError", ["lines", "1", "design"]),
    "words that no font has": ({"design": design(text="ꦲꦏ")}, "DesignInvalidError", ["lines", "1", "design"]),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD_LINES)
async def test_a_bad_line_is_refused_with_the_good_one_beside_it(guest: Shopper, bad: str) -> None:
    changes, error, path = BAD_LINES[bad]
    await guest.add(await guest.line())
    before = await rows()
    good, wrong = await guest.line("poster/8x10"), await guest.line("poster/11x14", **changes)

    result = await guest.add(good, wrong)

    assert (result["__typename"], result["path"]) == (error, path)
    assert await rows() == before


MALFORMED: dict[str, dict[str, Any]] = {
    "quantity 2^40": {"quantity": 2**40},
    "quantity with a fraction": {"quantity": 1.5},
    "product id that is none": {"productId": "x"},
    "product id of another kind": {"productId": to_global_id("Order", new_id())},
    "size id with a NUL": {"sizeId": "a\0b"},
    "NUL in the design": {"design": design(text="a\0b")},
    "unknown field": {"colour": "red"},
}


@pytest.mark.parametrize("bad", MALFORMED)
async def test_a_malformed_line_is_bad_input(guest: Shopper, bad: str) -> None:
    await guest.add(await guest.line())
    before = await rows()
    line = {**await guest.line(), **MALFORMED[bad]}

    _, code = await guest.refused(ADD, lines=[line])

    assert code == "BAD_USER_INPUT"
    assert await rows() == before


async def test_a_megabyte_of_text_is_413(guest: Shopper) -> None:
    before = await rows()

    answer = await guest.raw(ADD, lines=[await guest.line(design=design(text="x" * 1_000_000))])

    assert answer.status_code == 413
    assert await rows() == before


async def test_lines_are_limited(guest: Shopper) -> None:
    await guest.line()
    before = await rows()

    none = await guest.add()
    many = await guest.add(*[await guest.line(quantity=1)] * 101)

    assert (none["__typename"], none["path"]) == ("InvalidInputError", ["lines"])
    assert many["__typename"] == "CartLimitReachedError"
    assert await rows() == before


async def test_more_money_than_a_cart_holds(guest: Shopper) -> None:
    await Price.filter(product__slug="digital", currency="USD", size=None, option_value=None).update(amount=99_999_999)
    line = await guest.line("digital/8x10")
    await guest.add({**line, "quantity": 20})

    refused = await guest.add(line)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["lines"])
    assert refused["message"] == "A cart comes to at most $20,000,000.00."
    assert (await CartLine.get()).quantity == 20


async def test_a_withdrawn_product_cannot_be_added(guest: Shopper) -> None:
    line = await guest.line("poster/8x10")
    await Product.filter(slug="poster").update(active=False)

    result = await guest.add(line)

    assert result["__typename"] == "ProductUnavailableError"
    assert await Cart.all().count() == 0


@pytest.mark.parametrize("currency", ["CHF", "XAU"])
async def test_a_currency_nothing_is_sold_in(guest: Shopper, currency: str) -> None:
    result = await guest.add(await guest.line(), currency=currency)

    assert (result["__typename"], result["path"]) == ("CurrencyUnavailableError", ["currency"])
    assert await Cart.all().count() == 0


async def test_more_new_designs_than_anybody_makes_have_to_wait(
    guest: Shopper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each takes a process, and all customers wait for the same few."""
    monkeypatch.setattr(limits, "DESIGN_FROM_ADDRESS", Limit("design-address", 3, timedelta(hours=1)))
    new = [await guest.line(design=design(text=f"{new_id()}")) for _ in range(4)]

    both = await guest.add(*new[:2])
    refused = (await guest.raw(ADD, lines=new[2:])).json()["errors"][0]
    again = await guest.add(*new[:2])
    last = await guest.add(new[2])
    elsewhere = (await guest.raw(BUY, line=new[3])).json()["data"]["checkoutBuyNow"]

    assert (both["quantity"], again["quantity"], last["quantity"]) == (2, 4, 5)
    assert refused["extensions"]["code"] == "RATE_LIMITED"
    assert refused["extensions"]["retryAfterSeconds"] > 0
    assert elsewhere == {"__typename": "RateLimitedError"}
    assert await CartLine.all().count() == 3
