"""Packs know what was placed: of a day they leave it out, and of what is named they say so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from adapters import Adapters
from commerce.fulfillment import work_packs
from core.clock import now
from core.ids import to_global_id
from models import Job, Order
from tests.fulfillment.conftest import Staff
from tests.fulfillment.test_fulfillment_pack_create import (
    SEE,
    Drawn,
    RunOutbox,
    create,
    drawn,
    fetched,
    made,
    table,
)
from tests.orders.conftest import Buy
from tests.support.storefront import Shopper

__all__ = ["drawn"]

PLACE = "orderPlacementSet"
DAY = {"paid_at": datetime(2026, 3, 5, 12, tzinfo=UTC)}


async def of_a_day(guest: Shopper, buy: Buy, drawn: Drawn, number: int) -> list[Order]:
    """Orders that were paid on 5 March."""
    orders = [await drawn(await buy(guest, "poster/8x10")) for _ in range(number)]
    await Order.all().update(**DAY)
    return orders


async def test_of_a_day_only_what_is_to_be_placed(
    guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff, colleague: Staff, run_outbox: RunOutbox,
    client: httpx.AsyncClient,
) -> None:  # fmt: skip
    orders = await of_a_day(guest, buy, drawn, 2)
    await colleague.act(PLACE, orders[0])

    job = await made(staff, await create(staff, day="2026-03-05"), run_outbox)

    assert (job["status"], job["total"], job["skipped"]) == ("SUCCEEDED", 1, [])
    assert [row["order"] for row in table(await fetched(client, job))] == [orders[1].number]


async def test_a_day_of_which_all_was_placed(guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff) -> None:
    (order,) = await of_a_day(guest, buy, drawn, 1)
    await staff.act(PLACE, order)

    refused = await create(staff, day="2026-03-05")

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "empty")
    assert refused["message"] == "No order that was paid on that day has prints that are still to be placed."
    assert await Job.all().count() == 0


async def test_what_is_placed_before_the_days_pack_is_made(
    guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff, colleague: Staff, run_outbox: RunOutbox
) -> None:
    orders = await of_a_day(guest, buy, drawn, 2)
    job = await create(staff, day="2026-03-05")
    await colleague.act(PLACE, orders[0], reference="37365096")

    job = await made(staff, job, run_outbox)

    (left_out,) = job["skipped"]
    assert (job["status"], left_out["what"]) == ("SUCCEEDED", orders[0].number)
    assert left_out["reason"].startswith("User 1 placed this order at the print house on ")
    assert "as 37365096." in left_out["reason"]
    assert (await Order.get(id=orders[0].id)).claimed_by_id is None


async def test_what_is_named_goes_in_and_says_so(
    guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff, colleague: Staff, run_outbox: RunOutbox,
    client: httpx.AsyncClient,
) -> None:  # fmt: skip
    done, open_ = [await drawn(await buy(guest, "poster/8x10")) for _ in range(2)]
    await colleague.act(PLACE, done, reference="37365096")
    at = (await Order.get(id=done.id)).placed_at

    job = await made(staff, await create(staff, done, open_), run_outbox)

    assert (job["status"], job["total"], job["skipped"]) == ("SUCCEEDED", 2, [])
    archive = await fetched(client, job)
    words = f"placed on {at:%Y-%m-%d %H:%M} by User 1, reference 37365096"
    readme = archive.read("README.txt").decode()
    assert (
        f"PLACED ALREADY (do not place them again; gelato.csv has no rows of them)\n{done.number}: {words}\n" in readme
    )
    assert "1 order to be placed at the print house" in readme.splitlines()[0]
    assert archive.read(f"{done.number}/order.txt").decode().startswith(f"DO NOT PLACE IT AGAIN: it was {words}.\n")
    assert archive.read(f"{open_.number}/order.txt").decode().startswith(f"Order {open_.number}")
    assert [row["order"] for row in table(archive)] == [open_.number]
    assert f"{done.number}/packing-slip.pdf" in archive.namelist()


async def test_what_was_packed_and_then_placed_is_no_riddle_any_more(
    print_order: Order, drawn: Drawn, staff: Staff, run_outbox: RunOutbox, client: httpx.AsyncClient
) -> None:
    """An earlier pack's warning is for what may have been placed."""
    await drawn(print_order)
    await made(staff, await create(staff, print_order), run_outbox)
    await staff.act(PLACE, print_order)

    readme = (await fetched(client, await made(staff, await create(staff, print_order), run_outbox))).read("README.txt")

    assert "PLACED ALREADY" in readme.decode()
    assert "EARLIER PACK" not in readme.decode()


async def test_taken_back_it_goes_in_like_any_other(
    guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff, run_outbox: RunOutbox, client: httpx.AsyncClient
) -> None:
    (order,) = await of_a_day(guest, buy, drawn, 1)
    await staff.act(PLACE, order)
    await staff.act("orderPlacementClear", order)

    archive = await fetched(client, await made(staff, await create(staff, day="2026-03-05"), run_outbox))

    assert [row["order"] for row in table(archive)] == [order.number]
    assert "PLACED ALREADY" not in archive.read("README.txt").decode()


async def test_placed_while_it_is_being_packed(
    guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff, adapters: Adapters, client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    good, bad = [await drawn(await buy(guest, "poster/8x10")) for _ in range(2)]
    await create(staff, good, bad)
    look = work_packs._drop_what_changed

    async def after_it_was_placed(pack: Any) -> None:
        await Order.filter(id=bad.id).update(placed_at=now(), placed_by_id=staff.user.id)
        await look(pack)

    monkeypatch.setattr(work_packs, "_drop_what_changed", after_it_was_placed)
    job = await Job.get()
    await work_packs.make(job.id, adapters.storage)

    shown = (await staff.shopper.ask(SEE, id=to_global_id("Job", job.id)))["job"]
    archive = await fetched(client, shown)
    assert [row["order"] for row in table(archive)] == [good.number]
    assert (
        f"{bad.number}: DO NOT PLACE what is in its folder: User 0 placed this order"
        in archive.read("README.txt").decode()
    )
