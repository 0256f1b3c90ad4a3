"""`userUnblock`: back in, through the front door."""

from __future__ import annotations

import httpx
import pytest

from commerce.accounts import sessions
from commerce.accounts.sessions import Client
from core.database import transaction
from core.ids import new_id, to_global_id
from core.settings import Settings
from core.tokens import tokens
from models import AuditEntry, Role, Session, User
from tests.support.shoppers import access_token
from tests.support.state import fingerprint
from tests.support.storefront import Shopper
from tests.users.conftest import BLOCK, ME, UNBLOCK, Account, SignIn, act, facts


async def test_they_log_in_anew(admin: Account, customer: Account, settings: Settings) -> None:
    await act(admin, BLOCK, customer, reason="a mistake")

    result = await act(admin, UNBLOCK, customer)

    assert facts(result, "blocked", "blockedAt", "blockedReason", "blockedBy") == (False, None, None, None)
    assert (await customer.shopper.refused(ME))[0] == 401
    customer.shopper.access = await access_token(settings, customer.user)
    assert (await customer.shopper.ask(ME))["me"]["email"] == customer.user.email
    entry = (await AuditEntry.all().order_by("-id"))[0]
    assert (entry.action, entry.before, entry.after) == (
        "user_unblock",
        {"blocked": True, "reason": "a mistake"},
        {"blocked": False, "reason": None},
    )


async def test_a_login_that_slipped_in_while_they_were_blocked_stays_dead(
    admin: Account, customer: Account, client: httpx.AsyncClient, settings: Settings
) -> None:
    await act(admin, BLOCK, customer, reason="fraud")
    async with transaction():  # as a login that was checked just before the block
        late = await sessions.begin(customer.user, Client("127.0.0.1", "tests"), tokens(settings))
    slipped = Shopper(client, access=late.access_token)
    assert (await slipped.refused(ME))[0] == 401

    await act(admin, UNBLOCK, customer)

    assert (await slipped.refused(ME))[0] == 401
    assert await Session.filter(user_id=customer.user.id, revoked_at=None).count() == 0


async def test_the_reason_is_in_the_audit_log(admin: Account, customer: Account) -> None:
    await act(admin, BLOCK, customer, reason="fraud")
    mutation = 'mutation ($id: ID!) { result: userUnblock(id: $id, reason: "they have  paid") { __typename } }'

    await act(admin, mutation, customer)
    await act(admin, mutation, customer)

    entry, *others = await AuditEntry.filter(action="user_unblock")
    assert entry.after == {"blocked": False, "reason": None, "unblocked_because": "they have paid"}
    assert others == []


async def test_a_reason_that_is_too_long(admin: Account, customer: Account) -> None:
    await act(admin, BLOCK, customer, reason="fraud")
    before = await fingerprint()
    reason = "x" * 501
    mutation = (
        f'mutation ($id: ID!) {{ result: userUnblock(id: $id, reason: "{reason}") {{ ... on Error {{ path }} }} }}'
    )

    assert await act(admin, mutation, customer) == {"path": ["reason"]}
    assert await fingerprint() == before


async def test_twice_is_once(admin: Account, customer: Account) -> None:
    before = await fingerprint()

    result = await act(admin, UNBLOCK, customer)

    assert result["blocked"] is False
    assert await fingerprint() == before


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPERADMIN])
async def test_the_staff_is_let_in_by_superadmins(
    admin: Account, superadmin: Account, account: SignIn, role: Role
) -> None:
    colleague = await account(role)
    await act(superadmin, BLOCK, colleague, reason="suspected")
    before = await fingerprint()

    refused = await act(admin, UNBLOCK, colleague)

    assert refused["__typename"] == "NotPermittedError"
    assert await fingerprint() == before
    assert (await act(superadmin, UNBLOCK, colleague))["blocked"] is False


async def test_somebody_blocked_does_not_unblock_themself(superadmin: Account, account: SignIn) -> None:
    other = await account(Role.SUPERADMIN)
    await act(superadmin, BLOCK, other, reason="suspected")

    status, code = await other.shopper.refused(UNBLOCK, id=to_global_id("User", other.user.id))

    assert (status, code) == (401, "UNAUTHENTICATED")
    assert (await User.get(id=other.user.id)).blocked_at is not None


async def test_who_is_not_there(admin: Account) -> None:
    result = (await admin.shopper.ask(UNBLOCK, id=to_global_id("User", new_id())))["result"]

    assert (result["__typename"], result["path"]) == ("NotFoundError", ["id"])
