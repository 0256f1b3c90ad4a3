"""`POST /webhooks/stripe`: what Stripe signed just now is kept once; everything else is a 4xx and leaves no trace."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import httpx
import pytest
import stripe

from adapters import Adapters
from commerce.checkout import carts
from commerce.checkout.carts import CartOwner
from core.settings import Settings
from models import CustomerFigures, Download, InboxEvent, Order, OrderEvent, OutboxMessage, User
from tasks.outbox import run_due
from tests.commerce.conftest import SmallShop
from tests.commerce.paying import place_order, session_object, stripe_event


def signed(body: bytes, settings: Settings, *, secret: str | None = None, age: int = 0) -> dict[str, str]:
    secret = secret or settings.stripe_webhook_secrets[0].get_secret_value()
    header = stripe.WebhookSignature.generate_signature_header(body.decode(), secret, int(time.time()) - age)
    return {"stripe-signature": header, "content-type": "application/json"}


async def post(client: httpx.AsyncClient, settings: Settings, event: Any, **how: Any) -> httpx.Response:
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    return await client.post("/webhooks/stripe", content=body, headers=signed(body, settings, **how))


async def test_the_same_event_fifty_times_at_once_has_one_effect(
    client: httpx.AsyncClient, shop: SmallShop, adapters: Adapters, settings: Settings
) -> None:
    user = await User.create(email="ada@example.com")
    owner = CartOwner(user_id=user.id)
    await carts.add_lines(owner, [shop.line()], None)
    order = await place_order(owner)
    event = stripe_event("checkout.session.completed", session_object(order))

    answers = await asyncio.gather(*(post(client, settings, event) for _ in range(50)))
    await run_due(adapters)

    assert {answer.status_code for answer in answers} == {200}
    assert await InboxEvent.all().count() == 1
    assert await OrderEvent.filter(order=order, type="order_paid").count() == 1
    assert await Download.filter(order=order).count() == 2
    figures = await CustomerFigures.get(user=user)
    assert (figures.total_spent, figures.order_count) == (order.total, 1)
    owed = await OutboxMessage.all().values_list("actor", flat=True)
    assert set(owed) <= {"announce_alert"}  # staff hear of the next orders together, later


async def test_the_events_of_one_payment_in_any_order_pay_once(
    client: httpx.AsyncClient, shop: SmallShop, adapters: Adapters, settings: Settings
) -> None:
    order = await place_order(await shop.cart_of(shop.line()))
    subject = session_object(order)
    kinds = ["checkout.session.async_payment_succeeded", "checkout.session.completed", "checkout.session.expired"]

    for kind in kinds:
        assert (await post(client, settings, stripe_event(kind, subject))).status_code == 200
    await run_due(adapters)

    assert (await Order.get(id=order.id)).payment_status.value == "paid"
    assert await OrderEvent.filter(order=order, type="order_paid").count() == 1
    outcomes = sorted([str(row.outcome) for row in await InboxEvent.all()])
    # Whichever came first: an expiry before the payment cancels, and money that arrives later wins.
    assert outcomes in (["already paid", "nothing to cancel", "paid"], ["already paid", "canceled", "paid"])


@pytest.mark.parametrize("how", [{"secret": "whsec_somebody_elses"}, {"age": 301}], ids=["forged", "stale"])
async def test_a_signature_that_is_not_stripes_now_is_refused(
    client: httpx.AsyncClient, settings: Settings, how: dict[str, Any]
) -> None:
    answer = await post(client, settings, stripe_event("x", {}), **how)

    assert answer.status_code == 400
    assert await InboxEvent.all().count() == 0


@pytest.mark.parametrize("header", [None, "", "t=1", "v1=abc", "t=x,v1=y", "t=1,v1=" + "0" * 64, "\xff", "t=1,v1=\xff"])
async def test_a_malformed_signature_is_refused(client: httpx.AsyncClient, header: str | None) -> None:
    headers = {} if header is None else {"stripe-signature": header.encode("latin-1")}

    answer = await client.post("/webhooks/stripe", content=b"{}", headers=headers)

    assert answer.status_code == 400
    assert await InboxEvent.all().count() == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"7",
        b'{"id": 1}',
        b'{"id": "evt_1", "type": "x", "data": {"object": []}}',
        b'{"id": "evt_1", "type": "x", "data": {"object": {"name": "a\\u0000b"}}}',
        b'{"id": "evt_1", "type": "x", "data": {"object": {"name": "\\ud800"}}}',
        b"[" * 100_000,
        json.dumps({"id": "e" * 300, "type": "x", "data": {"object": {}}}).encode(),
    ],
    ids=lambda body: body[:12].decode(),
)
async def test_a_signed_body_that_is_no_event_is_refused(
    client: httpx.AsyncClient, settings: Settings, body: bytes
) -> None:
    answer = await post(client, settings, body)

    assert answer.status_code == 400
    assert await InboxEvent.all().count() == 0


async def test_bytes_that_are_not_text_and_bodies_without_end_are_refused(client: httpx.AsyncClient) -> None:
    headers = {"stripe-signature": f"t={int(time.time())},v1={'0' * 64}"}

    not_text = await client.post("/webhooks/stripe", content=b"\xff\xfe", headers=headers)
    too_large = await client.post("/webhooks/stripe", content=b" " * 1_048_577, headers=headers)

    assert (not_text.status_code, too_large.status_code) == (400, 413)
    assert await InboxEvent.all().count() == 0


async def test_a_rotated_secret_is_accepted_beside_the_new_one(client: httpx.AsyncClient, settings: Settings) -> None:
    body = json.dumps(stripe_event("x", {})).encode()
    current = signed(body, settings)["stripe-signature"]
    timestamp, _, good = current.partition(",")

    answer = await client.post(
        "/webhooks/stripe", content=body, headers={"stripe-signature": f"{timestamp},v1={'0' * 64},{good}"}
    )

    assert answer.status_code == 200


async def test_other_methods_are_refused(client: httpx.AsyncClient) -> None:
    assert (await client.get("/webhooks/stripe")).status_code == 405
