"""tasks/outbox.py: owed work is done once, whatever is delivered twice, lost or killed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import pytest

from adapters import Adapters
from commerce import outbox
from core.clock import now, travel
from core.database import transaction
from core.ids import new_id
from core.settings import Settings
from models import Alert, OutboxMessage
from tasks import broker, lease
from tasks.jobs import JOBS, Job
from tasks.outbox import Due, relay_once, run, run_due, take_due

WORK = "test_work"


class Work:
    """A job that records its runs and does what a test tells it."""

    def __init__(self) -> None:
        self.keys: list[UUID] = []
        self.given_up: list[str] = []
        self.act: Callable[[], object] | None = None

    async def run(self, key: UUID, adapters: Adapters) -> None:
        self.keys.append(key)
        if self.act is not None:
            result = self.act()
            if asyncio.iscoroutine(result):
                await result

    async def give_up(self, key: UUID, reason: str, adapters: Adapters) -> None:
        self.given_up.append(reason)


@pytest.fixture
def work(db: None) -> Iterator[Work]:
    job = Work()
    waits = (timedelta(minutes=1), timedelta(minutes=10))
    JOBS[WORK] = Job(run=job.run, retries=waits, hopeless=(LookupError,), give_up=job.give_up)
    yield job
    del JOBS[WORK]


async def owe(key: UUID | None = None) -> OutboxMessage:
    async with transaction():
        await outbox.enqueue(WORK, key or new_id())
    return await OutboxMessage.all().order_by("-id").first() or pytest.fail("nothing was owed")


def failing(error: Exception) -> Callable[[], object]:
    def act() -> None:
        raise error

    return act


async def test_work_is_owed_only_by_a_committed_transaction(work: Work, adapters: Adapters) -> None:
    with pytest.raises(RuntimeError):
        await outbox.enqueue(WORK, new_id())
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await outbox.enqueue(WORK, new_id())
            raise ZeroDivisionError

    assert await run_due(adapters) == 0


async def test_done_work_is_gone(work: Work, adapters: Adapters) -> None:
    key = new_id()
    await owe(key)

    assert await run_due(adapters) == 1
    assert work.keys == [key]
    assert await OutboxMessage.all().count() == 0


async def test_copies_delivered_at_once_run_once(work: Work, adapters: Adapters) -> None:
    message = await owe()
    work.act = lambda: asyncio.sleep(0.05)

    await asyncio.gather(*(run(message.id, adapters) for _ in range(10)))
    await run(message.id, adapters)

    assert len(work.keys) == 1


async def test_two_relays_never_take_the_same_message(work: Work) -> None:
    for _ in range(20):
        await owe()

    taken = await asyncio.gather(*(take_due() for _ in range(4)))

    ids = [message.id for each in taken for message in each]
    assert len(ids) == len(set(ids)) == 20


async def test_what_redis_loses_is_handed_over_again_after_half_a_minute_each_time(work: Work) -> None:
    message = await owe()
    for _ in range(4):
        before = now()
        assert [due.id for due in await take_due()] == [message.id]
        after = now()
        assert await take_due() == []
        await message.refresh_from_db()
        assert before <= message.available_at - timedelta(seconds=30) <= after
        await OutboxMessage.filter(id=message.id).update(available_at=now())


async def test_a_redis_that_is_down_leaves_the_message_due(work: Work, adapters: Adapters) -> None:
    await owe()
    published: list[UUID] = []

    async def down(message: Due) -> None:
        raise ConnectionError

    async def up(message: Due) -> None:
        published.append(message.id)

    with pytest.raises(ConnectionError):
        await relay_once(down)
    with travel(timedelta(seconds=2)):
        assert await relay_once(up) == 1

    assert published == [(await OutboxMessage.get()).id]


async def test_work_for_which_there_is_no_room_is_left_to_others(work: Work, adapters: Adapters) -> None:
    message = await owe()
    handed: list[Due] = []

    async def up(due: Due) -> None:
        handed.append(due)

    assert await relay_once(up, without={WORK}) == 0
    assert (await OutboxMessage.get()).available_at == message.available_at
    assert await relay_once(up) == 1
    assert [due.id for due in handed] == [message.id]


async def test_a_failure_is_tried_again_after_its_wait_and_then_given_up(work: Work, adapters: Adapters) -> None:
    await owe()
    work.act = failing(OSError("the printer is on fire"))

    for passed, attempts in ((0, 1), (0.5, 1), (2, 2), (10, 2), (15, 3), (1000, 3)):
        with travel(timedelta(minutes=passed)):
            await run_due(adapters)
        assert len(work.keys) == attempts

    message = await OutboxMessage.get()
    assert message.failed_at is not None
    assert message.last_error == "OSError: the printer is on fire"
    assert work.given_up == ["the printer is on fire"]


async def test_hopeless_work_is_given_up_at_once(work: Work, adapters: Adapters) -> None:
    await owe()
    work.act = failing(KeyError("gone"))

    await run_due(adapters)

    assert len(work.keys) == 1
    assert (await OutboxMessage.get()).failed_at is not None


async def test_a_dead_workers_message_is_taken_over_when_its_lease_ends(work: Work, adapters: Adapters) -> None:
    message = await owe()
    await OutboxMessage.filter(id=message.id).update(
        running_until=now() + lease.LEASE, available_at=now() + lease.LEASE, attempts=1
    )

    await run(message.id, adapters)
    assert work.keys == []

    with travel(lease.LEASE + timedelta(seconds=1)):
        await run_due(adapters)
    assert len(work.keys) == 1
    assert await OutboxMessage.all().count() == 0


async def die(message: OutboxMessage, *, times: int) -> None:
    """Workers take it, and nothing is heard of them."""
    for _ in range(times):
        assert await lease.take(message.id) is not None
        await OutboxMessage.filter(id=message.id).update(running_until=ago(1), available_at=ago(1))


def ago(seconds: int) -> datetime:
    return now() - timedelta(seconds=seconds)


async def test_what_its_workers_die_of_is_given_up_in_the_end(work: Work, adapters: Adapters) -> None:
    message = await owe()
    await die(message, times=16)

    await run_due(adapters)

    await message.refresh_from_db()
    assert (work.keys, message.attempts, message.deaths, message.failed_at is not None) == ([], 17, 16, True)
    assert work.given_up == ["its workers died: 16 attempts"]


async def test_who_fails_to_give_it_up_is_asked_again_and_then_staff_is_told(work: Work, adapters: Adapters) -> None:
    async def give_up(*_: object) -> None:
        raise ZeroDivisionError

    JOBS[WORK] = replace(JOBS[WORK], give_up=give_up)
    message = await owe()
    await die(message, times=16)

    with pytest.raises(ZeroDivisionError):
        await run(message.id, adapters)
    between = await OutboxMessage.get(id=message.id)
    with travel(timedelta(minutes=1)):
        await die(message, times=14)
        await run(message.id, adapters)

    await message.refresh_from_db()
    assert (between.failed_at, message.deaths, message.failed_at is not None) == (None, 31, True)
    assert [alert.title for alert in await Alert.all()] == ["Work was given up after 32 attempts: test work."]


async def test_dead_workers_take_nothing_from_the_tries_and_make_no_wait_longer(work: Work, adapters: Adapters) -> None:
    message = await owe()
    await die(message, times=15)
    work.act = failing(OSError("the printer is on fire"))

    for passed, tries in ((0, 1), (0.5, 1), (2, 2), (10, 2), (15, 3)):
        with travel(timedelta(minutes=passed)):
            await run_due(adapters)
        assert len(work.keys) == tries

    await message.refresh_from_db()
    assert (message.attempts, message.deaths, message.failed_at is not None) == (18, 15, True)
    assert work.given_up == ["the printer is on fire"]


async def test_a_long_run_keeps_its_lease(work: Work, adapters: Adapters, monkeypatch: pytest.MonkeyPatch) -> None:
    message = await owe()
    monkeypatch.setattr(lease, "_RENEW_SECONDS", 0.01)

    work.act = partial(lease_beyond, message.id, timedelta(seconds=10), timedelta(seconds=20))
    await run(message.id, adapters)

    assert await OutboxMessage.all().count() == 0


async def lease_beyond(message_id: UUID, *moments: timedelta) -> None:
    """Come back once the lease was renewed at each of these moments."""
    for moment in moments:
        with travel(moment):
            wanted = now() + lease.LEASE
            while (await OutboxMessage.get(id=message_id)).running_until < wanted:
                await asyncio.sleep(0.01)


async def test_a_database_that_is_away_for_a_moment_costs_nobody_their_lease(
    work: Work, adapters: Adapters, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await owe()
    monkeypatch.setattr(lease, "_RENEW_SECONDS", 0.01)
    execute, troubles = lease.execute, [OSError("gone"), OSError("gone")]

    async def troubled(sql: str, *values: object) -> int:
        if troubles:
            raise troubles.pop()
        return await execute(sql, *values)

    monkeypatch.setattr(lease, "execute", troubled)
    work.act = partial(lease_beyond, message.id, timedelta(seconds=10))
    await run(message.id, adapters)

    assert troubles == []
    assert await OutboxMessage.all().count() == 0


async def test_what_takes_too_long_has_failed_and_is_not_begun_anew_for_ever(
    work: Work, adapters: Adapters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "LONGEST_SECONDS", 0.01)
    await owe()
    work.act = asyncio.Event().wait

    for minutes in (0, 2, 15):
        with travel(timedelta(minutes=minutes)):
            assert await run_due(adapters) == 1

    message = await OutboxMessage.get()
    assert (message.attempts, message.last_error) == (3, "TookTooLong: it was not done after 0.01 seconds")
    assert message.failed_at is not None
    assert work.given_up == ["it was not done after 0.01 seconds"]


async def test_what_is_done_beside_the_threads_may_take_its_time(
    work: Work, adapters: Adapters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "LONGEST_SECONDS", 0.0)
    JOBS[WORK] = replace(JOBS[WORK], beside=1)
    await owe()
    work.act = lambda: asyncio.sleep(0.01)

    await run_due(adapters)

    assert await OutboxMessage.all().count() == 0


async def test_who_lost_the_lease_and_fails_touches_nothing_that_another_has_in_hand(
    work: Work, adapters: Adapters
) -> None:
    message = await owe()
    first, second = asyncio.Event(), asyncio.Event()

    async def fails() -> None:
        await first.wait()
        raise LookupError("hopeless")

    work.act = fails
    slow = asyncio.create_task(run(message.id, adapters))
    while len(work.keys) < 1:
        await asyncio.sleep(0)
    work.act = second.wait
    with travel(timedelta(seconds=20)):
        taker = asyncio.create_task(run(message.id, adapters))
        while len(work.keys) < 2:
            await asyncio.sleep(0)
        first.set()
        await slow
        between = await OutboxMessage.get(id=message.id)
        second.set()
        await taker

    assert (between.attempts, between.running_until is not None, between.failed_at) == (2, True, None)
    assert (work.given_up, await OutboxMessage.all().count()) == ([], 0)


async def test_a_stopping_worker_hands_its_work_back_without_counting_it(work: Work, adapters: Adapters) -> None:
    message = await owe()
    work.act = lambda: asyncio.sleep(60)
    running = asyncio.create_task(run(message.id, adapters))
    while not work.keys:
        await asyncio.sleep(0.01)

    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    row = await OutboxMessage.get(id=message.id)
    assert (row.attempts, row.running_until) == (0, None)
    assert row.available_at <= now()
    work.act = None
    await run_due(adapters)
    assert len(work.keys) == 2
    assert await OutboxMessage.all().count() == 0


async def test_a_process_that_ends_lets_go_of_what_its_threads_are_at(
    work: Work, adapters: Adapters, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stays_connected() -> None:
        return

    monkeypatch.setattr(broker, "disconnect", stays_connected)  # the tests' own
    process = broker.Surroundings(settings)
    process._adapters = adapters
    process._ready.set()
    message = await owe()
    work.act = asyncio.Event().wait
    thread = asyncio.create_task(process.work(str(message.id)))
    while not work.keys:
        await asyncio.sleep(0)

    await process._close()

    row = await OutboxMessage.get(id=message.id)
    assert thread.cancelled()
    assert (row.attempts, row.running_until) == (0, None)
