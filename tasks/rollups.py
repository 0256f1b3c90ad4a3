"""Figures of days that are over, summed up."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.reporting import rollups


async def roll_up(_: UUID, adapters: Adapters) -> int:
    """One bounded run; what it leaves undone, the next one does."""
    done = await rollups.roll_up()
    return done.rolled
