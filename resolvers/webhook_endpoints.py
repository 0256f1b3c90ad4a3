"""Webhooks that the shop sends, for those who manage them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from commerce.permissions import Permission
from commerce.webhooks_out import webhook_endpoints, webhook_resends
from commerce.webhooks_out.webhook_endpoints import Change
from commerce.webhooks_out.webhook_resends import Resent
from models import WebhookAttempt, WebhookDelivery, WebhookDeliveryStatus, WebhookEndpoint, WebhookEventType
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.paging import Page, paginate


async def endpoint(context: Context, key: UUID) -> WebhookEndpoint | None:
    return await WebhookEndpoint.get_or_none(id=key) if context.viewer.may(Permission.MANAGE_WEBHOOKS) else None


async def delivery(context: Context, key: UUID) -> WebhookDelivery | None:
    if not context.viewer.may(Permission.MANAGE_WEBHOOKS):
        return None
    return await WebhookDelivery.get_or_none(id=key).select_related("event")


async def listed(context: Context, first: int | None, after: str | None) -> Page[WebhookEndpoint]:
    """Newest first, disabled ones too."""
    return await paginate(WebhookEndpoint.all(), ("-id",), first=first, after=after)


async def deliveries(
    context: Context, endpoint_id: str, status: WebhookDeliveryStatus | None, first: int | None, after: str | None
) -> Page[WebhookDelivery]:
    """One endpoint's, newest first, with their events."""
    found = WebhookDelivery.filter(endpoint_id=key_of(endpoint_id, "WebhookEndpoint", "endpointId"))
    if status is not None:
        found = found.filter(status=status)
    return await paginate(found.select_related("event"), ("-id",), first=first, after=after)


async def attempts(context: Context, delivery_id: UUID) -> list[WebhookAttempt]:
    """A delivery's, oldest first."""
    return await context.loaders.webhook_attempts.load(delivery_id)


async def create(
    context: Context, url: str, description: str | None, event_types: Collection[WebhookEventType]
) -> tuple[WebhookEndpoint, str]:
    """The endpoint and its secret."""
    sender = context.services.webhooks
    return await webhook_endpoints.create(url, description, event_types, actor_of(context), sender)


async def update(context: Context, id: str, change: Change) -> WebhookEndpoint:
    key = key_of(id, "WebhookEndpoint")
    return await webhook_endpoints.update(key, change, actor_of(context), context.services.webhooks)


async def rotate_secret(context: Context, id: str) -> tuple[WebhookEndpoint, str]:
    """The endpoint and its new secret."""
    return await webhook_endpoints.rotate_secret(key_of(id, "WebhookEndpoint"), actor_of(context))


async def delete(context: Context, id: str) -> None:
    await webhook_endpoints.delete(key_of(id, "WebhookEndpoint"), actor_of(context))


async def ping(context: Context, id: str) -> WebhookDelivery:
    key = key_of(id, "WebhookEndpoint")
    return await webhook_resends.ping(key, actor_of(context), context.services.webhooks)


async def resend(context: Context, id: str) -> WebhookDelivery:
    return await webhook_resends.resend(key_of(id, "WebhookDelivery"), actor_of(context))


async def resend_since(context: Context, id: str, since: datetime) -> Resent:
    return await webhook_resends.resend_since(key_of(id, "WebhookEndpoint"), since, actor_of(context))
