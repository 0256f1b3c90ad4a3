"""Stripe: money given back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import stripe

from adapters.payments_errors import translated
from core.database import forbid_transaction


@dataclass(frozen=True)
class StripeRefund:
    """A refund as Stripe tells of it. Amount in minor units of `currency` (upper case)."""

    id: str
    amount: int
    currency: str
    status: str
    """pending, requires_action, succeeded, failed or canceled"""
    reason: str | None
    failure_reason: str | None
    refund_id: str | None
    """This shop's own refund that it carries out; None for one of the dashboard."""

    @property
    def undone(self) -> bool:
        """Whether the money is with the shop after all."""
        return self.status in {"failed", "canceled"}


class Refunds:
    """The refunds of the shop's Stripe account."""

    def __init__(self, client: stripe.StripeClient) -> None:
        self._client = client

    async def create(
        self, payment_intent_id: str, amount: int, metadata: Mapping[str, str], *, idempotency_key: str
    ) -> StripeRefund:
        """Give an amount of a payment back. The same key and parameters are one refund.

        Raises:
            PaymentError: transient when it is not known what became of it, or nothing has; otherwise it is refused.
        """
        forbid_transaction("Stripe")
        try:
            refund = await self._client.v1.refunds.create_async(
                {"payment_intent": payment_intent_id, "amount": amount, "metadata": dict(metadata)},
                {"idempotency_key": idempotency_key},
            )
        except stripe.StripeError as error:
            raise translated(error) from error
        return parse_refund(refund.to_dict())

    async def of_payment(self, payment_intent_id: str) -> list[StripeRefund]:
        """Every refund of a payment, as it is now, oldest first.

        Raises:
            PaymentError: when Stripe does not answer.
        """
        forbid_transaction("Stripe")
        try:
            found = await self._client.v1.refunds.list_async({"payment_intent": payment_intent_id, "limit": 100})
            refunds = [parse_refund(refund.to_dict()) async for refund in found.auto_paging_iter()]
        except stripe.StripeError as error:
            raise translated(error) from error
        return refunds[::-1]


def parse_refund(refund: Mapping[str, Any]) -> StripeRefund:
    """A refund object out of an answer or an event's snapshot."""
    return StripeRefund(
        id=refund["id"],
        amount=refund["amount"],
        currency=refund["currency"].upper(),
        status=refund.get("status") or "pending",
        reason=refund.get("reason"),
        failure_reason=refund.get("failure_reason"),
        refund_id=(refund.get("metadata") or {}).get("refund_id"),
    )
