"""Work that comes by the clock: each tick of each job is run once, by one of however many workers.

A job with a schedule is one outbox message with a fixed id, so a lease elects who runs it, as for all owed work. Its
row in `scheduled_jobs` says which tick is due and how the last run went. A tick that nobody was there for is still
due when somebody comes; several missed ticks are one run.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from uuid import UUID, uuid5

import structlog

from adapters import Adapters
from commerce.operations import alerts
from core.clock import now
from core.database import execute, fetch
from models import AlertKind
from tasks import lease
from tasks.jobs import JOBS, Job
from tasks.lease import Taken
from tasks.schedule import Schedule

log = structlog.get_logger(__name__)

_ALERT_AFTER = 3
"""Failures in a row of one recurring job; once, until it has succeeded."""

_NAMESPACE = UUID("5c0f3f3e-6f2f-4c4e-9f43-0c5a52ab6f4e")


def message_id(name: str) -> UUID:
    """The outbox message of a recurring job."""
    return uuid5(_NAMESPACE, name)


def schedules() -> dict[str, Schedule]:
    """The jobs that come by the clock, and when."""
    return {name: job.schedule for name, job in JOBS.items() if job.schedule is not None}


# A tick that is due stays due, whatever the schedule says from now on.
_PLAN = """
WITH wanted AS (
    SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[]) AS w(id, name, schedule, due)),
moved AS (
    INSERT INTO scheduled_jobs AS s (name, message_id, schedule, due_at, continues, runs, failures, failed_in_a_row)
    SELECT name, id, schedule, due, FALSE, 0, 0, 0 FROM wanted ORDER BY name
    ON CONFLICT (name) DO UPDATE SET schedule = EXCLUDED.schedule,
        due_at = CASE WHEN s.due_at > $1 THEN EXCLUDED.due_at ELSE s.due_at END
    WHERE s.schedule <> EXCLUDED.schedule
    RETURNING s.message_id, s.due_at),
waiting AS (
    UPDATE outbox_messages m SET available_at = moved.due_at FROM moved
    WHERE m.id = moved.message_id AND m.published = 0 AND m.running_until IS NULL)
INSERT INTO outbox_messages (id, created_at, actor, args, available_at, published, attempts)
SELECT w.id, $1, w.name, jsonb_build_array(w.id::text), COALESCE(moved.due_at, s.due_at, w.due), 0, 0
FROM wanted w LEFT JOIN moved ON moved.message_id = w.id LEFT JOIN scheduled_jobs s ON s.name = w.name
ON CONFLICT (id) DO NOTHING
"""
_FORGET = """
WITH gone AS (DELETE FROM scheduled_jobs WHERE NOT name = ANY($1::text[]) RETURNING message_id)
DELETE FROM outbox_messages m USING gone WHERE m.id = gone.message_id
"""


async def plan_recurring() -> None:
    """Owe the recurring work as this version of the shop has it, whoever asks and however often.

    A new job is due at its next tick, a changed schedule moves the tick that is not due yet, and a job that is
    no more is forgotten.
    """
    at = now()
    planned = schedules()
    rows = [(message_id(name), name, str(schedule), schedule.after(at)) for name, schedule in planned.items()]
    ids, names, texts, dues = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [], [])
    await execute(_PLAN, at, ids, names, texts, dues)
    await execute(_FORGET, names)


@dataclass(frozen=True)
class _Run:
    """One run of one job, from when it was taken in hand."""

    taken: Taken
    job: Job
    schedule: Schedule
    tick: datetime
    started_at: datetime
    """Also what tells it from a run by whoever took over after its lease had ended."""
    begun: float
    consumes: bool
    """Whether the tick is done with this run; not when somebody runs it by hand before its time."""

    @property
    def duration_ms(self) -> int:
        return round((monotonic() - self.begun) * 1000)

    def next_tick(self) -> datetime | None:
        """After now, and after the tick that was run, if this process's clock is a little behind."""
        return self.schedule.after(max(now(), self.tick)) if self.consumes else None


_BEGIN = "UPDATE scheduled_jobs SET last_started_at = $2 WHERE message_id = $1 RETURNING due_at"


async def run(taken: Taken, adapters: Adapters, *, by_hand: bool = False) -> int:
    """Run a recurring job that was taken in hand, and plan its next tick; what it did.

    Raises:
        Exception: whatever the job raises, when run by hand. Otherwise the tick is tried again as its retries say, and
            the next one comes in any case.
    """
    started = await _begin(taken, by_hand)
    try:
        async with lease.renewed(taken, longest=None if by_hand else lease.LONGEST_SECONDS):
            count = await _work(started, adapters, to_the_end=by_hand)
    except asyncio.CancelledError:
        await asyncio.shield(_stop(started))
        raise
    except Exception as error:
        await _failed(started, error, by_hand)
        if by_hand:
            raise
        return 0
    await _succeeded(started, count, by_hand)
    return count


async def _work(started: _Run, adapters: Adapters, *, to_the_end: bool) -> int:
    count = batch = await started.job.run(started.taken.key, adapters) or 0
    while to_the_end and _full(started.job, batch):
        batch = await started.job.run(started.taken.key, adapters) or 0
        count += batch
    return count


def _full(job: Job, count: int) -> bool:
    return job.full is not None and count >= job.full


