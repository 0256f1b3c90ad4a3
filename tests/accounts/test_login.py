"""`accountLogin`: nobody learns from a refusal whether there is an account."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette

from cli import seed
from cli.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from commerce.accounts import passwords
from core.clock import now, travel
from core.database import transaction
from core.ids import to_global_id
from core.settings import Settings
from models import RefreshToken, Role, Session, User
from tests.accounts.conftest import PASSWORD, Open
from tests.accounts.people import CHANGE, ME, Visitor, at_address, people_rows
from tests.support.sql import Statements

ADA = "ada@example.com"
Meanwhile = Callable[[Callable[[], Awaitable[object]]], None]


def of(result: dict[str, Any]) -> dict[str, Any]:
    return {name: result[name] for name in ("__typename", "code", "message", "path")}


async def test_the_right_password_logs_in(visitor: Visitor, open_account: Open) -> None:
    user = await open_account(role=Role.ADMIN)

    login = await visitor.log_in(" Ada@EXAMPLE.com ", PASSWORD)

    assert login["user"] == {
        "id": to_global_id("User", user.id), "email": ADA, "name": "Ada", "role": "ADMIN", "emailVerified": True
    }  # fmt: skip
    ends = datetime.fromisoformat(login["expiresAt"]) - now()
    assert timedelta(minutes=14) < ends <= timedelta(minutes=15)
    assert (await visitor.ask(ME))["me"] == {"id": to_global_id("User", user.id), "email": ADA, "role": "ADMIN"}
    session = await Session.get()
    assert (session.user_id, session.revoked_at) == (user.id, None)
    assert session.expires_at - now() == pytest.approx(timedelta(days=30), abs=timedelta(seconds=30))


async def test_unknown_and_wrong_are_answered_alike(visitor: Visitor, open_account: Open) -> None:
    await open_account()
    await open_account("idp@example.com", password_hash=None)
    await open_account("gone@example.com", deleted_at=now())
    before = await people_rows()

    wrong = await visitor.log_in(ADA, "wrong password")
    others = [
        await visitor.log_in(email, PASSWORD)
        for email in ("unknown@example.com", "idp@example.com", "gone@example.com")
    ]

    assert of(wrong) == {
        "__typename": "CredentialsInvalidError",
        "code": "CREDENTIALS_INVALID",
        "message": "The e-mail address or the password is wrong.",
        "path": None,
    }
    assert others == [wrong] * 3
    assert await people_rows() == before


async def test_unknown_and_wrong_are_the_same_work(
    visitor: Visitor,
    open_account: Open,
    verifications: list[str],
    query_counter: Callable[[], AbstractContextManager[Statements]],
) -> None:
    user = await open_account()

    with query_counter() as wrong:
        await visitor.log_in(ADA, "wrong password")
    with query_counter() as unknown:
        await visitor.log_in("unknown@example.com", "wrong password")

    assert wrong.sql == unknown.sql
    assert len(wrong) == 1
    stored, nobodys = verifications
    assert stored == user.password_hash
    assert nobodys != stored
    assert nobodys.split("$")[:4] == stored.split("$")[:4]  # algorithm, version, memory, passes and lanes


@pytest.mark.parametrize("password", ["", "x" * 200_000, "\u0000", "ü" * 129])
async def test_what_is_no_password(visitor: Visitor, open_account: Open, password: str) -> None:
    await open_account()
    before = await people_rows()

    body = (await visitor.raw(_LOGIN_ONLY, email=ADA, password=password)).json()

    typed = (body.get("data") or {}).get("accountLogin", {}).get("__typename")
    assert typed == "CredentialsInvalidError" or body["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert await people_rows() == before


_LOGIN_ONLY = (
    "mutation ($email: EmailAddress!, $password: String!) "
    "{ accountLogin(email: $email, password: $password) { __typename } }"
)


async def test_a_blocked_account_is_told_so_only_with_its_password(visitor: Visitor, open_account: Open) -> None:
    blocked_at = now().replace(microsecond=0)
    await open_account(blocked_at=blocked_at, blocked_reason="stolen cards")
    before = await people_rows()

    wrong = await visitor.log_in(ADA, "wrong password")
    right = await visitor.log_in(ADA, PASSWORD)

    assert wrong["__typename"] == "CredentialsInvalidError"
    assert (right["__typename"], right["code"]) == ("AccountBlockedError", "ACCOUNT_BLOCKED")
    assert datetime.fromisoformat(right["blockedAt"]) == blocked_at
    assert "stolen cards" not in str(right)
    assert await people_rows() == before


async def test_a_hash_of_weaker_parameters_is_replaced_at_login(visitor: Visitor, open_account: Open) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    user = await open_account(password_hash=weak)

    await visitor.log_in(ADA, "wrong password")
    kept = (await User.get(id=user.id)).password_hash
    login = await visitor.log_in(ADA, PASSWORD)
    moved = (await User.get(id=user.id)).password_hash or ""

    assert kept == weak
    assert login["__typename"] == "Session"
    assert moved.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert (await visitor.log_in(ADA, PASSWORD))["__typename"] == "Session"
    assert (await User.get(id=user.id)).password_hash == moved


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """`meanwhile(change)`: what happens to the account between the next comparison of a password and the login."""
    compare = passwords.matches

    def once(change: Callable[[], Awaitable[object]]) -> None:
        async def matches(password: str, stored: str | None) -> bool:
            monkeypatch.setattr(passwords, "matches", compare)
            answer = await compare(password, stored)
            await change()
            return answer

        monkeypatch.setattr(passwords, "matches", matches)

    return once


async def test_no_login_begins_with_a_password_that_is_replaced_meanwhile(
    visitor: Visitor, open_account: Open, meanwhile: Meanwhile
) -> None:
    await open_account()
    owner = Visitor(visitor.http)
    await owner.log_in(ADA, PASSWORD)

    meanwhile(lambda: owner.act(CHANGE, current=PASSWORD, new="a fresh password"))
    late = await visitor.log_in(ADA, PASSWORD)

    assert late["__typename"] == "CredentialsInvalidError"
    assert await Session.filter(revoked_at=None).count() == 1
    assert (await owner.ask(ME))["me"]["email"] == ADA


async def test_a_password_that_is_hashed_anew_meanwhile_still_logs_in(
    visitor: Visitor, open_account: Open, meanwhile: Meanwhile
) -> None:
    user = await open_account()
    fresh = await passwords.hash_password(PASSWORD)

    meanwhile(lambda: User.filter(id=user.id).update(password_hash=fresh))

    assert (await visitor.log_in(ADA, PASSWORD))["__typename"] == "Session"


async def test_a_block_that_comes_meanwhile_counts(visitor: Visitor, open_account: Open, meanwhile: Meanwhile) -> None:
    user = await open_account()

    meanwhile(lambda: User.filter(id=user.id).update(blocked_at=now()))

    assert (await visitor.log_in(ADA, PASSWORD))["__typename"] == "AccountBlockedError"
    assert await Session.all().count() == 0


@pytest.mark.parametrize("stored", ["", "plaintext", "$2b$12$abcdefghijklmnopqrstuv", "$argon2id$v=19$m=1"])
async def test_a_hash_that_is_none_lets_nobody_in(visitor: Visitor, open_account: Open, stored: str) -> None:
    await open_account(password_hash=stored)

    assert (await visitor.log_in(ADA, PASSWORD))["__typename"] == "CredentialsInvalidError"
    assert (await visitor.log_in(ADA, stored))["__typename"] == "CredentialsInvalidError"
    assert await Session.all().count() == 0


@pytest.mark.parametrize(("email", "name", "role"), DEMO_ACCOUNTS)
async def test_the_demo_accounts_log_in_with_the_printed_password(
    visitor: Visitor, db: None, email: str, name: str, role: str
) -> None:
    async with transaction():
        await seed.seed_accounts()

    login = await visitor.log_in(email, DEMO_PASSWORD)

    assert (login["user"]["name"], login["user"]["role"]) == (name, role.upper())


@pytest.mark.usefixtures("still_clock")
async def test_ten_wrong_passwords_are_enough_for_a_while(visitor: Visitor, open_account: Open) -> None:
    await open_account()
    wrong = [(await visitor.log_in(ADA, f"wrong {n}"))["__typename"] for n in range(10)]

    limited = await visitor.log_in(ADA, PASSWORD)
    unknown = [await visitor.log_in("unknown@example.com", f"wrong {n}") for n in range(11)]

    assert wrong == ["CredentialsInvalidError"] * 10
    assert (limited["__typename"], limited["path"]) == ("RateLimitedError", None)
    assert limited["retryAfterSeconds"] == 90
    assert datetime.fromisoformat(limited["retryAt"]) > now()
    assert (unknown[9]["__typename"], unknown[10]["__typename"]) == ("CredentialsInvalidError", "RateLimitedError")
    assert await Session.all().count() == 0
    with travel(timedelta(seconds=limited["retryAfterSeconds"])):
        assert (await visitor.log_in(ADA, PASSWORD))["__typename"] == "Session"


async def test_the_right_password_forgives_wrong_ones(visitor: Visitor, open_account: Open) -> None:
    await open_account()
    for _ in range(2):
        for number in range(9):
            await visitor.log_in(ADA, f"wrong {number}")
        assert (await visitor.log_in(ADA, PASSWORD))["__typename"] == "Session"


@pytest.mark.usefixtures("still_clock")
async def test_an_attacker_elsewhere_does_not_lock_the_owner_out(
    visitor: Visitor, open_account: Open, app: Starlette, settings: Settings
) -> None:
    await open_account()
    async with at_address(app, settings, "10.6.6.6") as http:
        attacker = Visitor(http)
        answers = [(await attacker.log_in(ADA, f"wrong {n}"))["__typename"] for n in range(12)]

    assert answers[-2:] == ["RateLimitedError"] * 2
    assert (await visitor.log_in(ADA, PASSWORD))["__typename"] == "Session"


@pytest.mark.usefixtures("still_clock")
async def test_thirty_tries_from_one_address_whatever_the_account(visitor: Visitor, db: None) -> None:
    answers = [(await visitor.log_in(f"user{n}@example.com", PASSWORD))["__typename"] for n in range(31)]

    assert answers == ["CredentialsInvalidError"] * 30 + ["RateLimitedError"]


@pytest.mark.usefixtures("still_clock")
async def test_aliases_are_counted_one_by_one(visitor: Visitor, open_account: Open) -> None:
    await open_account()
    tries = " ".join(f'a{n}: accountLogin(email: "{ADA}", password: "wrong {n}") {{ __typename }}' for n in range(15))

    data = await visitor.ask(f"mutation {{ {tries} }}")

    answers = [data[f"a{n}"]["__typename"] for n in range(15)]
    assert answers == ["CredentialsInvalidError"] * 10 + ["RateLimitedError"] * 5


async def test_the_fifty_first_login_ends_the_oldest(visitor: Visitor, open_account: Open) -> None:
    await open_account()
    for number in range(51):
        with travel(timedelta(minutes=number)):  # or the address's limit would come first
            assert (await Visitor(visitor.http).log_in(ADA, PASSWORD))["__typename"] == "Session"

    assert (await Session.filter(revoked_at=None).count(), await RefreshToken.all().count()) == (50, 51)
    [ended] = await Session.exclude(revoked_at=None)
    assert (ended.id, ended.revoked_reason) == ((await Session.all().order_by("id"))[0].id, "surplus")
