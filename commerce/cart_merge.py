"""A guest's cart, taken over by the account they signed in to."""

from __future__ import annotations

from uuid import UUID

from commerce import carts
from commerce.cart_view import CartWarning, CartWarningCode
from commerce.carts import MAX_LINES, CartChange, CartOwner
from commerce.errors import CartLimitReached, NotFound
from commerce.lines import MAX_QUANTITY
from core.database import execute, fetch, transaction
from models import Cart, CartLine, CartStatus, Order

# The lines move; where the account's cart has the same line, its quantity is raised.
_REDUCED = """
SELECT mine.id FROM cart_lines mine JOIN cart_lines theirs ON theirs.identity = mine.identity
WHERE mine.cart_id = $1 AND theirs.cart_id = $2 AND mine.quantity + theirs.quantity > $3
"""
_RAISE = """
UPDATE cart_lines mine SET quantity = LEAST($3, mine.quantity + theirs.quantity)
FROM cart_lines theirs
WHERE mine.cart_id = $1 AND theirs.cart_id = $2 AND theirs.identity = mine.identity
"""
_MOVE = """
UPDATE cart_lines theirs SET cart_id = $1
WHERE theirs.cart_id = $2
    AND NOT EXISTS (SELECT 1 FROM cart_lines mine WHERE mine.cart_id = $1 AND mine.identity = theirs.identity)
"""


async def merge(user_id: UUID, token: str) -> CartChange:
    """Move the lines of the guest cart that a token opens into the account's cart; the guest cart ends.

    Raises:
        NotFound: when the token opens no active cart.
        CurrencyUnavailable, CartLimitReached: then nothing has changed.
    """
    guest = await carts.find(CartOwner(token=token))
    if guest is None:
        raise NotFound("Cart", path=("token",))
    async with transaction():
        mine, _ = await carts.lock_or_create(CartOwner(user_id=user_id), guest.currency)
        theirs = await carts.lock(guest.id)
        if theirs is None:
            raise NotFound("Cart", path=("token",))
        warnings = await _take_lines(mine, theirs)
        if await CartLine.filter(cart=mine).count() > MAX_LINES:
            raise CartLimitReached(MAX_LINES)
        await Order.filter(cart=theirs).update(cart_id=mine.id)
        theirs.status = CartStatus.ABANDONED
        await theirs.save(update_fields=["status"])
        mine.email = mine.email or theirs.email
        await carts.touch(mine)
    return CartChange(mine, warnings=warnings)


async def _take_lines(mine: Cart, theirs: Cart) -> list[CartWarning]:
    reduced = await fetch(_REDUCED, mine.id, theirs.id, MAX_QUANTITY)
    await execute(_RAISE, mine.id, theirs.id, MAX_QUANTITY)
    await execute(_MOVE, mine.id, theirs.id)
    await CartLine.filter(cart=theirs).delete()
    message = f"A line holds at most {MAX_QUANTITY}; the quantity was reduced to that."
    return [CartWarning(CartWarningCode.QUANTITY_REDUCED, message, row["id"]) for row in reduced]
