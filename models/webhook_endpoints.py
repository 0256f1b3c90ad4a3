"""Events that leave the house: who wants to hear them, what was said, and how each telling went."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TypedDict
from uuid import UUID

from tortoise import fields

from models.base import Table
from models.orders import Order


class WebhookEventType(StrEnum):
    """What others may hear of. Names and meaning stand: receivers are written against them."""

    ORDER_CREATED = "order.created"
    ORDER_PAID = "order.paid"
    ORDER_HELD = "order.held"
    ORDER_RELEASED = "order.released"
    ORDER_PROCESSING = "order.processing"
    ORDER_FILES_READY = "order.files_ready"
    ORDER_FULFILLED = "order.fulfilled"
    ORDER_TRACKING_UPDATED = "order.tracking_updated"
    ORDER_DELIVERED = "order.delivered"
    ORDER_CANCELED = "order.canceled"
    ORDER_REFUNDED = "order.refunded"
    ORDER_REFUND_FAILED = "order.refund_failed"
    ORDER_DISPUTED = "order.disputed"
    ORDER_DISPUTE_CLOSED = "order.dispute_closed"
    TEST_PING = "test.ping"


class WebhookDeliveryStatus(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    MISSED = "missed"
    """The endpoint was disabled; nothing was sent."""


class SealedSecret(TypedDict):
    """`until` is an ISO moment; None for the one that stays."""

    sealed: str
    until: str | None


class WebhookEndpoint(Table):
    url = fields.CharField(max_length=2000, unique=True)
    description = fields.CharField(max_length=200, null=True)
    event_types: list[str] = fields.JSONField(default=list)
    """Those that it hears of; none named means all."""
    secrets: list[SealedSecret] = fields.JSONField()
    """Newest first, encrypted (commerce/webhooks_out/webhook_secrets.py)."""
    disabled_at: datetime | None = fields.DatetimeField(null=True)
    disabled_reason = fields.CharField(max_length=300, null=True)
    """Why the shop disabled it; None when people did."""
    failing_since: datetime | None = fields.DatetimeField(null=True)
    """The first failure since anything was delivered."""
    updated_at = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "webhook_endpoints"


class OutgoingEvent(Table):
    """What happened, as it is told: frozen, to the letter, for every receiver and every attempt."""

    type = fields.CharEnumField(WebhookEventType, max_length=40)
    sequence = fields.BigIntField()
    """Counts up: of two events of one order, the greater one happened later."""
    body = fields.TextField()
    order: fields.ForeignKeyNullableRelation[Order] = fields.ForeignKeyField(
        "models.Order", related_name=False, null=True
    )

    order_id: UUID | None

    class Meta:
        table = "outgoing_events"
        indexes = (("created_at", "id"), ("order_id",))
        # The migration adds the sequence webhook_event_sequence.

    @property
    def webhook_id(self) -> str:
        """What receivers know it by, and recognise it by when it comes twice."""
        return f"msg_{self.id.hex}"


class WebhookDelivery(Table):
    """One event for one endpoint."""

    endpoint: fields.ForeignKeyRelation[WebhookEndpoint] = fields.ForeignKeyField(
        "models.WebhookEndpoint", related_name="deliveries"
    )
    event: fields.ForeignKeyRelation[OutgoingEvent] = fields.ForeignKeyField(
        "models.OutgoingEvent", related_name="deliveries"
    )
    status = fields.CharEnumField(WebhookDeliveryStatus, max_length=10, default=WebhookDeliveryStatus.PENDING)
    attempts = fields.IntField(default=0)
    """All of them, also before it was sent again by hand."""
    tries = fields.IntField(default=0)
    """Those since it was (last) to be sent: how far the waits have got."""
    next_attempt_at: datetime | None = fields.DatetimeField(null=True)
    calling_until: datetime | None = fields.DatetimeField(null=True)
    """Somebody is sending it; after that, they have died."""
    last_status_code = fields.IntField(null=True)
    last_error = fields.CharField(max_length=300, null=True)
    delivered_at = fields.DatetimeField(null=True)

    endpoint_id: UUID
    event_id: UUID

    class Meta:
        table = "webhook_deliveries"
        unique_together = (("event", "endpoint"),)
        indexes = (("endpoint_id", "id"), ("endpoint_id", "status", "id"))
        # The migration adds: an index on endpoint_id where calling_until is set, and that what is pending is due.


class WebhookAttempt(Table):
    """One call of a receiver. `created_at` is when it began."""

    delivery: fields.ForeignKeyRelation[WebhookDelivery] = fields.ForeignKeyField(
        "models.WebhookDelivery", related_name="log"
    )
    duration_ms = fields.IntField()
    status_code = fields.IntField(null=True)
    error = fields.CharField(max_length=300, null=True)
    """None when it was taken."""
    excerpt = fields.CharField(max_length=500, default="")
    """The beginning of what the receiver said about a failure."""

    delivery_id: UUID

    class Meta:
        table = "webhook_attempts"
        indexes = (("delivery_id", "id"),)
