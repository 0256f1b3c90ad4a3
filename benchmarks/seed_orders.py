"""Fill a shop with two years of orders, as fast as PostgreSQL writes them.

    DATABASE_URL=postgres://… python -m benchmarks.seed_orders [--orders 1000000] [--users 200000]
        [--without carts events downloads] [--bare]

The database is migrated first, and gets the catalogue that `python -m cli seed` makes; `--bare` leaves out both. There
must be no orders in it. What comes of it: users, carts (also left ones), orders with lines, refunds, disputes,
redeemed promo codes, customers' figures, timelines and downloads, as skewed as real ones; every CHECK holds and the
books balance. Ids are UUIDv7 of their row's `created_at`. A million orders take a few minutes and about 4 GB. The
same size makes the same shop, as seen from now.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from pathlib import Path

import asyncpg

from tests.support.services import environment

_SECTIONS = re.compile(r"^-- section: (?P<name>[a-z ]+?)(?P<optional> \(optional\))?\n", re.MULTILINE)
_VARIABLE = re.compile(r"(?<!:):(orders|users|prefix)\b")
_SQL = Path(__file__).with_suffix(".sql")
_TABLES = (
    "users", "promo_codes", "carts", "cart_lines", "orders", "order_lines", "refunds", "refund_lines", "disputes",
    "promo_redemptions", "customer_figures", "milestones", "order_events", "downloads",
)  # fmt: skip
OPTIONAL = ("carts", "events", "downloads")

Report = Callable[[str], None]


def sections() -> list[tuple[str, str]]:
    """Names and statements, in their order."""
    parts = _SECTIONS.split(_SQL.read_text())[1:]
    return [(parts[at], parts[at + 2]) for at in range(0, len(parts), 3)]


async def seed(
    connection: asyncpg.Connection,
    orders: int,
    *,
    users: int | None = None,
    without: Collection[str] = (),
    prefix: str = "YMA",
    report: Report = print,
) -> None:
    """Fill a migrated database, then VACUUM ANALYZE it, so that index-only scans are.

    All or nothing. Secondary indexes are dropped before and made again after; foreign keys are not checked, which needs
    a superuser.

    Raises:
        RuntimeError: when there are orders already.
    """
    if await connection.fetchval("SELECT EXISTS (SELECT FROM orders)"):
        raise RuntimeError("the database has orders already: seed an empty one")
    begun = time.monotonic()
    values = {"orders": str(orders), "users": str(users or max(1, orders // 5)), "prefix": f"'{prefix}'"}
    await connection.execute("SET session_replication_role = replica; SET work_mem = '256MB'; SET jit = off")
    await connection.execute("SET maintenance_work_mem = '512MB'; SET synchronous_commit = off; SET timezone = 'UTC'")
    async with connection.transaction():
        indexes = await _drop_indexes(connection)
        for name, sql in sections():
            if name not in without:
                await connection.execute(_VARIABLE.sub(lambda found: values[found[1]], sql))
                report(f"{time.monotonic() - begun:6.1f} s  {name}")
        for definition in indexes:
            await connection.execute(definition)
        report(f"{time.monotonic() - begun:6.1f} s  {len(indexes)} indexes")
    await connection.execute("CHECKPOINT")  # else VACUUM does not take the last rows for committed
    for table in _TABLES:
        await connection.execute(f'VACUUM (ANALYZE, FREEZE) "{table}"')
    await connection.execute("DISCARD TEMP; RESET ALL")
    report(f"{time.monotonic() - begun:6.1f} s  vacuumed: {orders} orders")


async def _drop_indexes(connection: asyncpg.Connection) -> list[str]:
    """The definitions of all indexes that no constraint needs, which are gone."""
    rows = await connection.fetch(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY($1) "
        "AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = format('%I', indexname)::regclass)",
        list(_TABLES),
    )
    for row in rows:
        await connection.execute(f'DROP INDEX "{row["indexname"]}"')
    return [row["indexdef"] for row in rows]


def prepare(url: str, command: str) -> None:
    """`python -m cli migrate` or `seed` for a database, with whatever other settings they ask for."""
    environ = environment(url, "redis://127.0.0.1:1", ENVIRONMENT="development")
    subprocess.run([sys.executable, "-m", "cli", command], check=True, env=environ)


async def _run(url: str, args: argparse.Namespace) -> None:
    connection = await asyncpg.connect(url)
    try:
        await seed(connection, args.orders, users=args.users, without=args.without, prefix=args.prefix)
    finally:
        await connection.close()


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--users", type=int, help="accounts; a fifth of the orders unless given")
    parser.add_argument("--without", nargs="*", choices=OPTIONAL, default=[], help="what to leave out")
    parser.add_argument("--prefix", default="YMA", help="of order numbers")
    parser.add_argument("--bare", action="store_true", help="neither migrate nor seed the catalogue")
    args = parser.parse_args()
    url = os.environ.get("DATABASE_URL")
    if not url:
        print("set DATABASE_URL to a database without orders", file=sys.stderr)
        return 2
    for command in () if args.bare else ("migrate", "seed"):
        prepare(url, command)
    try:
        asyncio.run(_run(url, args))
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
