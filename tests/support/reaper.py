"""Ends the test servers when the test run is killed before it can: waits for its controlling process."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time


def alive(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def main(controller: int, place: str, processes: list[tuple[int, int]]) -> None:
    """Return at once when the run removed its folder itself."""
    while alive(controller):
        if not os.path.isdir(place):
            return
        time.sleep(0.5)
    for number, pid in processes:
        if os.path.isdir(place) and alive(pid):
            os.kill(pid, number)
    time.sleep(2)
    shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]))
