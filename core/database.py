"""The PostgreSQL connection, transactions, and what hangs on them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg
from tortoise import Tortoise
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.context import get_current_context
from tortoise.transactions import in_transaction

from core.errors import ConfigurationError
from core.settings import Settings

AWAY = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""What asyncpg raises when a server does not answer, or dies while it does."""

AfterCommit = Callable[[], Awaitable[None]]
_after_commit: ContextVar[list[AfterCommit] | None] = ContextVar("after_commit", default=None)


def tortoise_config(settings: Settings) -> dict[str, Any]:
    """Tortoise's configuration; aerich reads the same one."""
    return {
        "connections": {"default": {"engine": "tortoise.backends.asyncpg", "credentials": _credentials(settings)}},
        "apps": {"models": {"models": ["models", "aerich.models"], "default_connection": "default"}},
        "use_tz": True,
        "timezone": "UTC",
    }


def _credentials(settings: Settings) -> dict[str, Any]:
    parts = urlsplit(settings.database_url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "host": query.get("host") or parts.hostname or "127.0.0.1",
        "port": parts.port or 5432,
        "user": unquote(parts.username or "postgres"),
        "password": unquote(parts.password) if parts.password else None,
        "database": unquote(parts.path.lstrip("/")) or "postgres",
        "minsize": 1,
        "maxsize": settings.database_pool_size,
        "application_name": "yourmapart",
        "timeout": 10,
        "server_settings": {"statement_timeout": "30000", "idle_in_transaction_session_timeout": "60000"},
        **({"ssl": query["sslmode"]} if "sslmode" in query else {}),
    }


async def connect(settings: Settings) -> None:
    """Open the pool for this process.

    Raises:
        ConfigurationError: when the database does not answer or refuses us, in one sentence.
    """
    await Tortoise.init(config=tortoise_config(settings), _enable_global_fallback=True)
    try:
        await connection().execute_query("SELECT 1")
    except AWAY as error:
        await disconnect()
        place = urlsplit(settings.database_url)
        where = f"{place.hostname or 'the socket'}:{place.port or 5432}{place.path}"
        raise ConfigurationError(
            f"DATABASE_URL: PostgreSQL at {where} does not answer ({error or type(error).__name__}); "
            "start it, or correct the URL"
        ) from None


async def disconnect() -> None:
    """Close the pool. Harmless when there is none."""
    context = get_current_context()
    if context is not None:
        await context.close_connections()


def connection() -> BaseDBAsyncClient:
    """The current connection: the transaction's inside one, the pool outside."""
    return get_connection("default")


async def fetch(sql: str, *values: Any) -> Sequence[Any]:
    """Rows (mappings) of any statement, also of an INSERT, UPDATE or WITH that has RETURNING."""
    return await connection().execute_query_dict(sql, list(values))


async def execute(sql: str, *values: Any) -> int:
    """Run a statement; the number of rows it touched."""
    count, _ = await connection().execute_query(sql, list(values))
    return int(count)


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """One database transaction; what `after_commit` collected runs when, and only when, it is committed."""
    if in_open_transaction():
        raise RuntimeError("transactions do not nest: the outer one decides what is committed together")
    callbacks: list[AfterCommit] = []
    token = _after_commit.set(callbacks)
    try:
        async with in_transaction("default"):
            yield
    finally:
        _after_commit.reset(token)
    for callback in callbacks:
        await callback()


def after_commit(callback: AfterCommit) -> None:
    """Run `callback` once the open transaction is committed.

    Raises:
        RuntimeError: outside a transaction.
    """
    callbacks = _after_commit.get()
    if callbacks is None:
        raise RuntimeError("after_commit needs an open transaction")
    callbacks.append(callback)


def in_open_transaction() -> bool:
    """Whether the caller runs inside `transaction()`."""
    return _after_commit.get() is not None


def forbid_transaction(what: str) -> None:
    """Adapters call this before they use the network, which must never wait inside a transaction.

    Raises:
        RuntimeError: inside a transaction.
    """
    if in_open_transaction():
        raise RuntimeError(f"{what} was called inside an open transaction")
