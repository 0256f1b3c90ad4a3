"""adapters/mail/brevo.py against the stand-in: each mail once, whatever fails, and whenever it is tried again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from email import policy
from email.parser import BytesParser
from uuid import UUID

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from adapters import Adapters
from adapters.mail import Mailer, MailError, Message, open_mailer
from adapters.mail.brevo import BrevoMailer
from commerce.mail import mail_links, mails
from core.clock import now, travel
from core.database import transaction
from core.ids import new_id
from core.settings import Settings
from emails.contexts import MailTemplate
from models import Mail, MailEvent, MailStatus, MailToken, MailTokenPurpose
from tasks.outbox import run_due
from tests.mails.brevo import SECRET, BrevoSandbox, _brevo_process, brevo
from tests.mails.conftest import link_in, text_of

__all__ = ["_brevo_process", "brevo"]


@pytest.fixture
async def mailer(db: None, settings: Settings, brevo: BrevoSandbox) -> AsyncIterator[Mailer]:
    changes = {**brevo.changes, "support_email": "help@shop.example.com"}
    async with open_mailer(settings.model_copy(update=changes)) as opened:
        yield opened


async def owe() -> UUID:
    async with transaction():
        mail_id = await mails.queue(MailTemplate.WELCOME, "ada@example.com", key=f"w:{new_id()}")
    assert mail_id is not None
    return mail_id


def message(**changes: object) -> Message:
    plain = Message(new_id(), "ada@example.com", "Grüße", "Text\n", "<p>Text</p>", now(), ("welcome", "transactional"))
    return replace(plain, **changes)  # type: ignore[arg-type]


async def test_what_brevo_is_told(mailer: Mailer, brevo: BrevoSandbox, settings: Settings) -> None:
    told = message(unsubscribe_url="https://api.example.com/unsubscribe/abc")

    name = await mailer.send(told)

    (mail,) = await brevo.mails()
    assert mail == {
        "messageId": name,
        "sender": {"name": settings.shop_name, "email": "shop@shop.example.com"},
        "to": [{"email": "ada@example.com"}],
        "replyTo": {"email": "help@shop.example.com"},
        "subject": "Grüße",
        "textContent": "Text\n",
        "htmlContent": "<p>Text</p>",
        "tags": ["welcome", "transactional", str(told.id)],
        "headers": {
            "idempotencyKey": str(told.id),
            "X-Mailin-custom": str(told.id),
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": "<https://api.example.com/unsubscribe/abc>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    }
    (file,) = brevo.folder.glob("*.eml")
    letter = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
    assert (letter["To"], letter["Subject"], text_of(letter)) == ("ada@example.com", "Grüße", "Text\n")


async def test_a_mail_is_sent_through_brevo(mailer: Mailer, brevo: BrevoSandbox, adapters: Adapters) -> None:
    mail_id = await owe()

    await run_due(replace(adapters, mailer=mailer))

    (taken,) = await brevo.mails()
    mail = await Mail.get(id=mail_id)
    assert (mail.status, mail.provider_id, mail.attempts) == (MailStatus.SENT, taken["messageId"], 1)
    assert await mailer.probe() == "Brevo takes mails of sandbox@example.com"


@pytest.mark.parametrize("status", [0, 500, 502])
@pytest.mark.parametrize("lag", [False, True])
@pytest.mark.parametrize("after", [False, True])
async def test_a_lost_answer_is_one_mail(
    mailer: Mailer, brevo: BrevoSandbox, adapters: Adapters, status: int, lag: bool, after: bool
) -> None:
    """Tried again after 5 minutes, within the key's time: whether the statistics know of it by then or not."""
    await brevo.fails(status=status, after=after)
    await brevo.lags(lag)
    mail_id = await owe()

    await run_due(replace(adapters, mailer=mailer))
    assert (await Mail.get(id=mail_id)).status is MailStatus.PENDING
    await brevo.later(300)
    with travel(timedelta(minutes=5, seconds=1)):
        await run_due(replace(adapters, mailer=mailer))

    mail = await Mail.get(id=mail_id)
    assert (mail.status, mail.attempts, mail.error) == (MailStatus.SENT, 2, None)
    assert len(await brevo.mails()) == 1


@pytest.mark.parametrize("lag", [False, True])
async def test_the_link_in_the_one_mail_works_whatever_was_tried_since(
    mailer: Mailer, brevo: BrevoSandbox, adapters: Adapters, lag: bool
) -> None:
    await brevo.fails(status=0, after=True)
    await brevo.lags(lag)
    async with transaction():
        token = await MailToken.create(
            purpose=MailTokenPurpose.RESET_PASSWORD, email="ada@example.com", expires_at=now() + timedelta(hours=1)
        )
        await mails.queue(
            MailTemplate.RESET_PASSWORD, "ada@example.com", key="r", context={"mail_token_id": token.id}
        )  # fmt: skip
    sender = replace(adapters, mailer=mailer)

    await run_due(sender)
    with travel(timedelta(minutes=5, seconds=1)):
        await run_due(sender)

    assert (await Mail.get()).status is MailStatus.SENT
    (file,) = brevo.folder.glob("*.eml")
    letter = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
    mailed = link_in(letter, "http").partition("token=")[2]
    await token.refresh_from_db()
    assert token.token_hash == mail_links.token_hash(mailed)


