"""Staff, written to because some time has passed."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.operations import watch
from commerce.reporting import digest


async def daily_digest(_: UUID, adapters: Adapters) -> int:
    """Tell staff how the day before went."""
    del adapters
    return await digest.send()


async def watch_shop(_: UUID, adapters: Adapters) -> int:
    """Alert staff of what nobody else speaks of: orders that are stuck, work that piles up."""
    del adapters
    return await watch.look()
