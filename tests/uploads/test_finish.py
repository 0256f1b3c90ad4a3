"""`orderRenderUploadStart`, the form, `orderRenderUploadFinish`: a file that a browser drew becomes the line's."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters import Adapters
from commerce.files import staging
from commerce.files.renders import render_download
from core.clock import travel
from models import Download, DownloadStatus, OrderEvent, OutboxMessage, RenderUpload
from tasks.outbox import run_due
from tests.orders.conftest import order_gid
from tests.uploads.conftest import Browser, Buy, draw_nothing, drawn, line_of

RunOutbox = Callable[[], Awaitable[int]]
SHOWN = "query ($id: ID!) { order(id: $id) { status downloadsReady downloads { format status fileSize url } } }"


@pytest.mark.parametrize("format", ["PNG", "JPG", "PDF"])
async def test_what_was_drawn_is_downloaded(browser: Browser, buy: Buy, format: str) -> None:
    order, content = await buy(browser.shopper), drawn(format)
    line = await line_of(order)

    finished = await browser.upload(line, content, format)

    assert (finished["__typename"], finished["kind"], finished["status"]) == ("Download", "CUSTOMER", "READY")
    assert (finished["format"], finished["fileSize"]) == (format, len(content))
    assert (finished["widthPx"], finished["heightPx"], finished["dpi"]) == (2400, 3000, 300)
    assert finished["fileName"] == f"{order.number}-1-8x10.{format.lower()}"
    assert await browser.fetch(finished["url"]) == content


async def test_the_form_takes_one_size_of_one_type(browser: Browser, buy: Buy) -> None:
    order = await buy(browser.shopper)
    line = await line_of(order)

    started = await browser.start(line, "PNG", 1234)

    fields = {field["name"]: field["value"] for field in started["fields"]}
    assert fields["key"] == f"uploads/{order.number}/{line.id}/{order.number}-1-8x10.png"
    assert fields["Content-Type"] == "image/png"


async def test_all_files_sent_fulfil_the_order_and_nothing_is_drawn(
    on_disk: Browser, buy: Buy, run_outbox: RunOutbox
) -> None:
    order = await buy(on_disk.shopper)
    line = await line_of(order)
    await on_disk.upload(line, drawn("PNG"), "PNG")
    await on_disk.upload(line, drawn("PDF"), "PDF")

    await run_outbox()

    shown = (await on_disk.shopper.ask(SHOWN, id=order_gid(order)))["order"]
    assert (shown["status"], shown["downloadsReady"]) == ("FULFILLED", True)
    assert [file["fileSize"] for file in shown["downloads"]] == [len(drawn("PNG")), len(drawn("PDF"))]
    kinds = [event.type for event in await OrderEvent.filter(order=order).order_by("id")]
    assert [kind for kind in kinds if kind != "file_uploaded"] == [
        "order_created",
        "order_paid",
        "downloads_ready",
        "order_fulfilled",
    ]
    assert {file.attempts for file in await Download.filter(order=order)} == {0}


async def test_a_file_that_the_shop_drew_is_replaced_and_removed(
    browser: Browser, buy: Buy, adapters: Adapters
) -> None:
    order = await buy(browser.shopper)
    here = replace(adapters, storage=browser.storage)
    await run_due(here)
    before = await Download.get(order=order, format="png")
    events = await OrderEvent.filter(order=order).count()

    finished = await browser.upload(await line_of(order), drawn())
    await run_due(here)

    after = await Download.get(order=order, format="png")
    assert after.id == before.id
    assert after.storage_key is not None
    assert after.storage_key.startswith(f"orders/{order.number}/{after.order_line_id}/")
    assert await browser.fetch(finished["url"]) == drawn()
    assert before.storage_key is not None
    assert await browser.storage.head(before.storage_key) is None
    told = await OrderEvent.filter(order=order).order_by("-id").limit(await OrderEvent.all().count() - events)
    assert [(event.type, event.actor, event.public) for event in told] == [("file_uploaded", "customer", True)]
    assert after.render_key is None, "nobody else's order may be given the customer's file"


async def test_asking_again_changes_nothing(on_disk: Browser, buy: Buy) -> None:
    line = await line_of(await buy(on_disk.shopper))
    started = await on_disk.start(line, "PNG", len(drawn()))
    await on_disk.send(started, drawn())

    first, second = await on_disk.finish(started), await on_disk.finish(started)

    assert first["id"] == second["id"] == started["downloadId"]
    assert await OrderEvent.filter(type="file_uploaded").count() == 1


async def test_ten_at_once_finish_it_once(on_disk: Browser, buy: Buy) -> None:
    line = await line_of(await buy(on_disk.shopper))
    started = await on_disk.start(line, "PNG", len(drawn()))
    await on_disk.send(started, drawn())

    answers = await asyncio.gather(*(on_disk.finish(started) for _ in range(10)))

    assert {answer["__typename"] for answer in answers} <= {"Download", "StateInvalidError"}
    assert {answer.get("state") for answer in answers} <= {None, "checking"}
    assert await OrderEvent.filter(type="file_uploaded").count() == 1
    assert (await on_disk.finish(started))["status"] == "READY"


async def test_what_is_sent_after_the_look_is_not_handed_out(browser: Browser, buy: Buy, adapters: Adapters) -> None:
    line = await line_of(await buy(browser.shopper))
    started = await browser.start(line, "PNG", len(drawn()))
    await browser.send(started, drawn())
    finished = await browser.finish(started)

    other = drawn()[:-20] + bytes(20)
    assert (await browser.send(started, other)).status_code == 204

    assert await browser.fetch(finished["url"]) == drawn()
    assert (await browser.finish(started))["fileSize"] == len(drawn())
    await draw_nothing()
    with travel(staging.LIFETIME + timedelta(hours=2)):
        await run_due(replace(adapters, storage=browser.storage))
    assert await browser.storage.head(browser.staged(started)) is None
    assert await RenderUpload.all().count() == 0


async def test_what_was_started_and_never_finished_goes(on_disk: Browser, buy: Buy, run_outbox: RunOutbox) -> None:
    order = await buy(on_disk.shopper)
    started = await on_disk.start(await line_of(order), "JPG", len(drawn("JPG")))
    await on_disk.send(started, drawn("JPG"))

    with travel(staging.LIFETIME + timedelta(minutes=30)):
        await run_outbox()
        assert await on_disk.storage.head(on_disk.staged(started)) is not None, "it may still be coming in"
    with travel(staging.LIFETIME + timedelta(hours=2)):
        await run_outbox()

    assert await on_disk.storage.head(on_disk.staged(started)) is None
    assert await RenderUpload.all().count() == 0
    assert await OutboxMessage.filter(actor="clear_upload").count() == 0
    assert await Download.filter(order=order, format="jpg").count() == 0
    shown = (await on_disk.shopper.ask(SHOWN, id=order_gid(order)))["order"]
    assert shown["downloadsReady"] is True, "a file that never came keeps nobody waiting"


async def test_starting_anew_moves_the_end(on_disk: Browser, buy: Buy, run_outbox: RunOutbox) -> None:
    line = await line_of(await buy(on_disk.shopper))
    first = await on_disk.start(line, "PNG", 10)
    with travel(timedelta(minutes=59)):
        second = await on_disk.start(line, "PNG", len(drawn()))
        await on_disk.send(second, drawn())
    await draw_nothing()
    with travel(timedelta(hours=2, minutes=5)):
        await run_outbox()
        finished = await on_disk.finish(second)

    assert first["downloadId"] == second["downloadId"]
    assert finished["status"] == "READY"


async def test_the_worker_that_draws_meanwhile_does_not_win(on_disk: Browser, buy: Buy, adapters: Adapters) -> None:
    order = await buy(on_disk.shopper)
    download = await Download.get(order=order, format="png")
    drawing = asyncio.create_task(render_download(download.id, adapters.storage, adapters.order_updates))
    while (await Download.get(id=download.id)).status is not DownloadStatus.PROCESSING:
        await asyncio.sleep(0.01)

    finished = await on_disk.upload(await line_of(order), drawn())
    await drawing

    assert await on_disk.fetch(finished["url"]) == drawn()
    assert (await Download.get(id=download.id)).file_size == len(drawn())
    drawn_key = f"orders/{order.number}/{download.order_line_id}/{download.file_name}"
    assert await on_disk.storage.head(drawn_key) is None
