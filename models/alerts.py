"""What staff has to hear of at once, and the messages that told them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields

from models.base import Table
from models.orders import Order


class AlertKind(StrEnum):
    NEW_ORDER = "new_order"
    ORDER_HELD = "order_held"
    ORDER_STUCK = "order_stuck"
    """Paid, and nothing has moved for too long."""
    REFUND_FAILED = "refund_failed"
    PRINT_TO_CANCEL = "print_to_cancel"
    """The print house has an order that was given back."""
    DISPUTE = "dispute"
    DOWNLOAD_FAILED = "download_failed"
    """A file that nobody will draw any more by itself."""
    WEBHOOK_FAILED = "webhook_failed"
    """An event from outside that was tried for the last time."""
    ENDPOINT_DISABLED = "endpoint_disabled"
    """Another system has not taken our events for days."""
    PROMO_CODE = "promo_code"
    MAIL_FAILED = "mail_failed"
    WORK_FAILED = "work_failed"
    """Owed or recurring work that does not succeed."""
    STRIPE = "stripe"
    """What Stripe says and what the shop knows do not agree."""
    HEALTH = "health"
    """A backlog, or something that does not answer."""


class AlertNotice(Table):
    """One message to staff: about one alert, or about all of a kind that came within a while."""

    kind = fields.CharEnumField(AlertKind, max_length=20)
    headline = fields.CharField(max_length=300)
    count = fields.IntField()

    class Meta:
        table = "alert_notices"
        indexes = (("created_at",),)


class Alert(Table):
    kind = fields.CharEnumField(AlertKind, max_length=20)
    dedupe_key = fields.CharField(max_length=120, unique=True)
    """What it is about: the same again is no second alert."""
    title = fields.CharField(max_length=300)
    """One sentence, without anything personal: alerts outlive people."""
    detail = fields.CharField(max_length=1000, default="")
    facts: dict[str, Any] = fields.JSONField(default=dict)
    order: fields.ForeignKeyNullableRelation[Order] = fields.ForeignKeyField(
        "models.Order", related_name="alerts", null=True, on_delete=fields.SET_NULL
    )
    notice: fields.ForeignKeyNullableRelation[AlertNotice] = fields.ForeignKeyField(
        "models.AlertNotice", related_name="alerts", null=True, on_delete=fields.SET_NULL
    )
    announced_at: datetime | None = fields.DatetimeField(null=True)
    acknowledged_at: datetime | None = fields.DatetimeField(null=True)
    acknowledged_by = fields.CharField(max_length=300, null=True)

    order_id: UUID | None
    notice_id: UUID | None

    class Meta:
        table = "alerts"
        indexes = (("kind", "id"), ("order_id",), ("notice_id",))
        # The migration adds: the open ones, by kind and by id; those that nobody was told of.


class AlertWindow(Table):
    """How long what happens of a kind is collected, after something of that kind was told at once."""

    kind = fields.CharEnumField(AlertKind, max_length=20, unique=True)
    closes_at = fields.DatetimeField()

    class Meta:
        table = "alert_windows"
