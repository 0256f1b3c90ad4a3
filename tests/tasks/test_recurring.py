"""tasks/recurring.py: each tick is run once, whoever works, however often they are told, and whatever dies."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from adapters import Adapters
from core.clock import now, travel
from models import OutboxMessage, ScheduledJob
from tasks import lease
from tasks.jobs import JOBS, Job
from tasks.outbox import relay_forever, run, run_due, take_due
from tasks.recurring import RunsAlready, message_id, plan_recurring, run_by_hand
from tasks.schedule import Every

WORK = "test_recurring"
STEP = timedelta(minutes=5)
TICK = datetime(2031, 3, 1, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Work:
    """A recurring job that notes its runs and does what a test tells it."""

    def __init__(self) -> None:
        self.runs: list[datetime] = []
        self.counts: list[int] = []
        self.act: Callable[[], object] | None = None

    async def run(self, _: UUID, adapters: Adapters) -> int:
        act = self.act
        self.runs.append(now())
        await asyncio.sleep(0.01)
        if act is not None:
            result = act()
            if asyncio.iscoroutine(result):
                await result
        return self.counts.pop(0) if self.counts else 0


@pytest.fixture
def work(db: None) -> Iterator[Work]:
    """It is the only job there is."""
    job, before = Work(), dict(JOBS)
    JOBS.clear()
    JOBS[WORK] = Job(run=job.run, retries=(), schedule=Every(STEP))
    yield job
    JOBS.clear()
    JOBS.update(before)


def at(moment: datetime) -> AbstractContextManager[None]:
    """The clock shows `moment`, and goes on."""
    return travel(moment - now())


async def message() -> OutboxMessage:
    return await OutboxMessage.get(actor=WORK)


async def state() -> ScheduledJob:
    return await ScheduledJob.get(name=WORK)


def failing(error: Exception) -> Callable[[], object]:
    def act() -> None:
        raise type(error)(*error.args)  # a fresh one: tracebacks grow with each raise

    return act


async def planned(moment: datetime = TICK - SECOND) -> None:
    with at(moment):
        await plan_recurring()


async def test_ten_workers_start_and_it_is_owed_once(work: Work) -> None:
    with at(TICK - SECOND):
        await asyncio.gather(*(plan_recurring() for _ in range(10)))

    assert await OutboxMessage.all().count() == await ScheduledJob.all().count() == 1
    assert (await message()).available_at == (await state()).due_at == TICK


async def test_a_run_is_followed_by_the_next_tick_of_the_grid(work: Work, adapters: Adapters) -> None:
    await planned()
    work.counts = [7]
    with at(TICK - SECOND):
        assert await run_due(adapters) == 0
    with at(TICK + 70 * SECOND):
        await run_due(adapters)
        assert await run_due(adapters) == 0

    left, row = await message(), await state()
    assert len(work.runs) == 1
    assert left.available_at == row.due_at == TICK + STEP
    assert (left.attempts, left.published, left.running_until, left.failed_at) == (0, 0, None, None)
    assert (row.runs, row.failures, row.last_count, row.last_error, row.continues) == (1, 0, 7, None, False)
    assert row.last_started_at == pytest.approx(TICK + 70 * SECOND, abs=20 * SECOND)
    assert row.last_finished_at is not None
    assert row.last_finished_at > row.last_started_at
    assert row.last_duration_ms is not None
    assert row.last_duration_ms >= 10


async def test_ticks_that_nobody_was_there_for_are_one_run(work: Work, adapters: Adapters) -> None:
    await planned()
    with at(TICK + timedelta(days=3, minutes=2)):
        await plan_recurring()
        await run_due(adapters)
        assert await run_due(adapters) == 0

    assert len(work.runs) == 1
    assert (await state()).due_at == TICK + timedelta(days=3, minutes=5)


async def test_a_run_that_outlasts_its_tick_skips_what_it_slept_through(work: Work, adapters: Adapters) -> None:
    await planned()
    with at(TICK + SECOND):
        (due,) = await take_due()
        taken = await lease.take(due.id)
        assert taken is not None
        work.act = lambda: None
        with travel(timedelta(minutes=12)):
            await OutboxMessage.all().update(running_until=None)
            await run(due.id, adapters)

    assert len(work.runs) == 1
    assert (await state()).due_at == TICK + timedelta(minutes=15)


async def test_a_worker_whose_clock_is_behind_does_not_run_a_tick_twice(work: Work, adapters: Adapters) -> None:
    await planned()
    with at(TICK + SECOND / 10):
        (due,) = await take_due()
    with at(TICK - 2 * SECOND):
        await run(due.id, adapters)

    assert (await message()).available_at == TICK + STEP
    with at(TICK + SECOND):
        assert await take_due() == []


async def test_ten_workers_run_it_once(work: Work, adapters: Adapters) -> None:
    await planned()
    with at(TICK):
        (due,) = await take_due()
        await asyncio.gather(*(run(due.id, adapters) for _ in range(10)))
        await run(due.id, adapters)

    assert len(work.runs) == 1


async def test_a_late_copy_of_a_message_does_not_run_it_before_its_time(work: Work, adapters: Adapters) -> None:
    await planned()
    with at(TICK):
        (due,) = await take_due()
        await run(due.id, adapters)
    with at(TICK + timedelta(minutes=3)):
        await run(due.id, adapters)

    assert len(work.runs) == 1


async def test_a_failure_is_no_end(work: Work, adapters: Adapters) -> None:
    await planned()
    work.act = failing(LookupError("it failed"))
    for tick in range(20):
        with at(TICK + tick * STEP):
            await run_due(adapters)
    failed = await state()
    work.act = None
    with at(TICK + 20 * STEP):
        await run_due(adapters)

    assert len(work.runs) == 21
    assert (failed.runs, failed.failures, failed.last_error) == (20, 20, "LookupError: it failed")
    assert failed.last_count is None
    mended = await state()
    assert (mended.runs, mended.failures, mended.last_error, mended.last_count) == (21, 20, None, 0)
    assert (await message()).failed_at is None


async def test_a_tick_that_failed_is_tried_again_before_the_next_one(work: Work, adapters: Adapters) -> None:
    waits = (timedelta(seconds=25), timedelta(seconds=55), timedelta(minutes=10))
    JOBS[WORK] = Job(run=work.run, retries=waits, schedule=Every(STEP))
    await planned()
    work.act = failing(OSError("down"))
    seconds = []

    for second in range(0, 301, 10):
        with at(TICK + timedelta(seconds=second)):
            seconds += [second] * await run_due(adapters)

    # 25 s and another 55 s later; ten minutes later would be past the next tick.
    assert seconds == [0, 30, 90, 300]
    assert (await state()).due_at == TICK + STEP


async def test_a_tick_that_takes_too_long_has_failed(
    work: Work, adapters: Adapters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "LONGEST_SECONDS", 0.02)
    await planned()
    work.act = asyncio.Event().wait
    with at(TICK):
        await run_due(adapters)

    row = await state()
    assert (row.failures, row.last_error) == (1, "TookTooLong: it was not done after 0.02 seconds")
    assert row.due_at == TICK + STEP


async def test_a_full_batch_goes_on_at_once_and_its_tick_is_one_run(work: Work, adapters: Adapters) -> None:
    JOBS[WORK] = Job(run=work.run, retries=(), schedule=Every(STEP), full=100)
    await planned()
    work.counts = [100, 100, 30]
    with at(TICK):
        await run_due(adapters, rounds=2)
        half_way = await state()
        await run_due(adapters)

    row = await state()
    assert len(work.runs) == 3
    assert (half_way.runs, half_way.last_count, half_way.continues, half_way.due_at) == (0, 200, True, TICK)
    assert (row.runs, row.last_count, row.continues, row.due_at) == (1, 230, False, TICK + STEP)
    assert row.last_duration_ms is not None
    assert row.last_duration_ms >= 30


async def test_a_worker_that_is_stopped_half_way_leaves_the_tick_to_another(work: Work, adapters: Adapters) -> None:
    await planned()
    forever = asyncio.Event()
    work.act = forever.wait
    with at(TICK):
        (due,) = await take_due()
        running = asyncio.create_task(run(due.id, adapters))
        while not work.runs:
            await asyncio.sleep(0)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        work.act = None
        await run_due(adapters)

    assert len(work.runs) == 2
    assert ((await state()).runs, (await state()).due_at) == (1, TICK + STEP)


async def test_what_a_killed_worker_had_in_hand_is_run_when_its_lease_has_ended(work: Work, adapters: Adapters) -> None:
    await planned()
    with at(TICK):
        (due,) = await take_due()
        assert await lease.take(due.id, handed_over=True) is not None
    with at(TICK + 10 * SECOND):
        assert await run_due(adapters) == 0
    with at(TICK + 20 * SECOND):
        await run_due(adapters)

    assert len(work.runs) == 1
    assert (await state()).due_at == TICK + STEP


async def test_who_lost_the_lease_does_not_settle_for_who_has_it(work: Work, adapters: Adapters) -> None:
    """The first one comes to its end while the second, who took over, is still at it."""
    await planned()
    first, second = asyncio.Event(), asyncio.Event()
    work.act = first.wait
    with at(TICK):
        (due,) = await take_due()
        slow = asyncio.create_task(run(due.id, adapters))
        while not work.runs:
            await asyncio.sleep(0)
    with at(TICK + 20 * SECOND):
        work.act = second.wait
        taker = asyncio.create_task(run(due.id, adapters))
        while len(work.runs) < 2:
            await asyncio.sleep(0)
        await asyncio.sleep(0.02)
        first.set()
        await slow
        between = await message()
        second.set()
        await taker

    assert between.running_until is not None
    assert ((await state()).runs, (await state()).due_at) == (1, TICK + STEP)


async def test_who_slept_through_it_all_does_not_keep_what_is_done(
    work: Work, adapters: Adapters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It wakes up when another has run the tick: its lease must not make the next one come early."""
    await planned()
    with at(TICK):
        (due,) = await take_due()
        asleep = await lease.take(due.id, handed_over=True)
        assert asleep is not None
    with at(TICK + 20 * SECOND):
        await run_due(adapters)
        monkeypatch.setattr(lease, "_RENEW_SECONDS", 0.01)
        async with lease.renewed(asleep):
            await asyncio.sleep(0.1)
        await lease.release(asleep)

    left = await message()
    assert (left.available_at, left.running_until, left.attempts) == (TICK + STEP, None, 0)


