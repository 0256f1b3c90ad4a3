"""Orders that were paid, and everybody who may or may not see them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from commerce.checkout.carts import CartOwner
from commerce.orders import orders
from commerce.payments.payments import mark_paid
from core.database import transaction
from core.ids import to_global_id
from core.settings import Settings
from core.tokens import tokens
from models import Order
from tests.commerce.paying import paid_session, place_order
from tests.support.shoppers import account, guest
from tests.support.storefront import Shopper

__all__ = ["account", "guest"]

Buy = Callable[..., Awaitable[Order]]


@pytest.fixture
def buy(settings: Settings) -> Buy:
    """`await buy(shopper, "digital/8x10", …)`: those lines, paid; a guest gets the order's token.

    `paid=False` leaves the order waiting. Nothing is drawn before the outbox is run.
    """

    async def buy(shopper: Shopper, *lines: str, paid: bool = True, owner: CartOwner | None = None) -> Order:
        await shopper.add(*[await shopper.line(line) for line in lines or ("digital/8x10",)])
        order = await place_order(owner or CartOwner(token=shopper.cart_token), email="ada@example.com")
        if paid:
            async with transaction():
                locked = await orders.lock(order.id)
                assert locked is not None
                assert await mark_paid(locked, paid_session(locked)) == "paid"
        if owner is None:
            shopper.order_token = tokens(settings).issue_order_token(order.id).token
        return await Order.get(id=order.id)

    return buy


def order_gid(order: Order) -> str:
    """Its global id."""
    return to_global_id("Order", order.id)
