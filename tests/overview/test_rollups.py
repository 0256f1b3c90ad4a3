"""commerce/reporting/rollups.py: days that are over are summed up, and again when something changes what they count."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from adapters import Adapters
from commerce.orders import orders
from commerce.payments import order_balance, refund_books
from commerce.reporting import rollups
from commerce.reporting.rollups import roll_up
from core.clock import now
from core.database import execute, fetch, transaction
from core.settings import Settings
from models import (
    DailySales,
    Dispute,
    Milestone,
    Order,
    OrderLine,
    OutboxMessage,
    PromoCode,
    PromoRedemption,
    Refund,
    RolledDay,
)
from tasks.jobs import JOBS
from tasks.recurring import plan_recurring
from tests.overview.conftest import Books, at, figures, it_is, look
from tests.support.sql import waits_for_a_lock

NOON = at("2026-03-10 12:00")


async def stale() -> list[str]:
    """The days that are to be rolled up again."""
    return [day.day.isoformat() for day in await RolledDay.filter(stale=True).order_by("day")]


async def sums() -> dict[str, int]:
    """What customers paid, by day, as it is summed up."""
    rows = await DailySales.all().order_by("day")
    return {row.day.isoformat(): row.subtotal + row.shipping + row.tax - row.discounts for row in rows}


async def test_every_day_that_is_over(books: Books) -> None:
    with it_is(NOON):
        for moment in ("03-07 12:00", "03-09 12:00", "03-10 11:00"):
            await books.paid(at(f"2026-{moment}"))

        done = await roll_up()
        again = await roll_up()

    assert (done.registered, done.rolled) == (3, 3)
    assert (again.registered, again.rolled) == (0, 0)
    assert await sums() == {"2026-03-07": 1000, "2026-03-09": 1000}
    assert await stale() == []


async def test_an_empty_shop_has_nothing_to_sum_up(books: Books) -> None:
    done = await roll_up()

    assert (done.registered, done.rolled) == (0, 0)


async def test_what_is_summed_up_is_not_counted_again(books: Books, query_counter: Callable[[], Any]) -> None:
    with it_is(NOON):
        await books.paid(at("2026-03-08 12:00"))
        await roll_up()
        await execute("UPDATE daily_sales SET subtotal = 7")

        assert (await figures("2026-03-08", "2026-03-08")).subtotal == 7


async def test_the_number_of_statements(books: Books, query_counter: Callable[[], Any]) -> None:
    for rolled in (False, True):
        if rolled:
            await books.paid(at("2026-03-08 12:00"))
            await books.paid(at("2026-03-08 12:00"), currency="EUR")
            await roll_up()
        with query_counter() as statements:
            await look("2026-01-01", "2026-03-31")
        assert len(statements) == 5


Change = Callable[[Books, Order], Awaitable[Any]]


async def _refund_later(books: Books, order: Order) -> None:
    await books.refund(order, at("2026-03-08 13:00"), 100)


async def _refund_fails(books: Books, order: Order) -> None:
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        await refund_books.fail(locked, await Refund.get(order=order), "the account is closed")


async def _pays_after_all(books: Books, order: Order) -> None:
    await execute("UPDATE orders SET paid_at = NULL WHERE id = $1", order.id)


CHANGES: dict[str, tuple[Change, list[str]]] = {
    "a total": (lambda _, order: execute("UPDATE orders SET tax = tax + 5, total = total + 5 WHERE id = $1", order.id),
                ["2026-03-07"]),
    "a currency": (lambda _, order: execute("UPDATE orders SET currency = 'CHF' WHERE id = $1", order.id),
                   ["2026-03-07", "2026-03-08", "2026-03-09"]),
    "no payment": (_pays_after_all, ["2026-03-07"]),
    "another day": (lambda _, order: execute("UPDATE orders SET paid_at = $2 WHERE id = $1", order.id,
                                             at("2026-03-09 01:00")), ["2026-03-07", "2026-03-09"]),
    "no order": (lambda _, order: order.delete(), ["2026-03-07", "2026-03-08", "2026-03-09"]),
    "another refund": (_refund_later, ["2026-03-08"]),
    "a refund that fails": (_refund_fails, ["2026-03-08"]),
    "a refund's day": (lambda _, order: Refund.filter(order=order).update(created_at=at("2026-03-07 23:00")),
                       ["2026-03-07", "2026-03-08"]),
    "a dispute that is won": (lambda _, order: Dispute.filter(order=order).update(lost=0, closed_at=now()),
                              ["2026-03-09"]),
    "a line": (lambda _, order: OrderLine.filter(order=order).update(product_id=None), ["2026-03-07"]),
    "no line": (lambda _, order: OrderLine.filter(order=order).delete(), ["2026-03-07"]),
    "no code": (lambda _, order: PromoRedemption.filter(order=order).delete(), ["2026-03-07"]),
    "a milestone": (lambda _, order: Milestone.filter(kind="customer").update(currency="CHF"), ["2026-03-07"]),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
async def test_what_changes_an_old_day(books: Books, change: str) -> None:
    act, days = CHANGES[change]
    with it_is(NOON):
        code = await PromoCode.create(code="SUMMER", percent_off=10)
        order = await books.paid(at("2026-03-07 12:00"), code=code, product_id=None)
        (product,) = await fetch("SELECT id FROM products WHERE slug = 'poster'")
        await OrderLine.filter(order=order).update(product_id=product["id"])
        await books.refund(order, at("2026-03-08 12:00"), 100)
        await books.lose(order, at("2026-03-09 12:00"), 100)
        await roll_up()
        assert await stale() == []

        await act(books, order)

        assert await stale() == days
        counted = await look("2026-03-07", "2026-03-09")
        assert (await roll_up()).rolled == len(days)
        rolled = await look("2026-03-07", "2026-03-09")
    assert counted.currencies == rolled.currencies
    assert [wrong async for wrong in rollups.wrong()] == []


async def test_what_does_not_count_changes_nothing(books: Books) -> None:
    with it_is(NOON):
        order = await books.paid(at("2026-03-07 12:00"))
        refund = await books.refund(order, at("2026-03-08 12:00"), 100, "pending")
        await roll_up()

        await Order.filter(id=order.id).update(notes="a good customer", email=None, customer_name=None)
        await Refund.filter(id=refund.id).update(status="succeeded", reason="kind")
        async with transaction():
            locked = await orders.lock(order.id)
            assert locked is not None
            await order_balance.settle(locked, disputed=True)

    assert await stale() == []


async def test_a_change_that_is_rolled_back_marks_nothing(books: Books) -> None:
    with it_is(NOON):
        order = await books.paid(at("2026-03-07 12:00"))
        await roll_up()
        with pytest.raises(LookupError):
            async with transaction():
                await execute("UPDATE orders SET currency = 'CHF' WHERE id = $1", order.id)
                raise LookupError

    assert await stale() == []


async def test_a_shop_that_moves_has_other_days(books: Books, in_zone: Callable[[str], None]) -> None:
    with it_is(NOON):
        await books.paid(at("2026-03-07 23:30"))
        await books.paid(at("2026-03-09 23:30"))
        await roll_up()
        assert list(await sums()) == ["2026-03-07", "2026-03-09"]

        in_zone("Europe/Berlin")

        assert (await figures("2026-03-08", "2026-03-08")).orders == 1
        assert (await figures("2026-03-07", "2026-03-07")).orders == 0
        done = await roll_up()
        assert (done.registered, done.rolled) == (2, 2)
        assert (await figures("2026-03-08", "2026-03-08")).orders == 1
        assert (await figures("2026-03-10", "2026-03-10")).orders == 1
    assert list(await sums()) == ["2026-03-08"]


async def test_moving_west_reopens_yesterday(books: Books, in_zone: Callable[[str], None]) -> None:
    with it_is(at("2026-03-10 01:00")):
        await books.paid(at("2026-03-09 12:00"))
        await roll_up()
        in_zone("America/Los_Angeles")

        await roll_up()

        assert [day.day for day in await RolledDay.all()] == []
        assert (await figures("2026-03-09", "2026-03-09")).orders == 1


async def test_four_runs_at_once(books: Books) -> None:
    with it_is(NOON):
        for day in range(1, 10):
            await books.paid(at(f"2026-03-0{day} 12:00"), subtotal=day * 100)

        await asyncio.gather(*(roll_up() for _ in range(4)))

    assert await sums() == {f"2026-03-0{day}": day * 100 for day in range(1, 10)}
    assert await stale() == []


@pytest.fixture
async def elsewhere(settings: Settings, books: Books) -> Any:
    """Another process's connection."""
    connection = await asyncpg.connect(settings.database_url)
    yield connection
    await connection.close()


