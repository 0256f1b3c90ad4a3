"""Days that are over, summed up: each once, and again when something has changed what it counts.

A day is registered first, under the lock that excludes whoever is changing figures at the moment. From then on the
triggers of the migration mark it stale with every change. Then it is rolled up, its row locked: a change that is under
way meanwhile waits for that and marks the day anew. So a day that is not stale says what its rows say, and whoever
reads figures counts all other days live (commerce/reporting/overview.py).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from commerce.reporting.figures_sql import ROLLUPS
from commerce.reporting.shop_days import Day, date_of, days
from core.clock import now
from core.database import execute, fetch, transaction
from core.settings import settings

log = structlog.get_logger(__name__)

MOST_DAYS = 400
"""In one run."""
_AT_ONCE = 8
_LOCK_TIMEOUT = "3s"
"""Payments wait for as long as registering waits for them: then rather the next run."""


@dataclass
class RollUp:
    """What a run came to."""

    registered: int = 0
    """Days that are over, or are others since the shop has moved."""
    rolled: int = 0


async def roll_up() -> RollUp:
    """One bounded run: what it leaves undone, the next one does. Any number may run at once."""
    done = RollUp(registered=await _register(settings().time_zone))
    while done.rolled < MOST_DAYS and (rolled := await _roll_some()):
        done.rolled += rolled
    if done.registered or done.rolled:
        log.info("days_rolled_up", **vars(done))
    return done


_FIRST = """
SELECT LEAST((SELECT min(paid_at) FROM orders WHERE paid_at IS NOT NULL), (SELECT min(at) FROM milestones),
    (SELECT min(created_at) FROM refunds WHERE status IN ('pending', 'succeeded')),
    (SELECT min(closed_at) FROM disputes WHERE lost > 0)) AS first
"""
_KNOWN = "SELECT day, begins, ends FROM rolled_days"
_REGISTER = """
INSERT INTO rolled_days (day, begins, ends, stale)
SELECT day, begins, ends, TRUE FROM unnest($1::date[], $2::timestamptz[], $3::timestamptz[]) AS d (day, begins, ends)
ON CONFLICT (day) DO UPDATE SET begins = EXCLUDED.begins, ends = EXCLUDED.ends, stale = TRUE
"""


async def _register(zone: ZoneInfo) -> int:
    """Days that are over and are not known, or were others in another time zone; how many those were."""
    over = await _days_over(zone)
    known = {Day(row["day"], row["begins"], row["ends"]) for row in await fetch(_KNOWN)}
    fresh = [day for day in over if day not in known]
    gone = sorted({day.date for day in known} - {day.date for day in over})
    if not fresh and not gone:
        return 0
    async with transaction():
        await execute(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'")
        await execute("SELECT pg_advisory_xact_lock(7214001)")
        for table in ("rolled_days", *ROLLUPS):
            await execute(f"DELETE FROM {table} WHERE day = ANY($1::date[])", gone)  # noqa: S608 (names of our own)
        await execute(_REGISTER, *arrays(fresh))
    return len(fresh)


async def _days_over(zone: ZoneInfo) -> list[Day]:
    """Oldest first."""
    (row,) = await fetch(_FIRST)
    yesterday = date_of(now(), zone) - timedelta(days=1)
    if row["first"] is None or date_of(row["first"], zone) > yesterday:
        return []
    return days(date_of(row["first"], zone), yesterday, zone)


_STALE = "SELECT day, begins, ends FROM rolled_days WHERE stale ORDER BY day DESC LIMIT $1 FOR UPDATE SKIP LOCKED"
_ROLLED = "UPDATE rolled_days SET stale = FALSE, rolled_at = $2 WHERE day = ANY($1::date[])"


async def _roll_some() -> int:
    """The newest of the days that are stale; how many those were."""
    async with transaction():
        stale = [Day(row["day"], row["begins"], row["ends"]) for row in await fetch(_STALE, _AT_ONCE)]
        if stale:
            await _roll(stale)
    return len(stale)


async def _roll(stale: Sequence[Day]) -> None:
    """Locked days, inside the open transaction."""
    dates, *bounds = arrays(stale)
    for table, (statement, columns) in ROLLUPS.items():
        await execute(f"DELETE FROM {table} WHERE day = ANY($1::date[])", dates)  # noqa: S608 (names of our own)
        await execute(f"INSERT INTO {table} ({', '.join(columns)}) {statement}", dates, *bounds)
    await execute(_ROLLED, dates, now())


def arrays(some: Sequence[Day]) -> tuple[list[Any], list[Any], list[Any]]:
    """As the statements take them."""
    return [day.date for day in some], [day.begins for day in some], [day.ends for day in some]


@dataclass(frozen=True)
class WrongDay:
    """A day whose sums are not what its rows say."""

    day: date
    table: str


_BATCH = 90


async def wrong() -> AsyncIterator[WrongDay]:
    """Every day that claims to be right and is not, oldest first."""
    fresh = [
        Day(row["day"], row["begins"], row["ends"])
        for row in await fetch("SELECT day, begins, ends FROM rolled_days WHERE NOT stale ORDER BY day")
    ]
    for first in range(0, len(fresh), _BATCH):
        found: set[tuple[date, str]] = set()
        for table in ROLLUPS:
            found |= {(row["day"], table) for row in await fetch(_difference(table), *arrays(fresh[first:][:_BATCH]))}
        for day, table in sorted(found):
            yield WrongDay(day, table)


def _difference(table: str) -> str:
    statement, columns = ROLLUPS[table]
    names = ", ".join(columns)
    return f"""
    SELECT day FROM (
        SELECT {names} FROM ({statement}) AS said
        EXCEPT ALL SELECT {names} FROM {table} WHERE day = ANY($1::date[])) AS missing
    UNION
    SELECT day FROM (
        SELECT {names} FROM {table} WHERE day = ANY($1::date[])
        EXCEPT ALL SELECT {names} FROM ({statement}) AS said) AS excess
    """  # noqa: S608


async def recompute(day: date) -> None:
    """Roll a day up anew, whatever it claims."""
    async with transaction():
        rows = await fetch("SELECT day, begins, ends FROM rolled_days WHERE day = $1 FOR UPDATE", day)
        if rows:
            await _roll([Day(row["day"], row["begins"], row["ends"]) for row in rows])
