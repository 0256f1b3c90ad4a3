"""What is counted and could not be told later: written in the transaction of what it counts, once for each thing.

A milestone names nobody. Carts are cleared away and people are forgotten; that there was one more of them stays.
"""

from __future__ import annotations

from hashlib import md5
from uuid import UUID

from core.clock import now
from core.database import execute, fetch
from models import MilestoneKind, Order

_NOTE = """
INSERT INTO milestones (id, kind, at, currency, amount) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING
"""


async def note(kind: MilestoneKind, thing: UUID, currency: str, *, amount: int = 0) -> None:
    """Count that something has come to a thing (a cart, an order) for the first time. Twice is once."""
    await execute(_NOTE, _id(kind, thing), kind.value, now(), currency, amount)


_TAKE_OVER = """
WITH theirs AS (DELETE FROM milestones WHERE id = ANY($1::uuid[]) RETURNING kind, at, currency, amount)
INSERT INTO milestones (id, kind, at, currency, amount)
SELECT md5(kind || ':' || $2::text)::uuid, kind, at, currency, amount FROM theirs ON CONFLICT (id) DO NOTHING
"""
_OF_CARTS = (MilestoneKind.CART, MilestoneKind.CHECKOUT, MilestoneKind.PURCHASE)


async def merge_carts(mine: UUID, theirs: UUID) -> None:
    """Two carts have become one, and count as one."""
    await execute(_TAKE_OVER, [_id(kind, theirs) for kind in _OF_CARTS], str(mine))


# The keys in one order for everybody, so that two payments of one customer wait for one another, and not each for
# the other.
_ONE_BY_ONE = """
SELECT pg_advisory_xact_lock(hashtextextended(who, 7214))
FROM (SELECT who FROM unnest($1::text[]) AS who ORDER BY who) AS customers
"""
_BEFORE = "SELECT 1 FROM orders WHERE id <> $1 AND paid_at IS NOT NULL AND (email = $2 OR user_id = $3) LIMIT 1"


async def note_customer(order: Order) -> None:
    """Count the customer of an order that is being paid, unless an account or an address of theirs has paid before."""
    who = [key for key in (order.email, str(order.user_id) if order.user_id else None) if key]
    await fetch(_ONE_BY_ONE, who)
    if not await fetch(_BEFORE, order.id, order.email, order.user_id):
        await note(MilestoneKind.CUSTOMER, order.id, order.currency)


def _id(kind: MilestoneKind, thing: UUID) -> UUID:
    """As the migration makes them, too."""
    return UUID(md5(f"{kind.value}:{thing}".encode(), usedforsecurity=False).hexdigest())
