"""The shop that benchmarks measure is one whose books balance."""

from __future__ import annotations

import asyncpg
import pytest

from benchmarks.seed_orders import seed
from commerce.doctor import doctor_books
from core.database import fetch
from core.settings import Settings
from models import CustomerFigures, Order, OrderEvent, OrderLine, Refund
from tests.orders.conftest import Shopper, guest

__all__ = ["guest"]
_ORPHANS = """
SELECT conrelid::regclass::text AS child, a.attname AS column, confrelid::regclass::text AS parent
FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE contype = 'f' AND connamespace = 'public'::regnamespace
"""
_INDEXES = "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"


@pytest.fixture
async def connection(db: None, settings: Settings) -> asyncpg.Connection:
    connection = await asyncpg.connect(settings.database_url)
    yield connection
    await connection.close()


async def test_a_seeded_shop(guest: Shopper, connection: asyncpg.Connection) -> None:
    indexes = await fetch(_INDEXES)

    await seed(connection, 2_000, report=lambda line: None)

    assert await Order.all().count() == 2_000
    assert await OrderLine.all().count() > 2_000
    for table in (Refund, OrderEvent, CustomerFigures):
        assert await table.exists()
    assert [finding async for finding in doctor_books.examine()] == []
    assert await fetch(_INDEXES) == indexes
    assert await fetch("SELECT 1 FROM orders WHERE created_at > now() OR abs(extract(epoch FROM "
                       "uuid_extract_timestamp(id) - created_at)) > 0.002") == []  # fmt: skip
    for key in await fetch(_ORPHANS):
        child, column, parent = key["child"], key["column"], key["parent"]
        lost = f"SELECT 1 FROM {child} c WHERE {column} IS NOT NULL AND NOT EXISTS (SELECT FROM {parent} WHERE id = c.{column})"  # noqa: E501, S608
        assert await fetch(lost) == [], key


async def test_orders_that_are_there_are_left_alone(guest: Shopper, connection: asyncpg.Connection) -> None:
    await seed(connection, 10, without=("carts", "events", "downloads"), report=lambda line: None)

    with pytest.raises(RuntimeError, match="seed an empty one"):
        await seed(connection, 10)

    assert await Order.all().count() == 10
