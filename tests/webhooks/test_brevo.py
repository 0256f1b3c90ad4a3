"""`POST /webhooks/brevo`: shown the secret, kept once, in any order, and what follows from it."""

from __future__ import annotations

import asyncio
import base64
import itertools
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette

from commerce.inbox.inbox import process
from commerce.mail import mail_preferences, mails
from core.clock import now
from core.database import transaction
from emails.contexts import MailTemplate
from models import (
    Alert,
    AlertKind,
    InboxEvent,
    Mail,
    MailCategory,
    MailEvent,
    MailPreferences,
    MailStatus,
    OutboxMessage,
)
from tests.mails.brevo import SECRET

RunOutbox = Callable[[], Awaitable[int]]
ADA = "ada@example.com"
BEARER = {"authorization": f"Bearer {SECRET}"}


@pytest.fixture(autouse=True)
def told_the_secret(reconfigure: Callable[..., None]) -> None:
    reconfigure(brevo_webhook_secret=SecretStr(SECRET))


@pytest.fixture
async def mail(db: None) -> Mail:
    """One that was handed over."""
    async with transaction():
        mail_id = await mails.queue(MailTemplate.WELCOME, ADA, key="w")
    await Mail.all().update(status=MailStatus.SENT, attempts=1, provider_id="<1@brevo>", sent_at=now())
    await OutboxMessage.all().delete()
    return await Mail.get(id=mail_id)


def event(mail: Mail, kind: str, *, seconds: int = 0, **more: Any) -> dict[str, Any]:
    at = int((now() - timedelta(minutes=10)).timestamp()) + seconds
    return {
        "event": kind, "email": ADA, "id": 1, "message-id": "<1@brevo>", "ts": at, "ts_event": at,
        "ts_epoch": at * 1000, "subject": "Welcome", "X-Mailin-custom": str(mail.id), "tags": ["welcome"], **more,
    }  # fmt: skip


async def tell(client: httpx.AsyncClient, *events: dict[str, Any]) -> int:
    body: Any = events[0] if len(events) == 1 else list(events)
    return (await client.post("/webhooks/brevo", json=body, headers=BEARER)).status_code


async def known() -> list[str]:
    return [each.type.value for each in await MailEvent.all().order_by("happened_at", "id")]


async def test_who_does_not_know_the_secret_is_not_heard(client: httpx.AsyncClient, mail: Mail) -> None:
    basic = base64.b64encode(f"brevo:{SECRET}x".encode()).decode()
    shown = ["", "Bearer ", "Bearer wrong", f"Bearer {SECRET}x", SECRET, f"Basic {SECRET}", f"Basic {basic}", "Basic é"]

    for header in shown:
        headers = {"authorization": header.encode("latin-1")}
        answer = await client.post("/webhooks/brevo", json=event(mail, "delivered"), headers=headers)
        assert answer.status_code == 401, header
    assert await InboxEvent.all().count() == 0


async def test_without_a_secret_nobody_is(client: httpx.AsyncClient, reconfigure: Callable[..., None]) -> None:
    reconfigure(brevo_webhook_secret=None)

    for header in ("Bearer ", "Bearer None", BEARER["authorization"]):
        answer = await client.post("/webhooks/brevo", json={}, headers={"authorization": header})
        assert answer.status_code == 401


async def test_the_urls_password_does_as_well(client: httpx.AsyncClient, mail: Mail) -> None:
    answer = await client.post("/webhooks/brevo", json=event(mail, "delivered"), auth=("brevo", SECRET))

    assert answer.status_code == 200
    assert await InboxEvent.all().count() == 1


