"""Keys for scripts and integrations."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields

from models.base import Table
from models.users import User


class ApiKey(Table):
    """Acts for the admin who made it, with a subset of their permissions; shown once, kept as SHA-256."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", related_name="api_keys")
    name = fields.CharField(max_length=80)
    prefix = fields.CharField(max_length=16)
    """The beginning of the key, to tell keys apart by."""
    key_hash = fields.CharField(max_length=64, unique=True)
    permissions: list[str] = fields.JSONField(default=list)
    expires_at = fields.DatetimeField(null=True)
    last_used_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    user_id: UUID

    class Meta:
        table = "api_keys"
        indexes = (("user_id", "id"),)
