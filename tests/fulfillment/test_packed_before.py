"""An order that was in a pack, and whose claim has ended since, may have been placed already: the next pack says so."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from commerce.fulfillment import work_packs
from core.clock import now
from models import Order, OrderEvent
from tests.fulfillment.conftest import Staff
from tests.fulfillment.test_fulfillment_pack_create import Drawn, RunOutbox, create, drawn, fetched, made, table
from tests.orders.conftest import Buy
from tests.support.storefront import Shopper

__all__ = ["drawn"]

ELSEWHERE = {"name": "Zoë", "line1": "21 Rue de l’Église", "city": "Lyon", "postalCode": "69001", "country": "FR"}


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


async def test_another_address_since(
    print_order: Order, drawn: Drawn, staff: Staff, run_outbox: RunOutbox, client: httpx.AsyncClient
) -> None:
    await drawn(print_order)
    first = await fetched(client, await made(staff, await create(staff, print_order), run_outbox))

    await staff.act("orderShippingAddressSet", print_order, address=ELSEWHERE)
    second = await fetched(client, await made(staff, await create(staff, print_order), run_outbox))

    event = await OrderEvent.get(order=print_order, type="pack_outdated")
    assert event.message.startswith(f"The pack that {staff.user.email} had made at ")
    assert event.message.endswith(" has the former address. Make another.")
    assert (event.public, event.data) == (False, None)
    assert [row["city"] for archive in (first, second) for row in table(archive)] == ["Paris", "Lyon"]
    assert "21 Rue de l’Église\n69001 Lyon\nFrance\n" in second.read(f"{print_order.number}/order.txt").decode()
    (line,) = [line for line in second.read("README.txt").decode().splitlines() if "packed" in line]
    assert line.endswith(f" for {staff.user.email}; its address was changed since")


async def test_a_pack_that_was_made_since_has_it(
    print_order: Order, drawn: Drawn, staff: Staff, run_outbox: RunOutbox, client: httpx.AsyncClient
) -> None:
    await drawn(print_order)
    await staff.act("orderShippingAddressSet", print_order, address=ELSEWHERE)
    await made(staff, await create(staff, print_order), run_outbox)

    again = await fetched(client, await made(staff, await create(staff, print_order), run_outbox))

    assert not await OrderEvent.exists(order=print_order, type="pack_outdated")
    (line,) = [line for line in again.read("README.txt").decode().splitlines() if "packed" in line]
    assert line.endswith(f" for {staff.user.email}")


async def test_another_address_while_it_is_packed(
    guest: Shopper,
    buy: Buy,
    print_order: Order,
    drawn: Drawn,
    staff: Staff,
    run_outbox: RunOutbox,
    client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await drawn(print_order)
    other = await drawn(await buy(guest, "poster/8x10"))
    put = work_packs._put

    async def slowly(pack: Any, parcel: Any) -> None:
        await put(pack, parcel)
        if parcel.number == print_order.number:
            await staff.act("orderShippingAddressSet", print_order, address=ELSEWHERE)

    monkeypatch.setattr(work_packs, "_put", slowly)

    job = await made(staff, await create(staff, print_order, other), run_outbox)

    reason = "DO NOT PLACE what is in its folder: Its address was changed. Make another pack of it."
    assert job["skipped"] == [{"what": print_order.number, "reason": reason}]
    assert [row["order"] for row in table(await fetched(client, job))] == [other.number]
