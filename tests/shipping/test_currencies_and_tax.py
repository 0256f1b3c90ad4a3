"""Whole purchases in currencies without cents, in currencies that a shop lacks, and with automatic tax."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from commerce.checkout import checkout_params
from core.settings import Settings
from models import CustomerFigures, Order, OrderLine, PaymentStatus, Price, Role, ShippingTier
from tests.support.outside import StripeSandbox
from tests.support.shoppers import Account, rows
from tests.support.storefront import CHECKOUT, Shopper, session_of

SignIn = Callable[..., Awaitable[Account]]
RunOutbox = Callable[[], Awaitable[int]]

ORDER = """
query ($id: ID!) { order(id: $id) {
  status currency taxCollected
  subtotal { amount formatted } shipping { amount formatted } tax { amount } total { amount formatted }
  lines { unitPrice { formatted } total { amount } tax { amount } refundable { amount } }
} }
"""


async def pay(
    shopper: Shopper, stripe: StripeSandbox, run_outbox: RunOutbox, **buyer: Any
) -> tuple[dict[str, Any], Order]:
    """Check out and pay; the order as its buyer sees it, and its row."""
    checkout = await shopper.checkout()
    assert checkout["__typename"] == "Checkout", checkout
    page = f"/v1/payment_pages/{session_of(checkout)}/confirm"
    await stripe.call("POST", page, {"payment_method": "pm_card_visa", **buyer})
    for _ in range(600):
        await run_outbox()
        if await Order.filter(payment_status=PaymentStatus.PAID).exists():
            break
        await asyncio.sleep(0.05)
    seen = (await shopper.ask(ORDER, id=checkout["order"]["id"]))["order"]
    return seen, await Order.get()


async def test_a_purchase_in_yen(
    account: SignIn, guest: Shopper, stripe_sandbox: StripeSandbox, served: str, run_outbox: RunOutbox
) -> None:
    ada = await account()
    shopper = ada.shopper
    cart = await shopper.add(await shopper.line("poster/8x10"), await shopper.line(), currency="JPY")
    assert cart["currency"] == "JPY"
    hint = (await shopper.ask('{ cart { freeShippingRemaining { amount formatted(locale: "ja-JP") } } }'))["cart"]

    seen, order = await pay(shopper, stripe_sandbox, run_outbox)

    prices = {
        price.product.slug: price.amount
        for price in await Price.filter(currency="JPY", option_value=None, size__value="8x10").select_related("product")
    }
    poster = prices["poster"]
    digital = (await Price.get(currency="JPY", option_value=None, size=None, product__slug="digital")).amount
    assert seen["subtotal"]["amount"] == poster + digital
    assert seen["shipping"] == {"amount": 1500, "formatted": "¥1,500"}
    assert seen["total"] == {"amount": poster + digital + 1500, "formatted": f"¥{poster + digital + 1500:,}"}
    assert seen["lines"][0]["unitPrice"]["formatted"] == f"¥{poster:,}"
    assert hint["freeShippingRemaining"]["amount"] == 22_500 - poster
    session = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{order.checkout_session_id}")
    assert (session["currency"], session["amount_total"]) == ("jpy", order.total)
    figures = await CustomerFigures.get(user_id=ada.user.id)
    assert (figures.currency, figures.total_spent, figures.order_count) == ("JPY", order.total, 1)


async def test_a_code_takes_whole_yen_off(
    account: SignIn, guest: Shopper, stripe_sandbox: StripeSandbox, served: str, run_outbox: RunOutbox
) -> None:
    admin = (await account(Role.ADMIN)).shopper
    create = "mutation ($input: PromoCodeCreateInput!) { promoCodeCreate(input: $input) { __typename } }"
    await admin.ask(create, input={"code": "THIRD", "percentOff": 33})
    await guest.add(await guest.line("poster/8x10"), await guest.line(), currency="JPY")

    _, order = await pay(guest, stripe_sandbox, run_outbox, promotion_code="THIRD")

    lines = await OrderLine.all().order_by("position")
    assert order.discount > 0
    assert sum(line.discount for line in lines) == order.discount
    assert order.total == order.subtotal - order.discount + order.shipping


async def test_nothing_is_sold_in_a_currency_without_prices(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    before = await rows()

    refused = await guest.add(await guest.line(), currency="CHF")

    assert (refused["__typename"], refused["path"]) == ("CurrencyUnavailableError", ["currency"])
    assert await rows() == before


async def test_prints_are_not_sold_where_they_are_not_shipped(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    await guest.add(await guest.line("poster/8x10"), currency="GBP")
    await ShippingTier.filter(currency="GBP").delete()

    query = CHECKOUT.replace("... on Error", "... on CurrencyUnavailableError { currency } ... on Error")
    refused = (await guest.ask(query))["checkoutStart"]

    assert (refused["__typename"], refused["currency"]) == ("CurrencyUnavailableError", "GBP")
    assert refused["message"] == "Prints are not shipped for GBP."
    assert await Order.all().count() == 0


@pytest.fixture
def automatic_tax(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    taxing = settings.model_copy(update={"stripe_automatic_tax": True})
    monkeypatch.setattr(checkout_params, "settings", lambda: taxing)


@pytest.mark.parametrize(
    ("country", "state", "percent"), [("US", "NY", 8.875), ("US", "OR", 0), ("DE", None, 19), ("FR", None, 20)]
)
async def test_automatic_tax_is_collected_and_frozen(
    automatic_tax: None,
    guest: Shopper,
    stripe_sandbox: StripeSandbox,
    served: str,
    run_outbox: RunOutbox,
    country: str,
    state: str | None,
    percent: float,
) -> None:
    await guest.add(await guest.line("poster/18x24"), await guest.line())
    address = {
        "address[country]": country,
        "address[line1]": "1 Long Road",
        "address[city]": "Somewhere",
        "address[postal_code]": "12345",
        **({"address[state]": state} if state else {}),
    }

    seen, order = await pay(guest, stripe_sandbox, run_outbox, **address)

    lines = await OrderLine.all().order_by("position")
    taxed = sum(round(amount * percent / 100 + 1e-9) for amount in (5999, 999, order.shipping))
    assert seen["taxCollected"] is (percent > 0)
    assert order.held_reason is None
    assert abs(order.tax - taxed) <= 1
    assert order.total == 5999 + 999 + order.shipping + order.tax
    assert sum(line.tax for line in lines) == order.tax
    assert sum(line.shipping for line in lines) == order.shipping
    session = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{order.checkout_session_id}")
    assert session["automatic_tax"]["enabled"] is True
    assert (session["amount_total"], session["total_details"]["amount_tax"]) == (order.total, order.tax)


async def test_without_the_setting_no_tax_is_asked_for(
    guest: Shopper, stripe_sandbox: StripeSandbox, served: str, run_outbox: RunOutbox
) -> None:
    await guest.add(await guest.line("poster/18x24"))

    seen, order = await pay(guest, stripe_sandbox, run_outbox)

    assert (seen["taxCollected"], order.tax) == (False, 0)
    assert order.checkout_params["automatic_tax"] == {"enabled": False}
