"""Somebody who acts, and a superadmin who reads of it."""

from __future__ import annotations

import pytest

from models import Role
from tests.support.shoppers import Account, SignIn, account

__all__ = ["Account", "SignIn", "account"]

ENTRIES = """
query ($filter: AuditFilter, $first: Int, $after: String) {
  auditEntries(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id actor actorId action targetType targetId before after ip requestId createdAt }
  }
}
"""


@pytest.fixture
async def admin(account: SignIn) -> Account:
    return await account(Role.ADMIN)


@pytest.fixture
async def superadmin(account: SignIn) -> Account:
    return await account(Role.SUPERADMIN)
