"""What is to be placed at the print house now: a partial index holds little else, however many orders there are.

The conditions stand in the text as in the index `orders_to_place`, so that PostgreSQL takes it whatever the values are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from core.clock import now
from core.database import fetch


class QueueClaim(StrEnum):
    """Whose claims."""

    ANY = "any"
    MINE = "mine"
    FREE = "free"


@dataclass(frozen=True)
class Place:
    """Where an order is in the queue."""

    paid_at: datetime
    id: UUID


_OPEN = """
FROM orders o WHERE fulfillment_type <> 'digital' AND fulfillment_status <> 'fulfilled' AND canceled_at IS NULL
    AND held_reason IS NULL AND placed_at IS NULL AND payment_status =
"""
# Whose prints were all given back waits for none. Only orders that were given back in part have their lines looked at:
# in one condition for all, that would be the most of what PostgreSQL expects a count to cost, and it would compile it.
# With its LIMIT the subquery is asked order by order; EXISTS may become a hash of all lines that there are.
_HAS_PRINTS = """
(SELECT true FROM order_lines l WHERE l.order_id = o.id AND l.fulfillment_type = 'physical'
    AND l.refunded_quantity < l.quantity LIMIT 1)
"""
_PARTS = (f"{_OPEN} 'paid'", f"{_OPEN} 'partially_refunded' AND {_HAS_PRINTS}")
_CLAIM = {
    QueueClaim.ANY: "",
    QueueClaim.MINE: "AND claimed_by_id = $1 AND claimed_until > $2",
    QueueClaim.FREE: "AND (claimed_by_id IS NULL OR claimed_until IS NULL OR claimed_until <= $1)",
}


def _values(claim: QueueClaim, mine: UUID | None) -> list[Any]:
    """Of the condition on claims."""
    match claim:
        case QueueClaim.MINE:
            return [mine, now()]
        case QueueClaim.FREE:
            return [now()]
        case QueueClaim.ANY:
            return []


async def page(claim: QueueClaim, mine: UUID | None, limit: int, after: Place | None) -> list[Place]:
    """As many places, what was paid first first; `mine` is the account whose claims are meant."""
    values, condition = _values(claim, mine), _CLAIM[claim]
    if after is not None:
        condition += f" AND (paid_at, id) > (${len(values) + 1}, ${len(values) + 2})"
        values += [after.paid_at, after.id]
    end = f"ORDER BY paid_at, id LIMIT ${len(values) + 1}"
    parts = " UNION ALL ".join(f"(SELECT id, paid_at {part} {condition} {end})" for part in _PARTS)
    return [Place(row["paid_at"], row["id"]) for row in await fetch(f"{parts} {end}", *values, limit)]


async def count(claim: QueueClaim, mine: UUID | None) -> int:
    """How many there are in all."""
    parts = " + ".join(f"(SELECT count(*) {part} {_CLAIM[claim]})" for part in _PARTS)
    (row,) = await fetch(f"SELECT {parts} AS orders", *_values(claim, mine))
    return int(row["orders"])
