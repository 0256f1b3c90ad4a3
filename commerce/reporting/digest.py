"""The day before, told to staff in one mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog

from commerce.operations import watch
from commerce.operations.alert_messages import headline, mail_staff
from commerce.reporting import overview
from commerce.reporting.overview import InCurrency, Period
from commerce.reporting.shop_days import Day, days, today
from core.database import fetch, transaction
from core.settings import settings
from emails.contexts import MailTemplate
from models import AlertKind

log = structlog.get_logger(__name__)

_TOP = 5
_MONDAY = 0


async def send() -> int:
    """Owe everybody of the staff the digest of the day that is over, once for each day; how many mails.

    A day on which nothing happened has none, but for Sundays: so silence lasts a week at most, and means something.
    """
    zone = settings().time_zone
    yesterday = today(zone) - timedelta(days=1)
    (day,) = days(yesterday, yesterday, zone)
    told = await _context(day)
    happened = told["figures"] or told["stuck_orders"] or told["problems"]
    if not happened and (yesterday + timedelta(days=1)).weekday() != _MONDAY:
        log.info("digest_empty", day=yesterday.isoformat())
        return 0
    async with transaction():
        return await mail_staff(MailTemplate.DAILY_DIGEST, yesterday.isoformat(), told)


async def _context(day: Day) -> dict[str, Any]:
    found = await overview.overview(Period(day.date, day.date), None)
    busy = [each for each in found.currencies if each.current.orders or each.current.refunds]
    return {
        "day": day.date,
        "figures": [_figures(each) for each in busy],
        "top_products": _top(busy),
        "stuck_orders": [
            {"number": stuck.order.number, "why": stuck.why, "since": stuck.since}
            for stuck in await watch.stuck_orders()
        ],
        "problems": await _problems(day),
    }


def _figures(each: InCurrency) -> dict[str, Any]:
    current = each.current
    return {
        "currency": each.currency,
        "orders": current.orders,
        "revenue": current.net,
        "refunds": current.refunds,
        "refunded": current.refunded,
    }


def _top(busy: Sequence[InCurrency]) -> list[dict[str, Any]]:
    sold = [(product, each.currency) for each in busy for product in each.top_products[:_TOP] if product.quantity]
    return [
        {"title": product.name, "quantity": product.quantity, "revenue": product.revenue, "currency": currency}
        for product, currency in sold
    ]


_OPEN = """
SELECT kind, count(*) AS alerts FROM alerts
WHERE acknowledged_at IS NULL AND kind <> $1 AND created_at >= $2 AND created_at < $3 GROUP BY kind ORDER BY kind
"""


async def _problems(day: Day) -> list[str]:
    """Alerts of that day that nobody took care of yet."""
    rows = await fetch(_OPEN, AlertKind.NEW_ORDER.value, day.begins, day.ends)
    return [f"{headline(AlertKind(row['kind']), row['alerts'])}." for row in rows]
