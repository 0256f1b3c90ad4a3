"""`userBlock`: somebody is out, at once, everywhere."""

from __future__ import annotations

import asyncio
from contextvars import copy_context
from datetime import datetime

import httpx
import pytest

from commerce.accounts import passwords
from core.clock import now
from core.database import transaction
from core.ids import new_id, to_global_id
from models import AuditEntry, Role, Session, User
from tests.accounts.people import ME as VISITOR_ME
from tests.accounts.people import REFRESH, Visitor
from tests.support.sql import waits_for_a_lock
from tests.support.state import fingerprint
from tests.support.storefront import Shopper
from tests.users.conftest import BLOCK, ME, Account, SignIn, act, facts, user_gid

PASSWORD = "walnut-orbit-42"


async def test_it_shows_for_the_staff(admin: Account, customer: Account) -> None:
    before = now()
    result = await act(admin, BLOCK, customer, reason="  three  chargebacks ")

    assert result["__typename"] == "User"
    assert facts(result, "email", "blocked", "blockedReason") == (customer.user.email, True, "three chargebacks")
    assert result["blockedBy"] == {"email": admin.user.email}
    assert before <= datetime.fromisoformat(result["blockedAt"]) <= now()


async def test_logins_end_at_once(admin: Account, customer: Account, client: httpx.AsyncClient) -> None:
    await User.filter(id=customer.user.id).update(password_hash=await passwords.hash_password(PASSWORD))
    visitor = Visitor(client)
    await visitor.log_in(customer.user.email, PASSWORD)
    assert (await visitor.ask(VISITOR_ME))["me"] is not None

    await act(admin, BLOCK, customer, reason="fraud")

    assert await visitor.refused(VISITOR_ME) == (401, "UNAUTHENTICATED")
    assert await customer.shopper.refused(ME) == (401, "UNAUTHENTICATED")
    visitor.access = None
    again = await visitor.act(REFRESH, token=visitor.refresh_token)
    assert again["__typename"] == "TokenInvalidError"
    assert await Session.filter(user_id=customer.user.id, revoked_at=None).count() == 0
    assert {entry.revoked_reason for entry in await Session.filter(user_id=customer.user.id)} == {"blocked"}


async def test_only_the_right_password_hears_of_it(
    admin: Account, customer: Account, client: httpx.AsyncClient
) -> None:
    await User.filter(id=customer.user.id).update(password_hash=await passwords.hash_password(PASSWORD))
    await act(admin, BLOCK, customer, reason="fraud")
    blocked_at = (await User.get(id=customer.user.id)).blocked_at
    assert blocked_at is not None
    before = await fingerprint()

    wrong = await Visitor(client).log_in(customer.user.email, "wrong password")
    unknown = await Visitor(client).log_in("nobody@example.com", "wrong password")
    right = await Visitor(client).log_in(customer.user.email, PASSWORD)

    assert wrong == unknown
    assert wrong["__typename"] == "CredentialsInvalidError"
    assert (right["__typename"], right["code"]) == ("AccountBlockedError", "ACCOUNT_BLOCKED")
    assert datetime.fromisoformat(right["blockedAt"]) == blocked_at
    assert right["message"] == "This account is blocked. Ask the shop's support."
    assert await fingerprint() == before


async def test_it_is_recorded(admin: Account, customer: Account) -> None:
    await act(admin, BLOCK, customer, reason="fraud")

    entry = await AuditEntry.get()
    assert (entry.actor_id, entry.actor, entry.action) == (admin.user.id, admin.user.email, "user_block")
    assert (entry.target_type, entry.target_id) == ("User", customer.user.id)
    assert entry.before == {"blocked": False, "reason": None}
    assert entry.after == {"blocked": True, "reason": "fraud"}
    assert entry.ip == "127.0.0.1"
    assert entry.request_id


