"""What survives: a kill in the middle, a new start, a reset."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import stripe

from tests.sandbox.server import Receiver, SandboxProcess
from tests.sandbox.shop import KEY, Shop
from tests.support.faithful import check_everything

SECRET = "whsec_of_the_shop"


@pytest.fixture
async def own(tmp_path: Path, receiver: Receiver) -> AsyncIterator[Shop]:
    """A sandbox for this test alone, with a webhook from the command line and one key."""
    process = SandboxProcess(
        tmp_path / "deep" / "stripe", "--webhook-url", receiver.url, "--webhook-secret", SECRET, "--key", KEY
    ).start()
    shop = Shop.open(process)
    yield shop
    check_everything(process.url, {})
    await shop.close()
    process.stop()


async def test_everything_survives_a_kill(own: Shop, receiver: Receiver) -> None:
    open_session = await own.open_session(metadata={"order": "1"})
    product = await own.v1.products.create_async({"name": "Poster"}, {"idempotency_key": "once"})
    await receiver.wait_for(lambda got: len(got) >= 1)
    await own.advance(600)
    await own.control("/webhooks/pause")
    paid = await own.buy()

    own.process.kill()
    own.process.start()

    items = await receiver.wait_for(lambda got: any(item.event["type"] == "checkout.session.completed" for item in got))
    event = stripe.Webhook.construct_event(items[-1].body, items[-1].headers["stripe-signature"], SECRET)
    assert event.livemode is False
    assert (await own.session(paid.id)).payment_status == "paid"
    again = await own.v1.products.create_async({"name": "Poster"}, {"idempotency_key": "once"})
    assert again.id == product.id
    assert (await own.control("/clock", advance_seconds=0))["offset"] == 600
    answer = await own.confirm(open_session.id)
    assert answer.json()["payment_status"] == "paid"
    assert len((await own.v1.webhook_endpoints.list_async()).data) == 1


async def test_reset_forgets_everything_but_the_configured_webhook(own: Shop, receiver: Receiver) -> None:
    session = await own.buy()
    await own.control("/clock", advance_seconds=60)

    await own.control("/reset")

    with pytest.raises(stripe.InvalidRequestError):
        await own.session(session.id)
    assert (await own.v1.events.list_async()).data == []
    assert [item.url for item in (await own.v1.webhook_endpoints.list_async()).data] == [receiver.url]
    assert (await own.control("/clock", advance_seconds=0))["offset"] == 0


async def test_only_the_given_key_is_let_in(own: Shop) -> None:
    other = await own.http.get("/v1/events", auth=("sk_test_other", ""))
    page = await own.http.get("/v1/payment_pages/cs_test_none", auth=None)

    assert (other.status_code, page.status_code) == (401, 404)
