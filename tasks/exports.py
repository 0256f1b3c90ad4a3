"""Lists as files."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.jobs import exports


async def export_list(job_id: UUID, adapters: Adapters) -> None:
    """Write a list as CSV, a batch of rows at a time."""
    await exports.export(job_id, adapters.storage)
