"""Stripe, asked about orders that wait for their money."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.payments import reconciler


async def reconcile(_: UUID, adapters: Adapters) -> int:
    """Take in what webhooks lost, and ask Stripe about orders that wait for their money."""
    found = await reconciler.reconcile(adapters.payments, adapters.order_updates)
    return found.asked


async def reconcile_order(order_id: UUID, adapters: Adapters) -> None:
    """One of them, which somebody is looking at."""
    await reconciler.reconcile_order(order_id, adapters.payments, adapters.order_updates)
