"""Payments that a customer's bank asks back. For staff."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

import models
from resolvers import disputes
from resolvers.context import Context
from schema.money import Money
from schema.node import Node
from schema.scalars import URL

strawberry.enum(
    models.DisputeStatus,
    description="WARNING_… are inquiries: the money stays where it is. Of the closed ones, only LOST costs money.",
)

_DASHBOARD = "https://dashboard.stripe.com"


@strawberry.type(description="A payment that a customer's bank asks back, or asks about. Seen by staff.")
class Dispute(Node):
    status: models.DisputeStatus
    amount: Money
    reason: str = strawberry.field(description="Stripe's word: fraudulent, product_not_received …")
    due_by: datetime | None = strawberry.field(description="Until when evidence can be given, in Stripe's dashboard.")
    withdrawn: bool = strawberry.field(description="Whether the bank has the money now.")
    lost: Money = strawberry.field(description="What it has cost.")
    url: URL = strawberry.field(description="The dispute in Stripe's dashboard.")
    created_at: datetime
    closed_at: datetime | None

    @classmethod
    def of(cls, record: models.Dispute, order: models.Order) -> Dispute:
        base = _DASHBOARD if order.livemode else f"{_DASHBOARD}/test"
        return cls(
            key=record.id,
            status=record.status,
            amount=Money.of(record.amount, record.currency),
            reason=record.reason,
            due_by=record.due_by,
            withdrawn=record.withdrawn,
            lost=Money.of(record.lost, order.currency),
            url=URL(f"{base}/disputes/{record.stripe_dispute_id}"),
            created_at=record.created_at,
            closed_at=record.closed_at,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Dispute | None:
        found = await disputes.dispute(context, key)
        return cls.of(found, found.order) if found else None
