"""Keeping events from outside, before anything is done about them.

Events come in bursts. Those that come while others are being written are written together next, by one statement and
one commit, so that a burst costs PostgreSQL a few commits and not one each. Nobody is told that an event is kept
before its commit has happened.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
import structlog

from adapters.payments import API_VERSION
from commerce import outbox
from core.clock import now
from core.database import fetch
from core.ids import new_id

log = structlog.get_logger(__name__)

_MOST_AT_ONCE = 100


class EventUnstorable(Exception):
    """PostgreSQL cannot keep it: a NUL character, or an identifier longer than Stripe's ever are."""


@dataclass(frozen=True)
class _Waiting:
    """A row to be written, and who waits for it to be."""

    id: UUID
    event_id: str
    type: str
    api_version: str | None
    payload: str
    fresh: asyncio.Future[bool]


_waiting: list[_Waiting] = []
_writers: set[asyncio.Task[None]] = set()


async def store_stripe_event(event: Mapping[str, Any]) -> bool:
    """Keep a verified event, once, together with the promise to process it; False when it is here already.

    Raises:
        EventUnstorable: for what Stripe would not send.
    """
    version = event.get("api_version")
    if version != API_VERSION:
        log.warning("stripe_event_of_another_version", version=version, ours=API_VERSION)
    payload = orjson.dumps(event).decode()
    if "\\u0000" in payload or len(event["id"]) > 255 or len(event["type"]) > 80:
        raise EventUnstorable("the event holds a NUL character or an overlong identifier")
    fresh: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    _waiting.append(_Waiting(new_id(), event["id"], event["type"], version, payload, fresh))
    if not _writers:
        # In no request's name: a request that is cut off must not take the others' events with it.
        task = asyncio.create_task(_write(), context=contextvars.Context())
        _writers.add(task)
        task.add_done_callback(_writers.discard)
    return await fresh


async def _write() -> None:
    while _waiting:
        batch = _waiting[:_MOST_AT_ONCE]
        del _waiting[:_MOST_AT_ONCE]
        if not await _written(batch):
            # One that PostgreSQL does not take must not keep out the others.
            await asyncio.gather(*(_written([each]) for each in batch))
    # Now, not when the task's callbacks run: who was told first may bring the next event before them.
    _writers.clear()


# One statement, so that an event is stored together with the promise to process it.
_STORE = """
WITH stored AS (
    INSERT INTO inbox_events (id, created_at, source, event_id, type, api_version, payload)
    SELECT id, $1, 'stripe', event_id, type, api_version, payload::jsonb
    FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[])
        AS waiting(id, event_id, type, api_version, payload)
    ON CONFLICT (source, event_id) DO NOTHING RETURNING id
)
INSERT INTO outbox_messages (id, created_at, actor, args, available_at, published, attempts)
SELECT id, $1, $7, jsonb_build_array(id::text), $1, 0, 0 FROM stored RETURNING id
"""


async def _written(batch: Sequence[_Waiting]) -> bool:
    """Whether all of them are kept. A single one's failure is told to who waits for it."""
    rows = sorted(batch, key=lambda each: each.event_id)  # as other processes do, so that none waits for another
    columns = zip(*((row.id, row.event_id, row.type, row.api_version, row.payload) for row in rows), strict=True)
    try:
        stored = await fetch(_STORE, now(), *map(list, columns), outbox.PROCESS_INBOX_EVENT)
    except Exception as error:
        if len(rows) == 1 and not rows[0].fresh.done():
            rows[0].fresh.set_exception(error)
        return False
    fresh = {row["id"] for row in stored}
    for row in rows:
        if not row.fresh.done():
            row.fresh.set_result(row.id in fresh)
    return True
