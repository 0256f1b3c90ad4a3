"""Events that other systems wait for."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.webhooks_out import webhook_deliveries


async def deliver_webhook(delivery_id: UUID, adapters: Adapters) -> None:
    """Make the attempt that is due. Its failure is written down with the next promise, and is none of the outbox's."""
    await webhook_deliveries.deliver(delivery_id, adapters.webhooks)


async def forget_webhook_events(_: UUID, adapters: Adapters) -> int:
    """Remove what is past its time, so much a run; how many events that was."""
    del adapters
    return await webhook_deliveries.forget_old()


async def give_up_webhook(delivery_id: UUID, reason: str, adapters: Adapters) -> None:
    """Not the receiver's fault: the attempt could not be made or written down, however often."""
    del adapters
    await webhook_deliveries.give_up(delivery_id, reason)
