"""How much a cart holds."""

from __future__ import annotations

from commerce.errors import CartLimitReached, InvalidInput
from core.database import fetch
from core.locales import format_money
from models import Cart

MAX_LINES = 100
MAX_AMOUNT = 2_000_000_000
"""In minor units: what clients read as an Int, with room for shipping and tax."""

_FILLED = """
SELECT count(*) AS lines, COALESCE(sum(quantity::bigint * seen_unit_price), 0)::bigint AS amount
FROM cart_lines WHERE cart_id = $1
"""


async def require_room(cart: Cart) -> None:
    """Look whether what was put into a locked cart fits.

    Raises:
        CartLimitReached, InvalidInput: too many lines, or too much money.
    """
    (filled,) = await fetch(_FILLED, cart.id)
    if filled["lines"] > MAX_LINES:
        raise CartLimitReached(MAX_LINES)
    if filled["amount"] > MAX_AMOUNT:
        raise InvalidInput(f"A cart comes to at most {format_money(MAX_AMOUNT, cart.currency)}.", path=("lines",))
