"""How the shop is doing, for staff."""

from __future__ import annotations

from datetime import date

from commerce.reporting import overview
from commerce.reporting.overview import Overview, Period


async def shop_overview(first: date, last: date, currency: str | None) -> Overview:
    """The days from `first` to `last`, both of them, and as many before.

    Raises:
        InvalidInput
    """
    return await overview.overview(Period(first, last), currency)
