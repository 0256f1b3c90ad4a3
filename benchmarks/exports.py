"""What does an export of a whole table cost? Memory must not grow with its rows.

    python -m benchmarks.exports [--sizes 10000 1000000]

For each size, a PostgreSQL of its own with that many orders, a fifth as many people, and codes. Each list is exported
by a process of its own, as a worker does it: into a file, into the store (a folder). Prints rows, size, seconds and
that process's peak memory. Fails when a list of the largest size needs more than 1.5 times the memory of the smallest.
With DATABASE_URL, the shop there is exported instead, and nothing compared.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg

from adapters.storage.disk import DiskStorage
from benchmarks.seed_orders import OPTIONAL, prepare, seed
from benchmarks.serving import servers
from commerce.audit import Actor
from commerce.jobs import exports
from core import database
from core.settings import settings
from models import Job, Role, User
from tests.support.services import environment

_GROWTH = 1.5
_LISTS = {kind.name: kind for kind in (exports.ORDERS, exports.USERS, exports.PROMO_CODES)}
_MEGABYTE = 1_000_000


async def export(name: str) -> dict[str, float]:
    """Export a list in this process; what it took."""
    await database.connect(settings())
    try:
        asker, _ = await User.get_or_create(email="bench@example.com", defaults={"role": Role.ADMIN})
        job = await exports.request(Actor(asker.email, asker.id), _LISTS[name], {})
        before, begun = _peak(), time.perf_counter()
        await exports.export(job.id, DiskStorage(settings()))
        seconds = time.perf_counter() - begun
        done = await Job.get(id=job.id)
        return {"rows": done.done, "bytes": done.file_size or 0, "seconds": seconds, "before": before, "peak": _peak()}
    finally:
        await database.disconnect()


def _peak() -> float:
    """Of this process, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (_MEGABYTE if sys.platform == "darwin" else 1_000)


def measure(url: str) -> dict[str, float]:
    """Print a line a list of a shop; the peaks."""
    peaks = {}
    with TemporaryDirectory(prefix="yourmapart-bench-") as folder:
        environ = environment(url, "redis://127.0.0.1:1", DATA_DIR=folder, LOG_LEVEL="ERROR")
        for name in _LISTS:
            command = [sys.executable, "-m", "benchmarks.exports", "--list", name]
            out = subprocess.run(command, check=True, env=environ, stdout=subprocess.PIPE, cwd=Path.cwd()).stdout
            took = json.loads(out.splitlines()[-1])  # before it, the log
            peaks[name] = took["peak"]
            print(
                f"{name:12} {took['rows']:9,.0f} rows {took['bytes'] / _MEGABYTE:8.1f} MB {took['seconds']:7.1f} s   "
                f"peak {took['peak']:5.0f} MB, {took['before']:.0f} MB of them before it began",
                flush=True,
            )
    return peaks


@contextmanager
def shop(orders: int) -> Iterator[str]:
    """A PostgreSQL with that many orders; its URL."""
    with servers() as (_, url, _):
        for command in ("migrate", "seed"):
            prepare(url, command)

        async def fill() -> None:
            connection = await asyncpg.connect(url)
            await seed(connection, orders, without=OPTIONAL, report=lambda line: None)
            await connection.close()

        asyncio.run(fill())
        yield url


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--list", choices=_LISTS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.list:
        print(json.dumps(asyncio.run(export(args.list))))
        return 0
    if url := os.environ.get("DATABASE_URL"):
        measure(url)
        return 0
    peaks = []
    for size in sorted(args.sizes):
        with shop(size) as url:
            peaks.append(measure(url))
    growth = {name: peaks[-1][name] / peaks[0][name] for name in _LISTS}
    print("growth " + ", ".join(f"{name} {factor:.2f}" for name, factor in growth.items()) + f" (at most {_GROWTH})")
    return 0 if max(growth.values()) <= _GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
