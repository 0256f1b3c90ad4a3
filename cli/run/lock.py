"""One supervisor a DATA_DIR, and nothing left running when it is killed."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from core.errors import ConfigurationError

_WATCHDOG = Path(__file__).with_name("watchdog.py")
_PATIENCE = 20.0


class Guard:
    """Holds DATA_DIR's lock, and a watchdog that ends our processes when we cannot.

    The watchdog inherits the lock, so that after a kill it is free only when everything has ended.
    """

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "run" / "lock"
        self._descriptor = -1
        self._watchdog: subprocess.Popen[str] | None = None

    def __enter__(self) -> Guard:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        self._acquire()
        os.truncate(self._descriptor, 0)
        os.pwrite(self._descriptor, str(os.getpid()).encode(), 0)
        self._watchdog = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_WATCHDOG)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
            pass_fds=(self._descriptor,),
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._watchdog is not None and self._watchdog.stdin is not None:
            self._watchdog.stdin.close()
            self._watchdog.wait()
        os.close(self._descriptor)

    def started(self, pid: int, stop_signal: int, rank: int) -> None:
        """A process now runs; of all, the highest rank is to be ended first."""
        self._tell(f"+ {pid} {stop_signal} {rank}\n")

    def ended(self, pid: int) -> None:
        """A process, and all of its group, is gone."""
        self._tell(f"- {pid}\n")

    def _tell(self, line: str) -> None:
        if self._watchdog is not None and self._watchdog.stdin is not None:
            try:
                self._watchdog.stdin.write(line)
                self._watchdog.stdin.flush()
            except OSError:  # somebody ended it: we still end our own
                self._watchdog = None

    def _acquire(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        while not self._try():
            holder = os.pread(self._descriptor, 32, 0).decode()
            if time.monotonic() > deadline or (holder.isdigit() and _alive(int(holder))):
                place = self._path.parent.parent
                raise ConfigurationError(
                    f"a shop already runs in {place} (process {holder or 'unknown'}): stop it, or choose another "
                    "place with DATA_DIR=… and another port with PORT=…"
                )
            time.sleep(0.1)  # it was killed, and its watchdog is still clearing up

    def _try(self) -> bool:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
