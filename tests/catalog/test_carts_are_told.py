"""What the staff changes is told to carts, and never touches an order that was placed."""

from __future__ import annotations

import asyncio
from contextvars import copy_context
from typing import Any

import pytest

from commerce.checkout import checkout
from commerce.checkout.checkout_params import BuyerInput
from models import Order, OrderLine
from tests.catalog.managing import gid, option, product, run, size, value
from tests.support.outside import StripeSandbox
from tests.support.storefront import Shopper, session_of

CART = """
{ cart { subtotal { amount } total { amount } warnings { code lineId } lines { id unitPrice { amount } quantity } } }
"""


async def codes(shopper: Shopper) -> list[str]:
    return [warning["code"] for warning in (await shopper.ask(CART))["cart"]["warnings"]]


async def change_price(admin: Shopper, amount: int, what: str = "8x10") -> None:
    prices = [{"currency": "USD", "amount": amount, "sizeId": gid(await size("poster", what))}]
    changed = await run(admin, "pricesSet", productId=gid(await product("poster")), prices=prices)
    assert changed["__typename"] == "Product"


async def test_a_price_that_changed_is_said_until_the_customer_agrees(guest: Shopper, admin: Shopper) -> None:
    await guest.add(await guest.line("poster/8x10"), await guest.line("poster/11x14"))
    assert await codes(guest) == []

    await change_price(admin, 2600)

    cart = (await guest.ask(CART))["cart"]
    line = cart["lines"][0]
    assert cart["warnings"] == [{"code": "PRICE_CHANGED", "lineId": line["id"]}]
    assert (line["unitPrice"]["amount"], cart["subtotal"]["amount"]) == (2600, 2600 + 3499)
    touch = "mutation ($id: ID!) { cartLinesUpdate(lines: [{lineId: $id, quantity: 1}]) { __typename } }"
    await guest.ask(touch, id=line["id"])
    assert await codes(guest) == []


async def test_what_a_choice_adds_is_a_price_too(guest: Shopper, admin: Shopper) -> None:
    heavy = await value("poster", "paperWeight", "250gsm")
    chosen = [{"name": "paperWeight", "value": "250gsm"}]
    await guest.add(await guest.line("poster/8x10", options=chosen))
    prices = [{"currency": "USD", "amount": 1, "optionValueId": gid(heavy)}]

    await run(admin, "pricesSet", productId=gid(await product("poster")), prices=prices)

    assert await codes(guest) == ["PRICE_CHANGED"]


@pytest.mark.parametrize("what", ["product", "size", "option", "value", "currency"])
async def test_what_can_no_longer_be_bought_is_said_and_counts_nothing(
    guest: Shopper, admin: Shopper, what: str
) -> None:
    chosen = [{"name": "paperWeight", "value": "250gsm"}]
    await guest.add(await guest.line("poster/8x10", options=chosen), await guest.line("digital/8x10"))
    poster, small = gid(await product("poster")), gid(await size("poster", "8x10"))

    if what == "product":
        answer = await run(admin, "productUpdate", id=poster, input={"active": False})
    elif what == "size":
        answer = await run(admin, "productSizeUpdate", id=small, input={"active": False})
    elif what == "option":
        answer = await run(admin, "productOptionDelete", id=gid(await option("poster", "paperWeight")))
    elif what == "value":
        heavy = await value("poster", "paperWeight", "250gsm")
        answer = await run(admin, "productOptionValueDelete", id=gid(heavy))
    else:
        rows = (await run(admin, "productUpdate", id=poster, input={}))["prices"]
        usd = [
            {"currency": "USD", "amount": None, "sizeId": row["sizeId"], "optionValueId": row["optionValueId"]}
            for row in rows
            if row["price"]["currency"] == "USD"
        ]
        answer = await run(admin, "pricesSet", productId=poster, prices=usd)
    assert answer["__typename"] == "Product", answer

    cart = (await guest.ask(CART))["cart"]
    assert cart["warnings"] == [{"code": "PRODUCT_UNAVAILABLE", "lineId": cart["lines"][0]["id"]}]
    assert cart["subtotal"]["amount"] == 999
    refused = await guest.checkout()
    assert refused["__typename"] == "CartLinesUnavailableError"
    assert await Order.all().count() == 0


