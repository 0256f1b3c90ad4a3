"""A cart, opened by the link of a mail: on another device, after its time was over, by a guest or into an account."""

from __future__ import annotations

from uuid import UUID

from commerce.checkout import cart_merge, cart_tokens, carts
from commerce.checkout.carts import CartChange, CartOwner
from commerce.errors import NotFound, TokenInvalid
from commerce.mail.mail_links import CART_PURPOSE
from commerce.reporting import cart_recovery
from core import links
from core.clock import now
from core.database import execute, fetch, transaction
from core.ids import new_id
from core.settings import settings
from models import Cart, CartLine, CartRecovery, CartStatus, Order


async def restore(owner: CartOwner, token: str) -> CartChange:
    """The cart of a mail's link, for whoever opens it; the same link again finds the same cart.

    Somebody who is signed in gets its lines into their account's cart. A guest gets the cart itself, with a token of
    its own beside the one that was handed out first, so that two devices share it; of an account's cart, a copy.

    Raises:
        TokenInvalid: not a link of ours, or past its time.
        NotFound: the cart was bought, is gone, or is another account's.
    """
    try:
        link = links.read(CART_PURPOSE, token, settings().secret_key)
    except links.LinkInvalid:
        raise TokenInvalid("This is not a link to a cart.", path=("token",)) from None
    if link.expired:
        raise TokenInvalid("The link to the cart has expired.", path=("token",))
    cart = await Cart.get_or_none(id=link.key)
    if cart is None:
        raise NotFound("Cart", path=("token",))
    if owner.user_id is not None:
        change = await _into_account(owner, cart.id)
    elif cart.user_id is not None:
        change = await _copy_for_guest(cart)
    else:
        change = await _for_guest(owner, cart.id)
    await cart_recovery.note_return(link.key)
    return change


async def _lock(cart_id: UUID) -> Cart:
    """A cart that is not bought, locked after its orders, as a payment locks them."""
    await Order.filter(cart_id=cart_id).order_by("id").select_for_update().values_list("id")
    cart = await Cart.filter(id=cart_id).exclude(status=CartStatus.CHECKED_OUT).select_for_update().first()
    if cart is None:
        raise NotFound("Cart", path=("token",))
    return cart


async def _revive(cart: Cart) -> CartChange:
    await Cart.filter(id=cart.id).update(status=CartStatus.ACTIVE)
    cart.status = CartStatus.ACTIVE
    await carts.touch(cart)
    return CartChange(cart)


async def _into_account(owner: CartOwner, cart_id: UUID) -> CartChange:
    async with transaction():
        cart = await _lock(cart_id)
        if cart.user_id not in {None, owner.user_id}:
            raise NotFound("Cart", path=("token",))
        await (
            Cart.filter(user_id=owner.user_id, status=CartStatus.ACTIVE, expires_at__lte=now())
            .exclude(id=cart.id)
            .update(status=CartStatus.ABANDONED)
        )
        active = await Cart.filter(user_id=owner.user_id, status=CartStatus.ACTIVE).select_for_update().first()
        if cart.user_id is not None and (active is None or active.id == cart.id):
            return await _revive(cart)
        if not await CartLine.exists(cart=cart):  # its lines are in the account's cart since it was merged
            if active is None:
                raise NotFound("Cart", path=("token",))
            return CartChange(active)
        mine = await cart_merge.lock_mine(owner, cart.currency)
        return CartChange(mine, warnings=await cart_merge.take(mine, cart))


async def _for_guest(owner: CartOwner, cart_id: UUID) -> CartChange:
    async with transaction():
        cart = await _lock(cart_id)
        if cart.user_id is not None:  # merged into an account meanwhile
            raise NotFound("Cart", path=("token",))
        if not await CartLine.exists(cart=cart):
            raise NotFound("Cart", path=("token",))
        token = await _token_of(cart)
        await Cart.filter(id=cart.id).update(restore_hash=cart_tokens.hash_token(token))
        change = await _revive(cart)
    if owner.token and cart_tokens.hash_token(owner.token) == cart.token_hash:
        token = owner.token  # they are where they were
    return CartChange(change.cart, token)


async def _token_of(cart: Cart) -> str:
    """What a mail's link hands out for a guest's cart. A copy keeps what the link to its original did, or whoever has
    that would lose it.
    """
    first = await CartRecovery.filter(cart=cart).order_by("id").values_list("first_cart_id", flat=True)
    tokens = [cart_tokens.restored(UUID(str(key))) for key in first]
    known = (token for token in tokens if cart_tokens.hash_token(token) == cart.restore_hash)
    return next(known, cart_tokens.restored(cart.id))


_COPY = """
INSERT INTO carts (id, created_at, restore_hash, status, currency, email, locale, updated_at, expires_at)
SELECT $1, $2, $3, 'active', currency, email, locale, $2, $4 FROM carts WHERE id = $5
ON CONFLICT (restore_hash) DO NOTHING RETURNING id
"""
_COPY_LINES = """
INSERT INTO cart_lines (id, created_at, cart_id, identity, product_id, size_id, design_id, options, quantity,
                        seen_unit_price)
SELECT gen_random_uuid(), created_at, $2, identity, product_id, size_id, design_id, options, quantity, seen_unit_price
FROM cart_lines WHERE cart_id = $1
"""
_FOLLOW = "UPDATE cart_recoveries SET cart_id = $2 WHERE first_cart_id = $1"


async def _copy_for_guest(original: Cart) -> CartChange:
    """A guest's cart with the lines that an account's cart has; made once for a cart, whoever asks."""
    token = cart_tokens.restored(original.id)
    digest = cart_tokens.hash_token(token)
    async with transaction():
        if original.status is not CartStatus.CHECKED_OUT and await CartLine.exists(cart=original):
            at = now()
            made = await fetch(_COPY, new_id(), at, digest, at + carts.LIFETIME, original.id)
            if made:
                await execute(_COPY_LINES, original.id, made[0]["id"])
                await execute(_FOLLOW, original.id, made[0]["id"])
        copy = await Cart.get_or_none(restore_hash=digest)
        if copy is None or copy.user_id is not None:
            raise NotFound("Cart", path=("token",))
        change = await _revive(await _lock(copy.id))
    return CartChange(change.cart, token)
