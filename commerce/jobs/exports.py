"""Lists as CSV: asked for by staff, made by a worker a thousand rows at a time, and theirs alone to fetch.

A list is read in pages, each a few short statements, and written to a file as it comes; so an export of a million rows
needs the memory of a thousand, and holds up nobody. What came after it was begun is not in it.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog

from adapters.storage import Storage
from commerce import audit, outbox
from commerce.audit import Actor, Target
from commerce.errors import RateLimited
from commerce.jobs import csv_cells, export_orders, export_promo_codes, export_users, job_files, jobs
from commerce.jobs.export_sheets import Row, Sheet
from commerce.permissions import Permission
from commerce.reporting import shop_days
from core.clock import now
from core.database import fetch, transaction
from core.settings import settings
from models import Job, User

log = structlog.get_logger(__name__)

MOST_EXPORTS = 20
"""That somebody may ask for in an hour."""
_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Kind:
    """A list that can be exported. `name` is what its job is called and its file begins with."""

    name: str
    permission: Permission
    """What it takes to ask for one, and to fetch it."""
    sheet: Callable[[dict[str, Any]], Awaitable[Sheet]]

    @property
    def job(self) -> str:
        return f"{self.name}_export"


ORDERS = Kind("orders", Permission.EXPORT_ORDERS, export_orders.sheet)
USERS = Kind("users", Permission.EXPORT_USERS, export_users.sheet)
PROMO_CODES = Kind("promo_codes", Permission.READ_PROMO_CODES, export_promo_codes.sheet)
_KINDS = {kind.job: kind for kind in (ORDERS, USERS, PROMO_CODES)}


async def request(actor: Actor, kind: Kind, wanted: dict[str, Any]) -> Job:
    """Have a list exported for a member of staff; the job that does it. The same, asked for while it runs, is one.

    `wanted` is the list's filter, as far as something is said.

    Raises:
        RateLimited: after twenty in an hour.
        ValueError: when the actor has no account.
    """
    if actor.user_id is None:
        raise ValueError("the file of an export needs an owner")
    params = {"permission": kind.permission.value, "filter": wanted}
    async with transaction():
        # One at a time for each person, so that twice at once is once.
        await fetch("SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE", actor.user_id)
        running = await jobs.open_one(kind.job, actor.user_id, params, key_id=actor.key_id)
        if running is not None:
            return running
        await _check_exports(actor.user_id)
        job = await jobs.create(outbox.EXPORT_LIST, kind.job, actor.user_id, params, key_id=actor.key_id)
        await audit.record(actor, job.kind, Target("Job", job.id), after={"filter": _without_words(wanted)})
    return job


async def _check_exports(user_id: UUID) -> None:
    at = now()
    recent = Job.filter(user_id=user_id, kind__in=list(_KINDS), created_at__gt=at - _HOUR).order_by("-id")
    made = await recent.limit(MOST_EXPORTS)
    if len(made) == MOST_EXPORTS:
        again = made[-1].created_at + _HOUR
        raise RateLimited(again, math.ceil((again - at).total_seconds()))


def _without_words(wanted: dict[str, Any]) -> dict[str, Any]:
    """A filter for the audit log, which outlives people: it holds that something was searched for, not what."""
    return {**wanted, "search": {"characters": len(wanted["search"])}} if "search" in wanted else wanted


async def export(job_id: UUID, storage: Storage) -> None:
    """Write the list that a job is about, and put the file into the store.

    One that had failed for good, and is tried once more, has no file when nobody knows any more what it searched for:
    without that, it would be everybody's.

    Raises:
        StorageError: this attempt failed; another may not.
    """
    try:
        job = await jobs.begin(job_id)
        if job.params.get("searched"):
            await jobs.refuse(job, "What it searched for was forgotten when it failed. Please ask for it again.")
            return
        kind = _KINDS[job.kind]
        sheet = await kind.sheet(job.params["filter"])
        async with job_files.workplace(job) as folder:
            path = folder / "list.csv"
            rows = await _write(job, sheet, path)
            await job_files.keep(
                job,
                path,
                storage,
                name=f"{kind.name.replace('_', '-')}-{shop_days.date_of(job.created_at, settings().time_zone)}.csv",
                content_type=csv_cells.CONTENT_TYPE,
                note=lambda: _note(job, rows),
            )
        log.info("list_exported", kind=job.kind, job_id=str(job.id), rows=rows)
    except jobs.JobEnded:
        await job_files.discard(job_id, storage)


async def _write(job: Job, sheet: Sheet, path: Path) -> int:
    """The rows that were written. Writing takes a core, so it happens beside the event loop."""
    rows = 0
    await asyncio.to_thread(_append, path, csv_cells.BOM, [sheet.header])
    await jobs.progress(job, 0, sheet.total)
    async for batch in sheet.batches:
        await asyncio.to_thread(_append, path, b"", batch)
        rows += len(batch)
        await jobs.progress(job, rows, max(rows, sheet.total))
    await jobs.progress(job, rows, rows)
    job.done = job.total = rows
    return rows


def _append(path: Path, mark: bytes, rows: list[Row]) -> None:
    with path.open("ab") as file:
        file.write(mark + csv_cells.lines(rows))


async def _note(job: Job, rows: int) -> None:
    """Who has got how much: the audit log's second entry about it."""
    asker = await User.get(id=job.user_id)
    await audit.record(Actor(asker.email, asker.id), f"{job.kind}_done", Target("Job", job.id), after={"rows": rows})
