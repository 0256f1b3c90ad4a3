"""`userDelete`: staff erases somebody who has asked for it, and that is recorded."""

from __future__ import annotations

import asyncio
from contextvars import copy_context
from typing import Any
from uuid import UUID

import pytest

from commerce.checkout.carts import CartOwner
from core.clock import now
from core.database import transaction
from core.ids import new_id, to_global_id
from models import AuditEntry, Job, Order, Role, Session, User
from tests.privacy.conftest import Buy, SignIn, everything
from tests.support.sql import waits_for_a_lock
from tests.support.storefront import Shopper

DELETE = """
mutation ($id: ID!, $reason: String!) {
  userDelete(id: $id, reason: $reason) {
    __typename
    ... on User { id email name role }
    ... on Error { code path }
  }
}
"""


def gid(user: User) -> str:
    return to_global_id("User", user.id)


async def delete(shopper: Shopper, user_id: str, reason: str = "asked by letter") -> dict[str, Any]:
    return dict((await shopper.ask(DELETE, id=user_id, reason=reason))["userDelete"])


async def test_the_person_goes_and_the_log_says_why(guest: Shopper, buy: Buy, person: SignIn) -> None:
    ada, admin = await person(), await person(Role.ADMIN)
    await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))

    left = await delete(admin.shopper, gid(ada.user), "  asked\tby letter ")

    assert left == {
        "__typename": "User", "id": gid(ada.user), "name": "", "role": "USER",
        "email": f"deleted-{ada.user.id.hex}@deleted.invalid",
    }  # fmt: skip
    assert (await ada.shopper.raw("{ me { id } }")).status_code == 401
    assert await Session.filter(user_id=ada.user.id).count() == 0
    assert (await Order.get()).email is None
    entry = await AuditEntry.get()
    assert (entry.action, entry.actor_id, entry.target_id) == ("user_delete", admin.user.id, ada.user.id)
    assert entry.before == {"role": "user", "deleted": False}
    assert entry.after == {"role": "user", "deleted": True, "orders": 1, "reason": "asked by letter"}
    assert "ada@" not in str(await AuditEntry.all().values())


async def test_twice_at_once_is_once(guest: Shopper, person: SignIn) -> None:
    ada, admin = await person(), await person(Role.ADMIN)

    answers = await asyncio.gather(*(delete(admin.shopper, gid(ada.user)) for _ in range(4)))

    assert sorted(answer["__typename"] for answer in answers) == ["NotFoundError"] * 3 + ["User"]
    assert (await Job.all().count(), await AuditEntry.all().count()) == (1, 1)


async def test_it_does_not_wait_for_somebody_who_is_being_erased_as_well(guest: Shopper, person: SignIn) -> None:
    """Each with the other's data packed: both would wait, which is a deadlock."""
    ada, admin, root = await person(), await person(Role.ADMIN), await person(Role.SUPERADMIN)
    about = {"user_id": str(ada.user.id)}
    job = await Job.create(kind="account_data_export", user=admin.user, params=about, state="running")
    outside = copy_context()

    async with transaction():
        await User.filter(id=admin.user.id).update(email="deleted@deleted.invalid")
        deleting = asyncio.create_task(delete(root.shopper, gid(ada.user)), context=outside)
        waits = await waits_for_a_lock(deleting)

    assert not waits
    assert (await deleting)["__typename"] == "User"
    job = await Job.get(id=job.id)
    assert (job.state, job.finished_at is not None, job.expires_at) == ("canceled", True, job.finished_at)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPERADMIN])
async def test_admins_do_not_delete_staff(guest: Shopper, person: SignIn, role: Role) -> None:
    admin, root, staff = await person(Role.ADMIN), await person(Role.SUPERADMIN), await person(role)
    before = await everything()

    refused = await delete(admin.shopper, gid(staff.user))
    unchanged = await everything()
    done = await delete(root.shopper, gid(staff.user))

    assert refused["code"] == "NOT_PERMITTED"
    assert unchanged == before
    assert done["role"] == "USER"


async def test_not_oneself(guest: Shopper, person: SignIn) -> None:
    root = await person(Role.SUPERADMIN)
    await person(Role.SUPERADMIN)
    before = await everything()

    assert (await delete(root.shopper, gid(root.user)))["code"] == "NOT_PERMITTED"
    assert await everything() == before


async def test_who_is_gone_or_never_was(guest: Shopper, person: SignIn) -> None:
    ada, admin = await person(), await person(Role.ADMIN)
    await User.filter(id=ada.user.id).update(deleted_at=now())
    before = await everything()

    refused = [await delete(admin.shopper, gid(ada.user)), await delete(admin.shopper, to_global_id("User", new_id()))]

    assert refused == [{"__typename": "NotFoundError", "code": "NOT_FOUND", "path": ["id"]}] * 2
    assert await everything() == before


@pytest.mark.parametrize("reason", ["", "   ", "\u2028", "x" * 501])
async def test_a_reason_is_needed(guest: Shopper, person: SignIn, reason: str) -> None:
    ada, admin = await person(), await person(Role.ADMIN)
    before = await everything()

    refused = await delete(admin.shopper, gid(ada.user), reason)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["reason"])
    assert await everything() == before


async def test_customers_delete_nobody(guest: Shopper, buy: Buy, person: SignIn) -> None:
    ada, bob = await person(), await person()
    await buy(guest)
    before = await everything()
    asked = {"id": gid(ada.user), "reason": "because"}

    codes = [(await asker.refused(DELETE, **asked))[1] for asker in (bob.shopper, ada.shopper, guest)]

    assert codes == ["FORBIDDEN", "FORBIDDEN", "UNAUTHENTICATED"]
    assert await everything() == before


@pytest.mark.parametrize("id", ["", "nonsense", to_global_id("Order", UUID(int=7))])
async def test_malformed_ids(guest: Shopper, person: SignIn, id: str) -> None:
    admin = await person(Role.ADMIN)
    before = await everything()

    assert (await admin.shopper.refused(DELETE, id=id, reason="because"))[1] == "BAD_USER_INPUT"
    assert await everything() == before
