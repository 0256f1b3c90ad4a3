"""`userDataExport`: staff packs somebody's data for them, and that is recorded."""

from __future__ import annotations

import zipfile
from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any
from uuid import UUID

import orjson
import pytest

from commerce.checkout.carts import CartOwner
from core.clock import now
from core.ids import new_id, to_global_id
from models import AuditEntry, Job, Role, User
from tests.privacy.conftest import Buy, SignIn, everything
from tests.support.storefront import Shopper

EXPORT = """
mutation ($id: ID!) { userDataExport(id: $id) { __typename ... on Job { id kind } ... on Error { code path } } }
"""
RunOutbox = Callable[[], Awaitable[int]]


def gid(user: User) -> str:
    return to_global_id("User", user.id)


async def export(shopper: Shopper, user_id: str) -> dict[str, Any]:
    return dict((await shopper.ask(EXPORT, id=user_id))["userDataExport"])


async def test_the_file_is_the_admins_and_about_the_person(
    guest: Shopper, buy: Buy, person: SignIn, run_outbox: RunOutbox
) -> None:
    ada, admin = await person(), await person(Role.ADMIN)
    order = await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))

    job = await export(admin.shopper, gid(ada.user))
    await run_outbox()

    query = "query ($id: ID!) { node(id: $id) { ... on Job { url } } }"
    url = (await admin.shopper.ask(query, id=job["id"]))["node"]["url"]
    assert (await ada.shopper.ask(query, id=job["id"]))["node"] is None
    with zipfile.ZipFile(BytesIO((await guest.http.get(url)).content)) as archive:
        assert orjson.loads(archive.read("profile.json"))["email"] == "ada@example.com"
        assert [each["number"] for each in orjson.loads(archive.read("orders.json"))] == [order.number]
    entry = await AuditEntry.get()
    assert (entry.action, entry.actor, entry.actor_id) == ("user_data_export", admin.user.email, admin.user.id)
    assert (entry.target_type, entry.target_id) == ("User", ada.user.id)
    assert (entry.before, entry.after) == (None, {"job_id": str((await Job.get()).id)})
    assert (entry.ip, bool(entry.request_id)) == ("127.0.0.1", True)


async def test_who_is_no_longer_of_the_staff_fetches_nobodys_data(
    guest: Shopper, person: SignIn, run_outbox: RunOutbox
) -> None:
    ada, admin = await person(), await person(Role.ADMIN)
    job = await export(admin.shopper, gid(ada.user))
    await run_outbox()
    own = (await admin.shopper.ask("mutation { accountDataExport { ... on Job { id } } }"))["accountDataExport"]
    await run_outbox()

    await User.filter(id=admin.user.id).update(role=Role.USER)

    query = "query ($id: ID!) { job(id: $id) { status url } }"
    theirs, mine = [(await admin.shopper.ask(query, id=each["id"]))["job"] for each in (job, own)]
    assert theirs == {"status": "SUCCEEDED", "url": None}
    assert mine["url"].startswith("http")


async def test_each_asks_for_themself(guest: Shopper, person: SignIn) -> None:
    ada, admin, other = await person(), await person(Role.ADMIN), await person(Role.SUPERADMIN)

    first = await export(admin.shopper, gid(ada.user))
    again = await export(admin.shopper, gid(ada.user))
    others = await export(other.shopper, gid(ada.user))

    assert first == again
    assert others["id"] != first["id"]
    assert await AuditEntry.filter(action="user_data_export").count() == 3


async def test_who_is_gone_or_never_was(guest: Shopper, person: SignIn) -> None:
    ada, admin = await person(), await person(Role.ADMIN)
    await User.filter(id=ada.user.id).update(deleted_at=now())
    before = await everything()

    refused = [await export(admin.shopper, gid(ada.user)), await export(admin.shopper, to_global_id("User", new_id()))]

    assert refused == [{"__typename": "NotFoundError", "code": "NOT_FOUND", "path": ["id"]}] * 2
    assert await everything() == before


async def test_customers_do_not_export_others(guest: Shopper, buy: Buy, person: SignIn) -> None:
    ada, bob = await person(), await person()
    await buy(guest)
    before = await everything()

    codes = [(await asker.refused(EXPORT, id=gid(ada.user)))[1] for asker in (bob.shopper, ada.shopper, guest)]

    assert codes == ["FORBIDDEN", "FORBIDDEN", "UNAUTHENTICATED"]
    assert await everything() == before


@pytest.mark.parametrize("id", ["", "nonsense", to_global_id("Order", UUID(int=7))])
async def test_malformed_ids(guest: Shopper, person: SignIn, id: str) -> None:
    admin = await person(Role.ADMIN)
    before = await everything()

    assert (await admin.shopper.refused(EXPORT, id=id))[1] == "BAD_USER_INPUT"
    assert await everything() == before
