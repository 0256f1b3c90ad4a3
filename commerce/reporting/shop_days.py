"""The shop's days: from midnight to midnight where the shop is (SHOP_TIMEZONE), of 23 to 25 hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.clock import now


@dataclass(frozen=True)
class Day:
    """`begins` is in it, `ends` is the next one's beginning. Both in UTC."""

    date: date
    begins: datetime
    ends: datetime


def date_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day that a moment is in."""
    return moment.astimezone(zone).date()


def today(zone: ZoneInfo) -> date:
    """The day that it is where the shop is."""
    return date_of(now(), zone)


def days(first: date, last: date, zone: ZoneInfo) -> list[Day]:
    """Every day from `first` to `last`, both of them, without a gap between them."""
    dates = [first + timedelta(days=number) for number in range((last - first).days + 2)]
    begins = [_midnight(each, zone) for each in dates]
    return [Day(*each) for each in zip(dates[:-1], begins[:-1], begins[1:], strict=True)]


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """Where clocks are put forward at midnight, the first moment after it; where back, the first of the two."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
