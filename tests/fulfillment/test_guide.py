"""docs/gelato.md, step by step with one day's orders. tests/docs sends each of its operations for itself."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx

from models import Order
from tests.fulfillment.conftest import Staff
from tests.fulfillment.test_fulfillment_pack_create import ADDRESS, fetched, table
from tests.orders.conftest import Buy, order_gid
from tests.support.storefront import Shopper

GUIDE = Path(__file__).parents[2] / "docs" / "gelato.md"


def operations() -> dict[str, str]:
    """The guide's operations by name, in its order."""
    blocks = re.findall(r"```graphql\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    return {block.split("(", 1)[0].split("{", 1)[0].split()[1]: block for block in blocks}


async def test_a_day_at_the_print_house(
    guest: Shopper, buy: Buy, staff: Staff, run_outbox: Callable[[], Awaitable[int]], client: httpx.AsyncClient
) -> None:
    orders = [await buy(guest, "poster/8x10"), await buy(guest, "digital/8x10", "poster/11x14")]
    await Order.all().update(shipping_address=ADDRESS)
    await run_outbox()
    first, second = (order_gid(order) for order in orders)
    left = operations()

    async def follow(name: str, **variables: Any) -> Any:
        (answer,) = (await staff.shopper.ask(left.pop(name), **variables)).values()
        assert "code" not in answer, answer
        return answer

    to_do = (await follow("PrintsToPlace"))["nodes"]
    job = await follow("PackOfOrders", orders=[order["id"] for order in to_do])
    await run_outbox()
    pack = await follow("Pack", id=job["id"])
    assert (pack["status"], pack["skipped"]) == ("SUCCEEDED", [])
    assert [row["order"] for row in table(await fetched(client, pack))] == [order.number for order in orders]
    placed = await follow("Placed", id=first, reference="37365096")
    assert (placed["fulfillmentStatus"], placed["fulfillmentPlacement"]["reference"]) == ("PROCESSING", "37365096")
    assert (await follow("GiveBack", id=second))["fulfillmentClaim"] is None
    assert (await follow("Claim", id=second))["fulfillmentClaim"]["mine"]
    left_to_do = (await staff.shopper.ask(operations()["PrintsToPlace"], claim="MINE"))["fulfillmentQueue"]
    assert [order["id"] for order in left_to_do["nodes"]] == [second]
    mine = await follow("AllPlaced", orders=[{"id": second, "reference": "37365097"}])
    assert (mine["succeeded"], mine["failed"]) == (1, 0)
    assert (await follow("NotPlaced", id=second))["fulfillmentPlacement"] is None
    sent = await follow("SentByGelato", id=first, carrier="Gelato", number="G-1234", url="https://example.com/G-1234")
    assert (sent["fulfillmentStatus"], sent["tracking"]["url"]) == ("FULFILLED", "https://example.com/G-1234")

    assert [order["id"] for order in to_do] == [first, second]
