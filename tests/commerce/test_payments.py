"""commerce/payments/payments.py: one `mark_paid` for every road, once, with everything that follows."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from adapters.payments import CheckoutSession
from commerce.checkout import carts
from commerce.checkout.carts import CartOwner
from commerce.orders import orders
from commerce.orders.states import OrderStatus, status_of
from commerce.payments.payments import mark_paid
from core.database import transaction
from models import (
    Cart,
    CartLine,
    CartStatus,
    CustomerFigures,
    Download,
    DownloadKind,
    FileFormat,
    FulfillmentType,
    Order,
    OrderEvent,
    OrderLine,
    OutboxMessage,
    PaymentStatus,
    User,
)
from tests.commerce.conftest import SmallShop, document
from tests.commerce.paying import paid_session, place_order


async def pay(order: Order, session: CheckoutSession) -> str:
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        return await mark_paid(locked, session)


async def types_of(order: Order) -> list[str]:
    return [event.type for event in await OrderEvent.filter(order=order).order_by("id")]


async def test_a_payment_moves_everything_that_follows_from_it(shop: SmallShop) -> None:
    owner = await shop.cart_of(shop.line(), shop.line("poster", quantity=2))
    order = await place_order(owner)
    address = {
        "line1": "1 Main St",
        "line2": None,
        "city": "Austin",
        "state": "TX",
        "postal_code": "1",
        "country": "US",
    }
    session = paid_session(order, collected_information={"shipping_details": {"name": "Ada", "address": address}})

    assert await pay(order, session) == "paid"

    order = await Order.get(id=order.id)
    assert (order.payment_status, status_of(order)) == (PaymentStatus.PAID, OrderStatus.PAID)
    assert (order.subtotal, order.discount, order.shipping, order.tax, order.total) == (5997, 0, 999, 0, 6996)
    assert (order.email, order.customer_name) == ("buyer@example.com", "Ada Lovelace")
    assert order.shipping_address == {"name": "Ada", **address, "phone": None}
    assert order.fulfillment_type is FulfillmentType.MIXED
    assert order.paid_at is not None
    files = await Download.filter(order=order).order_by("id")
    assert [(file.kind, file.format) for file in files] == [
        (DownloadKind.CUSTOMER, FileFormat.PNG),
        (DownloadKind.CUSTOMER, FileFormat.PDF),
        (DownloadKind.PRINT, FileFormat.PDF),
    ]
    owed = await OutboxMessage.filter(actor="render_download").order_by("id")
    assert [message.args for message in owed] == [[str(file.id)] for file in files]
    assert (await Cart.get(id=order.cart_id)).status is CartStatus.CHECKED_OUT
    assert await types_of(order) == ["order_created", "order_paid"]


async def test_twenty_payments_at_once_are_one(shop: SmallShop) -> None:
    user = await User.create(email="ada@example.com")
    owner = CartOwner(user_id=user.id)
    await carts.add_lines(owner, [shop.line()], None)
    order = await place_order(owner)

    outcomes = await asyncio.gather(*(pay(order, paid_session(order)) for _ in range(20)))

    assert sorted(outcomes) == ["already paid"] * 19 + ["paid"]
    assert await Download.all().count() == 2
    figures = await CustomerFigures.get(user=user)
    assert (figures.currency, figures.total_spent, figures.order_count) == ("USD", 999, 1)
    assert await types_of(order) == ["order_created", "order_paid"]


async def test_discount_tax_and_shipping_are_split_to_the_cent(shop: SmallShop) -> None:
    owner = await shop.cart_of(
        shop.line(), shop.line("poster"), shop.line("poster", size="11x14", document=document(city="Almaty"))
    )
    order = await place_order(owner)

    await pay(order, paid_session(order, discount=1000, tax=501))

    lines = await OrderLine.filter(order=order).order_by("position")
    assert [(line.total, line.discount, line.tax, line.shipping) for line in lines] == [
        (999, 143, 71, 0),
        (2499, 357, 179, 416),
        (3499, 500, 251, 583),
    ]
    order = await Order.get(id=order.id)
    assert (order.discount, order.tax, order.total, order.tax_collected) == (1000, 501, 7497, True)


async def test_a_code_may_bring_the_total_to_nothing(shop: SmallShop) -> None:
    order = await place_order(await shop.cart_of(shop.line()))
    session = paid_session(order, discount=999, payment_status="no_payment_required", payment_intent=None)

    assert session.settled
    assert await pay(order, session) == "paid"

    order = await Order.get(id=order.id)
    assert (order.total, order.payment_intent_id, order.payment_status) == (0, None, PaymentStatus.PAID)


@pytest.mark.parametrize(
    "change",
    [{"currency": "eur"}, {"subtotal": 998}, {"amount_total": 1}, {"shipping": 500}],
    ids=lambda c: next(iter(c)),
)
async def test_money_that_disagrees_holds_the_order(shop: SmallShop, change: dict[str, Any]) -> None:
    order = await place_order(await shop.cart_of(shop.line()))

    outcome = await pay(order, paid_session(order, **change))

    assert outcome.startswith("held: ")
    order = await Order.get(id=order.id)
    assert order.payment_status is PaymentStatus.PENDING
    assert order.held_reason
    assert await types_of(order) == ["order_created", "order_held"]
    assert await Download.all().count() == 0
    assert await OutboxMessage.exclude(actor="announce_alert").count() == 0


async def test_an_address_that_no_mail_reaches_does_not_keep_the_money_out(shop: SmallShop) -> None:
    order = await place_order(await shop.cart_of(shop.line()))
    buyer = {"email": f"ada@{'x' * 250}.example", "name": "Ada", "phone": None}

    outcome = await pay(order, paid_session(order, customer_details=buyer))

    assert outcome == "paid"
    paid = await Order.get(id=order.id)
    assert (paid.payment_status, paid.email, paid.customer_name) == (PaymentStatus.PAID, None, "Ada")


async def test_money_after_a_cancel_wins_and_is_flagged(shop: SmallShop) -> None:
    order = await place_order(await shop.cart_of(shop.line()))
    assert await orders.cancel_unpaid(order.id, "Too late.")
    assert status_of(await Order.get(id=order.id)) is OrderStatus.CANCELED

    assert await pay(order, paid_session(order)) == "paid"

    order = await Order.get(id=order.id)
    assert (order.payment_status, order.canceled_at) == (PaymentStatus.PAID, None)
    assert await types_of(order) == ["order_created", "order_canceled", "order_paid", "paid_after_cancel"]


async def test_what_was_added_while_paying_stays_in_the_cart(shop: SmallShop) -> None:
    owner = await shop.cart_of(shop.line(quantity=2))
    order = await place_order(owner)
    await carts.add_lines(owner, [shop.line(quantity=3), shop.line("poster")], None)

    await pay(order, paid_session(order))

    cart = await carts.find(owner)
    assert cart is not None
    assert cart.status is CartStatus.ACTIVE
    assert [(line.product_id, line.quantity) for line in await CartLine.filter(cart=cart).order_by("id")] == [
        (shop.digital.id, 3),
        (shop.poster.id, 1),
    ]


async def test_a_paid_order_is_not_canceled(shop: SmallShop) -> None:
    order = await place_order(await shop.cart_of(shop.line()))
    await pay(order, paid_session(order))

    assert await orders.cancel_unpaid(order.id, "The page expired.") is False

    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PAID
