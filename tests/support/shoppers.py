"""Fixtures for whoever buys at a storefront."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx
import pytest

from commerce.accounts import sessions
from commerce.accounts.sessions import Client
from core.clock import now
from core.database import transaction
from core.settings import Settings
from core.tokens import tokens
from models import Cart, CartLine, Design, Order, OrderLine, Role, User
from tests.support.storefront import Shopper


@pytest.fixture
async def guest(client: httpx.AsyncClient, catalog: None) -> Shopper:
    """Somebody without an account, in a shop with a line-up."""
    return Shopper(client)


@dataclass(frozen=True)
class Account:
    """An account and its hands."""

    user: User
    shopper: Shopper


SignIn = Callable[..., Awaitable[Account]]


@pytest.fixture
def account(client: httpx.AsyncClient, settings: Settings) -> SignIn:
    """`await account()`, `await account(Role.ADMIN)`: a new account, signed in."""

    async def create(role: Role = Role.USER) -> Account:
        number = await User.all().count()
        user = await User.create(
            email=f"user{number}@example.com", name=f"User {number}", role=role, email_verified_at=now()
        )
        return Account(user, Shopper(client, access=await access_token(settings, user)))

    return create


async def access_token(settings: Settings, user: User) -> str:
    """What logging in to that account hands out."""
    async with transaction():
        login = await sessions.begin(user, Client("127.0.0.1", "tests"), tokens(settings))
    return login.access_token


async def rows() -> dict[str, int]:
    """How many rows the tables have that shopping writes to: a refusal must leave them as they were."""
    return {table.__name__: await table.all().count() for table in (Cart, CartLine, Design, Order, OrderLine)}
