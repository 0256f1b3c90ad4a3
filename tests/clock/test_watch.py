"""What nobody else speaks of: stuck orders and backlogs, once a day each."""

from __future__ import annotations

from datetime import timedelta

from commerce.operations import watch
from core.clock import now
from models import Alert, AlertKind, OutboxMessage
from tests.clock.conftest import START, Town, at

HOURS = timedelta(hours=1)


async def test_an_order_whose_files_do_not_come(town: Town) -> None:
    with at(START):
        order = await town.buy(await town.shop.cart_of(town.shop.line()))
        await OutboxMessage.all().delete()
    looks = []
    for hours in (0.9, 1.1, 2, 25.2):
        with at(START + hours * HOURS):
            await watch.look()
        looks.append(await Alert.filter(kind=AlertKind.ORDER_STUCK).count())

    assert looks == [0, 1, 1, 2]
    alert = await Alert.filter(kind=AlertKind.ORDER_STUCK).order_by("id").first()
    assert alert is not None
    assert (alert.order_id, alert.facts["number"]) == (order.id, order.number)


async def test_work_that_waits_for_workers(town: Town) -> None:
    with at(START):
        await OutboxMessage.create(actor="send_mail", args=["x"], available_at=now())
    with at(START + HOURS):
        assert [await watch.look() for _ in range(2)] == [1, 0]

    alert = await Alert.get()
    assert (alert.kind, alert.title) == (
        AlertKind.HEALTH,
        "1 pieces of work wait for a worker, since 2031-03-03 12:00 UTC.",
    )


async def test_a_shop_that_is_well(town: Town) -> None:
    with at(START):
        assert await watch.look() == 0
