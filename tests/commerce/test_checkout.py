"""commerce/checkout/checkout.py: one order and one open session for what is in the cart, whatever breaks."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from adapters import Adapters
from commerce.checkout import carts, checkout, checkout_params
from commerce.checkout.carts import CartOwner
from commerce.checkout.checkout_params import BuyerInput, buyer_input
from commerce.checkout.checkout_session import Checkout
from commerce.errors import (
    CartEmpty,
    CartLinesUnavailable,
    CurrencyUnavailable,
    OrderAlreadyPaid,
    PaymentUnavailable,
    UrlNotAllowed,
)
from commerce.orders import orders
from commerce.payments.payments import mark_paid
from core.clock import now, travel
from core.database import transaction
from core.settings import Settings
from core.settings import settings as settings_now
from models import CartLine, Order, OrderLine, PaymentStatus, Product, ShippingTier
from tests.commerce.conftest import SmallShop, document
from tests.commerce.paying import paid_session
from tests.support.outside import StripeSandbox


def buyer(owner: CartOwner, **more: str) -> BuyerInput:
    return buyer_input(owner, email="ada@example.com", **more)


async def start(owner: CartOwner, adapters: Adapters, **more: str) -> Checkout:
    return await checkout.start(owner, buyer(owner, **more), adapters.payments)


async def sessions(stripe: StripeSandbox) -> list[tuple[str, str]]:
    """(order number, status) of every session at Stripe, oldest first."""
    found = (await stripe.call("GET", "/v1/checkout/sessions"))["data"]
    return [(each["metadata"]["order_number"], each["status"]) for each in reversed(found)]


async def test_a_cart_becomes_a_frozen_order_and_a_session(
    shop: SmallShop, adapters: Adapters, stripe_sandbox: StripeSandbox, settings: Settings
) -> None:
    owner = await shop.cart_of(shop.line(), shop.line("poster", size="18x24", quantity=2))

    started = await start(owner, adapters)

    order = await Order.get(id=started.order.id)
    assert order.number.startswith("YMA-")
    assert (order.subtotal, order.shipping, order.total) == (999 + 2 * 5999, 999, 13996)
    lines = await OrderLine.filter(order=order).order_by("position")
    assert [(line.product_type, line.size, line.quantity, line.unit_price) for line in lines] == [
        ("digital", "8x10", 1, 999),
        ("poster", "18x24", 2, 5999),
    ]
    session = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{order.checkout_session_id}")
    assert session["url"] == started.session_url
    assert session["client_reference_id"] == str(order.id)
    assert session["metadata"] == {"order_id": str(order.id), "order_number": order.number}
    assert (session["amount_subtotal"], session["currency"]) == (12997, "usd")
    assert session["shipping_address_collection"]["allowed_countries"] == list(settings.shipping_countries)
    assert session["success_url"] == f"{settings.storefront_url}/order?session_id={{CHECKOUT_SESSION_ID}}"
    assert session["customer_email"] == "ada@example.com"


async def test_a_double_click_opens_one_session(
    shop: SmallShop, adapters: Adapters, stripe_sandbox: StripeSandbox
) -> None:
    owner = await shop.cart_of(shop.line())

    started = await asyncio.gather(*(start(owner, adapters) for _ in range(5)))
    again = await start(owner, adapters)

    assert {each.session_url for each in started} == {again.session_url}
    assert await sessions(stripe_sandbox) == [(again.order.number, "open")]
    assert await Order.all().count() == 1


async def test_a_changed_cart_closes_the_old_session(
    shop: SmallShop, adapters: Adapters, stripe_sandbox: StripeSandbox
) -> None:
    owner = await shop.cart_of(shop.line())
    first = await start(owner, adapters)
    await carts.add_lines(owner, [shop.line(document=document(city="Almaty"))], None)

    second = await start(owner, adapters)

    assert await sessions(stripe_sandbox) == [(first.order.number, "expired"), (second.order.number, "open")]
    assert (await Order.get(id=first.order.id)).payment_status is PaymentStatus.FAILED
    assert second.order.subtotal == 1998


async def test_a_session_about_to_expire_is_replaced(
    shop: SmallShop, adapters: Adapters, stripe_sandbox: StripeSandbox
) -> None:
    owner = await shop.cart_of(shop.line())
    first = await start(owner, adapters)

    await Order.filter(id=first.order.id).update(checkout_expires_at=now() + timedelta(minutes=10))
    second = await start(owner, adapters)

    assert second.order.id != first.order.id
    assert await sessions(stripe_sandbox) == [(first.order.number, "expired"), (second.order.number, "open")]


async def test_a_cart_paid_in_another_tab_is_not_charged_again(
    shop: SmallShop, adapters: Adapters, stripe_sandbox: StripeSandbox
) -> None:
    owner = await shop.cart_of(shop.line())
    first = await start(owner, adapters)
    await stripe_sandbox.call(
        "POST", f"/v1/payment_pages/{first.order.checkout_session_id}/confirm", {"payment_method": "pm_card_visa"}
    )
    await carts.add_lines(owner, [shop.line(quantity=2)], None)

    with pytest.raises(OrderAlreadyPaid) as refused:
        await start(owner, adapters)

    assert refused.value.number == first.order.number
    assert await Order.all().count() == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "500", "times": 3},
        {"kind": "500", "times": 3, "after": True},
        {"kind": "429", "times": 1},
        {"kind": "reset", "times": 3},
        {"kind": "reset", "times": 3, "after": True},
    ],
    ids=lambda fault: "-".join(str(value) for value in fault.values()),
)
async def test_stripe_in_trouble_is_a_typed_answer_and_a_retry_doubles_nothing(
    shop: SmallShop, adapters: Adapters, stripe_sandbox: StripeSandbox, fault: dict[str, object]
) -> None:
    owner = await shop.cart_of(shop.line())
    await stripe_sandbox.control("POST", "/faults", {"match": "POST /v1/checkout/sessions", **fault})

    with pytest.raises(PaymentUnavailable):
        await start(owner, adapters)
    started = await start(owner, adapters)

    assert await Order.all().count() == 1
    handed_out = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{started.order.checkout_session_id}")
    assert (handed_out["status"], handed_out["url"]) == ("open", started.session_url)


async def test_a_crash_before_stripe_answered_is_resumed_with_the_same_key(
    shop: SmallShop, adapters: Adapters, stripe_sandbox: StripeSandbox
) -> None:
    owner = await shop.cart_of(shop.line())
    first = await start(owner, adapters)
    await Order.filter(id=first.order.id).update(checkout_session_id=None, checkout_url=None)

    again = await start(owner, adapters)

    assert again.session_url == first.session_url
    assert await sessions(stripe_sandbox) == [(first.order.number, "open")]


async def test_what_cannot_be_checked_out_writes_nothing(shop: SmallShop, adapters: Adapters) -> None:
    with pytest.raises(CartEmpty):
        await start(CartOwner(), adapters)
    owner = await shop.cart_of(shop.line(), shop.line("poster"))
    with pytest.raises(UrlNotAllowed):
        buyer(owner, success_url="https://evil.example.com/thanks")
    await ShippingTier.all().delete()
    with pytest.raises(CurrencyUnavailable):
        await start(owner, adapters)
    await Product.filter(id=shop.poster.id).update(active=False)
    with pytest.raises(CartLinesUnavailable) as refused:
        await start(owner, adapters)
    with travel(timedelta(hours=49)), pytest.raises(CartEmpty):
        await start(owner, adapters)

    assert refused.value.line_ids == [(await CartLine.get(product_id=shop.poster.id)).id]
    assert await Order.all().count() == 0


async def test_buy_now_leaves_the_cart_alone(
    shop: SmallShop, adapters: Adapters, stripe_sandbox: StripeSandbox
) -> None:
    owner = await shop.cart_of(shop.line())

    started = await checkout.buy_now(shop.line(quantity=3), "USD", buyer(owner), adapters.payments)

    assert (started.order.subtotal, started.order.cart_id) == (2997, None)
    assert [line.quantity for line in await CartLine.all()] == [1]


async def test_buy_now_with_one_key_at_once_is_one_order(
    shop: SmallShop, adapters: Adapters, stripe_sandbox: StripeSandbox
) -> None:
    who = buyer(CartOwner(), idempotency_key="f3b1c7e2-key-of-a-click")

    started = await asyncio.gather(*(checkout.buy_now(shop.line(), "USD", who, adapters.payments) for _ in range(5)))
    other = await checkout.buy_now(shop.line(), "USD", buyer(CartOwner()), adapters.payments)

    assert len({each.order.id for each in started}) == 1
    assert other.order.id != started[0].order.id
    assert await Order.all().count() == 2


async def test_stripes_own_shipping_rates_replace_the_tiers_where_configured(
    shop: SmallShop, adapters: Adapters, stripe_sandbox: StripeSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate = await stripe_sandbox.call(
        "POST",
        "/v1/shipping_rates",
        {
            "display_name": "Courier",
            "type": "fixed_amount",
            "fixed_amount[amount]": 1999,
            "fixed_amount[currency]": "usd",
        },
    )
    configured = settings_now().model_copy(update={"stripe_shipping_rates": (rate["id"],)})
    monkeypatch.setattr(checkout_params, "settings", lambda: configured)
    owner = await shop.cart_of(shop.line("poster"))

    started = await start(owner, adapters)
    session = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{started.order.checkout_session_id}")

    assert [option["shipping_rate"] for option in session["shipping_options"]] == [rate["id"]]
    async with transaction():
        order = await orders.lock(started.order.id)
        assert order is not None
        assert await mark_paid(order, paid_session(order, shipping=1999)) == "paid"
    assert (await Order.get(id=started.order.id)).total == 2499 + 1999
