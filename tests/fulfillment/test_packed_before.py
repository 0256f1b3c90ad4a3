"""An order that was in a pack, and whose claim has ended since, may have been placed already: the next pack says so."""

from __future__ import annotations

import httpx

from core.clock import now
from models import Order
from tests.fulfillment.conftest import Staff
from tests.fulfillment.test_fulfillment_pack_create import Drawn, RunOutbox, create, drawn, fetched, made

__all__ = ["drawn"]


async def test_an_earlier_pack_is_named(
    print_order: Order, drawn: Drawn, staff: Staff, colleague: Staff, run_outbox: RunOutbox, client: httpx.AsyncClient
) -> None:
    await drawn(print_order)
    first = await fetched(client, await made(staff, await create(staff, print_order), run_outbox))
    await Order.filter(id=print_order.id).update(claimed_until=now())

    second = await fetched(client, await made(colleague, await create(colleague, print_order), run_outbox))

    assert "EARLIER PACK" not in first.read("README.txt").decode()
    (line,) = [line for line in second.read("README.txt").decode().splitlines() if "packed" in line]
    assert line.startswith(f"{print_order.number}: packed ")
    assert line.endswith(f" for {staff.user.email}")
