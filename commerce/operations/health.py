"""What in the shop needs somebody: orders that do not move; files, webhooks, mails and work that fail or wait too long.

Each look is one statement over an index that holds only what is wrong, and stops counting at a thousand. Whether
PostgreSQL, Redis and the file store answer is /readyz's to say. `findings` is also what alerts are raised from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from commerce import outbox
from core.clock import now
from core.database import fetch
from models import ScheduledJob

STUCK_AFTER = timedelta(hours=1)
"""Since the payment: files are drawn within minutes, and tried for a quarter of an hour."""
EVENTS_LATE_AFTER = timedelta(hours=1)
MAILS_LATE_AFTER = timedelta(minutes=15)
MAILS_FAILED_FOR = timedelta(days=7)
"""A mail that nobody could deliver is news for that long."""
WORK_LATE_AFTER = timedelta(minutes=5)
JOBS_LATE_AFTER = timedelta(minutes=15)
COUNTED = 1000
SAMPLE = 20


class HealthKind(StrEnum):
    """What may be wrong."""

    STUCK_ORDERS = "stuck_orders"
    """Paid for an hour, and not all files are there."""
    HELD_ORDERS = "held_orders"
    """Waiting for somebody to look at them."""
    FAILED_DOWNLOADS = "failed_downloads"
    """Files that nobody will draw by themselves any more."""
    FAILED_WEBHOOKS = "failed_webhooks"
    """Events that were tried for the last time."""
    LATE_WEBHOOKS = "late_webhooks"
    """Events that came an hour ago, and are still tried or wait."""
    FAILED_MAILS = "failed_mails"
    """Of the last seven days."""
    LATE_MAILS = "late_mails"
    """Due for a quarter of an hour."""
    GIVEN_UP_WORK = "given_up_work"
    """Owed work that was tried for the last time, webhooks and mails too."""
    LATE_WORK = "late_work"
    """Due for five minutes, or waiting for a worker for a quarter of an hour: workers or Redis are down, or too few."""
    FAILING_JOBS = "failing_jobs"
    """Recurring work whose last run failed, or that has not been run for a quarter of an hour after its time."""


@dataclass(frozen=True)
class Finding:
    """Something that is wrong at least once."""

    kind: HealthKind
    count: int
    more: bool
    """Whether it is wrong even more often: counting stopped."""
    oldest: datetime
    sample: tuple[UUID, ...]
    """The keys of those that have been so the longest; empty for recurring work, whose keys are names."""
    names: tuple[str, ...] = ()
    """Of recurring work: its jobs'."""


_ENTITLED = """o.payment_status IN ('paid', 'partially_refunded') AND o.canceled_at IS NULL AND o.held_reason IS NULL"""
_UNDRAWN = f"""
FROM downloads d JOIN orders o ON o.id = d.order_id JOIN order_lines l ON l.id = d.order_line_id
WHERE {_ENTITLED} AND l.refunded_quantity < l.quantity
"""

# By kind: the keys and since when, of what is wrong. $1 is a moment, see `_LOOKS`.
_STUCK = f"""
SELECT o.id, o.paid_at AS since FROM orders o
WHERE o.fulfillment_type = 'digital' AND o.fulfillment_status <> 'fulfilled' AND {_ENTITLED} AND o.paid_at < $1
UNION
SELECT o.id, o.paid_at {_UNDRAWN} AND d.status <> 'ready' AND d.created_at < $1 AND o.paid_at < $1
"""  # noqa: S608 (conditions of our own, here and below)
_HELD = """
SELECT id, COALESCE(paid_at, created_at) AS since FROM orders
WHERE held_reason IS NOT NULL AND canceled_at IS NULL AND payment_status <> 'refunded' AND created_at < $1
"""
_FAILED_DOWNLOADS = f"SELECT d.id, d.created_at AS since {_UNDRAWN} AND d.status = 'failed' AND d.created_at < $1"
_FAILED_WEBHOOKS = f"""
SELECT e.id, e.created_at AS since FROM outbox_messages m JOIN inbox_events e ON e.id = m.id
WHERE m.failed_at < $1 AND m.actor = '{outbox.PROCESS_INBOX_EVENT}' AND e.processed_at IS NULL
"""  # noqa: S608
_LATE_WEBHOOKS = """
SELECT e.id, e.created_at AS since FROM inbox_events e LEFT JOIN outbox_messages m ON m.id = e.id
WHERE e.processed_at IS NULL AND e.created_at < $1 AND m.failed_at IS NULL
"""
_FAILED_MAILS = "SELECT id, created_at AS since FROM mails WHERE status = 'failed' AND created_at >= $1"
_LATE_MAILS = "SELECT id, scheduled_at AS since FROM mails WHERE status IN ('pending', 'sending') AND scheduled_at < $1"
_GIVEN_UP = "SELECT id, failed_at AS since FROM outbox_messages WHERE failed_at < $1"
# A tick that is waited for is not late before its time, however long its row has been there. What was handed over for
# the 31st time, once in 30 s (tasks/outbox.py), waits for a quarter of an hour, whenever owed.
_LATE_WORK = """
SELECT m.id, m.available_at AS since FROM outbox_messages m WHERE m.failed_at IS NULL AND m.available_at < $1
UNION
SELECT m.id, m.available_at - m.published * interval '30 seconds'
FROM outbox_messages m
WHERE m.failed_at IS NULL AND m.available_at < $1::timestamptz + interval '6 minutes' AND m.published > 30
    AND m.attempts = 0
    AND NOT EXISTS (SELECT 1 FROM scheduled_jobs s WHERE s.message_id = m.id)
"""

