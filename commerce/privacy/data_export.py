"""What the shop has about a person, packed: a ZIP of JSON files, made a hundred records at a time."""

from __future__ import annotations

import asyncio
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from tortoise.queryset import QuerySet

from adapters.storage import Storage
from commerce.jobs import job_files, jobs
from commerce.privacy.data_export_parts import Section, profile, sections
from models import Job, User

KIND = "account_data_export"
_BATCH = 100


async def export(job_id: UUID, storage: Storage) -> None:
    """Pack the data of the person that a job is about, and put the file into the store.

    Raises:
        StorageError: this attempt failed; another may not.
    """
    try:
        job = await jobs.begin(job_id)
        user = await User.get_or_none(id=job.params["user_id"], deleted_at=None)
        if user is None:
            await jobs.fail(job_id, "the account is gone")
            return
        async with job_files.workplace(job) as folder:
            path = folder / "data.zip"
            await _pack(job, user, path)
            name = f"my-data-{job.created_at:%Y-%m-%d}.zip"
            await job_files.keep(job, path, storage, name=name, content_type="application/zip")
    except jobs.JobEnded:
        await job_files.discard(job_id, storage)


async def _pack(job: Job, user: User, path: Path) -> None:
    parts = await sections(user)
    job.total = 1 + sum([await part.query.count() for part in parts])
    job.done = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("profile.json", _json(await profile(user)))
        await _moved(job, 1)
        for part in parts:
            await _pack_section(job, archive, part)


async def _pack_section(job: Job, archive: zipfile.ZipFile, part: Section) -> None:
    """One JSON list. Compressing takes a core, so it happens beside the event loop."""
    with archive.open(part.file_name, "w") as file:
        separator = b"[\n"
        async for batch in _batches(part.query):
            entries = [_json(entry) for entry in await part.describe(batch)]
            await asyncio.to_thread(file.write, separator + b",\n".join(entries))
            separator = b",\n"
            await _moved(job, len(batch))
        file.write(b"\n]\n" if separator == b",\n" else b"[]\n")


async def _moved(job: Job, by: int) -> None:
    """What came in since it was counted does not take it beyond its total."""
    assert job.total is not None  # noqa: S101 (counted first)
    job.done = min(job.done + by, job.total)
    await jobs.progress(job, job.done, job.total)


async def _batches(query: QuerySet[Any]) -> AsyncIterator[list[Any]]:
    beyond = query
    while batch := await beyond.order_by("id").limit(_BATCH):
        yield batch
        beyond = query.filter(id__gt=batch[-1].id)


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2, default=str)
