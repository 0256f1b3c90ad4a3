"""The file that a job makes: written in a folder of its own, stored, or gone without a trace."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from adapters.storage import Storage
from commerce.jobs import jobs
from models import Job, JobState

_PREFIX = "yourmapart-job-"
_STALE = timedelta(days=1)


@asynccontextmanager
async def workplace(job: Job) -> AsyncIterator[Path]:
    """A folder to write in, removed afterwards; and so is what an attempt that was killed has left on this machine."""
    prefix = f"{_PREFIX}{job.id}-"
    await asyncio.to_thread(_clear, prefix)
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix=prefix))
    try:
        yield folder
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


def _clear(prefix: str) -> None:
    """Earlier attempts of the same job, and those of jobs that went on elsewhere."""
    stale = time.time() - _STALE.total_seconds()
    for entry in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            old = entry.name.startswith(prefix) or entry.stat().st_mtime < stale
        except OSError:
            continue
        if old:
            shutil.rmtree(entry, ignore_errors=True)


async def keep(
    job: Job, path: Path, storage: Storage, *, name: str, content_type: str, note: jobs.Note | None = None
) -> None:
    """Store the file of a job, which is done with that. `note` is `jobs.succeed`'s.

    Raises:
        JobEnded: when it was canceled meanwhile; then nothing is in the store.
        StorageError
    """
    # The row knows the name before the store has the file, so that whoever finds the job ended can remove it.
    if not await Job.filter(id=job.id, state=JobState.RUNNING).update(file_name=name):
        raise jobs.JobEnded
    size = await asyncio.to_thread(os.path.getsize, path)
    await storage.put(_key(job.id, name), path, content_type=content_type)
    await jobs.succeed(job, storage_key=_key(job.id, name), file_name=name, file_size=size, note=note)


async def discard(job_id: UUID, storage: Storage) -> None:
    """Remove what a job that was canceled, or has failed for good, had stored already. Harmless for all others."""
    ended = (JobState.CANCELED, JobState.FAILED)
    job = await Job.get_or_none(id=job_id, state__in=ended, storage_key=None, file_name__isnull=False)
    if job is not None and job.file_name is not None:
        await storage.delete(_key(job.id, job.file_name))
        await Job.filter(id=job.id).update(file_name=None)


def _key(job_id: UUID, name: str) -> str:
    return f"exports/{job_id}/{name}"
