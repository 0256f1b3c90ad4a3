"""People with and without accounts, and a mailbox."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from commerce.accounts import passwords
from core.clock import now
from core.settings import Settings
from models import Role, User
from tests.accounts.people import Mailbox, Visitor

PASSWORD = "walnut-orbit-42"
Open = Callable[..., Awaitable[User]]


@pytest.fixture
def visitor(client: httpx.AsyncClient) -> Visitor:
    """Somebody whom nobody knows."""
    return Visitor(client, {"user-agent": "Firefox"})


@pytest.fixture(scope="session")
async def password_hash() -> str:
    """Of PASSWORD."""
    return await passwords.hash_password(PASSWORD)


@pytest.fixture
def open_account(db: None, password_hash: str) -> Open:
    """`await open_account("ada@example.com", role=Role.ADMIN)`: an account with PASSWORD."""

    async def open_account(email: str = "ada@example.com", **fields: Any) -> User:
        plain = {"name": "Ada", "role": Role.USER, "password_hash": password_hash, "email_verified_at": now()}
        return await User.create(email=email, **{**plain, **fields})

    return open_account


@pytest.fixture
def mailbox(settings: Settings, client: httpx.AsyncClient) -> Mailbox:
    return Mailbox(settings)


@pytest.fixture
def verifications(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every hash that a password was compared with, for real, while the test ran."""
    compared: list[str] = []
    hasher = passwords._HASHER

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            compared.append(stored)
            return hasher.verify(stored, password)

        def __getattr__(self, name: str) -> Any:
            return getattr(hasher, name)

    monkeypatch.setattr(passwords, "_HASHER", Counting())
    return compared
