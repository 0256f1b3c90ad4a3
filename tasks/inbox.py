"""Events from outside, taken in hand."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.inbox import inbox


async def process_inbox_event(inbox_id: UUID, adapters: Adapters) -> None:
    """Bring the effects of one stored event."""
    await inbox.process(inbox_id, adapters.payments, adapters.order_updates)


async def give_up_inbox_event(inbox_id: UUID, reason: str, adapters: Adapters) -> None:
    """Have staff told."""
    del adapters
    await inbox.give_up(inbox_id, reason)
