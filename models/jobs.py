"""Long work that somebody asked for and waits for."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields

from models.base import Table
from models.users import User


class JobState(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"


class Job(Table):
    kind = fields.CharField(max_length=40)
    state = fields.CharEnumField(JobState, max_length=10, default=JobState.PENDING)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", related_name="jobs")
    """Who asked; they, and nobody else, get its file."""
    params: dict[str, Any] = fields.JSONField(default=dict)
    attempts = fields.IntField(default=0)
    """How often it was begun."""
    done = fields.IntField(default=0)
    total = fields.IntField(null=True)
    error = fields.CharField(max_length=500, null=True)
    skipped: list[dict[str, str]] | None = fields.JSONField(null=True)
    """`{"what": "YMA-2026-8H3K9C2D", "reason": "…"}`: what was asked for and could not be done."""
    storage_key = fields.CharField(max_length=300, null=True)
    file_name = fields.CharField(max_length=160, null=True)
    file_size = fields.BigIntField(null=True)
    finished_at = fields.DatetimeField(null=True)
    expires_at = fields.DatetimeField(null=True)

    user_id: UUID

    class Meta:
        table = "jobs"
        indexes = (
            ("user_id", "id"),
            ("user_id", "kind", "id"),
            ("user_id", "state", "id"),
            ("kind", "id"),
            ("state", "id"),
        )
