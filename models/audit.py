"""Who changed what with a privilege. The migration makes the table append-only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import fields

from models.base import Table


class AuditEntry(Table):
    actor_id: UUID | None = fields.UUIDField(null=True)
    """The account that acted; None for the command line and the system. No foreign key: entries outlive people."""
    actor = fields.CharField(max_length=300)
    """Who that was then, such as an e-mail address or the name of an API key."""
    action = fields.CharField(max_length=60)
    target_type = fields.CharField(max_length=40)
    target_id: UUID | None = fields.UUIDField(null=True)
    before: dict[str, Any] | None = fields.JSONField(null=True)
    after: dict[str, Any] | None = fields.JSONField(null=True)
    ip = fields.CharField(max_length=45, null=True)
    request_id = fields.CharField(max_length=64, null=True)

    class Meta:
        table = "audit_entries"
        indexes = (("target_type", "target_id", "id"), ("actor_id", "id"), ("action", "id"), ("created_at",))
