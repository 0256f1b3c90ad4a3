"""Long work: asked for, watched, stopped, and its file fetched."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import models
from resolvers import jobs
from resolvers.context import Context, Info
from resolvers.ids import key_of
from schema.errors import NotFoundError, RateLimitedError, StateInvalidError
from schema.node import Node
from schema.pagination import After, Connection, First
from schema.permissions import requires, signed_in
from schema.scalars import URL

strawberry.enum(
    models.JobState, name="JobStatus", description="How far a job is. PENDING and RUNNING ones can be canceled."
)


@strawberry.type(description="Long work, seen by whoever asked for it and by nobody else. Ask again to see it move.")
class Job(Node):
    kind: str = strawberry.field(description="For scripts: account_data_export …")
    status: models.JobState
    done: int = strawberry.field(description="Steps, of `total`.")
    total: int | None = strawberry.field(description="Null until it is known.")
    error: str | None = strawberry.field(description="Why it FAILED, for people.")
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
        names = ("kind", "done", "total", "error", "file_name", "file_size", "created_at", "finished_at")
        shown = {name: getattr(record, name) for name in names}
        return cls(key=record.id, status=record.state, expires_at=record.expires_at, record=record, **shown)

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Job | None:
        found = await jobs.job(context, key)
        return cls.of(found) if found else None

    @strawberry.field
    async def url(self, info: Info) -> URL | None:
        """Where to fetch its file, signed and made for this request; null until it SUCCEEDED and once it expired."""
        link = await jobs.link(info.context, self.record)
        return URL(link) if link else None


JobResult = Annotated[
    Job | NotFoundError | StateInvalidError | RateLimitedError,
    strawberry.union("JobResult", description="The job, or why there is none."),
]


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(signed_in)])
    async def job(self, info: Info, id: strawberry.ID) -> Job | None:
        """One of the viewer's jobs, or null."""
        return await Job.load(info.context, key_of(id, "Job"))

    @strawberry.field(extensions=[requires(signed_in)])
    async def jobs(self, info: Info, first: First = None, after: After = None) -> Connection[Job]:
        """What the viewer asked for, newest first."""
        return Connection.of(await jobs.of_viewer(info.context, first, after), Job.of)


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(signed_in)])
    async def job_cancel(self, info: Info, id: strawberry.ID) -> JobResult:
        """Stop one of the viewer's jobs that is not done. A second time changes nothing."""
        return Job.of(await jobs.cancel(info.context, id))
