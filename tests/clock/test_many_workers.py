"""Two schedulers and four workers at once: every tick of every job is run by one of them.

Simulated: the shop's one clock is moved second by second through ten minutes; at each of them two relays (what a
worker process schedules with) and four workers run at the same time on one event loop, over the real rows in
PostgreSQL. Between them is a Redis that is worse than a real one: it hands every message to two workers.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import pytest

from adapters import Adapters
from core.clock import now
from models import OutboxMessage, ScheduledJob
from tasks.jobs import JOBS, Job
from tasks.outbox import Due, relay_once, run, run_due
from tasks.recurring import plan_recurring
from tasks.schedule import Every
from tasks.scheduled import SCHEDULED
from tests.clock.conftest import START, at, plan

TEN_MINUTES = timedelta(minutes=10)
QUICK = {f"every_{seconds}": timedelta(seconds=seconds) for seconds in (15, 30, 60, 120)}


class Log:
    """When each job ran."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, datetime]] = []
        self.inside: Counter[str] = Counter()
        self.together = 0

    def job(self, name: str, like: Job) -> Job:
        async def work(_: UUID, __: Adapters) -> int:
            self.inside[name] += 1
            self.together = max(self.together, self.inside[name])
            self.runs.append((name, now()))
            await asyncio.sleep(0.001)
            self.inside[name] -= 1
            return 1

        return replace(like, run=work)


@pytest.fixture
def log(db: None) -> Iterator[Log]:
    """All of the shop's jobs, and some quick ones; each only notes that it ran."""
    noted, before = Log(), dict(JOBS)
    plain = {name: Job(run=before["reconcile"].run, retries=(), schedule=Every(step)) for name, step in QUICK.items()}
    JOBS.clear()
    JOBS.update({name: noted.job(name, job) for name, job in {**SCHEDULED, **plain}.items()})
    yield noted
    JOBS.clear()
    JOBS.update(before)


def ticks(since: datetime, until: datetime) -> Counter[str]:
    """How often each job is to run: ticks after `since` and not after `until`."""
    expected: Counter[str] = Counter()
    for name, job in JOBS.items():
        assert job.schedule is not None
        tick = job.schedule.after(since)
        while tick <= until:
            expected[name] += 1
            tick = job.schedule.after(tick)
    return expected


async def a_second(adapters: Adapters, random: Random) -> None:
    """Two relays hand over, four workers work."""
    queues: list[asyncio.Queue[Due]] = [asyncio.Queue() for _ in range(4)]

    async def publish(due: Due) -> None:
        for queue in random.sample(queues, 2):
            queue.put_nowait(due)

    async def worker(queue: asyncio.Queue[Due]) -> None:
        while not queue.empty():
            await run(queue.get_nowait().id, adapters)

    await asyncio.gather(relay_once(publish), relay_once(publish))
    await asyncio.gather(*(worker(queue) for queue in queues))


@pytest.mark.parametrize("seed", [1, 2])
async def test_every_job_runs_once_a_tick(seed: int, log: Log, adapters: Adapters) -> None:
    random = Random(seed)
    await plan()
    for second in range(0, 601, 5):
        with at(START + timedelta(seconds=second)):
            if second % 60 == 0:
                await asyncio.gather(plan_recurring(), plan_recurring())
            await a_second(adapters, random)

    assert Counter(name for name, _ in log.runs) == ticks(START, START + TEN_MINUTES)
    assert log.together == 1
    recorded = {row.name: row.runs for row in await ScheduledJob.filter(runs__gt=0)}
    assert recorded == Counter(name for name, _ in log.runs)


async def test_after_three_days_down_each_missed_job_runs_once(log: Log, adapters: Adapters) -> None:
    await plan()
    with at(START + timedelta(days=3)):
        await asyncio.gather(plan_recurring(), plan_recurring())
        await run_due(adapters)
        assert await run_due(adapters) == 0

    assert Counter(name for name, _ in log.runs) == dict.fromkeys(JOBS, 1)
    assert await OutboxMessage.filter(available_at__lte=START + timedelta(days=3)).count() == 0
