"""What mails about abandoned carts brought: how many went out, who came back, what was bought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from core.clock import now
from core.database import execute, fetch
from models import CartRecovery

# A mail that still waits, or was not to be sent any more, has brought nobody. Of people who have left, none is there.
_WENT = """
r.mail_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.id = r.mail_id AND m.status <> 'sent')
"""
_PAID = f"""
UPDATE cart_recoveries SET order_id = $1, recovered_at = $2 WHERE id = (
    SELECT id FROM cart_recoveries r WHERE cart_id = $3 AND {_WENT} AND created_at > $4
    ORDER BY created_at DESC LIMIT 1) AND order_id IS NULL
"""  # noqa: S608 (a condition of our own, here and below)
_COUNTS_FOR = timedelta(days=14)
"""How long after a mail an order out of its cart is its work."""


async def note_paid(order_id: UUID, cart_id: UUID | None) -> None:
    """An order was paid: if its cart was written about in the last two weeks, that is what brought it. Inside the
    transaction that pays it.
    """
    if cart_id is not None:
        at = now()
        await execute(_PAID, order_id, at, cart_id, at - _COUNTS_FOR)


async def note_return(first_cart_id: UUID) -> None:
    """The link of a mail about a cart was opened."""
    await CartRecovery.filter(first_cart_id=first_cart_id, returned_at=None, mail_id__isnull=False).update(
        returned_at=now()
    )


@dataclass(frozen=True)
class Recovered:
    """Of a period, in one currency: the carts that were written about in it, and what became of them since."""

    currency: str
    mails: int
    carts: int
    returned: int
    """Carts whose link was opened."""
    orders: int
    revenue: int
    """Of those orders, net of refunds and lost disputes; minor units."""


# The currency is the order's, and else the cart's; a cart that is gone has the shop's.
_FIGURES = f"""
WITH told AS (
    SELECT r.first_cart_id, r.returned_at, o.id AS order_id, o.total - o.refunded - o.lost AS kept,
        COALESCE(o.currency, c.currency, $3) AS currency
    FROM cart_recoveries r LEFT JOIN orders o ON o.id = r.order_id LEFT JOIN carts c ON c.id = r.cart_id
    WHERE r.created_at >= $1 AND r.created_at < $2 AND {_WENT})
SELECT currency, count(*) AS mails, count(DISTINCT first_cart_id) AS carts,
    count(DISTINCT first_cart_id) FILTER (WHERE returned_at IS NOT NULL) AS returned,
    count(order_id) AS orders, COALESCE(sum(kept), 0)::bigint AS revenue
FROM told GROUP BY currency ORDER BY currency
"""  # noqa: S608


async def figures(since: datetime, until: datetime, default_currency: str) -> Sequence[Recovered]:
    """What the mails of a period (`until` is exclusive) brought, by currency, in one statement."""
    return [Recovered(**dict(row)) for row in await fetch(_FIGURES, since, until, default_currency)]
