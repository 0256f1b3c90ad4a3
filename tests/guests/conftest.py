"""Guests with orders, and accounts of the same e-mail address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from models import User
from tests.orders.conftest import Buy, buy, order_gid
from tests.support.shoppers import Account, account, guest

__all__ = ["Ada", "Buy", "account", "buy", "guest", "order_gid"]

Ada = Callable[..., Awaitable[Account]]


@pytest.fixture
def ada(account: Callable[..., Awaitable[Account]]) -> Ada:
    """`await ada()`: an account of the address that guests' orders are placed with, verified unless told otherwise."""

    async def create(*, verified: bool = True) -> Account:
        made = await account()
        await User.filter(id=made.user.id).update(email="ada@example.com")
        if not verified:
            await User.filter(id=made.user.id).update(email_verified_at=None)
        return Account(await User.get(id=made.user.id), made.shopper)

    return create
