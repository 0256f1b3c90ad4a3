"""tasks/schedule.py: ticks on a grid, and days as the shop's clock has them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.settings import Settings
from tasks import schedule
from tasks.jobs import JOBS
from tasks.schedule import Daily, Every


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def berlin(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    there = settings.model_copy(update={"shop_timezone": "Europe/Berlin"})
    monkeypatch.setattr(schedule, "settings", lambda: there)


@pytest.mark.parametrize(
    ("step", "offset", "moment", "tick"),
    [
        (timedelta(minutes=5), timedelta(), "2026-03-01T12:00:00", "2026-03-01T12:05:00"),
        (timedelta(minutes=5), timedelta(), "2026-03-01T12:04:59.999999", "2026-03-01T12:05:00"),
        (timedelta(hours=1), timedelta(minutes=20), "2026-03-01T12:20:00", "2026-03-01T13:20:00"),
        (timedelta(hours=1), timedelta(minutes=20), "2026-03-01T12:19:59", "2026-03-01T12:20:00"),
        (timedelta(days=7), timedelta(), "2026-11-26T06:00:00", "2026-11-30T00:00:00"),
        (timedelta(hours=1), timedelta(), "2019-12-31T23:59:59", "2020-01-01T00:00:00"),
    ],
)
def test_ticks_are_on_a_grid(step: timedelta, offset: timedelta, moment: str, tick: str) -> None:
    assert Every(step, offset).after(utc(moment)) == utc(tick)


@pytest.mark.parametrize(
    ("at", "moment", "tick"),
    [
        (time(7), "2026-01-10T05:59:59", "2026-01-10T06:00:00"),
        (time(7), "2026-01-10T06:00:00", "2026-01-11T06:00:00"),
        (time(7), "2026-07-10T05:00:00", "2026-07-11T05:00:00"),
        # Clocks go from 2:00 to 3:00 on the 29th of March, and from 3:00 to 2:00 on the 25th of October.
        (time(2, 30), "2026-03-28T12:00:00", "2026-03-29T01:30:00"),
        (time(2, 30), "2026-03-29T01:30:00", "2026-03-30T00:30:00"),
        (time(2, 30), "2026-10-24T12:00:00", "2026-10-25T00:30:00"),
        (time(2, 30), "2026-10-25T00:30:00", "2026-10-26T01:30:00"),
        (time(0), "2026-01-10T22:59:59", "2026-01-10T23:00:00"),
    ],
)
@pytest.mark.usefixtures("berlin")
def test_days_are_the_shops(at: time, moment: str, tick: str) -> None:
    assert Daily(at).after(utc(moment)) == utc(tick)


@pytest.mark.usefixtures("berlin")
def test_a_year_has_as_many_ticks_as_days() -> None:
    moment, ticks = utc("2026-01-01T00:00:00"), []
    daily = Daily(lambda: time(2, 30))
    while moment < utc("2027-01-01T00:00:00"):
        moment = daily.after(moment)
        ticks.append(moment.astimezone(ZoneInfo("Europe/Berlin")).date())

    assert len(ticks) == len(set(ticks)) == 366


@pytest.mark.usefixtures("berlin")
def test_schedules_say_what_they_are() -> None:
    assert str(Every(timedelta(minutes=5))) == "every 5 minutes"
    assert str(Every(timedelta(hours=1), timedelta(minutes=20))) == "every hour, 20 minutes later"
    assert str(Every(timedelta(days=1))) == "every day"
    assert str(Every(timedelta(seconds=90))) == "every 90 seconds"
    assert str(Daily(time(7, 5))) == "daily at 07:05 Europe/Berlin"


@pytest.mark.parametrize(("step", "offset"), [(0, 0), (0.5, 0), (60, 60), (60, -1)])
def test_a_grid_that_makes_no_sense_is_refused(step: float, offset: float) -> None:
    with pytest.raises(ValueError, match="a step"):
        Every(timedelta(seconds=step), timedelta(seconds=offset))


def test_every_job_by_the_clock_says_what_it_does() -> None:
    for name, job in JOBS.items():
        if job.schedule is not None:
            assert job.run.__doc__, name
