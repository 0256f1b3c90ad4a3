"""Disputes: opened by a card or at will, answered, won, lost, prevented."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from tests.sandbox.shop import Shop, poster


async def _disputed(shop: Shop) -> tuple[Any, Any]:
    session = await shop.buy(poster(5000), method="4000000000000259")
    intent: Any = session.payment_intent
    (dispute,) = (await shop.v1.disputes.list_async({"payment_intent": intent.id})).data
    return intent, dispute


async def test_disputed_card(shop: Shop) -> None:
    intent, dispute = await _disputed(shop)

    assert (dispute.status, dispute.amount, dispute.reason) == ("needs_response", 5000, "fraudulent")
    assert dispute.evidence_details.due_by > dispute.created
    assert dispute.balance_transactions[0].amount == -5000
    assert (await shop.v1.charges.retrieve_async(intent.latest_charge.id)).disputed
    assert (await shop.event_types(intent.id))[-3:] == [
        "charge.updated", "charge.dispute.created", "charge.dispute.funds_withdrawn"
    ]  # fmt: skip


async def test_disputed_charge_cannot_be_refunded(shop: Shop) -> None:
    intent, _ = await _disputed(shop)

    with pytest.raises(stripe.InvalidRequestError) as caught:
        await shop.v1.refunds.create_async({"payment_intent": intent.id})

    assert caught.value.code == "charge_disputed"


@pytest.mark.parametrize(("words", "status"), [("winning_evidence", "won"), ("losing_evidence", "lost")])
async def test_evidence_decides(shop: Shop, words: str, status: str) -> None:
    _, dispute = await _disputed(shop)

    sent = await shop.v1.disputes.update_async(dispute.id, {"evidence": {"uncategorized_text": words}, "submit": True})
    await shop.advance(61)

    decided = await shop.v1.disputes.retrieve_async(dispute.id)
    assert (sent.status, sent.evidence_details.submission_count, decided.status) == ("under_review", 1, status)
    types = await shop.event_types(decided.id)
    assert types[-1] == "charge.dispute.closed"
    assert ("charge.dispute.funds_reinstated" in types) == (status == "won")


async def test_close_gives_in(shop: Shop) -> None:
    _, dispute = await _disputed(shop)

    closed = await shop.v1.disputes.close_async(dispute.id)

    assert closed.status == "lost"
    with pytest.raises(stripe.InvalidRequestError):
        await shop.v1.disputes.close_async(dispute.id)


async def test_inquiry_leaves_the_money_and_may_be_refunded(shop: Shop) -> None:
    session = await shop.buy(method="4000000000001976")
    intent: Any = session.payment_intent
    (dispute,) = (await shop.v1.disputes.list_async({"payment_intent": intent.id})).data

    refund = await shop.v1.refunds.create_async({"payment_intent": intent.id})

    assert (dispute.status, dispute.balance_transactions) == ("warning_needs_response", [])
    assert refund.status == "succeeded"


async def test_any_charge_can_be_disputed_and_decided_by_control(shop: Shop) -> None:
    session = await shop.buy(poster(5000))
    intent: Any = session.payment_intent

    opened = await shop.control("/disputes", charge=intent.latest_charge.id, reason="product_not_received")
    appealed = await shop.control(f"/disputes/{opened['id']}", status="appeal_under_review")
    decided = await shop.control(f"/disputes/{opened['id']}", status="prevented")

    assert (opened["status"], opened["reason"], decided["status"]) == (
        "needs_response", "product_not_received", "prevented"
    )  # fmt: skip
    assert appealed["status"] == "appeal_under_review"
    assert "charge.dispute.funds_reinstated" in await shop.event_types(opened["id"])
    assert (await shop.v1.refunds.create_async({"payment_intent": intent.id})).status == "succeeded"
