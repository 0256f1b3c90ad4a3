"""Shops of different sizes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from cli import seed
from core.database import transaction
from tests.support.shoppers import account

__all__ = ["account"]


@pytest.fixture
def sell(db: None) -> Callable[..., Awaitable[None]]:
    """`await sell("poster")` puts those products on sale; without a name the whole line-up."""

    async def sell(*slugs: str) -> None:
        async with transaction():
            await seed.seed_catalogue(seed.catalogue(slugs or None))

    return sell
