"""What nobody else speaks of: orders whose files do not come, and work that waits or keeps failing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from commerce.operations import alerts, health
from commerce.operations.health import Finding, HealthKind
from core.clock import now
from core.database import transaction
from models import AlertKind, Order

# What is held, failed or given up was alerted of when it happened.
_SAYS = {
    HealthKind.LATE_WEBHOOKS: "events that came an hour ago are not processed yet",
    HealthKind.LATE_MAILS: "mails are due for a quarter of an hour",
    HealthKind.LATE_WORK: "pieces of work wait for a worker",
    HealthKind.FAILING_JOBS: "recurring jobs fail, or are not run",
}


@dataclass(frozen=True)
class Stuck:
    """A paid order that has not moved for too long."""

    order: Order
    since: datetime

    @property
    def why(self) -> str:
        return "Not all of its files are there."


async def stuck_orders(found: Sequence[Finding] | None = None) -> list[Stuck]:
    """Those that have been stuck the longest, 20 at most."""
    found = await health.findings() if found is None else found
    ids: list[UUID] = [key for each in found if each.kind is HealthKind.STUCK_ORDERS for key in each.sample]
    orders = await Order.filter(id__in=ids).order_by("paid_at") if ids else []
    return [Stuck(order, order.paid_at or order.created_at) for order in orders]


async def look() -> int:
    """Alert staff of each order that is stuck and of each kind of trouble, once a day each; how many were new."""
    found = await health.findings()
    today = f"{now():%Y-%m-%d}"
    raised = 0
    for stuck in await stuck_orders(found):
        number = stuck.order.number
        async with transaction():
            raised += await alerts.raise_alert(
                AlertKind.ORDER_STUCK,
                key=f"{stuck.order.id}:{today}",
                title=f"{number} was paid more than an hour ago and is not ready.",
                detail=stuck.why,
                facts={"number": number, "since": stuck.since.isoformat()},
                order=stuck.order,
            )
    for each in found:
        if each.kind in _SAYS:
            raised += await _tell(each, today)
    return raised


async def _tell(found: Finding, today: str) -> bool:
    number = f"more than {found.count}" if found.more else str(found.count)
    names = f"{', '.join(found.names)}\n" if found.names else ""
    return await alerts.raise_now(
        AlertKind.HEALTH,
        key=f"{found.kind.value}:{today}",
        title=f"{number} {_SAYS[found.kind]}, since {found.oldest:%Y-%m-%d %H:%M} UTC.",
        detail=f"{names}`shopHealth` and `python -m cli jobs` show more. Are enough workers running?",
        facts={"kind": found.kind.value, "count": found.count, "since": found.oldest.isoformat()},
    )
