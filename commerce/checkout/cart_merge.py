"""A guest's cart, taken over by the account they signed in to."""

from __future__ import annotations

from uuid import UUID

from commerce.catalog.pricing import price_book
from commerce.checkout import cart_tokens, carts
from commerce.checkout.cart_limits import MAX_LINES
from commerce.checkout.cart_view import CartWarning, CartWarningCode
from commerce.checkout.carts import CartChange, CartOwner
from commerce.checkout.lines import MAX_QUANTITY
from commerce.errors import CartLimitReached, CurrencyUnavailable, NotFound
from commerce.reporting import milestones
from core.clock import now
from core.database import execute, fetch, transaction
from models import Cart, CartLine, CartRecovery, CartStatus, Order

# The lines move; where the account's cart has the same line, its quantity is raised.
_REDUCED = """
SELECT mine.id FROM cart_lines mine JOIN cart_lines theirs ON theirs.identity = mine.identity
WHERE mine.cart_id = $1 AND theirs.cart_id = $2 AND mine.quantity + theirs.quantity > $3
ORDER BY mine.id
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
_MERGED_LINES = "SELECT identity, id FROM cart_lines WHERE cart_id = $1 AND identity = ANY($2::text[])"


async def merge(user_id: UUID, token: str) -> CartChange:
    """Move the lines of the guest cart that a token opens into the account's cart; the guest cart ends.

    The account's cart keeps its currency, and what comes from another one is priced anew. A cart that is empty
    takes the guest's. A token that this account has merged before changes nothing.

    Raises:
        NotFound: when the token opens no cart that is free to take, whether or not there is one.
        CartLimitReached: then nothing has changed.
    """
    owner = CartOwner(user_id=user_id)
    guest = await carts.find(CartOwner(token=token))
    if guest is None:
        return await _merged_before(owner, token)
    async with transaction():
        theirs = await _lock_theirs(guest.id)
        if theirs is not None:
            mine = await lock_mine(owner, theirs.currency)
            return CartChange(mine, warnings=await take(mine, theirs))
    return await _merged_before(owner, token)  # another request was faster


async def _merged_before(owner: CartOwner, token: str) -> CartChange:
    given = cart_tokens.opened_by(token)
    taken = await Cart.exists(**given, user_id=owner.user_id, status=CartStatus.ABANDONED)
    mine = await carts.find(owner) if taken else None
    if mine is None:
        raise NotFound("Cart", path=("token",))
    return CartChange(mine)


async def lock_mine(owner: CartOwner, currency: str) -> Cart:
    """The account's cart, locked; made in the guest's currency if there is none."""
    try:
        found = await carts.find(owner)
        mine = await carts.lock(found.id) if found else None
        if mine is None:
            mine, _ = await carts.lock_or_create(owner, currency)
    except CurrencyUnavailable:  # another tab has just made one, in its own currency
        mine = await Cart.filter(user_id=owner.user_id, status=CartStatus.ACTIVE).select_for_update().get()
    if not await CartLine.exists(cart=mine):
        mine.currency = currency
    return mine


async def _lock_theirs(cart_id: UUID) -> Cart | None:
    """The guest's cart, locked after its orders, as a payment locks them; None when it is free no more."""
    await Order.filter(cart_id=cart_id).order_by("id").select_for_update().values_list("id")
    return await Cart.filter(id=cart_id, status=CartStatus.ACTIVE, user_id=None).select_for_update().first()


async def take(mine: Cart, theirs: Cart) -> list[CartWarning]:
    """Move the lines of one locked cart into another one of an account's; the first ends. What there is to say.

    Raises:
        CartLimitReached
    """
    converted = await _convert(theirs, mine.currency) if theirs.currency != mine.currency else _Conversion()
    reduced = await fetch(_REDUCED, mine.id, theirs.id, MAX_QUANTITY)
    await execute(_RAISE, mine.id, theirs.id, MAX_QUANTITY)
    await execute(_MOVE, mine.id, theirs.id)
    if await CartLine.filter(cart=mine).count() > MAX_LINES:
        raise CartLimitReached(MAX_LINES)
    await CartLine.filter(cart=theirs).delete()
    # An open payment page of the guest's still empties the cart that it was opened for.
    await Order.filter(cart=theirs).update(cart_id=mine.id)
    await Cart.filter(id=theirs.id).update(status=CartStatus.ABANDONED, user_id=mine.user_id, updated_at=now())
    await CartRecovery.filter(cart=theirs).update(cart_id=mine.id)
    await milestones.merge_carts(mine.id, theirs.id)
    mine.email = mine.email or theirs.email
    await carts.touch(mine)
    message = f"A line holds at most {MAX_QUANTITY}; the quantity was reduced to that."
    limited = [CartWarning(CartWarningCode.QUANTITY_REDUCED, message, row["id"]) for row in reduced]
    return [*await converted.warnings(mine), *limited]


class _Conversion:
    """What became of lines in another currency: by identity, and those that are not sold in the new one."""

    def __init__(self) -> None:
        self.priced: dict[str, str] = {}
        self.removed: list[CartWarning] = []

    async def warnings(self, mine: Cart) -> list[CartWarning]:
        """What there is to say, about the lines as they are in the account's cart now."""
        rows = await fetch(_MERGED_LINES, mine.id, list(self.priced)) if self.priced else []
        ids = {row["identity"]: row["id"] for row in rows}
        changed = [
            CartWarning(CartWarningCode.PRICE_CHANGED, message, ids[identity])
            for identity, message in self.priced.items()
        ]
        return [*self.removed, *changed]


async def _convert(theirs: Cart, currency: str) -> _Conversion:
    """Price a cart's lines in another currency; those that are not sold in it are taken out."""
    done = _Conversion()
    lines = await CartLine.filter(cart=theirs).order_by("id").select_related("product")
    book = await price_book({line.product_id for line in lines}, currency)
    for line in lines:
        name = line.product.name
        chosen = [(option["name"], option["value"]) for option in line.options]
        price = book.unit_price(line.product_id, line.size_id, chosen)
        if price is None or price < 0:
            message = f"{name} is not sold in {currency}, the cart's currency. It was left out."
            done.removed.append(CartWarning(CartWarningCode.LINE_REMOVED, message, line.id))
            await CartLine.filter(id=line.id).delete()
            continue
        done.priced[line.identity] = f"{name} was put into a cart in {theirs.currency} and is priced in {currency} now."
        await CartLine.filter(id=line.id).update(seen_unit_price=price)
    return done
