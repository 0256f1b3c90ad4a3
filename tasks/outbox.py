"""How owed work moves: from its row to Dramatiq, to a worker, and away once it is done.

The row is the truth and Redis only carries it. A message that Redis loses is handed over again; a worker that
dies lets its lease run out, and another takes over; a second copy finds the lease taken and goes away. So work
may run twice, one after the other, and is never lost.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

import orjson
import structlog

from adapters import Adapters
from core.clock import now
from core.database import execute, fetch
from tasks.jobs import JOBS, Job

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=15)
_RENEW_SECONDS = 5.0
_BATCH = 100
_DONE_LATER = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=10)


@dataclass(frozen=True)
class Due:
    """One message to hand to Dramatiq."""

    id: UUID
    actor: str


# Handed over, it is not due again for a while, longer each time, in case Redis loses it or workers lag behind.
_TAKE_DUE = """
WITH due AS (SELECT id, available_at AS since FROM outbox_messages WHERE failed_at IS NULL AND available_at <= $1
             ORDER BY available_at LIMIT $4 FOR UPDATE SKIP LOCKED),
taken AS (
    UPDATE outbox_messages m SET published = published + 1,
        available_at = $1 + LEAST($3::interval, $2::interval * power(2, LEAST(published, 10)))
    FROM due WHERE m.id = due.id RETURNING m.id, m.actor, due.since)
SELECT id, actor FROM taken ORDER BY since, id
"""


async def take_due() -> list[Due]:
    """Messages that are due now, the longest due first, each for one caller only."""
    rows = await fetch(_TAKE_DUE, now(), _DONE_LATER, _LONGEST_WAIT, _BATCH)
    return [Due(row["id"], row["actor"]) for row in rows]


async def not_published(messages: Sequence[Due]) -> None:
    """Redis did not take them: they are due again in a second."""
    await execute(
        "UPDATE outbox_messages SET available_at = $2, published = published - 1 WHERE id = ANY($1::uuid[])",
        [message.id for message in messages],
        now() + timedelta(seconds=1),
    )


_LEASE = """
UPDATE outbox_messages SET running_until = $3, available_at = $3, attempts = attempts + 1
WHERE id = $1 AND failed_at IS NULL AND (running_until IS NULL OR running_until < $2)
RETURNING actor, args, attempts
"""


async def run(message_id: UUID, adapters: Adapters) -> None:
    """Do what a message owes, unless it is done, given up, or in another worker's hands."""
    rows = await fetch(_LEASE, message_id, now(), now() + LEASE)
    if not rows:
        return
    actor, attempts = rows[0]["actor"], rows[0]["attempts"]
    key = UUID(orjson.loads(rows[0]["args"])[0])
    job = JOBS[actor]
    with structlog.contextvars.bound_contextvars(job=actor, key=str(key), attempt=attempts):
        try:
            async with _renewed_lease(message_id):
                await job.run(key, adapters)
        except asyncio.CancelledError:
            await asyncio.shield(_release(message_id))
            raise
        except Exception as error:
            await _after_failure(message_id, job, key, attempts, error, adapters)
        else:
            await _after_success(message_id, job)


async def _after_success(message_id: UUID, job: Job) -> None:
    if job.every is None:
        await execute("DELETE FROM outbox_messages WHERE id = $1", message_id)
    else:
        await _again(message_id, job.every, None)


_AGAIN = """
UPDATE outbox_messages SET running_until = NULL, attempts = 0, published = 0, available_at = $2, last_error = $3
WHERE id = $1
"""


async def _again(message_id: UUID, wait: timedelta, reason: str | None) -> None:
    await execute(_AGAIN, message_id, now() + wait, reason)


_PLAN = """
INSERT INTO outbox_messages (id, created_at, actor, args, available_at, published, attempts)
VALUES ($1, $2, $3, jsonb_build_array($4::text), $2, 0, 0) ON CONFLICT (id) DO NOTHING
"""
_RECURRING = UUID("5c0f3f3e-6f2f-4c4e-9f43-0c5a52ab6f4e")


async def plan_recurring() -> None:
    """Owe the recurring work, once, whoever asks and however often: its row has a fixed id."""
    for actor, job in JOBS.items():
        if job.every is not None:
            key = uuid5(_RECURRING, actor)
            await execute(_PLAN, key, now(), actor, str(key))


@contextlib.asynccontextmanager
async def _renewed_lease(message_id: UUID) -> AsyncIterator[None]:
    async def renew() -> None:
        while True:
            await asyncio.sleep(_RENEW_SECONDS)
            await execute(
                "UPDATE outbox_messages SET running_until = $2, available_at = $2 WHERE id = $1",
                message_id,
                now() + LEASE,
            )

    renewal = asyncio.create_task(renew())
    try:
        yield
    finally:
        renewal.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await renewal


async def _release(message_id: UUID) -> None:
    """The worker is stopping: another may start at once, and this attempt does not count."""
    await execute(
        "UPDATE outbox_messages SET running_until = NULL, available_at = $2, attempts = attempts - 1 WHERE id = $1",
        message_id,
        now(),
    )


async def _after_failure(
    message_id: UUID, job: Job, key: UUID, attempts: int, error: Exception, adapters: Adapters
) -> None:
    reason = f"{type(error).__name__}: {error}"[:500]
    if job.every is not None:
        log.warning("recurring_job_failed", error=reason, exc_info=error)
        await _again(message_id, job.every, reason)
        return
    if isinstance(error, job.hopeless) or attempts > len(job.retries):
        log.error("job_given_up", error=reason)
        if job.give_up is not None:
            await job.give_up(key, str(error)[:300], adapters)
        await execute(
            "UPDATE outbox_messages SET running_until = NULL, failed_at = $2, last_error = $3 WHERE id = $1",
            message_id,
            now(),
            reason,
        )
        return
    wait = job.retries[attempts - 1]
    log.warning("job_failed", error=reason, retry_in_seconds=wait.total_seconds(), exc_info=error)
    await execute(
        "UPDATE outbox_messages SET running_until = NULL, available_at = $2, last_error = $3 WHERE id = $1",
        message_id,
        now() + wait,
        reason,
    )


Publish = Callable[[Due], Awaitable[None]]
POLL_SECONDS = 0.1


async def relay_once(publish: Publish) -> int:
    """Hand over what is due; how many messages that was. A Redis that is down leaves them due."""
    due = await take_due()
    for position, message in enumerate(due):
        try:
            await publish(message)
        except Exception:
            await not_published(due[position:])
            raise
    return len(due)


async def relay_forever(publish: Publish) -> None:
    """Relay until cancelled. Any number of relays may run: each message goes to one of them."""
    planned = False
    while True:
        try:
            if not planned:
                await plan_recurring()
                planned = True
            moved = await relay_once(publish)
        except Exception as error:
            log.warning("outbox_relay_waits", error=f"{type(error).__name__}: {error}")
            await asyncio.sleep(1)
        else:
            await asyncio.sleep(0 if moved == _BATCH else POLL_SECONDS)


async def run_due(adapters: Adapters, *, rounds: int = 50) -> int:
    """Do everything that is due, in this process, until nothing is; how many runs that took.

    For tests and for `python -m cli work`: the same road as a worker's, without Redis.
    """
    done = 0
    for _ in range(rounds):
        due = await take_due()
        if not due:
            break
        for message in due:
            await run(message.id, adapters)
        done += len(due)
    return done
