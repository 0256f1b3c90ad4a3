"""Work that comes by the clock, as whoever looks after the shop sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.clock import now
from core.database import fetch


@dataclass(frozen=True)
class ScheduledWork:
    """One recurring job: when it is due, and how its last run went."""

    name: str
    schedule: str
    """In words: `every 5 minutes`, `daily at 07:00 Europe/Berlin`."""
    running: bool
    due_at: datetime
    """When it is run, or tried again, next."""
    last_started_at: datetime | None
    last_finished_at: datetime | None
    last_duration_ms: int | None
    last_count: int | None
    """What it did; None when it failed."""
    last_error: str | None
    runs: int
    failures: int


# A message that nobody was handed has the time of its next run; the other one is late, or at work.
_ALL = """
SELECT s.name, s.schedule, COALESCE(m.running_until > $1, FALSE) AS running,
    CASE WHEN m.published = 0 THEN m.available_at ELSE s.due_at END AS due_at,
    s.last_started_at, s.last_finished_at, s.last_duration_ms, s.last_count, s.last_error, s.runs, s.failures
FROM scheduled_jobs s LEFT JOIN outbox_messages m ON m.id = s.message_id ORDER BY s.name
"""


async def all_jobs() -> list[ScheduledWork]:
    """Every job that the workers have planned, by name, in one statement."""
    return [ScheduledWork(**dict(row)) for row in await fetch(_ALL, now())]