async def test_a_new_start_does_not_hurry_it(work: Work, adapters: Adapters) -> None:
    await planned()
    with at(TICK):
        await run_due(adapters)
        await plan_recurring()

        assert (await message()).available_at == TICK + STEP
        assert await take_due() == []


async def test_a_changed_schedule_moves_the_tick_that_is_not_due_yet(work: Work) -> None:
    await planned()
    JOBS[WORK] = Job(run=work.run, retries=(), schedule=Every(timedelta(hours=2), timedelta(minutes=10)))
    await planned()

    row = await state()
    assert row.schedule == "every 2 hours, 10 minutes later"
    assert row.due_at == (await message()).available_at == TICK + timedelta(minutes=10)


async def test_a_changed_schedule_does_not_forgive_a_tick_that_was_missed(work: Work, adapters: Adapters) -> None:
    await planned()
    JOBS[WORK] = Job(run=work.run, retries=(), schedule=Every(timedelta(hours=2)))
    with at(TICK + timedelta(minutes=30)):
        await plan_recurring()
        await run_due(adapters)

    assert len(work.runs) == 1
    assert (await state()).due_at == TICK + timedelta(hours=2)


async def test_a_job_that_is_no_more_leaves_nothing_behind(work: Work, adapters: Adapters) -> None:
    JOBS["test_other"] = Job(run=work.run, retries=(), schedule=Every(STEP))
    await planned()
    del JOBS["test_other"]
    await planned()

    assert [row.name for row in await ScheduledJob.all()] == [WORK]
    assert [row.actor for row in await OutboxMessage.all()] == [WORK]


