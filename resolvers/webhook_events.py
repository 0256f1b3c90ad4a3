"""Events from outside as staff sees them: which came, what became of them, and processing one again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q, Subquery

from commerce import outbox
from commerce.inbox import replay
from commerce.inbox.replay import KNOWN
from commerce.permissions import Permission
from models import InboxEvent, OutboxMessage
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.paging import Page, paginate
from resolvers.texts import fitting


class WebhookEventState(StrEnum):
    """How far the processing of an event is."""

    WAITING = "waiting"
    FAILED = "failed"
    PROCESSED = "processed"


def _having(state: WebhookEventState) -> Q:
    """An event's message has the event's own id (commerce/inbox/inbox_store.py)."""
    if state is WebhookEventState.PROCESSED:
        return Q(processed_at__isnull=False)
    given_up = OutboxMessage.filter(actor=outbox.PROCESS_INBOX_EVENT, failed_at__isnull=False)
    failed = Q(id__in=Subquery(given_up.values("id")))
    return Q(processed_at=None) & (failed if state is WebhookEventState.FAILED else ~failed)


@dataclass(frozen=True)
class Processing:
    """An event's message, as long as there is one: how often it was tried, and what went wrong."""

    attempts: int = 0
    last_error: str | None = None
    failed: bool = False


async def processing(keys: Iterable[UUID]) -> dict[UUID, Processing]:
    """By the events' keys, in one statement."""
    found = OutboxMessage.filter(id__in=list(keys), actor=outbox.PROCESS_INBOX_EVENT)
    return {
        message.id: Processing(message.attempts, message.last_error, message.failed_at is not None)
        for message in await found
    }


async def events(
    state: WebhookEventState | None, type_: str | None, first: int | None, after: str | None
) -> tuple[Page[InboxEvent], dict[UUID, Processing]]:
    """Newest first, without what they say."""
    found = InboxEvent.all().only(*KNOWN)
    if state is not None:
        found = found.filter(_having(state))
    if type_ is not None:
        found = found.filter(type=fitting(InboxEvent, "type", type_, "filter.type"))
    page = await paginate(found, ("-id",), first=first, after=after)
    return page, await processing(event.id for event in page.records)


async def of_keys(keys: Iterable[UUID]) -> list[InboxEvent]:
    """Those events, oldest first."""
    return await InboxEvent.filter(id__in=list(keys)).only(*KNOWN).order_by("id")


async def event(context: Context, key: UUID) -> InboxEvent | None:
    if not context.viewer.may(Permission.READ_HEALTH):
        return None
    return await InboxEvent.get_or_none(id=key).only(*KNOWN)


async def replay_event(context: Context, id: str) -> InboxEvent:
    """Process it again, now.

    Raises:
        NotFound, WebhookFailed
    """
    key = key_of(id, "WebhookEvent")
    services = context.services
    return await replay.replay_one(key, actor_of(context), services.payments, services.updates)
