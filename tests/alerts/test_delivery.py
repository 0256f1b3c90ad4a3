"""Alerts: told once, to whom they concern, and a storm in two messages."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from commerce.operations import alerts
from core.clock import now, travel
from core.database import transaction
from models import Alert, AlertKind, AlertNotice, Mail, MailCategory, MailStatus, OutboxMessage, Role
from tasks.outbox import run
from tests.alerts.conftest import STAFF, Chat, Desked, person, recipients, secret, sound


async def test_an_alert_belongs_to_the_transaction_that_is_its_reason(db: None) -> None:
    with pytest.raises(RuntimeError):
        await alerts.raise_alert(AlertKind.HEALTH, key="k", title="t")
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await alerts.raise_alert(AlertKind.HEALTH, key="k", title="t")
            raise ZeroDivisionError

    assert await Alert.all().count() == await OutboxMessage.all().count() == 0


async def test_staff_is_mailed_and_chatted_to_at_once(desk: Desked, chat: Chat) -> None:
    office = await desk(alert_webhook_url=secret(chat.url))
    await sound("1", detail="The bank says <no> & more.", facts={"amount": 5})

    await office.work()

    (letter,) = office.letters()
    assert (letter["To"], letter["Subject"]) == (STAFF, "YourMapArt: A refund failed")
    text = str(letter.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert "Number 1 went wrong." in text
    assert "The bank says <no> & more." in text
    (mail,) = await Mail.all()
    assert (mail.category, mail.status) == (MailCategory.ADMIN, MailStatus.SENT)
    assert chat.messages == [
        {
            "text": "YourMapArt: A refund failed",
            "blocks": [
                {"type": "section", "text": {"type": "mrkdwn", "text": "*YourMapArt: A refund failed*"}},
                {
                    "type": "section",
                    "text": {
                        "type": "mrkdwn",
                        "text": "Number 1 went wrong.\nThe bank says &lt;no&gt; &amp; more.",
                    },
                },
            ],
        }
    ]
    alert = await Alert.get()
    assert (alert.facts, alert.acknowledged_at) == ({"amount": 5}, None)
    assert alert.announced_at is not None


async def test_the_same_thing_is_told_once(desk: Desked) -> None:
    office = await desk()
    raised = await asyncio.gather(*(sound("same") for _ in range(8)))
    await office.work()
    again = await sound("same")
    other = await sound("same", AlertKind.DISPUTE)
    await office.work()

    assert sum(raised) == 1
    assert (again, other) == (False, True)
    assert len(office.letters()) == 2


async def test_a_storm_of_a_thousand_is_one_alert_and_one_summary(desk: Desked, chat: Chat) -> None:
    office = await desk(alert_webhook_url=secret(chat.url))
    await sound("0")
    await office.work()
    async with transaction():
        for number in range(1, 1000):
            await alerts.raise_alert(AlertKind.REFUND_FAILED, key=str(number), title=f"Number {number} went wrong.")
    while await office.work():
        pass
    at_once = office.subjects()
    with travel(timedelta(minutes=10, seconds=1)):
        await office.work()
    with travel(timedelta(minutes=21)):
        await office.work()

    assert at_once == ["YourMapArt: A refund failed"]
    assert office.subjects() == ["YourMapArt: A refund failed", "YourMapArt: 999 refunds failed"]
    text = str(office.letters()[1].get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert "Number 20 went wrong." in text
    assert "Number 21 went wrong." not in text
    assert "And 979 more of the kind." in text
    assert [message["text"] for message in chat.messages] == office.subjects()
    assert len(chat.messages[1]["blocks"]) == 22
    assert sorted(await AlertNotice.all().values_list("count", flat=True)) == [1, 999]
    assert await OutboxMessage.all().count() == 0


async def test_after_a_quiet_while_the_next_one_is_told_at_once(desk: Desked) -> None:
    office = await desk()
    await sound("1")
    await office.work()
    with travel(timedelta(minutes=10, seconds=1)):
        await office.work()
        await sound("2")
        await office.work()

    assert office.subjects() == ["YourMapArt: A refund failed"] * 2


async def test_what_was_collected_is_told_though_a_workers_clock_is_behind(desk: Desked) -> None:
    office = await desk()
    await sound("1")
    await office.work()
    await sound("2")
    await office.work()
    (summary,) = await OutboxMessage.filter(actor="announce_alert")
    with travel(timedelta(minutes=9, seconds=58)):  # handed over by a worker to whom it is time
        await run(summary.id, office.adapters)
    with travel(timedelta(minutes=10, seconds=1)):
        await office.work()

    assert await Alert.filter(announced_at=None).count() == 0
    assert len(office.letters()) == 2


async def test_kinds_do_not_wait_for_each_other(desk: Desked) -> None:
    office = await desk()
    await sound("1")
    await office.work()
    await sound("1", AlertKind.DISPUTE)
    await office.work()

    assert office.subjects() == ["YourMapArt: A refund failed", "YourMapArt: A payment is disputed"]


async def test_many_workers_tell_it_once(desk: Desked) -> None:
    office = await desk()
    await asyncio.gather(*(sound(str(number)) for number in range(20)))
    await asyncio.gather(*(office.work() for _ in range(6)))
    with travel(timedelta(minutes=11)):
        await asyncio.gather(*(office.work() for _ in range(6)))

    counts = await AlertNotice.all().values_list("count", flat=True)
    assert sum(counts) == 20  # type: ignore[arg-type]
    assert len(counts) <= 2
    assert len(office.letters()) == len(counts)


async def test_without_names_every_admin_with_a_proven_address_is_told(desk: Desked) -> None:
    office = await desk(alert_emails=())
    await person("a@example.com")
    await person("root@example.com", Role.SUPERADMIN)
    await person("customer@example.com", Role.USER)
    await person("new@example.com", email_verified_at=None)
    await person("gone@example.com", deleted_at=now())
    await person("blocked@example.com", blocked_at=now())
    await sound("1")

    await office.work()

    assert await recipients() == ["a@example.com", "root@example.com"]


async def test_with_nobody_to_tell_it_is_kept(desk: Desked) -> None:
    office = await desk(alert_emails=())
    await sound("1")
    await office.work()

    assert (await Alert.get()).announced_at is not None
    assert await Mail.all().count() == 0


async def test_a_chat_that_is_away_is_told_later(desk: Desked, chat: Chat) -> None:
    office = await desk(alert_webhook_url=secret(chat.url))
    chat.answers = [503, 429]
    await sound("1")
    for seconds in (0, 6, 40):
        with travel(timedelta(seconds=seconds)):
            await office.work()

    assert len(chat.messages) == 1
    assert len(office.letters()) == 1


async def test_a_chat_that_refuses_is_not_asked_again(desk: Desked, chat: Chat) -> None:
    office = await desk(alert_webhook_url=secret(chat.url))
    chat.answers = [404]
    await sound("1")
    await office.work()
    with travel(timedelta(hours=5)):
        await office.work()

    assert chat.messages == []
    left = await OutboxMessage.get(actor="post_alert")
    assert left.failed_at is not None
    assert "secret" not in (left.last_error or "")
    assert await Alert.all().count() == 1


async def test_what_somebody_took_care_of_meanwhile_is_not_told(desk: Desked) -> None:
    office = await desk()
    await sound("1")
    await office.work()
    await sound("2")
    await office.work()
    await Alert.filter(announced_at=None).update(acknowledged_at=now())
    with travel(timedelta(minutes=11)):
        await office.work()

    assert len(office.letters()) == 1
