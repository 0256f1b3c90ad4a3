"""Everything is killed at random while people buy, and every event comes three times in any order: nothing is lost,
nothing happens twice, and nobody has to help.

`make chaos` makes it large: CHAOS_PURCHASES (200), CHAOS_SEED.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

import asyncpg
import httpx
import pytest

from tests.e2e.buyer import Buyer, Checkout
from tests.e2e.havoc import PARTS, Havoc
from tests.e2e.test_purchase import STEPS
from tests.e2e.test_recovery import database_url
from tests.support.ports import free_port
from tests.support.services import folder
from tests.support.shop import RunningShop

PURCHASES = int(os.environ.get("CHAOS_PURCHASES", "8"))
SEED = int(os.environ.get("CHAOS_SEED", random.randrange(1_000_000)))
BUYERS, TEMPLATES = 4, 6
FORMATS = ["PDF", "PNG"]
NOT_YET = (
    *(httpx.HTTPError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError),
    *(OSError, EOFError, AssertionError, ValueError, KeyError, TypeError),
)
"""What somebody meets while a part is down."""
T = TypeVar("T")

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300 + 8 * PURCHASES)]


@pytest.fixture
def shop() -> Iterator[RunningShop]:
    """A shop of its own, to be broken."""
    shop = RunningShop(folder(), free_port())
    shop.start()
    yield shop
    shop.stop()


def patiently(act: Callable[[], T], *, seconds: float = 90) -> T:
    """Do something again until it works, as somebody at a browser would."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return act()
        except NOT_YET:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def buy(shop: RunningShop, number: int) -> Checkout:
    chance = random.Random(f"{SEED} {number}")
    with Buyer(shop) as buyer:
        time.sleep(chance.random())
        checkout = patiently(lambda: buyer.check_out(template=number % TEMPLATES))
        time.sleep(chance.random())
        patiently(lambda: buyer.pay(checkout))
        return checkout


def wait_for_most(shop: RunningShop) -> None:
    """Until most orders have their files, so that parts die while posters are drawn, too. On a busy machine that may
    not come to pass while they die so often: then it has been long enough.
    """
    done = "SELECT count(*) AS number FROM orders WHERE fulfillment_status = 'fulfilled'"
    with contextlib.suppress(*NOT_YET):
        patiently(lambda: require(rows(shop, done)[0]["number"] >= 0.7 * PURCHASES), seconds=30 + 4 * PURCHASES)


def wait_for_files(shop: RunningShop, checkouts: list[Checkout]) -> float:
    """Until everybody has theirs; how long that took."""
    begun = time.monotonic()
    with Buyer(shop) as buyer:
        for checkout in checkouts:
            patiently(partial(require_ready, buyer, checkout), seconds=60 + 4 * len(checkouts))
    return time.monotonic() - begun


def require_ready(buyer: Buyer, checkout: Checkout) -> None:
    require(buyer.order(checkout)["downloadsReady"])


def require(condition: bool) -> None:
    assert condition, "not yet"


def spoil_webhooks(shop: RunningShop) -> None:
    """Every event three times, held back for up to three seconds, so that they pass one another."""
    for rule in ({"action": "duplicate", "copies": 3}, {"action": "reorder", "seconds": 3}):
        assert httpx.post(f"{shop.stripe_url}/_sandbox/webhooks/rules", json=rule, timeout=60).status_code == 200


def stripe_events(shop: RunningShop, **which: str) -> list[dict[str, Any]]:
    """The sandbox's own account of what happened, with the fate of each delivery."""
    answer = httpx.get(f"{shop.stripe_url}/_sandbox/events", params={"limit": "100000", **which}, timeout=30)
    return list(answer.json()["data"])


def wait_for_deliveries(shop: RunningShop) -> None:
    """Until every event has arrived, whatever was down when it was first sent, and was worked off."""
    deadline = time.monotonic() + 120
    while any(each["state"] == "pending" for event in stripe_events(shop) for each in event["deliveries"]):
        httpx.post(f"{shop.stripe_url}/_sandbox/webhooks/deliver", timeout=60)
        assert time.monotonic() < deadline, "Stripe still has events"
        time.sleep(0.2)
    while rows(shop, "SELECT 1 FROM inbox_events WHERE processed_at IS NULL"):
        assert time.monotonic() < deadline, "events wait in the inbox"
        time.sleep(0.2)


@contextlib.contextmanager
def with_evidence(shop: RunningShop, havoc: Havoc) -> Iterator[None]:
    """A failure says what was done to the shop, and what it had still to do."""
    try:
        yield
    except Exception as error:
        error.add_note(havoc.report())
        with contextlib.suppress(*NOT_YET):
            for table in ("outbox_messages", "downloads", "orders", "inbox_events WHERE processed_at IS NULL"):
                error.add_note("\n".join([table, *(str(row) for row in rows(shop, f"SELECT * FROM {table}"))]))  # noqa: S608
        error.add_note(shop.output[-30_000:])
        raise


