"""A shop, an admin who manages webhooks, and receivers on real sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from adapters import Adapters
from core.ids import from_global_id
from models import OutboxMessage, Role, WebhookEndpoint
from tasks.outbox import run, take_due
from tests.orders.conftest import Buy, buy
from tests.privacy.conftest import password_hash, person
from tests.support.shoppers import Account, SignIn, account, guest
from tests.webhooks_out.receiver import Receiver

__all__ = ["Account", "Buy", "SignIn", "account", "buy", "guest", "password_hash", "person"]

ENDPOINT = """
  __typename
  ... on WebhookEndpoint {
    id url description eventTypes active disabledAt disabledReason failingSince secret oldSecretUntil
  }
  ... on Error { code message path }
  ... on StateInvalidError { state }
"""
CREATE = (
    "mutation ($url: URL!, $description: String, $eventTypes: [WebhookEventType!]) { result: webhookEndpointCreate("
    "url: $url, description: $description, eventTypes: $eventTypes) {" + ENDPOINT + "} }"
)
UPDATE = (
    "mutation ($id: ID!, $url: URL, $description: String, $eventTypes: [WebhookEventType!], $active: Boolean) "
    "{ result: webhookEndpointUpdate(id: $id, url: $url, description: $description, eventTypes: $eventTypes, "
    "active: $active) {" + ENDPOINT + "} }"
)
ROTATE = "mutation ($id: ID!) { result: webhookEndpointSecretRotate(id: $id) {" + ENDPOINT + "} }"
DELETE = """
mutation ($id: ID!) {
  result: webhookEndpointDelete(id: $id) { __typename ... on WebhookEndpointDeleted { id } ... on Error { code path } }
}
"""
DELIVERY = """
  id endpointId eventType webhookId orderId status attempts lastStatusCode lastError nextAttemptAt deliveredAt payload
  log { durationMs statusCode error responseExcerpt }
"""
TEST = (
    "mutation ($id: ID!) { result: webhookEndpointTest(id: $id) { __typename ... on WebhookDelivery {" + DELIVERY + "} "
    "... on Error { code path } } }"
)
RESEND = (
    "mutation ($id: ID!) { result: webhookDeliveryResend(id: $id) { __typename ... on WebhookDelivery {" + DELIVERY
    + "} ... on Error { code path } ... on StateInvalidError { state } } }"
)  # fmt: skip
RESEND_SINCE = """
mutation ($id: ID!, $since: DateTime!) {
  result: webhookEndpointEventsResend(id: $id, since: $since) {
    __typename
    ... on WebhookEventsResent { endpoint { id } count more }
    ... on Error { code path }
    ... on StateInvalidError { state }
  }
}
"""
DELIVERIES = (
    "query ($id: ID!, $status: WebhookDeliveryStatus, $first: Int, $after: String) { webhookDeliveries("
    "endpointId: $id, status: $status, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } "
    "nodes {" + DELIVERY + "} } }"
)
ENDPOINTS = "{ webhookEndpoints { nodes { id url active secret eventTypes failingSince disabledReason } } }"


class Manager:
    """Somebody who manages webhooks."""

    def __init__(self, account: Account) -> None:
        self.user = account.user
        self.shopper = account.shopper

    async def do(self, mutation: str, **variables: Any) -> dict[str, Any]:
        return dict((await self.shopper.ask(mutation, **variables))["result"])

    async def subscribe(self, receiver: Receiver, **variables: Any) -> dict[str, Any]:
        """An endpoint, with its secret."""
        made = await self.do(CREATE, url=receiver.url, **variables)
        assert made["__typename"] == "WebhookEndpoint", made
        return made

    async def log(self, endpoint: dict[str, Any], **variables: Any) -> list[dict[str, Any]]:
        """An endpoint's deliveries, newest first."""
        return list((await self.shopper.ask(DELIVERIES, id=endpoint["id"], **variables))["webhookDeliveries"]["nodes"])


@pytest.fixture
async def manager(account: SignIn, catalog: None) -> Manager:
    return Manager(await account(Role.ADMIN))


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    await receiver.start()
    yield receiver
    await receiver.stop()


@pytest.fixture
async def other() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    await receiver.start()
    yield receiver
    await receiver.stop()


Send = Callable[..., Awaitable[int]]


@pytest.fixture
def send(db: None, adapters: Adapters) -> Send:
    """`await send()` makes every attempt that is due, and no other work; how many runs that took."""

    async def send(using: Adapters = adapters) -> int:
        await OutboxMessage.exclude(actor="deliver_webhook").delete()
        done = 0
        while due := await take_due():
            for message in due:
                await run(message.id, using)
            done += len(due)
        return done

    return send


async def row(endpoint: dict[str, Any]) -> WebhookEndpoint:
    return await WebhookEndpoint.get(id=from_global_id(endpoint["id"])[1])


async def owed() -> int:
    """How many attempts the outbox owes."""
    return await OutboxMessage.filter(actor="deliver_webhook", failed_at=None).count()
