"""Staff, customers, and how the staff acts on people."""

from __future__ import annotations

from typing import Any

import pytest

from core.ids import to_global_id
from models import Role, User
from tests.orders.conftest import Buy, buy
from tests.support.shoppers import Account, SignIn, account, guest
from tests.support.storefront import Shopper

__all__ = ["Account", "Buy", "SignIn", "account", "act", "buy", "facts", "guest", "user_gid"]

_FACTS = """
  __typename
  ... on User { id email role blocked blockedAt blockedReason blockedBy { email } }
  ... on Error { code message path }
  ... on StateInvalidError { state }
"""
BLOCK = "mutation ($id: ID!, $reason: String!) { result: userBlock(id: $id, reason: $reason) {" + _FACTS + "} }"
UNBLOCK = "mutation ($id: ID!) { result: userUnblock(id: $id) {" + _FACTS + "} }"
ROLE_SET = "mutation ($id: ID!, $role: Role!) { result: userRoleSet(id: $id, role: $role) {" + _FACTS + "} }"
ME = "{ me { email role } }"


def user_gid(who: Account | User) -> str:
    """A user's global id."""
    return to_global_id("User", (who.user if isinstance(who, Account) else who).id)


async def act(staff: Account | Shopper, mutation: str, who: Account, **variables: Any) -> dict[str, Any]:
    """The result of one of the mutations above."""
    shopper = staff.shopper if isinstance(staff, Account) else staff
    return dict((await shopper.ask(mutation, id=user_gid(who), **variables))["result"])


def facts(result: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(result[name] for name in names)


@pytest.fixture
async def admin(account: SignIn) -> Account:
    return await account(Role.ADMIN)


@pytest.fixture
async def superadmin(account: SignIn) -> Account:
    return await account(Role.SUPERADMIN)


@pytest.fixture
async def customer(account: SignIn) -> Account:
    return await account()
