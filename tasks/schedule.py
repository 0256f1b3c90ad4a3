"""When recurring work is due: ticks on a grid that every process shares, however long a run takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Protocol

from core.settings import settings

_BEGINNING = datetime(2024, 1, 1, tzinfo=UTC)
"""Where every grid starts: a Monday's midnight."""


class Schedule(Protocol):
    """A row of moments. `str` of it says them, and a different text is a different schedule."""

    def after(self, moment: datetime) -> datetime:
        """The first tick later than `moment`."""


@dataclass(frozen=True)
class Every:
    """A tick each `step`, aligned: every 15 minutes is :00, :15, :30 and :45 (UTC). `offset` moves the grid, so that
    not everything happens on the full hour.
    """

    step: timedelta
    offset: timedelta = timedelta()

    def __post_init__(self) -> None:
        if self.step < timedelta(seconds=1) or not timedelta() <= self.offset < self.step:
            raise ValueError("a step lasts at least a second, and its offset is shorter than it")

    def after(self, moment: datetime) -> datetime:
        start = _BEGINNING + self.offset
        return start + ((moment - start) // self.step + 1) * self.step

    def __str__(self) -> str:
        shifted = f", {_span(self.offset)} later" if self.offset else ""
        return f"every {_span(self.step)}{shifted}"


@dataclass(frozen=True)
class Daily:
    """Once a day, at a time of the shop's clock (SHOP_TIMEZONE); a function is asked each time, for what is a setting.

    A day without that time (clocks go forward) has it as late as the clocks jump; one that has it twice has the first.
    """

    at: time | Callable[[], time]

    def after(self, moment: datetime) -> datetime:
        zone = settings().time_zone
        day = moment.astimezone(zone).date()
        ticks = (datetime.combine(day + timedelta(days=ahead), self._time(), zone) for ahead in range(-1, 3))
        return next(tick for tick in (each.astimezone(UTC) for each in ticks) if tick > moment)

    def _time(self) -> time:
        return self.at() if callable(self.at) else self.at

    def __str__(self) -> str:
        return f"daily at {self._time():%H:%M} {settings().shop_timezone}"


def _span(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds % size == 0:
            number = seconds // size
            return unit if number == 1 else f"{number} {unit}s"
    return f"{seconds} seconds"
