"""Webhooks that the shop sends: who hears of its events, what was sent, and how that went."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import orjson
import strawberry

import models
from commerce.permissions import Permission
from commerce.webhooks_out import webhook_endpoints as rules
from commerce.webhooks_out import webhook_resends, webhook_secrets
from core.ids import to_global_id
from models import WebhookDeliveryStatus, WebhookEventType
from resolvers import webhook_endpoints
from resolvers.context import Context, Info
from schema.errors import InvalidInputError, NotFoundError, StateInvalidError
from schema.node import Node
from schema.pagination import After, Connection, First
from schema.permissions import requires
from schema.scalars import JSON, URL

_TYPE = strawberry.enum(WebhookEventType, description="What a webhook tells. Each value's description is its `type`.")
for _value in _TYPE.__strawberry_definition__.values:  # type: ignore[attr-defined]
    _value.description = WebhookEventType[_value.name].value
strawberry.enum(
    WebhookDeliveryStatus,
    description="PENDING is sent, or tried again, at nextAttemptAt. FAILED was given up, MISSED came while the "
    "endpoint was disabled: both are sent again by webhookDeliveryResend and webhookEndpointEventsResend.",
)
_WHICH = "Those that it hears of; none named means all, also those that are new one day. Never TEST_PING."


@strawberry.type(
    description="A URL of another system that hears of the shop's events. Seen by who has webhooks:manage."
)
class WebhookEndpoint(Node):
    url: str
    description: str | None
    event_types: list[WebhookEventType] = strawberry.field(description=_WHICH)
    active: bool = strawberry.field(description="Whether anything is sent to it.")
    disabled_at: datetime | None
    disabled_reason: str | None = strawberry.field(
        description="Why the shop disabled it, after five days without success or for a 410; null when people did."
    )
    failing_since: datetime | None = strawberry.field(
        description="The first failure since anything was delivered; null while all is well."
    )
    secret: str | None = strawberry.field(
        description="What its webhooks are signed with, `whsec_…`. Only in the answers of webhookEndpointCreate and "
        "webhookEndpointSecretRotate, once; null ever after."
    )
    old_secret_until: datetime | None = strawberry.field(
        description="Until when webhooks are signed with the former secret, too; null when there is none."
    )
    created_at: datetime

    @classmethod
    def of(cls, record: models.WebhookEndpoint, secret: str | None = None) -> WebhookEndpoint:
        return cls(
            key=record.id,
            url=record.url,
            description=record.description,
            event_types=rules.known_types(record.event_types),
            active=record.disabled_at is None,
            disabled_at=record.disabled_at,
            disabled_reason=record.disabled_reason,
            failing_since=record.failing_since,
            secret=secret,
            old_secret_until=webhook_secrets.old_until(record.secrets),
            created_at=record.created_at,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> WebhookEndpoint | None:
        found = await webhook_endpoints.endpoint(context, key)
        return cls.of(found) if found else None


@strawberry.type(description="One call of a receiver.")
class WebhookAttempt:
    at: datetime = strawberry.field(description="When it began.")
    duration_ms: int
    status_code: int | None = strawberry.field(description="Null: there was no answer.")
    error: str | None = strawberry.field(description="Null when it was taken.")
    response_excerpt: str = strawberry.field(description="The beginning of what the receiver said about a failure.")

    @classmethod
    def of(cls, record: models.WebhookAttempt) -> WebhookAttempt:
        return cls(
            at=record.created_at,
            duration_ms=record.duration_ms,
            status_code=record.status_code,
            error=record.error,
            response_excerpt=record.excerpt,
        )


@strawberry.type(description="One event for one endpoint. Kept for 30 days. Seen by who has webhooks:manage.")
class WebhookDelivery(Node):
    endpoint_id: strawberry.ID
    event_type: WebhookEventType
    webhook_id: str = strawberry.field(description="The `webhook-id` header: the same for every attempt and receiver.")
    order_id: strawberry.ID | None = strawberry.field(description="The order that it tells of; null for a test.")
    status: WebhookDeliveryStatus
    attempts: int
    last_status_code: int | None
    last_error: str | None
    next_attempt_at: datetime | None
    delivered_at: datetime | None
    created_at: datetime
    record: strawberry.Private[models.WebhookDelivery]

    @classmethod
    def of(cls, record: models.WebhookDelivery) -> WebhookDelivery:
        """Of a delivery whose event is loaded."""
        event = record.event
        return cls(
            key=record.id,
            endpoint_id=strawberry.ID(to_global_id("WebhookEndpoint", record.endpoint_id)),
            event_type=event.type,
            webhook_id=event.webhook_id,
            order_id=strawberry.ID(to_global_id("Order", event.order_id)) if event.order_id else None,
            status=record.status,
            attempts=record.attempts,
            last_status_code=record.last_status_code,
            last_error=record.last_error,
            next_attempt_at=record.next_attempt_at,
            delivered_at=record.delivered_at,
            created_at=record.created_at,
            record=record,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> WebhookDelivery | None:
        found = await webhook_endpoints.delivery(context, key)
        return cls.of(found) if found else None

    @strawberry.field
    def payload(self) -> JSON:
        """What is sent, as it was frozen when it happened."""
        return JSON(orjson.loads(self.record.event.body))

    @strawberry.field
    async def log(self, info: Info) -> list[WebhookAttempt]:
        """Every attempt, the first one first."""
        return [WebhookAttempt.of(each) for each in await webhook_endpoints.attempts(info.context, self.key)]


@strawberry.type(description="An endpoint is gone, with its log.")
class WebhookEndpointDeleted:
    id: strawberry.ID


@strawberry.type(description="Events that an endpoint has not got are on their way to it.")
class WebhookEventsResent:
    endpoint: WebhookEndpoint
    count: int
    more: bool = strawberry.field(description=f"More than the {webhook_resends.MOST} of one request: ask again.")


WebhookEndpointResult = Annotated[
    WebhookEndpoint | InvalidInputError | NotFoundError | StateInvalidError,
    strawberry.union("WebhookEndpointResult", description="The endpoint, or why it is as it was."),
]
WebhookEndpointDeleteResult = Annotated[
    WebhookEndpointDeleted | NotFoundError,
    strawberry.union("WebhookEndpointDeleteResult", description="What is gone, or that there was nothing."),
]
WebhookDeliveryResult = Annotated[
    WebhookDelivery | NotFoundError | StateInvalidError,
    strawberry.union("WebhookDeliveryResult", description="The delivery, or why nothing is sent."),
]
WebhookEventsResendResult = Annotated[
    WebhookEventsResent | InvalidInputError | NotFoundError | StateInvalidError,
    strawberry.union("WebhookEventsResendResult", description="What is on its way, or why nothing is."),
]


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.MANAGE_WEBHOOKS)])
    async def webhook_endpoints(
        self, info: Info, first: First = None, after: After = None
    ) -> Connection[WebhookEndpoint]:
        """Who hears of the shop's events, newest first."""
        return Connection.of(await webhook_endpoints.listed(info.context, first, after), WebhookEndpoint.of)

    @strawberry.field(extensions=[requires(Permission.MANAGE_WEBHOOKS)])
    async def webhook_deliveries(
        self,
        info: Info,
        endpoint_id: strawberry.ID,
        status: WebhookDeliveryStatus | None = None,
        first: First = None,
        after: After = None,
    ) -> Connection[WebhookDelivery]:
        """What an endpoint was sent, is to be sent, or has missed, newest first. Empty for an unknown one."""
        page = await webhook_endpoints.deliveries(info.context, endpoint_id, status, first, after)
        return Connection.of(page, WebhookDelivery.of)


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.MANAGE_WEBHOOKS)])
    async def webhook_endpoint_create(
        self,
        info: Info,
        url: Annotated[
            URL,
            strawberry.argument(
                description="https, on port 443 or 8443, on the public internet; other hosts only if "
                "WEBHOOK_ALLOWED_HOSTS names them."
            ),
        ],
        description: str | None = None,
        event_types: Annotated[list[WebhookEventType] | None, strawberry.argument(description=_WHICH)] = None,
    ) -> WebhookEndpointResult:
        """Have another system hear of the shop's events. The answer's `secret` is shown this once."""
        made, secret = await webhook_endpoints.create(info.context, url, description, event_types or [])
        return WebhookEndpoint.of(made, secret)

    @strawberry.mutation(extensions=[requires(Permission.MANAGE_WEBHOOKS)])
    async def webhook_endpoint_update(
        self,
        info: Info,
        id: strawberry.ID,
        url: URL | None = None,
        description: Annotated[
            str | None, strawberry.argument(description="For people; an empty one takes it away.")
        ] = None,
        event_types: Annotated[list[WebhookEventType] | None, strawberry.argument(description=_WHICH)] = None,
        active: Annotated[
            bool | None, strawberry.argument(description="False sends nothing any more, true sends again.")
        ] = None,
    ) -> WebhookEndpointResult:
        """Change an endpoint; what is not given stays. What it misses while it is not active is sent only when
        webhookEndpointEventsResend asks for it."""
        change = rules.Change(url, description, event_types, active)
        return WebhookEndpoint.of(await webhook_endpoints.update(info.context, id, change))

    @strawberry.mutation(extensions=[requires(Permission.MANAGE_WEBHOOKS)])
    async def webhook_endpoint_secret_rotate(self, info: Info, id: strawberry.ID) -> WebhookEndpointResult:
        """Make a new secret, shown this once. Webhooks are signed with the former one, too, for 24 hours."""
        return WebhookEndpoint.of(*await webhook_endpoints.rotate_secret(info.context, id))

    @strawberry.mutation(extensions=[requires(Permission.MANAGE_WEBHOOKS)])
    async def webhook_endpoint_delete(self, info: Info, id: strawberry.ID) -> WebhookEndpointDeleteResult:
        """Remove an endpoint with its log. To pause it, make it inactive."""
        await webhook_endpoints.delete(info.context, id)
        return WebhookEndpointDeleted(id=id)

    @strawberry.mutation(extensions=[requires(Permission.MANAGE_WEBHOOKS)])
    async def webhook_endpoint_test(self, info: Info, id: strawberry.ID) -> WebhookDeliveryResult:
        """Send a `test.ping`, once, and wait for the answer, 15 seconds at most; an inactive endpoint gets it, too."""
        return WebhookDelivery.of(await webhook_endpoints.ping(info.context, id))

    @strawberry.mutation(extensions=[requires(Permission.MANAGE_WEBHOOKS)])
    async def webhook_delivery_resend(self, info: Info, id: strawberry.ID) -> WebhookDeliveryResult:
        """Send an event once more, under the same webhook-id. One that is PENDING stays as it is."""
        return WebhookDelivery.of(await webhook_endpoints.resend(info.context, id))

    @strawberry.mutation(extensions=[requires(Permission.MANAGE_WEBHOOKS)])
    async def webhook_endpoint_events_resend(
        self,
        info: Info,
        id: strawberry.ID,
        since: Annotated[datetime, strawberry.argument(description="At most 30 days ago.")],
    ) -> WebhookEventsResendResult:
        """Send an endpoint what it has not got of what happened since then, oldest first: FAILED, MISSED, and what
        was sent to others before it was there. A second time sends nothing twice."""
        resent = await webhook_endpoints.resend_since(info.context, id, since)
        return WebhookEventsResent(
            endpoint=WebhookEndpoint.of(resent.endpoint), count=resent.count, more=resent.more
        )  # fmt: skip
