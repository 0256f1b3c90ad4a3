"""Events from outside (Stripe's webhooks): which came, what became of them, and processing one again."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import models
from commerce.permissions import Permission
from resolvers import webhook_events
from resolvers.context import Context, Info
from resolvers.webhook_events import Processing, WebhookEventState
from schema.errors import NotFoundError, WebhookFailedError
from schema.node import Node
from schema.pagination import After, Connection, First
from schema.permissions import requires

strawberry.enum(
    WebhookEventState,
    description="WAITING to be processed, or to be tried again; FAILED after the last attempt; PROCESSED.",
)


@strawberry.type(
    description="One event from outside, kept before anything was done about it. What it says is not shown: it tells "
    "of people; the sender's dashboard has it. Seen by who has health:read."
)
class WebhookEvent(Node):
    source: str = strawberry.field(description="stripe …")
    event_id: str = strawberry.field(description="The sender's: evt_…")
    type: str = strawberry.field(description="checkout.session.completed …")
    state: WebhookEventState
    outcome: str | None = strawberry.field(description="What it did, once it is PROCESSED.")
    attempts: int = strawberry.field(description="How often it was tried, as long as it is not PROCESSED.")
    error: str | None = strawberry.field(description="Why the last attempt failed, as long as it is not PROCESSED.")
    created_at: datetime = strawberry.field(description="When it came.")
    processed_at: datetime | None

    @classmethod
    def of(cls, record: models.InboxEvent, found: Processing | None) -> WebhookEvent:
        processed = record.processed_at is not None
        owed = Processing() if processed or found is None else found
        waiting = WebhookEventState.FAILED if owed.failed else WebhookEventState.WAITING
        return cls(
            key=record.id,
            source=record.source,
            event_id=record.event_id,
            type=record.type,
            state=WebhookEventState.PROCESSED if processed else waiting,
            outcome=record.outcome,
            attempts=owed.attempts,
            error=owed.last_error,
            created_at=record.created_at,
            processed_at=record.processed_at,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> WebhookEvent | None:
        found = await webhook_events.event(context, key)
        return cls.of(found, (await webhook_events.processing([key])).get(key)) if found else None


@strawberry.input(description="Events that fit all of what is said.")
class WebhookEventFilter:
    state: WebhookEventState | None = None
    type: str | None = strawberry.field(default=None, description="Whole: refund.failed.")


WebhookReplayResult = Annotated[
    WebhookEvent | NotFoundError | WebhookFailedError,
    strawberry.union("WebhookReplayResult", description="The event as it is now, or why it is as it was."),
]


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.READ_HEALTH)])
    async def webhook_events(
        self, info: Info, filter: WebhookEventFilter | None = None, first: First = None, after: After = None
    ) -> Connection[WebhookEvent]:
        """Events from outside, newest first."""
        asked = filter or WebhookEventFilter()
        page, processing = await webhook_events.events(asked.state, asked.type, first, after)
        return Connection.of(page, lambda record: WebhookEvent.of(record, processing.get(record.id)))


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.REPAIR)])
    async def webhook_event_replay(self, info: Info, id: strawberry.ID) -> WebhookReplayResult:
        """Process an event again, now. One that had its effects finds nothing to do, so twice is once."""
        return WebhookEvent.of(await webhook_events.replay_event(info.context, id), None)
