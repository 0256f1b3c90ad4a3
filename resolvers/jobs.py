"""Long work, as whoever asked for it sees it, and who has jobs:read. To everybody else it is not there.

The file is the asker's alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tortoise.queryset import QuerySet

from commerce.jobs import jobs
from commerce.permissions import Permission
from models import Job, JobState, User
from resolvers.accounts import signed_in
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.paging import Page, paginate
from resolvers.texts import fitting
from resolvers.viewer import Viewer


async def job(context: Context, key: UUID) -> Job | None:
    viewer = context.viewer
    if viewer.may(Permission.READ_JOBS):
        return await Job.get_or_none(id=key)
    theirs = _of(viewer)
    return await theirs.get_or_none(id=key) if theirs is not None else None


def _of(viewer: Viewer) -> QuerySet[Job] | None:
    """What the viewer has asked for; None for a guest."""
    if viewer.key is not None:
        return jobs.of(viewer.key.owner_id, viewer.key.key_id)
    return jobs.of(viewer.user_id) if viewer.user_id is not None else None


@dataclass(frozen=True)
class Wanted:
    """Which jobs; all of them as far as nothing is said. `user_id` is a global id."""

    kind: str | None = None
    status: JobState | None = None
    user_id: str | None = None
    oldest_first: bool = False


async def of_viewer(context: Context, wanted: Wanted, first: int | None, after: str | None) -> Page[Job]:
    """What the viewer asked for."""
    theirs = _of(context.viewer)
    return await _listed(theirs if theirs is not None else Job.filter(id__in=[]), wanted, first, after)


async def of_everybody(context: Context, wanted: Wanted, first: int | None, after: str | None) -> Page[Job]:
    """What anybody asked for."""
    return await _listed(Job.all(), wanted, first, after)


async def _listed(found: QuerySet[Job], wanted: Wanted, first: int | None, after: str | None) -> Page[Job]:
    if wanted.kind is not None:
        found = found.filter(kind=fitting(Job, "kind", wanted.kind, "kind"))
    if wanted.status is not None:
        found = found.filter(state=wanted.status)
    if wanted.user_id is not None:
        found = found.filter(user_id=key_of(wanted.user_id, "User", "filter.userId"))
    return await paginate(found, ("id" if wanted.oldest_first else "-id",), first=first, after=after)


async def asked_by(context: Context, record: Job) -> User | None:
    """Whose job it is; None when that account is gone."""
    return await context.loaders.users.load(record.user_id)


async def cancel(context: Context, job_id: str) -> Job:
    """Stop one of the viewer's jobs.

    Raises:
        NotFound, StateInvalid
    """
    key = context.viewer.key
    if key is not None:
        return await jobs.cancel(key_of(job_id, "Job"), key.owner_id, key.key_id)
    return await jobs.cancel(key_of(job_id, "Job"), signed_in(context).id)


async def link(context: Context, record: Job) -> str | None:
    """A fresh URL of the job's file, while there is one, for who asked for it; of somebody else's data, only as long as
    they may still pack it.
    """
    viewer, needed = context.viewer, _needed(record)
    if not _is_of(viewer, record) or (needed is not None and not viewer.may(needed)):
        return None
    return await jobs.link(record, context.services.storage)


def _is_of(viewer: Viewer, record: Job) -> bool:
    if viewer.key is not None:
        return record.params.get("api_key_id") == str(viewer.key.key_id)
    return record.user_id == viewer.user_id


def _needed(record: Job) -> Permission | None:
    """What it takes to have the file; nothing for one's own data."""
    permission = record.params.get("permission")
    if permission is not None:
        return Permission(permission)
    about = record.params.get("user_id", str(record.user_id))
    return Permission.EXPORT_USERS if about != str(record.user_id) else None
