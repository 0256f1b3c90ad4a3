"""What lies about and is nobody's any more: swept a batch at a time, the oldest first.

Every sweep is one statement or a few, commits what it did, and says how much that was; a run that reached `BATCH` has
left something for the next one, which follows at once.
"""

from __future__ import annotations

from datetime import timedelta

import structlog

from commerce import outbox
from commerce.accounts import accounts, sessions
from core.clock import now
from core.database import execute, fetch
from core.settings import settings

log = structlog.get_logger(__name__)

BATCH = 1000
"""Rows that one run takes."""
_LOST_AFTER = timedelta(minutes=10)
"""An event that is stored with its promise, and has none after so long, has lost it."""
_ACKNOWLEDGED_KEPT = timedelta(days=90)
_ALERTS_KEPT = timedelta(days=365)

# A guest's cart with nothing in it is nobody's memory: it goes instead of being abandoned.
_FORGET_EMPTY = """
DELETE FROM carts c USING (
    SELECT id FROM carts WHERE status = 'active' AND expires_at <= $1 ORDER BY expires_at LIMIT $2
    FOR UPDATE SKIP LOCKED) AS due
WHERE c.id = due.id AND c.user_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM cart_lines l WHERE l.cart_id = c.id)
    AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.cart_id = c.id)
"""
_ABANDON = """
UPDATE carts c SET status = 'abandoned' FROM (
    SELECT id FROM carts WHERE status = 'active' AND expires_at <= $1 ORDER BY expires_at LIMIT $2
    FOR UPDATE SKIP LOCKED) AS due
WHERE c.id = due.id
"""


async def expire_carts() -> int:
    """Abandon carts whose time is over; guests' empty ones are deleted."""
    gone = await execute(_FORGET_EMPTY, now(), BATCH)
    return gone + await execute(_ABANDON, now(), BATCH)


_GIVEN_UP = """
DELETE FROM outbox_messages WHERE id IN (
    SELECT id FROM outbox_messages WHERE failed_at < $1 ORDER BY failed_at LIMIT $2)
"""


async def sweep_outbox() -> int:
    """Forget work that was given up long ago. Nothing that is still owed is ever swept."""
    return await execute(_GIVEN_UP, now() - timedelta(days=settings().outbox_keep_days), BATCH)


# One that was given up has its message still, for as long as it is kept: its event is not owed anew by itself.
_OWE_AGAIN = """
INSERT INTO outbox_messages (id, created_at, actor, args, available_at, published, attempts)
SELECT e.id, $1, $2::text, jsonb_build_array(e.id::text), $1, 0, 0 FROM inbox_events e
WHERE e.processed_at IS NULL AND e.created_at BETWEEN $3 AND $4
    AND NOT EXISTS (SELECT 1 FROM outbox_messages m
        WHERE m.id = e.id OR (m.actor = $2::text AND m.args ->> 0 = e.id::text))
ORDER BY e.created_at LIMIT $5
ON CONFLICT (id) DO NOTHING RETURNING id
"""


async def owe_lost_events() -> int:
    """Owe the processing of stored events that nothing owes any more."""
    at = now()
    since = at - timedelta(days=settings().outbox_keep_days)
    rows = await fetch(_OWE_AGAIN, at, outbox.PROCESS_INBOX_EVENT, since, at - _LOST_AFTER, BATCH)
    if rows:
        log.warning("lost_events_owed_again", count=len(rows), first=str(rows[0]["id"]))
    return len(rows)


_PROCESSED = """
DELETE FROM inbox_events WHERE id IN (
    SELECT id FROM inbox_events WHERE processed_at < $1 ORDER BY processed_at LIMIT $2)
"""


async def forget_processed_events() -> int:
    """Delete events that had their effects long ago. `replay` reaches as far back as they are kept."""
    return await execute(_PROCESSED, now() - timedelta(days=settings().inbox_keep_days), BATCH)


async def forget_expired_tokens() -> int:
    """Delete links of mails, and logins with their tokens, that ended a week ago."""
    return await accounts.forget_expired(limit=BATCH) + await sessions.forget_ended(limit=BATCH)


_ALERTS = """
DELETE FROM alerts WHERE id IN (
    SELECT id FROM alerts WHERE created_at < $1 AND (acknowledged_at IS NOT NULL OR created_at < $2)
    ORDER BY created_at LIMIT $3)
"""
_NOTICES = """
DELETE FROM alert_notices WHERE id IN (
    SELECT n.id FROM alert_notices n WHERE n.created_at < $1
        AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.notice_id = n.id)
    ORDER BY n.created_at LIMIT $2)
"""


async def forget_old_alerts() -> int:
    """Delete alerts that somebody took care of a quarter ago, and all of them after a year."""
    done, old = now() - _ACKNOWLEDGED_KEPT, now() - _ALERTS_KEPT
    gone = await execute(_ALERTS, done, old, BATCH)
    return gone + await execute(_NOTICES, done, BATCH)


_UPLOADS = """
INSERT INTO outbox_messages (id, created_at, actor, args, available_at, published, attempts)
SELECT u.id, $1, $2::text, jsonb_build_array(u.id::text), $1, 0, 0 FROM {table} u
WHERE u.expires_at < $3 AND NOT EXISTS (
    SELECT 1 FROM outbox_messages m WHERE m.actor = $2::text AND m.args ->> 0 = u.id::text AND m.failed_at IS NULL)
ORDER BY u.expires_at LIMIT $4
ON CONFLICT (id) DO UPDATE SET failed_at = NULL, attempts = 0, deaths = 0, published = 0, available_at = $1
RETURNING id
"""
_LEFT_OVER = {"render_uploads": outbox.CLEAR_UPLOAD, "image_uploads": outbox.CLEAR_IMAGE}


async def clear_uploads() -> int:
    """Owe the removal of what browsers uploaded and nobody used, where that was given up a day ago."""
    at = now()
    owed = 0
    for table, actor in _LEFT_OVER.items():
        owed += len(await fetch(_UPLOADS.format(table=table), at, actor, at - timedelta(days=1), BATCH))
    return owed
