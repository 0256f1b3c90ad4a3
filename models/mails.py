"""Every mail, before it is sent; what became of it; and who wants which."""

from __future__ import annotations

from datetime import datetime
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
    locale = fields.CharField(max_length=35, default="en")
    """A BCP 47 tag: how its reader writes money, numbers and dates."""
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
    resend_of_id: UUID | None = fields.UUIDField(null=True)
    """The mail that staff had sent once more."""

    class Meta:
        table = "mails"
        indexes = (("entity_type", "entity_id", "id"), ("recipient", "id"), ("status", "id"), ("template", "id"))
        # The migration adds: an index on resend_of_id where there is one.


class MailEventType(StrEnum):
    """What a provider says became of a mail."""

    DELIVERED = "delivered"
    DEFERRED = "deferred"
    """Not yet: the provider keeps trying."""
    OPENED = "opened"
    CLICKED = "clicked"
    SOFT_BOUNCED = "soft_bounced"
    """The mailbox is full, or away."""
    HARD_BOUNCED = "hard_bounced"
    """There is no such mailbox."""
    BLOCKED = "blocked"
    """The provider did not even try."""
    COMPLAINED = "complained"
    """Its reader called it spam."""
    UNSUBSCRIBED = "unsubscribed"


class MailEvent(Table):
    """What became of a mail, as its provider told it, in any order."""

    mail: fields.ForeignKeyRelation[Mail] = fields.ForeignKeyField("models.Mail", related_name="events")
    type = fields.CharEnumField(MailEventType, max_length=14)
    happened_at = fields.DatetimeField()
    detail = fields.CharField(max_length=300, null=True)
    """The provider's reason. Never a link: it may carry a token."""
    event_id = fields.CharField(max_length=64, unique=True)
    """The inbox's name for it: the same event is written once."""

    mail_id: UUID

    class Meta:
        table = "mail_events"
        indexes = (("mail_id", "id"),)


class MailPreferences(Table):
    """What an address has agreed to, and whether it can be reached. No row is no consent."""

    email = fields.CharField(max_length=254, unique=True)
    """Lower case."""
    marketing = fields.BooleanField(default=False)
    review_requests = fields.BooleanField(default=False)
    consent_at: datetime | None = fields.DatetimeField(null=True)
    consent_source = fields.CharField(max_length=40, null=True)
    """Where they last agreed: `cart`, `account`, `link`."""
    unsubscribed_at: datetime | None = fields.DatetimeField(null=True)
    bounced_at: datetime | None = fields.DatetimeField(null=True)
    """There is no such mailbox, a provider said. A mail that is delivered later takes it back."""
    complained_at: datetime | None = fields.DatetimeField(null=True)
    updated_at = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "mail_preferences"
