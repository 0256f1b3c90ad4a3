"""Owed work that was given up: files that were not drawn, mails that were not sent, refunds that were not finished …"""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import models
from commerce.operations.failed_work import subject_of
from commerce.permissions import Permission
from core.ids import to_global_id
from resolvers import failed_work
from resolvers.context import Context, Info
from schema.errors import NotFoundError
from schema.node import Node
from schema.pagination import After, Connection, First
from schema.permissions import requires


@strawberry.type(
    description="Owed work that was tried for the last time. It stays until it is retried and done. "
    "Seen by who has health:read."
)
class FailedWork(Node):
    job: str = strawberry.field(description="For scripts: render_download, send_mail, finish_refund …")
    subject_id: strawberry.ID | None = strawberry.field(
        description="What it is about, for `node`: an Order, Download, Refund, Mail, WebhookEvent …"
    )
    attempts: int
    last_error: str | None
    created_at: datetime = strawberry.field(description="Since when it is owed.")
    failed_at: datetime | None = strawberry.field(description="When it was given up; null once it is retried.")

    @classmethod
    def of(cls, record: models.OutboxMessage) -> FailedWork:
        subject = subject_of(record)
        return cls(
            key=record.id,
            job=record.actor,
            subject_id=strawberry.ID(to_global_id(subject.type, subject.id)) if subject else None,
            attempts=record.attempts,
            last_error=record.last_error,
            created_at=record.created_at,
            failed_at=record.failed_at,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> FailedWork | None:
        found = await failed_work.message(context, key)
        return cls.of(found) if found else None


WorkRetryResult = Annotated[
    FailedWork | NotFoundError,
    strawberry.union("WorkRetryResult", description="The work, due now; not found once it is done."),
]


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.READ_HEALTH)])
    async def failed_work(self, info: Info, first: First = None, after: After = None) -> Connection[FailedWork]:
        """Owed work that was given up, the latest promise first."""
        return Connection.of(await failed_work.given_up(first, after), FailedWork.of)


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.REPAIR)])
    async def failed_work_retry(self, info: Info, id: strawberry.ID) -> WorkRetryResult:
        """Have work that was given up begun again at once, with all its attempts. Twice is once."""
        return FailedWork.of(await failed_work.retry(info.context, id))
