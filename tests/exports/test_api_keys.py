"""Exports that a script asks for with an API key: it sees its own jobs, and fetches what it still may."""

from __future__ import annotations

from commerce.accounts import api_keys
from commerce.audit import Actor
from commerce.permissions import Permission
from core.database import execute
from models import AuditEntry
from tests.exports.conftest import CANCEL, JOB, ORDERS, USERS, Account, RunOutbox, SignIn, asked, job_of, read
from tests.support.storefront import Shopper

JOBS = "{ jobs { nodes { id } } }"


async def key_of(owner: Account, *permissions: Permission) -> Shopper:
    who = Actor(owner.user.email, owner.user.id)
    _, secret = await api_keys.create(who, owner.user.id, "books", list(permissions), None)
    return Shopper(owner.shopper.http, access=secret)


async def test_a_script_fetches_what_it_has_asked_for(guest: Shopper, admin: Account, run_outbox: RunOutbox) -> None:
    script = await key_of(admin, Permission.EXPORT_USERS)

    job = await asked(script, USERS)
    await run_outbox()

    done = await job_of(script, job["id"])
    content = (await script.http.get(done["url"])).content
    assert [row["email"] for row in read(content)] == [admin.user.email]
    assert (await script.ask(JOBS))["jobs"]["nodes"] == [{"id": job["id"]}]
    assert (await job_of(admin.shopper, job["id"]))["url"].startswith("http")
    asked_for = await AuditEntry.filter(action="users_export").get()
    assert asked_for.actor == f"{admin.user.email}, API key books"


async def test_a_key_sees_neither_its_owners_nor_another_keys(guest: Shopper, admin: Account) -> None:
    first, second = [await key_of(admin, Permission.EXPORT_USERS, Permission.EXPORT_ORDERS) for _ in range(2)]

    jobs = [(await asked(shopper, ORDERS))["id"] for shopper in (admin.shopper, first, second)]

    assert len(set(jobs)) == 3
    assert (await first.ask(JOBS))["jobs"]["nodes"] == [{"id": jobs[1]}]
    for other in (jobs[0], jobs[2]):
        assert (await first.ask(JOB, id=other))["job"] is None
        assert (await first.ask(CANCEL, id=other))["jobCancel"] == {"__typename": "NotFoundError"}
    assert (await first.ask(CANCEL, id=jobs[1]))["jobCancel"]["status"] == "CANCELED"


async def test_a_key_that_may_not_any_more_fetches_nothing(
    guest: Shopper, admin: Account, account: SignIn, run_outbox: RunOutbox
) -> None:
    script = await key_of(admin, Permission.EXPORT_USERS)
    job = await asked(script, USERS)
    await run_outbox()

    await execute("UPDATE api_keys SET permissions = '[\"orders:read\"]'::jsonb")

    shown = await job_of(script, job["id"])
    assert (shown["status"], shown["url"]) == ("SUCCEEDED", None)
    assert (await script.refused(USERS))[1] == "FORBIDDEN"
