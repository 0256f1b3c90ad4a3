"""Long work that somebody asked for: begun once, told of as it goes, stopped at their word, with a file at its end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from tortoise.expressions import F
from tortoise.queryset import QuerySet

from adapters.storage import Storage
from commerce import outbox
from commerce.errors import NotFound, StateInvalid
from commerce.operations import alerts
from core.clock import now
from core.database import execute, transaction
from core.settings import settings
from models import AlertKind, Job, JobState

log = structlog.get_logger(__name__)

FILE_LIFETIME = timedelta(days=7)
"""How long the file of a job is kept."""
_OPEN = (JobState.PENDING, JobState.RUNNING)


class JobEnded(Exception):
    """The job was canceled, or is done already: there is nothing left to do."""


async def create(actor: str, kind: str, user_id: UUID, params: dict[str, Any], *, key_id: UUID | None = None) -> Job:
    """Owe a job to `user_id`, who alone gets its file, from the moment the open transaction is committed; and to their
    API key, when one asks.

    `actor` is the outbox's name of the work; it gets the job's id.
    """
    job = await Job.create(kind=kind, user_id=user_id, params={**params, **_through(key_id)})
    await outbox.enqueue(actor, job.id)
    return job


def _through(key_id: UUID | None) -> dict[str, str]:
    return {"api_key_id": str(key_id)} if key_id else {}


async def open_one(kind: str, user_id: UUID, params: dict[str, Any], *, key_id: UUID | None = None) -> Job | None:
    """The same job, asked for before and not done yet."""
    found = await Job.filter(kind=kind, user_id=user_id, state__in=_OPEN).order_by("-id")
    return next((job for job in found if job.params == {**params, **_through(key_id)}), None)


def of(user_id: UUID, key_id: UUID | None = None) -> QuerySet[Job]:
    """Somebody's jobs; for an API key of theirs, those that it has asked for."""
    theirs = Job.filter(user_id=user_id)
    return theirs.filter(params__contains=_through(key_id)) if key_id else theirs


async def begin(job_id: UUID) -> Job:
    """Take a job in hand, for the first time or once more.

    Raises:
        JobEnded
    """
    begun = Job.filter(id=job_id, state__in=_OPEN)
    await begun.update(state=JobState.RUNNING, done=0, attempts=F("attempts") + 1)
    job = await Job.get_or_none(id=job_id, state=JobState.RUNNING)
    if job is None:
        raise JobEnded
    return job


async def progress(job: Job, done: int, total: int) -> None:
    """Say how far it is.

    Raises:
        JobEnded: when it was canceled meanwhile.
    """
    if not await Job.filter(id=job.id, state=JobState.RUNNING).update(done=done, total=total):
        raise JobEnded


Note = Callable[[], Awaitable[None]]


async def succeed(job: Job, *, storage_key: str, file_name: str, file_size: int, note: Note | None = None) -> None:
    """It is done, and its file is in the store, where it is kept for a week.

    `note` writes down, in the same transaction, what else is true from now on.

    Raises:
        JobEnded: when it was canceled meanwhile; then the file is nobody's.
    """
    at = now()
    async with transaction():
        kept = await Job.filter(id=job.id, state=JobState.RUNNING).update(
            state=JobState.SUCCEEDED,
            done=job.total or job.done,
            storage_key=storage_key,
            file_name=file_name,
            file_size=file_size,
            finished_at=at,
            expires_at=at + FILE_LIFETIME,
        )
        if not kept:
            raise JobEnded
        await outbox.enqueue(outbox.REMOVE_JOB_FILE, job.id, delay=FILE_LIFETIME)
        await _forget_words(job.id)
        if note is not None:
            await note()


# What was searched for is somebody's name or address, and a job outlives them.
# That something was, stays: without it, the list would be another one.
_FORGET_WORDS = """
UPDATE jobs SET params = jsonb_set(params #- '{filter,search}', '{searched}', 'true')
WHERE id = $1 AND params #> '{filter,search}' IS NOT NULL
"""


async def _forget_words(job_id: UUID) -> None:
    await execute(_FORGET_WORDS, job_id)


async def fail(job_id: UUID, reason: str) -> None:
    """No further attempt will be made. The reason is for the log; who asked reads that it was our fault."""
    sentence = "It failed on our side. Please ask for it again."
    async with transaction():
        await Job.filter(id=job_id, state__in=_OPEN).update(state=JobState.FAILED, error=sentence, finished_at=now())
        await _forget_words(job_id)
        if await Job.exists(id=job_id, storage_key=None, file_name__isnull=False):
            await outbox.enqueue(outbox.REMOVE_JOB_FILE, job_id)
        await alerts.raise_alert(
            AlertKind.WORK_FAILED,
            key=f"job:{job_id}",
            title="Something that was asked for could not be made.",
            detail=reason,
            facts={"job": str(job_id)},
        )
    log.error("job_failed_for_good", job_id=str(job_id), reason=reason)


async def refuse(job: Job, sentence: str) -> None:
    """It cannot be done, and trying again is no help: the sentence is for who asked.

    Raises:
        JobEnded: when it was canceled meanwhile.
    """
    ended = {"state": JobState.FAILED, "error": sentence[:500], "finished_at": now()}
    if not await Job.filter(id=job.id, state=JobState.RUNNING).update(**ended):
        raise JobEnded


async def cancel(job_id: UUID, user_id: UUID, key_id: UUID | None = None) -> Job:
    """Stop a job of somebody's, or of an API key of theirs. One that is stopped already stays so.

    Raises:
        NotFound: when they have no such job.
        StateInvalid: when it is done.
    """
    async with transaction():
        job = await of(user_id, key_id).filter(id=job_id).select_for_update().first()
        if job is None:
            raise NotFound("Job", path=("id",))
        if job.state in _OPEN:
            job.state = JobState.CANCELED
            job.finished_at = now()
            await job.save(update_fields=["state", "finished_at"])
            await _forget_words(job.id)
        elif job.state is not JobState.CANCELED:
            raise StateInvalid(f"The job has {job.state.value} already.", job.state)
    return job


async def link(job: Job, storage: Storage) -> str | None:
    """A pre-signed URL of the job's file; None until there is one, and when its week is over."""
    if job.storage_key is None or job.expires_at is None or job.file_name is None:
        return None
    left = job.expires_at - now()
    if left <= timedelta():
        return None
    lifetime = min(left, timedelta(hours=settings().download_url_hours))
    return await storage.presigned_url(job.storage_key, file_name=job.file_name, expires_in=lifetime)


async def remove_file(job_id: UUID, storage: Storage) -> None:
    """Delete the file of a job whose week is over. Harmless before, and twice."""
    job = await Job.get_or_none(id=job_id)
    if job is not None and job.storage_key is not None and _over(job.expires_at):
        await storage.delete(job.storage_key)
        await Job.filter(id=job_id).update(storage_key=None)


def _over(expires_at: datetime | None) -> bool:
    return expires_at is not None and expires_at <= now()