async def test_once_more_replaces_the_reason(admin: Account, superadmin: Account, customer: Account) -> None:
    first = await act(admin, BLOCK, customer, reason="fraud")
    same = await act(superadmin, BLOCK, customer, reason="fraud")
    other = await act(superadmin, BLOCK, customer, reason="fraud, proven")

    assert same == first
    assert other == {**first, "blockedReason": "fraud, proven"}
    actions = await AuditEntry.all().order_by("id").values_list("action", "before", "after")
    assert actions == [
        ("user_block", {"blocked": False, "reason": None}, {"blocked": True, "reason": "fraud"}),
        ("user_block", {"blocked": True, "reason": "fraud"}, {"blocked": True, "reason": "fraud, proven"}),
    ]


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPERADMIN])
async def test_an_admin_does_not_block_the_staff(admin: Account, account: SignIn, role: Role) -> None:
    colleague = await account(role)
    before = await fingerprint()

    result = await act(admin, BLOCK, colleague, reason="I want to be alone")

    assert facts(result, "__typename", "code", "path") == ("NotPermittedError", "NOT_PERMITTED", ["id"])
    assert await fingerprint() == before
    assert (await colleague.shopper.ask(ME))["me"]["role"] == role.name


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPERADMIN])
async def test_a_superadmin_blocks_the_staff(superadmin: Account, account: SignIn, role: Role) -> None:
    colleague = await account(role)

    result = await act(superadmin, BLOCK, colleague, reason="left the company")

    assert result["blocked"] is True
    assert (await colleague.shopper.refused(ME))[0] == 401


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPERADMIN])
async def test_nobody_blocks_themself(account: SignIn, role: Role) -> None:
    staff = await account(role)
    before = await fingerprint()

    result = await act(staff, BLOCK, staff, reason="enough")

    assert facts(result, "__typename", "message") == ("NotPermittedError", "Nobody blocks themself.")
    assert await fingerprint() == before


async def test_two_superadmins_who_block_one_another_leave_one(account: SignIn) -> None:
    for _ in range(5):
        ada, bob = await account(Role.SUPERADMIN), await account(Role.SUPERADMIN)

        answers = await asyncio.gather(
            ada.shopper.raw(BLOCK, id=user_gid(bob), reason="mine"),
            bob.shopper.raw(BLOCK, id=user_gid(ada), reason="mine"),
        )

        assert await User.filter(id__in=[ada.user.id, bob.user.id], blocked_at=None).count() == 1
        done = [answer.json() for answer in answers if '"blocked":true' in answer.text.replace(" ", "")]
        assert len(done) == 1


async def test_who_was_demoted_meanwhile_blocks_nobody(admin: Account, customer: Account) -> None:
    """The right is asked for again once the rows are locked."""
    outside = copy_context()
    async with transaction():
        await User.filter(id=admin.user.id).update(role=Role.USER)
        blocking = asyncio.create_task(act(admin, BLOCK, customer, reason="fraud"), context=outside)
        assert await waits_for_a_lock(blocking)
    result = await blocking

    assert result["__typename"] == "NotPermittedError"
    assert (await User.get(id=customer.user.id)).blocked_at is None
    assert await AuditEntry.all().count() == 0


@pytest.mark.parametrize("reason", ["", "   ", "\u0007", "x" * 501])
async def test_a_reason_is_needed(admin: Account, customer: Account, reason: str) -> None:
    before = await fingerprint()

    result = await act(admin, BLOCK, customer, reason=reason)

    assert facts(result, "__typename", "path") == ("InvalidInputError", ["reason"])
    assert await fingerprint() == before


async def test_who_is_not_there(admin: Account, account: SignIn) -> None:
    gone = await account()
    await User.filter(id=gone.user.id).update(deleted_at=now())
    before = await fingerprint()

    for key in (gone.user.id, new_id()):
        result = (await admin.shopper.ask(BLOCK, id=to_global_id("User", key), reason="x"))["result"]
        assert (result["__typename"], result["path"]) == ("NotFoundError", ["id"])
    for malformed in ("", "x", to_global_id("Order", new_id())):
        assert (await admin.shopper.refused(BLOCK, id=malformed, reason="x"))[1] == "BAD_USER_INPUT"
    assert await fingerprint() == before


async def test_customers_block_nobody(customer: Account, account: SignIn) -> None:
    other = await account()
    before = await fingerprint()

    forbidden = await customer.shopper.refused(BLOCK, id=user_gid(other), reason="x")
    nobody = await Shopper(customer.shopper.http).refused(BLOCK, id=user_gid(other), reason="x")

    assert (forbidden[1], nobody[1]) == ("FORBIDDEN", "UNAUTHENTICATED")
    assert await fingerprint() == before
