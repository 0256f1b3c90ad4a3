"""Money given back."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields

from models.base import Table
from models.orders import Order, OrderLine


class RefundStatus(StrEnum):
    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"


class RefundSource(StrEnum):
    API = "api"
    DASHBOARD = "dashboard"
    """Made at Stripe, without this shop."""


class Refund(Table):
    """A pending one counts as given back, so that nothing is promised twice."""

    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField("models.Order", related_name="refunds")
    amount = fields.BigIntField()
    status = fields.CharEnumField(RefundStatus, max_length=10, default=RefundStatus.PENDING)
    source = fields.CharEnumField(RefundSource, max_length=10, default=RefundSource.API)
    reason = fields.CharField(max_length=500, null=True)
    failure_reason = fields.CharField(max_length=500, null=True)
    created_by = fields.CharField(max_length=300, null=True)
    """Who asked, as they were called then; None for one of Stripe's dashboard."""
    requested: dict[str, Any] | None = fields.JSONField(null=True)
    """`{"amount": 500, "lines": []}` or `{"amount": null, "lines": [{"line_id": "…", "quantity": 1}]}`."""
    request_key = fields.CharField(max_length=64, null=True, unique=True)
    """Hash of the order and a client's idempotency key."""
    cancels_order = fields.BooleanField(default=False)
    """The order is canceled with it."""
    attempt = fields.SmallIntField(default=1)
    """Part of the idempotency key at Stripe, which replays a 500 for a key as faithfully as an answer."""
    calling_until: datetime | None = fields.DatetimeField(null=True)
    """Somebody is asking Stripe; after that, they have died."""
    stripe_refund_id = fields.CharField(max_length=255, null=True, unique=True)

    order_id: UUID

    class Meta:
        table = "refunds"
        indexes = (("order_id", "id"),)


class RefundLine(Table):
    refund: fields.ForeignKeyRelation[Refund] = fields.ForeignKeyField("models.Refund", related_name="lines")
    order_line: fields.ForeignKeyRelation[OrderLine] = fields.ForeignKeyField(
        "models.OrderLine", related_name="refund_lines"
    )
    quantity = fields.IntField()
    amount = fields.BigIntField()

    refund_id: UUID
    order_line_id: UUID

    class Meta:
        table = "refund_lines"
        indexes = (("refund_id",),)
