"""Long work, as whoever asked for it sees it. To everybody else, staff too, it is not there."""

from __future__ import annotations

from uuid import UUID

from commerce import jobs
from commerce.permissions import Permission
from models import Job
from resolvers.accounts import signed_in
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.paging import Page, paginate


async def job(context: Context, key: UUID) -> Job | None:
    viewer = context.viewer
    return await Job.get_or_none(id=key, user_id=viewer.user_id) if viewer.user_id else None


async def of_viewer(context: Context, first: int | None, after: str | None) -> Page[Job]:
    """What the viewer asked for, newest first."""
    return await paginate(Job.filter(user_id=signed_in(context).id), ("-id",), first=first, after=after)


async def cancel(context: Context, job_id: str) -> Job:
    """Stop one of the viewer's jobs.

    Raises:
        NotFound, StateInvalid
    """
    return await jobs.cancel(signed_in(context).id, key_of(job_id, "Job"))


async def link(context: Context, record: Job) -> str | None:
    """A fresh URL of the job's file, while there is one; of somebody else's data, only as long as the viewer may
    still pack it.
    """
    about = record.params.get("user_id", str(record.user_id))
    if about != str(context.viewer.user_id) and not context.viewer.may(Permission.EXPORT_USERS):
        return None
    return await jobs.link(record, context.services.storage)
