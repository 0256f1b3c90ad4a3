"""docs/fulfillment.md, followed to the letter by somebody who has nothing else."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx

from core.ids import to_global_id
from models import Order
from tests.fulfillment.conftest import Staff
from tests.fulfillment.test_fulfillment_pack_create import ADDRESS, fetched, table
from tests.orders.conftest import Buy, order_gid
from tests.support.storefront import Shopper

GUIDE = Path(__file__).parents[2] / "docs" / "fulfillment.md"


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

    to_do = (await follow("ToSend"))["nodes"]
    job = await follow("Pack", ids=[order["id"] for order in to_do])
    await run_outbox()
    pack = await follow("PackReady", job=job["id"])
    assert (pack["status"], pack["skipped"]) == ("SUCCEEDED", [])
    assert [row["order"] for row in table(await fetched(client, pack))] == [order.number for order in orders]
    assert (await follow("Claim", id=first))["fulfillmentClaim"]["mine"]
    assert (await follow("Release", id=first))["fulfillmentClaim"] is None
    assert (await follow("Sent", id=first))["status"] == "FULFILLED"
    parcels = [{"id": second, "carrier": "Gelato", "trackingNumber": "G-1234"}]
    assert (await follow("AllSent", orders=parcels))["succeeded"] == 1
    assert (await follow("Retrack", id=first))["tracking"]["url"].endswith("tracking-id=JD014600003111")
    assert (await follow("Arrived", id=first))["deliveredAt"] is not None
    assert (await follow("Write", id=first))["timeline"][-1]["type"] == "message_sent"
    assert (await follow("Receipt", id=first))["number"] == orders[0].number
    assert (await follow("Links", id=second))["number"] == orders[1].number
    assert {file["status"] for file in (await follow("Redraw", id=second))["downloads"]} == {"PENDING"}
    await Order.filter(id=orders[1].id).update(held_reason="look at it")
    assert (await follow("GoOn", id=second))["heldReason"] is None

    assert left == {}
    assert to_do[0]["id"] == to_global_id("Order", orders[0].id)
