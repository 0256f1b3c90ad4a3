"""The daily digest: the day before, once, to staff; and silence that means something."""

from __future__ import annotations

from datetime import timedelta

from commerce.reporting import digest
from models import Alert, AlertKind, Mail, MailCategory
from tests.alerts.conftest import sound
from tests.clock.conftest import BOSS, START, Town, at

DAY = timedelta(days=1)
MORNING = timedelta(hours=19)
"""From the start, a Monday's noon, to Tuesday's 7:00."""


async def test_it_tells_of_yesterday(town: Town) -> None:
    with at(START):
        order = await town.buy(await town.shop.cart_of(town.shop.line()))
        await town.fulfil(order)
        await sound("1", AlertKind.DISPUTE)
        await sound("2", AlertKind.DISPUTE)
    with at(START + MORNING):
        counts = [await digest.send() for _ in range(3)]

    assert counts == [1, 0, 0]
    mail = await Mail.get(template="daily_digest")
    assert (mail.recipient, mail.category) == (BOSS, MailCategory.ADMIN)
    assert mail.context["day"] == "2031-03-03"
    (figures,) = mail.context["figures"]
    assert figures == {"currency": "USD", "orders": 1, "revenue": order.total, "refunds": 0, "refunded": 0}
    (product,) = mail.context["top_products"]
    assert (product["quantity"], product["currency"]) == (1, "USD")
    assert mail.context["problems"] == ["2 news of disputed payments."]
    assert mail.context["stuck_orders"] == []


async def test_an_order_that_does_not_move_is_in_it(town: Town) -> None:
    with at(START):
        order = await town.buy(await town.shop.cart_of(town.shop.line()))
    with at(START + MORNING):
        await digest.send()

    (stuck,) = (await Mail.get(template="daily_digest")).context["stuck_orders"]
    assert (stuck["number"], stuck["why"]) == (order.number, "Not all of its files are there.")


async def test_what_somebody_took_care_of_is_no_problem(town: Town) -> None:
    with at(START):
        await sound("1")
        await Alert.all().update(acknowledged_at=START)
    with at(START + MORNING):
        assert await digest.send() == 0


async def test_quiet_days_are_silent_but_mondays_say_so(town: Town) -> None:
    sent = []
    for day in range(1, 15):
        with at(START + MORNING + (day - 1) * DAY):
            sent.append(await digest.send())

    assert sent == [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1]
    first = await Mail.filter(template="daily_digest").order_by("id").first()
    assert first is not None
    assert (first.context["day"], first.context["figures"]) == ("2031-03-09", [])
