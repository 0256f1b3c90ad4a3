"""`accountPasswordResetRequest` and `accountPasswordReset`: a new password for whoever reads the mailbox."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from core.clock import now, travel
from models import Mail, MailToken, Session, User
from tests.accounts.conftest import PASSWORD, Open
from tests.accounts.people import ASK_RESET, ME, RESET, Mailbox, Visitor, people_rows
from tests.support.sql import Statements

ADA = "ada@example.com"
NEW = "a fresh password"
RunOutbox = Callable[[], Awaitable[int]]
ForgetFor = Callable[[], Awaitable[str]]


@pytest.fixture
def link(visitor: Visitor, mailbox: Mailbox, run_outbox: RunOutbox) -> ForgetFor:
    """`await link()`: the token of the mail that Ada gets when she asks for one."""

    async def link() -> str:
        assert await visitor.act(ASK_RESET, email=ADA) is True
        await run_outbox()
        return await mailbox.token(ADA)

    return link


async def test_a_new_password_ends_every_login_and_begins_one(
    visitor: Visitor, open_account: Open, link: ForgetFor, mailbox: Mailbox, run_outbox: RunOutbox
) -> None:
    user = await open_account(email_verified_at=None)
    thief = Visitor(visitor.http)
    await thief.log_in(ADA, PASSWORD)

    login = await visitor.act(RESET, token=await link(), password=NEW)
    await run_outbox()

    assert login["user"]["email"] == ADA
    assert (await visitor.ask(ME))["me"]["email"] == ADA
    assert await thief.refused(ME) == (401, "UNAUTHENTICATED")
    old, new = [await Visitor(visitor.http).log_in(ADA, password) for password in (PASSWORD, NEW)]
    assert (old["__typename"], new["__typename"]) == ("CredentialsInvalidError", "Session")
    assert (await User.get(id=user.id)).email_verified_at is not None
    assert [template for template, _ in await mailbox.mails(ADA)] == ["reset_password", "password_changed"]


async def test_nobody_gets_a_mail_without_an_account(
    visitor: Visitor, open_account: Open, run_outbox: RunOutbox
) -> None:
    await open_account("gone@example.com", deleted_at=now())

    answers = [await visitor.act(ASK_RESET, email=email) for email in ("unknown@example.com", "gone@example.com")]
    await run_outbox()

    assert answers == [True, True]
    assert (await Mail.all().count(), await MailToken.all().count()) == (0, 0)


async def test_known_and_unknown_are_the_same_work(
    visitor: Visitor, open_account: Open, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    await open_account()
    with query_counter() as known:
        await visitor.act(ASK_RESET, email=ADA)
    with query_counter() as unknown:
        await visitor.act(ASK_RESET, email="unknown@example.com")

    assert known.sql == unknown.sql
    assert len(known) == 2


async def test_an_account_without_a_password_gets_one(visitor: Visitor, open_account: Open, link: ForgetFor) -> None:
    await open_account(password_hash=None)

    await visitor.act(RESET, token=await link(), password=NEW)

    assert (await Visitor(visitor.http).log_in(ADA, NEW))["__typename"] == "Session"


async def test_a_link_works_once_even_for_two_at_once(visitor: Visitor, open_account: Open, link: ForgetFor) -> None:
    await open_account()
    token = await link()

    results = await asyncio.gather(
        *(Visitor(visitor.http).act(RESET, token=token, password=f"{NEW} {n}") for n in range(3))
    )

    assert sorted(result["__typename"] for result in results) == ["Session"] + ["TokenInvalidError"] * 2
    assert await Session.filter(revoked_at=None).count() == 1


async def test_a_used_link_takes_the_others_with_it(visitor: Visitor, open_account: Open, link: ForgetFor) -> None:
    await open_account()
    first, second = await link(), await link()
    await visitor.act(RESET, token=second, password=NEW)
    before = await people_rows()

    result = await Visitor(visitor.http).act(RESET, token=first, password="stolen from a mailbox")

    assert (result["__typename"], result["path"]) == ("TokenInvalidError", ["token"])
    assert await people_rows() == before


async def test_a_link_ends_after_an_hour(visitor: Visitor, open_account: Open, link: ForgetFor) -> None:
    await open_account()
    token, before = await link(), await people_rows()

    with travel(timedelta(hours=1, seconds=1)):
        late = await visitor.act(RESET, token=token, password=NEW)

    assert late["__typename"] == "TokenInvalidError"
    assert await people_rows() == before


@pytest.mark.parametrize(
    ("password", "reason"), [("short", "TOO_SHORT"), ("Password123", "TOO_COMMON"), (ADA, "TOO_COMMON")]
)
async def test_a_weak_password_uses_nothing_up(
    visitor: Visitor, open_account: Open, link: ForgetFor, password: str, reason: str
) -> None:
    await open_account()
    token, before = await link(), await people_rows()

    weak = await visitor.act(RESET, token=token, password=password)
    unchanged = await people_rows()
    good = await visitor.act(RESET, token=token, password=NEW)

    assert (weak["__typename"], weak["reason"], weak["path"]) == ("PasswordTooWeakError", reason, ["password"])
    assert unchanged == before
    assert good["__typename"] == "Session"


async def test_a_blocked_account_stays_out(visitor: Visitor, open_account: Open, link: ForgetFor) -> None:
    await open_account()
    token = await link()
    await User.all().update(blocked_at=now())
    before = await people_rows()

    result = await visitor.act(RESET, token=token, password=NEW)

    assert result["__typename"] == "AccountBlockedError"
    assert await people_rows() == before


async def test_an_address_that_has_moved_on_is_not_let_in_by_old_mail(
    visitor: Visitor, open_account: Open, link: ForgetFor
) -> None:
    await open_account()
    token = await link()
    await User.all().update(email="ada.new@example.com")
    before = await people_rows()

    assert (await visitor.act(RESET, token=token, password=NEW))["__typename"] == "TokenInvalidError"
    assert await people_rows() == before


@pytest.mark.parametrize("token", ["", "x" * 43, "x" * 100_000, "' OR 1=1 --"])
async def test_a_token_that_is_none(visitor: Visitor, open_account: Open, token: str) -> None:
    await open_account()
    before = await people_rows()

    assert (await visitor.act(RESET, token=token, password=NEW))["__typename"] == "TokenInvalidError"
    assert await people_rows() == before


@pytest.mark.usefixtures("still_clock")
async def test_tokens_cannot_be_tried_without_end(visitor: Visitor, db: None) -> None:
    results = [(await visitor.act(RESET, token="x" * 43, password=NEW))["__typename"] for _ in range(31)]

    assert results == ["TokenInvalidError"] * 30 + ["RateLimitedError"]


@pytest.mark.usefixtures("still_clock")
@pytest.mark.parametrize("email", [ADA, "unknown@example.com"])
async def test_one_mailbox_gets_five_mails_an_hour(visitor: Visitor, open_account: Open, email: str) -> None:
    await open_account()
    for _ in range(5):
        assert await visitor.act(ASK_RESET, email=email) is True

    errors = (await visitor.raw(ASK_RESET, email=email)).json()["errors"]

    assert errors[0]["extensions"]["code"] == "RATE_LIMITED"
    assert errors[0]["extensions"]["retryAfterSeconds"] == 720
    assert await MailToken.all().count() == 5
