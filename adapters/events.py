"""Redis pub/sub: who watches an order hears that it moved. Best effort; the database has the facts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from core.settings import Settings

log = structlog.get_logger(__name__)


class OrderUpdates:
    """A channel per order."""

    def __init__(self, settings: Settings) -> None:
        self._redis: Redis = Redis.from_url(settings.redis_url, socket_connect_timeout=2)
        self._prefix = f"{settings.environment}:order:"

    async def close(self) -> None:
        await self._redis.aclose()

    async def publish(self, order_id: UUID) -> None:
        """Say that an order moved. A Redis that is down is logged, not raised."""
        try:
            await self._redis.publish(f"{self._prefix}{order_id}", b"")
        except (RedisError, OSError) as error:
            log.warning("order_update_lost", order_id=str(order_id), error=str(error))

    @asynccontextmanager
    async def listen(self, order_id: UUID) -> AsyncIterator[AsyncIterator[None]]:
        """Inside the block, an iterator that yields once for every movement of the order."""
        async with self._redis.pubsub() as channel:
            await channel.subscribe(f"{self._prefix}{order_id}")

            async def moves() -> AsyncIterator[None]:
                async for message in channel.listen():
                    if message["type"] == "message":
                        yield

            yield moves()
