"""Events once more: one that somebody asks for, and all that an endpoint has not got."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from commerce.webhooks_out import webhook_resends
from core.clock import now, travel
from core.ids import new_id, to_global_id
from models import AuditEntry, OutgoingEvent, WebhookDelivery, WebhookEventType
from tests.support.state import fingerprint
from tests.support.storefront import Shopper
from tests.webhooks_out.conftest import RESEND, RESEND_SINCE, TEST, UPDATE, Buy, Manager, Send, owed
from tests.webhooks_out.receiver import Receiver, status


def ago(**how: float) -> str:
    return (now() - timedelta(**how)).isoformat()


async def test_a_delivered_one_comes_again_under_its_id(
    guest: Shopper, manager: Manager, receiver: Receiver, buy: Buy, send: Send
) -> None:
    endpoint = await manager.subscribe(receiver, eventTypes=["ORDER_PAID"])
    await buy(guest)
    await send()
    (delivery,) = await manager.log(endpoint)

    again, twice = [await manager.do(RESEND, id=delivery["id"]) for _ in range(2)]
    await send()

    assert (again["status"], twice["status"]) == ("PENDING", "PENDING")
    first, second = receiver.got
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert second.verified(endpoint["secret"])["type"] == "order.paid"
    (delivery,) = await manager.log(endpoint)
    assert (delivery["status"], delivery["attempts"], len(delivery["log"])) == ("DELIVERED", 2, 2)
    entry = await AuditEntry.get(action="webhook_delivery_resend")
    assert entry.before == {"status": "delivered"}


async def test_a_failed_one_has_all_its_attempts_again(
    guest: Shopper, manager: Manager, receiver: Receiver, buy: Buy, send: Send
) -> None:
    endpoint = await manager.subscribe(receiver, eventTypes=["ORDER_PAID"])
    receiver.answers = [status(500)]
    await buy(guest)
    await WebhookDelivery.all().update(tries=10)
    await send()
    (delivery,) = await manager.log(endpoint)

    await manager.do(RESEND, id=delivery["id"])
    await send()
    receiver.answers = [status(200)]
    with travel(timedelta(seconds=6)):
        await send()

    assert delivery["status"] == "FAILED"
    assert len(receiver.got) == 3
    assert (await manager.log(endpoint))[0]["status"] == "DELIVERED"


async def test_sending_again_while_a_try_waits_makes_no_second_road(
    guest: Shopper, manager: Manager, receiver: Receiver, buy: Buy, send: Send
) -> None:
    endpoint = await manager.subscribe(receiver, eventTypes=["ORDER_PAID"])
    receiver.answers = [status(500), status(500), status(200)]
    await buy(guest)
    await send()
    await manager.do(UPDATE, id=endpoint["id"], active=False)
    await manager.do(UPDATE, id=endpoint["id"], active=True)

    (missed,) = await manager.log(endpoint)
    await manager.do(RESEND, id=missed["id"])
    await send()  # fails once more; the former promise is still there, and due in 5 s as well
    with travel(timedelta(seconds=6)):
        await send()
    with travel(timedelta(hours=1)):
        await send()

    assert missed["status"] == "MISSED"
    assert len(receiver.got) == 3
    assert await owed() == 0


async def test_an_inactive_endpoint_gets_nothing_again(
    guest: Shopper, manager: Manager, receiver: Receiver, buy: Buy, send: Send
) -> None:
    endpoint = await manager.subscribe(receiver, eventTypes=["ORDER_PAID"])
    await buy(guest)
    await send()
    await manager.do(UPDATE, id=endpoint["id"], active=False)
    (delivery,) = await manager.log(endpoint)
    before = await fingerprint()

    one = await manager.do(RESEND, id=delivery["id"])
    every = await manager.do(RESEND_SINCE, id=endpoint["id"], since=ago(hours=1))

    assert (one["__typename"], one["state"]) == ("StateInvalidError", "disabled")
    assert (every["__typename"], every["state"]) == ("StateInvalidError", "disabled")
    assert await fingerprint() == before


async def test_everything_that_it_has_not_got(
    guest: Shopper, manager: Manager, receiver: Receiver, other: Receiver, buy: Buy, send: Send
) -> None:
    late = other
    endpoint = await manager.subscribe(receiver, eventTypes=["ORDER_PAID"])
    await buy(guest)
    await send()
    await manager.do(UPDATE, id=endpoint["id"], active=False)
    await buy(guest)
    await manager.do(TEST, id=endpoint["id"])
    await manager.do(UPDATE, id=endpoint["id"], active=True)
    newcomer = await manager.subscribe(late)

    missed = await manager.do(RESEND_SINCE, id=endpoint["id"], since=ago(hours=1))
    twice = await manager.do(RESEND_SINCE, id=endpoint["id"], since=ago(hours=1))
    history = await manager.do(RESEND_SINCE, id=newcomer["id"], since=ago(hours=1))
    await send()

    assert (missed["count"], missed["more"], missed["endpoint"]) == (1, False, {"id": endpoint["id"]})
    assert (twice["count"], history["count"]) == (0, 2)
    assert receiver.types == ["order.paid", "test.ping", "order.paid"]
    assert late.types == ["order.paid", "order.paid"]
    assert [each.event["sequence"] for each in late.got] == sorted(each.event["sequence"] for each in late.got)
    entries = await AuditEntry.filter(action="webhook_events_resend").order_by("id")
    assert [entry.after["count"] for entry in entries] == [1, 0, 2]


async def test_two_at_once_send_once(
    guest: Shopper, manager: Manager, receiver: Receiver, buy: Buy, send: Send
) -> None:
    endpoint = await manager.subscribe(receiver, eventTypes=["ORDER_PAID"])
    await manager.do(UPDATE, id=endpoint["id"], active=False)
    for _ in range(3):
        await buy(guest)
    await manager.do(UPDATE, id=endpoint["id"], active=True)

    asked = (manager.do(RESEND_SINCE, id=endpoint["id"], since=ago(hours=1)) for _ in range(4))
    answers = await asyncio.gather(*asked)
    await send()

    assert sorted(each["count"] for each in answers) == [0, 0, 0, 3]
    assert len(receiver.got) == 3


async def test_so_many_a_request(manager: Manager, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_resends, "MOST", 2)
    endpoint = await manager.subscribe(receiver)
    for number in range(3):
        await OutgoingEvent.create(type=WebhookEventType.ORDER_PAID, sequence=number, body="{}")

    answers = [await manager.do(RESEND_SINCE, id=endpoint["id"], since=ago(hours=1)) for _ in range(2)]

    assert [(each["count"], each["more"]) for each in answers] == [(2, True), (1, False)]


async def test_not_further_back_than_events_are_kept(manager: Manager, receiver: Receiver) -> None:
    endpoint = await manager.subscribe(receiver)
    before = await fingerprint()

    refused = await manager.do(RESEND_SINCE, id=endpoint["id"], since=ago(days=31))
    nothing = await manager.do(RESEND_SINCE, id=to_global_id("WebhookEndpoint", new_id()), since=ago(days=1))
    unknown = await manager.do(RESEND, id=to_global_id("WebhookDelivery", new_id()))

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["since"])
    assert (nothing["__typename"], unknown["__typename"]) == ("NotFoundError", "NotFoundError")
    assert await fingerprint() == before
