"""People with something to lose: an account with a password, orders, a cart, mails."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from commerce.accounts import passwords
from models import (
    ApiKey,
    AuditEntry,
    Cart,
    CartLine,
    CustomerFigures,
    Design,
    Download,
    Job,
    Mail,
    MailToken,
    Order,
    OrderEvent,
    OrderLine,
    OutboxMessage,
    Role,
    Session,
    User,
)
from tests.orders.conftest import Buy, buy, order_gid
from tests.support.shoppers import Account, account, guest

__all__ = ["PASSWORD", "Buy", "SignIn", "account", "buy", "everything", "guest", "order_gid", "person"]

PASSWORD = "walnut-orbit-42"
SignIn = Callable[..., Awaitable[Account]]


@pytest.fixture(scope="session")
async def password_hash() -> str:
    """Of PASSWORD."""
    return await passwords.hash_password(PASSWORD)


@pytest.fixture
def person(account: SignIn, password_hash: str) -> SignIn:
    """`await person()`, `await person(Role.ADMIN)`: an account with PASSWORD; the first is Ada's."""

    async def create(role: Role = Role.USER) -> Account:
        made = await account(role)
        email = made.user.email if await User.exists(email="ada@example.com") else "ada@example.com"
        await User.filter(id=made.user.id).update(password_hash=password_hash, email=email, name="Ada Lovelace")
        return Account(await User.get(id=made.user.id), made.shopper)

    return create


async def everything() -> dict[str, Any]:
    """Every row that privacy is about: a refusal must leave all of it as it was."""
    tables = (
        User, Session, MailToken, ApiKey, CustomerFigures, Cart, CartLine, Design, Order, OrderLine, OrderEvent,
        Download, Mail, Job, AuditEntry, OutboxMessage,
    )  # fmt: skip
    return {table.__name__: sorted(map(str, await table.all().values())) for table in tables}
