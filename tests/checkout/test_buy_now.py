"""`checkoutBuyNow`: one line, past the cart."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from core.clock import now
from core.ids import new_id, to_global_id
from models import CartLine, Order, OrderLine, PaymentStatus
from tests.support.outside import StripeSandbox
from tests.support.shoppers import rows
from tests.support.storefront import Shopper, design

BUY = """
mutation ($line: LineInput!, $email: EmailAddress, $currency: Currency, $key: String, $success: URL) {
  checkoutBuyNow(line: $line, email: $email, currency: $currency, idempotencyKey: $key, successUrl: $success) {
    __typename
    ... on Checkout { sessionUrl orderToken order { id number email currency total { amount } } }
    ... on Error { code path }
  }
}
"""


async def buy(shopper: Shopper, **variables: Any) -> dict[str, Any]:
    return dict((await shopper.ask(BUY, **variables))["checkoutBuyNow"])


async def test_the_cart_is_left_alone(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    await guest.add(await guest.line())

    line = await guest.line("poster/18x24", quantity=2)
    checkout = await buy(guest, line=line, email="Ada@Example.com", currency="EUR")

    order = checkout["order"]
    assert (order["email"], order["currency"]) == ("ada@example.com", "EUR")
    assert order["total"] == {"amount": (await Order.get()).total}
    assert await CartLine.all().count() == 1
    guest.order_token = checkout["orderToken"]
    seen = await guest.ask("query ($id: ID!) { order(id: $id) { number } }", id=order["id"])
    assert seen["order"]["number"] == order["number"]


async def test_a_design_of_the_cart_is_used_again(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    used = (await guest.add(await guest.line()))["lines"][0]["design"]["id"]

    checkout = await buy(guest, line=await guest.line("poster/8x10", design=None, designId=used))

    assert checkout["__typename"] == "Checkout"
    assert to_global_id("Design", (await OrderLine.get()).design_id) == used


async def test_the_same_key_is_the_same_order(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    wish = {"line": await guest.line(), "key": str(uuid4())}

    results = await asyncio.gather(*(buy(guest, **wish) for _ in range(5)))

    assert len({result["sessionUrl"] for result in results}) == 1
    assert await Order.all().count() == 1
    await Order.all().update(held_reason="paid in EUR, ordered in USD")
    assert (await buy(guest, **wish))["__typename"] == "OrderAlreadyPaidError"


async def test_without_a_key_each_is_an_order(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    for _ in range(2):
        await buy(guest, line=await guest.line())

    assert await Order.all().count() == 2


async def test_a_key_is_for_one_purchase(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    key = str(uuid4())
    await buy(guest, line=await guest.line(), key=key)

    other = await buy(guest, line=await guest.line(design=design(text="home")), key=key)
    await Order.all().update(payment_status=PaymentStatus.PAID)
    paid = await buy(guest, line=await guest.line(), key=key)
    await Order.all().update(payment_status=PaymentStatus.FAILED, canceled_at=now())
    expired = await buy(guest, line=await guest.line(), key=key)

    assert (other["__typename"], other["path"]) == ("InvalidInputError", ["idempotencyKey"])
    assert paid["__typename"] == "OrderAlreadyPaidError"
    assert expired["__typename"] == "StateInvalidError"
    assert await Order.all().count() == 1


async def test_a_page_about_to_close_is_not_handed_out_again(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    wish = {"line": await guest.line(), "key": str(uuid4())}
    await buy(guest, **wish)
    await Order.all().update(checkout_expires_at=now() + timedelta(minutes=5))

    assert (await buy(guest, **wish))["__typename"] == "StateInvalidError"


@pytest.mark.parametrize("key", ["", "short", "x" * 256])
async def test_a_key_that_could_be_guessed_is_refused(guest: Shopper, stripe_sandbox: StripeSandbox, key: str) -> None:
    refused = await buy(guest, line=await guest.line(), key=key)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["idempotencyKey"])
    assert await Order.all().count() == 0


BAD: dict[str, tuple[dict[str, Any], str, list[str]]] = {
    "unknown product": (
        {"productId": to_global_id("Product", new_id())}, "ProductUnavailableError", ["line", "productId"],
    ),
    "quantity 0": ({"quantity": 0}, "QuantityInvalidError", ["line", "quantity"]),
    "quantity -1": ({"quantity": -1}, "QuantityInvalidError", ["line", "quantity"]),
    "quantity 1000": ({"quantity": 1000}, "QuantityInvalidError", ["line", "quantity"]),
    "no size": ({"sizeId": None}, "ProductUnavailableError", ["line", "sizeId"]),
    "option the product lacks": (
        {"options": [{"name": "frameColor", "value": "oak"}]}, "OptionInvalidError", ["line", "options"],
    ),
    "foreign design": (
        {"design": None, "designId": to_global_id("Design", new_id())}, "NotFoundError", ["line", "designId"],
    ),
    "a design that is text": ({"design": "poster"}, "DesignInvalidError", ["line", "design"]),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
async def test_a_bad_line_orders_nothing(guest: Shopper, stripe_sandbox: StripeSandbox, bad: str) -> None:
    changes, error, path = BAD[bad]
    line = await guest.line(**changes)
    before = await rows()

    refused = await buy(guest, line=line)

    assert (refused["__typename"], refused["path"]) == (error, path)
    assert await rows() == before


async def test_a_currency_nothing_is_sold_in(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    refused = await buy(guest, line=await guest.line(), currency="CHF")

    assert (refused["__typename"], refused["path"]) == ("CurrencyUnavailableError", ["currency"])
    assert await Order.all().count() == 0


async def test_a_foreign_origin_orders_nothing(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    line = await guest.line()
    before = await rows()

    refused = await buy(guest, line=line, success="https://evil.example/")

    assert (refused["__typename"], refused["path"]) == ("UrlNotAllowedError", ["successUrl"])
    assert await rows() == before


@pytest.mark.parametrize(
    "changes",
    [
        {"line": {"productId": "x", "quantity": 1}},
        {"line": {"productId": to_global_id("Product", new_id()), "quantity": 2**40}},
        {"email": "nobody"},
        {"email": "a\0@example.com"},
        {"currency": "usd"},
        {"currency": "DOLLARS"},
    ],
)
async def test_malformed_input(guest: Shopper, stripe_sandbox: StripeSandbox, changes: dict[str, Any]) -> None:
    variables = {"line": await guest.line(), **changes}

    _, code = await guest.refused(BUY, **variables)

    assert code == "BAD_USER_INPUT"
    assert await Order.all().count() == 0
