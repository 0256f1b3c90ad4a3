"""Stripe: payments that a bank asks back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import stripe

from adapters.payments_errors import translated
from core.clock import now
from core.database import forbid_transaction


@dataclass(frozen=True)
class StripeDispute:
    """A dispute as Stripe tells of it. Amount in minor units of `currency` (upper case)."""

    id: str
    amount: int
    currency: str
    status: str
    reason: str
    created_at: datetime
    due_by: datetime | None
    withdrawn: bool
    """Whether the bank has the money now."""
    as_of: datetime
    """When Stripe was asked."""


class Disputes:
    """The disputes of the shop's Stripe account."""

    def __init__(self, client: stripe.StripeClient) -> None:
        self._client = client

    async def retrieve(self, dispute_id: str) -> StripeDispute:
        """The dispute as it is now.

        Raises:
            PaymentError: also when there is none.
        """
        forbid_transaction("Stripe")
        asked = now()
        try:
            found = await self._client.v1.disputes.retrieve_async(dispute_id)
        except stripe.StripeError as error:
            raise translated(error) from error
        return parse_dispute(found.to_dict(), asked)

    async def of_payment(self, payment_intent_id: str) -> list[StripeDispute]:
        """Every dispute of a payment, as it is now, oldest first.

        Raises:
            PaymentError: when Stripe does not answer.
        """
        forbid_transaction("Stripe")
        asked = now()
        try:
            found = await self._client.v1.disputes.list_async({"payment_intent": payment_intent_id, "limit": 100})
        except stripe.StripeError as error:
            raise translated(error) from error
        return [parse_dispute(dispute.to_dict(), asked) for dispute in found.data][::-1]


def parse_dispute(dispute: Mapping[str, Any], as_of: datetime) -> StripeDispute:
    """A dispute object out of an answer."""
    due_by = (dispute.get("evidence_details") or {}).get("due_by")
    balance = sum(moved["amount"] for moved in dispute.get("balance_transactions") or [])
    return StripeDispute(
        id=dispute["id"],
        amount=dispute["amount"],
        currency=dispute["currency"].upper(),
        status=dispute["status"],
        reason=dispute["reason"],
        created_at=datetime.fromtimestamp(dispute["created"], UTC),
        due_by=datetime.fromtimestamp(due_by, UTC) if due_by else None,
        withdrawn=balance < 0,
        as_of=as_of,
    )
