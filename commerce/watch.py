"""What nobody else speaks of: orders whose files do not come, and work that waits for workers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from commerce import alerts, outbox
from core.clock import now
from core.database import fetch, transaction
from models import AlertKind, Order

STUCK_AFTER = timedelta(hours=1)
BACKLOG_AFTER = timedelta(minutes=15)
_MOST = 100


@dataclass(frozen=True)
class Stuck:
    """A paid order that has not moved for too long."""

    order_id: UUID
    number: str
    why: str
    since: datetime


# A file that is drawn anew has a fresh promise: then it is not stuck, however long ago the order was paid.
_STUCK = """
SELECT o.id AS order_id, o.number, o.paid_at AS since, count(*) AS files
FROM downloads d JOIN orders o ON o.id = d.order_id
WHERE d.status IN ('pending', 'processing') AND o.paid_at < $1 AND o.held_reason IS NULL
    AND o.payment_status IN ('paid', 'partially_refunded', 'disputed')
    AND NOT EXISTS (SELECT 1 FROM outbox_messages m WHERE m.actor = $2 AND m.args ->> 0 = d.id::text
        AND m.created_at >= $1)
GROUP BY o.id ORDER BY o.paid_at LIMIT $3
"""


async def stuck_orders(*, limit: int = _MOST) -> list[Stuck]:
    """The longest waiting first."""
    rows = await fetch(_STUCK, now() - STUCK_AFTER, outbox.RENDER_DOWNLOAD, limit)
    return [Stuck(row["order_id"], row["number"], _why(row["files"]), row["since"]) for row in rows]


def _why(files: int) -> str:
    return "A file is not drawn yet." if files == 1 else f"{files} files are not drawn yet."


async def look() -> int:
    """Alert staff of each order that is stuck, and of a backlog, once a day each; how many alerts were new."""
    raised = 0
    today = f"{now():%Y-%m-%d}"
    for stuck in await stuck_orders():
        async with transaction():
            order = await Order.get_or_none(id=stuck.order_id)
            raised += await alerts.raise_alert(
                AlertKind.ORDER_STUCK,
                key=f"{stuck.order_id}:{today}",
                title=f"{stuck.number} was paid more than an hour ago and is not ready.",
                detail=stuck.why,
                facts={"number": stuck.number, "since": stuck.since.isoformat()},
                order=order,
            )
    return raised + await _look_at_backlog(today)


_LATE = """
SELECT count(*) AS late, min(available_at) AS since FROM outbox_messages WHERE failed_at IS NULL AND available_at < $1
"""


async def _look_at_backlog(today: str) -> int:
    (row,) = await fetch(_LATE, now() - BACKLOG_AFTER)
    if not row["late"]:
        return 0
    return await alerts.raise_now(
        AlertKind.HEALTH,
        key=f"backlog:{today}",
        title=f"{row['late']} pieces of work wait for a worker since {row['since']:%H:%M} UTC.",
        detail="Are enough workers running? What comes by the clock shows in `python -m cli jobs`.",
        facts={"late": row["late"], "since": row["since"].isoformat()},
    )
