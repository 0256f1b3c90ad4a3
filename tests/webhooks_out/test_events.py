"""What other systems hear: which events, with which words, signed, and nothing about a person."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from adapters.payments_disputes import StripeDispute
from commerce.checkout.carts import CartOwner
from commerce.orders import orders
from commerce.payments import disputes
from commerce.webhooks_out import outgoing_events
from core.clock import now
from core.database import transaction
from core.ids import new_id, to_global_id
from models import Order, OrderEvent, OutgoingEvent, WebhookDelivery, WebhookEventType
from tests.privacy.conftest import PASSWORD
from tests.support.shoppers import SignIn
from tests.support.sql import Statements
from tests.support.storefront import Shopper, design
from tests.webhooks_out.conftest import Buy, Manager, Send, owed
from tests.webhooks_out.receiver import Receiver


async def test_a_paid_order_is_told_and_the_official_library_believes_it(
    guest: Shopper, manager: Manager, receiver: Receiver, buy: Buy, send: Send
) -> None:
    endpoint = await manager.subscribe(receiver)

    order = await buy(guest, "digital/8x10")
    await send()

    assert receiver.types == ["order.created", "order.paid"]
    created, paid = (each.verified(endpoint["secret"]) for each in receiver.got)
    assert (created["version"], created["data"]["order"]["status"]) == (1, "PENDING")
    assert created["sequence"] < paid["sequence"]
    (line,) = paid["data"]["order"].pop("lines")
    lasting = {name: line[name] for name in ("productType", "size", "quantity", "unitPrice", "total", "refunded")}
    assert lasting == {
        "productType": "digital", "size": "8x10", "quantity": 1, "unitPrice": order.total, "total": order.total,
        "refunded": 0,
    }  # fmt: skip
    assert paid["data"] == {
        "order": {
            "id": to_global_id("Order", order.id), "number": order.number, "status": "PAID", "paymentStatus": "PAID",
            "fulfillmentStatus": "UNFULFILLED", "fulfillmentType": "DIGITAL", "held": False, "livemode": False,
            "currency": "USD", "subtotal": order.subtotal, "discount": 0, "shipping": 0, "tax": 0,
            "total": order.total, "refunded": 0, "lost": 0,
            "createdAt": order.created_at.isoformat().replace("+00:00", "Z"),
            "paidAt": order.paid_at.isoformat().replace("+00:00", "Z"), "fulfilledAt": None,
            "deliveredAt": None, "canceledAt": None,
        }
    }  # fmt: skip


async def test_the_headers_are_those_of_the_standard(
    guest: Shopper, manager: Manager, receiver: Receiver, buy: Buy, send: Send
) -> None:
    await manager.subscribe(receiver, eventTypes=["ORDER_PAID"])

    await buy(guest)
    await send()

    (got,) = receiver.got
    event = await OutgoingEvent.get()
    assert got.path == "/hooks?tenant=7"
    assert got.headers["webhook-id"] == f"msg_{event.id.hex}"
    assert got.headers["webhook-timestamp"].isdigit()
    assert got.headers["webhook-signature"].startswith("v1,")
    assert got.headers["content-type"] == "application/json"
    assert got.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert got.body.decode() == event.body


async def test_only_what_was_subscribed_to(
    guest: Shopper, manager: Manager, receiver: Receiver, other: Receiver, buy: Buy, send: Send
) -> None:
    await manager.subscribe(receiver, eventTypes=["ORDER_CREATED", "ORDER_REFUNDED"])
    await manager.subscribe(other, eventTypes=["ORDER_PAID", "ORDER_PAID"])

    await buy(guest)
    await send()

    assert (receiver.types, other.types) == (["order.created"], ["order.paid"])


async def test_nothing_is_written_while_nobody_listens(
    guest: Shopper, buy: Buy, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    order = await buy(guest)

    assert await OutgoingEvent.all().count() == 0
    async with transaction():
        with query_counter() as public:
            await orders.record(order, "order_processing", "x")
            await asyncio.sleep(0)  # statements are told of with the loop's next turn
        with query_counter() as private:
            await orders.record(order, "download_failed", "x")
            await asyncio.sleep(0)
    assert (len(public), len(private)) == (2, 1)


async def test_what_is_not_committed_is_not_told(
    guest: Shopper, manager: Manager, receiver: Receiver, buy: Buy, send: Send
) -> None:
    await manager.subscribe(receiver)
    order = await buy(guest)
    before = await WebhookDelivery.all().count()

    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await orders.record(order, "order_processing", "x")
            raise ZeroDivisionError

    assert await WebhookDelivery.all().count() == before == await owed()


async def test_nothing_about_a_person_leaves_the_house(
    account: SignIn, manager: Manager, receiver: Receiver, buy: Buy, send: Send
) -> None:
    await manager.subscribe(receiver)
    who = await account()
    await who.shopper.add(await who.shopper.line("poster/18x24", design=design(text="for Grace Hopper")))
    order = await buy(who.shopper, "digital/8x10", owner=CartOwner(user_id=who.user.id))
    await Order.filter(id=order.id).update(
        email="ada@example.com", customer_name="Ada Lovelace", notes="a difficult customer",
        shipping_address={"name": "Ada Lovelace", "line1": "12 St James's Square"}, tracking_number="1Z999",
    )  # fmt: skip
    order = await Order.get(id=order.id)
    hostile = {"amount": 5, "currency": "USD", "note": "Ada says it is crooked", "email": "ada@example.com"}
    async with transaction():
        for kind in outgoing_events.TYPES:
            await orders.record(order, kind, "Ada Lovelace, ada@example.com", actor="root@example.com", data=hostile)
    await send()

    told = b"".join(each.body for each in receiver.got).decode()
    assert set(receiver.types) == {type_.value for type_ in outgoing_events.TYPES.values()}
    for word in ("Ada", "ada@", "Grace", "Square", "1Z999", "difficult", "crooked", "root@", str(order.user_id)):
        assert word not in told


async def test_what_was_told_stays_when_its_person_leaves(
    person: SignIn, manager: Manager, receiver: Receiver, buy: Buy, send: Send
) -> None:
    await manager.subscribe(receiver)
    ada = await person()
    owner = CartOwner(user_id=ada.user.id)
    await buy(ada.shopper, owner=owner)
    await buy(ada.shopper, "digital/11x14", owner=owner, paid=False)
    before = await OutgoingEvent.all().order_by("id").values_list("id", "body")

    left = await ada.shopper.ask('mutation { accountDelete(password: "' + PASSWORD + '") }')
    await send()

    after = await OutgoingEvent.all().order_by("id").values_list("id", "body")
    assert left == {"accountDelete": True}
    assert after[: len(before)] == before
    assert receiver.types == ["order.created", "order.paid", "order.created", "order.canceled"]
    assert not any(word in str(after) for word in ("Ada", "ada@example.com", str(ada.user.id)))


def test_every_type_but_the_test_is_told_of_something() -> None:
    assert {*outgoing_events.TYPES.values(), WebhookEventType.TEST_PING} == set(WebhookEventType)


async def test_facts_of_refunds_and_disputes(guest: Shopper, manager: Manager, receiver: Receiver, buy: Buy) -> None:
    await manager.subscribe(receiver, eventTypes=["ORDER_REFUNDED", "ORDER_DISPUTED"])
    order = await buy(guest)
    dispute = {
        "dispute": "du_1", "amount": 900, "currency": "USD", "reason": "fraudulent", "status": "needs_response",
        "due_by": "2026-12-01T00:00:00+00:00",
    }  # fmt: skip

    refund_id = new_id()

    async with transaction():
        refund = {"refund_id": str(refund_id), "amount": 500, "currency": "USD"}
        await orders.record(order, "refund_made", "x", data=refund)
        await orders.record(order, "dispute_opened", "x", data=dispute)

    refunded, disputed = [json.loads(event.body) for event in await OutgoingEvent.all().order_by("sequence")]
    assert (refunded["type"], refunded["data"]["refund"]) == (
        "order.refunded",
        {"id": to_global_id("Refund", refund_id), "amount": 500, "currency": "USD"},
    )
    assert (disputed["type"], disputed["data"]["dispute"]) == (
        "order.disputed",
        {"amount": 900, "currency": "USD", "reason": "fraudulent", "status": "needs_response",
         "dueBy": "2026-12-01T00:00:00+00:00"},
    )  # fmt: skip
    assert await OrderEvent.filter(order=order, type="refund_made").count() == 1


async def test_a_disputed_order_says_so_and_what_was_lost(
    guest: Shopper, manager: Manager, receiver: Receiver, buy: Buy
) -> None:
    await manager.subscribe(receiver, eventTypes=["ORDER_DISPUTED", "ORDER_DISPUTE_CLOSED"])
    order = await buy(guest)
    opened = StripeDispute(
        id="du_1", amount=order.total, currency="USD", status="needs_response", reason="fraudulent", created_at=now(),
        due_by=None, withdrawn=True, as_of=now(),
    )  # fmt: skip

    for news in (opened, replace(opened, status="lost", as_of=now())):
        async with transaction():
            locked = await orders.lock(order.id)
            assert locked is not None
            await disputes.take_over(locked, news)

    told = [json.loads(event.body) for event in await OutgoingEvent.all().order_by("sequence")]
    stands = [(each["type"], each["data"]["order"]["paymentStatus"], each["data"]["order"]["lost"]) for each in told]
    assert stands == [("order.disputed", "DISPUTED", 0), ("order.dispute_closed", "REFUNDED", order.total)]
    assert [each["data"]["dispute"]["status"] for each in told] == ["needs_response", "lost"]
