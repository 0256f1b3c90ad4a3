"""tasks/outbox.py: recurring work is owed once, and due again after each run, however that ended."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from adapters import Adapters
from core.clock import now, travel
from models import OutboxMessage
from tasks.jobs import JOBS, Job
from tasks.outbox import plan_recurring, relay_forever, run, run_due, take_due

WORK = "test_recurring"
EVERY = timedelta(minutes=5)


@pytest.fixture
def runs(db: None) -> Iterator[list[str]]:
    """What happens at each run: a test puts errors' names in, and takes "ran" out."""
    happened: list[str] = []

    async def work(_: UUID, adapters: Adapters) -> None:
        fails = happened and happened[-1] == "fail"
        happened.append("ran")
        await asyncio.sleep(0.01)
        if fails:
            raise LookupError("it failed")

    JOBS[WORK] = Job(run=work, retries=(), every=EVERY, hopeless=(LookupError,))
    yield happened
    del JOBS[WORK]


async def row() -> OutboxMessage:
    return await OutboxMessage.get(actor=WORK)


async def only(*, due: bool = True) -> None:
    """Nothing but the test's own work is due."""
    await OutboxMessage.exclude(actor=WORK).delete()


async def test_ten_workers_start_and_it_is_owed_once(runs: list[str]) -> None:
    await asyncio.gather(*(plan_recurring() for _ in range(10)))

    assert await OutboxMessage.filter(actor=WORK).count() == 1


async def test_a_run_makes_it_due_again(runs: list[str], adapters: Adapters) -> None:
    await plan_recurring()
    await only()
    await run_due(adapters)
    await run_due(adapters)
    after = await row()
    with travel(EVERY):
        await run_due(adapters)
        await run_due(adapters)

    assert runs == ["ran", "ran"]
    assert (after.attempts, after.published, after.running_until, after.failed_at) == (0, 0, None, None)
    assert EVERY - timedelta(seconds=5) < after.available_at - now() <= EVERY


async def test_a_failure_is_no_end(runs: list[str], adapters: Adapters) -> None:
    await plan_recurring()
    await only()
    for attempt in range(20):
        runs.append("fail")
        with travel(EVERY * attempt + timedelta(seconds=attempt)):
            await run_due(adapters)

    left = await row()
    assert runs.count("ran") == 20
    assert (left.failed_at, left.last_error) == (None, "LookupError: it failed")
    with travel(EVERY * 21):
        await run_due(adapters)
    assert (await row()).last_error is None


async def test_ten_workers_run_it_once(runs: list[str], adapters: Adapters) -> None:
    await plan_recurring()
    await only()
    message = await row()

    await asyncio.gather(*(run(message.id, adapters) for _ in range(10)))

    assert runs == ["ran"]


async def test_a_new_start_does_not_hurry_it(runs: list[str], adapters: Adapters) -> None:
    await plan_recurring()
    await only()
    await run_due(adapters)
    due = (await row()).available_at

    await plan_recurring()
    await only()

    assert (await row()).available_at == due
    assert await take_due() == []


async def test_a_worker_plans_it_as_it_starts(runs: list[str]) -> None:
    handed: list[str] = []

    async def publish(message: object) -> None:
        handed.append(message.actor)  # type: ignore[attr-defined]

    relay = asyncio.create_task(relay_forever(publish))
    for _ in range(100):
        await asyncio.sleep(0.02)
        if WORK in handed:
            break
    relay.cancel()

    assert {WORK, "reconcile"} <= set(handed)
