"""Every mail, before it is sent."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields

from models.base import Table


class MailCategory(StrEnum):
    TRANSACTIONAL = "transactional"
    MARKETING = "marketing"
    ADMIN = "admin"


class MailStatus(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELED = "canceled"


class Mail(Table):
    template = fields.CharField(max_length=60)
    recipient = fields.CharField(max_length=254)
    category = fields.CharEnumField(MailCategory, max_length=14)
    status = fields.CharEnumField(MailStatus, max_length=8, default=MailStatus.PENDING)
    context: dict[str, Any] = fields.JSONField(default=dict)
    """What the template is filled with. Never a secret: a link's token is made when the mail is sent."""
    idempotency_key = fields.CharField(max_length=120, unique=True)
    entity_type = fields.CharField(max_length=40, null=True)
    entity_id: UUID | None = fields.UUIDField(null=True)
    scheduled_at = fields.DatetimeField()
    attempts = fields.IntField(default=0)
    sent_at = fields.DatetimeField(null=True)
    provider_id = fields.CharField(max_length=255, null=True)
    error = fields.CharField(max_length=500, null=True)

    class Meta:
        table = "mails"
        indexes = (("entity_type", "entity_id", "id"), ("recipient", "id"))
