"""Every statement of the overview finds what it counts by an index, whatever the numbers."""

from __future__ import annotations

import pytest

from commerce.doctor.doctor import mend
from commerce.doctor.doctor_figures import examine
from commerce.reporting import figures_sql, overview_sql
from commerce.reporting.rollups import roll_up
from core.database import execute, fetch, transaction
from models import Order
from tests.overview.conftest import Books, at, it_is

_DAYS = ("'{2026-03-01}'::date[]", "'{2026-03-01T00:00Z}'::timestamptz[]", "'{2026-03-02T00:00Z}'::timestamptz[]")
_SPAN = (*_DAYS, "'2026-02-01'::date", "'2026-03-01'::date", "NULL::text")
STATEMENTS = {
    "live sales": (figures_sql.SALES, _DAYS),
    "live products": (figures_sql.PRODUCTS, _DAYS),
    "live promo codes": (figures_sql.PROMO_CODES, _DAYS),
    "days": (overview_sql.LIVE, _DAYS),
    "sales": (overview_sql.SALES, (*_SPAN, "'2026-03-01'::date")),
    "products": (overview_sql.PRODUCTS, (*_SPAN, "'2026-03-01'::date", "10")),
    "promo codes": (overview_sql.PROMO_CODES, (*_SPAN, "10")),
}


@pytest.mark.parametrize("name", STATEMENTS)
async def test_by_an_index(db: None, name: str) -> None:
    statement, values = STATEMENTS[name]
    for number, value in reversed(list(enumerate(values, 1))):
        statement = statement.replace(f"${number}", value)

    async with transaction():
        await execute("SET LOCAL enable_seqscan = off")
        plan = "\n".join(row["QUERY PLAN"] for row in await fetch(f"EXPLAIN {statement}"))

    assert "Seq Scan" not in plan, plan


async def test_the_doctor_finds_what_is_summed_up_wrongly_and_mends_it(books: Books) -> None:
    with it_is(at("2026-03-10 12:00")):
        order = await books.paid(at("2026-03-07 12:00"))
        await roll_up()
        assert [each async for each in examine()] == []
        await execute("UPDATE daily_sales SET subtotal = 7")
        await Order.filter(id=order.id).update(payment_status="failed")

        found = [each async for each in examine()]
        mended = [await mend(each) for each in found]

        assert [(each.subject, each.problem) for each in found] == [
            ("day 2026-03-07", "daily_sales does not say what the day's rows say"),
            (f"order {order.number}", f"the payment is failed, and paid_at {order.paid_at}"),
        ]
        assert mended == [True, False]
        assert [each.subject async for each in examine()] == [f"order {order.number}"]
