"""`job`, `jobs` and `jobCancel`: long work is its asker's alone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from adapters import Adapters
from commerce.jobs import jobs
from commerce.privacy import data_export
from core.clock import now
from core.ids import new_id, to_global_id
from core.settings import Settings
from models import Job, JobState, OutboxMessage, Role
from tests.privacy.conftest import SignIn
from tests.support.storefront import Shopper

EXPORT = "mutation { accountDataExport { ... on Job { id } } }"
JOB = "query ($id: ID!) { job(id: $id) { id status url } node(id: $id) { id } }"
JOBS = """
query ($kind: String, $status: JobStatus, $sort: JobSort, $first: Int, $after: String) {
  jobs(kind: $kind, status: $status, sort: $sort, first: $first, after: $after) {
    totalCount nodes { id } pageInfo { endCursor }
  }
}
"""
CANCEL = """
mutation ($id: ID!) {
  jobCancel(id: $id) {
    __typename
    ... on Job { id status finishedAt url }
    ... on Error { code path }
    ... on StateInvalidError { state }
  }
}
"""
RunOutbox = Callable[[], Awaitable[int]]


async def begun(shopper: Shopper) -> str:
    return str((await shopper.ask(EXPORT))["accountDataExport"]["id"])


async def cancel(shopper: Shopper, job: str) -> dict[str, Any]:
    return dict((await shopper.ask(CANCEL, id=job))["jobCancel"])


async def all_rows() -> list[dict[str, Any]]:
    return [dict(row) for row in await Job.all().order_by("id").values()]


async def test_only_the_asker_sees_it(guest: Shopper, person: SignIn, run_outbox: RunOutbox) -> None:
    ada, bob, admin = await person(), await person(), await person(Role.ADMIN)
    job = await begun(ada.shopper)
    await run_outbox()

    seen = await ada.shopper.ask(JOB, id=job)

    assert (seen["job"]["status"], seen["node"]) == ("SUCCEEDED", {"id": job})
    assert seen["job"]["url"].startswith("http")
    for other in (bob.shopper, admin.shopper):
        assert await other.ask(JOB, id=job) == {"job": None, "node": None}
    assert (await guest.ask("query ($id: ID!) { node(id: $id) { id } }", id=job))["node"] is None
    assert (await guest.refused(JOB, id=job))[1] == "UNAUTHENTICATED"


async def test_jobs_page_by_page_and_ones_own(guest: Shopper, person: SignIn) -> None:
    ada, bob = await person(), await person()
    mine = []
    for _ in range(3):
        mine.append(await begun(ada.shopper))
        await Job.all().update(state=JobState.FAILED)
    await begun(bob.shopper)

    first = (await ada.shopper.ask(JOBS, first=2))["jobs"]
    rest = (await ada.shopper.ask(JOBS, first=2, after=first["pageInfo"]["endCursor"]))["jobs"]

    assert [job["id"] for job in first["nodes"] + rest["nodes"]] == mine[::-1]
    assert first["totalCount"] == 3
    assert (await guest.refused(JOBS))[1] == "UNAUTHENTICATED"


async def test_by_kind_and_status(guest: Shopper, person: SignIn) -> None:
    ada, bob = await person(), await person()
    kinds = [("orders_export", "failed"), ("orders_export", "pending"), ("users_export", "pending")]
    rows = [await Job.create(kind=kind, state=state, user=ada.user) for kind, state in kinds]
    await Job.create(kind="orders_export", user=bob.user)
    failed, waiting, people = [to_global_id("Job", row.id) for row in rows]

    async def listed(**wanted: Any) -> list[str]:
        return [job["id"] for job in (await ada.shopper.ask(JOBS, **wanted))["jobs"]["nodes"]]

    assert await listed(kind="orders_export") == [waiting, failed]
    assert await listed(status="PENDING") == [people, waiting]
    assert await listed(kind="orders_export", status="FAILED") == [failed]
    assert await listed(sort="CREATED_ASC") == [failed, waiting, people]
    assert await listed(kind="orders") == []


async def test_attempts_are_counted(
    guest: Shopper, person: SignIn, adapters: Adapters, monkeypatch: pytest.MonkeyPatch, run_outbox: RunOutbox
) -> None:
    ada = await person()
    job = await begun(ada.shopper)
    query = "query ($id: ID!) { job(id: $id) { status attempts error url } }"
    assert (await ada.shopper.ask(query, id=job))["job"]["attempts"] == 0

    async def full(*args: Any, **facts: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(adapters.storage, "put", full)
    for _ in range(7):
        await OutboxMessage.all().update(available_at=now())
        await run_outbox()

    (row,) = await Job.all()
    assert (await ada.shopper.ask(query, id=job))["job"] == {
        "status": "FAILED",
        "attempts": 6,
        "error": "It failed on our side. Please ask for it again.",
        "url": None,
    }
    assert row.file_name is None
    assert await Job.filter(state=JobState.RUNNING).count() == 0


async def test_a_canceled_job_is_not_done(
    guest: Shopper, person: SignIn, run_outbox: RunOutbox, settings: Settings
) -> None:
    ada = await person()
    job = await begun(ada.shopper)

    canceled = await cancel(ada.shopper, job)
    again = await cancel(ada.shopper, job)
    await run_outbox()

    assert (canceled["status"], canceled["url"], again) == ("CANCELED", None, canceled)
    row = await Job.get()
    assert (row.state, row.storage_key, row.done) == (JobState.CANCELED, None, 0)
    assert not (settings.data_dir / "files" / "exports" / str(row.id)).exists()


async def test_canceled_while_it_is_packed_leaves_no_file(
    guest: Shopper, person: SignIn, settings: Settings, adapters: Adapters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The word comes after the file is in the store, and before the row says so."""
    ada = await person()
    job = await begun(ada.shopper)
    row = await Job.get()
    succeed = jobs.succeed

    async def late(*args: Any, **facts: Any) -> None:
        assert (await cancel(ada.shopper, job))["status"] == "CANCELED"
        await succeed(*args, **facts)

    monkeypatch.setattr(jobs, "succeed", late)
    await data_export.export(row.id, adapters.storage)

    row = await Job.get()
    assert (row.state, row.storage_key) == (JobState.CANCELED, None)
    assert list((settings.data_dir / "files" / "exports" / str(row.id)).iterdir()) == []


