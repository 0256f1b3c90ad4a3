"""What can be downloaded after money was given back: nothing of what is gone, all of the rest."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from adapters import Adapters
from core.ids import to_global_id
from models import Download, DownloadStatus, Order, OrderLine, OutboxMessage
from tests.refunds.conftest import STANDING, Staff
from tests.support.storefront import Shopper, design
from tests.support.till import Till, gid, happened


@pytest.fixture
def put(adapters: Adapters, tmp_path: Path) -> Put:
    return Put(adapters, tmp_path)


class Put:
    """Files that are there without being drawn."""

    def __init__(self, adapters: Adapters, folder: Path) -> None:
        self.adapters = adapters
        self.source = folder / "source"
        self.source.write_bytes(b"a poster")

    async def all(self, order: Order) -> None:
        for file in await Download.filter(order=order):
            key = f"orders/{order.number}/{file.order_line_id}/{file.file_name}"
            await self.adapters.storage.put(key, self.source, content_type=file.mime_type)
            await Download.filter(id=file.id).update(status=DownloadStatus.READY, storage_key=key, file_size=8)
        await OutboxMessage.filter(actor="render_download").delete()


async def links(shopper: Shopper, order: Order) -> list[str | None]:
    shown = (await shopper.ask(STANDING, id=gid(order)))["order"]
    return [file["url"] for file in shown["downloads"]]


async def reachable(http: httpx.AsyncClient, urls: list[str | None]) -> list[int]:
    return [(await http.get(url)).status_code for url in urls if url]


async def test_a_line_that_is_given_back_loses_its_files_and_the_rest_keeps_them(
    till: Till, staff: Staff, buyer: Shopper, put: Put
) -> None:
    two = await buyer.line(quantity=2)
    order = await till.buy(buyer, two, await buyer.line(design=design(text="another")))
    await put.all(order)
    before = await links(buyer, order)
    first, _ = [to_global_id("OrderLine", line.id) for line in await OrderLine.filter(order=order).order_by("position")]

    await staff.refund(order, lines=[{"lineId": first, "quantity": 1}])
    after_one = await links(buyer, order)
    await staff.refund(order, lines=[{"lineId": first, "quantity": 1}])
    after_both = await links(buyer, order)

    assert [bool(url) for url in before] == [True] * 4
    assert [bool(url) for url in after_one] == [True] * 4
    assert [bool(url) for url in after_both] == [False, False, True, True]
    assert await reachable(buyer.http, before) == [404, 404, 200, 200]  # links that were handed out before
    assert (await buyer.ask(STANDING, id=gid(order)))["order"]["downloadsReady"] is True


async def test_an_amount_keeps_everything_and_all_of_it_takes_everything(
    till: Till, staff: Staff, buyer: Shopper, put: Put
) -> None:
    order = await till.buy(buyer)
    await put.all(order)
    before = await links(buyer, order)

    await staff.refund(order, amount=998)
    assert [bool(url) for url in await links(buyer, order)] == [True, True]
    await staff.refund(order, amount=1)

    assert await links(buyer, order) == [None, None]
    assert await reachable(buyer.http, before) == [404, 404]
    assert (await buyer.ask(STANDING, id=gid(order)))["order"]["downloadsReady"] is False


async def test_files_come_back_with_the_money(till: Till, staff: Staff, buyer: Shopper, put: Put) -> None:
    order = await till.buy(buyer, card="pm_card_refundFail")
    await put.all(order)
    await staff.refund(order)
    assert await links(buyer, order) == [None, None]

    await till.stripe.control("POST", "/clock", {"advance_seconds": 60})
    await till.news()

    urls = await links(buyer, order)
    assert await reachable(buyer.http, urls) == [200, 200]
    assert await OutboxMessage.filter(actor="render_download").count() == 0


async def test_what_is_given_back_is_not_drawn_and_nobody_waits_for_it(
    till: Till, staff: Staff, buyer: Shopper
) -> None:
    order = await till.buy(buyer, "digital/8x10", await buyer.line(design=design(text="another")))
    first, second = await OrderLine.filter(order=order).order_by("position")
    await Download.filter(order_line_id=second.id).update(status=DownloadStatus.READY, storage_key="orders/x")

    await staff.refund(order, lines=[{"lineId": to_global_id("OrderLine", first.id), "quantity": 1}])
    await till.news(without=())

    assert {file.status for file in await Download.filter(order_line_id=first.id)} == {DownloadStatus.PENDING}
    assert await happened(order) == ["refund_requested", "downloads_ready", "order_fulfilled", "refund_made"]