_CHANGE = "UPDATE orders SET subtotal = subtotal + 5, total = total + 5 WHERE id = $1"


async def test_a_change_under_way_while_a_day_is_registered_is_not_missed(
    books: Books, elsewhere: asyncpg.Connection
) -> None:
    with it_is(NOON):
        order = await books.paid(at("2026-03-07 12:00"))
        change = elsewhere.transaction()
        await change.start()
        await elsewhere.execute(_CHANGE, order.id)

        run = asyncio.create_task(roll_up())
        assert await waits_for_a_lock(run), "it was registered beside a change that nothing marks"
        await change.commit()
        await run

    assert await sums() == {"2026-03-07": 1005}


async def test_a_change_while_the_day_is_rolled_up_marks_it_anew(books: Books, elsewhere: asyncpg.Connection) -> None:
    with it_is(NOON):
        order = await books.paid(at("2026-03-07 12:00"))
        await roll_up()
        await execute("UPDATE rolled_days SET stale = TRUE")
        async with transaction():
            await fetch("SELECT day FROM rolled_days FOR UPDATE")
            change = asyncio.create_task(elsewhere.execute(_CHANGE, order.id))
            assert await waits_for_a_lock(change)
            await execute("UPDATE rolled_days SET stale = FALSE")
        await change

    assert await stale() == ["2026-03-07"]


async def test_it_is_owed_for_good(books: Books, adapters: Adapters) -> None:
    await plan_recurring()
    assert await OutboxMessage.filter(actor="roll_up").count() == 1
    await books.paid(now() - timedelta(days=2))

    assert await JOBS["roll_up"].run(UUID(int=0), adapters) == 2

    assert len(await sums()) == 1


async def test_wrong_sums_are_found_and_mended(books: Books) -> None:
    with it_is(NOON):
        await books.paid(at("2026-03-07 12:00"))
        await books.paid(at("2026-03-08 12:00"))
        await roll_up()
        await execute("UPDATE daily_sales SET orders = 2 WHERE day = '2026-03-07'")
        await execute("DELETE FROM daily_sales WHERE day = '2026-03-08'")

        found = [(each.day, each.table) async for each in rollups.wrong()]
        for day, _ in found:
            await rollups.recompute(day)

    assert found == [(date(2026, 3, 7), "daily_sales"), (date(2026, 3, 8), "daily_sales")]
    assert [each async for each in rollups.wrong()] == []
