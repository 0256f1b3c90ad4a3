"""`webhookEvents` and `webhookEventReplay`: what came from outside, and processing it once more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from core.ids import new_id, to_global_id
from models import AuditEntry, InboxEvent, Order, OutboxMessage, Role
from tests.health.conftest import Shop, ago
from tests.support.shoppers import SignIn
from tests.support.storefront import Shopper, session_of
from tests.support.till import Till, happened

EVENTS = """
query ($filter: WebhookEventFilter, $first: Int, $after: String) {
  webhookEvents(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes { id eventId source type state outcome attempts error processedAt }
    pageInfo { hasNextPage endCursor }
  }
}
"""
REPLAY = """
mutation ($id: ID!) {
  webhookEventReplay(id: $id) {
    __typename
    ... on WebhookEvent { id state outcome attempts error }
    ... on Error { code message path }
  }
}
"""


async def asked(shopper: Shopper, **filter: Any) -> list[str]:
    """The sender's ids."""
    return [node["eventId"] for node in (await shopper.ask(EVENTS, filter=filter))["webhookEvents"]["nodes"]]


def gid(event: InboxEvent) -> str:
    return to_global_id("WebhookEvent", event.id)


async def test_by_state_and_type_newest_first(shop: Shop, account: SignIn) -> None:
    shopper = (await account(Role.ADMIN)).shopper
    done = await shop.event(ago(hours=3), processed_at=ago(hours=3), outcome="ignored")
    failed = await shop.event(ago(hours=2), given_up=True, type="refund.failed")
    waiting = await shop.event(ago(hours=1), type="refund.failed")

    assert await asked(shopper) == [waiting.event_id, failed.event_id, done.event_id]
    assert await asked(shopper, state="PROCESSED") == [done.event_id]
    assert await asked(shopper, state="FAILED") == [failed.event_id]
    assert await asked(shopper, state="WAITING") == [waiting.event_id]
    assert await asked(shopper, type="refund.failed") == [waiting.event_id, failed.event_id]
    assert await asked(shopper, type="refund.failed", state="FAILED") == [failed.event_id]
    assert await asked(shopper, type="refund") == []


async def test_what_is_told_of_one(shop: Shop, account: SignIn) -> None:
    shopper = (await account(Role.ADMIN)).shopper
    failed = await shop.event(ago(hours=2), given_up=True, type="refund.failed")

    (node,) = (await shopper.ask(EVENTS))["webhookEvents"]["nodes"]

    assert node == {
        "id": gid(failed), "eventId": failed.event_id, "source": "stripe", "type": "refund.failed", "state": "FAILED",
        "outcome": None, "attempts": 3, "error": "it does not answer", "processedAt": None,
    }  # fmt: skip
    by_id = await shopper.ask(
        "query ($id: ID!) { node(id: $id) { ... on WebhookEvent { state error } } }", id=gid(failed)
    )
    assert by_id["node"] == {"state": "FAILED", "error": "it does not answer"}


async def test_page_by_page_at_a_fixed_cost(shop: Shop, account: SignIn, query_counter: Callable[[], Any]) -> None:
    shopper = (await account(Role.ADMIN)).shopper
    made = [(await shop.event(ago(minutes=60 - number), given_up=True)).event_id for number in range(5)]

    with query_counter() as statements:
        first = (await shopper.ask(EVENTS, first=3, filter={"state": "FAILED"}))["webhookEvents"]
    rest = await shopper.ask(EVENTS, first=3, after=first["pageInfo"]["endCursor"], filter={"state": "FAILED"})
    nodes = [*first["nodes"], *rest["webhookEvents"]["nodes"]]

    assert [node["eventId"] for node in nodes] == made[::-1]
    assert first["totalCount"] == 5
    assert len(statements) == 4, "whoever asks, the page, its messages, and the count"
    assert not any("payload" in sql for sql in statements.sql)


async def test_a_lost_payment_is_taken_in_after_all(till: Till, shop: Shop, account: SignIn) -> None:
    staff = (await account(Role.ADMIN)).shopper
    buyer = Shopper(staff.http)
    await buyer.add(await buyer.line())
    checkout = await buyer.checkout()
    await till.pay(session_of(checkout))
    await till.stripe.control("POST", "/webhooks/deliver")
    event = await InboxEvent.get(type="checkout.session.completed")
    await OutboxMessage.filter(id=event.id).update(failed_at=ago(hours=1), attempts=12, last_error="away")

    first = (await staff.ask(REPLAY, id=gid(event)))["webhookEventReplay"]
    again = (await staff.ask(REPLAY, id=gid(event)))["webhookEventReplay"]

    expected = {"__typename": "WebhookEvent", "id": gid(event), "state": "PROCESSED", "attempts": 0, "error": None}
    assert first == again == {**expected, "outcome": "paid"}
    order = await Order.get(number=checkout["order"]["number"])
    assert order.paid_at is not None
    assert (await happened(order)).count("order_paid") == 0, "not once more"
    assert not await OutboxMessage.filter(id=event.id).exists()
    entries = await AuditEntry.filter(action="webhook_event_replay").order_by("id")
    assert [(entry.target_type, entry.target_id, entry.after["processed"]) for entry in entries if entry.after] == [
        ("WebhookEvent", event.id, False), ("WebhookEvent", event.id, True),
    ]  # fmt: skip


async def test_two_at_once_pay_once(till: Till, shop: Shop, account: SignIn) -> None:
    staff = (await account(Role.ADMIN)).shopper
    buyer = Shopper(staff.http)
    await buyer.add(await buyer.line())
    await till.pay(session_of(await buyer.checkout()))
    await till.stripe.control("POST", "/webhooks/deliver")
    event = await InboxEvent.get(type="checkout.session.completed")

    answers = await asyncio.gather(*(staff.ask(REPLAY, id=gid(event)) for _ in range(3)))

    assert {answer["webhookEventReplay"]["outcome"] for answer in answers} == {"paid"}
    (order,) = await Order.all()
    assert len([kind for kind in await happened(order) if kind == "order_paid"]) == 0


async def test_one_that_fails_again_is_left_as_it_was(till: Till, shop: Shop, account: SignIn) -> None:
    staff = (await account(Role.ADMIN)).shopper
    payload = {"data": {"object": {"id": "cs_test_x", "metadata": {"order_id": str(new_id())}, "amount_total": 1}}}
    event = await shop.event(ago(hours=9), given_up=True, type="checkout.session.completed", payload=payload)
    before = await OutboxMessage.get(id=event.id)

    answer = (await staff.ask(REPLAY, id=gid(event)))["webhookEventReplay"]

    assert answer["__typename"] == "WebhookFailedError"
    assert answer["code"] == "WEBHOOK_FAILED"
    assert answer["message"].startswith("The event was processed again, and failed: ")
    assert (await InboxEvent.get(id=event.id)).processed_at is None
    assert dict(await OutboxMessage.get(id=event.id)) == dict(before)
    assert await AuditEntry.filter(action="webhook_event_replay").count() == 1


@pytest.mark.parametrize("kind", ["WebhookEvent"])
async def test_one_that_there_is_not(shop: Shop, account: SignIn, kind: str) -> None:
    staff = (await account(Role.ADMIN)).shopper

    answer = (await staff.ask(REPLAY, id=to_global_id(kind, new_id())))["webhookEventReplay"]

    assert (answer["__typename"], answer["code"]) == ("NotFoundError", "NOT_FOUND")
    assert await AuditEntry.all().count() == 0
