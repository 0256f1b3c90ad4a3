"""Webhook deliveries: signed, retried, and spoiled on demand."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
import stripe

from tests.sandbox.conftest import Hook
from tests.sandbox.server import Received, Receiver
from tests.sandbox.shop import Shop


def _got(kind: str, count: int = 1) -> Any:
    return lambda items: sum(item.event["type"] == kind for item in items) >= count


async def _product(shop: Shop) -> str:
    return (await shop.v1.products.create_async({"name": "Poster"})).id


def _verify(item: Received, secret: str) -> stripe.Event:
    return stripe.Webhook.construct_event(item.body, item.headers["stripe-signature"], secret)  # type: ignore[no-any-return]


async def test_events_arrive_signed(shop: Shop, hook: Hook, receiver: Receiver) -> None:
    session = await shop.buy()

    items = await receiver.wait_for(_got("checkout.session.completed"))

    event = next(_verify(item, hook.secret) for item in items if item.event["type"] == "checkout.session.completed")
    assert event.data.object.id == session.id
    assert event.pending_webhooks == 1
    with pytest.raises(stripe.SignatureVerificationError):
        _verify(items[0], "whsec_of_somebody_else")


async def test_endpoint_gets_only_what_it_asked_for(shop: Shop, receiver: Receiver) -> None:
    made = await shop.v1.webhook_endpoints.create_async(
        {"url": receiver.url, "enabled_events": ["checkout.session.completed", "coupon.created"]}
    )
    await shop.buy()
    await shop.v1.coupons.create_async({"percent_off": 10})

    await receiver.wait_for(_got("coupon.created"))

    await shop.v1.webhook_endpoints.delete_async(made.id)
    assert sorted(receiver.types()) == ["checkout.session.completed", "coupon.created"]


async def test_secret_is_told_once(shop: Shop, receiver: Receiver) -> None:
    made = await shop.v1.webhook_endpoints.create_async({"url": receiver.url, "enabled_events": ["*"]})

    again = await shop.v1.webhook_endpoints.retrieve_async(made.id)
    off = await shop.v1.webhook_endpoints.update_async(made.id, {"disabled": True})
    gone = await shop.v1.webhook_endpoints.delete_async(made.id)

    assert made.secret is not None
    assert made.secret.startswith("whsec_")
    assert "secret" not in again.to_dict()
    assert (off.status, gone.deleted) == ("disabled", True)


async def test_failures_are_retried_with_a_fresh_timestamp(shop: Shop, hook: Hook, receiver: Receiver) -> None:
    receiver.answers = [500, 404]
    await _product(shop)

    items = await receiver.wait_for(lambda got: len(got) >= 3)

    assert {item.event["id"] for item in items} == {items[0].event["id"]}
    stamps = [int(item.headers["stripe-signature"].split(",")[0].removeprefix("t=")) for item in items]
    assert stamps[0] < stamps[-1]
    for item in items:
        _verify(item, hook.secret)
    await shop.control("/webhooks/deliver")  # waits for what is under way
    (event,) = [event for event in await shop.events(limit=20) if event["id"] == items[0].event["id"]]
    assert (event["deliveries"][0]["state"], event["deliveries"][0]["attempts"]) == ("delivered", 3)


async def test_undelivered_events_can_be_listed(shop: Shop, hook: Hook, receiver: Receiver) -> None:
    receiver.answers = [500] * 50
    product = await _product(shop)
    await receiver.wait_for(_got("product.created"))

    missing = await shop.v1.events.list_async(
        {"delivery_success": False, "types": ["product.created", "coupon.created"]}
    )
    delivered = await shop.v1.events.list_async({"delivery_success": True, "type": "product.created"})

    assert [event.data.object["id"] for event in missing.data] == [product]
    assert product not in {event.data.object["id"] for event in delivered.data}
    receiver.answers.clear()
    assert (await shop.control("/webhooks/deliver"))["pending"] == 0
    assert not (await shop.v1.events.list_async({"delivery_success": False})).data


async def test_deliver_attempts_anew_what_is_under_way(shop: Shop, hook: Hook, receiver: Receiver) -> None:
    receiver.delay, receiver.answers = 0.5, [500]
    product = await _product(shop)
    await receiver.called.wait()

    assert (await shop.control("/webhooks/deliver"))["pending"] == 0
    assert [item.event["data"]["object"]["id"] for item in receiver.received] == [product, product]


async def test_slow_endpoint_does_not_hold_up_another(shop: Shop, hook: Hook, receiver: Receiver) -> None:
    slow = Receiver(delay=60)
    await slow.start()
    made = await shop.v1.webhook_endpoints.create_async({"url": slow.url, "enabled_events": ["*"]})

    for _ in range(12):
        await _product(shop)
    await receiver.wait_for(_got("product.created", 12))

    assert slow.received == []
    await shop.v1.webhook_endpoints.delete_async(made.id)
    await slow.stop()


async def test_duplicate(shop: Shop, hook: Hook, receiver: Receiver) -> None:
    await shop.control("/webhooks/rules", action="duplicate", copies=3, times=1)
    await _product(shop)

    items = await receiver.wait_for(lambda got: len(got) >= 3)

    assert len({item.event["id"] for item in items}) == 1


async def _undelivered(shop: Shop) -> stripe.ListObject[stripe.Event]:
    return await shop.v1.events.list_async({"delivery_success": False, "type": "product.created"})


async def test_drop_is_final(shop: Shop, hook: Hook, receiver: Receiver) -> None:
    await shop.control("/webhooks/rules", action="drop", types=["product.created"], times=1)
    lost = await _product(shop)
    kept = await _product(shop)

    await receiver.wait_for(_got("product.created"))

    assert [item.event["data"]["object"]["id"] for item in receiver.received] == [kept]
    async with asyncio.timeout(60):  # until the sandbox has noted the answer that the receiver gave
        while len((missing := await _undelivered(shop)).data) > 1:
            await asyncio.sleep(0.02)
    assert [event.data.object["id"] for event in missing.data] == [lost]
    await shop.control(f"/events/{missing.data[0].id}/resend")
    await receiver.wait_for(_got("product.created", 2))
    assert receiver.received[-1].event["id"] == missing.data[0].id


async def test_pause_and_resume_in_reverse(shop: Shop, hook: Hook, receiver: Receiver) -> None:
    await shop.control("/webhooks/pause")
    made = [await _product(shop) for _ in range(4)]
    assert receiver.received == []

    await shop.control("/webhooks/resume", order="reverse")
    items = await receiver.wait_for(_got("product.created", 4))

    assert [item.event["data"]["object"]["id"] for item in items] == made[::-1]


async def test_delay(shop: Shop, hook: Hook, receiver: Receiver) -> None:
    await shop.control("/webhooks/rules", action="delay", seconds=0.7, times=1)
    start = time.monotonic()
    await _product(shop)

    await receiver.wait_for(_got("product.created"))

    assert time.monotonic() - start > 0.6


async def test_reorder(shop: Shop, hook: Hook, receiver: Receiver) -> None:
    await shop.control("/webhooks/rules", action="reorder", seconds=1)
    made = [await _product(shop) for _ in range(10)]

    items = await receiver.wait_for(_got("product.created", 10))

    came = [item.event["data"]["object"]["id"] for item in items]
    assert sorted(came) == sorted(made)
    assert came != made


async def test_wrong_signature_and_old_timestamp_are_refused_by_the_sdk(
    shop: Shop, hook: Hook, receiver: Receiver
) -> None:
    for count, action in enumerate(("wrong_signature", "old_timestamp"), start=1):
        await shop.control("/webhooks/rules", action=action, times=1)
        await _product(shop)
        items = await receiver.wait_for(_got("product.created", count))
        with pytest.raises(stripe.SignatureVerificationError):
            _verify(items[-1], hook.secret)


async def test_old_api_version(shop: Shop, hook: Hook, receiver: Receiver) -> None:
    await shop.control("/webhooks/rules", action="old_api_version", times=1)
    await _product(shop)

    items = await receiver.wait_for(_got("product.created"))

    assert _verify(items[0], hook.secret).api_version == "2020-08-27"
