"""`/files/…`: what a signed link opens, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from adapters import Adapters
from adapters.storage.disk import DiskStorage
from core.clock import travel
from core.settings import Settings
from models import Download, DownloadStatus, Order, PaymentStatus
from tests.orders.conftest import Buy, order_gid
from tests.support.storefront import Shopper

CONTENT = bytes(range(256)) * 40
FILES = "query ($id: ID!) { order(id: $id) { downloads { status url expiresAt downloadCount } downloadsReady } }"


async def drawn(order: Order, adapters: Adapters, folder: Path) -> Download:
    """The order's first file, there without being drawn."""
    download = await Download.filter(order=order).order_by("id").first()
    assert download is not None
    key = f"orders/{order.number}/{download.order_line_id}/{download.file_name}"
    source = folder / "source"
    source.write_bytes(CONTENT)
    await adapters.storage.put(key, source, content_type="image/png")
    await Download.filter(id=download.id).update(status=DownloadStatus.READY, storage_key=key, file_size=len(CONTENT))
    return download


async def link(shopper: Shopper, order: Order) -> str:
    """The URL that GraphQL hands out for the first file."""
    files = (await shopper.ask(FILES, id=order_gid(order)))["order"]["downloads"]
    url = next(file["url"] for file in files if file["url"])
    assert isinstance(url, str)
    return url


async def test_the_file_comes_as_a_download_under_its_name(
    guest: Shopper, buy: Buy, adapters: Adapters, tmp_path: Path
) -> None:
    order = await buy(guest)
    download = await drawn(order, adapters, tmp_path)

    answer = await guest.http.get(await link(guest, order))

    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == f'attachment; filename="{download.file_name}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"].startswith("private")


async def test_ranges_continue_a_download_and_count_it_once(
    guest: Shopper, buy: Buy, adapters: Adapters, tmp_path: Path
) -> None:
    order = await buy(guest)
    await drawn(order, adapters, tmp_path)
    url = await link(guest, order)

    first = await guest.http.get(url, headers={"range": "bytes=0-99"})
    rest = await guest.http.get(url, headers={"range": "bytes=100-"})
    beyond = await guest.http.get(url, headers={"range": f"bytes={len(CONTENT)}-"})
    head = await guest.http.head(url)

    assert (first.status_code, rest.status_code, beyond.status_code, head.status_code) == (206, 206, 416, 200)
    assert first.content + rest.content == CONTENT
    files = (await guest.ask(FILES, id=order_gid(order)))["order"]["downloads"]
    assert sum(file["downloadCount"] for file in files) == 1


async def test_a_forged_or_stale_link_opens_nothing(
    guest: Shopper, buy: Buy, adapters: Adapters, tmp_path: Path, settings: Settings
) -> None:
    order = await buy(guest)
    await drawn(order, adapters, tmp_path)
    url = httpx.URL(await link(guest, order))
    (settings.data_dir / "secret.txt").write_text("secret")
    forged = [
        url.copy_set_param("signature", "0" * 64),
        url.copy_set_param("signature", "ü"),
        url.copy_set_param("name", "other.png"),
        url.copy_set_param("expires", str(int(url.params["expires"]) + 1)),
        url.copy_set_param("expires", "9" * 400),
        url.copy_set_param("expires", "-1"),
        url.copy_set_param("expires", "٣"),
        url.copy_remove_param("signature"),
        httpx.URL(str(url).split("?", maxsplit=1)[0]),
        url.copy_with(path="/files/" + quote("../secret.txt", safe="")),
        url.copy_with(path="/files/a%00b"),
    ]

    answers = [await guest.http.get(each) for each in forged]
    with travel(timedelta(hours=49)):
        stale = await guest.http.get(url)

    assert {answer.status_code for answer in answers} == {404}
    assert stale.status_code == 404


async def test_a_signed_path_cannot_leave_the_store(client: httpx.AsyncClient, adapters: Adapters, db: None) -> None:
    assert isinstance(adapters.storage, DiskStorage)
    url = await adapters.storage.presigned_url("x/../../escape", file_name="x", expires_in=timedelta(hours=1))

    assert (await client.get(url)).status_code == 404


@pytest.mark.parametrize("changes", [{"payment_status": PaymentStatus.PENDING}, {"payment_status": "refunded"}])
async def test_there_is_no_link_without_the_money(
    guest: Shopper, buy: Buy, adapters: Adapters, tmp_path: Path, changes: dict[str, Any]
) -> None:
    order = await buy(guest)
    await drawn(order, adapters, tmp_path)
    await Order.filter(id=order.id).update(**changes)

    shown = (await guest.ask(FILES, id=order_gid(order)))["order"]

    assert [file["url"] for file in shown["downloads"]] == [None, None]
    assert shown["downloadsReady"] is False


async def test_a_link_lasts_as_long_as_it_says(guest: Shopper, buy: Buy, adapters: Adapters, tmp_path: Path) -> None:
    order = await buy(guest)
    await drawn(order, adapters, tmp_path)
    url = await link(guest, order)

    with travel(timedelta(hours=47, minutes=59)):
        assert (await guest.http.get(url)).status_code == 200
