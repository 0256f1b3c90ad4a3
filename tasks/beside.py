"""Work that waits for others: on the worker's event loop, beside its threads instead of in one of them.

A worker has few threads, and what runs in one keeps it until it is done: receivers that take their time to answer
would soon hold all of them. The relay starts such work itself, without Redis, and leaves what there is no room for to
others, or to later. The outbox's lease is what keeps it from being lost, as it does everywhere.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger(__name__)


class Beside:
    """So many at a time; what comes then waits here, and is better not brought while it is `full`."""

    def __init__(self, at_once: int) -> None:
        self._most = 2 * at_once
        self._slots = asyncio.Semaphore(at_once)
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopped = False

    @property
    def full(self) -> bool:
        """Whether as many wait as are at it."""
        return self._stopped or len(self._tasks) >= self._most

    def start(self, work: Callable[[], Awaitable[None]]) -> None:
        """Have it done as soon as there is a place; not at all once this has stopped."""
        if self._stopped:
            return
        task = asyncio.get_running_loop().create_task(self._run(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Let go of everything. What was begun is released, and another worker begins it anew."""
        self._stopped = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _run(self, work: Callable[[], Awaitable[None]]) -> None:
        async with self._slots:
            try:
                await work()
            except Exception as error:
                log.error("work_beside_failed", error=f"{type(error).__name__}: {error}", exc_info=error)
