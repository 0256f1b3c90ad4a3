"""`apiKeyCreate`: some of one's own permissions, shown once."""

from __future__ import annotations

import asyncio
import re
from contextvars import copy_context
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from commerce.accounts.api_keys import MOST_KEYS
from commerce.permissions import KEY_PERMISSIONS, ROLE_PERMISSIONS
from core.clock import now, travel
from core.database import transaction
from models import ApiKey, AuditEntry, Role, User
from tests.api_keys.conftest import ADMIN_USERS, CREATE, KEYS, Account, SignIn, create
from tests.support.sql import waits_for_a_lock
from tests.support.state import fingerprint
from tests.support.storefront import Shopper


async def test_it_is_shown_once_and_kept_as_a_hash(admin: Account) -> None:
    made = await create(admin, name="  nightly\treports ", permissions=["READ_ORDERS", "READ_USERS", "READ_ORDERS"])

    assert (made["__typename"], made["name"], made["owner"]) == (
        "ApiKey", "nightly reports", {"email": admin.user.email},
    )  # fmt: skip
    assert made["permissions"] == ["READ_ORDERS", "READ_USERS"]
    assert re.fullmatch(r"yma_[a-z0-9]{8}_[A-Za-z0-9_-]{43}", made["secret"])
    assert made["secret"].startswith(made["prefix"] + "_")
    row = await ApiKey.get()
    assert row.key_hash == sha256(made["secret"].encode()).hexdigest()
    assert made["secret"].removeprefix(made["prefix"]) not in str(await ApiKey.all().values())
    (listed,) = (await admin.shopper.ask(KEYS))["apiKeys"]["nodes"]
    assert (listed["id"], listed["secret"], listed["active"]) == (made["id"], None, True)


async def test_it_opens_what_it_was_made_for(admin: Account) -> None:
    made = await create(admin)
    script = Shopper(admin.shopper.http, access=made["secret"])

    assert (await script.ask(ADMIN_USERS))["adminUsers"]["totalCount"] == 1
    assert (await script.refused("mutation { userUnblock(id: 1) { __typename } }"))[1] == "FORBIDDEN"


async def test_it_is_recorded_without_the_secret(admin: Account) -> None:
    made = await create(admin, expiresAt="2099-01-01T00:00:00Z")

    entry = await AuditEntry.get()
    assert (entry.actor_id, entry.action, entry.before) == (admin.user.id, "api_key_create", None)
    assert entry.after == {
        "name": "reports",
        "prefix": made["prefix"],
        "owner_id": str(admin.user.id),
        "permissions": ["users:read"],
        "expires_at": "2099-01-01T00:00:00+00:00",
    }


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPERADMIN])
async def test_everything_one_may_pass_on(account: SignIn, role: Role) -> None:
    wanted = sorted(permission.name for permission in ROLE_PERMISSIONS[role] & KEY_PERMISSIONS)

    made = await create(await account(role), permissions=wanted)

    assert sorted(made["permissions"]) == wanted


@pytest.mark.parametrize(
    ("role", "permissions"),
    [
        (Role.ADMIN, ["READ_AUDIT"]),
        (Role.ADMIN, ["READ_USERS", "ASSIGN_ROLES"]),
        (Role.ADMIN, ["MANAGE_API_KEYS"]),
        (Role.SUPERADMIN, ["ASSIGN_ROLES"]),
        (Role.SUPERADMIN, ["READ_USERS", "MANAGE_API_KEYS"]),
        (Role.ADMIN, []),
    ],
)
async def test_not_what_one_may_not(account: SignIn, role: Role, permissions: list[str]) -> None:
    who = await account(role)
    before = await fingerprint()

    refused = await create(who, permissions=permissions)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["permissions"])
    assert await fingerprint() == before


@pytest.mark.parametrize(
    ("variables", "path"),
    [
        ({"name": ""}, "name"),
        ({"name": " \n "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"expiresAt": "2020-01-01T00:00:00Z"}, "expiresAt"),
    ],
)
async def test_odd_input(admin: Account, variables: dict[str, Any], path: str) -> None:
    before = await fingerprint()

    refused = await create(admin, **variables)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", [path])
    assert await fingerprint() == before


@pytest.mark.parametrize("variables", [{"permissions": ["everything"]}, {"permissions": ["orders:read"]},
                                       {"expiresAt": "tomorrow"}, {"name": None}])  # fmt: skip
async def test_malformed_input(admin: Account, variables: dict[str, Any]) -> None:
    plain = {"name": "x", "permissions": ["READ_USERS"], "expiresAt": None}

    assert (await admin.shopper.refused(CREATE, **{**plain, **variables}))[1] == "BAD_USER_INPUT"


async def test_an_account_has_so_many_and_no_more(admin: Account) -> None:
    rows = [
        ApiKey(user=admin.user, name="n", prefix=f"yma_{number}", key_hash=str(number), permissions=["users:read"])
        for number in range(MOST_KEYS)
    ]
    await ApiKey.bulk_create(rows)

    refused = await create(admin)
    await ApiKey.filter(key_hash="0").update(expires_at=now() - timedelta(seconds=1))
    made = [await create(admin), await create(admin)]

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "full")
    assert [each["__typename"] for each in made] == ["ApiKey", "StateInvalidError"]


async def test_it_ends_when_it_says(admin: Account) -> None:
    made = await create(admin, expiresAt=(now() + timedelta(hours=1)).isoformat())
    script = Shopper(admin.shopper.http, access=made["secret"])

    assert datetime.fromisoformat(made["expiresAt"]) - now() < timedelta(hours=1)
    with travel(timedelta(minutes=59)):
        await script.ask(ADMIN_USERS)
    with travel(timedelta(minutes=61)):
        assert await script.refused(ADMIN_USERS) == (401, "UNAUTHENTICATED")


async def test_who_is_demoted_meanwhile_makes_none(admin: Account) -> None:
    outside = copy_context()
    async with transaction():
        await User.filter(id=admin.user.id).update(role=Role.USER)
        making = asyncio.create_task(create(admin), context=outside)
        assert await waits_for_a_lock(making)

    assert (await making)["__typename"] == "InvalidInputError"
    assert await ApiKey.all().count() == 0


async def test_neither_customers_nor_nobody(account: SignIn) -> None:
    customer = await account()
    variables = {"name": "x", "permissions": ["READ_USERS"]}
    before = await fingerprint()

    assert (await customer.shopper.refused(CREATE, **variables))[1] == "FORBIDDEN"
    assert (await Shopper(customer.shopper.http).refused(CREATE, **variables))[1] == "UNAUTHENTICATED"
    assert await fingerprint() == before
