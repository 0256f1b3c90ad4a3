"""Orders that are not to be paid any more."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.checkout import checkout_session


async def close_checkout(order_id: UUID, adapters: Adapters) -> None:
    """Close the page on which an order could be paid, cancel it, and tell who watches it."""
    if await checkout_session.close(order_id, adapters.payments):
        await adapters.order_updates.publish(order_id)
