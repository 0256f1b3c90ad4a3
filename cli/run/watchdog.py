"""Ends a shop's processes when the supervisor is killed before it could. Runs as a script of its own.

On its standard input, one line a process: `+ PID SIGNAL RANK` when it starts, `- PID` when it ended. The end
of the input means that the supervisor is gone: every process (and its group) still listed gets its signal,
the highest rank first. It holds the lock of DATA_DIR until that is done, so a new start waits for it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time

_PATIENCE = 8.0
"""Seconds a rank has to end before it is killed."""


def main() -> None:
    """Listen until the end of the input, then clear up."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    listed: dict[int, tuple[int, int]] = {}
    for line in sys.stdin:
        sign, pid, *rest = line.split()
        if sign == "+":
            listed[int(pid)] = (int(rest[0]), int(rest[1]))
        else:
            listed.pop(int(pid), None)
    for rank in sorted({rank for _, rank in listed.values()}, reverse=True):
        end([(pid, number) for pid, (number, own) in listed.items() if own == rank])


def end(processes: list[tuple[int, int]]) -> None:
    """Signal process groups, and kill what is left of them after a while."""
    for pid, number in processes:  # the leaders, which tell their own
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)
    deadline = time.monotonic() + _PATIENCE
    while any(send(pid, 0) for pid, _ in processes) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid, _ in processes:
        send(pid, signal.SIGKILL)


def send(pid: int, number: int) -> bool:
    """Signal a process group; whether there still is one."""
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


if __name__ == "__main__":
    main()
