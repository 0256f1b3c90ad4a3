"""Packs for the print house, made."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.fulfillment import work_packs
from commerce.jobs import jobs


async def make_work_pack(job_id: UUID, adapters: Adapters) -> None:
    """Make the file of a pack."""
    await work_packs.make(job_id, adapters.storage)


async def give_up_work_pack(job_id: UUID, reason: str, adapters: Adapters) -> None:
    """Tell who waits that it failed."""
    del adapters
    await jobs.fail(job_id, reason)
