"""Mails: owed once for each key, tried again, given up; tokens exist in the mail only."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError
from structlog.testing import capture_logs

from adapters import Adapters
from adapters.mail import Mailer, MailError, MailRefused, Message
from adapters.mail.folder import FolderMailer
from commerce.mail import mail_links, mails
from core.clock import now, travel
from core.database import fetch, transaction
from core.ids import new_id
from core.settings import Settings
from emails.contexts import MailTemplate
from models import Mail, MailCategory, MailStatus, MailToken, MailTokenPurpose, OutboxMessage
from tasks.outbox import run_due

ADA = "ada@example.com"


class TroubledMailer:
    """A real folder behind a line that fails as a test says: before the mail is taken, or after."""

    def __init__(self, settings: Settings, *, idempotent: bool = False) -> None:
        self.idempotent = idempotent
        self.before: list[Exception] = []
        self.after: list[BaseException] = []
        self.taken: list[Message] = []
        self._folder = FolderMailer(settings)

    async def send(self, message: Message) -> str:
        if self.before:
            raise self.before.pop(0)
        name = await self._folder.send(message)
        self.taken.append(message)
        if self.after:
            raise self.after.pop(0)
        return name

    async def probe(self) -> str:
        return await self._folder.probe()


@pytest.fixture
def shop(db: None, settings: Settings, tmp_path: Path) -> Settings:
    """Mails of one test go to a folder of its own."""
    return settings.model_copy(update={"data_dir": tmp_path})


def with_mailer(adapters: Adapters, mailer: Mailer) -> Adapters:
    return replace(adapters, mailer=mailer)


async def owe(key: str = "welcome:1", template: MailTemplate = MailTemplate.WELCOME, **more: Any) -> UUID | None:
    async with transaction():
        return await mails.queue(template, more.pop("recipient", ADA), key=key, **more)


async def owe_link(purpose: MailTokenPurpose, lifetime: timedelta = timedelta(hours=24)) -> tuple[MailToken, Mail]:
    async with transaction():
        token = await MailToken.create(purpose=purpose, email=ADA, expires_at=now() + lifetime)
        context = {"mail_token_id": token.id}
        mail_id = await mails.queue(MailTemplate(purpose.value), ADA, key=f"link:{token.id}", context=context)
    return token, await Mail.get(id=mail_id)


def letters(shop: Settings) -> list[EmailMessage]:
    files = sorted((shop.data_dir / "mails").glob("*"))
    return [BytesParser(policy=policy.default).parsebytes(file.read_bytes()) for file in files]


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


async def test_a_mail_is_owed_by_a_committed_transaction_only(adapters: Adapters, shop: Settings) -> None:
    with pytest.raises(RuntimeError):
        await mails.queue(MailTemplate.WELCOME, ADA, key="k")
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await mails.queue(MailTemplate.WELCOME, ADA, key="k")
            raise ZeroDivisionError

    assert await Mail.all().count() == 0
    assert await OutboxMessage.all().count() == 0


async def test_a_mail_is_sent_and_its_row_says_so(adapters: Adapters, shop: Settings) -> None:
    about = mails.Entity("User", new_id())
    mail_id = await owe(context={"name": "Ada"}, entity=about)

    await run_due(with_mailer(adapters, FolderMailer(shop)))

    mail = await Mail.get(id=mail_id)
    assert (mail.status, mail.attempts, mail.error) == (MailStatus.SENT, 1, None)
    assert mail.provider_id == f"{mail_id}.eml"
    assert mail.sent_at is not None
    assert (mail.category, mail.recipient) == (MailCategory.TRANSACTIONAL, ADA)
    assert (mail.entity_type, mail.entity_id) == ("User", about.id)
    (letter,) = letters(shop)
    assert letter["To"] == ADA
    assert letter["Subject"] == f"Welcome to {shop.shop_name}"
    assert text_of(letter).startswith("Welcome, Ada.")
    assert await OutboxMessage.all().count() == 0


async def test_one_key_is_one_mail(adapters: Adapters, shop: Settings) -> None:
    sender = with_mailer(adapters, FolderMailer(shop))

    owed = await asyncio.gather(*(owe("same") for _ in range(8)))
    await run_due(sender)
    again = await owe("same")
    other = await owe("other")
    await run_due(sender)

    assert sum(each is not None for each in owed) == 1
    assert again is None
    assert other is not None
    assert len(letters(shop)) == 2


async def test_a_mail_for_later_waits(adapters: Adapters, shop: Settings) -> None:
    sender = with_mailer(adapters, FolderMailer(shop))
    await owe(delay=timedelta(hours=4))

    with travel(timedelta(hours=3, minutes=59)):
        await run_due(sender)
        assert letters(shop) == []
    with travel(timedelta(hours=4, seconds=1)):
        await run_due(sender)

    assert len(letters(shop)) == 1


async def test_a_wrong_context_is_found_when_the_mail_is_owed(shop: Settings) -> None:
    for template, context in (
        (MailTemplate.WELCOME, {"nickname": "Ada"}),
        (MailTemplate.RESET_PASSWORD, {"name": "Ada"}),
        (MailTemplate.WELCOME, {"mail_token_id": new_id()}),
    ):
        with pytest.raises(ValidationError):
            await owe(template=template, context=context)

    assert await Mail.all().count() == 0


async def test_a_mail_is_tried_again_after_5_minutes_30_minutes_and_2_hours(adapters: Adapters, shop: Settings) -> None:
    mailer = TroubledMailer(shop)
    mailer.before = [MailError(f"down {number}") for number in range(1, 5)]
    mail_id = await owe()
    seen = []

    for minutes in (0, 4, 6, 34, 37, 155, 158, 900):
        with travel(timedelta(minutes=minutes)):
            await run_due(with_mailer(adapters, mailer))
        mail = await Mail.get(id=mail_id)
        seen.append((minutes, mail.attempts, mail.status.value))

    assert seen == [
        (0, 1, "pending"),
        (4, 1, "pending"),
        (6, 2, "pending"),
        (34, 2, "pending"),
        (37, 3, "pending"),
        (155, 3, "pending"),
        (158, 4, "failed"),
        (900, 4, "failed"),
    ]
    assert mail.error == "down 4"
    assert (await OutboxMessage.get()).failed_at is not None


async def test_trouble_that_passes_leaves_one_mail(adapters: Adapters, shop: Settings) -> None:
    mailer = TroubledMailer(shop)
    mailer.before = [MailError("down")]
    mail_id = await owe()

    for minutes in (0, 6, 60):
        with travel(timedelta(minutes=minutes)):
            await run_due(with_mailer(adapters, mailer))

    mail = await Mail.get(id=mail_id)
    assert (mail.status, mail.attempts, mail.error) == (MailStatus.SENT, 2, None)
    assert len(mailer.taken) == 1


async def test_a_refused_mail_is_not_tried_again(adapters: Adapters, shop: Settings) -> None:
    mailer = TroubledMailer(shop)
    mailer.before = [MailRefused("550 no such user")]
    mail_id = await owe()

    for minutes in (0, 6, 60):
        with travel(timedelta(minutes=minutes)):
            await run_due(with_mailer(adapters, mailer))

    mail = await Mail.get(id=mail_id)
    assert (mail.status, mail.attempts, mail.error) == (MailStatus.FAILED, 1, "550 no such user")
    assert mailer.taken == []


@pytest.mark.parametrize(
    "recipient",
    ["ada@example.com\r\nBcc: eve@example.com", "ada@example.com, eve@example.com", "Ada <ada@example.com>", "ada", ""],
)
async def test_an_address_that_is_more_than_one_goes_nowhere(
    recipient: str, adapters: Adapters, shop: Settings
) -> None:
    mail_id = await owe(recipient=recipient)

    await run_due(with_mailer(adapters, FolderMailer(shop)))

    assert (await Mail.get(id=mail_id)).status is MailStatus.FAILED
    assert letters(shop) == []


async def test_a_worker_that_dies_after_handing_over_does_not_mail_twice_into_a_folder(
    adapters: Adapters, shop: Settings
) -> None:
    mailer = TroubledMailer(shop, idempotent=True)
    mailer.after = [asyncio.CancelledError()]
    mail_id = await owe()

    with pytest.raises(asyncio.CancelledError):
        await run_due(with_mailer(adapters, mailer))
    between = (await Mail.get(id=mail_id)).status
    with capture_logs() as logs:
        await run_due(with_mailer(adapters, mailer))

    assert between is MailStatus.SENDING
    assert (await Mail.get(id=mail_id)).status is MailStatus.SENT
    assert len(mailer.taken) == 2
    assert len(letters(shop)) == 1
    assert "mail_uncertain" not in [entry["event"] for entry in logs]


async def test_where_a_mail_may_come_twice_the_log_says_so(adapters: Adapters, shop: Settings) -> None:
    mailer = TroubledMailer(shop)
    mailer.after = [asyncio.CancelledError(), MailError("no answer", uncertain=True)]
    mail_id = await owe()

    with capture_logs() as logs:
        with pytest.raises(asyncio.CancelledError):
            await run_due(with_mailer(adapters, mailer))
        await run_due(with_mailer(adapters, mailer))
        with travel(timedelta(minutes=6)):
            await run_due(with_mailer(adapters, mailer))

    assert [entry["mail_id"] for entry in logs if entry["event"] == "mail_uncertain"] == [str(mail_id)] * 2
    assert (await Mail.get(id=mail_id)).status is MailStatus.SENT
    assert {message.id for message in mailer.taken} == {mail_id}


@pytest.mark.parametrize(
    ("purpose", "page"),
    [(MailTokenPurpose.VERIFY_EMAIL, "/account/verify"), (MailTokenPurpose.RESET_PASSWORD, "/account/reset")],
)
async def test_a_token_is_in_the_mail_and_nowhere_else(
    purpose: MailTokenPurpose, page: str, adapters: Adapters, shop: Settings
) -> None:
    token, mail = await owe_link(purpose)
    assert token.token_hash is None

    with capture_logs() as logs:
        await run_due(with_mailer(adapters, FolderMailer(shop)))

    (letter,) = letters(shop)
    found = re.search(re.escape(f"{shop.storefront_url}{page}?token=") + r"([\w-]{43})\n", text_of(letter))
    assert found is not None
    await token.refresh_from_db()
    assert token.token_hash == mail_links.token_hash(found[1])
    rows = [await fetch(f"SELECT * FROM {table}") for table in ("mails", "mail_tokens", "outbox_messages")]  # noqa: S608
    assert found[1] not in str([dict(row) for table in rows for row in table])
    assert found[1] not in str(logs)
    assert (await Mail.get(id=mail.id)).context == {**mail.context, "mail_token_id": str(token.id)}


async def test_a_mail_that_is_sent_again_has_the_same_token_whichever_arrives(
    adapters: Adapters, shop: Settings
) -> None:
    mailer = TroubledMailer(shop)
    mailer.after = [MailError("no answer", uncertain=True)]
    token, _ = await owe_link(MailTokenPurpose.RESET_PASSWORD)

    for minutes in (0, 6):
        with travel(timedelta(minutes=minutes)):
            await run_due(with_mailer(adapters, mailer))

    first, second = (re.findall(r"token=([\w-]+)", message.text)[0] for message in mailer.taken)
    await token.refresh_from_db()
    assert first == second
    assert token.token_hash == mail_links.token_hash(second)


async def test_another_mail_ends_the_token_of_the_one_before(adapters: Adapters, shop: Settings) -> None:
    mailer = TroubledMailer(shop)
    token, _ = await owe_link(MailTokenPurpose.RESET_PASSWORD)
    await run_due(with_mailer(adapters, mailer))
    await owe("again", MailTemplate.RESET_PASSWORD, context={"mail_token_id": token.id})
    await run_due(with_mailer(adapters, mailer))

    first, second = (re.findall(r"token=([\w-]+)", message.text)[0] for message in mailer.taken)
    await token.refresh_from_db()
    assert first != second
    assert token.token_hash == mail_links.token_hash(second)


@pytest.mark.parametrize("fate", ["used", "expired", "gone"])
async def test_a_dead_link_is_not_mailed(fate: str, adapters: Adapters, shop: Settings) -> None:
    token, mail = await owe_link(MailTokenPurpose.VERIFY_EMAIL, timedelta(hours=1))
    if fate == "used":
        await MailToken.filter(id=token.id).update(used_at=now())
    elif fate == "gone":
        await token.delete()

    with travel(timedelta(hours=2) if fate == "expired" else timedelta()):
        await run_due(with_mailer(adapters, FolderMailer(shop)))

    mail = await Mail.get(id=mail.id)
    assert mail.status is MailStatus.CANCELED
    assert mail.error is not None
    assert mail.error.startswith("its link")
    assert letters(shop) == []


async def test_a_canceled_mail_stays_unsent(adapters: Adapters, shop: Settings) -> None:
    mail_id = await owe()
    await Mail.filter(id=mail_id).update(status=MailStatus.CANCELED)

    await run_due(with_mailer(adapters, FolderMailer(shop)))

    assert letters(shop) == []
    assert (await Mail.get(id=mail_id)).attempts == 0
