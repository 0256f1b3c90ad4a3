"""Who works on a message: one worker at a time, which says so again every few seconds while it does."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import orjson
import structlog

from core.clock import now
from core.database import execute, fetch
from tasks.jobs import JOBS

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=15)
_RENEW_SECONDS = 5.0
LONGEST_SECONDS = 170.0
"""What a run in a worker's thread may take."""


@dataclass(frozen=True)
class Taken:
    """A message that this process has in hand."""

    message_id: UUID
    actor: str
    key: UUID
    """What the work is about: a row's id."""
    attempt: int
    deaths: int
    """Attempts before this one that ended without a word."""

    @property
    def tries(self) -> int:
        """Attempts that count, with this one: a killed worker says nothing of the work."""
        return self.attempt - self.deaths


_TAKE = """
UPDATE outbox_messages SET running_until = $3, available_at = $3, attempts = attempts + 1,
    deaths = deaths + CASE WHEN running_until IS NULL THEN 0 ELSE 1 END
WHERE id = $1 AND failed_at IS NULL AND (running_until IS NULL OR running_until < $2)
  AND (published > 0 OR NOT $4) AND actor = ANY($5::text[])
RETURNING actor, args, attempts, deaths
"""


async def take(message_id: UUID, *, handed_over: bool = False) -> Taken | None:
    """Take a message; None when it is done, given up, in other hands, or unknown to this version of the shop.

    `handed_over`: only if a relay has handed it over since its last run. A recurring message is never gone, so a
    late copy of it in Redis would otherwise run before its time.
    """
    rows = await fetch(_TAKE, message_id, now(), now() + LEASE, handed_over, list(JOBS))
    if not rows:
        return None
    row = rows[0]
    return Taken(message_id, row["actor"], UUID(orjson.loads(row["args"])[0]), row["attempts"], row["deaths"])


# Who was asleep for so long that another one took over, and maybe is done by now, touches nothing any more.
_RENEW = """
UPDATE outbox_messages SET running_until = $2, available_at = $2
WHERE id = $1 AND attempts = $3 AND running_until IS NOT NULL
"""


class TookTooLong(Exception):
    """A run had not come to its end when its time was over."""


@contextlib.asynccontextmanager
async def renewed(taken: Taken, *, longest: float | None = None) -> AsyncIterator[None]:
    """Keep a message while the block runs, which may be for `longest` seconds.

    Raises:
        TookTooLong: then the block is canceled. Dramatiq's own limit cancels, too, and cannot be told from a worker
            that stops; such an attempt does not count, and what always takes too long would be begun anew for ever.
    """
    renewal = asyncio.create_task(_renew(taken))
    try:
        async with asyncio.timeout(longest) as limit:
            yield
    except TimeoutError:
        if limit.expired():
            raise TookTooLong(f"it was not done after {longest:g} seconds") from None
        raise
    finally:
        renewal.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await renewal


async def _renew(taken: Taken) -> None:
    """A database that is away for a moment ends nothing: a lease outlasts two tries that fail."""
    while True:
        await asyncio.sleep(_RENEW_SECONDS)
        try:
            await execute(_RENEW, taken.message_id, now() + LEASE, taken.attempt)
        except Exception as error:
            log.warning("lease_not_renewed", error=f"{type(error).__name__}: {error}")


async def kept(taken: Taken) -> bool:
    """Whether nobody else took the message over meanwhile."""
    return bool(await fetch(_KEPT, taken.message_id, taken.attempt))


_KEPT = "SELECT 1 AS one FROM outbox_messages WHERE id = $1 AND attempts = $2 AND running_until IS NOT NULL"
_RELEASE = """
UPDATE outbox_messages SET running_until = NULL, available_at = $2, attempts = attempts - 1
WHERE id = $1 AND attempts = $3 AND running_until IS NOT NULL
"""


async def release(taken: Taken) -> None:
    """The worker is stopping: another may start at once, and this attempt does not count."""
    await execute(_RELEASE, taken.message_id, now(), taken.attempt)
