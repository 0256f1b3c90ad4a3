"""`adminUser`: one person, by id or e-mail address, for the staff."""

from __future__ import annotations

from typing import Any

import pytest

from core.clock import now
from core.ids import new_id, to_global_id
from models import User
from tests.support.storefront import Shopper
from tests.users.conftest import Account, user_gid

USER = "query ($id: ID, $email: EmailAddress) { adminUser(id: $id, email: $email) { id email } }"


async def found(shopper: Shopper, **asked: Any) -> Any:
    return (await shopper.ask(USER, **asked))["adminUser"]


async def test_by_id_and_by_address(admin: Account, customer: Account) -> None:
    ada = {"id": user_gid(customer), "email": customer.user.email}

    assert await found(admin.shopper, id=user_gid(customer)) == ada
    assert await found(admin.shopper, email=customer.user.email.upper()) == ada


async def test_nobody(admin: Account, customer: Account) -> None:
    assert await found(admin.shopper, id=to_global_id("User", new_id())) is None
    assert await found(admin.shopper, email="nobody@example.com") is None
    await User.filter(id=customer.user.id).update(deleted_at=now())
    assert await found(admin.shopper, id=user_gid(customer)) is None
    assert await found(admin.shopper, email=customer.user.email) is None


@pytest.mark.parametrize(
    "asked", [{}, {"id": to_global_id("User", new_id()), "email": "ada@example.com"}, {"id": "x"}, {"email": "ada"}]
)
async def test_malformed_input(admin: Account, asked: dict[str, Any]) -> None:
    assert (await admin.shopper.refused(USER, **asked))[1] == "BAD_USER_INPUT"


async def test_not_for_customers(customer: Account) -> None:
    assert (await customer.shopper.refused(USER, id=user_gid(customer)))[1] == "FORBIDDEN"
    assert (await Shopper(customer.shopper.http).refused(USER, id=user_gid(customer)))[1] == "UNAUTHENTICATED"