async def _begin(taken: Taken, by_hand: bool) -> _Run:
    job = JOBS[taken.actor]
    assert job.schedule is not None  # noqa: S101 (the caller has looked)
    at = now()
    rows = await fetch(_BEGIN, taken.message_id, at)
    if not rows:  # a message from a version of the shop that kept no such rows
        await plan_recurring()
        rows = await fetch(_BEGIN, taken.message_id, at)
    tick = rows[0]["due_at"]
    return _Run(taken, job, job.schedule, tick, at, monotonic(), consumes=not by_hand or tick <= at)


_SUCCEEDED = """
WITH settled AS (
    UPDATE scheduled_jobs SET due_at = COALESCE($4, due_at), last_finished_at = $3, last_error = NULL,
        failed_in_a_row = 0,
        last_duration_ms = $5 + CASE WHEN continues THEN COALESCE(last_duration_ms, 0) ELSE 0 END,
        last_count = $6 + CASE WHEN continues THEN COALESCE(last_count, 0) ELSE 0 END,
        continues = $7, runs = runs + CASE WHEN $7 THEN 0 ELSE 1 END
    WHERE message_id = $1 AND last_started_at = $2 RETURNING message_id, due_at)
UPDATE outbox_messages m SET running_until = NULL, attempts = 0, deaths = 0, published = 0,
    last_error = NULL,
    available_at = CASE WHEN $7 THEN $3 ELSE settled.due_at END
FROM settled WHERE m.id = settled.message_id
"""


async def _succeeded(done: _Run, count: int, by_hand: bool) -> None:
    more = not by_hand and _full(done.job, count)
    following = None if more else done.next_tick()
    duration = done.duration_ms
    await execute(_SUCCEEDED, done.taken.message_id, done.started_at, now(), following, duration, count, more)
    log.info(
        "scheduled_job_ran",
        name=done.taken.actor,
        count=count,
        duration_ms=duration,
        more=more,
        due_next=following.isoformat() if following else None,
        by_hand=by_hand,
    )


_FAILED = """
WITH settled AS (
    UPDATE scheduled_jobs SET due_at = COALESCE($4, due_at), last_finished_at = $3, last_error = $6,
        last_duration_ms = $5, last_count = NULL, continues = FALSE, runs = runs + 1, failures = failures + 1,
        failed_in_a_row = failed_in_a_row + 1
    WHERE message_id = $1 AND last_started_at = $2 RETURNING message_id, due_at, failed_in_a_row)
UPDATE outbox_messages m SET running_until = NULL, published = 0, last_error = $6,
    attempts = CASE WHEN $7::timestamptz IS NULL THEN 0 ELSE m.attempts END,
    deaths = CASE WHEN $7::timestamptz IS NULL THEN 0 ELSE m.deaths END,
    available_at = COALESCE($7, settled.due_at)
FROM settled WHERE m.id = settled.message_id RETURNING settled.failed_in_a_row
"""


async def _failed(done: _Run, error: Exception, by_hand: bool) -> None:
    reason = f"{type(error).__name__}: {error}"[:500]
    again = None if by_hand else _retry(done)
    following = done.next_tick() if again is None else None
    due = again or following
    log.warning(
        "scheduled_job_failed",
        name=done.taken.actor,
        error=reason,
        due_next=due.isoformat() if due else None,
        by_hand=by_hand,
        exc_info=error,
    )
    rows = await fetch(
        _FAILED, done.taken.message_id, done.started_at, now(), following, done.duration_ms, reason, again
    )  # fmt: skip
    if rows and rows[0]["failed_in_a_row"] == _ALERT_AFTER:
        await alerts.raise_now(
            AlertKind.WORK_FAILED,
            key=f"scheduled:{done.taken.actor}:{done.started_at:%Y%m%d%H%M%S}",
            title=f"A recurring job failed {_ALERT_AFTER} times in a row: {done.taken.actor.replace('_', ' ')}.",
            detail=f"{reason}\nIt is tried again by the clock. `python -m cli jobs` shows how it goes.",
            facts={"job": done.taken.actor},
        )


def _retry(done: _Run) -> datetime | None:
    """When the same tick is tried again; None when the next one comes first, or it was tried often enough."""
    if done.taken.tries > len(done.job.retries):
        return None
    again = now() + done.job.retries[done.taken.tries - 1]
    return again if again < done.schedule.after(max(now(), done.tick)) else None


_PUT_BACK = """
UPDATE outbox_messages m SET running_until = NULL, attempts = 0, deaths = 0, published = 0,
    available_at = s.due_at
FROM scheduled_jobs s WHERE m.id = $1 AND s.message_id = m.id
"""


async def _stop(stopped: _Run) -> None:
    """The process is stopping: another one runs the tick, at once or when it is due."""
    if stopped.consumes:
        await lease.release(stopped.taken)
    else:
        await execute(_PUT_BACK, stopped.taken.message_id)


class RunsAlready(Exception):
    """The job is in another process's hands right now."""


async def run_by_hand(name: str, adapters: Adapters) -> int:
    """Run a recurring job now, unless it is running; what it did, all its batches together.

    Raises:
        KeyError: when there is no such job.
        RunsAlready
        Exception: whatever the job raises.
    """
    if JOBS[name].schedule is None:
        raise KeyError(name)
    await plan_recurring()
    with structlog.contextvars.bound_contextvars(job=name):
        taken = await lease.take(message_id(name))
        if taken is None:
            raise RunsAlready(name)
        return await run(taken, adapters, by_hand=True)
