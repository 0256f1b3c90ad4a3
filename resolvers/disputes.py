"""Disputes, for staff."""

from __future__ import annotations

from uuid import UUID

from models import Dispute
from resolvers import orders
from resolvers.context import Context


async def dispute(context: Context, key: UUID) -> Dispute | None:
    """A dispute with its order, if the viewer is staff."""
    found = Dispute.filter(id=key).select_related("order")
    return await found.first() if orders.is_staff(context.viewer) else None
