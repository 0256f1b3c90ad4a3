"""The world of the table, and everybody in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
import redis.asyncio

from core.settings import Settings
from core.tokens import Tokens, tokens
from tests.access.world import Snapshot, World, build
from tests.support.outside import StripeSandbox
from tests.support.storefront import Shopper


@dataclass
class Stage:
    """The world as it always begins, and its viewers by column."""

    world: World
    snapshot: Snapshot
    http: httpx.AsyncClient
    tokens: Tokens
    redis: redis.asyncio.Redis
    stripe: StripeSandbox | None = None
    """Where a test has it, it is put back, too."""

    def viewer(self, column: str) -> Shopper:
        """Somebody with their credentials, fresh."""
        world = self.world
        if column == "nobody":
            return Shopper(self.http)
        if column == "guest":
            token = self.tokens.issue_order_token(world.guest_order).token
            return Shopper(self.http, cart_token=world.guest_cart, order_token=token)
        if column == "key":
            return Shopper(self.http, access=world.api_key)
        user = world.users[column]
        access = self.tokens.issue_access_token(user.id, world.sessions[column], user.role)
        return Shopper(self.http, access=access.token)

    async def reset(self) -> None:
        """Everything as it was, limits too."""
        await self.snapshot.put_back()
        await self.redis.flushdb()
        if self.stripe is not None:
            await self.stripe.control("POST", "/reset")


_built: list[tuple[World, Snapshot]] = []


@pytest.fixture(scope="session")
async def _kept() -> AsyncIterator[list[tuple[World, Snapshot]]]:
    """The world, once a test has built it."""
    yield _built
    while _built:
        await _built.pop()[1].close()


@pytest.fixture
async def stage(
    client: httpx.AsyncClient,
    settings: Settings,
    _redis: redis.asyncio.Redis,
    _kept: list[tuple[World, Snapshot]],
) -> Stage:
    """The world, whole."""
    if not _kept:
        _kept.append((await build(client), await Snapshot.take(settings.database_url)))
    stage = Stage(*_kept[0], client, tokens(settings), _redis)
    await stage.reset()
    return stage
