"""What is to be placed at the print house now: a partial index holds little else, however many orders there are.

The conditions stand in the text, word for word as in the index `orders_to_place`, so that PostgreSQL takes it whatever
the values are.
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


# Whose prints were all given back waits for none: lines are looked at of orders that were given back in part. With its
# LIMIT the subquery is asked order by order; EXISTS may become a hash of all lines that there are.
_TO_PLACE = """
FROM orders o WHERE fulfillment_type <> 'digital' AND fulfillment_status <> 'fulfilled'
    AND payment_status IN ('paid', 'partially_refunded') AND canceled_at IS NULL
    AND held_reason IS NULL AND placed_at IS NULL
    AND (payment_status = 'paid' OR (SELECT true FROM order_lines l WHERE l.order_id = o.id
        AND l.fulfillment_type = 'physical' AND l.refunded_quantity < l.quantity LIMIT 1))
"""
_CLAIM = {
    QueueClaim.ANY: "",
    QueueClaim.MINE: "AND claimed_by_id = $1 AND claimed_until > $2",
    QueueClaim.FREE: "AND (claimed_by_id IS NULL OR claimed_until IS NULL OR claimed_until <= $1)",
}


def _asked(claim: QueueClaim, mine: UUID | None) -> tuple[str, list[Any]]:
    values: dict[QueueClaim, list[Any]] = {
        QueueClaim.ANY: [], QueueClaim.MINE: [mine, now()], QueueClaim.FREE: [now()],
    }  # fmt: skip
    return f"{_TO_PLACE} {_CLAIM[claim]}", values[claim]


async def page(claim: QueueClaim, mine: UUID | None, limit: int, after: Place | None) -> list[Place]:
    """As many places, what was paid first first; `mine` is the account whose claims are meant."""
    statement, values = _asked(claim, mine)
    if after is not None:
        statement += f" AND (paid_at, id) > (${len(values) + 1}, ${len(values) + 2})"
        values = [*values, after.paid_at, after.id]
    rows = await fetch(f"SELECT id, paid_at {statement} ORDER BY paid_at, id LIMIT ${len(values) + 1}", *values, limit)
    return [Place(row["paid_at"], row["id"]) for row in rows]


async def count(claim: QueueClaim, mine: UUID | None) -> int:
    """How many there are in all."""
    statement, values = _asked(claim, mine)
    ((found,),) = [row.values() for row in await fetch(f"SELECT count(*) {statement}", *values)]
    return int(found)
