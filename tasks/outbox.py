"""How owed work moves: from its row to Dramatiq, to a worker, and away once it is done.

The row is the truth and Redis only carries it. A message that Redis loses is handed over again; a worker that
dies lets its lease run out, and another takes over; a second copy finds the lease taken and goes away. So work
may run twice, one after the other, and is never lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID

import structlog

from adapters import Adapters
from commerce.operations import alerts
from core.clock import now
from core.database import execute, fetch
from models import AlertKind
from tasks import lease, recurring
from tasks.jobs import JOBS, Job
from tasks.lease import Taken

log = structlog.get_logger(__name__)

_BATCH = 100
_DONE_LATER = timedelta(seconds=30)
_DEATHS = 15
"""Attempts that may end without a word, as a worker's do that is killed: more of them are the work's own doing."""


@dataclass(frozen=True)
class Due:
    """One message to hand to Dramatiq."""

    id: UUID
    actor: str
    since: datetime
    """When it became due."""


# Handed over, it is due again after a while, for Redis may lose it, or a worker that has fetched it die. Who still
# has it finds it done by then, or taken: copies cost little, and are no more than there is room for (tasks/broker.py).
_TAKE_DUE = """
WITH due AS (SELECT id, available_at AS since FROM outbox_messages WHERE failed_at IS NULL AND available_at <= $1
             AND actor = ANY($4::text[]) ORDER BY available_at LIMIT $3 FOR UPDATE SKIP LOCKED),
taken AS (
    UPDATE outbox_messages m SET published = published + 1,
        available_at = $1 + $2::interval
    FROM due WHERE m.id = due.id RETURNING m.id, m.actor, due.since)
SELECT id, actor, since FROM taken ORDER BY since, id
"""


async def take_due(*, without: Collection[str] = ()) -> list[Due]:
    """Messages that are due now, the longest due first, each for one caller only; `without` names work to leave.

    Work that this version of the shop does not know is left to the other one, while both run.
    """
    wanted = [name for name in JOBS if name not in without]
    rows = await fetch(_TAKE_DUE, now(), _DONE_LATER, _BATCH, wanted)
    return [Due(row["id"], row["actor"], row["since"]) for row in rows]


_NOT_PUBLISHED = """
UPDATE outbox_messages m SET available_at = w.since, published = published - 1
FROM unnest($1::uuid[], $2::timestamptz[]) AS w(id, since) WHERE m.id = w.id AND m.running_until IS NULL
"""


async def not_published(messages: Sequence[Due]) -> None:
    """Redis did not take them: they are due as they were, and late for as long as that lasts."""
    await execute(_NOT_PUBLISHED, [message.id for message in messages], [message.since for message in messages])


async def run(message_id: UUID, adapters: Adapters) -> None:
    """Do what a message owes, unless it is done, given up, or in another worker's hands."""
    comes_again = message_id in {recurring.message_id(name) for name in recurring.schedules()}
    taken = await lease.take(message_id, handed_over=comes_again)
    if taken is None:
        return
    with structlog.contextvars.bound_contextvars(job=taken.actor, key=str(taken.key), attempt=taken.attempt):
        if comes_again:
            await recurring.run(taken, adapters)
        else:
            await _run_once(taken, adapters)


class WorkersDied(Exception):
    """Whoever took the work in hand was not heard of again, time after time: one more is not to go the same way."""


async def _run_once(taken: Taken, adapters: Adapters) -> None:
    job = JOBS[taken.actor]
    if taken.deaths > _DEATHS:
        await _after_failure(taken, job, WorkersDied(f"its workers died: {taken.deaths} attempts"), adapters)
        return
    try:
        async with lease.renewed(taken, longest=None if job.beside else lease.LONGEST_SECONDS):
            await job.run(taken.key, adapters)
    except asyncio.CancelledError:
        await asyncio.shield(lease.release(taken))
        raise
    except Exception as error:
        await _after_failure(taken, job, error, adapters)
    else:
        await execute("DELETE FROM outbox_messages WHERE id = $1", taken.message_id)


async def _after_failure(taken: Taken, job: Job, error: Exception, adapters: Adapters) -> None:
    reason = f"{type(error).__name__}: {error}"[:500]
    if not await lease.kept(taken):  # asleep for too long: whoever took over says how it ends
        log.warning("job_failed_after_its_lease", error=reason, exc_info=error)
        return
    if isinstance(error, (WorkersDied, *job.hopeless)) or taken.tries > len(job.retries):
        await _give_up(taken, job, error, reason, adapters)
        return
    wait = job.retries[taken.tries - 1]
    log.warning("job_failed", error=reason, retry_in_seconds=wait.total_seconds(), exc_info=error)
    await execute(
        "UPDATE outbox_messages SET running_until = NULL, available_at = $2, last_error = $3 WHERE id = $1",
        taken.message_id,
        now() + wait,
        reason,
    )


async def _give_up(taken: Taken, job: Job, error: Exception, reason: str, adapters: Adapters) -> None:
    """Say what that means, and leave the row to a person. Who fails to say it is asked again, but not for ever."""
    log.error("job_given_up", error=reason)
    if job.give_up is not None and taken.deaths <= 2 * _DEATHS:
        await job.give_up(taken.key, str(error)[:300], adapters)
    else:
        await _alert(taken, reason)
    await execute(
        "UPDATE outbox_messages SET running_until = NULL, failed_at = $2, last_error = $3 WHERE id = $1",
        taken.message_id,
        now(),
        reason,
    )


async def _alert(taken: Taken, reason: str) -> None:
    """Nobody else says what it means that this was given up."""
    await alerts.raise_now(
        AlertKind.WORK_FAILED,
        key=f"outbox:{taken.message_id}",
        title=f"Work was given up after {taken.attempt} attempts: {taken.actor.replace('_', ' ')}.",
        detail=reason,
        facts={"job": taken.actor, "key": str(taken.key)},
    )


Publish = Callable[[Due], Awaitable[None]]
POLL_SECONDS = 0.1
_PLAN_EVERY_SECONDS = 60.0
"""How soon a worker mends what another version of the shop, started or stopped beside it, made of the plan."""


async def relay_once(publish: Publish, *, without: Collection[str] = ()) -> int:
    """Hand over what is due; how many messages that was. A Redis that is down leaves them due."""
    due = await take_due(without=without)
    for position, message in enumerate(due):
        try:
            await publish(message)
        except Exception:
            await not_published(due[position:])
            raise
    return len(due)


async def relay_forever(publish: Publish, full: Callable[[], Awaitable[Collection[str]]]) -> None:
    """Relay until cancelled. Any number of relays may run: each message goes to one of them.

    `full` names the work for which there is no room right now.
    """
    planned: float | None = None
    while True:
        try:
            if planned is None or monotonic() - planned > _PLAN_EVERY_SECONDS:
                await recurring.plan_recurring()
                planned = monotonic()
            moved = await relay_once(publish, without=await full())
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
