"""Deliveries of events: sent, tried again for days, written down, and given up.

An attempt is three steps. The delivery is taken in hand; the receiver is called, outside of any transaction; what came
of it is written together with the promise of the next attempt. Whoever dies in between leaves a lease that runs out, so
an event may come twice, with the same id, and is not lost. The order in which events arrive is nobody's promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import structlog

from adapters.webhooks_out import Answer, Post, WebhookSender
from commerce import outbox
from commerce.operations.alerts import raise_alert
from commerce.webhooks_out import webhook_secrets
from commerce.webhooks_out.outgoing_events import KEPT
from commerce.webhooks_out.webhook_secrets import SecretsUnreadable
from core.clock import now
from core.database import execute, fetch, transaction
from models import (
    AlertKind,
    OutgoingEvent,
    WebhookAttempt,
    WebhookDelivery,
    WebhookDeliveryStatus,
    WebhookEndpoint,
    WebhookEventType,
)

log = structlog.get_logger(__name__)

CALL = timedelta(seconds=60)
"""Longer than any call takes: who has not come back by then has died."""
WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 60, 300, 1800, 7200, 18_000, 36_000, 86_400, 86_400, 86_400)  # three days and a half, in all
)
"""Between attempts; up to a tenth longer, so that what failed together does not come back together."""
LONGEST_WAIT = timedelta(hours=24)
"""However long a receiver asks to be left alone."""
PATIENCE = timedelta(days=5)
"""An endpoint to which nothing got through for so long is disabled with the next delivery that is given up."""
AT_ONCE = 4
"""Calls of one endpoint at the same time: one that is slow is not to take all there are."""
MOST_FORGOTTEN = 1000
"""Events that one run of the sweeper removes."""
_GONE = 410


class DeliveryBusy(Exception):
    """Another process is sending this delivery right now."""


@dataclass(frozen=True)
class _Claim:
    delivery: WebhookDelivery
    endpoint: WebhookEndpoint
    event: OutgoingEvent


async def deliver(delivery_id: UUID, sender: WebhookSender) -> None:
    """Make the attempt that is due. Nothing happens when there is none (any more).

    Raises:
        DeliveryBusy: somebody else is at it.
    """
    claim = await _claim(delivery_id)
    if claim is not None:
        await _conclude(claim, await _attempt(claim, sender))


async def _claim(delivery_id: UUID) -> _Claim | None:
    async with transaction():
        endpoint, delivery = await _locked(delivery_id)
        if endpoint is None or delivery is None or delivery.status is not WebhookDeliveryStatus.PENDING:
            return None
        if delivery.calling_until is not None and delivery.calling_until > now():
            raise DeliveryBusy(f"delivery {delivery_id} is being sent")
        if delivery.next_attempt_at is not None and delivery.next_attempt_at > now():
            return None  # another promise was made for then
        if await _calls(endpoint) >= AT_ONCE:
            await _promise(delivery, timedelta(seconds=60 if endpoint.failing_since else 5))
            return None
        delivery.calling_until = now() + CALL
        await delivery.save(update_fields=["calling_until"])
        event = await OutgoingEvent.get(id=delivery.event_id)
    return _Claim(delivery, endpoint, event)


async def _locked(delivery_id: UUID) -> tuple[WebhookEndpoint | None, WebhookDelivery | None]:
    """A delivery and its endpoint, which is locked first, here as everywhere; None for what is gone."""
    endpoint = WebhookEndpoint.filter(deliveries__id=delivery_id)
    key = await endpoint.first().values_list("id", flat=True)
    locked = await WebhookEndpoint.filter(id=key).select_for_update(no_key=True).first() if key else None
    return locked, await WebhookDelivery.filter(id=delivery_id).select_for_update().first()


_CALLS = "SELECT count(*) AS calls FROM webhook_deliveries WHERE endpoint_id = $1 AND calling_until > $2"


async def _calls(endpoint: WebhookEndpoint) -> int:
    (row,) = await fetch(_CALLS, endpoint.id, now())
    return int(row["calls"])


async def _attempt(claim: _Claim, sender: WebhookSender) -> Answer:
    try:
        secrets = webhook_secrets.opened(claim.endpoint.secrets)
    except SecretsUnreadable as error:
        log.error("webhook_secret_unreadable", endpoint_id=str(claim.endpoint.id))
        return Answer(None, str(error), timedelta())
    return await sender.send(Post(claim.endpoint.url, claim.event.webhook_id, claim.event.body, secrets))


async def _conclude(claim: _Claim, answer: Answer) -> None:
    """Write what came of an attempt, and what follows."""
    async with transaction():
        endpoint, delivery = await _locked(claim.delivery.id)
        if endpoint is None or delivery is None:
            return  # deleted meanwhile
        await _write_down(delivery, answer)
        if answer.error is None:
            await _delivered(delivery, endpoint, claim.event)
        elif delivery.status is WebhookDeliveryStatus.PENDING:
            await _failed(delivery, endpoint, claim.event, answer)
    log.info(
        "webhook_delivered" if answer.error is None else "webhook_not_delivered",
        delivery_id=str(delivery.id), endpoint_id=str(endpoint.id), type=claim.event.type.value,
        webhook_id=claim.event.webhook_id, status=answer.status, error=answer.error,
    )  # fmt: skip


async def _write_down(delivery: WebhookDelivery, answer: Answer) -> None:
    await WebhookAttempt.create(
        delivery_id=delivery.id,
        created_at=now() - answer.duration,
        duration_ms=round(answer.duration / timedelta(milliseconds=1)),
        status_code=answer.status,
        error=answer.error,
        excerpt=answer.excerpt,
    )
    delivery.attempts, delivery.tries, delivery.calling_until = delivery.attempts + 1, delivery.tries + 1, None
    delivery.last_status_code, delivery.last_error = answer.status, answer.error
    await delivery.save(update_fields=["attempts", "tries", "calling_until", "last_status_code", "last_error"])


async def _delivered(delivery: WebhookDelivery, endpoint: WebhookEndpoint, event: OutgoingEvent) -> None:
    delivery.status, delivery.delivered_at, delivery.next_attempt_at = WebhookDeliveryStatus.DELIVERED, now(), None
    await delivery.save(update_fields=["status", "delivered_at", "next_attempt_at"])
    if endpoint.failing_since is not None and event.type is not WebhookEventType.TEST_PING:
        endpoint.failing_since = None
        await endpoint.save(update_fields=["failing_since"])


async def _failed(delivery: WebhookDelivery, endpoint: WebhookEndpoint, event: OutgoingEvent, answer: Answer) -> None:
    test = event.type is WebhookEventType.TEST_PING
    if not test and endpoint.failing_since is None:
        endpoint.failing_since = now()
        await endpoint.save(update_fields=["failing_since"])
    gone = answer.status == _GONE
    if not test and not gone and delivery.tries <= len(WAITS):
        wait = max(_wait(delivery), min(answer.retry_after or timedelta(), LONGEST_WAIT))
        await _promise(delivery, wait)
        return
    delivery.status, delivery.next_attempt_at = WebhookDeliveryStatus.FAILED, None
    await delivery.save(update_fields=["status", "next_attempt_at"])
    if test:
        return
    log.warning("webhook_given_up", delivery_id=str(delivery.id), endpoint_id=str(endpoint.id), error=answer.error)
    if gone:
        await _disable(endpoint, "It answered 410 Gone: it does not want to hear of anything any more.")
    elif endpoint.failing_since is not None and endpoint.failing_since <= now() - PATIENCE:
        await _disable(endpoint, f"Nothing got through for {PATIENCE.days} days. At last: {answer.error}")


def _wait(delivery: WebhookDelivery) -> timedelta:
    return WAITS[delivery.tries - 1] * (1 + delivery.id.int % 1000 / 10_000)


async def _promise(delivery: WebhookDelivery, wait: timedelta) -> None:
    """The next attempt, and none before it."""
    delivery.next_attempt_at = now() + wait
    await delivery.save(update_fields=["next_attempt_at"])
    await outbox.enqueue(outbox.DELIVER_WEBHOOK, delivery.id, delay=wait)


_MISS = """
UPDATE webhook_deliveries SET status = 'missed', next_attempt_at = NULL WHERE endpoint_id = $1 AND status = 'pending'
"""


async def miss(endpoint: WebhookEndpoint) -> int:
    """Send nothing more of what an endpoint, locked, still waits for; how much that was."""
    return await execute(_MISS, endpoint.id)


async def _disable(endpoint: WebhookEndpoint, reason: str) -> None:
    """The shop's own decision, which staff is told of."""
    if endpoint.disabled_at is not None:
        return
    endpoint.disabled_at, endpoint.disabled_reason = now(), reason[:300]
    await endpoint.save(update_fields=["disabled_at", "disabled_reason"])
    missed = await miss(endpoint)
    log.error("webhook_endpoint_disabled", endpoint_id=str(endpoint.id), reason=reason, missed=missed)
    await raise_alert(
        AlertKind.ENDPOINT_DISABLED,
        key=f"{endpoint.id}:{int(endpoint.disabled_at.timestamp())}",
        title=f"Nothing is sent to {urlsplit(endpoint.url).netloc} any more.",
        detail=f"{reason} Set it active again with webhookEndpointUpdate, and send what it has missed with "
        "webhookEndpointEventsResend.",
        facts={"endpoint_id": str(endpoint.id), "missed": missed},
    )


async def give_up(delivery_id: UUID, reason: str) -> None:
    """The attempt that is due can be neither made nor written down: the delivery is FAILED, for people to resend."""
    log.error("webhook_given_up", delivery_id=str(delivery_id), error=reason)
    due = WebhookDelivery.filter(
        id=delivery_id, status=WebhookDeliveryStatus.PENDING, next_attempt_at__lte=now()
    )  # fmt: skip
    await due.update(status=WebhookDeliveryStatus.FAILED, next_attempt_at=None, calling_until=None, last_error=reason)


_FORGET = """
DELETE FROM outgoing_events WHERE id IN
    (SELECT id FROM outgoing_events WHERE created_at < $1 ORDER BY created_at, id LIMIT $2)
"""


async def forget_old(limit: int = MOST_FORGOTTEN) -> int:
    """Remove the oldest events that are past their time, with their deliveries; how many."""
    return await execute(_FORGET, now() - KEPT, limit)
