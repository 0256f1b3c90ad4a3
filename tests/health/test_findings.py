"""commerce/operations/health.py: what is wrong, since when, how often; and what is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from commerce import outbox
from commerce.operations import health
from commerce.operations.health import HealthKind
from core.clock import now, travel
from core.database import execute, fetch, transaction
from core.ids import new_id
from models import OrderLine, ScheduledJob
from tasks.outbox import Due, relay_once, take_due
from tests.health.conftest import Shop, ago, found

KIND = HealthKind


async def test_a_shop_in_which_all_is_well(shop: Shop) -> None:
    fulfilled = await shop.order(ago(hours=2), fulfillment_status="fulfilled")
    await shop.file(fulfilled, "ready")
    await shop.file(await shop.order(ago(minutes=50)), "processing")
    await shop.file(await shop.order(ago(hours=2), fulfillment_type="physical"), "ready", "print")
    await shop.event(ago(hours=5), processed_at=ago(hours=5))
    await shop.event(ago(minutes=50))
    await shop.mail(ago(minutes=10), "pending")
    await shop.mail(ago(hours=2), "sent")
    await shop.mail(ago(hours=-300), "pending")
    await shop.mail(ago(days=8), "failed")
    await shop.work(ago(hours=2))
    await shop.work(ago(minutes=1), available_at=ago(minutes=1), attempts=0)

    assert await found() == {}
    assert (await health.shop_health()).backlog.due == 1


async def test_a_digital_order_that_does_not_move(shop: Shop) -> None:
    order = await shop.order(ago(hours=2))
    await shop.order(ago(minutes=59))
    await shop.order(ago(hours=3), payment_status="refunded")
    await shop.order(ago(hours=3), payment_status="pending", paid_at=None)
    await shop.order(ago(hours=3), payment_status="disputed")
    await shop.order(ago(hours=3), canceled_at=now())

    (stuck,) = (await found()).values()

    assert (stuck.kind, stuck.count, stuck.more, stuck.oldest) == (KIND.STUCK_ORDERS, 1, False, order.paid_at)
    assert stuck.sample == (order.id,)


@pytest.mark.parametrize("status", ["pending", "processing"])
async def test_a_print_whose_file_is_not_there(shop: Shop, status: str) -> None:
    order = await shop.order(ago(hours=2), fulfillment_type="physical", fulfillment_status="unfulfilled")
    await shop.file(order, status, "print")

    assert [(each.kind, each.sample) for each in (await found()).values()] == [(KIND.STUCK_ORDERS, (order.id,))]


async def test_what_was_given_back_needs_no_file(shop: Shop) -> None:
    order = await shop.order(ago(hours=2), fulfillment_type="mixed", payment_status="partially_refunded")
    await shop.file(order, "failed")
    await OrderLine.filter(order=order).update(refunded_quantity=1)

    assert await found() == {}


async def test_a_failed_file_is_a_finding_at_once_and_a_stuck_order_after_an_hour(shop: Shop) -> None:
    file = await shop.file(await shop.order(ago(minutes=5)), "failed")
    assert {kind: each.sample for kind, each in (await found()).items()} == {KIND.FAILED_DOWNLOADS: (file.id,)}

    old = await shop.order(ago(hours=2))
    older = await shop.file(old, "failed")
    seen = await found()

    assert seen[KIND.FAILED_DOWNLOADS].sample == (older.id, file.id)
    assert seen[KIND.STUCK_ORDERS].sample == (old.id,)


async def test_a_held_order_is_not_stuck(shop: Shop) -> None:
    order = await shop.order(ago(hours=2), held_reason="paid in EUR, ordered in USD")
    await shop.file(order, "pending")
    await shop.order(ago(hours=2), held_reason="look at it", canceled_at=now())
    await shop.order(ago(hours=2), held_reason="look at it", payment_status="refunded")
    waiting = await shop.order(ago(hours=1), held_reason="look", payment_status="pending", paid_at=None)

    (held,) = (await found()).values()

    assert (held.kind, held.sample) == (KIND.HELD_ORDERS, (order.id, waiting.id))


async def test_events_that_were_given_up_and_events_that_are_late(shop: Shop) -> None:
    failed = await shop.event(ago(hours=9), given_up=True)
    late = await shop.event(ago(hours=2))
    await shop.event(ago(hours=9), given_up=True, processed_at=now())

    seen = await found()

    assert {kind: each.sample for kind, each in seen.items() if kind is not KIND.GIVEN_UP_WORK} == {
        KIND.FAILED_WEBHOOKS: (failed.id,),
        KIND.LATE_WEBHOOKS: (late.id,),
    }
    assert seen[KIND.FAILED_WEBHOOKS].oldest == failed.created_at


async def test_mails(shop: Shop) -> None:
    late, sending = await shop.mail(ago(hours=1), "pending"), await shop.mail(ago(minutes=20), "sending")
    failed = await shop.mail(ago(days=6), "failed")

    assert {kind: each.sample for kind, each in (await found()).items()} == {
        KIND.LATE_MAILS: (late.id, sending.id),
        KIND.FAILED_MAILS: (failed.id,),
    }


async def test_work_that_was_given_up_by_job(shop: Shop) -> None:
    old, new = ago(days=2), ago(days=1)
    first = await shop.work(old, given_up=True)
    await shop.work(new, given_up=True)
    await shop.work(new, outbox.CLOSE_CHECKOUT, given_up=True)

    finding = (await found())[KIND.GIVEN_UP_WORK]
    given_up = (await health.backlog()).given_up

    assert (finding.count, finding.oldest, finding.sample[0]) == (3, old, first.id)
    assert [(each.job, each.count, each.oldest, each.last_error) for each in given_up] == [
        ("clear_upload", 2, old, "it does not answer"),
        ("close_checkout", 1, new, "it does not answer"),
    ]


async def test_work_that_nobody_takes(shop: Shop) -> None:
    due = await shop.work(ago(hours=1), available_at=ago(minutes=6), attempts=0)
    waiting = await shop.work(ago(minutes=20), available_at=ago(minutes=-0.4), attempts=0, published=31)
    await shop.work(ago(minutes=10), available_at=ago(minutes=-0.4), attempts=0, published=20)
    await shop.work(ago(hours=1), available_at=ago(minutes=-0.4), attempts=1, published=31)

    (late,) = (await found()).values()
    owed = await health.backlog()

    assert (late.kind, late.sample) == (KIND.LATE_WORK, (waiting.id, due.id))
    assert late.oldest == waiting.available_at - timedelta(minutes=15.5)
    assert (owed.due, owed.oldest_due, owed.waiting) == (1, due.available_at, 2)


async def test_work_that_no_redis_takes_is_late_though_its_relay_keeps_trying(shop: Shop) -> None:
    message = await shop.work(ago(minutes=10), available_at=ago(minutes=6), attempts=0)

    async def down(_: Due) -> None:
        raise ConnectionError

    for _ in range(2):
        with pytest.raises(ConnectionError):
            await relay_once(down)

    (late,) = (await found()).values()
    assert (late.kind, late.sample, late.oldest) == (KIND.LATE_WORK, (message.id,), message.available_at)


async def test_work_that_was_to_be_done_later_waits_since_it_was_handed_over(shop: Shop) -> None:
    message = await shop.work(ago(hours=24), outbox.DELIVER_WEBHOOK, available_at=now(), attempts=0)
    with travel(timedelta(seconds=1)):
        assert [due.id for due in await take_due()] == [message.id]
    assert await found() == {}

    for seconds in range(32, 32 + 30 * 31, 31):
        with travel(timedelta(seconds=seconds)):
            assert await found() == {}
            assert [due.id for due in await take_due()] == [message.id]
    with travel(timedelta(seconds=32 + 30 * 31)):
        (late,) = (await found()).values()

    assert (late.kind, late.sample) == (KIND.LATE_WORK, (message.id,))
    assert abs(late.oldest - message.available_at) < timedelta(minutes=1)


async def scheduled(name: str, **facts: Any) -> ScheduledJob:
    return await ScheduledJob.create(
        name=name, message_id=new_id(), schedule="every 5 minutes", **{"due_at": ago(minutes=-3), **facts}
    )


async def test_recurring_work_that_fails_or_does_not_come(shop: Shop) -> None:
    finished = ago(minutes=2)
    await scheduled("fine", last_finished_at=finished)
    await scheduled("fails", last_finished_at=finished, last_error="LookupError: x")
    await scheduled("late", due_at=ago(minutes=16))

    (failing,) = (await found()).values()

    assert (failing.kind, failing.names, failing.sample) == (KIND.FAILING_JOBS, ("fails", "late"), ())


async def test_a_tick_in_the_queue_is_not_late_work(shop: Shop) -> None:
    message = await shop.work(ago(days=9), outbox.RECONCILE, available_at=ago(minutes=-1), attempts=0, published=1)
    await ScheduledJob.create(
        name="reconcile", message_id=message.id, schedule="every 5 minutes", due_at=ago(minutes=0)
    )

    assert await found() == {}


@pytest.mark.parametrize("error", [None, "PaymentError: away"])
async def test_when_stripe_was_asked_last(shop: Shop, error: str | None) -> None:
    finished = ago(minutes=2)
    await scheduled("reconcile", last_finished_at=finished, last_error=error)

    assert (await health.shop_health()).reconciled_at == (None if error else finished)


async def test_counting_stops(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    events = [await shop.event(ago(hours=2, minutes=minute)) for minute in range(25)]
    await execute(
        "INSERT INTO inbox_events (id, created_at, source, event_id, type, payload) "
        "SELECT gen_random_uuid(), $1, 'stripe', 'evt_' || n, 'x', '{}' FROM generate_series(1, 976) AS n",
        ago(hours=2),
    )

    late = (await found())[KIND.LATE_WEBHOOKS]

    assert (late.count, late.more, len(late.sample)) == (1000, True, 20)
    assert late.oldest == events[-1].created_at


async def test_a_fixed_number_of_statements(shop: Shop, query_counter: Callable[[], Any]) -> None:
    counts = []
    for _ in range(2):
        with query_counter() as statements:
            await health.shop_health()
        counts.append(len(statements))
        for _ in range(3):
            await shop.event(ago(hours=9), given_up=True)
            await shop.mail(ago(hours=1), "pending")
            await shop.file(await shop.order(ago(hours=2)), "failed")

    assert counts == [13, 13]


async def test_every_look_is_by_an_index(shop: Shop) -> None:
    """As PostgreSQL plans it when reading tables whole is out of the question."""
    moment: datetime = now()
    async with transaction():
        await execute("SET LOCAL enable_seqscan = off")
        for kind, (statement, _) in health._LOOKS.items():
            plan = await fetch(f"EXPLAIN {health._COUNT.format(statement)}".replace("$1", f"'{moment.isoformat()}'"))
            lines = "\n".join(row["QUERY PLAN"] for row in plan)
            assert "Seq Scan" not in lines.replace("Seq Scan on scheduled_jobs", ""), f"{kind}:\n{lines}"
