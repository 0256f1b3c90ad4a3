"""`cartLinesUpdate`: new quantities, of all these lines or of none."""

from __future__ import annotations

from typing import Any

import pytest

from core.ids import new_id, to_global_id
from models import CartLine, Price
from tests.support.shoppers import rows
from tests.support.storefront import Shopper, design

UPDATE = """
mutation ($lines: [CartLineUpdateInput!]!) {
  cartLinesUpdate(lines: $lines) {
    __typename
    ... on Cart { token quantity lines { id quantity } subtotal { amount } warnings { code lineId } }
    ... on Error { code path }
  }
}
"""


async def two_lines(guest: Shopper) -> list[str]:
    cart = await guest.add(await guest.line(), await guest.line(design=design(text="home")))
    return [line["id"] for line in cart["lines"]]


async def quantities() -> list[int]:
    return [line.quantity for line in await CartLine.all().order_by("id")]


async def test_quantities_are_set_and_0_removes(guest: Shopper) -> None:
    first, second = await two_lines(guest)

    changes = [{"lineId": first, "quantity": 0}, {"lineId": second, "quantity": 5}]
    cart = (await guest.ask(UPDATE, lines=changes))["cartLinesUpdate"]

    assert cart["lines"] == [{"id": second, "quantity": 5}]
    assert cart["subtotal"] == {"amount": 5 * 999}
    assert cart["token"] == guest.cart_token


async def test_touching_a_line_accepts_its_new_price(guest: Shopper) -> None:
    first, second = await two_lines(guest)
    await Price.filter(product__slug="digital", currency="USD", size=None, option_value=None).update(amount=1100)

    cart = (await guest.ask(UPDATE, lines=[{"lineId": first, "quantity": 2}]))["cartLinesUpdate"]

    assert cart["warnings"] == [{"code": "PRICE_CHANGED", "lineId": second}]
    assert cart["subtotal"] == {"amount": 3 * 1100}


@pytest.mark.parametrize("quantity", [-1, 100, 1000])
async def test_an_impossible_quantity_changes_no_line(guest: Shopper, quantity: int) -> None:
    first, second = await two_lines(guest)

    changes = [{"lineId": first, "quantity": 9}, {"lineId": second, "quantity": quantity}]
    refused = (await guest.ask(UPDATE, lines=changes))["cartLinesUpdate"]

    assert refused["__typename"] == "QuantityInvalidError"
    assert await quantities() == [1, 1]


async def test_somebody_elses_line_is_not_found(guest: Shopper) -> None:
    theirs, _ = await two_lines(Shopper(guest.http))
    mine, _ = await two_lines(guest)

    changes = [{"lineId": mine, "quantity": 9}, {"lineId": theirs, "quantity": 9}]
    refused = (await guest.ask(UPDATE, lines=changes))["cartLinesUpdate"]

    assert (refused["__typename"], refused["path"]) == ("NotFoundError", ["lineId"])
    assert await quantities() == [1, 1, 1, 1]


async def test_without_a_cart_there_is_nothing_to_update(guest: Shopper) -> None:
    line, _ = await two_lines(Shopper(guest.http))

    refused = (await guest.ask(UPDATE, lines=[{"lineId": line, "quantity": 2}]))["cartLinesUpdate"]

    assert refused["__typename"] == "NotFoundError"
    assert await quantities() == [1, 1]


async def test_more_lines_than_a_cart_holds(guest: Shopper) -> None:
    line, _ = await two_lines(guest)

    refused = (await guest.ask(UPDATE, lines=[{"lineId": line, "quantity": 2}] * 101))["cartLinesUpdate"]

    assert refused["__typename"] == "CartLimitReachedError"
    assert await quantities() == [1, 1]


async def test_more_money_than_a_cart_holds(guest: Shopper) -> None:
    line, other = await two_lines(guest)
    await Price.filter(currency="USD", option_value=None).update(amount=99_999_999)

    refused = (await guest.ask(UPDATE, lines=[{"lineId": line, "quantity": 21}]))["cartLinesUpdate"]
    removed = (await guest.ask(UPDATE, lines=[{"lineId": other, "quantity": 0}]))["cartLinesUpdate"]

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["lines"])
    assert removed["__typename"] == "Cart"
    assert await quantities() == [1]


@pytest.mark.parametrize(
    "line",
    [
        {"lineId": "nonsense", "quantity": 1},
        {"lineId": to_global_id("Product", new_id()), "quantity": 1},
        {"lineId": to_global_id("CartLine", new_id()), "quantity": 2**40},
        {"lineId": to_global_id("CartLine", new_id())},
    ],
)
async def test_malformed_input(guest: Shopper, line: dict[str, Any]) -> None:
    await two_lines(guest)
    before = await rows()

    _, code = await guest.refused(UPDATE, lines=[line])

    assert code == "BAD_USER_INPUT"
    assert await rows() == before
