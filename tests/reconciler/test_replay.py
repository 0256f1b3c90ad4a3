"""`python -m cli replay`: events once more; what has had its effects changes nothing."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tortoise import Tortoise

from adapters import Adapters
from cli import replay as command
from commerce.inbox.inbox import store_stripe_event
from commerce.inbox.replay import Replayed, Selection, replay
from core.clock import now
from core.ids import new_id
from core.settings import Settings
from models import InboxEvent, Order, OutboxMessage, PaymentStatus
from tests.commerce.paying import stripe_event
from tests.reconciler.conftest import Silence
from tests.support import services
from tests.support.services import ROOT

EVERYTHING = Selection(since=datetime(2000, 1, 1, tzinfo=UTC))


async def replayed(adapters: Adapters, selection: Selection) -> list[Replayed]:
    return [each async for each in replay(selection, adapters.payments, adapters.order_updates)]


async def all_rows() -> dict[str, list[str]]:
    """The whole database, but for when promo codes were last compared with Stripe."""
    tables: dict[str, Any] = Tortoise.apps["models"]
    found = {}
    for name, table in tables.items():
        rows = await table.all().values()
        found[name] = sorted(str({key: row[key] for key in row if key != "synced_at"}) for row in rows)
    return found


async def test_a_whole_history_again_changes_nothing(silence: Silence, served: str) -> None:
    _, paid, session = await silence.check_out()
    await silence.pay(session)
    _, declined, other = await silence.check_out()
    with pytest.raises(AssertionError, match="declined"):
        await silence.pay(other, payment_method="pm_card_chargeDeclined")
    _, bank, third = await silence.check_out(currency="EUR")
    await silence.pay(third, payment_method="DE89370400440532013000")
    coupon = await silence.stripe.call("POST", "/v1/coupons", {"percent_off": "5", "duration": "once"})
    theirs = {"promotion[type]": "coupon", "promotion[coupon]": coupon["id"], "code": "FIVE"}
    await silence.stripe.call("POST", "/v1/promotion_codes", theirs)
    _, coded, fourth = await silence.check_out()
    await silence.pay(fourth, promotion_code="FIVE")
    await silence.stripe.control("POST", "/webhooks/resume", {})
    await silence.stripe.control("POST", "/clock", {"advance_seconds": 25 * 3600})

    async def over() -> bool:
        done = await Order.filter(payment_status=PaymentStatus.PAID).count()
        return done == 3 and await Order.filter(id=declined.id, payment_status=PaymentStatus.FAILED).exists()

    await silence.until(over)
    await silence.run_outbox()
    before = await all_rows()
    results = await replayed(silence.adapters, EVERYTHING)
    after = await all_rows()

    assert len(results) == await InboxEvent.all().count() >= 10
    assert [each for each in results if each.before is None or each.now.startswith("failed")] == []
    assert after == before
    assert {paid.id, bank.id, coded.id} == {order.id for order in await Order.filter(payment_status=PaymentStatus.PAID)}


async def test_an_event_that_was_given_up_has_its_effects_after_all(silence: Silence) -> None:
    _, order, session_id = await silence.check_out()
    await silence.pay(session_id)
    session = await silence.stripe.call("GET", f"/v1/checkout/sessions/{session_id}")
    event = stripe_event("checkout.session.completed", session)
    await store_stripe_event(event)
    await OutboxMessage.all().update(failed_at=now(), last_error="it was a bug")

    (result,) = await replayed(silence.adapters, Selection(ids=(event["id"],)))

    assert (result.before, result.now) == (None, "paid")
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PAID
    assert await OutboxMessage.filter(actor="process_inbox_event").count() == 0


async def test_types_and_times_and_ids_must_all_fit(db: None, adapters: Adapters) -> None:
    for kind in ("refund.created", "refund.failed", "refunds.odd", "charge.refunded"):
        await store_stripe_event(stripe_event(kind, {"metadata": {}}, f"evt_{kind}"))
    await InboxEvent.filter(event_id="evt_refund.created").update(created_at=now() - timedelta(hours=2))

    async def chosen(**selection: Any) -> list[str]:
        return [each.event_id.removeprefix("evt_") for each in await replayed(adapters, Selection(**selection))]

    hour_ago = now() - timedelta(hours=1)
    assert await chosen(types=("refund.*",)) == ["refund.created", "refund.failed"]
    assert await chosen(types=("refund.failed", "charge.refunded")) == ["refund.failed", "charge.refunded"]
    assert await chosen(types=("refund.*",), since=hour_ago) == ["refund.failed"]
    assert await chosen(ids=("evt_refund.created",), since=hour_ago) == []
    assert await chosen(ids=("evt_refund.created", "evt_nobody")) == ["refund.created"]


async def test_more_than_a_batch(db: None, adapters: Adapters) -> None:
    for _ in range(205):
        await store_stripe_event(stripe_event("invoice.paid", {"metadata": {}}))

    results = await replayed(adapters, EVERYTHING)

    assert len({each.event_id for each in results}) == len(results) == 205
    assert {each.now for each in results} == {"ignored"}


async def test_one_that_fails_keeps_nobody_up(db: None, adapters: Adapters) -> None:
    for order_id in (str(new_id()), "nonsense"):
        subject = {"metadata": {"order_id": order_id}}
        await store_stripe_event(stripe_event("checkout.session.expired", subject))

    first, second = await replayed(adapters, EVERYTHING)

    assert first.now.startswith("failed: OrderNotThereYet: no order ")
    assert second.now == "ignored"
    assert await InboxEvent.filter(processed_at=None).count() == 1


async def cli(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = services.environment(
        settings.database_url,
        settings.redis_url,
        STRIPE_API_BASE=str(settings.stripe_api_base),
        DATA_DIR=str(settings.data_dir),
    )
    run = [sys.executable, "-m", "cli", *arguments]
    return await asyncio.to_thread(
        subprocess.run, run, check=False, capture_output=True, text=True, cwd=ROOT, env=environment
    )


async def test_from_the_command_line(silence: Silence, settings: Settings) -> None:
    _, order, session_id = await silence.check_out()
    await silence.pay(session_id)
    await Order.filter(id=order.id).update(created_at=now() - timedelta(minutes=11))

    reconciled = await cli(settings, "reconcile")
    again = await cli(settings, "replay", "--type", "checkout.*", "--since", "1h")
    nothing = await cli(settings, "replay", "--id", "evt_nobody")

    assert reconciled.returncode == 0, reconciled.stderr
    assert "1 orders asked about: 1 paid, 0 canceled" in reconciled.stdout
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PAID
    event = await InboxEvent.get(type="checkout.session.completed")
    assert again.returncode == 0, again.stderr
    assert f"{event.event_id}  checkout.session.completed: already paid  (before: not processed)" in again.stdout
    assert (nothing.returncode, nothing.stdout) == (1, "0 events, 0 failed\n")


async def test_without_saying_which_nothing_is_replayed(settings: Settings) -> None:
    none = await cli(settings, "replay")
    nonsense = await cli(settings, "replay", "--since", "yesterday")

    assert (none.returncode, none.stderr) == (2, "say which events: --id, --type or --since\n")
    assert nonsense.returncode == 2
    assert "'yesterday' is neither a time nor an age such as 6h" in nonsense.stderr


def test_moments() -> None:
    assert command.moment("2026-01-31T12:00") == datetime(2026, 1, 31, 12, tzinfo=UTC)
    assert command.moment("2026-01-31T12:00+02:00") == datetime(2026, 1, 31, 10, tzinfo=UTC)
    for text, age in (("30m", 1800), ("6h", 21_600), ("2d", 172_800)):
        assert abs((now() - command.moment(text)).total_seconds() - age) < 60
