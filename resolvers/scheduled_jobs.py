"""Work that comes by the clock, for staff."""

from __future__ import annotations

from commerce.operations import scheduled_jobs
from commerce.operations.scheduled_jobs import ScheduledWork


async def all_jobs() -> list[ScheduledWork]:
    """Every job, by name."""
    return await scheduled_jobs.all_jobs()