def rows(shop: RunningShop, sql: str) -> list[dict[str, Any]]:
    async def fetch() -> list[dict[str, Any]]:
        connection = await asyncpg.connect(database_url(shop))
        try:
            return [dict(row) for row in await connection.fetch(sql)]
        finally:
            await connection.close()

    return asyncio.run(fetch())


def test_nothing_is_lost_and_nothing_happens_twice(shop: RunningShop) -> None:
    spoil_webhooks(shop)
    begun = time.monotonic()

    with Havoc(shop, SEED) as havoc, ThreadPoolExecutor(BUYERS) as people:
        checkouts = list(people.map(lambda number: buy(shop, number), range(PURCHASES)))
        bought = time.monotonic() - begun
        wait_for_most(shop)
    assert havoc.failure is None, havoc.failure
    with with_evidence(shop, havoc):
        waited = wait_for_files(shop, checkouts)
        wait_for_deliveries(shop)

    print(f"\n{PURCHASES} purchases in {bought:.0f} s, all files {waited:.1f} s after the last kill\n{havoc.report()}")  # noqa: T201
    assert all(havoc.recoveries[part] for part in PARTS)
    every_order_once(shop, checkouts)
    every_file_once(shop)
    every_event_once(shop)
    the_money_once(shop)


def every_order_once(shop: RunningShop, checkouts: list[Checkout]) -> None:
    paid = rows(shop, "SELECT * FROM orders WHERE paid_at IS NOT NULL")
    assert sorted(order["number"] for order in paid) == sorted(checkout.number for checkout in checkouts)
    assert {(order["payment_status"], order["fulfillment_status"]) for order in paid} == {("paid", "fulfilled")}
    timelines = Counter(
        (row["number"], row["type"])
        for row in rows(shop, "SELECT o.number, e.type FROM order_events e JOIN orders o ON o.id = e.order_id")
    )
    for checkout in checkouts:
        told = {kind: count for (number, kind), count in timelines.items() if number == checkout.number}
        assert told == dict.fromkeys(STEPS, 1)


def every_file_once(shop: RunningShop) -> None:
    files = rows(
        shop,
        "SELECT d.format, d.status, d.storage_key, d.file_size, o.number FROM downloads d "
        "JOIN orders o ON o.id = d.order_id",
    )
    assert Counter((file["number"], file["format"].upper()) for file in files) == Counter(
        (number, kind) for number in {file["number"] for file in files} for kind in FORMATS
    )
    assert (len(files), {file["status"] for file in files}) == (len(FORMATS) * PURCHASES, {"ready"})
    for file in files:
        stored = shop.data_dir / "files" / file["storage_key"]
        assert stored.stat().st_size == file["file_size"] > 10_000
    stored_files = [path for path in (shop.data_dir / "files" / "orders").rglob("*") if path.is_file()]
    assert sorted(str(path.relative_to(shop.data_dir / "files")) for path in stored_files if path.name[0] != ".") == (
        sorted(file["storage_key"] for file in files)
    )


def every_event_once(shop: RunningShop) -> None:
    sent = [event for event in stripe_events(shop) if event["deliveries"]]
    assert {each["state"] for event in sent for each in event["deliveries"]} == {"delivered"}
    kept = rows(shop, "SELECT event_id FROM inbox_events")
    assert sorted(row["event_id"] for row in kept) == sorted(event["id"] for event in sent)
    assert rows(shop, "SELECT actor, last_error FROM outbox_messages WHERE failed_at IS NOT NULL") == []
    mails = rows(shop, "SELECT template, recipient, entity_id FROM mails WHERE category = 'transactional'")
    assert max(Counter(tuple(mail.values()) for mail in mails).values(), default=1) == 1
    patiently(partial(require_letters, shop))


def require_letters(shop: RunningShop) -> None:
    """A letter for each mail that was sent, unless one is just on its way."""
    sent = rows(shop, "SELECT 1 FROM mails WHERE status = 'sent'")
    require(len(list((shop.data_dir / "mails").glob("*.eml"))) == len(sent))


def the_money_once(shop: RunningShop) -> None:
    assert rows(shop, "SELECT 1 FROM refunds") == []
    kinds = Counter(event["type"] for event in stripe_events(shop))
    assert kinds["payment_intent.succeeded"] == kinds["checkout.session.completed"] == PURCHASES
    assert not [kind for kind in kinds if "refund" in kind or "dispute" in kind]
    (sums,) = rows(shop, "SELECT count(*) AS orders, sum(total) AS total FROM orders WHERE paid_at IS NOT NULL")
    charged = [event["data"]["object"]["amount"] for event in stripe_events(shop, type="payment_intent.succeeded")]
    assert (sums["orders"], sums["total"]) == (PURCHASES, sum(charged))
