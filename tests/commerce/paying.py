"""Orders that wait for their money, and Stripe's words about it, without Stripe."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from adapters.payments import API_VERSION, CheckoutSession, parse_session
from commerce.checkout import carts, checkout
from commerce.checkout.carts import CartOwner
from commerce.checkout.checkout_params import buyer_input
from core.clock import now
from core.database import transaction
from core.ids import new_id
from models import Order


async def place_order(owner: CartOwner, **buyer: Any) -> Order:
    """The order that a checkout of the owner's cart writes, before Stripe is asked."""
    cart = await carts.find(owner)
    assert cart is not None
    who = buyer_input(owner, **buyer)
    async with transaction():
        items = await checkout.cart_items(cart)
        order = await checkout.write_order(items, cart.currency, who, cart=cart)
    await Order.filter(id=order.id).update(checkout_session_id=f"cs_test_{order.id.hex}", checkout_url="http://pay")
    return await Order.get(id=order.id)


def session_object(order: Order, **changes: Any) -> dict[str, Any]:
    """The Checkout Session of a paid order, as Stripe's events carry it."""
    discount, tax = changes.pop("discount", 0), changes.pop("tax", 0)
    shipping = changes.pop("shipping", order.shipping)
    subtotal = changes.pop("subtotal", order.subtotal)
    return {
        "id": order.checkout_session_id,
        "object": "checkout.session",
        "status": "complete",
        "payment_status": "paid",
        "metadata": {"order_id": str(order.id), "order_number": order.number},
        "payment_intent": f"pi_{order.id.hex}",
        "customer": f"cus_{order.id.hex}",
        "currency": order.currency.lower(),
        "amount_subtotal": subtotal,
        "amount_total": subtotal - discount + shipping + tax,
        "total_details": {"amount_discount": discount, "amount_shipping": shipping, "amount_tax": tax},
        "automatic_tax": {"enabled": tax > 0},
        "customer_details": {"email": "Buyer@Example.com", "name": "Ada Lovelace", "phone": None},
        "collected_information": None,
        "discounts": [],
        "livemode": False,
        "expires_at": int((now() + timedelta(hours=1)).timestamp()),
        **changes,
    }


def paid_session(order: Order, **changes: Any) -> CheckoutSession:
    """The same, read."""
    return parse_session(session_object(order, **changes))


def stripe_event(kind: str, subject: dict[str, Any], event_id: str | None = None) -> dict[str, Any]:
    """An event about an object."""
    return {
        "id": event_id or f"evt_{new_id().hex}",
        "object": "event",
        "type": kind,
        "api_version": API_VERSION,
        "data": {"object": subject},
    }
