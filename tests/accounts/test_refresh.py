"""`accountRefresh`: each token once; a second use means that two people have it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from core.clock import now, travel
from core.settings import Settings
from models import RefreshToken, Session, User
from tests.accounts.conftest import PASSWORD, Open
from tests.accounts.people import LOGOUT, ME, REFRESH, Visitor, at_address, people_rows

ADA = "ada@example.com"


@pytest.fixture
async def ada(visitor: Visitor, open_account: Open) -> Visitor:
    """Logged in."""
    await open_account()
    await visitor.log_in(ADA, PASSWORD)
    return visitor


@pytest.fixture
async def thief(app: Starlette, settings: Settings, db: None) -> AsyncIterator[Visitor]:
    """Another browser, elsewhere."""
    async with at_address(app, settings, "10.6.6.6") as http:
        yield Visitor(http, {"user-agent": "Firefox"})


def tab_of(visitor: Visitor) -> Visitor:
    return Visitor(visitor.http, visitor.headers, visitor.access, visitor.refresh_token)


async def works(visitor: Visitor) -> bool:
    """Whether the access token opens the account."""
    answer = await visitor.raw(ME)
    assert answer.status_code in {200, 401}
    return answer.status_code == 200


async def test_a_token_is_exchanged_for_the_next(ada: Visitor) -> None:
    first = (ada.access, ada.refresh_token)

    with travel(timedelta(days=3)):
        assert not await works(ada)
        ada.access = None
        login = await ada.act(REFRESH, token=ada.refresh_token)
        session = await Session.get()
        lifetime = session.expires_at - now()

        assert login["__typename"] == "Session"
        assert login["user"]["email"] == ADA
        assert await works(ada)
    assert first != (ada.access, ada.refresh_token)
    assert lifetime == pytest.approx(timedelta(days=30), abs=timedelta(seconds=30))
    assert await RefreshToken.filter(used_at=None).count() == 1


async def test_two_tabs_with_one_token_both_stay(ada: Visitor) -> None:
    tabs = [tab_of(ada) for _ in range(4)]

    results = await asyncio.gather(*(tab.act(REFRESH, token=ada.refresh_token) for tab in tabs))

    assert [result["__typename"] for result in results] == ["Session"] * 4
    assert len({result["refreshToken"] for result in results}) == 4
    for tab in tabs:
        assert await works(tab)
        assert (await tab.act(REFRESH, token=tab.refresh_token))["__typename"] == "Session"
    assert await Session.all().count() == 1


async def test_an_answer_that_was_lost_may_be_asked_for_again_within_ten_seconds(ada: Visitor) -> None:
    used = ada.refresh_token
    await ada.act(REFRESH, token=used)

    with travel(timedelta(seconds=9)):
        again = await ada.act(REFRESH, token=used)
    with travel(timedelta(seconds=12)):
        late = await tab_of(ada).act(REFRESH, token=used)

    assert (again["__typename"], late["__typename"]) == ("Session", "TokenInvalidError")
    assert not await works(ada)


async def test_a_stolen_token_ends_the_login_for_both(ada: Visitor, thief: Visitor) -> None:
    stolen = ada.refresh_token
    await ada.act(REFRESH, token=stolen)

    result = await thief.act(REFRESH, token=stolen)

    assert (result["__typename"], result["code"], result["path"]) == (
        "TokenInvalidError", "TOKEN_INVALID", ["refreshToken"]
    )  # fmt: skip
    assert not await works(ada)
    ada.access = None
    assert (await ada.act(REFRESH, token=ada.refresh_token))["__typename"] == "TokenInvalidError"
    assert (await Session.get()).revoked_reason == "refresh token used twice"


async def test_a_thief_who_was_faster_is_thrown_out_when_the_owner_comes(ada: Visitor, thief: Visitor) -> None:
    stolen = ada.refresh_token
    await thief.act(REFRESH, token=stolen)
    assert await works(thief)

    owner = await tab_of(ada).act(REFRESH, token=stolen)

    assert owner["__typename"] == "TokenInvalidError"
    assert not await works(thief)
    thief.access = None
    assert (await thief.act(REFRESH, token=thief.refresh_token))["__typename"] == "TokenInvalidError"


async def test_another_browser_at_the_same_address_is_another_client(ada: Visitor) -> None:
    used = ada.refresh_token
    await ada.act(REFRESH, token=used)

    other = await Visitor(ada.http, {"user-agent": "curl/8"}).act(REFRESH, token=used)

    assert other["__typename"] == "TokenInvalidError"
    assert not await works(ada)


async def test_other_logins_of_the_account_go_on(ada: Visitor, thief: Visitor) -> None:
    phone = Visitor(ada.http, {"user-agent": "Phone"})
    await phone.log_in(ADA, PASSWORD)
    stolen = ada.refresh_token
    await ada.act(REFRESH, token=stolen)
    await thief.act(REFRESH, token=stolen)

    assert not await works(ada)
    assert await works(phone)
    assert (await phone.act(REFRESH, token=phone.refresh_token))["__typename"] == "Session"


async def test_a_client_may_move_to_another_address(ada: Visitor, thief: Visitor) -> None:
    moved = thief

    first = await moved.act(REFRESH, token=ada.refresh_token)
    second = await moved.act(REFRESH, token=moved.refresh_token)

    assert (first["__typename"], second["__typename"]) == ("Session", "Session")


async def test_a_login_that_nobody_used_for_thirty_days_ends(ada: Visitor) -> None:
    ada.access = None
    before = await people_rows()

    with travel(timedelta(days=30, seconds=1)):
        assert (await ada.act(REFRESH, token=ada.refresh_token))["__typename"] == "TokenInvalidError"

    assert await people_rows() == before


async def test_one_that_is_used_within_thirty_days_goes_on(ada: Visitor) -> None:
    ada.access = None

    with travel(timedelta(days=29, hours=23)):
        assert (await ada.act(REFRESH, token=ada.refresh_token))["__typename"] == "Session"


async def test_every_login_ends_after_half_a_year(ada: Visitor) -> None:
    ada.access = None
    for days in range(25, 180, 25):
        with travel(timedelta(days=days)):
            assert (await ada.act(REFRESH, token=ada.refresh_token))["__typename"] == "Session"
        ada.access = None
    with travel(timedelta(days=180, seconds=1)):
        assert (await ada.act(REFRESH, token=ada.refresh_token))["__typename"] == "TokenInvalidError"


@pytest.mark.parametrize("fields", [{"blocked_at": now()}, {"deleted_at": now()}])
async def test_who_was_shut_out_gets_no_new_token(ada: Visitor, fields: dict[str, object]) -> None:
    await User.all().update(**fields)
    ada.access = None
    before = await people_rows()

    assert (await ada.act(REFRESH, token=ada.refresh_token))["__typename"] == "TokenInvalidError"
    assert await people_rows() == before


@pytest.mark.parametrize("token", ["", "x" * 43, "x" * 100_000, "ü"])
async def test_a_token_that_is_none(ada: Visitor, token: str) -> None:
    before = await people_rows()

    result = await ada.act(REFRESH, token=token)

    assert result["message"] == "The refresh token is not valid. Log in again."
    assert await people_rows() == before


async def test_an_access_token_refreshes_nothing(ada: Visitor) -> None:
    assert (await ada.act(REFRESH, token=ada.access))["__typename"] == "TokenInvalidError"
    assert await works(ada)


async def test_logging_out_ends_the_access_token_too(ada: Visitor) -> None:
    phone = Visitor(ada.http, {"user-agent": "Phone"})
    await phone.log_in(ADA, PASSWORD)
    used = ada.refresh_token
    await ada.act(REFRESH, token=used)

    answer = await tab_of(ada).act(LOGOUT, token=used)  # any token of the family will do

    assert answer is True
    assert not await works(ada)
    ada.access = None
    assert (await ada.act(REFRESH, token=ada.refresh_token))["__typename"] == "TokenInvalidError"
    assert await works(phone)
    assert sorted(str(row.revoked_reason) for row in await Session.all()) == ["None", "logout"]


@pytest.mark.parametrize("token", ["", "x" * 43, "x" * 100_000])
async def test_logging_out_with_nonsense_says_the_same_and_changes_nothing(ada: Visitor, token: str) -> None:
    before = await people_rows()

    assert await ada.act(LOGOUT, token=token) is True
    assert await people_rows() == before
