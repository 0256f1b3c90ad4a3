"""tasks/beside.py: what waits for others waits beside the threads, so much at a time, and lets go when it must."""

from __future__ import annotations

import asyncio

from tasks.beside import Beside


class Work:
    """Runs that wait for `go`."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.begun = self.done = self.canceled = 0

    async def __call__(self) -> None:
        self.begun += 1
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.canceled += 1
            raise
        self.done += 1


async def turns() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_so_many_at_a_time_as_many_wait_and_there_is_no_room_for_more() -> None:
    beside, work = Beside(3), Work()

    taken = [beside.start(work) for _ in range(8)]
    await turns()
    at_once = work.begun
    work.go.set()
    await turns()

    assert taken == [True] * 6 + [False] * 2
    assert (at_once, work.done) == (3, 6)
    assert beside.start(work)


async def test_a_failure_is_nobody_elses() -> None:
    beside, work = Beside(1), Work()
    work.go.set()

    async def fails() -> None:
        raise LookupError("it failed")

    assert [beside.start(each) for each in (fails, work)] == [True, True]
    await turns()

    assert work.done == 1


async def test_a_worker_that_stops_lets_go_of_everything() -> None:
    beside, work = Beside(2), Work()
    for _ in range(4):
        beside.start(work)
    await turns()

    await beside.stop()

    assert (work.begun, work.canceled, work.done) == (2, 2, 0)
    assert beside.start(work) is False