async def test_long_after_the_key_has_ended_it_is_still_one_mail(
    mailer: Mailer, brevo: BrevoSandbox, adapters: Adapters
) -> None:
    """The answer was lost; Brevo was down at the next attempt; the one after that comes when the key is forgotten."""
    await brevo.fails(status=0, after=True)
    await brevo.fails(status=500)
    mail_id = await owe()
    sender = replace(adapters, mailer=mailer)

    await run_due(sender)
    await brevo.lags(True)
    with travel(timedelta(minutes=5, seconds=1)):
        await run_due(sender)
    await brevo.later(3600)
    await brevo.lags(False)
    with travel(timedelta(minutes=36)):
        await run_due(sender)

    mail = await Mail.get(id=mail_id)
    assert (mail.status, mail.attempts) == (MailStatus.SENT, 3)
    (taken,) = await brevo.mails()
    assert mail.provider_id == taken["messageId"]


async def test_a_worker_that_dies_between_the_answer_and_our_commit(
    mailer: Mailer, brevo: BrevoSandbox, adapters: Adapters
) -> None:
    mail_id = await owe()
    await mails.deliver(mail_id, mailer)
    await Mail.filter(id=mail_id).update(status=MailStatus.SENDING, provider_id=None, sent_at=None)

    with capture_logs() as logs:
        await run_due(replace(adapters, mailer=mailer))

    assert len(await brevo.mails()) == 1
    assert (await Mail.get(id=mail_id)).status is MailStatus.SENT
    assert not [entry for entry in logs if entry["event"] == "mail_uncertain"]


async def test_what_became_of_it_comes_back(
    mailer: Mailer, brevo: BrevoSandbox, adapters: Adapters, served: str, reconfigure: Callable[..., None]
) -> None:
    reconfigure(brevo_webhook_secret=SecretStr(SECRET))
    mail_id = await owe()
    await run_due(replace(adapters, mailer=mailer))
    (taken,) = await brevo.mails()

    answers = [
        await brevo.tells(taken, "delivered"),
        await brevo.tells(taken, "opened", batch=True),
        await brevo.tells(taken, "click", link="https://shop.example.com/order?token=x"),
    ]
    await run_due(replace(adapters, mailer=mailer))

    assert answers == [200] * 3
    found = await MailEvent.filter(mail_id=mail_id).values_list("type", flat=True)
    assert sorted(found) == ["clicked", "delivered", "opened"]


async def test_no_about_the_mail_is_for_good(mailer: Mailer, brevo: BrevoSandbox, adapters: Adapters) -> None:
    async with transaction():
        mail_id = await mails.queue(MailTemplate.WELCOME, "nobody", key="w")

    await run_due(replace(adapters, mailer=mailer))

    mail = await Mail.get(id=mail_id)
    assert (mail.status, mail.attempts) == (MailStatus.FAILED, 1)
    assert mail.error is not None
    assert "email is not valid in to (invalid_parameter)" in mail.error


@pytest.mark.parametrize("status", [401, 402, 403, 404, 429, 503])
async def test_trouble_with_the_account_passes(mailer: Mailer, brevo: BrevoSandbox, status: int) -> None:
    await brevo.fails(status=status, code="trouble")

    with pytest.raises(MailError, match="trouble") as refused:
        await mailer.send(message())

    assert (refused.value.transient, refused.value.uncertain) == (True, status >= 500)


async def test_a_sender_that_is_not_verified_can_be_mended(settings: Settings, brevo: BrevoSandbox) -> None:
    changes = {**brevo.changes, "mail_from": "shop@unverified.example.com"}
    async with open_mailer(settings.model_copy(update=changes)) as mailer:
        with pytest.raises(MailError, match="sender") as refused:
            await mailer.send(message())

    assert refused.value.transient is True


async def test_nobody_there(settings: Settings) -> None:
    shop = settings.model_copy(update={"brevo_api_base": "http://127.0.0.1:9"})
    mailer = BrevoMailer(shop, SecretStr("key"))

    with pytest.raises(MailError, match="cannot be reached") as lost:
        await mailer.send(message())
    await mailer.close()

    assert (lost.value.transient, lost.value.uncertain) == (True, False)


async def test_the_key_is_in_no_error(mailer: Mailer, brevo: BrevoSandbox, settings: Settings) -> None:
    shop = settings.model_copy(update={**brevo.changes, "brevo_api_key": SecretStr("xkeysib-secret")})
    async with open_mailer(shop) as other:
        with pytest.raises(MailError, match="Key not found") as refused:
            await other.probe()

    assert "secret" not in str(refused.value)


async def test_brevo_goes_before_smtp(settings: Settings, brevo: BrevoSandbox) -> None:
    both = {**brevo.changes, "smtp_url": SecretStr("smtp://127.0.0.1:9")}

    async with open_mailer(settings.model_copy(update=both)) as mailer:
        assert isinstance(mailer, BrevoMailer)
