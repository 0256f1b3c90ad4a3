"""`shopHealth`: one question about all that needs somebody, and what each part of it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.ids import to_global_id
from models import Role
from tests.health.conftest import Shop, ago
from tests.support.shoppers import SignIn
from tests.support.storefront import Shopper

HEALTH = """{
  shopHealth {
    healthy checkedAt reconciledAt
    findings { kind count more oldest ids jobs }
    backlog { due oldestDue waiting givenUp { job count oldest lastError } }
    stuckOrders { number email } heldOrders { number heldReason }
    failedDownloads { download { fileName failureReason } order { number } }
    failedWebhooks { eventId state attempts error } unsentMails { status recipient }
  }
}"""


async def test_a_shop_in_which_all_is_well(shop: Shop, account: SignIn) -> None:
    seen = (await (await account(Role.ADMIN)).shopper.ask(HEALTH))["shopHealth"]

    assert seen.pop("checkedAt")
    assert seen == {
        "healthy": True, "reconciledAt": None, "findings": [], "stuckOrders": [], "heldOrders": [],
        "failedDownloads": [], "failedWebhooks": [], "unsentMails": [],
        "backlog": {"due": 0, "oldestDue": None, "waiting": 0, "givenUp": []},
    }  # fmt: skip


async def test_everything_at_once(shop: Shop, account: SignIn) -> None:
    stuck = await shop.order(ago(hours=2))
    file = await shop.file(stuck, "failed")
    held = await shop.order(ago(hours=3), held_reason="paid in EUR, ordered in USD")
    event = await shop.event(ago(hours=9), given_up=True)
    mail = await shop.mail(ago(hours=1), "pending")

    seen = (await (await account(Role.ADMIN)).shopper.ask(HEALTH))["shopHealth"]

    assert seen["healthy"] is False
    assert {each["kind"]: each["ids"] for each in seen["findings"]} == {
        "STUCK_ORDERS": [to_global_id("Order", stuck.id)],
        "HELD_ORDERS": [to_global_id("Order", held.id)],
        "FAILED_DOWNLOADS": [to_global_id("Download", file.id)],
        "FAILED_WEBHOOKS": [to_global_id("WebhookEvent", event.id)],
        "LATE_MAILS": [to_global_id("Mail", mail.id)],
        "GIVEN_UP_WORK": [to_global_id("FailedWork", event.id)],
    }
    assert seen["stuckOrders"] == [{"number": stuck.number, "email": "ada@example.com"}]
    assert seen["heldOrders"] == [{"number": held.number, "heldReason": "paid in EUR, ordered in USD"}]
    assert seen["failedDownloads"] == [
        {"download": {"fileName": "a.png", "failureReason": None}, "order": {"number": stuck.number}}
    ]
    assert seen["failedWebhooks"] == [
        {"eventId": event.event_id, "state": "FAILED", "attempts": 3, "error": "it does not answer"}
    ]
    assert seen["unsentMails"] == [{"status": "PENDING", "recipient": "ada@example.com"}]
    assert [(each["job"], each["count"]) for each in seen["backlog"]["givenUp"]] == [("process_inbox_event", 1)]


async def test_the_number_of_statements(shop: Shop, account: SignIn, query_counter: Callable[[], Any]) -> None:
    shopper = (await account(Role.ADMIN)).shopper
    counts = []
    for number in (1, 5):
        for _ in range(number):
            order = await shop.order(ago(hours=2))
            await shop.file(order, "failed")
            await shop.order(ago(hours=2), held_reason="look")
            await shop.event(ago(hours=9), given_up=True)
            await shop.mail(ago(hours=1), "pending")
        with query_counter() as statements:
            seen = await shopper.ask(HEALTH)
        counts.append(len(statements))
        assert len(seen["shopHealth"]["unsentMails"]) in {1, 6}

    assert counts == [20, 20]


async def test_a_key_for_the_health_alone_sees_neither_orders_nor_mails(shop: Shop, account: SignIn) -> None:
    admin = await account(Role.ADMIN)
    await shop.order(ago(hours=2))
    made = await admin.shopper.ask(
        'mutation { apiKeyCreate(name: "watch", permissions: [READ_HEALTH]) { ... on ApiKey { secret } } }'
    )
    watch = Shopper(admin.shopper.http, access=made["apiKeyCreate"]["secret"])

    assert (await watch.ask("{ shopHealth { healthy findings { kind count } } }"))["shopHealth"] == {
        "healthy": False, "findings": [{"kind": "STUCK_ORDERS", "count": 1}],
    }  # fmt: skip
    for what in ("stuckOrders { id }", "heldOrders { id }", "failedDownloads { order { id } }", "unsentMails { id }"):
        assert (await watch.refused(f"{{ shopHealth {{ {what} }} }}"))[1] == "FORBIDDEN"