async def test_work_that_this_version_does_not_know_is_left_to_the_other(work: Work, adapters: Adapters) -> None:
    await planned()
    JOBS["test_other"] = JOBS.pop(WORK)
    with at(TICK):
        assert await take_due() == []
        await run(message_id(WORK), adapters)

    assert work.runs == []
    assert (await message()).attempts == 0


async def test_a_message_that_somebody_removed_is_owed_again(work: Work, adapters: Adapters) -> None:
    await planned()
    await OutboxMessage.all().delete()
    await planned()

    assert (await message()).available_at == TICK


async def test_by_hand_it_runs_now_and_its_tick_stays(work: Work, adapters: Adapters) -> None:
    JOBS[WORK] = Job(run=work.run, retries=(), schedule=Every(STEP), full=10)
    await planned()
    work.counts = [10, 4]
    with at(TICK - timedelta(minutes=2)):
        assert await run_by_hand(WORK, adapters) == 14
    row = await state()
    with at(TICK):
        await run_due(adapters)

    assert len(work.runs) == 3
    assert (row.runs, row.last_count, row.due_at) == (1, 14, TICK)
    assert (await state()).due_at == TICK + STEP


async def test_by_hand_a_tick_that_is_due_is_done(work: Work, adapters: Adapters) -> None:
    await planned()
    with at(TICK + SECOND):
        await run_by_hand(WORK, adapters)
        assert await run_due(adapters) == 0

    assert (await message()).available_at == TICK + STEP


