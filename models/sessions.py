"""Logins, and the tokens that mails carry. Tokens are kept as SHA-256 only."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields

from models.base import Table
from models.users import User


class Session(Table):
    """One login on one device: a family of refresh tokens that ends as a whole."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", related_name="sessions")
    client = fields.CharField(max_length=64)
    """Hash of what tells one browser from another; a refresh token used twice at once by the same one is no theft."""
    expires_at = fields.DatetimeField()
    last_used_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)
    revoked_reason = fields.CharField(max_length=60, null=True)

    user_id: UUID

    class Meta:
        table = "sessions"
        indexes = (("user_id", "revoked_at"), ("expires_at",))


class RefreshToken(Table):
    """Good for one use."""

    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField("models.Session", related_name="tokens")
    token_hash = fields.CharField(max_length=64, unique=True)
    used_at = fields.DatetimeField(null=True)

    session_id: UUID

    class Meta:
        table = "refresh_tokens"
        indexes = (("session_id",),)


class MailTokenPurpose(StrEnum):
    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 (a purpose)


class MailToken(Table):
    """What a link in a mail proves: that its bearer reads that mailbox. Good for one use.

    `token_hash` is empty until the mail is sent: the token itself exists in the mail only.
    """

    purpose = fields.CharEnumField(MailTokenPurpose, max_length=20)
    email = fields.CharField(max_length=254)
    user: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="mail_tokens", null=True
    )
    registration: dict[str, Any] | None = fields.JSONField(null=True)
    """`{name, password_hash}` of the account that verifying the address makes."""
    token_hash = fields.CharField(max_length=64, null=True, unique=True)
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    user_id: UUID | None

    class Meta:
        table = "mail_tokens"
        indexes = (("email", "purpose"), ("expires_at",))
