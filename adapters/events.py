"""Redis pub/sub: who watches an order hears that it moved. Best effort; the database has the facts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from core.database import forbid_transaction
from core.settings import Settings

log = structlog.get_logger(__name__)

_POLL_SECONDS = 2.0


class OrderUpdates:
    """A channel per order."""

    def __init__(self, settings: Settings) -> None:
        self._redis: Redis = Redis.from_url(settings.redis_url, socket_connect_timeout=2)
        self._prefix = f"{settings.environment}:order:"

    async def close(self) -> None:
        await self._redis.aclose()

    async def publish(self, order_id: UUID) -> None:
        """Say that an order moved. A Redis that is down is logged, not raised."""
        forbid_transaction("Redis")
        try:
            await self._redis.publish(f"{self._prefix}{order_id}", b"")
        except (RedisError, OSError) as error:
            log.warning("order_update_lost", order_id=str(order_id), error=str(error))

    async def moves(self, order_id: UUID) -> AsyncGenerator[None]:
        """Yields once it listens, and then whenever the order may have moved: look at it after each.

        Without Redis it yields every two seconds, so that watchers miss nothing.
        """
        forbid_transaction("Redis")
        while True:
            try:
                async with self._redis.pubsub() as channel:
                    await channel.subscribe(f"{self._prefix}{order_id}")
                    async for _ in channel.listen():  # the first message says that we are subscribed
                        yield
            except (RedisError, OSError) as error:
                log.warning("order_updates_polled", order_id=str(order_id), error=str(error))
                yield
                await asyncio.sleep(_POLL_SECONDS)