async def test_by_hand_a_failure_is_told_and_the_tick_stays(work: Work, adapters: Adapters) -> None:
    await planned()
    work.act = failing(LookupError("it failed"))
    with at(TICK - SECOND), pytest.raises(LookupError):
        await run_by_hand(WORK, adapters)

    row = await state()
    assert (row.failures, row.last_error, row.due_at) == (1, "LookupError: it failed", TICK)
    assert (await message()).available_at == TICK


async def test_by_hand_it_never_runs_beside_itself(work: Work, adapters: Adapters) -> None:
    await planned()
    end = asyncio.Event()
    work.act = end.wait
    with at(TICK):
        (due,) = await take_due()
        worker = asyncio.create_task(run(due.id, adapters))
        while not work.runs:
            await asyncio.sleep(0)
        with pytest.raises(RunsAlready):
            await run_by_hand(WORK, adapters)
        end.set()
        await worker

        end.clear()
    with at(TICK + STEP - 5 * SECOND):
        hand = asyncio.create_task(run_by_hand(WORK, adapters))
        while len(work.runs) < 2:
            await asyncio.sleep(0)
    with at(TICK + STEP):
        assert await run_due(adapters) == 0
        end.set()
        await hand
        await run_due(adapters)

    assert len(work.runs) == 3


async def test_by_hand_there_is_only_what_comes_by_the_clock(work: Work, adapters: Adapters) -> None:
    JOBS["test_once"] = Job(run=work.run, retries=())
    for name in ("test_once", "no_such_job"):
        with pytest.raises(KeyError):
            await run_by_hand(name, adapters)

    assert work.runs == []


async def room_for_all() -> list[str]:
    return []


async def test_a_worker_plans_it_as_it_starts(work: Work) -> None:
    handed: list[str] = []
    told = asyncio.Event()

    async def publish(due: object) -> None:
        handed.append(due.actor)  # type: ignore[attr-defined]
        told.set()

    await planned(now() - timedelta(days=1))
    await OutboxMessage.all().delete()
    relay = asyncio.create_task(relay_forever(publish, room_for_all))
    await told.wait()
    relay.cancel()

    assert handed == [WORK]
