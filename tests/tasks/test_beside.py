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


async def test_so_many_at_a_time_and_the_others_wait() -> None:
    beside, work, full = Beside(3), Work(), []

    for _ in range(8):
        full.append(beside.full)
        beside.start(work)
    await turns()
    at_once = work.begun
    work.go.set()
    await turns()

    assert full == [False] * 6 + [True] * 2
    assert (at_once, work.done, beside.full) == (3, 8, False)


async def test_a_failure_is_nobody_elses() -> None:
    beside, work = Beside(1), Work()
    work.go.set()

    async def fails() -> None:
        raise LookupError("it failed")

    beside.start(fails)
    beside.start(work)
    await turns()

    assert work.done == 1


async def test_a_worker_that_stops_lets_go_of_everything() -> None:
    beside, work = Beside(2), Work()
    for _ in range(4):
        beside.start(work)
    await turns()

    await beside.stop()

    assert (work.begun, work.canceled, work.done) == (2, 2, 0)
    beside.start(work)
    await turns()
    assert (work.begun, beside.full) == (2, True)
