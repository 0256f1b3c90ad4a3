"""Endpoints that hear of the shop's events: made, changed, disabled and removed by staff."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from tortoise.exceptions import IntegrityError

from adapters.webhook_addresses import AddressRefused
from adapters.webhooks_out import WebhookSender
from commerce import audit
from commerce.accounts.accounts import clean_text
from commerce.audit import Actor, Target
from commerce.errors import InvalidInput, NotFound, StateInvalid
from commerce.webhooks_out import webhook_deliveries, webhook_secrets
from core.clock import now
from core.database import execute, transaction
from models import WebhookEndpoint, WebhookEventType

MOST = 20
"""Endpoints of one shop."""
MAX_DESCRIPTION = 200
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('webhook_endpoints'))"


@dataclass(frozen=True)
class Change:
    """What is to be different; None leaves it as it is."""

    url: str | None = None
    description: str | None = None
    event_types: Collection[WebhookEventType] | None = None
    active: bool | None = None


async def create(
    url: str,
    description: str | None,
    event_types: Collection[WebhookEventType],
    actor: Actor,
    sender: WebhookSender,
) -> tuple[WebhookEndpoint, str]:
    """A new endpoint, and its secret, which is shown to nobody again.

    Raises:
        InvalidInput: for a URL, a description or types that it cannot have.
        StateInvalid: `exists` when that URL is an endpoint already, `full` when there are too many.
    """
    url = await _checked_url(url, sender)
    described, types = _description(description), _types(event_types)
    secret = webhook_secrets.fresh()
    with_secret = [webhook_secrets.sealed(secret)]
    async with transaction():
        await execute(_ONE_AT_A_TIME)
        if await WebhookEndpoint.filter(url=url).exists():
            raise _taken()
        if await WebhookEndpoint.all().count() >= MOST:
            raise StateInvalid(f"A shop has at most {MOST} endpoints. Delete one first.", "full")
        made = await WebhookEndpoint.create(url=url, description=described, event_types=types, secrets=with_secret)
        await audit.record(actor, "webhook_endpoint_create", _target(made), after=_facts(made))
    return made, secret


async def update(endpoint_id: UUID, change: Change, actor: Actor, sender: WebhookSender) -> WebhookEndpoint:
    """Change an endpoint. What waits goes to the new URL; a disabled one hears nothing, and an enabled one again.

    Raises:
        NotFound, InvalidInput
        StateInvalid: `exists` when another endpoint has that URL.
    """
    if change.url is not None:
        change = replace(change, url=await _checked_url(change.url, sender))
    try:
        async with transaction():
            endpoint = await _locked(endpoint_id)
            before, described = _facts(endpoint), endpoint.description
            await _apply(endpoint, change)
            if before != _facts(endpoint) or described != endpoint.description:
                await endpoint.save()
                await audit.record(actor, "webhook_endpoint_update", _target(endpoint), before, _facts(endpoint))
    except IntegrityError:
        raise _taken() from None
    return endpoint


async def _apply(endpoint: WebhookEndpoint, change: Change) -> None:
    if change.url is not None:
        endpoint.url = change.url
    if change.description is not None:
        endpoint.description = _description(change.description)
    if change.event_types is not None:
        endpoint.event_types = _types(change.event_types)
    if change.active is True and endpoint.disabled_at is not None:
        endpoint.disabled_at = endpoint.disabled_reason = endpoint.failing_since = None
    elif change.active is False and endpoint.disabled_at is None:
        endpoint.disabled_at = now()
        await webhook_deliveries.miss(endpoint)


async def rotate_secret(endpoint_id: UUID, actor: Actor) -> tuple[WebhookEndpoint, str]:
    """A new secret, shown this once. Those before it sign, too, for 24 hours.

    Raises:
        NotFound
        StateInvalid: `rotating` when too many sign already.
    """
    secret = webhook_secrets.fresh()
    async with transaction():
        endpoint = await _locked(endpoint_id)
        endpoint.secrets = webhook_secrets.rotated(endpoint.secrets, secret)
        await endpoint.save(update_fields=["secrets", "updated_at"])
        await audit.record(actor, "webhook_endpoint_secret_rotate", _target(endpoint))
    return endpoint, secret


async def delete(endpoint_id: UUID, actor: Actor) -> None:
    """Remove an endpoint with its log. What is on its way arrives, or does not.

    Raises:
        NotFound: also the second time.
    """
    async with transaction():
        endpoint = await WebhookEndpoint.filter(id=endpoint_id).select_for_update().first()
        if endpoint is None:
            raise NotFound("WebhookEndpoint", path=("id",))
        await audit.record(actor, "webhook_endpoint_delete", _target(endpoint), before=_facts(endpoint))
        await endpoint.delete()


async def _locked(endpoint_id: UUID) -> WebhookEndpoint:
    endpoint = await WebhookEndpoint.filter(id=endpoint_id).select_for_update().first()
    if endpoint is None:
        raise NotFound("WebhookEndpoint", path=("id",))
    return endpoint


async def _checked_url(url: str, sender: WebhookSender) -> str:
    try:
        return await sender.check(url)
    except AddressRefused as refused:
        raise InvalidInput(str(refused), path=("url",)) from None


def _taken() -> StateInvalid:
    return StateInvalid("There is an endpoint with that URL. Rotate its secret if it is lost.", "exists")


def _description(text: str | None) -> str | None:
    described = clean_text(text or "")
    if len(described) > MAX_DESCRIPTION:
        raise InvalidInput(f"description has at most {MAX_DESCRIPTION} characters.", path=("description",))
    return described or None


def _types(wanted: Collection[WebhookEventType]) -> list[str]:
    if WebhookEventType.TEST_PING in wanted:
        raise InvalidInput("TEST_PING is sent by webhookEndpointTest alone.", path=("eventTypes",))
    return [each.value for each in WebhookEventType if each in wanted]


def known_types(names: Sequence[str]) -> list[WebhookEventType]:
    """Stored names as types."""
    return [each for each in WebhookEventType if each.value in names]


def _target(endpoint: WebhookEndpoint) -> Target:
    return Target("WebhookEndpoint", endpoint.id)


def _facts(endpoint: WebhookEndpoint) -> dict[str, Any]:
    """For the audit log, which holds no secrets and nobody's words: a query may be one, and a description has them."""
    parts = urlsplit(endpoint.url)
    return {
        "url": f"{parts.scheme}://{parts.netloc}{parts.path}",
        "event_types": endpoint.event_types,
        "active": endpoint.disabled_at is None,
    }
