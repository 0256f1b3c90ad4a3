"""Deliveries that people ask for: a test, the same event once more, everything that an endpoint has missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson

from adapters.webhooks_out import WebhookSender
from commerce import audit, outbox
from commerce.audit import Actor, Target
from commerce.errors import InvalidInput, NotFound, StateInvalid
from commerce.webhooks_out import outgoing_events, webhook_deliveries
from commerce.webhooks_out.outgoing_events import KEPT
from core.clock import now
from core.database import fetch, transaction
from core.ids import new_id
from models import WebhookDelivery, WebhookDeliveryStatus, WebhookEndpoint, WebhookEventType

MOST = 1000
"""Events that one request sends again."""


@dataclass(frozen=True)
class Resent:
    """How many deliveries are on their way, and whether there are more than one request takes."""

    endpoint: WebhookEndpoint
    count: int
    more: bool


async def ping(endpoint_id: UUID, actor: Actor, sender: WebhookSender) -> WebhookDelivery:
    """Send an endpoint a `test.ping`, now and once; the delivery, concluded. A disabled one may be tried, too.

    Raises:
        NotFound
    """
    async with transaction():
        endpoint = await WebhookEndpoint.filter(id=endpoint_id).select_for_update(no_key=True).first()
        if endpoint is None:
            raise NotFound("WebhookEndpoint", path=("id",))
        event = await outgoing_events.write(WebhookEventType.TEST_PING, {"message": "This is a test."})
        delivery = await WebhookDelivery.create(
            id=new_id(), endpoint_id=endpoint.id, event_id=event.id, next_attempt_at=now()
        )
        await outbox.enqueue(outbox.DELIVER_WEBHOOK, delivery.id, delay=webhook_deliveries.CALL)
        await audit.record(actor, "webhook_endpoint_test", Target("WebhookEndpoint", endpoint.id))
    await webhook_deliveries.deliver(delivery.id, sender)
    return await WebhookDelivery.get(id=delivery.id).select_related("event")


async def resend(delivery_id: UUID, actor: Actor) -> WebhookDelivery:
    """Send an event once more, with all its attempts; one that is still being sent stays as it is.

    Raises:
        NotFound
        StateInvalid: the endpoint is disabled.
    """
    async with transaction():
        delivery = await WebhookDelivery.get_or_none(id=delivery_id)
        if delivery is None:
            raise NotFound("WebhookDelivery", path=("id",))
        endpoint = await _enabled(delivery.endpoint_id)
        delivery = await WebhookDelivery.filter(id=delivery_id).select_for_update().get()
        if delivery.status is not WebhookDeliveryStatus.PENDING:
            before = {"status": delivery.status.value}
            delivery.status, delivery.tries, delivery.next_attempt_at = WebhookDeliveryStatus.PENDING, 0, now()
            await delivery.save(update_fields=["status", "tries", "next_attempt_at"])
            await outbox.enqueue(outbox.DELIVER_WEBHOOK, delivery.id)
            after = {"endpoint_id": str(endpoint.id)}
            await audit.record(actor, "webhook_delivery_resend", Target("WebhookDelivery", delivery.id), before, after)
    return await WebhookDelivery.get(id=delivery_id).select_related("event")


async def _enabled(endpoint_id: UUID) -> WebhookEndpoint:
    endpoint = await WebhookEndpoint.filter(id=endpoint_id).select_for_update(no_key=True).first()
    if endpoint is None:
        raise NotFound("WebhookEndpoint", path=("id",))
    if endpoint.disabled_at is not None:
        raise StateInvalid("The endpoint is disabled. Enable it first.", "disabled")
    return endpoint


# Those that failed or were missed, and those that the endpoint would have heard of had it been there.
_UNHEARD = """
SELECT v.id AS event_id, d.id AS delivery_id
FROM outgoing_events v LEFT JOIN webhook_deliveries d ON d.event_id = v.id AND d.endpoint_id = $1
WHERE v.created_at >= $2 AND v.type <> 'test.ping' AND (d.id IS NULL OR d.status IN ('failed', 'missed'))
    AND ($3::jsonb = '[]'::jsonb OR $3::jsonb ? v.type)
ORDER BY v.created_at, v.id LIMIT $4
"""
_AGAIN = """
UPDATE webhook_deliveries SET status = 'pending', tries = 0, next_attempt_at = $2
WHERE id = ANY($1::uuid[]) AND status IN ('failed', 'missed') RETURNING id
"""


async def resend_since(endpoint_id: UUID, since: datetime, actor: Actor) -> Resent:
    """Send an enabled endpoint what it has not got of what happened since then, oldest first.

    Raises:
        NotFound, InvalidInput
        StateInvalid: the endpoint is disabled.
    """
    if since < now() - KEPT:
        raise InvalidInput(f"Events are kept for {KEPT.days} days.", path=("since",))
    async with transaction():
        endpoint = await _enabled(endpoint_id)
        types = orjson.dumps(endpoint.event_types).decode()
        found = await fetch(_UNHEARD, endpoint.id, since, types, MOST + 1)
        wanted = found[:MOST]
        again = await fetch(_AGAIN, [row["delivery_id"] for row in wanted if row["delivery_id"]], now())
        fresh = [
            WebhookDelivery(id=new_id(), endpoint_id=endpoint.id, event_id=row["event_id"], next_attempt_at=now())
            for row in wanted
            if row["delivery_id"] is None
        ]
        await WebhookDelivery.bulk_create(fresh)
        for key in [*(row["id"] for row in again), *(row.id for row in fresh)]:
            await outbox.enqueue(outbox.DELIVER_WEBHOOK, key)
        count = len(again) + len(fresh)
        after = {"since": since.isoformat(), "count": count}
        await audit.record(actor, "webhook_events_resend", Target("WebhookEndpoint", endpoint.id), after=after)
    return Resent(endpoint, count, len(found) > MOST)
