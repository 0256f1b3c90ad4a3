"""Work that comes by the clock."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime

import strawberry

from commerce.operations.scheduled_jobs import ScheduledWork
from commerce.permissions import Permission
from resolvers import scheduled_jobs
from resolvers.context import Info
from schema.permissions import requires


@strawberry.type(description="A job that comes by the clock: each tick is run once, whichever worker runs it.")
class ScheduledJob:
    name: str = strawberry.field(description="As `python -m cli jobs run NAME` takes it.")
    schedule: str = strawberry.field(description="In words: every 5 minutes; daily at 07:00 Europe/Berlin.")
    running: bool = strawberry.field(description="Whether it is running right now.")
    due_at: datetime = strawberry.field(
        description="When it is run next, or tried again. Long past: no worker is there to run it."
    )
    last_started_at: datetime | None
    last_finished_at: datetime | None
    last_duration_ms: int | None
    last_count: int | None = strawberry.field(description="How much the last run did; null when it failed.")
    last_error: str | None = strawberry.field(description="Why the last run failed; null when it did not.")
    runs: int
    failures: int = strawberry.field(description="Of the runs.")

    @classmethod
    def of(cls, found: ScheduledWork) -> ScheduledJob:
        return cls(**vars(found))


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.OPERATE_SHOP)])
    async def scheduled_jobs(self, info: Info) -> list[ScheduledJob]:
        """Every job that comes by the clock, by name; how its last run went, and when the next one is."""
        return [ScheduledJob.of(each) for each in await scheduled_jobs.all_jobs()]
