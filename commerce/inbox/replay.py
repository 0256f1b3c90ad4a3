"""Processing events from outside again: those that were given up, and those whose effects are in doubt."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog

from adapters.events import OrderUpdates
from adapters.payments import Payments
from commerce import audit, outbox
from commerce.audit import Actor, Target
from commerce.errors import NotFound, WebhookFailed
from commerce.inbox import inbox
from core.database import execute, transaction
from models import InboxEvent

log = structlog.get_logger(__name__)

_BATCH = 100
KNOWN = ("id", "created_at", "source", "event_id", "type", "outcome", "processed_at")
"""All but the payload, which tells of people."""


@dataclass(frozen=True)
class Selection:
    """Which events: all of what is given must fit. `ids` are the sender's, `evt_…`."""

    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    """A type, or its beginning before `.*`."""
    since: datetime | None = None
    """When they came in."""


@dataclass(frozen=True)
class Replayed:
    """One event, and what became of it now and before."""

    event_id: str
    type: str
    before: str | None
    """None when it had not been processed."""
    now: str

    @property
    def failed(self) -> bool:
        return self.now.startswith("failed: ")


async def replay_one(inbox_id: UUID, actor: Actor, payments: Payments, updates: OrderUpdates) -> InboxEvent:
    """Process one event again, for staff; as it is then. Twice is once: handlers look at how things are.

    Raises:
        NotFound
        WebhookFailed: it failed again, and is left as it was.
    """
    async with transaction():
        event = await InboxEvent.get_or_none(id=inbox_id).only(*KNOWN)
        if event is None:
            raise NotFound("WebhookEvent", path=("id",))
        what = {"event": event.event_id, "type": event.type, "processed": event.processed_at is not None}
        await audit.record(actor, "webhook_event_replay", Target("WebhookEvent", event.id), None, what)
    replayed = await _once_more(event, payments, updates)
    if replayed.failed:
        log.warning("webhook_replay_failed", event_id=event.event_id, type=event.type, outcome=replayed.now)
        raise WebhookFailed(replayed.now)
    return await InboxEvent.get(id=inbox_id).only(*KNOWN)


async def replay(selection: Selection, payments: Payments, updates: OrderUpdates) -> AsyncIterator[Replayed]:
    """Process the events again, oldest first, one after the other.

    One that fails says `failed: …` and is left as it was; the others go on.
    """
    last: UUID | None = None
    while True:
        found = await _after(last, selection)
        for event in found:
            last = event.id
            if _fits(event.type, selection.types):
                yield await _once_more(event, payments, updates)
        if len(found) < _BATCH:
            return


async def _after(last: UUID | None, selection: Selection) -> list[InboxEvent]:
    found = InboxEvent.all().only(*KNOWN)
    if last is not None:
        found = found.filter(id__gt=last)
    if selection.ids:
        found = found.filter(event_id__in=selection.ids)
    if selection.since is not None:
        found = found.filter(created_at__gte=selection.since)
    return await found.order_by("id").limit(_BATCH)


def _fits(kind: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(
        kind == each or (each.endswith(".*") and kind.startswith(each.removesuffix("*"))) for each in wanted
    )


async def _once_more(event: InboxEvent, payments: Payments, updates: OrderUpdates) -> Replayed:
    before = event.outcome if event.processed_at is not None else None
    try:
        outcome = await inbox.process(event.id, payments, updates, again=True) or "gone"
    except Exception as error:  # whatever its handler raises: the next event must have its turn
        return Replayed(event.event_id, event.type, before, f"failed: {type(error).__name__}: {error}")
    await execute(_NO_MORE_OWED, outbox.PROCESS_INBOX_EVENT, str(event.id))
    return Replayed(event.event_id, event.type, before, outcome)


_NO_MORE_OWED = "DELETE FROM outbox_messages WHERE actor = $1 AND args ->> 0 = $2 AND failed_at IS NOT NULL"
