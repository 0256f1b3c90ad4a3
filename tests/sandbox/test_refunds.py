"""Refunds: capped, booked, told about, and sometimes undone."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from tests.sandbox.shop import Shop, poster


async def _paid(shop: Shop, amount: int = 5000, method: str = "pm_card_visa", currency: str = "usd") -> Any:
    session = await shop.buy(poster(amount, currency=currency), method=method)
    return session.payment_intent


async def test_partial_then_the_rest(shop: Shop) -> None:
    intent = await _paid(shop)

    first = await shop.v1.refunds.create_async(
        {"payment_intent": intent.id, "amount": 2000, "reason": "requested_by_customer", "metadata": {"line": "1"}}
    )
    rest = await shop.v1.refunds.create_async({"charge": intent.latest_charge.id})

    assert (first.status, first.amount, rest.amount) == ("succeeded", 2000, 3000)
    charge = await shop.v1.charges.retrieve_async(intent.latest_charge.id, {"expand": ["refunds"]})
    assert (charge.amount_refunded, charge.refunded) == (5000, True)
    assert charge.refunds is not None
    assert [item.id for item in charge.refunds.data] == [rest.id, first.id]
    listed = await shop.v1.refunds.list_async({"payment_intent": intent.id})
    assert [item.id for item in listed.data] == [rest.id, first.id]
    moved = await shop.v1.balance_transactions.retrieve_async(str(first.balance_transaction))
    assert (moved.amount, moved.source) == (-2000, first.id)
    types = await shop.event_types(intent.id)
    assert types[-4:] == ["charge.refunded", "refund.created", "charge.refunded", "refund.created"]


async def test_never_more_than_is_left(shop: Shop) -> None:
    intent = await _paid(shop)
    await shop.v1.refunds.create_async({"payment_intent": intent.id, "amount": 4000})

    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded amount") as caught:
        await shop.v1.refunds.create_async({"payment_intent": intent.id, "amount": 1001})

    assert caught.value.param == "amount"
    await shop.v1.refunds.create_async({"payment_intent": intent.id})
    with pytest.raises(stripe.InvalidRequestError) as caught:
        await shop.v1.refunds.create_async({"payment_intent": intent.id})
    assert caught.value.code == "charge_already_refunded"
    charge = await shop.v1.charges.retrieve_async(intent.latest_charge.id)
    assert charge.amount_refunded == 5000


@pytest.mark.parametrize(
    ("params", "param"),
    [
        ({}, "payment_intent"),
        ({"payment_intent": "pi_none"}, "payment_intent"),
        ({"charge": "ch_none"}, "charge"),
        ({"payment_intent": "{intent}", "amount": 0}, "amount"),
        ({"payment_intent": "{intent}", "amount": -5}, "amount"),
        ({"payment_intent": "{intent}", "reason": "bored"}, "reason"),
    ],
)
async def test_refused_refunds_change_nothing(shop: Shop, params: dict[str, Any], param: str) -> None:
    intent = await _paid(shop)
    filled = {key: intent.id if value == "{intent}" else value for key, value in params.items()}

    with pytest.raises(stripe.InvalidRequestError) as caught:
        await shop.v1.refunds.create_async(filled)  # type: ignore[arg-type]

    assert caught.value.param == param
    assert not (await shop.v1.refunds.list_async({"payment_intent": intent.id})).data


async def test_unpaid_intent_cannot_be_refunded(shop: Shop) -> None:
    intent = await shop.v1.payment_intents.create_async({"amount": 500, "currency": "usd"})

    with pytest.raises(stripe.InvalidRequestError, match="does not have a successful charge"):
        await shop.v1.refunds.create_async({"payment_intent": intent.id})


async def test_refund_that_fails_later_gives_the_amount_back_to_the_charge(shop: Shop) -> None:
    intent = await _paid(shop, method="4000000000005126")
    refund = await shop.v1.refunds.create_async({"payment_intent": intent.id, "amount": 2000})
    assert refund.status == "succeeded"

    await shop.advance(61)

    failed = await shop.v1.refunds.retrieve_async(refund.id, {"expand": ["failure_balance_transaction"]})
    charge = await shop.v1.charges.retrieve_async(intent.latest_charge.id)
    undone: Any = failed.failure_balance_transaction
    assert (failed.status, failed.failure_reason) == ("failed", "expired_or_canceled_card")
    assert (charge.amount_refunded, charge.refunded, undone.amount) == (0, False, 2000)
    types = [event["type"] for event in await shop.events(limit=4)]
    assert types == ["charge.updated", "refund.updated", "charge.refund.updated", "refund.failed"]


async def test_pending_refund_counts_at_once_and_arrives_later(shop: Shop) -> None:
    intent = await _paid(shop, method="4000000000007726")
    refund = await shop.v1.refunds.create_async({"payment_intent": intent.id})
    assert (refund.status, refund.pending_reason) == ("pending", "processing")
    with pytest.raises(stripe.InvalidRequestError):
        await shop.v1.refunds.create_async({"payment_intent": intent.id})

    await shop.advance(61)

    assert (await shop.v1.refunds.retrieve_async(refund.id)).status == "succeeded"


async def test_cancel_only_what_waits_for_its_receiver(shop: Shop) -> None:
    intent = await _paid(shop, method="DE89370400440532013000", currency="eur")
    await shop.advance(61)
    waiting = await shop.v1.refunds.create_async({"payment_intent": intent.id, "instructions_email": "ada@example.com"})
    done = await shop.v1.refunds.create_async({"payment_intent": (await _paid(shop)).id})

    canceled = await shop.v1.refunds.cancel_async(waiting.id)

    assert (waiting.status, canceled.status) == ("requires_action", "canceled")
    assert (await shop.v1.charges.retrieve_async(str(waiting.charge))).amount_refunded == 0
    with pytest.raises(stripe.InvalidRequestError, match="require action"):
        await shop.v1.refunds.cancel_async(done.id)


async def test_metadata_can_be_changed(shop: Shop) -> None:
    intent = await _paid(shop)
    refund = await shop.v1.refunds.create_async({"payment_intent": intent.id, "metadata": {"a": "1"}})

    changed = await shop.v1.refunds.update_async(refund.id, {"metadata": {"b": "2"}})

    assert changed.metadata is not None
    assert changed.metadata.to_dict() == {"a": "1", "b": "2"}
    (event,) = await shop.events(limit=1)
    assert (event["type"], event["data"]["previous_attributes"]) == ("refund.updated", {"metadata": {"a": "1"}})


async def test_any_refund_can_be_decided_by_control(shop: Shop) -> None:
    intent = await _paid(shop)
    refund = await shop.v1.refunds.create_async({"payment_intent": intent.id, "amount": 2000})

    failed = await shop.control(f"/refunds/{refund.id}", status="failed", reason="lost_or_stolen_card")

    assert (failed["status"], failed["failure_reason"]) == ("failed", "lost_or_stolen_card")
    assert (await shop.v1.charges.retrieve_async(intent.latest_charge.id)).amount_refunded == 0
    again = await shop.http.post(f"/_sandbox/refunds/{refund.id}", json={"status": "failed"})
    assert again.status_code == 400
