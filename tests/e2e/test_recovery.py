"""Whatever is killed in the middle, the order ends paid, with its files, without anybody's help."""

from __future__ import annotations

import asyncio
import os
import signal
import time

import asyncpg
import pytest

from tests.e2e.buyer import Buyer, Checkout
from tests.e2e.test_purchase import STEPS
from tests.support.shop import RunningShop

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


def ends_well(buyer: Buyer, checkout: Checkout, *, seconds: float = 90) -> None:
    """The order is paid once, has its files once, and went its way once."""
    buyer.wait(checkout, "ready", seconds=seconds)
    order = buyer.order(checkout)
    assert order["paymentStatus"] == "PAID"
    assert [file["format"] for file in order["downloads"]] == ["PNG", "PDF"]
    assert [event["type"] for event in order["timeline"]] == STEPS
    assert buyer.http.get(order["downloads"][0]["url"]).status_code == 200


def test_the_worker_is_killed_while_it_draws(running_shop: RunningShop) -> None:
    with Buyer(running_shop) as buyer:
        checkout = buyer.check_out(size="24x36", template=2)
        buyer.pay(checkout)
        buyer.wait(checkout, "drawing", seconds=60)

        running_shop.kill("worker")

        ends_well(buyer, checkout)


def test_redis_is_killed_with_all_it_held(running_shop: RunningShop) -> None:
    with Buyer(running_shop) as buyer:
        checkout = buyer.check_out(template=3)
        redis = running_shop.part("redis")
        running_shop.kill("redis")
        buyer.pay(checkout)
        running_shop.wait_for_another("redis", redis)

        ends_well(buyer, checkout)


def test_the_server_is_killed_after_it_stored_the_event(running_shop: RunningShop) -> None:
    with Buyer(running_shop) as buyer:
        checkout = buyer.check_out(template=4)
        worker, api = running_shop.part("worker"), running_shop.part("api")
        os.killpg(worker, signal.SIGSTOP)  # so that the event stays in the inbox
        buyer.pay(checkout)
        wait_for_event(running_shop, checkout)

        running_shop.kill("api")
        running_shop.kill("worker")
        running_shop.wait_for_another("api", api)
        running_shop.wait_healthy()

        ends_well(buyer, checkout)


def wait_for_event(shop: RunningShop, checkout: Checkout) -> None:
    """Until the order's completed session is in the inbox, unprocessed."""

    async def waiting() -> int:
        connection = await asyncpg.connect(database_url(shop))
        try:
            return int(
                await connection.fetchval(
                    "SELECT count(*) FROM inbox_events WHERE type = 'checkout.session.completed' "
                    "AND payload->'data'->'object'->>'id' = $1 AND processed_at IS NULL",
                    checkout.session_id,
                )
            )
        finally:
            await connection.close()

    deadline = time.monotonic() + 60
    while asyncio.run(waiting()) != 1:
        assert time.monotonic() < deadline, "the event did not arrive"
        time.sleep(0.05)


def database_url(shop: RunningShop) -> str:
    """The running shop's PostgreSQL, from its banner's psql command."""
    line = next(line for line in shop.output.splitlines() if line.strip().startswith("PostgreSQL"))
    words = line.split()
    return f"postgresql://postgres@/postgres?host={words[words.index('-h') + 1]}"
