"""Endpoints: made, changed, disabled, tried and removed by those who may, their secrets shown once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from contextvars import copy_context
from datetime import timedelta
from typing import Any

import pytest
from standardwebhooks import WebhookVerificationError

from commerce.audit import Actor
from commerce.orders import orders
from commerce.webhooks_out import webhook_endpoints
from commerce.webhooks_out.webhook_endpoints import MOST
from commerce.webhooks_out.webhook_secrets import MOST as MOST_SECRETS
from commerce.webhooks_out.webhook_secrets import opened
from core.clock import now, travel
from core.database import execute, fetch, transaction
from core.ids import new_id, to_global_id
from models import AuditEntry, OutgoingEvent, Role, WebhookDelivery, WebhookEndpoint
from tests.support.sql import Statements, waits_for_a_lock
from tests.support.state import fingerprint
from tests.support.storefront import Shopper
from tests.webhooks_out.conftest import (
    CREATE,
    DELETE,
    DELIVERIES,
    ENDPOINTS,
    RESEND,
    RESEND_SINCE,
    ROTATE,
    TEST,
    UPDATE,
    Buy,
    Manager,
    Send,
    SignIn,
    row,
)
from tests.webhooks_out.receiver import Receiver, status

URL = "http://127.0.0.1:9/hooks"


async def test_its_secret_is_shown_once_and_kept_encrypted(manager: Manager, receiver: Receiver) -> None:
    made = await manager.subscribe(receiver, description="  the\tERP ", eventTypes=["ORDER_PAID", "ORDER_CREATED"])

    assert made["secret"].startswith("whsec_")
    assert (made["description"], made["eventTypes"], made["active"], made["oldSecretUntil"]) == (
        "the ERP", ["ORDER_CREATED", "ORDER_PAID"], True, None,
    )  # fmt: skip
    assert opened((await row(made)).secrets) == [made["secret"]]
    held = str([dict(each) for each in await fetch("SELECT * FROM webhook_endpoints")])
    assert made["secret"] not in held
    assert made["secret"].removeprefix("whsec_") not in held
    (listed,) = (await manager.shopper.ask(ENDPOINTS))["webhookEndpoints"]["nodes"]
    assert (listed["id"], listed["secret"]) == (made["id"], None)
    assert (await manager.do(UPDATE, id=made["id"], active=True))["secret"] is None


async def test_it_is_recorded_without_secret_query_and_words(manager: Manager, receiver: Receiver) -> None:
    made = await manager.subscribe(receiver, description="ask Grace")
    await manager.do(UPDATE, id=made["id"], description="ask Ada", eventTypes=["ORDER_PAID"])
    await manager.do(UPDATE, id=made["id"], eventTypes=["ORDER_PAID"])
    rotated = await manager.do(ROTATE, id=made["id"])
    await manager.do(DELETE, id=made["id"])

    entries = await AuditEntry.all().order_by("id")
    facts = {"url": f"http://127.0.0.1:{receiver.port}/hooks", "event_types": [], "active": True}
    changed = {**facts, "event_types": ["order.paid"]}
    assert [(each.action, each.before, each.after) for each in entries] == [
        ("webhook_endpoint_create", None, facts),
        ("webhook_endpoint_update", facts, changed),
        ("webhook_endpoint_secret_rotate", None, None),
        ("webhook_endpoint_delete", changed, None),
    ]
    for word in (made["secret"], rotated["secret"], "tenant", "Grace", "Ada"):
        assert word not in str([dict(each) for each in entries])


@pytest.mark.parametrize(
    ("variables", "path"),
    [
        ({"url": "http://example.com/hooks"}, "url"),
        ({"url": "https://10.0.0.1/hooks"}, "url"),
        ({"url": "https://[::1]/hooks"}, "url"),
        ({"url": "https://localhost/hooks"}, "url"),
        ({"url": "https://2130706433/"}, "url"),
        ({"url": "https://example.com:22/"}, "url"),
        ({"url": "https://xn--a.example/"}, "url"),
        ({"url": "https://example.com/#part"}, "url"),
        ({"description": "x" * 201}, "description"),
        ({"eventTypes": ["ORDER_PAID", "TEST_PING"]}, "eventTypes"),
    ],
)
async def test_odd_input(manager: Manager, receiver: Receiver, variables: dict[str, Any], path: str) -> None:
    kept = await manager.subscribe(receiver)
    before = await fingerprint()

    made = await manager.do(CREATE, **{"url": URL, **variables})
    changed = await manager.do(UPDATE, id=kept["id"], **variables)

    assert (made["__typename"], made["path"]) == ("InvalidInputError", [path])
    assert (changed["__typename"], changed["path"]) == ("InvalidInputError", [path])
    assert await fingerprint() == before


@pytest.mark.parametrize("url", ["https://user:secret@example.com/", "ftp://example.com", "hooks", "https://"])
async def test_what_is_no_url(manager: Manager, url: str) -> None:
    assert (await manager.shopper.refused(CREATE, url=url))[1] == "BAD_USER_INPUT"


async def test_the_same_url_twice_is_one_endpoint(manager: Manager, receiver: Receiver, other: Receiver) -> None:
    answers = await asyncio.gather(*(manager.do(CREATE, url=receiver.url) for _ in range(4)))
    second = await manager.subscribe(other)

    moved = await manager.do(UPDATE, id=second["id"], url=receiver.url)

    assert sorted(each["__typename"] for each in answers) == ["StateInvalidError"] * 3 + ["WebhookEndpoint"]
    assert (moved["__typename"], moved["state"]) == ("StateInvalidError", "exists")
    assert await WebhookEndpoint.all().count() == 2


@pytest.mark.parametrize("spelling", ["HTTP://127.0.0.1:9/hooks", "http://127.0.0.1:9/a/../hooks"])
async def test_another_spelling_is_the_same_url(manager: Manager, spelling: str) -> None:
    await manager.do(CREATE, url=URL)

    again = await manager.do(CREATE, url=spelling)
    long = await manager.do(CREATE, url="http://127.0.0.1:9/" + "ü" * 1000)

    assert (again["__typename"], again.get("state")) == ("StateInvalidError", "exists")
    assert (long["__typename"], long["path"]) == ("InvalidInputError", ["url"])


async def test_a_shop_has_so_many_and_no_more(manager: Manager) -> None:
    await WebhookEndpoint.bulk_create(
        [WebhookEndpoint(url=f"https://{number}.example/", secrets=[]) for number in range(MOST - 1)]
    )

    answers = await asyncio.gather(*(manager.do(CREATE, url=f"{URL}/{number}") for number in range(3)))

    assert sorted(each["__typename"] for each in answers) == ["StateInvalidError"] * 2 + ["WebhookEndpoint"]
    assert await WebhookEndpoint.all().count() == MOST


async def test_both_secrets_sign_for_a_day(
    guest: Shopper, manager: Manager, receiver: Receiver, buy: Buy, send: Send
) -> None:
    first = await manager.subscribe(receiver, eventTypes=["ORDER_PAID"])
    second = await manager.do(ROTATE, id=first["id"])
    third = await manager.do(ROTATE, id=first["id"])  # the answer to the second one was lost

    await buy(guest)
    await send()
    with travel(timedelta(hours=24, minutes=1)):
        await buy(guest)
        await send()

    before, after = receiver.got
    assert len({each["secret"] for each in (first, second, third)}) == 3
    assert third["oldSecretUntil"] is not None
    assert [before.verified(each["secret"])["type"] for each in (first, second, third)] == ["order.paid"] * 3
    assert len(after.headers["webhook-signature"].split(" ")) == 1
    with pytest.raises(WebhookVerificationError):
        before.verified("whsec_" + "A" * 43 + "=")


async def test_rotation_has_an_end(manager: Manager, receiver: Receiver) -> None:
    made = await manager.subscribe(receiver)

    answers = [await manager.do(ROTATE, id=made["id"]) for _ in range(MOST_SECRETS + 1)]
    with travel(timedelta(hours=25)):
        later, _ = await webhook_endpoints.rotate_secret((await row(made)).id, Actor("later"))

    assert [each["__typename"] for each in answers] == ["WebhookEndpoint"] * (MOST_SECRETS - 1) + [
        "StateInvalidError"
    ] * 2
    assert len(later.secrets) == 2


async def test_a_lost_secret_key_is_said_and_mended_by_rotating(manager: Manager, receiver: Receiver) -> None:
    made = await manager.subscribe(receiver)
    await execute("""UPDATE webhook_endpoints SET secrets = '[{"sealed": "gAAAAABn", "until": null}]'""")

    failed = await manager.do(TEST, id=made["id"])
    rotated = await manager.do(ROTATE, id=made["id"])

    assert failed["lastError"] == "SECRET_KEY has changed since the secret was made. Rotate it."
    assert rotated["__typename"] == "WebhookEndpoint"
    # The unreadable one is still there for a day: it must not keep the new one from signing.
    assert (await manager.do(TEST, id=made["id"]))["status"] == "DELIVERED"


async def test_a_test_is_sent_at_once_and_answered(manager: Manager, receiver: Receiver, send: Send) -> None:
    made = await manager.subscribe(receiver, eventTypes=["ORDER_PAID"])
    receiver.answers = [status(204), status(418, "teapot")]

    good, bad = [await manager.do(TEST, id=made["id"]) for _ in range(2)]
    await send()

    assert (good["status"], good["eventType"], good["orderId"], good["attempts"]) == ("DELIVERED", "TEST_PING", None, 1)
    assert (bad["status"], bad["lastStatusCode"], bad["log"][0]["responseExcerpt"]) == ("FAILED", 418, "teapot")
    assert [each.verified(made["secret"])["type"] for each in receiver.got] == ["test.ping", "test.ping"]
    assert (await row(made)).failing_since is None
    assert await AuditEntry.filter(action="webhook_endpoint_test").count() == 2


async def test_an_inactive_one_is_tested_and_hears_nothing_else(
    guest: Shopper, manager: Manager, receiver: Receiver, buy: Buy, send: Send
) -> None:
    made = await manager.subscribe(receiver, eventTypes=["ORDER_PAID"])
    await buy(guest)
    paused = await manager.do(UPDATE, id=made["id"], active=False)
    await buy(guest)
    await send()

    tested = await manager.do(TEST, id=made["id"])

    assert (paused["active"], paused["disabledReason"]) == (False, None)
    assert tested["status"] == "DELIVERED"
    assert receiver.types == ["test.ping"]
    assert [each["status"] for each in await manager.log(made)] == ["DELIVERED", "MISSED", "MISSED"]


async def test_what_was_missed_is_not_sent_by_itself(
    guest: Shopper, manager: Manager, receiver: Receiver, buy: Buy, send: Send
) -> None:
    made = await manager.subscribe(receiver, eventTypes=["ORDER_PAID"])
    await manager.do(UPDATE, id=made["id"], active=False)
    await buy(guest)
    again = await manager.do(UPDATE, id=made["id"], active=True)
    await buy(guest)
    await send()

    assert (again["active"], again["disabledAt"]) == (True, None)
    assert len(receiver.got) == 1
    assert [each["status"] for each in await manager.log(made)] == ["DELIVERED", "MISSED"]


async def test_one_that_is_disabled_for_long_is_not_written_down_for(
    guest: Shopper, manager: Manager, receiver: Receiver, buy: Buy
) -> None:
    await manager.subscribe(receiver)
    await WebhookEndpoint.all().update(disabled_at=now() - timedelta(days=30, minutes=1))

    await buy(guest)

    assert await OutgoingEvent.all().count() == 0


async def test_it_is_removed_with_its_log(manager: Manager, receiver: Receiver) -> None:
    made = await manager.subscribe(receiver)
    await manager.do(TEST, id=made["id"])

    gone, again = [await manager.do(DELETE, id=made["id"]) for _ in range(2)]

    assert gone == {"__typename": "WebhookEndpointDeleted", "id": made["id"]}
    assert again["__typename"] == "NotFoundError"
    assert (await WebhookEndpoint.all().count(), await WebhookDelivery.all().count()) == (0, 0)


async def test_one_that_is_being_removed_neither_hears_nor_holds_up_a_payment(
    guest: Shopper, manager: Manager, receiver: Receiver, other: Receiver, buy: Buy
) -> None:
    leaving = await manager.subscribe(receiver, eventTypes=["ORDER_PROCESSING"])
    await manager.subscribe(other, eventTypes=["ORDER_PROCESSING"])
    order = await buy(guest)
    outside = copy_context()

    async def happen() -> None:
        async with transaction():
            await orders.record(order, "order_processing", "x")

    async with transaction():
        await WebhookEndpoint.filter(url=leaving["url"]).delete()
        happening = asyncio.create_task(happen(), context=outside)
        assert await waits_for_a_lock(happening)
    await happening

    (delivery,) = await WebhookDelivery.all().select_related("endpoint")
    assert delivery.endpoint.url == other.url


@pytest.mark.parametrize("mutation", [UPDATE, ROTATE, DELETE, TEST])
async def test_of_something_that_there_is_not(manager: Manager, mutation: str) -> None:
    before = await fingerprint()

    answer = await manager.do(mutation, id=to_global_id("WebhookEndpoint", new_id()))
    wrong = await manager.shopper.refused(mutation, id=to_global_id("Order", new_id()))

    assert (answer["__typename"], answer["path"]) == ("NotFoundError", ["id"])
    assert wrong[1] == "BAD_USER_INPUT"
    assert await fingerprint() == before


async def test_the_log_is_read_in_few_statements_page_by_page(
    manager: Manager, receiver: Receiver, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    made = await manager.subscribe(receiver)
    receiver.answers = [status(204), status(500), status(204)]
    ids = [(await manager.do(TEST, id=made["id"]))["id"] for _ in range(5)]

    with query_counter() as statements:
        (await manager.shopper.ask(DELIVERIES, id=made["id"], first=3))["webhookDeliveries"]
    first = (await manager.shopper.ask(DELIVERIES, id=made["id"], first=3))["webhookDeliveries"]
    second = await manager.log(made, first=3, after=first["pageInfo"]["endCursor"])
    failed = await manager.log(made, status="FAILED")

    assert len(statements) == 4  # who asks, the page, its log, its length
    assert [each["id"] for each in (*first["nodes"], *second)] == ids[::-1]
    assert first["totalCount"] == 5
    assert [each["id"] for each in failed] == [ids[1]]
    assert await manager.log({"id": to_global_id("WebhookEndpoint", new_id())}) == []


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        ("SELECT * FROM webhook_deliveries WHERE endpoint_id = $1 ORDER BY id DESC LIMIT 21", "endpoint_id, id"),
        (
            "SELECT * FROM webhook_deliveries WHERE endpoint_id = $1 AND status = 'failed' ORDER BY id DESC LIMIT 21",
            "endpoint_id, status, id",
        ),
        ("SELECT count(*) FROM webhook_deliveries WHERE endpoint_id = $1 AND calling_until > now()", "endpoint_id)"),
    ],
)
async def test_the_log_has_its_indexes(db: None, sql: str, index: str) -> None:
    async with transaction():
        await fetch("SET LOCAL enable_seqscan = off")
        await fetch("SET LOCAL enable_sort = off")
        await fetch("SET LOCAL enable_bitmapscan = off")
        plan = "\n".join(row["QUERY PLAN"] for row in await fetch(f"EXPLAIN {sql}", new_id()))
        rows = await fetch("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'webhook_deliveries'")

    fitting = [row["indexname"] for row in rows if f"({index.rstrip(')')})" in row["indexdef"]]
    assert any(f"using {name} " in plan for name in fitting), (plan, fitting)
    assert "Sort" not in plan


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_neither_customers_nor_nobody(
    manager: Manager, receiver: Receiver, account: SignIn, role: Role | None
) -> None:
    made = await manager.subscribe(receiver)
    tested = await manager.do(TEST, id=made["id"])
    who = (await account(role)).shopper if role else Shopper(manager.shopper.http)
    before = await fingerprint()

    asked = [
        await who.refused(CREATE, url=URL),
        *[await who.refused(each, id=made["id"]) for each in (UPDATE, ROTATE, DELETE, TEST, DELIVERIES)],
        await who.refused(RESEND, id=tested["id"]),
        await who.refused(RESEND_SINCE, id=made["id"], since="2026-01-01T00:00:00Z"),
        await who.refused(ENDPOINTS),
    ]

    assert {code for _, code in asked} == {"FORBIDDEN" if role else "UNAUTHENTICATED"}
    assert await fingerprint() == before
    assert len(receiver.got) == 1
