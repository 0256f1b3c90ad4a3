"""What the list costs: a fixed number of statements, each along the indexes that were made for it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from commerce.orders import order_pages
from commerce.orders.order_filters import OrderFilter, OrderSort
from commerce.orders.states import OrderStatus
from core.clock import now
from core.database import execute, fetch
from core.settings import Settings
from models import (
    Download,
    DownloadKind,
    FileFormat,
    FulfillmentType,
    Order,
    OrderEvent,
    OrderLine,
    Refund,
    RefundLine,
    User,
)
from tests.admin_orders.conftest import Account, an_order, store
from tests.support.sql import Statements

Counter = Callable[[], AbstractContextManager[Statements]]
EVERYTHING = """
query ($first: Int, $filter: OrderFilter, $sort: OrderSort) {
  adminOrders(first: $first, filter: $filter, sort: $sort) {
    totalCount
    pageInfo { hasNextPage }
    nodes {
      number status notes heldReason
      customer { email stats { orderCount } }
      stripe { paymentUrl customerUrl }
      lines { title design { hash } downloads { fileName } }
      downloads { status } downloadsReady
      refunds { amount { amount } lines { quantity line { title } } }
      disputes { status }
      timeline { type actor }
    }
  }
}
"""


@pytest.fixture
async def busy(admin: Account) -> None:
    """Twelve orders with everything that hangs on an order, of as many accounts."""
    for place in range(12):
        user = await User.create(email=f"c{place}@example.org", name="C", email_verified_at=now())
        order = an_order(user_id=user.id, total=5000 + place)
        await order.save(force_create=True)
        line = await OrderLine.create(
            order=order, position=0, cart_identity="x", title="Poster", description="", product_type="poster",
            fulfillment_type=FulfillmentType.DIGITAL, quantity=1, unit_price=5000, total=5000,
        )  # fmt: skip
        await OrderEvent.create(order=order, type="order_paid", message="Paid.", actor="system")
        refund = await Refund.create(order=order, amount=100)
        await RefundLine.create(refund=refund, order_line=line, quantity=1, amount=100)
        await Download.create(
            order=order, order_line=line, kind=DownloadKind.CUSTOMER, format=FileFormat.PNG, file_name="p.png",
            mime_type="image/png",
        )  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"filter": {"status": ["PAID", "CANCELED"], "search": "ada"}, "sort": "TOTAL_ASC"},
        {"filter": {"createdFrom": "2026-01-01T00:00:00Z", "search": "yma-2026"}, "sort": "TOTAL_DESC"},
    ],
)
async def test_the_same_statements_for_one_order_and_for_many(
    admin: Account, busy: None, query_counter: Counter, asked: dict[str, Any]
) -> None:
    counts = []
    for first in (1, 12):
        with query_counter() as statements:
            page = (await admin.shopper.ask(EVERYTHING, first=first, **asked))["adminOrders"]
        assert (len(page["nodes"]), page["totalCount"]) == (first, 12)
        assert all(len(node["timeline"]) == len(node["refunds"]) == 1 for node in page["nodes"])
        counts.append(len(statements))

    # who asks, ids, orders, their number, figures, lines, files, refunds, disputes, events
    assert counts == [10, 10]


async def test_nobody_counts_who_was_not_asked_to(admin: Account, busy: None, query_counter: Counter) -> None:
    with query_counter() as statements:
        await admin.shopper.ask("{ adminOrders { nodes { number } } }")

    assert len(statements) == 3  # who asks, ids, orders
    assert not any("count(*) AS orders" in sql for sql in statements.sql)


MODES = ("force_custom_plan", "force_generic_plan")
SEARCHES = (None, "a", "lx", "yma-2021", "2021-3333", "3333", "nobody@")
STATUSES = (None, [OrderStatus.PAID], [OrderStatus.PENDING, OrderStatus.REFUNDED])
DAYS = (None, 2, 100, 1000)
INDEXES = {
    "orders_created": ("created", OrderFilter()),
    "orders_total": ("total", OrderFilter()),
    "orders_facet_created": ("created", OrderFilter(status=[OrderStatus.PAID])),
    "orders_facet_total": ("total", OrderFilter(status=[OrderStatus.PAID], currency="USD")),
    "orders_facet_email orders_facet_name orders_facet_tracking orders_facet_number": (
        "created", OrderFilter(search="yma-2026-3333"),
    ),
}  # fmt: skip


@pytest.fixture
async def crowd(db: None, settings: Settings) -> AsyncIterator[asyncpg.Connection]:
    """Five thousand orders in several states, over five thousand hours, and who asks PostgreSQL for plans."""
    (order,) = await store([an_order()])
    own = {
        "id",
        "created_at",
        "number",
        "email",
        "payment_status",
        "total",
        "subtotal",
        "tracking_number",
        "customer_name",
    }
    names = ", ".join(f'"{name}"' for name in Order._meta.db_fields if name not in own)
    await execute(
        "INSERT INTO orders (id, created_at, number, email, payment_status, total, subtotal, tracking_number, "  # noqa: S608 (our own column names)
        f"customer_name, {names}) SELECT gen_random_uuid(), now() - n * interval '1 hour', "
        "'YMA-' || 2020 + n % 7 || '-' || 33333333 + n, md5(n::text) || '@example.org', "
        "(ARRAY['paid', 'paid', 'refunded', 'pending'])[1 + n % 4], n % 97, n % 97, 'LX' || n, md5(n::text), "
        f"{names} FROM orders, generate_series(1, 5000) n WHERE number = $1",
        order.number,
    )
    await execute("CHECKPOINT")  # what was committed without waiting for the disk is not seen as committed by VACUUM
    await vacuum()
    connection = await asyncpg.connect(settings.database_url, statement_cache_size=0)
    yield connection
    await connection.close()


async def vacuum() -> None:
    """Until nearly every page is known to be visible to all, which another connection's transaction may put off:
    index-only scans cost little only then.
    """
    for _ in range(100):
        await execute("VACUUM ANALYZE orders")
        (row,) = await fetch("SELECT relallvisible, relpages FROM pg_class WHERE oid = 'orders'::regclass")
        if row["relallvisible"] >= 0.95 * row["relpages"]:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"something holds old rows: {row}")


@pytest.mark.parametrize("descending", [True, False])
async def test_pages_read_their_indexes(crowd: asyncpg.Connection, descending: bool) -> None:
    for indexes, (by, wanted) in INDEXES.items():
        sort = OrderSort(f"{by}_{'desc' if descending else 'asc'}")
        for mode in MODES:
            plan = await explain(crowd, order_pages.page_statement(wanted, sort, 21), mode)
            for index in indexes.split():
                assert re.search(rf"(using|on) {index}\b", plan), plan


@pytest.mark.parametrize("sort", list(OrderSort))
async def test_no_page_scans_the_table(crowd: asyncpg.Connection, sort: OrderSort) -> None:
    # Of five thousand rows PostgreSQL may well read all. Told not to, it still does where no index serves.
    await crowd.execute("SET enable_seqscan = off")
    middle = {"total": 50, "created_at": datetime(2026, 6, 1, tzinfo=UTC), "id": UUID(int=0)}
    pages = (None, [middle[column] for column in sort.columns])
    for search, status, days, after, mode in product(SEARCHES, STATUSES, DAYS, pages, MODES):
        since = now() - timedelta(days=days) if days else None
        wanted = OrderFilter(status=status, search=search, created_from=since)
        plan = await explain(crowd, order_pages.page_statement(wanted, sort, 21, after), mode)
        assert not re.search(r"Seq Scan on orders\b", plan), (wanted, after, mode, plan)


async def explain(connection: asyncpg.Connection, statement: tuple[Any, ...], mode: str) -> str:
    """The plan that is made for the values, or the one that PostgreSQL keeps for all."""
    sql, *values = statement
    await connection.execute(f"SET plan_cache_mode = {mode}; DEALLOCATE ALL; PREPARE page AS {sql}")
    given = f"({', '.join(map(literal, values))})" if values else ""
    return "\n".join(row["QUERY PLAN"] for row in await connection.fetch(f"EXPLAIN EXECUTE page{given}"))


def literal(value: Any) -> str:
    if isinstance(value, list):
        return f"ARRAY[{', '.join(map(literal, value))}]::text[]"
    return str(value) if isinstance(value, int) else f"'{value}'"
