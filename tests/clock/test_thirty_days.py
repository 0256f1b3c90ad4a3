"""Thirty days of a small shop: each mail once, to whom it is for, in its category, when it is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from commerce import outbox
from models import Mail, Order, PaymentStatus
from tasks.jobs import JOBS
from tasks.recurring import plan_recurring
from tests.clock.conftest import BOSS, START, Town, at, plan

HOUR = timedelta(hours=1)
BOB, CYD, DAN, EVE, FAY = (f"{name}@example.com" for name in ("bob", "cyd", "dan", "eve", "fay"))


@pytest.fixture
def without_stripe() -> Iterator[None]:
    """Nothing in this story is asked of Stripe; and nobody minds that its workers look once in hours only."""
    taken = {name: JOBS.pop(name) for name in (outbox.RECONCILE, outbox.MIRROR_PROMO_CODES, outbox.WATCH_SHOP)}
    yield
    JOBS.update(taken)


async def buys(town: Town, hours: float, email: str, kind: str, size: str) -> Order:
    with at(START + hours * HOUR):
        order = await town.buy(await town.shop.cart_of(town.shop.line(kind, size)), email=email)
        await town.work()
        await town.fulfil(order)
    return order


async def goes_on(town: Town, since: float, until: float) -> None:
    """The shop's workers, looking once in two hours."""
    hours = since
    while hours <= until:
        with at(START + hours * HOUR):
            await plan_recurring()
            await town.work()
        hours += 2 if hours < 60 else 6


def hours_after(moment: datetime | None) -> float:
    assert moment is not None
    return round((moment - START) / HOUR, 1)


@pytest.mark.timeout(300)
async def test_thirty_days(town: Town, without_stripe: None) -> None:
    await plan()
    with at(START):
        for email in (BOB, CYD, EVE, FAY):
            await town.agree(email)
    await buys(town, 0, FAY, "digital", "8x10")
    with at(START + HOUR):
        await town.leave_cart(BOB)
        cyds, _ = await town.leave_cart(CYD)
        await town.leave_cart(DAN)  # who never agreed
    await goes_on(town, 2, 10)
    with at(START + 11 * HOUR):
        posters = await town.buy(cyds, CYD)  # after the first mail
        await town.work()
        await town.fulfil(posters)
    refunded = await buys(town, 12, EVE, "poster", "18x24")
    await Order.filter(id=refunded.id).update(payment_status=PaymentStatus.REFUNDED, refunded=refunded.total)
    await goes_on(town, 14, 30 * 24)

    mails = await Mail.all().order_by("sent_at", "id")
    assert {mail.status.value for mail in mails} == {"sent"}
    story = [(mail.template, mail.recipient, mail.category.value) for mail in mails if mail.recipient != BOSS]
    assert story == [
        ("order_confirmation", FAY, "transactional"),
        ("files_ready", FAY, "transactional"),
        ("abandoned_cart", BOB, "marketing"),
        ("abandoned_cart", CYD, "marketing"),
        ("order_confirmation", CYD, "transactional"),
        ("files_ready", CYD, "transactional"),
        ("order_confirmation", EVE, "transactional"),
        ("abandoned_cart", BOB, "marketing"),
        ("review_request", FAY, "marketing"),
        ("review_request", CYD, "marketing"),
    ]
    times = [hours_after(mail.sent_at) for mail in mails if mail.category.value == "marketing"]
    first_bob, first_cyd, second_bob, fay, cyd = times
    assert 5 <= first_bob <= 7.1
    assert 5 <= first_cyd <= 7.1
    assert 25 <= second_bob <= 27.1
    assert 48 <= fay <= 55
    assert 11 + 2 * 24 <= cyd <= 11 + 2 * 24 + 30

    office = [(mail.template, hours_after(mail.sent_at)) for mail in mails if mail.recipient == BOSS]
    digests = [hours for template, hours in office if template == "daily_digest"]
    # Two days had orders; after that only Monday mornings say that there was nothing.
    assert [int(hours // 24) for hours in digests] == [0, 1, 7, 14, 21, 28]
    assert [template for template, _ in office if template != "daily_digest"] == ["admin_new_order"] * 3
