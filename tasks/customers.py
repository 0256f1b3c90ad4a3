"""Customers, written to because some time has passed."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.checkout import cart_reminders
from commerce.orders import review_requests


async def remind_of_carts(_: UUID, adapters: Adapters) -> int:
    """Write to those who left something in their cart, after four hours and after a day."""
    del adapters
    return await cart_reminders.remind()


async def request_reviews(_: UUID, adapters: Adapters) -> int:
    """Ask how it turned out, eight days after prints were sent and two after files were ready."""
    del adapters
    return await review_requests.request()
