"""What happens to prints while a pack of them is made: whoever places them does not find in the pack what is gone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from tortoise.expressions import F

from adapters import Adapters
from commerce.fulfillment import work_packs
from core.clock import now
from models import Download, Job, Order, OrderLine, OutboxMessage
from tests.fulfillment.conftest import STATES, Staff
from tests.fulfillment.test_fulfillment_pack_create import Drawn, RunOutbox, create, drawn, fetched, made, table
from tests.orders.conftest import Buy
from tests.support.storefront import Shopper

__all__ = ["drawn"]

Change = Callable[[Staff, Order], Awaitable[Any]]


async def _one_given_back(staff: Staff, order: Order) -> None:
    await OrderLine.filter(order=order).update(refunded_quantity=1)
    await Order.filter(id=order.id).update(payment_status="partially_refunded")


async def _drawn_again(staff: Staff, order: Order) -> None:
    await Download.filter(order=order).update(render_key="it was drawn here")
    await staff.act("orderDownloadsRegenerate", order)
    await OutboxMessage.filter(actor="render_download").delete()  # it takes its time


async def _drawn_anew(staff: Staff, order: Order) -> None:
    await Download.filter(order=order).update(ready_at=now())


CHANGES: dict[str, tuple[Change, str]] = {
    "a copy is given back": (_one_given_back, "Some of it was given back, or drawn anew. Make another pack of it."),
    "it is being drawn again": (_drawn_again, "the print file of line 1 is pending."),
    "it was drawn anew": (_drawn_anew, "Some of it was given back, or drawn anew. Make another pack of it."),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_it_is_not_to_be_placed(
    guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff, run_outbox: RunOutbox, client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch, change: str,
) -> None:  # fmt: skip
    good, bad = [await drawn(await buy(guest, "poster/8x10")) for _ in range(2)]
    await OrderLine.filter(order=bad).update(quantity=2, total=F("unit_price") * 2)
    happens, why = CHANGES[change]
    put = work_packs._put

    async def slowly(pack: Any, parcel: Any) -> None:
        await put(pack, parcel)
        if parcel.number == bad.number:
            await happens(staff, bad)

    monkeypatch.setattr(work_packs, "_put", slowly)
    job = await made(staff, await create(staff, good, bad), run_outbox)

    assert job["skipped"] == [{"what": bad.number, "reason": f"DO NOT PLACE what is in its folder: {why}"}]
    assert [row["order"] for row in table(await fetched(client, job))] == [good.number]


async def test_what_an_attempt_that_was_killed_has_stored_goes_when_nothing_is_left_to_be_placed(
    print_order: Order, drawn: Drawn, staff: Staff, adapters: Adapters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has addresses in it, and nobody would ever fetch it or see it end."""
    await drawn(print_order)
    await create(staff, print_order)
    job = await Job.get()

    async def killed(*arguments: Any, **more: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("commerce.jobs.jobs.succeed", killed)
        await work_packs.make(job.id, adapters.storage)
    stored = f"exports/{job.id}/{(await Job.get()).file_name}"
    assert await adapters.storage.head(stored) is not None
    await Order.filter(id=print_order.id).update(**STATES["canceled"])

    await work_packs.make(job.id, adapters.storage)

    job = await Job.get()
    assert (job.state, job.file_name, await adapters.storage.head(stored)) == ("failed", None, None)
