"""Whatever happens to a shop, in whatever order its news arrives: the books balance.

Each run tries the same 520 histories, and `make properties` 2,000 new ones: PROPERTY_HISTORIES sets the number.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections import Counter
from collections.abc import AsyncIterator

import httpx
import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from adapters import Adapters
from core.settings import Settings
from tests.properties.histories import History
from tests.properties.town import Surroundings, cleaner_of
from tests.support.outside import StripeSandbox

SHARDS = 4
HISTORIES = int(os.environ.get("PROPERTY_HISTORIES", "520"))
"""All shards' together."""

PROFILE = settings(
    max_examples=-(-HISTORIES // SHARDS),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[phase for phase in Phase if phase is not Phase.explain],
    print_blob=True,
)


@pytest.fixture
async def around(
    client: httpx.AsyncClient,
    catalog: None,
    settings: Settings,
    stripe_sandbox: StripeSandbox,
    adapters: Adapters,
) -> AsyncIterator[tuple[Surroundings, asyncio.AbstractEventLoop]]:
    cleaner = await cleaner_of(settings)
    yield Surroundings(client, settings, stripe_sandbox, adapters, cleaner), asyncio.get_running_loop()
    await cleaner.close()


@pytest.mark.timeout(120 + 3 * HISTORIES)
@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_books_balance(around: tuple[Surroundings, asyncio.AbstractEventLoop], shard: int) -> None:
    class Shard(History):
        """Hypothesis remembers what failed by the class's name."""

    Shard.around, Shard.loop = around
    Shard.seen = Counter()
    Shard.__qualname__ = f"Shard{shard}"
    begun = time.monotonic()

    run_state_machine_as_test(seed(shard)(Shard) if PROFILE.derandomize else Shard, settings=PROFILE)

    words = ", ".join(f"{count} {what}" for what, count in Shard.seen.items())
    print(f"\n{words}; {time.monotonic() - begun:.0f} s")  # noqa: T201
    if Shard.seen["histories"] >= 100:
        assert min(Shard.seen.values()) > 0, words
