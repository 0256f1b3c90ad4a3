"""Long work: asked for, watched, stopped, and its file fetched."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

import models
from commerce.permissions import Permission
from resolvers import jobs
from resolvers.context import Context, Info
from resolvers.ids import key_of
from resolvers.jobs import Wanted
from schema.errors import InvalidInputError, NotFoundError, RateLimitedError, StateInvalidError
from schema.node import Node
from schema.pagination import After, Connection, First
from schema.permissions import only_for, recognised, requires
from schema.scalars import URL

if TYPE_CHECKING:
    from schema.users import User

strawberry.enum(
    models.JobState, name="JobStatus", description="How far a job is. PENDING and RUNNING ones can be canceled."
)


@strawberry.enum(description="How jobs are sorted: by when they were asked for.")
class JobSort(Enum):
    CREATED_DESC = "created_desc"
    CREATED_ASC = "created_asc"


@strawberry.type(description="Something that a job has left out.")
class JobSkip:
    what: str = strawberry.field(description="An order's number.")
    reason: str


@strawberry.type(
    description="Long work, seen by whoever asked for it (an API key, and its owner), and by who has jobs:read. Its "
    "file is the asker's alone. Ask again to see it move."
)
class Job(Node):
    kind: str = strawberry.field(
        description="For scripts: account_data_export, orders_export, users_export, promo_codes_export, "
        "fulfillment_pack …"
    )
    status: models.JobState
    attempts: int = strawberry.field(
        description="How often it was begun. After a failure it is begun again by itself, until it is FAILED for good."
    )
    done: int = strawberry.field(description="Steps, of `total`: rows of an export.")
    total: int | None = strawberry.field(description="Null until it is known.")
    error: str | None = strawberry.field(description="Why it FAILED, for people.")
    skipped: list[JobSkip] = strawberry.field(description="What was asked for and could not be done.")
    file_name: str | None
    file_size: int | None = strawberry.field(description="In bytes.")
    created_at: datetime
    finished_at: datetime | None
    expires_at: datetime | None = strawberry.field(
        description="When its file is deleted, seven days after it was made."
    )
    record: strawberry.Private[models.Job]

    @classmethod
    def of(cls, record: models.Job) -> Job:
        names = ("kind", "attempts", "done", "total", "error", "file_name", "file_size", "created_at", "finished_at")
        shown = {name: getattr(record, name) for name in names}
        skipped = [JobSkip(**each) for each in record.skipped or []]
        return cls(
            key=record.id, status=record.state, expires_at=record.expires_at, skipped=skipped, record=record, **shown
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Job | None:
        found = await jobs.job(context, key)
        return cls.of(found) if found else None

    @strawberry.field
    async def url(self, info: Info) -> URL | None:
        """Where to fetch its file, signed and made for this request; null until it SUCCEEDED, once it expired, and for
        who may not have such a file any more.
        """
        link = await jobs.link(info.context, self.record)
        return URL(link) if link else None

    @strawberry.field(extensions=[only_for(Permission.READ_JOBS)])
    async def asked_by(self, info: Info) -> Annotated[User, strawberry.lazy("schema.users")] | None:
        """Who asked for it."""
        from schema.users import User

        return User.seen_by(info.context.viewer, await jobs.asked_by(info.context, self.record))


JobResult = Annotated[
    Job | NotFoundError | InvalidInputError | StateInvalidError | RateLimitedError,
    strawberry.union("JobResult", description="The job, or why there is none."),
]


@strawberry.input(description="Jobs that fit all of what is said.")
class JobFilter:
    kind: str | None = strawberry.field(default=None, description="Whole: orders_export.")
    status: models.JobState | None = None
    user_id: strawberry.ID | None = strawberry.field(default=None, description="Who asked.")


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(recognised)])
    async def job(self, info: Info, id: strawberry.ID) -> Job | None:
        """One of the viewer's jobs, or null."""
        return await Job.load(info.context, key_of(id, "Job"))

    @strawberry.field(extensions=[requires(recognised)])
    async def jobs(
        self,
        info: Info,
        kind: str | None = None,
        status: models.JobState | None = None,
        sort: JobSort = JobSort.CREATED_DESC,
        first: First = None,
        after: After = None,
    ) -> Connection[Job]:
        """What the viewer asked for, newest first unless `sort` says otherwise."""
        wanted = Wanted(kind, status, oldest_first=sort is JobSort.CREATED_ASC)
        return Connection.of(await jobs.of_viewer(info.context, wanted, first, after), Job.of)

    @strawberry.field(extensions=[requires(Permission.READ_JOBS)])
    async def admin_jobs(
        self,
        info: Info,
        filter: JobFilter | None = None,
        sort: JobSort = JobSort.CREATED_DESC,
        first: First = None,
        after: After = None,
    ) -> Connection[Job]:
        """What anybody asked for, newest first unless `sort` says otherwise. Files stay the askers'."""
        asked = filter or JobFilter()
        wanted = Wanted(asked.kind, asked.status, asked.user_id, sort is JobSort.CREATED_ASC)
        return Connection.of(await jobs.of_everybody(info.context, wanted, first, after), Job.of)


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(recognised)])
    async def job_cancel(self, info: Info, id: strawberry.ID) -> JobResult:
        """Stop one of the viewer's jobs that is not done. A second time changes nothing."""
        return Job.of(await jobs.cancel(info.context, id))
