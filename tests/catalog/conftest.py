"""Shops of different sizes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from cli import seed
from core.database import transaction
from models import Role
from tests.support.shoppers import SignIn, account, guest
from tests.support.storefront import Shopper

__all__ = ["account", "guest"]


@pytest.fixture
def sell(db: None) -> Callable[..., Awaitable[None]]:
    """`await sell("poster")` puts those products on sale; without a name the whole line-up."""

    async def sell(*slugs: str) -> None:
        async with transaction():
            await seed.seed_catalogue(seed.catalogue(slugs or None))

    return sell


@pytest.fixture
async def admin(guest: Shopper, account: SignIn) -> Shopper:
    """Somebody of the staff, in a shop with a small line-up."""
    return (await account(Role.ADMIN)).shopper
