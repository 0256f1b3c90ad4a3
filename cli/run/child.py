"""One process of the shop: started, watched, started again when it dies, stopped."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from cli.run.lock import Guard
from cli.run.terminal import Terminal
from core.errors import ConfigurationError

_LONGEST_PAUSE = 5.0
_STEADY_SECONDS = 30.0
"""After so long a life, a death is a first one again."""
_LOG_LIMIT = 8 * 1024 * 1024


@dataclass(frozen=True)
class Part:
    """What to start, how to tell that it works, and how to stop it."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    directory: Path
    ready: Callable[[], Awaitable[bool]] | str
    """A probe, or what it says in a line of its log."""
    rank: int
    """Of all parts the highest is stopped first."""
    stop_signal: signal.Signals = signal.SIGTERM
    quiet: bool = False
    """Whether its log goes to its file only."""
    options: Mapping[str, Any] = field(default_factory=dict)


class Child:
    """A part's process. Its output goes to DATA_DIR/logs and, unless it is quiet, to the terminal; its number
    is in DATA_DIR/run."""

    def __init__(self, part: Part, data_dir: Path, guard: Guard, terminal: Terminal) -> None:
        self.part = part
        self._log = data_dir / "logs" / f"{part.name}.log"
        self._pid_file = data_dir / "run" / f"{part.name}.pid"
        self._guard = guard
        self._terminal = terminal
        self._process: asyncio.subprocess.Process | None = None
        self._pump: asyncio.Task[None] | None = None
        self._spawning: asyncio.Task[None] | None = None
        self._tail: deque[str] = deque(maxlen=12)
        self._said_ready = False
        self._stopping = False
        self._started = 0.0

    @property
    def tail(self) -> list[str]:
        """The last lines it said."""
        return list(self._tail)

    async def start(self) -> None:
        """Start the process. Once begun this is not cut short: a process that nobody knows could not be stopped."""
        self._spawning = asyncio.create_task(self._spawn())
        await asyncio.shield(self._spawning)

    async def _spawn(self) -> None:
        """It is a process group of its own, so that Ctrl-C reaches the supervisor alone."""
        self._started = time.monotonic()
        self._process = await asyncio.create_subprocess_exec(
            *self.part.command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=dict(self.part.environment),
            cwd=self.part.directory,
            start_new_session=True,
            **self.part.options,
        )
        self._guard.started(self._process.pid, self.part.stop_signal, self.part.rank)
        with contextlib.suppress(OSError):  # a full disk is no reason not to run
            self._pid_file.write_text(str(self._process.pid))
        self._pump = asyncio.create_task(self._copy_output(self._process))

    async def wait_ready(self, seconds: float) -> float:
        """Wait until it works; how long that took.

        Raises:
            ConfigurationError: when it ends before, or takes longer than `seconds`.
        """
        deadline = self._started + seconds
        while not await self._is_ready():
            if self._process is None or self._process.returncode is not None:
                await asyncio.sleep(0.1)  # its last words
                code = self._process.returncode if self._process else "none"
                raise ConfigurationError(f"{self.part.name} ended with code {code} while it started")
            if time.monotonic() > deadline:
                raise ConfigurationError(f"{self.part.name} was not ready after {seconds:.0f} s")
            await asyncio.sleep(0.05)
        return time.monotonic() - self._started

    async def _is_ready(self) -> bool:
        return self._said_ready if isinstance(self.part.ready, str) else await self.part.ready()

    async def keep_alive(self) -> None:
        """Start it again whenever it dies, after a pause that grows while it keeps dying."""
        pause = 0.2
        while self._process is not None:
            code = await self._process.wait()
            if self._stopping:
                return
            await self._clear_group()
            if time.monotonic() - self._started > _STEADY_SECONDS:
                pause = 0.2
            self._terminal.line(f"{self.part.name} ended ({_ending(code)}): starting it again in {pause:.1f} s")
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
            if self._stopping:
                return
            await self.start()

    async def stop(self, seconds: float) -> None:
        """Ask it to stop, then kill what is left of its group."""
        self._stopping = True
        if self._spawning is not None:
            await asyncio.wait({self._spawning})
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):  # the leader only: it tells its own
            self._process.send_signal(self.part.stop_signal)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), seconds)
        await self._clear_group()

    def kill(self) -> None:
        """End it at once."""
        self._stopping = True
        self._signal(signal.SIGKILL)

    async def _clear_group(self) -> None:
        """What a dead leader left behind (a worker without its master, say) must not stay."""
        assert self._process is not None  # noqa: S101 (only called with one)
        if self._signal(signal.SIGTERM):
            for _ in range(40):
                await asyncio.sleep(0.05)
                if not self._signal(0):
                    break
            self._signal(signal.SIGKILL)
        await self._process.wait()
        if self._pump is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._pump, 1)
        self._guard.ended(self._process.pid)
        self._pid_file.unlink(missing_ok=True)

    def _signal(self, number: int) -> bool:
        if self._process is None:
            return False
        try:
            os.killpg(self._process.pid, number)
        except (ProcessLookupError, PermissionError):
            return False
        return True

    async def _copy_output(self, process: asyncio.subprocess.Process) -> None:
        """Whatever becomes of the log, the process must not wait for somebody to read what it says."""
        assert process.stdout is not None  # noqa: S101 (a pipe was asked for)
        with _open_log(self._log) as log:
            rest = b""
            while chunk := await process.stdout.read(65536):
                with contextlib.suppress(OSError):  # the disk is full
                    log.write(chunk)
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    self._say(line)
                rest = rest[-65536:]
            if rest:
                self._say(rest)

    def _say(self, line: bytes) -> None:
        text = line.decode(errors="replace").rstrip()
        self._tail.append(text)
        if isinstance(self.part.ready, str) and self.part.ready in text:
            self._said_ready = True
        if not self.part.quiet:
            self._terminal.line(text, of=self.part.name)


def _open_log(path: Path) -> IO[bytes]:
    """Without a buffer: what could not be written is gone, and does not come up again when it is closed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LOG_LIMIT:
            path.replace(path.with_suffix(".log.1"))
        return path.open("ab", buffering=0)
    except OSError:
        return Path(os.devnull).open("ab", buffering=0)


def _ending(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"code {code}"
