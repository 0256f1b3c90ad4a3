"""Carts: rows of lines under one lock, prices read afresh, never created by a read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from tortoise.exceptions import IntegrityError

from commerce.catalog.pricing import price_book
from commerce.checkout.cart_limits import MAX_LINES, require_room
from commerce.checkout.cart_tokens import hash_token, opened_by
from commerce.checkout.cart_view import CartView, CartWarning, CartWarningCode, lines_where, priced
from commerce.checkout.lines import MAX_QUANTITY, CheckedLine, NewLine, check_lines, check_quantity, line_identity
from commerce.errors import CartLimitReached, CurrencyUnavailable, InvalidInput, NotFound, located
from commerce.files import designs
from commerce.mail import mail_preferences
from commerce.reporting import milestones
from core.clock import now
from core.database import fetch, transaction
from core.ids import new_id, secret_token
from core.locales import known_tag
from core.settings import settings
from models import Cart, CartLine, CartStatus, MilestoneKind, User

LIFETIME = timedelta(hours=48)


@dataclass(frozen=True)
class CartOwner:
    """Whose cart: an account's, or that of the guest who holds the token. An account's wins."""

    user_id: UUID | None = None
    token: str | None = None
    order_id: UUID | None = None
    """The order that the asker's token opens, whose designs they may use again."""
    order_token_from: datetime | None = None

    def asks_with(self, cart: Cart | None) -> designs.Asker:
        """As whoever may use the designs of that cart and of their orders."""
        return designs.Asker(cart.id if cart else None, self.user_id, self.order_id, self.order_token_from)


@dataclass(frozen=True)
class CartChange:
    """A cart after a change: its token when it was made just now for a guest, and what there is to say."""

    cart: Cart
    token: str | None = None
    warnings: list[CartWarning] = field(default_factory=list)


def _owned(owner: CartOwner, prefix: str = "") -> dict[str, Any] | None:
    """The conditions of the owner's active cart; None for somebody without token and account."""
    if owner.user_id is not None:
        conditions: dict[str, Any] = {"user_id": owner.user_id}
    elif owner.token:
        conditions = {**opened_by(owner.token), "user_id": None}
    else:
        return None
    conditions |= {"status": CartStatus.ACTIVE, "expires_at__gt": now()}
    return {f"{prefix}{name}": value for name, value in conditions.items()}


async def find(owner: CartOwner) -> Cart | None:
    """The owner's active cart, or None; in one statement, or none for somebody without token and account."""
    conditions = _owned(owner)
    return await Cart.filter(**conditions).first() if conditions else None


async def read(owner: CartOwner) -> CartView | None:
    """The owner's active cart, priced, in three statements; None when there is none."""
    conditions = _owned(owner, "cart__")
    lines = await lines_where(**conditions) if conditions else []
    cart = lines[0].cart if lines else await find(owner)
    return await priced(cart, lines) if cart else None


async def add_lines(
    owner: CartOwner, lines: Sequence[NewLine], currency: str | None, gate: designs.Gate | None = None
) -> CartChange:
    """Put lines into the owner's cart, making one if there is none. The same line again raises its quantity.

    Raises:
        ShopError: the first thing that is wrong; then nothing has changed.
    """
    if not lines:
        raise InvalidInput("Give at least one line.", path=("lines",))
    if len(lines) > MAX_LINES:
        raise CartLimitReached(MAX_LINES)
    existing = await find(owner)
    chosen = currency or (existing.currency if existing else settings().default_currency)
    if existing:
        await _check_currency(existing, chosen)
    checked = await check_lines(lines, chosen, gate)
    try:
        async with transaction():
            cart, token = await lock_or_create(owner, chosen)
            warnings = [warning for line in checked if (warning := await _put(cart, owner, line))]
            await require_room(cart)
            await touch(cart)
    except IntegrityError:
        await check_lines(lines, chosen)  # says so, when a product or a size was deleted meanwhile
        raise
    return CartChange(cart, token, warnings)


async def update_lines(owner: CartOwner, quantities: Sequence[tuple[UUID, int]]) -> CartChange:
    """Set quantities of lines; 0 removes. All of them, or none. Touching a line accepts its price of today.

    Raises:
        NotFound, InvalidInput, QuantityInvalid, CartLimitReached: then nothing has changed.
    """
    if len(quantities) > MAX_LINES:
        raise CartLimitReached(MAX_LINES)
    for _, quantity in quantities:
        check_quantity(quantity, minimum=0)
    async with transaction():
        cart = await _locked(owner)
        lines = await _lines_of(cart, [line_id for line_id, _ in quantities])
        book = await price_book({line.product_id for line in lines.values()}, cart.currency)
        for line_id, quantity in quantities:
            line = lines[line_id]
            if quantity == 0:
                await CartLine.filter(id=line_id).delete()
                continue
            chosen = [(option["name"], option["value"]) for option in line.options]
            price = book.unit_price(line.product_id, line.size_id, chosen)
            seen = line.seen_unit_price if price is None else price
            await CartLine.filter(id=line_id).update(quantity=quantity, seen_unit_price=seen)
        if any(quantity for _, quantity in quantities):  # taking out is always allowed
            await require_room(cart)
        await touch(cart)
    return CartChange(cart)


async def remove_lines(owner: CartOwner, line_ids: Sequence[UUID]) -> CartChange:
    """Take lines out. All of them, or none.

    Raises:
        NotFound: when one is not in the cart.
    """
    return await update_lines(owner, [(line_id, 0) for line_id in line_ids])


