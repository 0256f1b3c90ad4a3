"""Alerts, told: a few messages, however many they are.

The first alert of a kind is told at once. What else comes of that kind within ten minutes is collected, and told
together when they are over; then the next one is told at once again.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import structlog

from commerce import audit, outbox
from commerce.audit import Actor, Target
from commerce.errors import NotFound
from commerce.operations.alert_messages import announce_by_mail, headline
from core.clock import now
from core.database import execute, transaction
from core.ids import new_id
from core.settings import settings
from models import Alert, AlertNotice, AlertWindow

log = structlog.get_logger(__name__)

WINDOW = timedelta(minutes=10)
"""How long what comes after the first is collected."""

_CLOCKS_DIFFER = timedelta(minutes=1)
"""At most, between workers: so much too early may the summary of what was collected come to one of them."""

_LOCK_WINDOW = """
INSERT INTO alert_windows (id, created_at, kind, closes_at) VALUES ($1, $2, $3, $2) ON CONFLICT (kind) DO NOTHING
"""
_TAKE_WAITING = """
UPDATE alerts SET announced_at = $2, notice_id = $3
WHERE kind = $1 AND announced_at IS NULL AND acknowledged_at IS NULL
"""


async def announce(alert_id: UUID) -> AlertNotice | None:
    """Tell of an alert, and of all of its kind that wait; None when that is for later, or was done."""
    alert = await Alert.get_or_none(id=alert_id)
    if alert is None:
        return None
    async with transaction():
        at = now()
        await execute(_LOCK_WINDOW, new_id(), at, alert.kind.value)
        window = await AlertWindow.filter(kind=alert.kind).select_for_update().get()
        if window.closes_at > at:
            if window.closes_at - at < _CLOCKS_DIFFER:
                await outbox.enqueue(outbox.ANNOUNCE_ALERT, alert.id, delay=window.closes_at - at)
            return None
        if not await Alert.exists(kind=alert.kind, announced_at=None, acknowledged_at=None):
            return None
        notice = await AlertNotice.create(kind=alert.kind, headline="", count=0)
        notice.count = await execute(_TAKE_WAITING, alert.kind.value, at, notice.id)
        notice.headline = headline(alert.kind, notice.count)
        await notice.save(update_fields=["count", "headline"])
        window.closes_at = at + WINDOW
        await window.save(update_fields=["closes_at"])
        await announce_by_mail(notice)
        if settings().alert_webhook_url is not None:
            await outbox.enqueue(outbox.POST_ALERT, notice.id)
        await outbox.enqueue(outbox.ANNOUNCE_ALERT, alert.id, delay=WINDOW)
    log.info("alerts_announced", kind=alert.kind.value, count=notice.count, headline=notice.headline)
    return notice


async def acknowledge(alert_id: UUID, actor: Actor) -> Alert:
    """Somebody takes care of it; the alert, with its order. The first one's name stays; what nobody was told of yet is
    not told any more.

    Raises:
        NotFound
    """
    async with transaction():
        alert = await Alert.filter(id=alert_id).select_for_update().first()
        if alert is None:
            raise NotFound("Alert", path=("id",))
        if alert.acknowledged_at is None:
            alert.acknowledged_at, alert.acknowledged_by = now(), actor.label[:300]
            await alert.save(update_fields=["acknowledged_at", "acknowledged_by"])
            after = {"kind": alert.kind.value}
            await audit.record(actor, "alert_acknowledge", Target("Alert", alert.id), None, after)
        await alert.fetch_related("order")
    return alert
