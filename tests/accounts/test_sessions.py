"""`accountSessions` and `accountSessionRevoke`: where somebody is logged in, and getting out of there."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core.clock import now
from core.ids import new_id, to_global_id
from models import Session
from tests.accounts.conftest import PASSWORD, Open
from tests.accounts.people import ME, REFRESH, REVOKE, SESSIONS, Visitor, people_rows

ADA = "ada@example.com"
NODE = "query ($id: ID!) { node(id: $id) { __typename id } }"


@pytest.fixture
async def ada(visitor: Visitor, open_account: Open) -> Visitor:
    await open_account()
    await visitor.log_in(ADA, PASSWORD)
    return visitor


async def test_logins_that_live_newest_first(ada: Visitor) -> None:
    phone, gone = Visitor(ada.http), Visitor(ada.http)
    await phone.log_in(ADA, PASSWORD)
    await gone.log_in(ADA, PASSWORD)
    newest = (await Session.all().order_by("-id"))[0]
    await Session.filter(id=newest.id).update(revoked_at=now())

    seen = (await ada.ask(SESSIONS))["accountSessions"]["nodes"]

    assert [entry["current"] for entry in seen] == [False, True]
    assert datetime.fromisoformat(seen[0]["expiresAt"]) - now() == pytest.approx(
        timedelta(days=30), abs=timedelta(seconds=30)
    )


async def test_ending_one_ends_it_at_once(ada: Visitor) -> None:
    phone = Visitor(ada.http)
    await phone.log_in(ADA, PASSWORD)
    [lost] = [entry for entry in (await ada.ask(SESSIONS))["accountSessions"]["nodes"] if not entry["current"]]

    result = await ada.act(REVOKE, id=lost["id"])

    assert result["__typename"] == "AccountSession"
    assert await phone.refused(ME) == (401, "UNAUTHENTICATED")
    phone.access = None
    assert (await phone.act(REFRESH, token=phone.refresh_token))["__typename"] == "TokenInvalidError"
    assert len((await ada.ask(SESSIONS))["accountSessions"]["nodes"]) == 1
    again = await ada.act(REVOKE, id=lost["id"])
    assert (again["__typename"], again["path"]) == ("NotFoundError", ["id"])


async def test_somebody_elses_is_not_there(ada: Visitor, open_account: Open) -> None:
    await open_account("mallory@example.com")
    mallory = Visitor(ada.http)
    await mallory.log_in("mallory@example.com", PASSWORD)
    target = (await ada.ask(SESSIONS))["accountSessions"]["nodes"][0]["id"]
    before = await people_rows()

    seen = await mallory.ask(NODE, id=target)
    ended = await mallory.act(REVOKE, id=target)
    unknown = await mallory.act(REVOKE, id=to_global_id("AccountSession", new_id()))

    assert seen == {"node": None}
    assert ended == unknown
    assert ended["__typename"] == "NotFoundError"
    assert (await ada.ask(NODE, id=target))["node"]["id"] == target
    assert await people_rows() == before


async def test_nobody_has_no_logins(ada: Visitor) -> None:
    target = (await ada.ask(SESSIONS))["accountSessions"]["nodes"][0]["id"]
    nobody = Visitor(ada.http)

    assert await nobody.refused(SESSIONS) == (200, "UNAUTHENTICATED")
    assert await nobody.refused(REVOKE, id=target) == (200, "UNAUTHENTICATED")
    assert await nobody.ask(NODE, id=target) == {"node": None}


@pytest.mark.parametrize("wrong", ["", "nonsense", to_global_id("Order", new_id())])
async def test_an_id_that_is_none(ada: Visitor, wrong: str) -> None:
    assert (await ada.refused(REVOKE, id=wrong))[1] == "BAD_USER_INPUT"
