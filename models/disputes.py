"""Payments that a bank asks back."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tortoise import fields

from models.base import Table
from models.orders import Order


class DisputeStatus(StrEnum):
    """Stripe's. `warning_*` are inquiries: the money stays where it is."""

    WARNING_NEEDS_RESPONSE = "warning_needs_response"
    WARNING_UNDER_REVIEW = "warning_under_review"
    WARNING_CLOSED = "warning_closed"
    NEEDS_RESPONSE = "needs_response"
    UNDER_REVIEW = "under_review"
    APPEAL_NEEDS_RESPONSE = "appeal_needs_response"
    APPEAL_UNDER_REVIEW = "appeal_under_review"
    WON = "won"
    LOST = "lost"
    PREVENTED = "prevented"


class Dispute(Table):
    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField("models.Order", related_name="disputes")
    stripe_dispute_id = fields.CharField(max_length=255, unique=True)
    amount = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    reason = fields.CharField(max_length=60)
    status = fields.CharEnumField(DisputeStatus, max_length=30)
    due_by: datetime | None = fields.DatetimeField(null=True)
    """Until when the bank takes evidence."""
    withdrawn = fields.BooleanField(default=False)
    """Whether the bank has the money now."""
    lost = fields.BigIntField(default=0)
    """What of the order's money it has cost, in the order's currency."""
    as_of = fields.DatetimeField()
    """When Stripe was asked for what is written here: an older answer changes nothing."""
    closed_at: datetime | None = fields.DatetimeField(null=True)

    order_id: UUID

    class Meta:
        table = "disputes"
        indexes = (("order_id", "id"),)