_LOOKS: dict[HealthKind, tuple[str, timedelta]] = {
    HealthKind.STUCK_ORDERS: (_STUCK, STUCK_AFTER),
    HealthKind.HELD_ORDERS: (_HELD, timedelta()),
    HealthKind.FAILED_DOWNLOADS: (_FAILED_DOWNLOADS, timedelta()),
    HealthKind.FAILED_WEBHOOKS: (_FAILED_WEBHOOKS, timedelta()),
    HealthKind.LATE_WEBHOOKS: (_LATE_WEBHOOKS, EVENTS_LATE_AFTER),
    HealthKind.FAILED_MAILS: (_FAILED_MAILS, MAILS_FAILED_FOR),
    HealthKind.LATE_MAILS: (_LATE_MAILS, MAILS_LATE_AFTER),
    HealthKind.GIVEN_UP_WORK: (_GIVEN_UP, timedelta()),
    HealthKind.LATE_WORK: (_LATE_WORK, WORK_LATE_AFTER),
}


async def findings() -> list[Finding]:
    """All that is wrong now, in the order of `HealthKind`; one statement a kind."""
    at = now()
    found = [await _look(kind, statement, at - age) for kind, (statement, age) in _LOOKS.items()]
    return [each for each in (*found, await _failing_jobs(at)) if each is not None]


_COUNT = f"""
WITH found AS MATERIALIZED (SELECT * FROM ({{}}) AS wrong ORDER BY since, id LIMIT {COUNTED + 1})
SELECT count(*) AS n, min(since) AS oldest, ARRAY(SELECT id FROM found ORDER BY since, id LIMIT {SAMPLE}) AS sample
FROM found
"""  # noqa: S608


async def _look(kind: HealthKind, statement: str, moment: datetime) -> Finding | None:
    (row,) = await fetch(_COUNT.format(statement), moment)
    if not row["n"]:
        return None
    return Finding(kind, min(row["n"], COUNTED), row["n"] > COUNTED, row["oldest"], tuple(row["sample"]))


async def _failing_jobs(at: datetime) -> Finding | None:
    jobs = [job for job in await ScheduledJob.all().order_by("name") if _fails(job, at)]
    if not jobs:
        return None
    oldest = min(job.last_finished_at or job.due_at for job in jobs)
    names = tuple(job.name for job in jobs)
    return Finding(HealthKind.FAILING_JOBS, len(jobs), False, oldest, (), names)


def _fails(job: ScheduledJob, at: datetime) -> bool:
    return job.last_error is not None or job.due_at < at - JOBS_LATE_AFTER


@dataclass(frozen=True)
class GivenUp:
    """Owed work of one kind that was tried for the last time."""

    job: str
    count: int
    oldest: datetime
    last_error: str | None
    """Of the latest one."""


@dataclass(frozen=True)
class Backlog:
    """Owed work."""

    due: int
    """Not handed to a worker although it is time; `COUNTED` at most."""
    oldest_due: datetime | None
    waiting: int
    """Handed over, and not begun by any worker; `COUNTED` at most."""
    given_up: list[GivenUp] = field(default_factory=list)


# Work that was handed over is due again within a minute, so what waits is found in that stretch of the index.
_BACKLOG = f"""
WITH due AS MATERIALIZED (
    SELECT available_at FROM outbox_messages WHERE failed_at IS NULL AND available_at <= $1
    ORDER BY available_at LIMIT {COUNTED}),
waiting AS MATERIALIZED (
    SELECT 1 FROM outbox_messages
    WHERE failed_at IS NULL AND available_at > $1 AND available_at <= $1::timestamptz + interval '1 minute'
        AND published > 0 AND attempts = 0 AND running_until IS NULL LIMIT {COUNTED})
SELECT (SELECT count(*) FROM due) AS due, (SELECT min(available_at) FROM due) AS oldest_due,
    (SELECT count(*) FROM waiting) AS waiting
"""  # noqa: S608
_GIVEN_UP_BY_JOB = """
SELECT actor AS job, count(*)::int AS count, min(failed_at) AS oldest,
    (array_agg(last_error ORDER BY failed_at DESC))[1] AS last_error
FROM outbox_messages WHERE failed_at IS NOT NULL GROUP BY actor ORDER BY actor
"""


async def backlog() -> Backlog:
    """What is owed now, in two statements."""
    (row,) = await fetch(_BACKLOG, now())
    given_up = [GivenUp(**dict(each)) for each in await fetch(_GIVEN_UP_BY_JOB)]
    return Backlog(row["due"], row["oldest_due"], row["waiting"], given_up)


@dataclass(frozen=True)
class ShopHealth:
    """All of it at one moment."""

    checked_at: datetime
    findings: list[Finding]
    backlog: Backlog
    reconciled_at: datetime | None
    """When Stripe was last asked about orders that wait for their money, if the last time went well."""

    def sample(self, kind: HealthKind) -> Sequence[UUID]:
        """Of a kind, those that have been so the longest."""
        return next((each.sample for each in self.findings if each.kind is kind), ())


async def shop_health() -> ShopHealth:
    """What is wrong, what is owed, and when the reconciler last ran; a fixed number of statements."""
    at = now()
    reconciled = await ScheduledJob.get_or_none(name=outbox.RECONCILE, last_error=None)
    finished: Any = reconciled.last_finished_at if reconciled else None
    return ShopHealth(at, await findings(), await backlog(), finished)
