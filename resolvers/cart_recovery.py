"""What mails about abandoned carts brought, for staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commerce.reporting import cart_recovery, overview
from commerce.reporting.cart_recovery import Recovered
from commerce.reporting.overview import Period
from commerce.reporting.shop_days import days
from core.settings import settings


async def of_days(first: date, last: date) -> Sequence[Recovered]:
    """The mails of the days from `first` to `last`, both of them.

    Raises:
        InvalidInput
    """
    overview.check(Period(first, last))
    period = days(first, last, settings().time_zone)
    return await cart_recovery.figures(period[0].begins, period[-1].ends, settings().default_currency)
