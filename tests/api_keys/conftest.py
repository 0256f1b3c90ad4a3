"""Keys, and whoever holds one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from models import Role
from tests.orders.conftest import Buy, buy
from tests.support.shoppers import Account, SignIn, account, guest
from tests.support.storefront import Shopper

__all__ = ["Account", "Buy", "SignIn", "account", "buy", "guest"]

FACTS = """
  __typename
  ... on ApiKey {
    id name prefix secret permissions owner { email } active createdAt expiresAt lastUsedAt revokedAt
  }
  ... on Error { code message path }
  ... on StateInvalidError { state }
"""
CREATE = (
    "mutation ($name: String!, $permissions: [Permission!]!, $expiresAt: DateTime) "
    "{ result: apiKeyCreate(name: $name, permissions: $permissions, expiresAt: $expiresAt) {" + FACTS + "} }"
)
REVOKE = "mutation ($id: ID!) { result: apiKeyRevoke(id: $id) {" + FACTS + "} }"
KEYS = """
query ($first: Int, $after: String) {
  apiKeys(first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id name prefix secret permissions owner { email } active lastUsedAt revokedAt expiresAt }
  }
}
"""
ADMIN_USERS = "{ adminUsers { totalCount } }"
MakeKey = Callable[..., Awaitable[Shopper]]


async def create(who: Account, **variables: Any) -> dict[str, Any]:
    """The result of apiKeyCreate; a key that reads users unless told otherwise."""
    plain = {"name": "reports", "permissions": ["READ_USERS"], "expiresAt": None}
    return dict((await who.shopper.ask(CREATE, **{**plain, **variables}))["result"])


@pytest.fixture
def make_key() -> MakeKey:
    """`await make_key(account, "READ_USERS", …)`: a script with a new key of that account."""

    async def make_key(who: Account, *permissions: str, **variables: Any) -> Shopper:
        made = await create(who, permissions=list(permissions or ("READ_USERS",)), **variables)
        assert made["__typename"] == "ApiKey", made
        return Shopper(who.shopper.http, access=made["secret"])

    return make_key


@pytest.fixture
async def admin(account: SignIn) -> Account:
    return await account(Role.ADMIN)


@pytest.fixture
async def superadmin(account: SignIn) -> Account:
    return await account(Role.SUPERADMIN)
