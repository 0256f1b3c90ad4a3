"""`accountRegister` and `accountVerifyEmail`: an account begins with a click in its owner's mailbox."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from starlette.applications import Starlette

from core.clock import now, travel
from core.settings import Settings
from models import Mail, MailToken, OutboxMessage, Session, User
from tests.accounts.conftest import PASSWORD, Open
from tests.accounts.people import ME, REGISTER, VERIFY, Mailbox, Visitor, at_address, people_rows
from tests.support.sql import Statements

ADA = "ada@example.com"
RunOutbox = Callable[[], Awaitable[int]]


async def register(visitor: Visitor, email: str = ADA, password: str = PASSWORD, name: str = "Ada") -> Any:
    return await visitor.act(REGISTER, email=email, password=password, name=name)


async def test_the_account_lives_from_the_click_on(visitor: Visitor, mailbox: Mailbox, run_outbox: RunOutbox) -> None:
    answer = await register(visitor, "Ada@Example.com", name="  Ada\tLovelace ")
    assert await User.all().count() == 0
    await run_outbox()

    login = await visitor.act(VERIFY, token=await mailbox.token(ADA))

    assert answer == {"__typename": "RegistrationReceived", "email": "Ada@example.com"}
    user = await User.get()
    assert (user.email, user.name, user.role, user.blocked_at) == (ADA, "Ada Lovelace", "user", None)
    assert user.email_verified_at is not None
    assert login["user"] == {
        "id": login["user"]["id"], "email": ADA, "name": "Ada Lovelace", "role": "USER", "emailVerified": True
    }  # fmt: skip
    assert (await visitor.ask(ME))["me"]["id"] == login["user"]["id"]
    assert (await Visitor(visitor.http).log_in(ADA, PASSWORD))["__typename"] == "Session"


async def test_a_known_address_gets_the_same_answer_and_another_mail(
    visitor: Visitor, mailbox: Mailbox, run_outbox: RunOutbox, open_account: Open
) -> None:
    before = await open_account()
    unknown = await register(visitor, "grace@example.com")
    known = await register(visitor, ADA, "another password", "Mallory")
    await run_outbox()

    assert (known, unknown) == (
        {"__typename": "RegistrationReceived", "email": ADA},
        {"__typename": "RegistrationReceived", "email": "grace@example.com"},
    )
    [(template, text)] = await mailbox.mails(ADA)
    assert template == "account_exists"
    assert "Mallory" not in text
    assert [template for template, _ in await mailbox.mails("grace@example.com")] == ["verify_email"]
    after = await User.get(id=before.id)
    assert (after.name, after.password_hash) == (before.name, before.password_hash)
    assert await MailToken.filter(email=ADA).count() == 0


async def test_known_and_unknown_are_the_same_work(
    visitor: Visitor, open_account: Open, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    await open_account()
    with query_counter() as known:
        await register(visitor, ADA)
    with query_counter() as unknown:
        await register(visitor, "grace@example.com")

    assert known.sql == unknown.sql
    assert len(known) == 2


async def test_the_password_that_counts_is_that_of_the_mail_that_was_clicked(
    visitor: Visitor, mailbox: Mailbox, run_outbox: RunOutbox
) -> None:
    await register(visitor, password="chosen by Mallory")
    await run_outbox()
    planted = await mailbox.token(ADA)
    await register(visitor, password="chosen by Ada 1815")
    await run_outbox()

    await visitor.act(VERIFY, token=await mailbox.token(ADA))
    late = await Visitor(visitor.http).act(VERIFY, token=planted)

    assert (late["__typename"], late["path"]) == ("TokenInvalidError", ["token"])
    logins = [await Visitor(visitor.http).log_in(ADA, f"chosen by {who}") for who in ("Mallory", "Ada 1815")]
    assert [login["__typename"] for login in logins] == ["CredentialsInvalidError", "Session"]


async def test_a_link_works_once_even_for_two_clicks_at_once(
    visitor: Visitor, mailbox: Mailbox, run_outbox: RunOutbox
) -> None:
    await register(visitor)
    await run_outbox()
    token = await mailbox.token(ADA)

    results = await asyncio.gather(*(Visitor(visitor.http).act(VERIFY, token=token) for _ in range(4)))

    assert sorted(result["__typename"] for result in results) == ["Session"] + ["TokenInvalidError"] * 3
    assert (await User.all().count(), await Session.all().count()) == (1, 1)


async def test_a_link_ends_after_a_day(visitor: Visitor, mailbox: Mailbox, run_outbox: RunOutbox) -> None:
    await register(visitor)
    await run_outbox()
    token, before = await mailbox.token(ADA), await people_rows()

    with travel(timedelta(hours=24, seconds=1)):
        late = await visitor.act(VERIFY, token=token)

    assert late["__typename"] == "TokenInvalidError"
    assert await people_rows() == before
    with travel(timedelta(hours=23, minutes=59)):
        assert (await visitor.act(VERIFY, token=token))["__typename"] == "Session"


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "x" * 100_000, "' OR 1=1 --", "ü"])
async def test_a_token_that_is_none(visitor: Visitor, token: str) -> None:
    result = await visitor.act(VERIFY, token=token)

    assert (result["__typename"], result["code"]) == ("TokenInvalidError", "TOKEN_INVALID")
    assert await User.all().count() == 0


async def test_a_link_to_a_new_password_opens_no_account(visitor: Visitor, open_account: Open) -> None:
    from commerce.mail.mail_links import token_hash
    from models import MailTokenPurpose

    user = await open_account()
    await MailToken.create(
        purpose=MailTokenPurpose.RESET_PASSWORD,
        email=ADA,
        user=user,
        token_hash=token_hash("x" * 43),
        expires_at=now() + timedelta(hours=1),
    )
    before = await people_rows()

    result = await visitor.act(VERIFY, token="x" * 43)

    assert result["__typename"] == "TokenInvalidError"
    assert await people_rows() == before


WEAK = {
    "1234567": "TOO_SHORT",
    "": "TOO_SHORT",
    "é" * 7: "TOO_SHORT",
    "e\u0301" * 7: "TOO_SHORT",  # fourteen code points, seven characters
    "long " * 26: "TOO_LONG",
    "password123": "TOO_COMMON",
    "PassWord123": "TOO_COMMON",
    "aaaaaaaaaaaa": "TOO_COMMON",
    "1212121212": "TOO_COMMON",
    ADA: "TOO_COMMON",
    "Ada@Example.com": "TOO_COMMON",
}


@pytest.mark.parametrize("password", WEAK)
async def test_a_weak_password_is_refused_whoever_has_the_address(
    visitor: Visitor, open_account: Open, password: str
) -> None:
    unknown = await register(visitor, password=password)
    await open_account()
    before = await people_rows()
    known = await register(visitor, password=password)

    assert unknown == known
    assert (known["__typename"], known["path"]) == ("PasswordTooWeakError", ["password"])
    assert (known["reason"], known["minLength"], known["maxLength"]) == (WEAK[password], 8, 128)
    assert await people_rows() == before


@pytest.mark.parametrize("password", ["x7-" * 42, "åäö öäå åäö", "correct horse battery", "日本語のパスワード"])
async def test_any_characters_make_a_password(
    visitor: Visitor, mailbox: Mailbox, run_outbox: RunOutbox, password: str
) -> None:
    await register(visitor, password=password)
    await run_outbox()
    await visitor.act(VERIFY, token=await mailbox.token(ADA))

    assert (await Visitor(visitor.http).log_in(ADA, password))["__typename"] == "Session"
    assert (await Visitor(visitor.http).log_in(ADA, password + " "))["__typename"] == "CredentialsInvalidError"


@pytest.mark.parametrize("name", ["", "   ", "\t\n", "x" * 121])
async def test_a_name_that_is_none(visitor: Visitor, name: str) -> None:
    before = await people_rows()

    result = await register(visitor, name=name)

    assert (result["__typename"], result["path"]) == ("InvalidInputError", ["name"])
    assert await people_rows() == before


@pytest.mark.usefixtures("still_clock")
async def test_one_mailbox_gets_five_mails_an_hour_whoever_asks(
    visitor: Visitor, app: Starlette, settings: Settings
) -> None:
    for number in range(5):
        async with at_address(app, settings, f"10.0.0.{number}") as http:
            assert (await register(Visitor(http)))["__typename"] == "RegistrationReceived"
    before = await people_rows()

    result = await register(visitor)

    assert (result["__typename"], result["code"]) == ("RateLimitedError", "RATE_LIMITED")
    assert result["retryAfterSeconds"] == 720
    assert await people_rows() == before
    with travel(timedelta(seconds=result["retryAfterSeconds"])):
        assert (await register(visitor))["__typename"] == "RegistrationReceived"


@pytest.mark.usefixtures("still_clock")
async def test_one_address_asks_for_twenty_accounts_an_hour(visitor: Visitor) -> None:
    answers = [(await register(visitor, f"user{n}@example.com"))["__typename"] for n in range(21)]

    assert answers == ["RegistrationReceived"] * 20 + ["RateLimitedError"]
    assert await MailToken.all().count() == 20


async def test_secrets_are_kept_as_hashes_only(visitor: Visitor, mailbox: Mailbox, run_outbox: RunOutbox) -> None:
    await register(visitor)
    await run_outbox()
    token = await mailbox.token(ADA)
    login = await visitor.act(VERIFY, token=token)

    rows = str(await people_rows())
    assert not any(secret in rows for secret in (PASSWORD, token, login["refreshToken"], login["accessToken"]))
    assert (await User.get()).password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")  # type: ignore[union-attr]
    assert [message.actor for message in await OutboxMessage.all()] == ["send_mail"]
    assert await Mail.filter(template="verify_email").count() == 1
    assert (await Mail.get(template="welcome")).recipient == ADA
