"""`adminUsers(sort: …)`: by what people bought, page by page, and along indexes."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from commerce.accounts import user_search
from commerce.accounts.user_search import Place, UserSort, Wanted
from core.database import connection, execute, transaction
from core.ids import new_id
from models import CustomerFigures, CustomerTotals, Role, User
from resolvers.paging import packed_cursor
from tests.support.sql import Statements
from tests.support.storefront import Shopper
from tests.users.conftest import Account

USERS = """
query ($filter: UserFilter, $sort: UserSort, $currency: Currency, $first: Int, $after: String) {
  adminUsers(filter: $filter, sort: $sort, currency: $currency, first: $first, after: $after) {
    nodes { name }
    pageInfo { hasNextPage endCursor }
  }
}
"""
START = datetime(2026, 1, 1, tzinfo=UTC)


async def customer(name: str, orders: int = 0, day: int = 0, **spent: int) -> None:
    """Somebody who has bought that often, and spent that much in each currency."""
    user = await User.create(email=f"{name}@example.com", name=name)
    if orders:
        at = START + timedelta(days=day)
        await CustomerTotals.create(user=user, order_count=orders, last_order_at=at)
        for currency, amount in spent.items():
            await CustomerFigures.create(
                user=user, currency=currency, total_spent=amount, order_count=1, last_order_at=at
            )


@pytest.fixture
async def crowd(admin: Account) -> Account:
    """The admin, who has bought nothing, in a shop with customers."""
    await User.filter(id=admin.user.id).update(name="admin")
    await customer("ada", 2, 5, USD=1000, EUR=50)
    await customer("bob", 1, 9, EUR=900)
    await customer("cy")
    await customer("dee", 7, 1, USD=1000)
    await customer("eve", 1, 3, USD=-300)
    await customer("fay")
    return admin


async def names(shopper: Shopper, **asked: Any) -> list[str]:
    """All of the list, two at a time."""
    found: list[str] = []
    after = None
    while True:
        page = (await shopper.ask(USERS, first=2, after=after, **asked))["adminUsers"]
        found += [node["name"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return found


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("CREATED_DESC", "fay eve dee cy bob ada admin"),
        ("CREATED_ASC", "admin ada bob cy dee eve fay"),
        ("SPENT_DESC", "dee ada eve fay cy bob admin"),
        ("SPENT_ASC", "eve ada dee fay cy bob admin"),
        ("ORDERS_DESC", "dee ada eve bob fay cy admin"),
        ("ORDERS_ASC", "bob eve ada dee fay cy admin"),
        ("LAST_ORDER_DESC", "bob ada eve dee fay cy admin"),
        ("LAST_ORDER_ASC", "dee eve ada bob fay cy admin"),
    ],
)
async def test_who_has_bought_comes_first_and_nobody_is_left_out(crowd: Account, sort: str, expected: str) -> None:
    assert await names(crowd.shopper, sort=sort) == expected.split()


async def test_spent_in_another_currency(crowd: Account) -> None:
    in_euros = await names(crowd.shopper, sort="SPENT_DESC", currency="EUR")
    in_francs = await names(crowd.shopper, sort="SPENT_DESC", currency="CHF")

    assert in_euros == ["bob", "ada", "fay", "eve", "dee", "cy", "admin"]
    assert in_francs == ["fay", "eve", "dee", "cy", "bob", "ada", "admin"]


@pytest.mark.parametrize("sort", [sort.name for sort in UserSort])
async def test_sorted_and_filtered(crowd: Account, sort: str) -> None:
    bought = await names(crowd.shopper, sort=sort, filter={"hasOrders": True})
    others = await names(crowd.shopper, sort=sort, filter={"hasOrders": False})

    everybody = await names(crowd.shopper, sort=sort)
    assert bought == [name for name in everybody if name in {"ada", "bob", "dee", "eve"}]
    assert others == [name for name in everybody if name in {"admin", "cy", "fay"}]
    assert await names(crowd.shopper, sort=sort, filter={"search": "d"}) == ["dee"]
    assert await names(crowd.shopper, sort=sort, filter={"role": "ADMIN"}) == ["admin"]
    assert await names(crowd.shopper, sort=sort, filter={"verified": True}) == ["admin"]
    assert await names(crowd.shopper, sort=sort, filter={"verified": False, "hasOrders": False}) == [
        name for name in others if name != "admin"
    ]


async def test_a_page_that_ends_with_the_last_buyer_leads_on(crowd: Account) -> None:
    first = (await crowd.shopper.ask(USERS, sort="ORDERS_DESC", first=4))["adminUsers"]
    rest = (await crowd.shopper.ask(USERS, sort="ORDERS_DESC", after=first["pageInfo"]["endCursor"]))["adminUsers"]

    nodes = first["nodes"] + rest["nodes"]
    assert [node["name"] for node in nodes] == ["dee", "ada", "eve", "bob", "fay", "cy", "admin"]


async def test_pages_hold_while_people_come(crowd: Account) -> None:
    first = (await crowd.shopper.ask(USERS, sort="SPENT_DESC", first=2))["adminUsers"]
    await customer("gus", 1, 2, USD=5000)
    await customer("hal")

    rest = (await crowd.shopper.ask(USERS, sort="SPENT_DESC", after=first["pageInfo"]["endCursor"]))["adminUsers"]

    assert [node["name"] for node in first["nodes"]] == ["dee", "ada"]
    assert [node["name"] for node in rest["nodes"]] == ["eve", "hal", "fay", "cy", "bob", "admin"]


async def test_a_cursor_belongs_to_its_list(crowd: Account) -> None:
    cursor = (await crowd.shopper.ask(USERS, sort="SPENT_DESC", first=1))["adminUsers"]["pageInfo"]["endCursor"]

    for other in ({"sort": "ORDERS_DESC"}, {"sort": "SPENT_DESC", "currency": "EUR"}, {}):
        assert (await crowd.shopper.refused(USERS, after=cursor, **other))[1] == "BAD_USER_INPUT"


@pytest.mark.parametrize("value", [2**31, -(2**31) - 1, 2**63, "7", 1.5])
@pytest.mark.parametrize("sort", ["ORDERS_DESC", "ORDERS_ASC"])
async def test_a_place_that_no_number_of_orders_has(crowd: Account, sort: str, value: Any) -> None:
    cursor = packed_cursor(f"users:{sort.lower()}:", value, new_id())

    assert (await crowd.shopper.refused(USERS, sort=sort, after=cursor))[1] == "BAD_USER_INPUT"


async def test_the_same_statements_whatever_the_number(
    crowd: Account, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    counts = []
    for first in (1, 3, 4, 6):
        with query_counter() as statements:
            await crowd.shopper.ask(USERS, sort="ORDERS_DESC", first=first)
        counts.append(len(statements))

    assert counts == [3, 3, 4, 4]  # who asks, who has bought, the others where those end, the people


_SEED = (
    "INSERT INTO users (id, created_at, email, name, role, email_verified_at) "
    "SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, now(), "
    "md5(n::text) || '@example.com', md5((n + 1)::text), 'user', "
    "CASE WHEN n % 100 > 0 THEN now() END FROM generate_series(1, 20000) n",
    "INSERT INTO customer_figures (id, created_at, user_id, currency, total_spent, order_count, last_order_at) "
    "SELECT gen_random_uuid(), now(), id, 'USD', hashtext(email) % 10000, 1, now() FROM users "
    "WHERE hashtext(email) % 10 < 5",
    "INSERT INTO customer_totals (id, created_at, user_id, order_count, last_order_at) "
    "SELECT gen_random_uuid(), now(), user_id, 1 + abs(total_spent) % 9, now() - total_spent * interval '1 hour' "
    "FROM customer_figures",
    "ANALYZE users, customer_figures, customer_totals",
)
_FILTERS = (
    Wanted(),
    Wanted(role=Role.ADMIN),
    Wanted(blocked=True),
    Wanted(blocked=False),
    Wanted(verified=False),
    Wanted(verified=True, has_orders=True),
    Wanted(has_orders=False),
    Wanted(search="ada"),
)


async def test_no_list_reads_a_whole_table(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for statement in _SEED:
        await execute(statement)
    asked: list[tuple[str, tuple[Any, ...]]] = []
    fetch = user_search.fetch

    async def noted(sql: str, *values: Any) -> Any:
        asked.append((sql, values))
        return await fetch(sql, *values)

    monkeypatch.setattr(user_search, "fetch", noted)
    middle = Place(None, UUID("01900000-0000-7000-8000-000000002000"))
    for wanted, sort, after in itertools.product(_FILTERS, UserSort, (None, middle)):
        await user_search.page(wanted, sort, "USD", 21, after)

    async with transaction():
        # So few rows are read whole where many would not be: what counts is that there is an index to go along.
        await execute("SET LOCAL enable_seqscan = off")
        for sql, values in asked:
            plan = await connection().execute_query_dict(f"EXPLAIN {sql}", list(values))
            text = "\n".join(row["QUERY PLAN"] for row in plan)
            assert "Seq Scan" not in text, f"{sql}\n{values}\n{text}"


async def test_figures_and_totals_move_together(db: None) -> None:
    """Payments in two currencies at once: both are counted."""
    from commerce.payments import customer_figures
    from models import Order, PaymentStatus

    user = await User.create(email="ada@example.com")

    async def paid(number: int, currency: str) -> None:
        order = Order(user_id=user.id, currency=currency, total=100, payment_status=PaymentStatus.PAID)
        order.paid_at = START + timedelta(days=number)
        async with transaction():
            await customer_figures.add(order)

    await asyncio.gather(*(paid(number, "EUR" if number % 2 else "USD") for number in range(10)))

    totals = await CustomerTotals.get()
    assert (totals.user_id, totals.order_count, totals.last_order_at) == (user.id, 10, START + timedelta(days=9))
    assert sorted(await CustomerFigures.all().values_list("currency", "order_count")) == [("EUR", 5), ("USD", 5)]
    assert await customer_figures.wrong_totals() == []


async def test_totals_that_are_wrong_are_found_and_mended(db: None) -> None:
    from commerce.payments import customer_figures

    await customer("ada", 2, 5, USD=100, EUR=5)
    await customer("bob", 9, 5, USD=100)
    await customer("cy", 3, 5)
    (ada, bob, cy) = [user.id for user in await User.all().order_by("id")]

    found = {row["user_id"]: row["orders"] for row in await customer_figures.wrong_totals()}
    for key in found:
        await customer_figures.recompute_totals(key)

    assert found == {bob: 1, cy: None}
    assert await customer_figures.wrong_totals() == []
    assert {row.user_id: row.order_count for row in await CustomerTotals.all()} == {ada: 2, bob: 1}
