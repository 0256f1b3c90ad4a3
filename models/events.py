"""What came in and what is to go out: the inbox of outside events and the outbox of work."""

from __future__ import annotations

from typing import Any

from tortoise import fields
from tortoise.models import Model

from models.base import Table


class InboxEvent(Table):
    """An event of an outside system, stored before anything is done about it.

    `processed_at` is set in the transaction that brings its effects, never before.
    """

    source = fields.CharField(max_length=20)
    event_id = fields.CharField(max_length=255)
    type = fields.CharField(max_length=80)
    api_version = fields.CharField(max_length=40, null=True)
    payload: dict[str, Any] = fields.JSONField()
    processed_at = fields.DatetimeField(null=True)
    outcome = fields.CharField(max_length=200, null=True)

    class Meta:
        table = "inbox_events"
        unique_together = (("source", "event_id"),)
        indexes = (("type", "id"),)


class Bookmark(Model):
    """Where recurring work that reads something bit by bit left off."""

    name = fields.CharField(max_length=80, primary_key=True)
    value: dict[str, Any] = fields.JSONField(default=dict)

    class Meta:
        table = "bookmarks"


class OutboxMessage(Table):
    """Work that a committed transaction owes: an actor's name and its arguments (ids only).

    The row lives until the work is done, so nothing that Redis, a worker or this table's readers lose
    is lost for good. See tasks/outbox.py for how it moves.
    """

    actor = fields.CharField(max_length=80)
    args: list[str] = fields.JSONField(default=list)
    available_at = fields.DatetimeField()
    """When it is (again) to be handed to Dramatiq."""
    published = fields.IntField(default=0)
    attempts = fields.IntField(default=0)
    deaths = fields.IntField(default=0)
    """Of these attempts, those that ended without a word, as a worker's do that is killed."""
    running_until = fields.DatetimeField(null=True)
    """The lease of the worker that has it in hand; renewed while it works."""
    last_error = fields.CharField(max_length=500, null=True)
    failed_at = fields.DatetimeField(null=True)
    """Given up after the last attempt; kept for a person to look at."""

    class Meta:
        table = "outbox_messages"
        # The migration adds: an index on available_at where failed_at is null.
