"""How long does the overview of a shop with a million orders take its database?

    python -m benchmarks.overview [--orders 1000000] [--rounds 7]

With DATABASE_URL, the database that it names: seeded already (`python -m benchmarks.seed_orders`), or seeded now.
Without, a PostgreSQL of its own, as `python -m cli run` starts it, for as long as it takes. Days are summed up first,
which is measured, too. Then each period is asked for, and PostgreSQL explains every statement of the answer. Database
time is what it reports for planning and execution or, where that is less because others had the processors, the
processor time of its process; the medians of the rounds, together. Fails when a period takes more than 200 ms, also
with seven days that have changed and are counted live.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient

from benchmarks.orders import processor_ms
from benchmarks.seed_orders import prepare, seed
from benchmarks.serving import servers
from commerce.operations import health
from commerce.reporting import overview
from commerce.reporting.overview import Period
from commerce.reporting.rollups import roll_up
from commerce.reporting.shop_days import today
from core.database import connect, disconnect, execute, fetch
from core.settings import settings
from tests.support.services import environment

_BUDGET_MS = 200.0
_EXPLAIN = "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) "
_said: list[tuple[str, tuple[Any, ...]]] = []


class ToldConnection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    """A connection that notes down what it is asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_query_logger(lambda record: _said.append((record.query, tuple(record.args or ()))))


async def milliseconds(
    connection: asyncpg.Connection, ask: Callable[[], Awaitable[Any]], rounds: int
) -> tuple[float, int]:
    """Of all statements that an answer takes, and how many they are."""
    _said.clear()
    await ask()
    statements = [
        (sql, values) for sql, values in _said if sql.lstrip().startswith(("SELECT", "WITH")) and ";" not in sql
    ]
    return sum([await _explained(connection, sql, values, rounds) for sql, values in statements]), len(statements)


async def _explained(connection: asyncpg.Connection, sql: str, values: tuple[Any, ...], rounds: int) -> float:
    """The median; the first time fills the caches and does not count."""
    times = []
    for _ in range(rounds + 1):
        before = processor_ms(connection.get_server_pid())
        (plan,) = json.loads(await connection.fetchval(_EXPLAIN + sql, *values))
        spent = processor_ms(connection.get_server_pid()) - before
        times.append(min(plan["Planning Time"] + plan["Execution Time"], spent))
    return statistics.median(times[1:])


def periods() -> dict[str, Period]:
    """From today back, and two years that are over."""
    now = today(settings().time_zone)
    spans = {"today": 1, "7 days": 7, "30 days": 30, "90 days": 90, "a year": 365, "two years": 731}
    found = {name: Period(now - timedelta(days=days - 1), now) for name, days in spans.items()}
    return {**found, "last year": Period(date(now.year - 1, 1, 1), date(now.year - 1, 12, 31))}


async def measure(connection: asyncpg.Connection, rounds: int) -> bool:
    """Print the table; whether all of it is within the budget."""
    begun = time.perf_counter()
    days = 0
    while (done := await roll_up()).rolled:
        days += done.rolled
    print(f"{days} days summed up in {time.perf_counter() - begun:.1f} s")
    for table in ("rolled_days", "daily_sales", "daily_products", "daily_promo_codes"):
        await execute(f"VACUUM (ANALYZE) {table}")
    (orders,) = await fetch("SELECT count(*) AS n FROM orders")
    print(f"{orders['n']} orders; database time, median of {rounds}\n")
    print(f"{'period':<12}{'all currencies':>16}{'one currency':>16}{'7 days stale':>16}{'statements':>12}")
    worst = 0.0
    for name, period in periods().items():
        every, statements = await milliseconds(connection, lambda period=period: overview.overview(period), rounds)  # type: ignore[misc]
        one, _ = await milliseconds(connection, lambda period=period: overview.overview(period, "USD"), rounds)  # type: ignore[misc]
        await execute(
            "UPDATE rolled_days SET stale = TRUE WHERE day IN (SELECT day FROM rolled_days ORDER BY day DESC LIMIT 7)"
        )
        stale, _ = await milliseconds(connection, lambda period=period: overview.overview(period), rounds)  # type: ignore[misc]
        await execute("UPDATE rolled_days SET stale = FALSE")
        print(f"{name:<12}{every:>13.1f} ms{one:>13.1f} ms{stale:>13.1f} ms{statements:>12}")
        worst = max(worst, every, one, stale)
    spent, statements = await milliseconds(connection, health.shop_health, rounds)
    print(f"{'shop health':<12}{spent:>13.1f} ms{'':>16}{'':>16}{'':>3}{statements:>12}")
    print(f"\nslowest {max(worst, spent):.1f} ms (budget {_BUDGET_MS:.0f} ms)")
    return max(worst, spent) <= _BUDGET_MS


async def run(url: str, args: argparse.Namespace) -> bool:
    """In that database."""
    os.environ |= environment(url, "redis://127.0.0.1:1", ENVIRONMENT="development")
    connection = await asyncpg.connect(url)
    try:
        if not await connection.fetchval("SELECT to_regclass('orders') IS NOT NULL"):
            for command in ("migrate", "seed"):
                prepare(url, command)
        if not await connection.fetchval("SELECT EXISTS (SELECT FROM orders)"):
            await seed(connection, args.orders, without=("events",))
        AsyncpgDBClient.connection_class = ToldConnection
        await connect(settings())
        try:
            return await measure(connection, args.rounds)
        finally:
            await disconnect()
    finally:
        await connection.close()


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    url = os.environ.get("DATABASE_URL")
    if url:
        print(f"in {urlsplit(url).path.lstrip('/')}")
        return 0 if asyncio.run(run(url, args)) else 1
    with servers() as (_, database, _):
        return 0 if asyncio.run(run(database, args)) else 1


if __name__ == "__main__":
    sys.exit(main())
