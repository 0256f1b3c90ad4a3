"""`checkoutStart`: the current cart, ordered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from core.clock import travel
from core.settings import Settings
from models import Order, OrderEvent, PaymentStatus, Price, Product
from tests.support.outside import StripeSandbox
from tests.support.shoppers import Account, rows
from tests.support.storefront import CHECKOUT, Shopper, session_of

SignIn = Callable[..., Awaitable[Account]]


async def test_an_order_waits_for_its_money(guest: Shopper, stripe_sandbox: StripeSandbox, settings: Settings) -> None:
    await guest.add(await guest.line("digital/8x10"), await guest.line("poster/18x24"))
    await guest.ask('mutation { cartEmailSet(email: "Ada@Example.com") { __typename } }')

    back = f"{settings.storefront_url}/thanks?session={{CHECKOUT_SESSION_ID}}"
    checkout = await guest.checkout(success=back, cancel=f"{settings.storefront_url}/cart")

    assert checkout["__typename"] == "Checkout"
    assert (checkout["order"]["status"], checkout["order"]["total"]) == ("PENDING", {"amount": 999 + 5999 + 999})
    assert checkout["order"]["stripe"] is None
    session = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{session_of(checkout)}")
    assert session["url"] == checkout["sessionUrl"]
    assert session["success_url"] == back
    assert session["customer_email"] == "ada@example.com"
    assert session["metadata"]["order_number"] == checkout["order"]["number"]


async def test_twice_the_same_cart_is_one_order_and_one_page(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    await guest.add(await guest.line())

    first, second = await guest.checkout(), await guest.checkout()
    await guest.add(await guest.line("poster/8x10"))
    third = await guest.checkout()

    assert first["sessionUrl"] == second["sessionUrl"]
    assert first["order"] == second["order"]
    assert third["order"]["number"] != first["order"]["number"]
    old = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{session_of(first)}")
    assert old["status"] == "expired"


async def test_an_account_buys_under_its_own_address_and_needs_no_token(
    guest: Shopper, account: SignIn, stripe_sandbox: StripeSandbox
) -> None:
    ada = await account()
    await ada.shopper.add(await ada.shopper.line())

    checkout = await ada.shopper.checkout()

    assert checkout["orderToken"] is None
    order = await Order.get()
    assert (order.user_id, order.email) == (ada.user.id, ada.user.email)


async def test_who_signs_in_before_paying_gets_a_page_of_their_own(
    guest: Shopper, account: SignIn, stripe_sandbox: StripeSandbox
) -> None:
    ada = await account()
    await guest.add(await guest.line())
    await guest.ask("mutation ($to: EmailAddress!) { cartEmailSet(email: $to) { __typename } }", to=ada.user.email)
    first = await guest.checkout()
    await ada.shopper.ask("mutation ($by: String!) { cartMerge(token: $by) { __typename } }", by=guest.cart_token)

    second = await ada.shopper.checkout()

    assert second["orderToken"] is None
    assert (await Order.get(number=second["order"]["number"])).user_id == ada.user.id
    guests = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{session_of(first)}")
    assert guests["status"] == "expired"


async def test_an_account_that_is_gone_cannot_buy(
    guest: Shopper, account: SignIn, stripe_sandbox: StripeSandbox
) -> None:
    ada = await account()
    await ada.user.delete()

    _, code = await ada.shopper.refused(CHECKOUT)

    assert code == "UNAUTHENTICATED"


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/thanks",
        "http://127.0.0.1.evil.example/thanks",
        "http://127.0.0.1:1/thanks",
        "https://sub.shop.evil.example",
    ],
)
@pytest.mark.parametrize("name", ["success", "cancel"])
async def test_nobody_is_sent_to_a_foreign_origin(
    guest: Shopper, stripe_sandbox: StripeSandbox, name: str, url: str
) -> None:
    await guest.add(await guest.line())
    before = await rows()

    refused = await guest.checkout(**{name: url})

    assert (refused["__typename"], refused["path"]) == ("UrlNotAllowedError", [f"{name}Url"])
    assert await rows() == before


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//evil.example", "https://user:pw@evil.example", "http://a\\@b", "x" * 3000, "", 7]
)
async def test_what_is_no_url_is_bad_input(guest: Shopper, stripe_sandbox: StripeSandbox, url: Any) -> None:
    await guest.add(await guest.line())
    before = await rows()

    _, code = await guest.refused(CHECKOUT, success=url)

    assert code == "BAD_USER_INPUT"
    assert await rows() == before


async def test_nothing_to_buy(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    without = await guest.checkout()
    await guest.add(await guest.line())
    await guest.ask("mutation { cartClear { __typename } }")
    emptied = await guest.checkout()

    assert without["__typename"] == emptied["__typename"] == "CartEmptyError"
    assert await Order.all().count() == 0


async def test_an_expired_cart_cannot_be_bought(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    await guest.add(await guest.line())

    with travel(timedelta(hours=49)):
        refused = await guest.checkout()

    assert refused["__typename"] == "CartEmptyError"
    assert await Order.all().count() == 0


async def test_what_is_no_longer_sold_is_named(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    cart = await guest.add(await guest.line("poster/8x10"))
    await Product.filter(slug="poster").update(active=False)

    query = CHECKOUT.replace("... on Error", "... on CartLinesUnavailableError { lineIds } ... on Error")
    refused = (await guest.ask(query))["checkoutStart"]

    assert refused["__typename"] == "CartLinesUnavailableError"
    assert refused["lineIds"] == [cart["lines"][0]["id"]]
    assert await Order.all().count() == 0


async def test_less_than_cards_can_pay(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    await Price.filter(product__slug="digital", currency="USD", size=None, option_value=None).update(amount=49)
    await guest.add(await guest.line())

    query = CHECKOUT.replace("... on Error", "... on AmountTooSmallError { amount currency } ... on Error")
    refused = (await guest.ask(query))["checkoutStart"]

    assert (refused["__typename"], refused["amount"], refused["currency"]) == ("AmountTooSmallError", 49, "USD")
    assert await Order.all().count() == 0


async def test_less_than_cards_can_pay_in_a_currency_of_which_only_stripe_knows(
    guest: Shopper, stripe_sandbox: StripeSandbox
) -> None:
    await Price.create(product=await Product.get(slug="digital"), currency="DKK", amount=249)
    await guest.add(await guest.line(), currency="DKK")

    assert (await guest.checkout())["__typename"] == "AmountTooSmallError"
    assert (await Order.get()).payment_status is PaymentStatus.FAILED


async def test_more_than_can_be_paid_at_once(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    await Price.filter(product__slug="digital", currency="USD", size=None, option_value=None).update(amount=50_000_001)
    await guest.add(await guest.line(quantity=2))

    refused = await guest.checkout()

    message = "$1,000,000.02 is more than can be paid at once. Split the purchase."
    assert (refused["__typename"], refused["message"]) == ("InvalidInputError", message)
    assert (await Order.get()).payment_status is PaymentStatus.FAILED


async def test_when_stripe_is_down_the_same_request_works_later(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    await guest.add(await guest.line())
    await stripe_sandbox.control("POST", "/faults", {"match": "POST /v1/checkout/sessions", "kind": "500", "times": 3})

    refused = await guest.checkout()
    again = await guest.checkout()

    assert refused["__typename"] == "PaymentUnavailableError"
    assert again["__typename"] == "Checkout"
    assert await Order.all().count() == 1


async def test_a_cart_that_was_paid_meanwhile(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    await guest.add(await guest.line())
    checkout = await guest.checkout()
    page = f"/v1/payment_pages/{session_of(checkout)}/confirm"
    await stripe_sandbox.call("POST", page, {"payment_method": "pm_card_visa"})
    await guest.add(await guest.line("poster/8x10"))

    query = CHECKOUT.replace("... on Error", "... on OrderAlreadyPaidError { number } ... on Error")
    refused = (await guest.ask(query))["checkoutStart"]

    assert (refused["__typename"], refused["number"]) == ("OrderAlreadyPaidError", checkout["order"]["number"])
    assert await Order.filter(payment_status=PaymentStatus.PENDING).count() == 1


async def test_while_a_bank_is_about_to_pay_something_else_can_be_bought(
    guest: Shopper, stripe_sandbox: StripeSandbox
) -> None:
    await guest.add(await guest.line(), currency="EUR")
    checkout = await guest.checkout()
    page = f"/v1/payment_pages/{session_of(checkout)}/confirm"
    await stripe_sandbox.call("POST", page, {"payment_method": "DE89370400440532013000", "email": "ada@example.com"})
    waiting = await Order.get()
    await OrderEvent.create(order=waiting, type="payment_processing", message="The bank…", actor="system")

    same = await guest.checkout()
    await guest.add(await guest.line("poster/8x10"))
    both = await guest.checkout()
    await guest.ask("mutation { cartClear { __typename } }")
    await guest.add(await guest.line("poster/8x10"))
    other = await guest.checkout()

    assert [refused["__typename"] for refused in (same, both)] == ["OrderAlreadyPaidError"] * 2
    assert waiting.number in both["message"]
    assert other["__typename"] == "Checkout"
    assert (await Order.get(id=waiting.id)).payment_status is PaymentStatus.PENDING
    opened = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{session_of(other)}")
    assert (opened["status"], opened["amount_subtotal"]) == ("open", (await Order.all().order_by("-id"))[0].subtotal)


async def test_a_cart_whose_money_is_held_is_not_paid_again(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    await guest.add(await guest.line())
    checkout = await guest.checkout()
    await Order.all().update(held_reason="Stripe's subtotal is 999, the order's is 998")

    refused = await guest.checkout()

    assert refused["__typename"] == "OrderAlreadyPaidError"
    assert refused["message"] == f"This cart has been paid already, as order {checkout['order']['number']}."
    assert await Order.all().count() == 1


async def test_a_page_that_stripe_has_forgotten_is_in_nobodys_way(
    guest: Shopper, stripe_sandbox: StripeSandbox
) -> None:
    """As after a change from test keys to live ones."""
    await guest.add(await guest.line())
    await guest.checkout()
    await Order.all().update(checkout_session_id="cs_test_forgotten")
    await guest.add(await guest.line("poster/8x10"))

    checkout = await guest.checkout()

    assert checkout["__typename"] == "Checkout"
    assert await Order.filter(payment_status=PaymentStatus.FAILED).count() == 1
