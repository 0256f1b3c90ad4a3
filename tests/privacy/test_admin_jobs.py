"""`adminJobs`: what everybody asked for, for superadmins, and nobody's file but one's own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from core.database import connection, execute
from core.ids import to_global_id
from models import Job, Role
from tests.privacy.conftest import SignIn
from tests.support.sql import Statements
from tests.support.storefront import Shopper

JOBS = """
query ($filter: JobFilter, $sort: JobSort, $first: Int, $after: String) {
  adminJobs(filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount
    nodes { id kind status attempts url askedBy { email } }
    pageInfo { endCursor hasNextPage }
  }
}
"""
EXPORT = "mutation { accountDataExport { ... on Job { id } } }"
RunOutbox = Callable[[], Awaitable[int]]


async def test_everybodys_jobs_and_nobodys_files(guest: Shopper, person: SignIn, run_outbox: RunOutbox) -> None:
    ada, root = await person(), await person(Role.SUPERADMIN)
    theirs = (await ada.shopper.ask(EXPORT))["accountDataExport"]["id"]
    mine = (await root.shopper.ask(EXPORT))["accountDataExport"]["id"]
    await run_outbox()

    newest, oldest = (await root.shopper.ask(JOBS))["adminJobs"]["nodes"]

    assert newest["url"].startswith("http")
    assert (newest["id"], newest["askedBy"]) == (mine, {"email": root.user.email})
    assert oldest == {
        "id": theirs, "kind": "account_data_export", "status": "SUCCEEDED", "attempts": 1, "url": None,
        "askedBy": {"email": ada.user.email},
    }  # fmt: skip
    seen = (await root.shopper.ask("query ($id: ID!) { node(id: $id) { ... on Job { status url } } }", id=theirs))[
        "node"
    ]
    assert seen == {"status": "SUCCEEDED", "url": None}
    refused = await root.shopper.ask("mutation ($id: ID!) { jobCancel(id: $id) { __typename } }", id=theirs)
    assert refused["jobCancel"] == {"__typename": "NotFoundError"}


async def test_filters_and_pages(guest: Shopper, person: SignIn) -> None:
    ada, root = await person(), await person(Role.SUPERADMIN)
    made = [
        await Job.create(kind=kind, state=state, user=user)
        for kind, state, user in (
            ("users_export", "failed", root.user),
            ("users_export", "pending", ada.user),
            ("orders_export", "failed", ada.user),
        )
    ]
    first, second, third = [to_global_id("Job", job.id) for job in made]

    async def listed(**wanted: Any) -> list[str]:
        return [job["id"] for job in (await root.shopper.ask(JOBS, **wanted))["adminJobs"]["nodes"]]

    assert await listed() == [third, second, first]
    assert await listed(sort="CREATED_ASC") == [first, second, third]
    assert await listed(filter={"kind": "users_export"}) == [second, first]
    assert await listed(filter={"status": "FAILED"}) == [third, first]
    assert await listed(filter={"userId": to_global_id("User", ada.user.id), "status": "FAILED"}) == [third]
    page = (await root.shopper.ask(JOBS, first=2))["adminJobs"]
    assert (page["totalCount"], page["pageInfo"]["hasNextPage"]) == (3, True)
    assert await listed(first=2, after=page["pageInfo"]["endCursor"]) == [first]


async def test_the_same_statements_whatever_the_number(
    guest: Shopper, person: SignIn, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    root = await person(Role.SUPERADMIN)
    for _ in range(5):
        await Job.create(kind="users_export", user=(await person()).user)

    counts = []
    for first in (1, 5):
        with query_counter() as statements:
            assert len((await root.shopper.ask(JOBS, first=first))["adminJobs"]["nodes"]) == first
        counts.append(len(statements))

    assert counts == [4, 4]  # who asks, the page, its length, who asked for them


_SEED = """
INSERT INTO jobs (id, created_at, kind, state, user_id, params, done, attempts)
SELECT gen_random_uuid(), now(), 'kind' || n % 50, CASE WHEN n % 50 = 0 THEN 'failed' ELSE 'succeeded' END, u.id,
    '{}'::jsonb, 0, 0
FROM users u, generate_series(1, 2000) n
"""


@pytest.mark.parametrize("where", ["kind = 'kind7'", "state = 'failed'", "user_id = 'USER'", "TRUE"])
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
async def test_an_index_for_each_filter(db: None, person: SignIn, where: str, direction: str) -> None:
    people = [await person() for _ in range(5)]
    await execute(_SEED)
    await execute("ANALYZE jobs")
    condition = where.replace("USER", str(people[0].user.id))

    plan = await connection().execute_query_dict(
        f"EXPLAIN SELECT * FROM jobs WHERE {condition} ORDER BY id {direction} LIMIT 21"  # noqa: S608 (of this file)
    )

    text = "\n".join(row["QUERY PLAN"] for row in plan)
    assert "Index Scan" in text, text
    assert "Seq Scan" not in text, text
    assert "Sort" not in text, text


async def test_only_for_superadmins(guest: Shopper, person: SignIn) -> None:
    ada, admin = await person(), await person(Role.ADMIN)

    assert (await guest.refused(JOBS))[1] == "UNAUTHENTICATED"
    for other in (ada, admin):
        assert (await other.shopper.refused(JOBS))[1] == "FORBIDDEN"


@pytest.mark.parametrize("filter", [{"userId": "nonsense"}, {"status": "OPEN"}, {"kind": "a\0b"}])
async def test_malformed_input(guest: Shopper, person: SignIn, filter: dict[str, Any]) -> None:
    root = await person(Role.SUPERADMIN)

    assert (await root.shopper.refused(JOBS, filter=filter))[1] == "BAD_USER_INPUT"
