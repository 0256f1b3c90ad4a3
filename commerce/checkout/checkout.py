"""From a cart, or one line, to an order and a Stripe Checkout Session to pay it.

Everything is priced again from the database. The order is committed before Stripe is asked, and what Stripe is
asked is frozen on the order, so asking twice (a double click, a crash in between) is the same request with the
same idempotency key and gives the same session.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import orjson
from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from adapters.payments import Payments
from commerce.checkout import carts
from commerce.checkout.cart_view import view
from commerce.checkout.carts import CartOwner
from commerce.checkout.checkout_params import BuyerInput, Item, order_items
from commerce.checkout.checkout_session import Checkout, expire, open_session
from commerce.checkout.lines import CheckedLine, NewLine, check_lines, line_identity
from commerce.errors import (
    AccountBlocked,
    CartEmpty,
    CartLinesUnavailable,
    InvalidInput,
    OrderAlreadyPaid,
    StateInvalid,
    located,
)
from commerce.files import designs
from commerce.orders import orders
from commerce.orders.states import OrderStatus, status_of
from commerce.promotions import promo_checkout
from commerce.reporting import milestones
from core.clock import now
from core.database import fetch, transaction
from models import Cart, MilestoneKind, Order, OrderEvent, PaymentStatus

_MARGIN = timedelta(minutes=31)
"""A session with less than this left is not handed out again: Stripe opens none for less than 30 minutes."""

_ATTEMPTS = 5
"""How often a cart that changes while it is checked out is looked at anew."""


async def start(owner: CartOwner, buyer: BuyerInput, payments: Payments) -> Checkout:
    """Check out the owner's cart. Unchanged, it gets its open session back; changed, the old one is closed first.

    Raises:
        ShopError: typed, with nothing charged.
    """
    cart = await carts.find(owner)
    if cart is None:
        raise CartEmpty
    for _ in range(_ATTEMPTS):
        items = await cart_items(cart)
        await promo_checkout.on_terms(buyer, _subtotal(items), cart.currency, cart.id)
        wanted = await _fingerprint(cart.currency, items, buyer)
        await _close_superseded(cart, wanted, payments)
        order = await _ordered(cart, wanted, buyer)
        if order is not None:
            return await open_session(order, payments)
    raise StateInvalid("The cart is being changed. Check it out again in a moment.", "changing")


async def _ordered(cart: Cart, wanted: str, buyer: BuyerInput) -> Order | None:
    """The order of the cart as it was when the pages of its other attempts were closed; None when it, or a price, has
    changed since: then a page may be open that is to be closed first.
    """
    async with transaction():
        await _refuse_blocked(buyer)
        locked = await carts.lock(cart.id)
        if locked is None:
            raise CartEmpty
        items = await cart_items(locked)
        if await _fingerprint(locked.currency, items, buyer) != wanted:
            return None
        order = await _reusable(locked, wanted)
        if order is not None:
            return order
        agreed = await promo_checkout.on_terms(buyer, _subtotal(items), locked.currency, locked.id)
        return await write_order(items, locked.currency, agreed, cart=locked)


async def buy_now(
    line: NewLine, currency: str, buyer: BuyerInput, payments: Payments, gate: designs.Gate | None = None
) -> Checkout:
    """Check out one line and leave the cart alone. The same idempotency key gives the same order.

    Raises:
        ShopError: typed, with nothing charged.
    """
    await _refuse_blocked(buyer)
    (checked,) = await check_lines([line], currency, gate)
    item = await _item(checked, buyer.owner)
    try:
        order = await _by_request([item], currency, buyer) or await _create_once([item], currency, buyer)
    except IntegrityError:
        await check_lines([line], currency)  # says so, when the product was deleted meanwhile
        raise
    return await open_session(order, payments)


# Inside a transaction, nobody is blocked before it ends: whoever blocks them finds the order, and has its page closed.
_ACCOUNTS = """
SELECT id, blocked_at FROM users WHERE (id = $1 OR email = $2) AND deleted_at IS NULL ORDER BY id FOR SHARE
"""


async def _refuse_blocked(buyer: BuyerInput) -> None:
    """
    Raises:
        AccountBlocked: for a blocked account, and for a guest with its address, who is not told since when.
    """
    for account in await fetch(_ACCOUNTS, buyer.owner.user_id, buyer.email):
        if account["blocked_at"] is not None:
            raise AccountBlocked(account["blocked_at"] if account["id"] == buyer.owner.user_id else None)


async def _item(line: CheckedLine, owner: CartOwner) -> Item:
    cart = await carts.find(owner) if isinstance(line.design, UUID) else None
    with located(*line.path):
        design = await designs.resolve(line.design, owner.asks_with(cart))
    return Item(
        product=line.product,
        size=line.size,
        options=line.options,
        design=design,
        quantity=line.quantity,
        unit_price=line.unit_price,
        identity=line_identity(line.product.id, line.size.id if line.size else None, line.options, design.hash),
    )


async def _create_once(items: list[Item], currency: str, buyer: BuyerInput) -> Order:
    try:
        async with transaction():
            await _refuse_blocked(buyer)
            return await write_order(items, currency, await promo_checkout.on_terms(buyer, _subtotal(items), currency))
    except IntegrityError:
        # Two requests with one idempotency key at the same moment: the other one made the order.
        known = await _by_request(items, currency, buyer)
        if known is None:
            raise
        return known


async def _by_request(items: list[Item], currency: str, buyer: BuyerInput) -> Order | None:
    """The order that an earlier request with the same idempotency key made.

    Raises:
        InvalidInput: when that request was for something else.
        OrderAlreadyPaid, StateInvalid: when there is nothing left to pay.
    """
    order = await Order.get_or_none(request_key=buyer.request_key) if buyer.request_key else None
    if order is None:
        return None
    if order.fingerprint != await _fingerprint(currency, items, buyer):
        message = "This idempotencyKey was used for another purchase. Send a new one."
        raise InvalidInput(message, path=("idempotencyKey",))
    status = status_of(order)
    if status not in {OrderStatus.PENDING, OrderStatus.CANCELED} or order.held_reason:
        raise OrderAlreadyPaid(order.number)
    if status is OrderStatus.CANCELED or order.checkout_expires_at < now() + _MARGIN:
        raise StateInvalid("The payment page of this purchase has expired. Send a new idempotencyKey.", status)
    return order


async def write_order(items: Sequence[Item], currency: str, buyer: BuyerInput, *, cart: Cart | None = None) -> Order:
    """Write the pending order of some items, inside a transaction."""
    fingerprint = await _fingerprint(currency, items, buyer)
    order = await orders.create(items, currency, fingerprint, buyer, cart=cart)
    if cart is not None:
        await milestones.note(MilestoneKind.CHECKOUT, cart.id, currency)
    return order


async def cart_items(cart: Cart) -> list[Item]:
    """The lines of a cart as items to order, at today's prices.

    Raises:
        CartEmpty, CartLinesUnavailable: when it cannot be ordered as it is.
    """
    priced = await view(cart)
    if not priced.lines:
        raise CartEmpty
    unavailable = [entry.line.id for entry in priced.lines if not entry.available]
    if unavailable:
        raise CartLinesUnavailable(unavailable)
    return order_items(priced)


def _subtotal(items: Sequence[Item]) -> int:
    return sum(item.total for item in items)


async def _fingerprint(currency: str, items: Sequence[Item], buyer: BuyerInput) -> str:
    """Of all that the payment page shows, and of whose the order is: an open page is handed out again only while it
    would be made the same. Who signs in before they pay gets a page of their own.
    """
    quote = await orders.shipping_quote(items, currency)
    lines = sorted([item.identity, item.quantity, item.unit_price] for item in items)
    account = buyer.owner.user_id.hex if buyer.owner.user_id else None
    asked = [account, buyer.email, buyer.success_url, buyer.cancel_url, buyer.promo_code]
    parts = [currency, lines, quote.rate, quote.label, *asked]
    return sha256(orjson.dumps(parts)).hexdigest()


async def _reusable(cart: Cart, fingerprint: str) -> Order | None:
    return await Order.filter(
        cart_id=cart.id,
        fingerprint=fingerprint,
        payment_status=PaymentStatus.PENDING,
        checkout_expires_at__gt=now() + _MARGIN,
        held_reason=None,
    ).first()


async def _close_superseded(cart: Cart, fingerprint: str, payments: Payments) -> None:
    """Close the sessions of the cart's earlier attempts, so that nobody pays an old cart in another tab.

    Raises:
        OrderAlreadyPaid: when one of them was paid, also if its money is held; or a bank is about to pay for some of
            what is in the cart, which may take days.
        PaymentUnavailable: when Stripe does not answer, for then it is not known.
    """
    held = Q(payment_status=PaymentStatus.FAILED, held_reason__isnull=False)
    for order in await Order.filter(Q(payment_status=PaymentStatus.PENDING) | held, cart_id=cart.id):
        if order.held_reason:
            raise OrderAlreadyPaid(order.number)
        fresh = order.checkout_expires_at > now() + _MARGIN
        if order.fingerprint == fingerprint and fresh and not await _bank_decides(order):
            continue
        if order.checkout_session_id is not None:
            session = await expire(order.checkout_session_id, payments)
            if session is not None and session.status == "complete":
                if session.settled:
                    raise OrderAlreadyPaid(order.number)
                await _refuse_what_it_holds(order, cart)
                continue
        await orders.cancel_unpaid(order.id, "The cart was changed and checked out anew.")


async def _bank_decides(order: Order) -> bool:
    return await OrderEvent.exists(order=order, type="payment_processing")


_HOLDS = """
SELECT 1 FROM cart_lines l JOIN order_lines o ON o.cart_identity = l.identity WHERE o.order_id = $1 AND l.cart_id = $2
LIMIT 1
"""


async def _refuse_what_it_holds(order: Order, cart: Cart) -> None:
    if await fetch(_HOLDS, order.id, cart.id):
        message = (
            f"A bank is about to pay for order {order.number}. Take what it holds out of the cart to buy the rest."
        )
        raise OrderAlreadyPaid(order.number, message=message)