async def clear(owner: CartOwner) -> CartChange:
    """Take everything out.

    Raises:
        NotFound: when there is no cart.
    """
    async with transaction():
        cart = await _locked(owner)
        await CartLine.filter(cart=cart).delete()
        await touch(cart)
    return CartChange(cart)


async def set_email(
    owner: CartOwner, email: str, *, marketing_consent: bool | None = None, locale: str | None = None
) -> CartChange:
    """Remember where to reach the buyer, whether they want reminders, and how they write dates.

    An account's own address counts as theirs; any other, anybody may have typed.

    Raises:
        NotFound: when there is no cart.
    """
    async with transaction():
        cart = await _locked(owner)
        cart.email, cart.locale = email, known_tag(locale) or cart.locale
        await touch(cart)
        if marketing_consent is not None:
            await _consent(owner, email, marketing_consent)
    return CartChange(cart)


async def _consent(owner: CartOwner, email: str, agreed: bool) -> None:
    own = owner.user_id is not None and await User.exists(id=owner.user_id, email=email.lower())
    if own:
        source = mail_preferences.ACCOUNT
        await mail_preferences.choose(email, source, marketing=agreed, review_requests=agreed)
    else:
        await mail_preferences.agree_in_cart(email, agreed)


async def _locked(owner: CartOwner) -> Cart:
    found = await find(owner)
    cart = await lock(found.id) if found else None
    if cart is None:
        raise NotFound("Cart")
    return cart


async def lock(cart_id: UUID) -> Cart | None:
    """The cart, locked until the transaction ends; None when it is no longer active."""
    return await Cart.filter(id=cart_id, status=CartStatus.ACTIVE).select_for_update().first()


async def lock_or_create(owner: CartOwner, currency: str) -> tuple[Cart, str | None]:
    """The owner's cart, locked and in that currency; made, with a guest's token, if there is none.

    Raises:
        CurrencyUnavailable: when it has lines in another one.
    """
    found = await find(owner)
    cart = await lock(found.id) if found else None
    if cart is not None:
        await _check_currency(cart, currency)
        cart.currency = currency
        return cart, None
    cart, token = await _create(owner, currency)
    await milestones.note(MilestoneKind.CART, cart.id, cart.currency)
    return cart, token


async def _check_currency(cart: Cart, currency: str) -> None:
    """An empty cart takes another currency; one with lines keeps its own."""
    if cart.currency != currency and await CartLine.exists(cart=cart):
        message = f"The cart is in {cart.currency}. Clear it to buy in {currency}."
        raise CurrencyUnavailable(message, currency, [cart.currency])


async def _create(owner: CartOwner, currency: str) -> tuple[Cart, str | None]:
    moment = now()
    if owner.user_id is None:
        token = secret_token()
        cart = await Cart.create(
            token_hash=hash_token(token), currency=currency, updated_at=moment, expires_at=moment + LIFETIME
        )
        return cart, token
    await Cart.filter(user_id=owner.user_id, status=CartStatus.ACTIVE, expires_at__lte=moment).update(
        status=CartStatus.ABANDONED
    )
    # Two tabs of one account may both find no cart; the unique index lets one of them make it.
    await fetch(
        "INSERT INTO carts (id, created_at, user_id, status, currency, updated_at, expires_at) "
        "VALUES ($1, $2, $3, 'active', $4, $2, $5) "
        "ON CONFLICT (user_id) WHERE status = 'active' AND user_id IS NOT NULL DO NOTHING RETURNING id",
        new_id(),
        moment,
        owner.user_id,
        currency,
        moment + LIFETIME,
    )
    cart = await Cart.filter(user_id=owner.user_id, status=CartStatus.ACTIVE).select_for_update().get()
    await _check_currency(cart, currency)
    return cart, None


_UPSERT = """
INSERT INTO cart_lines (id, created_at, cart_id, identity, product_id, size_id, design_id, options, quantity,
                        seen_unit_price)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10)
ON CONFLICT (cart_id, identity) DO UPDATE
SET quantity = LEAST($11, cart_lines.quantity + EXCLUDED.quantity), seen_unit_price = EXCLUDED.seen_unit_price
RETURNING id
"""


async def _put(cart: Cart, owner: CartOwner, line: CheckedLine) -> CartWarning | None:
    with located(*line.path):
        design = await designs.resolve(line.design, owner.asks_with(cart))
    size_id = line.size.id if line.size else None
    identity = line_identity(line.product.id, size_id, line.options, design.hash)
    before = await CartLine.filter(cart=cart, identity=identity).first()
    rows = await fetch(
        _UPSERT, new_id(), now(), cart.id, identity, line.product.id, size_id, design.id,
        orjson.dumps(line.options).decode(), line.quantity, line.unit_price, MAX_QUANTITY,
    )  # fmt: skip
    if before is None or before.quantity + line.quantity <= MAX_QUANTITY:
        return None
    message = f"A line holds at most {MAX_QUANTITY}; the quantity was reduced to that."
    return CartWarning(CartWarningCode.QUANTITY_REDUCED, message, rows[0]["id"])


async def _lines_of(cart: Cart, line_ids: Sequence[UUID]) -> dict[UUID, CartLine]:
    lines = {line.id: line for line in await CartLine.filter(cart=cart, id__in=list(line_ids))}
    if len(lines) != len(set(line_ids)):
        raise NotFound("Cart line", path=("lineId",))
    return lines


async def touch(cart: Cart) -> None:
    """Activity keeps a cart alive."""
    cart.updated_at = now()
    cart.expires_at = cart.updated_at + LIFETIME
    await cart.save(update_fields=["updated_at", "expires_at", "email", "currency", "locale"])
