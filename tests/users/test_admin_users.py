"""`adminUsers`: everybody, for the staff."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from core.clock import now
from core.database import connection, execute
from models import Role, User
from tests.support.sql import Statements
from tests.support.storefront import Shopper
from tests.users.conftest import BLOCK, Account, SignIn, act

USERS = """
query ($filter: UserFilter, $first: Int, $after: String) {
  adminUsers(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      email name role blocked blockedAt blockedReason blockedBy { email }
      stats { orderCount totalSpent { amount } }
    }
  }
}
"""


async def emails(shopper: Shopper, **filter: Any) -> list[str]:
    page = (await shopper.ask(USERS, filter=filter))["adminUsers"]
    assert page["totalCount"] == len(page["nodes"])
    return [node["email"] for node in page["nodes"]]


@pytest.fixture
async def crowd(admin: Account) -> Account:
    """The admin, in a shop with people; newest last."""
    people = [
        ("ada@example.com", "Ada Lovelace", Role.USER),
        ("adam_s@example.org", "Adam Smith", Role.USER),
        ("grace@navy.example", "Grace Hopper", Role.ADMIN),
        ("root@example.com", "", Role.SUPERADMIN),
        ("hal@example.com", "ADA'S 100% fan", Role.USER),
        ("gone@example.com", "Gone", Role.USER),
    ]
    for email, name, role in people:
        await User.create(email=email, name=name, role=role, email_verified_at=now())
    await User.filter(email="gone@example.com").update(deleted_at=now())
    return admin


async def test_everybody_newest_first_page_by_page(crowd: Account) -> None:
    found: list[str] = []
    after = None
    while True:
        page = (await crowd.shopper.ask(USERS, first=2, after=after))["adminUsers"]
        found += [node["email"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert found == [
        "hal@example.com", "root@example.com", "grace@navy.example", "adam_s@example.org", "ada@example.com",
        crowd.user.email,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("filter", "expected"),
    [
        ({"role": "SUPERADMIN"}, ["root@example.com"]),
        ({"role": "USER", "search": "ad"}, ["hal@example.com", "adam_s@example.org", "ada@example.com"]),
        ({"search": "ADA@EXAMPLE.COM"}, ["ada@example.com"]),
        ({"search": " grace h "}, ["grace@navy.example"]),
        ({"search": "adam_"}, ["adam_s@example.org"]),
        ({"search": "ada_"}, []),
        ({"search": "%"}, []),
        ({"search": "ada's 100%"}, ["hal@example.com"]),
        ({"search": "lovelace"}, []),
        ({"search": "\\"}, []),
        ({"search": "gone"}, []),
        ({"blocked": True}, []),
        ({"role": None, "search": "root"}, ["root@example.com"]),
    ],
)
async def test_filters(crowd: Account, filter: dict[str, Any], expected: list[str]) -> None:
    assert await emails(crowd.shopper, **filter) == expected


async def test_who_is_blocked_why_and_by_whom(crowd: Account, account: SignIn) -> None:
    customer = await account()
    await act(crowd, BLOCK, customer, reason="fraud")

    page = (await crowd.shopper.ask(USERS, filter={"blocked": True}))["adminUsers"]
    others = await emails(crowd.shopper, blocked=False)

    (node,) = page["nodes"]
    assert (node["email"], node["blockedReason"]) == (customer.user.email, "fraud")
    assert node["blockedBy"] == {"email": crowd.user.email}
    assert customer.user.email not in others
    assert len(others) == 6


async def test_the_same_statements_whatever_the_number(
    crowd: Account, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    await User.exclude(id=crowd.user.id).update(blocked_at=now(), blocked_by_id=crowd.user.id)

    counts = []
    for first in (1, 6):
        with query_counter() as statements:
            page = (await crowd.shopper.ask(USERS, first=first))["adminUsers"]
        assert len(page["nodes"]) == first
        counts.append(len(statements))

    assert counts == [6, 6]  # who asks, the page, its people, its length, the figures, the blockers


@pytest.mark.parametrize("search", ["ada", "nobody@"])
async def test_a_search_uses_the_indexes(db: None, search: str) -> None:
    await execute(
        "INSERT INTO users (id, created_at, email, name, role) SELECT gen_random_uuid(), now(), "
        "md5(n::text) || '@example.com', md5((n + 1)::text), 'user' FROM generate_series(1, 5000) n"
    )
    await execute("ANALYZE users")
    pattern = f"{search}%"

    plan = await connection().execute_query_dict(
        "EXPLAIN SELECT * FROM users WHERE (CAST(email AS VARCHAR) LIKE $1 ESCAPE '\\' "
        "OR UPPER(CAST(name AS VARCHAR)) LIKE UPPER($2) ESCAPE '\\') AND deleted_at IS NULL ORDER BY id DESC LIMIT 21",
        [pattern, pattern],
    )

    text = "\n".join(row["QUERY PLAN"] for row in plan)
    assert "users_email_beginning" in text, text
    assert "users_name_beginning" in text, text


@pytest.mark.parametrize(
    "variables",
    [
        {"filter": {"search": "x" * 255}},
        {"filter": {"search": "a\0b"}},
        {"filter": {"role": "OWNER"}},
        {"filter": {"blocked": "yes"}},
        {"first": 101},
        {"first": -1},
        {"after": "nonsense"},
    ],
)
async def test_malformed_input(admin: Account, variables: dict[str, Any]) -> None:
    assert (await admin.shopper.refused(USERS, **variables))[1] == "BAD_USER_INPUT"


async def test_not_for_customers(customer: Account) -> None:
    assert (await customer.shopper.refused(USERS))[1] == "FORBIDDEN"
    assert (await Shopper(customer.shopper.http).refused(USERS))[1] == "UNAUTHENTICATED"
