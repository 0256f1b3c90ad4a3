"""`accountPasswordChange`: whoever is logged in and knows the password may replace it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from models import Session, User
from tests.accounts.conftest import PASSWORD, Open
from tests.accounts.people import CHANGE, ME, Mailbox, Visitor, people_rows

ADA = "ada@example.com"
NEW = "a fresh password"


@pytest.fixture
async def ada(visitor: Visitor, open_account: Open) -> Visitor:
    await open_account()
    await visitor.log_in(ADA, PASSWORD)
    return visitor


async def test_it_ends_the_other_logins_and_tells_the_owner(
    ada: Visitor, mailbox: Mailbox, run_outbox: Callable[[], Awaitable[int]]
) -> None:
    phone = Visitor(ada.http)
    await phone.log_in(ADA, PASSWORD)

    result = await ada.act(CHANGE, current=PASSWORD, new=NEW)
    await run_outbox()

    assert (result["__typename"], result["email"]) == ("User", ADA)
    assert (await ada.ask(ME))["me"]["email"] == ADA
    assert await phone.refused(ME) == (401, "UNAUTHENTICATED")
    old, new = [await Visitor(ada.http).log_in(ADA, password) for password in (PASSWORD, NEW)]
    assert (old["__typename"], new["__typename"]) == ("CredentialsInvalidError", "Session")
    assert [template for template, _ in await mailbox.mails(ADA)] == ["password_changed"]


@pytest.mark.parametrize(
    ("current", "new", "error", "path"),
    [
        ("wrong password", NEW, "CredentialsInvalidError", ["currentPassword"]),
        ("", NEW, "CredentialsInvalidError", ["currentPassword"]),
        (PASSWORD, "short", "PasswordTooWeakError", ["newPassword"]),
        (PASSWORD, ADA, "PasswordTooWeakError", ["newPassword"]),
    ],
)
async def test_a_refusal_changes_nothing(ada: Visitor, current: str, new: str, error: str, path: list[str]) -> None:
    before = await people_rows()

    result = await ada.act(CHANGE, current=current, new=new)

    assert (result["__typename"], result["path"]) == (error, path)
    assert await people_rows() == before


async def test_nobody_changes_nobodys_password(visitor: Visitor, db: None) -> None:
    assert await visitor.refused(CHANGE, current=PASSWORD, new=NEW) == (200, "UNAUTHENTICATED")


async def test_an_account_without_a_password_has_to_ask_for_a_mail(ada: Visitor) -> None:
    await User.all().update(password_hash=None)
    before = await people_rows()

    assert (await ada.act(CHANGE, current="", new=NEW))["__typename"] == "CredentialsInvalidError"
    assert await people_rows() == before


async def test_of_two_changes_at_once_one_counts(ada: Visitor) -> None:
    results = await asyncio.gather(*(ada.act(CHANGE, current=PASSWORD, new=f"{NEW} {n}") for n in range(2)))

    assert sorted(result["__typename"] for result in results) == ["CredentialsInvalidError", "User"]
    assert await Session.filter(revoked_at=None).count() == 1


@pytest.mark.usefixtures("still_clock")
async def test_the_current_password_cannot_be_guessed_from_an_open_session(ada: Visitor) -> None:
    results = [(await ada.act(CHANGE, current=f"wrong {n}", new=NEW))["__typename"] for n in range(11)]

    assert results == ["CredentialsInvalidError"] * 10 + ["RateLimitedError"]
