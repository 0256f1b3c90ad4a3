"""How long does PostgreSQL take for a page of the staff's list of people, at a million of them?

    python -m benchmarks.users [--users 1000000] [--orders 1000000]

Every sort with every filter: the first page, one in the middle, and one among those who have bought nothing, as EXPLAIN
ANALYZE has it. Prints the slowest of each sort, and what reads a whole table. Fails when a page takes more than 50 ms.
Counts (totalCount) are printed, and not judged. With DATABASE_URL, the shop there is asked.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg
import orjson

from benchmarks.seed_orders import OPTIONAL, prepare, seed
from benchmarks.serving import servers
from commerce.accounts import user_search
from commerce.accounts.user_search import Place, UserSort, Wanted
from core import database
from core.settings import settings
from models import Role
from tests.support.services import environment

_BUDGET_MS = 50.0
_FILTERS = (
    Wanted(),
    Wanted(role=Role.USER),
    Wanted(role=Role.ADMIN),
    Wanted(blocked=True),
    Wanted(blocked=False, verified=True),
    Wanted(verified=False),
    Wanted(has_orders=True),
    Wanted(has_orders=False),
    Wanted(search="a"),
    Wanted(search="anna"),
    Wanted(search="nobody-at-all"),
    Wanted(search="m", has_orders=True, blocked=False),
)


class Explained:
    """Stands where `user_search` reaches for the database, and asks how long it takes."""

    def __init__(self) -> None:
        self.milliseconds: list[float] = []
        self.sequential: set[str] = set()

    async def __call__(self, sql: str, *values: Any) -> Any:
        rows = await database.fetch(sql, *values)
        plan = (await database.fetch(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", *values))[0]["QUERY PLAN"]
        (told,) = orjson.loads(plan) if isinstance(plan, str) else plan
        self.milliseconds.append(told["Execution Time"])
        if b"Seq Scan" in orjson.dumps(told):
            self.sequential.add(sql)
        return rows


async def places(wanted: Wanted, sort: UserSort) -> list[Place | None]:
    """Where pages begin: at the start, in the middle, among those without figures."""
    middle = await database.fetch("SELECT id FROM users ORDER BY id OFFSET (SELECT count(*) / 2 FROM users) LIMIT 1")
    found = await user_search.page(wanted, sort, "USD", 1000, None)
    return [None, found[len(found) // 2] if found else None, Place(None, middle[0]["id"])]


async def measure() -> bool:
    """Print a line a sort; whether all are within the budget."""
    await database.connect(settings())
    slowest, sequential = 0.0, set[str]()
    try:
        for sort in UserSort:
            times: list[tuple[float, Wanted]] = []
            for wanted in _FILTERS:
                for after in await places(wanted, sort):
                    explained = Explained()
                    user_search.fetch = explained  # type: ignore[assignment]
                    await user_search.page(wanted, sort, "USD", 21, after)
                    user_search.fetch = database.fetch
                    times.append((sum(explained.milliseconds), wanted))
                    sequential |= explained.sequential
            worst, of = max(times, key=lambda entry: entry[0])
            slowest = max(slowest, worst)
            median = statistics.median(entry[0] for entry in times)
            print(f"{sort.value:16} median {median:7.2f} ms   slowest {worst:8.2f} ms with {of.facts}", flush=True)
        for wanted in _FILTERS:
            explained = Explained()
            user_search.fetch = explained  # type: ignore[assignment]
            number = await user_search.count(wanted)
            user_search.fetch = database.fetch
            print(f"count {number:9,} {sum(explained.milliseconds):8.1f} ms with {wanted.facts}", flush=True)
    finally:
        await database.disconnect()
    for sql in sequential:
        print(f"reads a whole table: {sql}")
    print(f"slowest {slowest:.2f} ms (at most {_BUDGET_MS:.0f})")
    return slowest <= _BUDGET_MS


@contextmanager
def shop(users: int, orders: int) -> Iterator[str]:
    """A PostgreSQL with so many people; its URL."""
    with servers() as (_, url, _):
        for command in ("migrate", "seed"):
            prepare(url, command)

        async def fill() -> None:
            connection = await asyncpg.connect(url)
            await seed(connection, orders, users=users, without=OPTIONAL)
            await connection.close()

        asyncio.run(fill())
        yield url


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--users", type=int, default=1_000_000)
    parser.add_argument("--orders", type=int, default=1_000_000)
    args = parser.parse_args()
    if url := os.environ.get("DATABASE_URL"):
        os.environ |= environment(url, "redis://127.0.0.1:1")
        return 0 if asyncio.run(measure()) else 1
    with shop(args.users, args.orders) as url:
        os.environ |= environment(url, "redis://127.0.0.1:1")
        return 0 if asyncio.run(measure()) else 1


if __name__ == "__main__":
    sys.exit(main())
