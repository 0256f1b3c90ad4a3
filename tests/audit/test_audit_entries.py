"""`auditEntries`: who changed what with a privilege, for superadmins."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import pytest

from commerce import audit
from commerce.audit import Actor, Target
from core.clock import now, travel
from core.database import connection, execute, transaction
from core.ids import new_id, to_global_id
from models import AuditEntry, Role
from tests.audit.conftest import ENTRIES, Account, SignIn
from tests.support.sql import Statements
from tests.support.storefront import Shopper
from tests.users.conftest import BLOCK, ROLE_SET, UNBLOCK, act, user_gid

NODE = "query ($id: ID!) { node(id: $id) { ... on AuditEntry { action } } }"


async def entries(who: Account, **filter: Any) -> list[dict[str, Any]]:
    page = (await who.shopper.ask(ENTRIES, filter=filter))["auditEntries"]
    assert page["totalCount"] == len(page["nodes"])
    return list(page["nodes"])


async def test_what_happened_newest_first(superadmin: Account, admin: Account, account: SignIn) -> None:
    customer, before = await account(), now()
    await act(admin, BLOCK, customer, reason="fraud")
    await act(superadmin, ROLE_SET, customer, role="USER")  # no change, no entry
    await act(superadmin, UNBLOCK, customer)

    second, first = await entries(superadmin)

    assert (second["action"], second["actor"]) == ("user_unblock", superadmin.user.email)
    assert first == {
        "id": to_global_id("AuditEntry", (await AuditEntry.all().order_by("id"))[0].id),
        "actor": admin.user.email,
        "actorId": user_gid(admin),
        "action": "user_block",
        "targetType": "User",
        "targetId": user_gid(customer),
        "before": {"blocked": False, "reason": None},
        "after": {"blocked": True, "reason": "fraud"},
        "ip": "127.0.0.1",
        "requestId": first["requestId"],
        "createdAt": first["createdAt"],
    }
    assert before <= datetime.fromisoformat(first["createdAt"]) <= now()


async def test_the_request_is_the_one_of_the_answer(superadmin: Account, account: SignIn) -> None:
    customer = await account()

    answer = await superadmin.shopper.raw(BLOCK, id=user_gid(customer), reason="fraud")

    (entry,) = await entries(superadmin)
    assert entry["requestId"] == answer.headers["x-request-id"]


async def test_filters(superadmin: Account, admin: Account, account: SignIn) -> None:
    ada, bob = await account(), await account()
    await act(admin, BLOCK, ada, reason="a")
    with travel(timedelta(minutes=4)):
        await act(superadmin, BLOCK, bob, reason="b")
    with travel(timedelta(minutes=8)):
        await act(superadmin, UNBLOCK, ada)
    soon, later = ((now() + timedelta(minutes=minutes)).isoformat() for minutes in (2, 6))

    async def found(**filter: Any) -> list[tuple[str, str]]:
        names = {user_gid(ada): "ada", user_gid(bob): "bob"}
        return [(entry["action"], names[entry["targetId"]]) for entry in await entries(superadmin, **filter)]

    assert await found(actorId=user_gid(admin)) == [("user_block", "ada")]
    assert await found(targetId=user_gid(ada)) == [("user_unblock", "ada"), ("user_block", "ada")]
    assert await found(action="user_block") == [("user_block", "bob"), ("user_block", "ada")]
    assert await found(**{"from": soon, "to": later}) == [("user_block", "bob")]
    assert await found(**{"from": soon, "actorId": user_gid(admin)}) == []
    assert await found(targetId=to_global_id("Order", ada.user.id)) == []
    assert await found(action="user_") == []


async def test_page_by_page(superadmin: Account) -> None:
    async with transaction():
        for number in range(5):
            await audit.record(Actor("command line"), f"test_{number}", Target("User", None))

    found: list[str] = []
    after, more = None, True
    while more:
        page = (await superadmin.shopper.ask(ENTRIES, first=2, after=after))["auditEntries"]
        found += [node["action"] for node in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]

    assert found == ["test_4", "test_3", "test_2", "test_1", "test_0"]


async def test_what_the_system_did_has_no_account(superadmin: Account) -> None:
    async with transaction():
        await audit.record(Actor("command line"), "test", Target("User", None))

    (entry,) = await entries(superadmin)

    assert entry["actor"] == "command line"
    empty = ("actorId", "targetId", "before", "after", "ip", "requestId")
    assert [entry[name] for name in empty] == [None] * len(empty)


async def test_two_statements_and_the_length(
    superadmin: Account, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    with query_counter() as statements:
        await superadmin.shopper.ask(ENTRIES)

    assert len(statements) == 3  # who asks, the page, its length


@pytest.mark.parametrize(
    "condition",
    [
        "actor_id = '0198c0de-0000-7000-8000-000000000001'",
        "target_type = 'User' AND target_id = '0198c0de-0000-7000-8000-000000000001'",
        "action = 'rare'",
        "created_at BETWEEN now() + interval '1 day' AND now() + interval '2 days'",
    ],
)
async def test_every_filter_has_its_index(db: None, condition: str) -> None:
    await execute(
        "INSERT INTO audit_entries (id, created_at, actor_id, actor, action, target_type, target_id) "
        "SELECT gen_random_uuid(), now(), gen_random_uuid(), 'a', 'common', 'User', gen_random_uuid() "
        "FROM generate_series(1, 5000)"
    )
    await execute("ANALYZE audit_entries")

    select = f"SELECT * FROM audit_entries WHERE {condition} ORDER BY id DESC LIMIT 21"  # noqa: S608
    plan = await connection().execute_query_dict(f"EXPLAIN {select}")

    text = "\n".join(row["QUERY PLAN"] for row in plan)
    assert "idx_audit_entri_" in text, text


async def test_for_superadmins_only(superadmin: Account, admin: Account, account: SignIn) -> None:
    customer = await account()
    await act(admin, BLOCK, await account(), reason="x")
    (entry,) = await entries(superadmin)

    assert (await superadmin.shopper.ask(NODE, id=entry["id"]))["node"] == {"action": "user_block"}
    for asker, code in (
        (admin.shopper, "FORBIDDEN"),
        (customer.shopper, "FORBIDDEN"),
        (Shopper(admin.shopper.http), "UNAUTHENTICATED"),
    ):
        assert (await asker.refused(ENTRIES))[1] == code
        theirs = await asker.ask(NODE, id=entry["id"])
        assert theirs == await asker.ask(NODE, id=to_global_id("AuditEntry", new_id())) == {"node": None}


@pytest.mark.parametrize(
    "variables",
    [
        {"filter": {"actorId": "x"}},
        {"filter": {"actorId": to_global_id("Order", new_id())}},
        {"filter": {"targetId": ""}},
        {"filter": {"action": "a\0"}},
        {"filter": {"from": "yesterday"}},
        {"filter": {"to": "2026-01-01T00:00:00"}},
        {"first": 1000},
        {"after": "x"},
    ],
)
async def test_malformed_input(account: SignIn, variables: dict[str, Any]) -> None:
    superadmin = await account(Role.SUPERADMIN)

    assert (await superadmin.shopper.refused(ENTRIES, **variables))[1] == "BAD_USER_INPUT"
