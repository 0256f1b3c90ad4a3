"""Deliveries: tried again for days, once however many workers there are, given up, and no trouble to anybody else."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters import Adapters
from adapters.webhooks_out import Answer, Post, WebhookSender
from commerce.webhooks_out import webhook_deliveries
from commerce.webhooks_out.webhook_deliveries import AT_ONCE, CALL, PATIENCE, WAITS, DeliveryBusy
from core.clock import now, travel
from core.database import execute
from core.ids import to_global_id
from core.settings import Settings
from models import (
    Alert,
    AlertKind,
    OutboxMessage,
    OutgoingEvent,
    WebhookAttempt,
    WebhookDelivery,
    WebhookDeliveryStatus,
    WebhookEndpoint,
)
from tasks.outbox import run, take_due
from tests.support.storefront import Shopper
from tests.webhooks_out.conftest import UPDATE, Buy, Manager, Send, owed, row
from tests.webhooks_out.receiver import Behave, Receiver, endless, garbage, hang_up, stall, status


@pytest.fixture
def paid(guest: Shopper, buy: Buy) -> Callable[[], Awaitable[WebhookDelivery]]:
    """`await paid()`: one more order is paid; the newest delivery."""

    async def paid() -> WebhookDelivery:
        await buy(guest)
        return (await WebhookDelivery.all().order_by("-id").limit(1))[0]

    return paid


@pytest.fixture
async def endpoint(manager: Manager, receiver: Receiver) -> dict[str, Any]:
    """It hears of payments."""
    return await manager.subscribe(receiver, eventTypes=["ORDER_PAID"])


Paid = Callable[[], Awaitable[WebhookDelivery]]


async def test_it_arrives_once_and_the_log_says_so(
    endpoint: dict[str, Any], manager: Manager, receiver: Receiver, paid: Paid, send: Send
) -> None:
    await paid()

    ran = await send()

    (delivery,) = await manager.log(endpoint)
    assert (ran, len(receiver.got), await owed()) == (1, 1, 0)
    assert (delivery["status"], delivery["attempts"], delivery["lastStatusCode"]) == ("DELIVERED", 1, 204)
    assert (delivery["lastError"], delivery["nextAttemptAt"]) == (None, None)
    assert delivery["deliveredAt"] is not None
    assert delivery["payload"] == receiver.got[0].event
    assert delivery["webhookId"] == receiver.got[0].headers["webhook-id"]
    (attempt,) = delivery["log"]
    assert (attempt["statusCode"], attempt["error"], attempt["responseExcerpt"]) == (204, None, "")


async def test_it_is_tried_again_for_days_under_the_same_id_and_then_given_up(
    endpoint: dict[str, Any], manager: Manager, receiver: Receiver, paid: Paid, send: Send
) -> None:
    receiver.answers = [status(500, "down\x00 for <b>maintenance</b>\r\n")]
    await paid()
    passed, seen = timedelta(), []

    await send()
    for wait in WAITS:
        with travel(passed + wait / 2):  # far from the edge: a busy machine takes its time
            early = await send()
        passed += wait * 1.1 + timedelta(seconds=1)
        with travel(passed):
            await send()
        seen.append((early, len(receiver.got)))

    (delivery,) = await manager.log(endpoint)
    assert seen == [(0, count) for count in range(2, 12)]
    assert (delivery["status"], delivery["attempts"], delivery["lastError"]) == ("FAILED", 11, "HTTP 500")
    assert delivery["log"][0]["responseExcerpt"] == "down for <b>maintenance</b>"
    assert {each.headers["webhook-id"] for each in receiver.got} == {delivery["webhookId"]}
    assert len({each.body for each in receiver.got}) == 1
    assert len({each.headers["webhook-timestamp"] for each in receiver.got}) > 8
    assert passed > timedelta(days=3, hours=17)
    assert await owed() == 0
    assert (await row(endpoint)).disabled_at is None


async def test_trouble_that_passes_leaves_one_delivery_and_no_grudge(
    endpoint: dict[str, Any], manager: Manager, receiver: Receiver, paid: Paid, send: Send
) -> None:
    receiver.answers = [hang_up, status(404), status(200, "thanks")]
    await paid()

    await send()
    failing = (await row(endpoint)).failing_since
    for seconds in (7, 80):
        with travel(timedelta(seconds=seconds)):
            await send()

    (delivery,) = await manager.log(endpoint)
    assert failing is not None
    assert (await row(endpoint)).failing_since is None
    assert (delivery["status"], delivery["attempts"]) == ("DELIVERED", 3)
    assert [each["statusCode"] for each in delivery["log"]] == [None, 404, 200]
    assert "RemoteProtocolError" in delivery["log"][0]["error"] or "ReadError" in delivery["log"][0]["error"]


@pytest.mark.parametrize(
    ("behave", "code", "error"),
    [
        (status(301, location="http://169.254.169.254/latest/meta-data/"), 301, "redirects are not followed"),
        (status(307, location="/elsewhere"), 307, "redirects are not followed"),
        (status(400, "no"), 400, "HTTP 400"),
        (endless(500), 500, "HTTP 500"),
        (garbage, None, "RemoteProtocolError"),
    ],
)
async def test_answers_that_are_none(
    endpoint: dict[str, Any], manager: Manager, receiver: Receiver, paid: Paid, send: Send, behave: Behave,
    code: int | None, error: str,
) -> None:  # fmt: skip
    receiver.answers = [behave]
    await paid()

    await send()

    (delivery,) = await manager.log(endpoint)
    assert (delivery["status"], delivery["lastStatusCode"], len(receiver.got)) == ("PENDING", code, 1)
    assert error in delivery["lastError"]
    assert len(delivery["log"][0]["responseExcerpt"]) <= 500


async def test_a_taken_delivery_is_taken_however_much_is_said(
    endpoint: dict[str, Any], manager: Manager, receiver: Receiver, paid: Paid, send: Send
) -> None:
    receiver.answers = [endless(200)]
    await paid()

    await send()

    assert [each["status"] for each in await manager.log(endpoint)] == ["DELIVERED"]


async def test_a_receiver_that_says_nothing_is_left(
    endpoint: dict[str, Any], manager: Manager, receiver: Receiver, paid: Paid, send: Send, adapters: Adapters,
    settings: Settings,
) -> None:  # fmt: skip
    answered = asyncio.Event()
    receiver.answers = [stall(answered)]
    await paid()

    hasty = WebhookSender(settings, seconds=0.2)
    await send(replace(adapters, webhooks=hasty))
    answered.set()
    await hasty.close()

    (delivery,) = await manager.log(endpoint)
    assert (delivery["status"], delivery["lastStatusCode"]) == ("PENDING", None)
    assert delivery["lastError"] == "No answer within 0.2 seconds."


async def test_nobody_is_there(
    endpoint: dict[str, Any], manager: Manager, receiver: Receiver, paid: Paid, send: Send
) -> None:
    await execute("UPDATE webhook_endpoints SET url = 'http://127.0.0.1:9/'")
    await paid()

    await send()

    assert "ConnectError" in (await manager.log(endpoint))[0]["lastError"]


@pytest.mark.parametrize(
    ("code", "said", "at_least", "at_most"),
    [
        (429, "120", timedelta(seconds=120), timedelta(seconds=121)),
        (503, "in a moment", timedelta(seconds=5), timedelta(seconds=6)),
        (503, "99999999999", timedelta(hours=24), timedelta(hours=24, seconds=1)),
        (503, "-5", timedelta(seconds=5), timedelta(seconds=6)),
        (503, "1 Jan 99999999999999999999 00:00:00", timedelta(seconds=5), timedelta(seconds=6)),
        (429, "date", timedelta(minutes=58), timedelta(minutes=61)),
        (500, "120", timedelta(seconds=5), timedelta(seconds=6)),
    ],
)
async def test_who_asks_to_be_left_alone_is(
    endpoint: dict[str, Any], receiver: Receiver, paid: Paid, send: Send, code: int, said: str, at_least: timedelta,
    at_most: timedelta,
) -> None:  # fmt: skip
    if said == "date":
        said = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    receiver.answers = [status(code, retry_after=said)]
    await paid()

    before = now()
    await send()

    delivery = await WebhookDelivery.get()
    assert delivery.next_attempt_at is not None
    assert before + at_least <= delivery.next_attempt_at <= now() + at_most


async def test_410_disables_at_once_and_the_rest_is_missed(
    endpoint: dict[str, Any], manager: Manager, receiver: Receiver, paid: Paid, send: Send
) -> None:
    receiver.answers = [status(410)]
    await paid()
    await paid()

    with capture_logs() as logs:
        await send()
    await paid()
    await send()

    assert [each["status"] for each in await manager.log(endpoint)] == ["MISSED", "MISSED", "FAILED"]
    assert len(receiver.got) == 1
    disabled = await row(endpoint)
    assert disabled.disabled_at is not None
    assert "410" in disabled.disabled_reason
    assert [entry["missed"] for entry in logs if entry["event"] == "webhook_endpoint_disabled"] == [1]
    alert = await Alert.get(kind=AlertKind.ENDPOINT_DISABLED)
    assert alert.title == f"Nothing is sent to 127.0.0.1:{receiver.port} any more."
    assert alert.facts == {"endpoint_id": str(disabled.id), "missed": 1}
    assert "tenant" not in alert.title + alert.detail
    assert await owed() == 0


async def test_nothing_gets_through_for_days_and_it_is_disabled(
    endpoint: dict[str, Any], manager: Manager, receiver: Receiver, paid: Paid, send: Send
) -> None:
    receiver.answers = [status(500)]

    async def days(first: int, last: int) -> None:
        for hours in range(first * 24, last * 24):
            with travel(timedelta(hours=hours)):
                await send()

    await paid()
    await days(0, 5)
    first_given_up = await row(endpoint)
    with travel(timedelta(days=5)):
        await paid()
    await days(5, 6)
    patient = await row(endpoint)
    await days(6, 11)

    disabled = await row(endpoint)
    assert (first_given_up.disabled_at, patient.disabled_at) == (None, None)
    assert disabled.disabled_at is not None
    assert disabled.disabled_reason == f"Nothing got through for {PATIENCE.days} days. At last: HTTP 500"
    assert [each["status"] for each in await manager.log(endpoint)] == ["FAILED", "FAILED"]
    assert await Alert.filter(kind=AlertKind.ENDPOINT_DISABLED).count() == 1


async def test_two_workers_call_once(
    endpoint: dict[str, Any], receiver: Receiver, paid: Paid, adapters: Adapters, send: Send
) -> None:
    delivery = await paid()
    answered = asyncio.Event()
    receiver.answers = [stall(answered)]

    first = asyncio.create_task(webhook_deliveries.deliver(delivery.id, adapters.webhooks))
    while not receiver.got:
        await asyncio.sleep(0.01)
    with pytest.raises(DeliveryBusy):
        await webhook_deliveries.deliver(delivery.id, adapters.webhooks)
    answered.set()
    await first
    await webhook_deliveries.deliver(delivery.id, adapters.webhooks)
    await send()

    assert len(receiver.got) == 1
    assert (await WebhookDelivery.get()).status is WebhookDeliveryStatus.DELIVERED


async def test_many_at_once_call_once(
    endpoint: dict[str, Any], receiver: Receiver, paid: Paid, adapters: Adapters
) -> None:
    delivery = await paid()

    each = (webhook_deliveries.deliver(delivery.id, adapters.webhooks) for _ in range(8))
    outcomes = await asyncio.gather(*each, return_exceptions=True)

    assert len(receiver.got) == 1
    assert all(outcome is None or isinstance(outcome, DeliveryBusy) for outcome in outcomes)


async def test_a_worker_that_dies_while_calling_is_followed_by_another(
    endpoint: dict[str, Any], receiver: Receiver, paid: Paid, adapters: Adapters, send: Send
) -> None:
    class Dies(WebhookSender):
        async def send(self, post: Post) -> Answer:
            await adapters.webhooks.send(post)
            raise asyncio.CancelledError

    await paid()
    (message,) = [each for each in await take_due() if each.actor == "deliver_webhook"]
    with pytest.raises(asyncio.CancelledError):
        await run(message.id, replace(adapters, webhooks=object.__new__(Dies)))
    at_once = await send()
    left = (await owed(), len(receiver.got))
    with travel(CALL + timedelta(seconds=1)):
        await send()

    assert (at_once, left) == (1, (1, 1))
    assert len(receiver.got) == 2  # at least once, and under one id
    assert len({each.headers["webhook-id"] for each in receiver.got}) == 1
    assert (await WebhookDelivery.get()).status is WebhookDeliveryStatus.DELIVERED
    assert await owed() == 0


async def test_a_slow_receiver_has_few_calls_at_a_time(
    endpoint: dict[str, Any], receiver: Receiver, other: Receiver, manager: Manager, paid: Paid, adapters: Adapters,
    send: Send,
) -> None:  # fmt: skip
    await paid()
    event = await OutgoingEvent.get()
    busy = [
        WebhookDelivery(endpoint_id=(await row(endpoint)).id, event_id=(await _copy(event)).id, next_attempt_at=now(),
                        calling_until=now() + CALL)
        for _ in range(AT_ONCE)
    ]  # fmt: skip
    await WebhookDelivery.bulk_create(busy)
    await manager.subscribe(other, eventTypes=["ORDER_PAID"])
    await paid()

    await send()
    at_once = (len(receiver.got), len(other.got), await owed())
    await WebhookDelivery.filter(calling_until__isnull=False).update(calling_until=None)
    with travel(timedelta(seconds=6)):
        await send()

    assert at_once == (0, 1, 2)
    assert len(receiver.got) == 2
    assert await WebhookAttempt.all().count() == 3


async def test_many_deliveries_at_once_are_as_few_calls(
    endpoint: dict[str, Any], receiver: Receiver, paid: Paid, adapters: Adapters
) -> None:
    first = await paid()
    event = await OutgoingEvent.get()
    more = [
        WebhookDelivery(endpoint_id=first.endpoint_id, event_id=(await _copy(event)).id, next_attempt_at=now())
        for _ in range(9)
    ]
    await WebhookDelivery.bulk_create(more)
    answered = asyncio.Event()
    receiver.answers = [stall(answered)]

    each = [asyncio.create_task(webhook_deliveries.deliver(row.id, adapters.webhooks)) for row in (first, *more)]
    while len(receiver.got) < AT_ONCE or sum(task.done() for task in each) < 10 - AT_ONCE:
        await asyncio.sleep(0.01)
    answered.set()
    await asyncio.gather(*each)

    assert (receiver.most_at_once, len(receiver.got)) == (AT_ONCE, AT_ONCE)
    assert await WebhookDelivery.filter(status=WebhookDeliveryStatus.DELIVERED).count() == AT_ONCE
    assert await owed() == 1 + 10 - AT_ONCE  # the first one's own, and one for each that has to wait


async def _copy(event: OutgoingEvent) -> OutgoingEvent:
    return await OutgoingEvent.create(type=event.type, sequence=event.sequence, body=event.body)


async def test_a_deleted_endpoint_is_left_in_peace(
    endpoint: dict[str, Any], receiver: Receiver, paid: Paid, adapters: Adapters, send: Send
) -> None:
    delivery = await paid()
    answered = asyncio.Event()
    receiver.answers = [stall(answered)]

    calling = asyncio.create_task(webhook_deliveries.deliver(delivery.id, adapters.webhooks))
    while not receiver.got:
        await asyncio.sleep(0.01)
    await WebhookEndpoint.all().delete()
    answered.set()
    await calling
    await send()

    assert (await WebhookDelivery.all().count(), await owed(), len(receiver.got)) == (0, 0, 1)


@pytest.mark.parametrize("active", [True, False])
async def test_what_was_given_up_is_sent_when_staff_has_it_tried_once_more(
    endpoint: dict[str, Any], manager: Manager, receiver: Receiver, paid: Paid, send: Send, active: bool
) -> None:
    delivery = await paid()
    message = await OutboxMessage.get(actor="deliver_webhook")
    await webhook_deliveries.give_up(delivery.id, "the database is full")
    await OutboxMessage.filter(id=message.id).update(failed_at=now(), attempts=7)
    await manager.do(UPDATE, id=endpoint["id"], active=active)

    retry = "mutation ($id: ID!) { result: failedWorkRetry(id: $id) { __typename } }"
    assert (await manager.do(retry, id=to_global_id("FailedWork", message.id)))["__typename"] == "FailedWork"
    await send()

    status = (await WebhookDelivery.get()).status
    assert (status, len(receiver.got)) == (("delivered", 1) if active else ("failed", 0))
    assert await owed() == 0


async def test_what_cannot_be_written_down_is_given_up_for_people(endpoint: dict[str, Any], paid: Paid) -> None:
    delivery = await paid()

    await webhook_deliveries.give_up(delivery.id, "the database is full")

    delivery = await WebhookDelivery.get()
    assert (delivery.status, delivery.last_error) == (WebhookDeliveryStatus.FAILED, "the database is full")


async def test_what_is_old_goes_so_much_a_run(endpoint: dict[str, Any], paid: Paid, send: Send) -> None:
    for _ in range(3):
        await paid()
    await send()

    with travel(timedelta(days=29)):
        assert await webhook_deliveries.forget_old() == 0
        await _copy((await OutgoingEvent.all().limit(1))[0])
    with travel(timedelta(days=31)):
        assert [await webhook_deliveries.forget_old(2) for _ in range(3)] == [2, 1, 0]

    assert await OutgoingEvent.all().count() == 1
    assert await WebhookDelivery.all().count() == 0
    assert await WebhookAttempt.all().count() == 0
