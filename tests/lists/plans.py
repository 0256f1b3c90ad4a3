"""How PostgreSQL would run a statement, whatever its values are."""

from __future__ import annotations

import re
from collections.abc import Iterable

import asyncpg

from core.settings import Settings


async def scanned(settings: Settings, statements: Iterable[str]) -> dict[str, set[str]]:
    """By statement, the tables that it reads from end to end because no index serves; those that read none are left
    out.
    """
    found: dict[str, set[str]] = {}
    connection = await asyncpg.connect(settings.database_url, statement_cache_size=0)
    try:
        # Of a few rows PostgreSQL reads all. Told not to, it still does where no index serves.
        await connection.execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan")
        for sql in statements:
            if tables := set(re.findall(r"Seq Scan on (\w+)", await _plan(connection, sql))):
                found[sql] = tables
    finally:
        await connection.close()
    return found


async def _plan(connection: asyncpg.Connection, sql: str) -> str:
    """The one that PostgreSQL keeps for all values."""
    values = ", ".join(["NULL"] * max((int(each) for each in re.findall(r"\$(\d+)", sql)), default=0))
    await connection.execute(f"DEALLOCATE ALL; PREPARE asked AS {sql}")
    rows = await connection.fetch(f"EXPLAIN EXECUTE asked{f'({values})' if values else ''}")
    return "\n".join(row[0] for row in rows)
