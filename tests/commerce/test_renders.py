"""commerce/files/renders.py: the files of a paid order, drawn by the real renderer into a real store."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from adapters import Adapters
from commerce.errors import DesignInvalid, StateInvalid
from commerce.files import downloads
from commerce.files.drawing import check_printable
from commerce.files.renders import RenderImpossible, preview, render_download
from commerce.orders import orders
from commerce.orders.states import OrderStatus, status_of
from commerce.payments.payments import mark_paid
from core.database import transaction
from core.settings import Settings
from models import Design, Download, DownloadStatus, Order, OrderEvent, OutboxMessage
from posters.model import parse_document
from tasks.outbox import run_due
from tests.commerce.conftest import DOCUMENT, SmallShop
from tests.commerce.paying import paid_session, place_order


async def paid_order(shop: SmallShop, slug: str = "digital") -> Order:
    order = await place_order(await shop.cart_of(shop.line(slug)))
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        await mark_paid(locked, paid_session(order))
    return await Order.get(id=order.id)


async def test_a_digital_order_is_drawn_and_fulfilled(shop: SmallShop, adapters: Adapters, settings: Settings) -> None:
    order = await paid_order(shop)

    await run_due(adapters)

    png, pdf = await Download.filter(order=order).order_by("id")
    line_id = png.order_line_id
    assert [file.status for file in (png, pdf)] == [DownloadStatus.READY] * 2
    assert png.storage_key == f"orders/{order.number}/{line_id}/{order.number}-1-8x10.png"
    assert (png.width_px, png.height_px, png.dpi) == (2400, 3000, 300)
    with Image.open(settings.data_dir / "files" / png.storage_key) as image:
        assert (image.size, image.format) == ((2400, 3000), "PNG")
        assert round(image.info["dpi"][0]) == 300
    document = pypdfium2.PdfDocument(settings.data_dir / "files" / str(pdf.storage_key))
    assert (len(document), document[0].get_size()) == (1, (576.0, 720.0))
    document.close()
    order = await Order.get(id=order.id)
    assert status_of(order) is OrderStatus.FULFILLED
    assert [event.type for event in await OrderEvent.filter(order=order).order_by("id")] == [
        "order_created",
        "order_paid",
        "order_processing",
        "downloads_ready",
        "order_fulfilled",
    ]
    assert await OutboxMessage.exclude(actor="announce_alert").count() == 0


async def test_a_print_file_has_bleed_and_leaves_the_order_to_be_fulfilled(
    shop: SmallShop, adapters: Adapters, settings: Settings
) -> None:
    order = await paid_order(shop, "poster")

    await run_due(adapters)

    file = await Download.get(order=order)
    document = pypdfium2.PdfDocument(settings.data_dir / "files" / str(file.storage_key))
    page = document[0]
    bleed = 3 / 25.4 * 72
    assert page.get_trimbox() == pytest.approx((bleed, bleed, bleed + 576, bleed + 720), abs=0.05)
    page.close()
    document.close()
    assert status_of(await Order.get(id=order.id)) is OrderStatus.PROCESSING


async def test_the_same_poster_again_is_copied_not_drawn(
    shop: SmallShop, adapters: Adapters, settings: Settings
) -> None:
    first = await paid_order(shop)
    await run_due(adapters)
    second = await paid_order(shop)

    await run_due(adapters)

    keys = [file.storage_key for file in await Download.filter(format="png").order_by("id")]
    original, copy = (settings.data_dir / "files" / str(key) for key in keys)
    assert original.samefile(copy)
    assert [first.number in str(original), second.number in str(copy)] == [True, True]


async def test_drawing_twice_is_harmless_and_an_unpaid_order_is_not_drawn(shop: SmallShop, adapters: Adapters) -> None:
    order = await paid_order(shop)
    await run_due(adapters)
    file = await Download.filter(order=order, format="png").get()

    await render_download(file.id, adapters.storage, adapters.order_updates)
    assert (await Download.get(id=file.id)).ready_at == file.ready_at

    await Download.filter(id=file.id).update(status=DownloadStatus.PENDING)
    await Order.filter(id=order.id).update(payment_status="refunded")
    await render_download(file.id, adapters.storage, adapters.order_updates)
    assert (await Download.get(id=file.id)).status is DownloadStatus.PENDING


async def test_what_can_never_be_drawn_fails_with_its_reason_and_can_be_retried(
    shop: SmallShop, adapters: Adapters
) -> None:
    order = await paid_order(shop)
    broken = {**DOCUMENT, "location": {**DOCUMENT["location"], "zoom": 99}}
    await Design.all().update(document=broken)

    await run_due(adapters)

    files = await Download.filter(order=order)
    assert {file.status for file in files} == {DownloadStatus.FAILED}
    assert all("zoom" in str(file.failure_reason) for file in files)
    assert await OutboxMessage.filter(failed_at__isnull=False).count() == 2
    await Download.filter(id=files[0].id).update(status=DownloadStatus.PENDING)
    with pytest.raises(RenderImpossible):
        await render_download(files[0].id, adapters.storage, adapters.order_updates)

    await Design.all().update(document=DOCUMENT)
    await Download.filter(id=files[0].id).update(status=DownloadStatus.FAILED)
    for file in files:
        await downloads.retry(file.id)
    await run_due(adapters)
    assert {file.status for file in await Download.filter(order=order)} == {DownloadStatus.READY}
    with pytest.raises(StateInvalid):
        await downloads.retry(files[0].id)


async def test_a_failed_attempt_is_tried_again(
    shop: SmallShop, adapters: Adapters, settings: Settings, tmp_path: Path
) -> None:
    order = await paid_order(shop)
    store = settings.data_dir / "files" / "orders"
    store.parent.mkdir(exist_ok=True)
    moved = store.rename(tmp_path / "orders") if store.exists() else None
    store.write_text("a file where a folder belongs")

    await run_due(adapters, rounds=1)

    assert {file.status for file in await Download.filter(order=order)} == {DownloadStatus.PENDING}
    (first, *_) = waiting = await OutboxMessage.filter(actor="render_download")
    assert len(waiting) == 2
    assert (first.attempts, first.failed_at, first.running_until) == (1, None, None)
    assert "StorageError" in str(first.last_error)
    store.unlink()
    if moved:
        moved.rename(store)


async def test_links_are_signed_and_only_for_paid_orders(shop: SmallShop, adapters: Adapters) -> None:
    order = await paid_order(shop)
    mine = Download.filter(order=order, format="png").select_related("order_line")
    assert await downloads.link(await mine.get(), order, adapters.storage) is None
    await run_due(adapters)
    file = await mine.get()

    linked = await downloads.link(file, order, adapters.storage)
    order.payment_status = order.payment_status.__class__.REFUNDED

    assert linked is not None
    assert f"/files/orders/{order.number}/" in linked[0]
    assert await downloads.link(file, order, adapters.storage) is None


async def test_a_preview_is_drawn_once(db: None, adapters: Adapters, settings: Settings) -> None:
    document = parse_document(DOCUMENT)

    first = await preview(document, 240, adapters.storage)
    (stored,) = (settings.data_dir / "files" / "previews").rglob("*-240.png")
    stamp = stored.stat().st_mtime_ns
    second = await preview(document, 240, adapters.storage)

    assert first == second
    assert stored.stat().st_mtime_ns == stamp
    with Image.open(stored) as image:
        assert image.size == (240, 320)


async def test_words_that_do_not_fit_are_refused_before_they_are_sold(db: None) -> None:
    wordy = {**DOCUMENT, "text": {"headline": {"text": "W" * 120, "font": "anton", "size": "L"}}}

    with pytest.raises(DesignInvalid) as refused:
        await check_printable(parse_document(wordy))

    assert refused.value.problems[0][0].startswith("text.headline")
