"""Work that comes by the clock: when each job is due, and how its last run went."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.models import Model


class ScheduledJob(Model):
    """One job of tasks/jobs.py that has a schedule. Its outbox message carries it; see tasks/recurring.py."""

    name = fields.CharField(max_length=80, primary_key=True)
    message_id: UUID = fields.UUIDField(unique=True)
    """Of the outbox message."""
    schedule = fields.CharField(max_length=120)
    """In words; a change of them moves `due_at`."""
    due_at = fields.DatetimeField()
    """The tick that is to be run next, or is being run."""
    last_started_at: datetime | None = fields.DatetimeField(null=True)
    last_finished_at: datetime | None = fields.DatetimeField(null=True)
    last_duration_ms = fields.BigIntField(null=True)
    last_count = fields.BigIntField(null=True)
    """What the last run did; None when it failed. Batches of one tick are added up."""
    last_error = fields.CharField(max_length=500, null=True)
    continues = fields.BooleanField(default=False)
    """The last run stopped at its limit, and the rest of its tick follows at once."""
    runs = fields.BigIntField(default=0)
    failures = fields.BigIntField(default=0)
    """Of the runs."""
    failed_in_a_row = fields.IntField(default=0)

    class Meta:
        table = "scheduled_jobs"