async def test_what_is_done_cannot_be_canceled(guest: Shopper, person: SignIn, run_outbox: RunOutbox) -> None:
    ada = await person()
    job = await begun(ada.shopper)
    await run_outbox()
    before = await all_rows()

    refused = await cancel(ada.shopper, job)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "succeeded")
    assert await all_rows() == before


async def test_many_cancels_at_once(guest: Shopper, person: SignIn) -> None:
    ada = await person()
    job = await begun(ada.shopper)

    answers = await asyncio.gather(*(cancel(ada.shopper, job) for _ in range(5)))

    assert len({str(answer) for answer in answers}) == 1


async def test_somebody_elses_is_not_found(guest: Shopper, person: SignIn) -> None:
    ada, bob, admin = await person(), await person(), await person(Role.ADMIN)
    job = await begun(ada.shopper)
    before = await all_rows()

    refused = [await cancel(each.shopper, job) for each in (bob, admin)]
    unknown = await cancel(bob.shopper, to_global_id("Job", new_id()))

    assert refused == [unknown] * 2 == [{"__typename": "NotFoundError", "code": "NOT_FOUND", "path": ["id"]}] * 2
    assert (await guest.refused(CANCEL, id=job))[1] == "UNAUTHENTICATED"
    assert await all_rows() == before


@pytest.mark.parametrize("id", ["", "nonsense", "T3JkZXI6", "x" * 1000, "a\0b"])
async def test_malformed_ids(guest: Shopper, person: SignIn, id: str) -> None:
    ada = await person()

    assert (await ada.shopper.refused(CANCEL, id=id))[1] == "BAD_USER_INPUT"
    assert (await ada.shopper.refused(JOB, id=id))[1] == "BAD_USER_INPUT"


async def test_an_erasure_is_nobodys_to_see(guest: Shopper, person: SignIn) -> None:
    ada = await person()
    await Job.create(kind="account_erasure", user=ada.user, params={})
    root = await person(Role.SUPERADMIN)

    assert (await root.shopper.ask(JOBS))["jobs"]["nodes"] == []
    assert (await Job.get()).created_at <= now()
