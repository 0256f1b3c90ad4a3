"""`userRoleSet`: superadmins only, and never the last of them down."""

from __future__ import annotations

import asyncio

import pytest

from commerce.accounts import passwords
from core.clock import now
from core.ids import new_id, to_global_id
from models import AuditEntry, Role, User
from tests.support.state import fingerprint
from tests.users.conftest import BLOCK, ME, ROLE_SET, UNBLOCK, Account, SignIn, act, facts, user_gid

ADMIN_USERS = "{ adminUsers { totalCount } }"


async def superadmins() -> int:
    return await User.filter(role=Role.SUPERADMIN, blocked_at=None, deleted_at=None).count()


@pytest.mark.parametrize("role", Role)
async def test_from_the_next_request_on(superadmin: Account, customer: Account, role: Role) -> None:
    result = await act(superadmin, ROLE_SET, customer, role=role.name)

    assert facts(result, "__typename", "email", "role") == ("User", customer.user.email, role.name)
    assert (await customer.shopper.ask(ME))["me"]["role"] == role.name
    if role is not Role.USER:
        entry = await AuditEntry.get()
        assert (entry.actor_id, entry.action, entry.target_id) == (
            superadmin.user.id, "user_role_set", customer.user.id,
        )  # fmt: skip
        assert (entry.before, entry.after) == ({"role": "user"}, {"role": role.value})


async def test_a_lost_role_is_lost_at_once(superadmin: Account, admin: Account) -> None:
    assert (await admin.shopper.ask(ADMIN_USERS))["adminUsers"]["totalCount"] == 2

    await act(superadmin, ROLE_SET, admin, role="USER")

    assert (await admin.shopper.refused(ADMIN_USERS))[1] == "FORBIDDEN"


async def test_the_same_role_changes_nothing(superadmin: Account, admin: Account) -> None:
    before = await fingerprint()

    result = await act(superadmin, ROLE_SET, admin, role="ADMIN")

    assert result["role"] == "ADMIN"
    assert await fingerprint() == before


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("target", ["themself", "a customer", "a superadmin"])
async def test_nobody_below_changes_roles(
    admin: Account, customer: Account, superadmin: Account, role: Role, target: str
) -> None:
    for asker in (customer, admin):
        who = {"themself": asker, "a customer": customer, "a superadmin": superadmin}[target]
        before = await fingerprint()

        assert (await asker.shopper.refused(ROLE_SET, id=user_gid(who), role=role.name))[1] == "FORBIDDEN"
        assert await fingerprint() == before


@pytest.mark.parametrize("role", ["USER", "ADMIN"])
async def test_the_last_superadmin_stays_one(superadmin: Account, account: SignIn, role: str) -> None:
    blocked, deleted = await account(Role.SUPERADMIN), await account(Role.SUPERADMIN)
    await User.filter(id=blocked.user.id).update(blocked_at=now())
    await User.filter(id=deleted.user.id).update(deleted_at=now())
    before = await fingerprint()

    result = await act(superadmin, ROLE_SET, superadmin, role=role)

    assert facts(result, "__typename", "state") == ("StateInvalidError", "last_superadmin")
    assert await fingerprint() == before


async def test_one_of_two_may_step_down(superadmin: Account, account: SignIn) -> None:
    await account(Role.SUPERADMIN)

    result = await act(superadmin, ROLE_SET, superadmin, role="USER")

    assert result["role"] == "USER"
    assert (await superadmin.shopper.refused(ROLE_SET, id=user_gid(superadmin), role="SUPERADMIN"))[1] == "FORBIDDEN"


@pytest.mark.parametrize("attempt", range(5))
@pytest.mark.parametrize("each", ["the other", "themself"])
async def test_the_last_two_at_once_leave_one(account: SignIn, each: str, attempt: int) -> None:
    pair = [await account(Role.SUPERADMIN), await account(Role.SUPERADMIN)]
    targets = pair[::-1] if each == "the other" else pair

    answers = await asyncio.gather(
        *(asker.shopper.raw(ROLE_SET, id=user_gid(who), role="USER")
          for asker, who in zip(pair, targets, strict=True))
    )  # fmt: skip

    assert await superadmins() == 1
    results = [answer.json()["data"] for answer in answers]
    assert sum(bool(data) and data["result"]["__typename"] == "User" for data in results) == 1
    assert await AuditEntry.all().count() == 1


async def test_ten_superadmins_all_step_down_at_once(account: SignIn) -> None:
    everybody = [await account(Role.SUPERADMIN) for _ in range(10)]

    results = await asyncio.gather(*(act(who, ROLE_SET, who, role="USER") for who in everybody))

    assert await superadmins() == 1
    assert sorted(result["__typename"] for result in results) == ["StateInvalidError"] + ["User"] * 9


async def test_stepping_down_while_the_other_is_blocked(account: SignIn) -> None:
    for _ in range(5):
        await User.filter(role=Role.SUPERADMIN).update(role=Role.USER)
        ada, bob = await account(Role.SUPERADMIN), await account(Role.SUPERADMIN)

        await asyncio.gather(
            ada.shopper.raw(BLOCK, id=user_gid(bob), reason="x"),
            bob.shopper.raw(ROLE_SET, id=user_gid(ada), role="USER"),
        )

        assert await superadmins() == 1


async def test_stepping_down_while_the_other_leaves(account: SignIn) -> None:
    hashed = await passwords.hash_password("walnut-orbit-42")
    leave = 'mutation { accountDelete(password: "walnut-orbit-42") }'
    for _ in range(5):
        await User.filter(role=Role.SUPERADMIN).update(role=Role.USER)
        ada, bob = await account(Role.SUPERADMIN), await account(Role.SUPERADMIN)
        await User.filter(id=bob.user.id).update(password_hash=hashed)

        await asyncio.gather(
            ada.shopper.raw(ROLE_SET, id=user_gid(ada), role="USER"),
            bob.shopper.raw(leave),
        )

        assert await superadmins() == 1


async def test_somebody_blocked_is_not_raised(superadmin: Account, admin: Account) -> None:
    await act(superadmin, BLOCK, admin, reason="suspected")
    before = await fingerprint()

    raised = await act(superadmin, ROLE_SET, admin, role="SUPERADMIN")

    assert facts(raised, "__typename", "state") == ("StateInvalidError", "blocked")
    assert await fingerprint() == before
    assert (await act(superadmin, ROLE_SET, admin, role="USER"))["role"] == "USER"
    assert (await act(superadmin, UNBLOCK, admin))["blocked"] is False


async def test_who_is_not_there(superadmin: Account) -> None:
    result = (await superadmin.shopper.ask(ROLE_SET, id=to_global_id("User", new_id()), role="ADMIN"))["result"]

    assert (result["__typename"], result["path"]) == ("NotFoundError", ["id"])


async def test_what_is_no_role(superadmin: Account, customer: Account) -> None:
    for role in ("OWNER", "admin", "", None):
        assert (await superadmin.shopper.refused(ROLE_SET, id=user_gid(customer), role=role))[1] == "BAD_USER_INPUT"
