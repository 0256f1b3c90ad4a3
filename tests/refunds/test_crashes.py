"""Refunds while Stripe fails and processes die: made once, whatever happens between the steps."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from adapters import Adapters
from commerce.audit import Actor
from commerce.orders import orders
from commerce.payments import refunds
from commerce.payments.refund_plan import Wanted
from core.clock import travel
from core.database import transaction
from models import AuditEntry, Order, OutboxMessage, PaymentStatus, Refund, RefundStatus
from tests.refunds.conftest import Staff
from tests.support.shoppers import Account
from tests.support.storefront import Shopper
from tests.support.till import Till, books_balance, happened

LATER = timedelta(seconds=61)
"""Who asked Stripe before that has died."""


async def first_step(order: Order, **wanted: int) -> Refund:
    """What is committed before Stripe is asked, by a process that dies then."""
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        row, new = await refunds.begin(locked, Wanted(**wanted), Actor("ada@example.com"))  # type: ignore[arg-type]
    assert new
    return row


async def second_step(adapters: Adapters, order: Order, row: Refund) -> None:
    """Stripe does what it is asked, and nobody is there any more to hear the answer."""
    metadata = {"refund_id": str(row.id), "order_id": str(order.id), "order_number": order.number}
    key = f"refund-{row.id.hex}-{row.attempt}"
    await adapters.payments.refunds.create(
        str(order.payment_intent_id), row.amount, metadata, idempotency_key=key
    )  # fmt: skip


async def owed() -> int:
    return await OutboxMessage.filter(actor="finish_refund").count()


async def test_dead_before_stripe_was_asked(till: Till, buyer: Shopper) -> None:
    order = await till.buy(buyer)
    await first_step(order)

    await till.work()
    assert await till.refunds_at_stripe(order) == []  # whoever began may still be at it
    with travel(LATER):
        await till.work()
    await till.news()

    assert await till.refunds_at_stripe(order) == [(999, "succeeded")]
    assert (await Refund.get()).status is RefundStatus.SUCCEEDED
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.REFUNDED
    assert await happened(order) == ["refund_requested", "refund_made"]
    assert await owed() == 0
    await books_balance()


@pytest.mark.parametrize("webhook_first", [False, True])
async def test_dead_after_stripe_was_asked(till: Till, buyer: Shopper, adapters: Adapters, webhook_first: bool) -> None:
    order = await till.buy(buyer)
    row = await first_step(order, amount=500)
    await second_step(adapters, order, row)

    if webhook_first:
        await till.news()
        assert (await Refund.get()).status is RefundStatus.SUCCEEDED
    with travel(LATER):
        await till.work()
    await till.news()

    assert await till.refunds_at_stripe(order) == [(500, "succeeded")]
    assert await Refund.all().count() == 1
    assert await happened(order) == ["refund_requested", "refund_made"]
    assert await owed() == 0
    await books_balance()


async def test_dead_after_a_refund_that_its_key_has_forgotten(till: Till, buyer: Shopper, adapters: Adapters) -> None:
    order = await till.buy(buyer)
    row = await first_step(order, amount=500)
    await second_step(adapters, order, row)
    await till.stripe.control("POST", "/webhooks/pause")
    await till.stripe.control("POST", "/clock", {"advance_seconds": 25 * 3600})

    with travel(timedelta(hours=25)):
        await till.work()

    assert await till.refunds_at_stripe(order) == [(500, "succeeded")]
    assert (await Refund.get()).status is RefundStatus.SUCCEEDED


async def test_two_workers_find_one_refund_to_finish(till: Till, buyer: Shopper, adapters: Adapters) -> None:
    order = await till.buy(buyer)
    row = await first_step(order)

    with travel(LATER):
        found = await asyncio.gather(
            *(refunds.finish(row.id, adapters.payments) for _ in range(10)), return_exceptions=True
        )

    assert {type(each) for each in found} <= {type(order.id), refunds.RefundBusy}
    assert await till.refunds_at_stripe(order) == [(999, "succeeded")]
    await books_balance()


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("kind", "times"), [("500", 3), ("429", 1), ("409", 3), ("reset", 3), ("timeout", 3)])
async def test_stripe_fails_and_the_same_is_asked_again(
    till: Till, staff: Staff, buyer: Shopper, kind: str, times: int, after: bool
) -> None:
    order = await till.buy(buyer)
    fault = {"match": "POST /v1/refunds", "kind": kind, "times": times, "after": after, "seconds": 0.1}
    await till.stripe.control("POST", "/faults", fault)

    refused = await staff.refund(order, amount=400)
    between = await staff.standing(order)
    again = await staff.refund(order, amount=400)
    await till.stripe.control("DELETE", "/faults")
    with travel(LATER):
        await till.news()

    assert refused["__typename"] == "PaymentUnavailableError"
    assert between["refundable"]["amount"] == 599
    assert (again["__typename"], again["status"]) == ("Refund", "SUCCEEDED")
    assert await till.refunds_at_stripe(order) == [(400, "succeeded")]
    assert await Refund.all().count() == 1
    assert await AuditEntry.filter(action="order_refund").count() == 1
    assert await happened(order) == ["refund_requested", "refund_made"]
    assert await owed() == 0
    await books_balance()


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_stripe_fails_and_nobody_asks_again(till: Till, staff: Staff, buyer: Shopper, after: bool) -> None:
    order = await till.buy(buyer)
    await till.stripe.control("POST", "/webhooks/pause")
    await till.stripe.control("POST", "/faults", {"match": "* /v1/refunds*", "kind": "500", "times": 9, "after": after})

    refused = await staff.refund(order)
    for minutes in (2, 4, 6):
        with travel(timedelta(minutes=minutes)):
            await till.work()

    assert refused["__typename"] == "PaymentUnavailableError"
    assert await till.refunds_at_stripe(order) == [(999, "succeeded")]
    assert (await Refund.get()).status is RefundStatus.SUCCEEDED
    await books_balance()


async def test_given_back_in_the_dashboard_before_we_heard_of_it(
    till: Till, staff: Staff, buyer: Shopper, customer: Account
) -> None:
    order = await till.buy(buyer)
    await till.stripe.control("POST", "/webhooks/pause")
    await till.stripe.call("POST", "/v1/refunds", {"payment_intent": str(order.payment_intent_id), "amount": 600})

    refused = await staff.refund(order)

    assert refused["__typename"] == "RefundRefusedError"
    assert "unrefunded amount" in refused["providerMessage"]
    assert refused["refundable"]["amount"] == 399
    rows = await Refund.all().order_by("id")
    assert [(row.source.value, row.status.value, row.amount) for row in rows] == [
        ("api", "failed", 999),
        ("dashboard", "succeeded", 600),
    ]
    assert (await staff.refund(order))["amount"]["amount"] == 399
    await till.stripe.control("POST", "/webhooks/resume")
    await till.news()
    assert await till.refunds_at_stripe(order) == [(600, "succeeded"), (399, "succeeded")]
    assert await Refund.all().count() == 3
    await books_balance()


async def test_given_up_here_and_made_at_stripe_all_the_same(till: Till, buyer: Shopper, adapters: Adapters) -> None:
    order = await till.buy(buyer)
    row = await first_step(order, amount=500)
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        await refunds.refuse(locked, row, "no")
    assert (await Order.get(id=order.id)).refunded == 0

    await second_step(adapters, order, row)
    await till.news()

    assert (await Refund.get()).status is RefundStatus.SUCCEEDED
    assert (await Order.get(id=order.id)).refunded == 500
    await books_balance()


async def test_after_all_attempts_a_person_has_to_look(till: Till, buyer: Shopper, adapters: Adapters) -> None:
    from tasks.refunds import give_up_refund

    order = await till.buy(buyer)
    row = await first_step(order)

    await give_up_refund(row.id, "Stripe: silence", adapters)

    assert (await Refund.get()).status is RefundStatus.PENDING
    assert (await Order.get(id=order.id)).refunded == 999
    assert (await happened(order))[-1] == "refund_stuck"
