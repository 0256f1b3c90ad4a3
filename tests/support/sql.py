"""SQL statements as they reach PostgreSQL: counted, and cleaned up after."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient

from core.database import fetch

_HOUSEKEEPING = (
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE",
    "RESET",
    "SELECT PG_ADVISORY_UNLOCK_ALL",  # what a pool says to a connection that comes back
    "WITH RECURSIVE TYPEINFO_TREE",  # asyncpg learns a type, once a connection (and without jit)
)


@dataclass
class Statements:
    """What was sent while a block ran, without transaction control."""

    sql: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.sql)


_listening: list[Statements] = []


def _record(record: Any) -> None:
    sql = record.query.strip()
    if not sql.upper().startswith(_HOUSEKEEPING) and "set_config('jit'" not in sql:
        for statements in _listening:
            statements.sql.append(sql)


class ListeningConnection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    """A connection that tells of every statement."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_query_logger(_record)


def listen_to_connections() -> None:
    """From now on, pools are made of connections that tell."""
    AsyncpgDBClient.connection_class = ListeningConnection


@contextmanager
def count_statements() -> Iterator[Statements]:
    """Collect the statements of the block."""
    statements = Statements()
    _listening.append(statements)
    try:
        yield statements
    finally:
        _listening.remove(statements)


_WAITING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


async def waits_for_a_lock(task: asyncio.Task[Any]) -> bool:
    """Once the task waits for what the caller has locked, or is done: whether it waits. Nothing else is to wait."""
    for _ in range(2000):
        await fetch("SELECT pg_stat_clear_snapshot()")  # a transaction goes on seeing who was connected when it looked
        if task.done() or await fetch(_WAITING):
            return not task.done()
        await asyncio.sleep(0.01)
    return False


class Cleaner:
    """Empties every table in one round trip, on a connection of its own."""

    def __init__(self, connection: asyncpg.Connection, tables: list[str]) -> None:
        self._connection = connection
        deletes = "; ".join(f'DELETE FROM "{table}"' for table in tables)  # noqa: S608 (PostgreSQL's own names)
        self._sql = f"SET session_replication_role = replica; {deletes}; SET session_replication_role = origin"

    @classmethod
    async def open(cls, url: str) -> Cleaner:
        connection = await asyncpg.connect(url, server_settings={"lock_timeout": "5s"})
        rows = await connection.fetch(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'aerich'"
        )
        return cls(connection, [row["tablename"] for row in rows])

    async def clean(self) -> None:
        """Fails after five seconds when a test left a transaction open."""
        await self._connection.execute(self._sql)

    async def close(self) -> None:
        await self._connection.close()
