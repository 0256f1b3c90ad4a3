"""Limits in Redis: bursts, the steady rate behind them, and a Redis that is down."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from adapters import Adapters
from adapters.limits import Limit, RateLimits
from commerce.limits import network_of, spend
from core.clock import travel
from core.database import transaction
from core.settings import Settings
from tests.support.ports import free_port

FIVE = Limit("five", 5, timedelta(seconds=50))
NOTHING = timedelta()


@pytest.mark.usefixtures("still_clock")
async def test_a_burst_and_then_one_every_ten_seconds(db: None, adapters: Adapters) -> None:
    ada, grace = FIVE.per("ada"), FIVE.per("grace")

    burst = [await adapters.limits.take(ada) for _ in range(5)]
    too_soon = await adapters.limits.take(ada)

    assert burst == [NOTHING] * 5
    assert too_soon == timedelta(seconds=10)
    assert await adapters.limits.take(grace) == NOTHING
    with travel(timedelta(seconds=9)):
        assert await adapters.limits.take(ada) > NOTHING
    with travel(timedelta(seconds=10)):
        assert await adapters.limits.take(ada) == NOTHING
        assert await adapters.limits.take(ada) > NOTHING
    with travel(timedelta(seconds=70)):
        assert [await adapters.limits.take(ada) for _ in range(5)] == [NOTHING] * 5


@pytest.mark.usefixtures("still_clock")
async def test_several_tries_at_once(db: None, adapters: Adapters) -> None:
    three = FIVE.per("ada", times=3)

    assert await adapters.limits.take(three) == NOTHING
    assert await adapters.limits.take(three) == timedelta(seconds=10)
    assert [await adapters.limits.take(FIVE.per("ada")) for _ in range(3)] == [NOTHING] * 2 + [timedelta(seconds=10)]


@pytest.mark.usefixtures("still_clock")
async def test_fifty_at_once_are_counted_one_by_one(db: None, settings: Settings) -> None:
    patient = RateLimits(settings, patience=60)  # a busy machine is not a Redis that is down

    waits = await asyncio.gather(*(patient.take(FIVE.per("ada")) for _ in range(50)))
    await patient.close()

    assert sum(wait == NOTHING for wait in waits) == 5


@pytest.mark.usefixtures("still_clock")
async def test_all_limits_are_charged_or_none(db: None, adapters: Adapters) -> None:
    wide, narrow = Limit("wide", 100, timedelta(hours=1)).per("ada"), Limit("narrow", 1, timedelta(hours=1)).per("ada")
    await adapters.limits.take(wide, narrow)

    refused = [await adapters.limits.take(wide, narrow) for _ in range(200)]

    assert refused == [timedelta(hours=1)] * 200
    assert [await adapters.limits.take(wide) for _ in range(100)] == [NOTHING] * 99 + [timedelta(seconds=36)]


@pytest.mark.usefixtures("still_clock")
async def test_what_is_forgiven_was_never_tried(db: None, adapters: Adapters) -> None:
    for _ in range(5):
        await adapters.limits.take(FIVE.per("ada"))

    await adapters.limits.forgive(FIVE.per("ada"))

    assert [await adapters.limits.take(FIVE.per("ada")) for _ in range(5)] == [NOTHING] * 5


async def test_nobody_is_named_in_redis(db: None, adapters: Adapters) -> None:
    await adapters.limits.take(FIVE.per("ada@example.com", "10.0.0.1"))

    names = [key.decode() async for key in adapters.limits._redis.scan_iter()]

    [name] = [name for name in names if "five" in name]
    assert name.startswith("test:limit:five:")
    assert not any(part in name for part in ("ada", "example", "10.0"))
    assert 1 <= await adapters.limits._redis.ttl(name) <= 51


async def test_without_redis_everything_is_let_through_and_logged(settings: Settings) -> None:
    limits = RateLimits(settings.model_copy(update={"redis_url": f"redis://127.0.0.1:{free_port()}/0"}))

    with capture_logs() as logs:
        for _ in range(7):
            await spend(limits, FIVE.per("ada"))
        await limits.forgive(FIVE.per("ada"))
    await limits.close()

    assert [entry["event"] for entry in logs] == ["limits_not_kept"] * 7 + ["limits_not_forgiven"]
    assert logs[0]["names"] == ["five"]


async def test_redis_is_not_asked_inside_a_transaction(db: None, adapters: Adapters) -> None:
    with pytest.raises(RuntimeError, match="inside an open transaction"):
        async with transaction():
            await adapters.limits.take(FIVE.per("ada"))


@pytest.mark.parametrize(
    ("ip", "network"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("unknown", "unknown"),
    ],
)
def test_whom_an_address_stands_for(ip: str, network: str) -> None:
    assert network_of(ip) == network
