"""Starts the parts in order, keeps them alive, and stops them in the opposite order."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import Sequence

from cli.run import banner, beside, database, parts
from cli.run.child import Child, Part
from cli.run.lock import Guard
from cli.run.plan import Plan
from cli.run.terminal import Terminal
from core.errors import ConfigurationError

_START_SECONDS = 60.0
_STOP_SECONDS = {2: 4.0, 1: 3.0, 0: 6.0}
"""By rank: how long a part may take to stop before it is killed."""


class Supervisor:
    """A running shop."""

    def __init__(self, plan: Plan, guard: Guard, terminal: Terminal) -> None:
        self._plan = plan
        self._guard = guard
        self._terminal = terminal
        self._children: list[Child] = []
        self._keepers: list[asyncio.Task[None]] = []
        self._opened = asyncio.Event()
        self._stop = asyncio.Event()
        self._stop_requests = 0

    async def run(self) -> int:
        """Until asked to stop; the exit code.

        Raises:
            ConfigurationError: when a part does not start. Everything is stopped then.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._request_stop)
        starting = asyncio.create_task(self._start())
        stopping = asyncio.create_task(self._stop.wait())
        try:
            async with beside.answering(self._plan, self._opened):
                await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if starting.done():
                    await starting
                    await stopping
        finally:
            stopping.cancel()
            starting.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConfigurationError):
                await starting
            await self._stop_all()
        return 0

    async def _start(self) -> None:
        begun = time.monotonic()
        await database.check_outside(self._plan)
        sandboxes = asyncio.create_task(self._start_parts(parts.sandboxes(self._plan)))
        try:
            await self._start_parts(parts.servers(self._plan))
            await database.prepare(self._plan, self._terminal)
            await asyncio.gather(self._start_parts(parts.application(self._plan)), sandboxes)
        finally:
            sandboxes.cancel()
        self._opened.set()
        for line in banner.lines(self._plan, self._terminal, time.monotonic() - begun):
            self._terminal.line(line)

    async def _start_parts(self, chosen: Sequence[Part]) -> None:
        await asyncio.gather(*(self._start_part(part) for part in chosen))

    async def _start_part(self, part: Part) -> None:
        child = Child(part, self._plan.data_dir, self._guard, self._terminal)
        self._children.append(child)
        await child.start()
        try:
            seconds = await child.wait_ready(_START_SECONDS)
        except ConfigurationError as error:
            said = "\n".join(f"  {line}" for line in child.tail) if part.quiet else ""
            raise ConfigurationError(f"{error}{': it said' if said else ''}\n{said}".rstrip()) from None
        self._terminal.line(f"  {part.name:<11} ready in {seconds:.1f} s")
        self._keepers.append(asyncio.create_task(child.keep_alive()))

    def _request_stop(self) -> None:
        self._stop_requests += 1
        if self._stop_requests == 1:
            self._terminal.line("stopping …")
            self._stop.set()
        else:
            for child in self._children:
                child.kill()

    async def _stop_all(self) -> None:
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        for rank in sorted(_STOP_SECONDS, reverse=True):
            same = [child for child in self._children if child.part.rank == rank]
            await asyncio.gather(*(child.stop(_STOP_SECONDS[rank]) for child in same))


async def supervise(plan: Plan, guard: Guard) -> int:
    """Run the shop until it is asked to stop; the exit code."""
    terminal = Terminal()
    terminal.line(f"starting a shop in {plan.data_dir}")
    try:
        code = await Supervisor(plan, guard, terminal).run()
        terminal.line("stopped; the data is kept")
        return code
    except ConfigurationError as error:
        terminal.flush()
        print(error, file=sys.stderr)
        return 1
    finally:
        terminal.flush()