async def test_a_new_size_or_option_leaves_carts_alone(guest: Shopper, admin: Shopper) -> None:
    await guest.add(await guest.line("poster/8x10"))
    poster = gid(await product("poster"))
    before = await guest.ask(CART)

    new = {"name": "giftWrap", "label": "Gift wrap", "values": [{"value": "none", "label": "None"}]}
    await run(admin, "productOptionCreate", productId=poster, input=new)
    await run(admin, "productUpdate", id=poster, input={"name": "Art Poster"})

    assert await guest.ask(CART) == before


async def frozen(order: Order) -> list[Any]:
    """All that an order and its lines hold."""
    lines = await OrderLine.filter(order=order).order_by("position").values()
    return [await Order.filter(id=order.id).values(), lines]


async def test_an_open_payment_page_keeps_its_price_until_the_cart_is_checked_out_anew(
    guest: Shopper, admin: Shopper, stripe_sandbox: StripeSandbox
) -> None:
    await guest.add(await guest.line("poster/8x10", options=[{"name": "paperWeight", "value": "250gsm"}]))
    first = await guest.checkout()
    order = await Order.get(number=first["order"]["number"])
    before = await frozen(order)

    await change_price(admin, 9900)
    await run(admin, "productOptionValueUpdate", id=gid(await value("poster", "paperWeight", "250gsm")),
              input={"label": "Heavy"})  # fmt: skip
    await run(admin, "productSizeUpdate", id=gid(await size("poster", "8x10")), input={"label": "Small"})
    await run(admin, "productUpdate", id=gid(await product("poster")), input={"name": "Art"})

    assert await frozen(order) == before
    session = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{session_of(first)}")
    assert (session["status"], session["amount_subtotal"]) == ("open", 2499 + 800)

    second = await guest.checkout()

    closed = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{session_of(first)}")
    opened = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{session_of(second)}")
    assert (closed["status"], opened["status"]) == ("expired", "open")
    assert opened["amount_subtotal"] == 9900 + 800
    line = await OrderLine.get(order__number=second["order"]["number"])
    assert (line.title.split(" – ")[0], line.description.split(" · ")[0]) == ("Art", "Small")
    old = await OrderLine.get(order=order)
    assert (old.unit_price, old.title.split(" – ")[0]) == (3299, "Paper Poster")


async def test_a_price_that_changes_while_a_cart_is_checked_out_leaves_one_page_open(
    guest: Shopper, admin: Shopper, stripe_sandbox: StripeSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    await guest.add(await guest.line("poster/8x10"))
    first = await guest.checkout()
    refusing, prices, outside = checkout._refuse_blocked, iter([2600]), copy_context()

    async def meanwhile(buyer: BuyerInput) -> None:
        """Between the look at the cart and its lock."""
        for amount in prices:
            await asyncio.create_task(change_price(admin, amount), context=outside)
        await refusing(buyer)

    monkeypatch.setattr(checkout, "_refuse_blocked", meanwhile)
    second = await guest.checkout()

    sessions = [
        await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{session_of(each)}") for each in (first, second)
    ]
    assert [(each["status"], each["amount_subtotal"]) for each in sessions] == [("expired", 2499), ("open", 2600)]
    assert [order.subtotal for order in await Order.all().order_by("id")] == [2499, 2600]


async def test_a_product_without_a_size_cannot_be_bought(guest: Shopper, admin: Shopper) -> None:
    """There would be nothing to draw."""
    line = {**await guest.line("poster/8x10"), "sizeId": None}

    refused = await guest.add(line)

    assert (refused["__typename"], refused["path"]) == ("ProductUnavailableError", ["lines", "0", "sizeId"])
