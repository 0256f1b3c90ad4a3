"""What staff is alerted of: each reason at its place, in its transaction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from adapters import Adapters
from commerce import outbox
from commerce.files import downloads
from commerce.inbox import inbox
from commerce.mail import mails
from commerce.payments import payments
from core.clock import travel
from core.database import transaction
from core.ids import new_id
from emails.contexts import MailTemplate
from models import Alert, AlertKind, Download, InboxEvent, Mail, MailCategory, Order
from tasks.jobs import JOBS, Job
from tasks.outbox import run_due
from tasks.recurring import plan_recurring
from tasks.schedule import Every
from tests.alerts.conftest import Desked
from tests.commerce.conftest import SmallShop, shop
from tests.commerce.paying import paid_session, place_order, stripe_event

__all__ = ["shop"]


async def buy(shop: SmallShop, **money: Any) -> Order:
    order = await place_order(await shop.cart_of(shop.line()), email="ada@example.com")
    async with transaction():
        locked = await Order.filter(id=order.id).select_for_update().get()
        await payments.mark_paid(locked, paid_session(order, **money))
    return await Order.get(id=order.id)


async def raised(kind: AlertKind) -> Alert:
    return await Alert.get(kind=kind).select_related("order")


async def test_a_new_order_is_mailed_to_staff_at_once(shop: SmallShop, desk: Desked) -> None:
    office = await desk()
    order = await buy(shop)
    await office.work()

    alert = await raised(AlertKind.NEW_ORDER)
    assert alert.order is not None
    assert alert.order.id == order.id
    assert alert.facts == {"amount": order.total, "currency": "USD", "number": order.number}
    (mail,) = await Mail.filter(template="admin_new_order")
    assert (mail.category, mail.entity_type, mail.entity_id) == (MailCategory.ADMIN, "Order", order.id)
    (letter,) = [
        each for each in office.letters() if order.number in str(each["Subject"]) and each["To"] != order.email
    ]
    assert "ada@example.com" in str(letter.get_body(("plain",)).get_content())  # type: ignore[union-attr]


async def test_paid_twice_is_one_new_order(shop: SmallShop) -> None:
    order = await buy(shop)
    async with transaction():
        await payments.mark_paid(await Order.filter(id=order.id).select_for_update().get(), paid_session(order))

    assert await Alert.all().count() == 1


async def test_an_order_whose_money_does_not_fit_is_held(shop: SmallShop) -> None:
    order = await buy(shop, subtotal=1)

    alert = await raised(AlertKind.ORDER_HELD)
    assert alert.title.startswith(f"{order.number} is paid and held: Stripe's subtotal is 1")
    assert await Alert.all().count() == 1


async def test_a_file_that_cannot_be_drawn(shop: SmallShop) -> None:
    order = await buy(shop)
    download = await Download.filter(order=order).first()
    assert download is not None
    for _ in range(2):
        await downloads.fail(download.id, "no such font")

    alert = await raised(AlertKind.DOWNLOAD_FAILED)
    assert alert.title == f"{order.number}: a file could not be drawn."
    assert alert.detail.startswith("no such font")


async def test_a_webhook_that_was_tried_for_the_last_time(db: None, adapters: Adapters) -> None:
    event = stripe_event("refund.updated", {"id": "re_1", "object": "refund", "payment_intent": None})
    await inbox.store_stripe_event(event)
    row = await InboxEvent.get()
    before = JOBS[outbox.PROCESS_INBOX_EVENT]

    async def broken(_: UUID, __: Adapters) -> None:
        raise LookupError("a bug")

    JOBS[outbox.PROCESS_INBOX_EVENT] = Job(run=broken, retries=(), give_up=before.give_up)
    try:
        await run_due(adapters, rounds=1)
    finally:
        JOBS[outbox.PROCESS_INBOX_EVENT] = before

    alert = await raised(AlertKind.WEBHOOK_FAILED)
    assert alert.title == "An event of Stripe's could not be processed: refund.updated."
    assert alert.facts == {"event": row.event_id, "type": "refund.updated"}


@pytest.mark.parametrize(("category", "alerted"), [(MailCategory.TRANSACTIONAL, 1), (MailCategory.ADMIN, 0)])
async def test_a_mail_that_failed_for_good(db: None, category: MailCategory, alerted: int) -> None:
    async with transaction():
        mail_id = await mails.queue(MailTemplate.WELCOME, "ada@example.com", key="k", category=category)
    assert mail_id is not None
    for _ in range(2):
        await mails.fail(mail_id, "no such mailbox: ada@example.com, that is <Ada@EXAMPLE.com> or ada@xn--x-7fa.com")

    assert await Alert.all().count() == alerted
    for alert in await Alert.all():
        assert "@" not in f"{alert.title}{alert.detail}{alert.facts}"
        assert alert.detail == "no such mailbox: …, that is <…> or …"


async def test_work_that_nobody_else_speaks_for(db: None, adapters: Adapters) -> None:
    async def broken(_: UUID, __: Adapters) -> None:
        raise LookupError("a bug")

    JOBS["test_broken"] = Job(run=broken, retries=())
    try:
        async with transaction():
            await outbox.enqueue("test_broken", new_id())
        await run_due(adapters, rounds=1)
    finally:
        del JOBS["test_broken"]

    alert = await raised(AlertKind.WORK_FAILED)
    assert alert.title == "Work was given up after 1 attempts: test broken."
    assert alert.detail == "LookupError: a bug"


async def test_a_recurring_job_that_keeps_failing_is_told_once(db: None, adapters: Adapters) -> None:
    fails = True

    async def broken(_: UUID, __: Adapters) -> int:
        if fails:
            raise LookupError("a bug")
        return 0

    before = dict(JOBS)
    JOBS.clear()
    JOBS["test_broken"] = Job(run=broken, retries=(), schedule=Every(timedelta(minutes=5)))
    JOBS[outbox.ANNOUNCE_ALERT] = before[outbox.ANNOUNCE_ALERT]
    counts = []
    try:
        await plan_recurring()
        for tick in range(1, 8):
            fails = tick != 5
            with travel(timedelta(minutes=5 * tick)):
                await run_due(adapters)
            counts.append(await Alert.all().count())
        for tick in range(8, 10):
            with travel(timedelta(minutes=5 * tick)):
                await run_due(adapters)
    finally:
        JOBS.clear()
        JOBS.update(before)

    assert counts == [0, 0, 1, 1, 1, 1, 1]
    assert await Alert.all().count() == 2
