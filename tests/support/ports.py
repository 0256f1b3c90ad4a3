"""Free ports, another one for each who asks.

Below the range that outgoing connections take theirs from, as are the ports of a shop's sandboxes (cli/run/ports.py),
which are up to 20,000 above its own; and above all that browsers refuse.
"""

from __future__ import annotations

import itertools
import os
import random
import socket
from collections.abc import Iterator

_FIRST, _LAST = 10_100, 12_700
_WORKERS = 8


def _of_this_worker() -> Iterator[int]:
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    ports = list(range(_FIRST + worker % _WORKERS, _LAST, _WORKERS))
    random.shuffle(ports)
    return itertools.cycle(ports)


_ports = _of_this_worker()


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on, and that nobody in this worker was given lately."""
    while True:
        port = next(_ports)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