@pytest.mark.parametrize(
    "body", [b"", b"x", b"7", b"null", b'"x"', b"[1]", b"[" * 5000, b"\xff", b'[{"event": "x"}, 2]']
)
async def test_what_brevo_never_sends(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post("/webhooks/brevo", content=body, headers=BEARER)

    assert answer.status_code == 400
    assert await InboxEvent.all().count() == 0


async def test_too_much(client: httpx.AsyncClient) -> None:
    assert (await client.post("/webhooks/brevo", content=b"[" + b" " * 2_100_000, headers=BEARER)).status_code == 413
    assert (await client.post("/webhooks/brevo", json=[{}] * 1001, headers=BEARER)).status_code == 400


async def test_odd_values_do_no_harm(client: httpx.AsyncClient, mail: Mail, run_outbox: RunOutbox) -> None:
    odd = [
        event(mail, "delivered", ts_epoch=None, ts_event="x", ts=-1),
        event(mail, "hard_bounce", reason="\0 <b>no</b>\n" * 100, seconds=1),
        event(mail, "made\0up" * 30, seconds=2),
        {"event": None},
        {},
        event(mail, "delivered", **{"X-Mailin-custom": ["x"], "tags": {"a": 1}, "seconds": 3}),
        event(mail, "delivered", ts_epoch=10**18, seconds=4),
    ]

    assert await tell(client, *odd) == 200
    await run_outbox()

    assert not await InboxEvent.filter(processed_at=None).exists()
    assert set(await known()) == {"delivered", "hard_bounced"}


async def test_an_event_is_kept_once_and_without_whom_it_is_about(
    client: httpx.AsyncClient, mail: Mail, run_outbox: RunOutbox
) -> None:
    clicked = event(mail, "click", link="https://shop.example.com/order?token=secret")
    bounced = event(mail, "soft_bounce", reason=f"452 <{ADA}> is full", seconds=5)

    for _ in range(3):
        assert await tell(client, clicked, bounced) == 200
    await asyncio.gather(*(tell(client, clicked) for _ in range(5)))
    await run_outbox()

    assert await known() == ["clicked", "soft_bounced"]
    rows = str(await InboxEvent.all().values()) + str(await MailEvent.all().values())
    assert "secret" not in rows
    assert ADA not in rows
    assert (await MailEvent.get(type="soft_bounced")).detail == "452 <…> is full"
    assert (await Mail.get()).status is MailStatus.SENT


async def test_a_batch_is_taken_apart(client: httpx.AsyncClient, mail: Mail, run_outbox: RunOutbox) -> None:
    kinds = ["request", "deferred", "delivered", "opened", "unique_opened", "click", "proxy_open", "list_addition"]

    assert await tell(client, *(event(mail, kind, seconds=at) for at, kind in enumerate(kinds))) == 200
    await run_outbox()

    assert await known() == ["deferred", "delivered", "opened", "opened", "clicked"]
    outcomes = {row.type: row.outcome for row in await InboxEvent.all()}
    assert (outcomes["mail.request"], outcomes["mail.proxy_open"]) == ("taken", "ignored")


@pytest.mark.parametrize("order", list(itertools.permutations(["hard_bounce", "delivered", "spam"])))
async def test_any_order_comes_to_the_same(
    client: httpx.AsyncClient, mail: Mail, run_outbox: RunOutbox, order: tuple[str, ...]
) -> None:
    """Bounced, then delivered to after all, then called spam: in whatever order it is told."""
    when = {"hard_bounce": 0, "delivered": 10, "spam": 20}
    await mail_preferences.choose(ADA, "link", marketing=True, review_requests=True)
    await MailPreferences.all().update(consent_at=now() - timedelta(days=1))

    events = {kind: event(mail, kind, seconds=seconds) for kind, seconds in when.items()}
    for kind in order:
        await tell(client, events[kind])
        await run_outbox()

    preferences = await MailPreferences.get()
    assert await known() == ["hard_bounced", "delivered", "complained"]
    assert (preferences.marketing, preferences.review_requests) == (False, False)
    assert preferences.complained_at == datetime.fromtimestamp(events["spam"]["ts"], UTC)
    assert preferences.bounced_at is None


@pytest.mark.parametrize(("kind", "category", "alerted"), [
    ("blocked", MailCategory.TRANSACTIONAL, 1), ("error", MailCategory.TRANSACTIONAL, 1),
    ("blocked", MailCategory.MARKETING, 0), ("soft_bounce", MailCategory.TRANSACTIONAL, 0),
])  # fmt: skip
async def test_staff_hears_of_a_mail_that_brevo_did_not_even_try(
    client: httpx.AsyncClient, mail: Mail, run_outbox: RunOutbox, kind: str, category: MailCategory, alerted: int
) -> None:
    await Mail.all().update(category=category)

    await tell(client, event(mail, kind, reason=f"blacklisted: {ADA}"))
    await run_outbox()

    alerts = await Alert.filter(kind=AlertKind.MAIL_FAILED)
    assert [alert.detail for alert in alerts] == ["The provider did not even try. blacklisted: …"] * alerted


async def test_an_unsubscribe_at_brevo_ends_marketing(
    client: httpx.AsyncClient, mail: Mail, run_outbox: RunOutbox
) -> None:
    await mail_preferences.choose(ADA, "link", marketing=True, review_requests=True)
    await MailPreferences.all().update(consent_at=now() - timedelta(days=1))

    await tell(client, event(mail, "unsubscribed"))
    await run_outbox()

    preferences = await MailPreferences.get()
    assert (preferences.marketing, preferences.unsubscribed_at is not None) == (False, True)


async def test_a_hard_bounce_marks_an_address_of_which_nothing_was_known(
    client: httpx.AsyncClient, mail: Mail, run_outbox: RunOutbox
) -> None:
    await tell(client, event(mail, "hard_bounce", reason="550 no such user"))
    await run_outbox()

    preferences = await MailPreferences.get()
    assert (preferences.email, preferences.bounced_at is not None, preferences.marketing) == (ADA, True, False)


@pytest.mark.parametrize(("kind", "status"), [("request", "sent"), ("delivered", "sent"), ("hard_bounce", "failed")])
async def test_what_brevo_has_is_not_sent_again(
    client: httpx.AsyncClient, mail: Mail, run_outbox: RunOutbox, kind: str, status: str
) -> None:
    """The answer to our attempt was lost, and its events come before the next one."""
    await Mail.all().update(status=MailStatus.PENDING, provider_id=None, sent_at=None)

    await tell(client, event(mail, kind))
    await run_outbox()

    found = await Mail.get()
    assert (found.status.value, found.provider_id) == (status, "<1@brevo>")


async def test_others_mails_of_the_same_account_are_ignored(
    client: httpx.AsyncClient, mail: Mail, run_outbox: RunOutbox
) -> None:
    foreign = event(mail, "hard_bounce")
    del foreign["X-Mailin-custom"]

    await tell(client, foreign)
    await run_outbox()

    assert (await InboxEvent.get()).outcome == "no such mail"
    assert (await MailEvent.all().count(), await MailPreferences.all().count()) == (0, 0)


async def test_replayed_it_changes_nothing(
    client: httpx.AsyncClient, mail: Mail, run_outbox: RunOutbox, app: Starlette
) -> None:
    await tell(client, event(mail, "hard_bounce"))
    await run_outbox()
    await MailPreferences.all().update(bounced_at=None)
    services = app.state.services

    outcome = await process((await InboxEvent.get()).id, services.payments, services.updates, again=True)

    assert outcome == "known"
    assert (await MailPreferences.get()).bounced_at is None
