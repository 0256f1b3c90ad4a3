"""Orders: written whole and frozen, found by those who may see them, with a timeline of what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from commerce import audit, outbox
from commerce.audit import Actor, Target
from commerce.catalog.pricing import NO_SHIPPING, ShippingQuote, fulfillment_of, quote_shipping, shipping_tiers
from commerce.checkout.checkout_params import BuyerInput, Item, session_params
from commerce.errors import AmountTooSmall, CurrencyUnavailable, InvalidInput, NotFound
from commerce.orders.states import move_payment
from commerce.webhooks_out import outgoing_events
from core.clock import now
from core.database import transaction
from core.ids import order_number
from core.settings import settings
from models import Cart, FulfillmentType, Order, OrderEvent, OrderLine, PaymentStatus

SYSTEM, CUSTOMER = "system", "customer"
"""Actors of the timeline that customers may read; everybody else there is staff."""
MAX_NOTES = 10_000
MINIMUM_AMOUNTS = {"USD": 50, "EUR": 50, "GBP": 30, "JPY": 50, "CAD": 50, "AUD": 50, "CHF": 50, "SEK": 300, "NOK": 300}
"""The least that cards can be charged, in minor units: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts"""


async def create(
    items: Sequence[Item], currency: str, fingerprint: str, buyer: BuyerInput, *, cart: Cart | None = None
) -> Order:
    """Write a pending order with its lines, and what Stripe will be asked. Inside a transaction.

    Raises:
        AmountTooSmall, CurrencyUnavailable: then nothing is written.
    """
    subtotal = sum(item.total for item in items)
    if subtotal < MINIMUM_AMOUNTS.get(currency, 50):
        raise AmountTooSmall(subtotal, currency)
    quote = await shipping_quote(items, currency)
    moment = now()
    order = Order(
        number=await _unused_number(),
        user_id=buyer.owner.user_id,
        cart=cart,
        email=buyer.email,
        locale=buyer.locale,
        currency=currency,
        fulfillment_type=fulfillment_of(item.product.fulfillment_type for item in items),
        subtotal=subtotal,
        shipping=quote.rate,
        total=subtotal + quote.rate,
        fingerprint=fingerprint,
        request_key=buyer.request_key,
        success_url=buyer.success_url,
        cancel_url=buyer.cancel_url,
        promo_code=buyer.promo.code,
        checkout_params={},
        checkout_expires_at=moment + settings().checkout_lifetime,
    )
    lines = [_line(order, position, item) for position, item in enumerate(items)]
    order.checkout_params = session_params(order, lines, [quote], order.checkout_expires_at, buyer.promo)
    await order.save(force_create=True)
    await OrderLine.bulk_create(lines)
    await record(order, "order_created", "The order was placed and waits for its payment.", public=True)
    return order


async def shipping_quote(items: Sequence[Item], currency: str) -> ShippingQuote:
    """What sending some items costs today.

    Raises:
        CurrencyUnavailable: when no tier covers them.
    """
    physical = [item for item in items if item.product.fulfillment_type is FulfillmentType.PHYSICAL]
    if not physical:
        return NO_SHIPPING
    quote = quote_shipping(sum(item.total for item in physical), await shipping_tiers(currency))
    if quote is None:
        raise CurrencyUnavailable(f"Prints are not shipped for {currency}.", currency, [])
    return quote


def _line(order: Order, position: int, item: Item) -> OrderLine:
    return OrderLine(
        order_id=order.id,
        position=position,
        product_id=item.product.id,
        cart_identity=item.identity,
        title=item.title,
        description=item.description,
        product_type=item.product.slug,
        fulfillment_type=item.product.fulfillment_type,
        size=item.size.value if item.size else None,
        width_mm=item.size.width_mm if item.size else None,
        height_mm=item.size.height_mm if item.size else None,
        options=item.options,
        design_id=item.design.id,
        quantity=item.quantity,
        unit_price=item.unit_price,
        total=item.total,
    )


async def _unused_number() -> str:
    """A number nobody has. 40 random bits: a collision is rare, and the unique column has the last word."""
    while True:
        number = order_number(settings().order_prefix, now().year)
        if not await Order.exists(number=number):
            return number


async def record(
    order: Order,
    kind: str,
    message: str,
    *,
    public: bool = False,
    actor: str = SYSTEM,
    data: dict[str, Any] | None = None,
    request_key: str | None = None,
) -> OrderEvent:
    """Write an entry of the timeline, inside the transaction of what it tells of; other systems hear of it, too.

    The order is to be as it is after what happened.
    """
    event = await OrderEvent.create(
        order=order, type=kind, message=message, actor=actor, public=public, data=data, request_key=request_key
    )
    await outgoing_events.emit(order, kind, data)
    return event


async def set_notes(order_id: UUID, notes: str, actor: Actor) -> None:
    """Keep the staff's notes about an order, in place of the former ones. The same again changes nothing.

    Raises:
        NotFound, InvalidInput
    """
    if len(notes) > MAX_NOTES:
        raise InvalidInput(f"Notes have at most {MAX_NOTES} characters.", path=("notes",))
    async with transaction():
        order = await lock(order_id)
        if order is None:
            raise NotFound("Order")
        if order.notes == (notes or None):
            return
        # People are forgotten one day, and the audit log is not: it holds that they were written, not what.
        before = {"characters": len(order.notes or "")}
        await Order.filter(id=order.id).update(notes=notes or None, updated_at=now())
        await audit.record(actor, "order_notes_set", Target("Order", order.id), before, {"characters": len(notes)})


async def lock(order_id: UUID) -> Order | None:
    """The order, locked until the transaction ends."""
    return await Order.filter(id=order_id).select_for_update().first()


async def cancel_unpaid(order_id: UUID, reason: str) -> bool:
    """Cancel an order that still waits for its money; False when it does not wait any more."""
    async with transaction():
        order = await lock(order_id)
        return order is not None and await cancel_locked(order, reason)


async def cancel_locked(order: Order, reason: str) -> bool:
    """The same for an order that the caller has locked."""
    if order.payment_status is not PaymentStatus.PENDING or order.held_reason:
        return False
    move_payment(order, PaymentStatus.FAILED)
    order.canceled_at = now()
    await order.save(update_fields=["payment_status", "canceled_at", "updated_at"])
    await record(order, "order_canceled", reason, public=True)
    return True


async def abandon_checkouts(user_id: UUID, email: str) -> None:
    """Have the pages closed on which an account, or a guest with its address, could still pay. Inside a transaction."""
    theirs = Q(user_id=user_id) | Q(user_id=None, email=email)
    waiting = Order.filter(theirs, payment_status=PaymentStatus.PENDING, held_reason=None)
    for order in await waiting.only("id"):
        await outbox.enqueue(outbox.CLOSE_CHECKOUT, order.id)
