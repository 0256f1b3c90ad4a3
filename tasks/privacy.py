"""People's data: packed, and erased."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.jobs import job_files, jobs
from commerce.privacy import data_export, erasure


async def export_account_data(job_id: UUID, adapters: Adapters) -> None:
    """Pack what the shop has about a person."""
    await data_export.export(job_id, adapters.storage)


async def erase_account(job_id: UUID, adapters: Adapters) -> None:
    """Take a person who has left out of Stripe and the store, and look after what came in late."""
    await erasure.carry_on(job_id, adapters.payments, adapters.storage)


async def remove_job_file(job_id: UUID, adapters: Adapters) -> None:
    """Delete the file of a job when its week is over, or what one that failed has left."""
    await jobs.remove_file(job_id, adapters.storage)
    await job_files.discard(job_id, adapters.storage)


async def give_up_export(job_id: UUID, reason: str, adapters: Adapters) -> None:
    """Tell who waits that it failed."""
    del adapters
    await jobs.fail(job_id, reason)


async def give_up_erasure(job_id: UUID, reason: str, adapters: Adapters) -> None:
    """Keep what is left to do for a person to look at."""
    del adapters
    await erasure.give_up(job_id, reason)
