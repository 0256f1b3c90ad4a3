"""Redis: how often something may be tried. Best effort: when Redis is down, it may be tried.

The generic cell rate algorithm: one number a key, the time at which everything tried so far would be paid for
at the steady rate. It lets a burst through, then one try every `window / tries`, and knows to the second when
the next one is due; there is no window whose edge lets twice as many through.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from core.clock import now
from core.database import forbid_transaction
from core.settings import Settings

log = structlog.get_logger(__name__)

_SECONDS = 1.0
"""How long a request waits for Redis before it goes on without."""

# KEYS: one a charge. ARGV: now, then for each key what its tries cost and what a burst may owe, all in microseconds.
# Answers how long to wait, or 0 and then all of them have been charged: either every limit lets it through, or none is
# moved. Tries do not come in the order of their clocks, and clocks differ: a quarter of a second early is in time, if
# a try is worth more.
_TAKE = """
local now, wait, due = tonumber(ARGV[1]), 0, {}
for i, key in ipairs(KEYS) do
  local cost, burst = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  local owed = math.max(tonumber(redis.call('GET', key) or 0), now) + cost
  due[i] = owed
  local early = owed - burst - now
  if early > math.min(cost / 4, 250000) then wait = math.max(wait, early) end
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  redis.call('SET', key, string.format('%.0f', due[i]), 'PX', math.ceil((due[i] - now) / 1000) + 1000)
end
return 0
"""


@dataclass(frozen=True)
class Limit:
    """`tries` at once, and as many in every `window` from then on."""

    name: str
    tries: int
    window: timedelta

    def per(self, *who: str, times: int = 1) -> Charge:
        """One try of somebody, or several at once."""
        return Charge(self, "\0".join(who), times)


@dataclass(frozen=True)
class Charge:
    """Tries against one limit. What tells whose is kept as a hash."""

    limit: Limit
    who: str
    times: int = 1

    @property
    def key(self) -> str:
        return f"{self.limit.name}:{sha256(self.who.encode()).hexdigest()[:32]}"


class RateLimits:
    """The counters, shared by all processes."""

    def __init__(self, settings: Settings, *, patience: float = _SECONDS) -> None:
        self._redis: Redis = Redis.from_url(
            settings.redis_url, socket_connect_timeout=patience, socket_timeout=patience
        )
        self._take: Any = self._redis.register_script(_TAKE)
        self._prefix = f"{settings.environment}:limit:"

    async def close(self) -> None:
        await self._redis.aclose()

    async def take(self, *charges: Charge) -> timedelta:
        """Charge each, when all of them let it through; otherwise none, and how long to wait."""
        forbid_transaction("Redis")
        values: list[int] = [round(now().timestamp() * 1_000_000)]
        for charge in charges:
            window = round(charge.limit.window.total_seconds() * 1_000_000)
            values += [window // charge.limit.tries * charge.times, window]
        try:
            wait = await self._take(keys=[self._prefix + charge.key for charge in charges], args=values)
        except (RedisError, OSError) as error:
            log.warning("limits_not_kept", names=[charge.limit.name for charge in charges], error=str(error))
            return timedelta()
        return timedelta(microseconds=int(wait))

    async def forgive(self, *charges: Charge) -> None:
        """Forget what was tried."""
        forbid_transaction("Redis")
        try:
            await self._redis.delete(*(self._prefix + charge.key for charge in charges))
        except (RedisError, OSError) as error:
            log.warning("limits_not_forgiven", names=[charge.limit.name for charge in charges], error=str(error))
