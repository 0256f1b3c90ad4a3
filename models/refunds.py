"""Money given back."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from tortoise import fields

from models.base import Table
from models.orders import Order, OrderLine


class RefundStatus(StrEnum):
    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"


class Refund(Table):
    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField("models.Order", related_name="refunds")
    amount = fields.BigIntField()
    status = fields.CharEnumField(RefundStatus, max_length=10, default=RefundStatus.PENDING)
    reason = fields.CharField(max_length=500, null=True)
    failure_reason = fields.CharField(max_length=500, null=True)
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
