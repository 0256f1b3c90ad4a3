"""adapters/storage: the folder and the bucket keep the same promises."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from adapters.storage import Storage, StorageError, open_storage
from core.clock import now, travel
from core.database import transaction
from core.settings import Settings
from tests.support.outside import S3

FILE_NAME = "YMA-2026-ÄÖ 1.png"


@pytest.fixture(params=["disk", "s3"])
async def storage(request: pytest.FixtureRequest, settings: Settings, s3: S3) -> AsyncIterator[Storage]:
    async with open_storage(s3.settings if request.param == "s3" else settings) as opened:
        yield opened


def a_file(folder: Path, content: bytes) -> Path:
    path = folder / "file.png"
    path.write_bytes(content)
    return path


async def test_what_is_put_can_be_read_copied_and_deleted(storage: Storage, tmp_path: Path) -> None:
    await storage.put("a/one.png", a_file(tmp_path, b"first"), content_type="image/png")
    await storage.put("a/one.png", a_file(tmp_path, b"second"), content_type="image/png")
    await storage.copy("a/one.png", "b/two.png")
    await storage.delete("a/one.png")
    await storage.delete("a/one.png")

    assert await storage.head("a/one.png") is None
    assert await storage.read("a/one.png") is None
    found = await storage.head("b/two.png")
    assert found is not None
    assert (found.size, found.content_type) == (6, "image/png")
    assert await storage.read("b/two.png") == b"second"


async def test_a_folder_is_listed_a_page_at_a_time(storage: Storage, tmp_path: Path) -> None:
    begun = now() - timedelta(seconds=2)
    for key in ("list/b/2.png", "list/a.png", "list/b/1.png", "listed.png"):
        await storage.put(key, a_file(tmp_path, b"x"), content_type="image/png")

    first = await storage.listing("list/", limit=2)
    rest = await storage.listing("list/", after=first[-1].key, limit=2)

    assert [each.key for each in (*first, *rest)] == ["list/a.png", "list/b/1.png", "list/b/2.png"]
    assert all(begun <= each.modified_at <= now() for each in first)
    assert await storage.listing("nothing/") == []


async def test_a_file_of_many_parts_arrives_whole(storage: Storage, tmp_path: Path) -> None:
    content = bytes(range(256)) * 4096 * 17  # 17 MiB: three parts

    await storage.put("large.png", a_file(tmp_path, content), content_type="image/png")

    assert await storage.read("large.png") == content


async def test_copying_what_is_not_there_is_an_error(storage: Storage) -> None:
    with pytest.raises((StorageError, FileNotFoundError)):
        await storage.copy("nothing.png", "b/copy.png")


async def test_a_bucket_link_downloads_under_the_files_name(s3: S3, tmp_path: Path) -> None:
    async with open_storage(s3.settings) as storage, httpx.AsyncClient(timeout=60) as http:
        await storage.put("a/one.png", a_file(tmp_path, b"picture"), content_type="image/png")
        url = await storage.presigned_url("a/one.png", file_name=FILE_NAME, expires_in=timedelta(hours=48))
        answer = await http.get(url)

    assert (answer.status_code, answer.content) == (200, b"picture")
    assert answer.headers["content-type"] == "image/png"
    query = parse_qs(urlsplit(url).query)
    assert query["X-Amz-Expires"] == ["172800"]
    assert query["response-content-disposition"] == ["attachment; filename*=UTF-8''YMA-2026-%C3%84%C3%96%201.png"]


async def test_a_folder_link_opens_its_own_file_for_its_time(settings: Settings, tmp_path: Path) -> None:
    from adapters.storage.disk import DiskStorage

    storage = DiskStorage(settings)
    await storage.put("a/one.png", a_file(tmp_path, b"picture"), content_type="image/png")
    url = await storage.presigned_url("a/one.png", file_name=FILE_NAME, expires_in=timedelta(hours=48))
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    claims = {
        "file_name": query["name"],
        "expires": int(query["expires"]),
        "signature": query["signature"],
    }

    opened = storage.opened("a/one.png", **claims)
    assert opened is not None
    assert opened.read_bytes() == b"picture"
    assert storage.opened("a/two.png", **claims) is None
    assert storage.opened("a/one.png", **{**claims, "file_name": "x.exe"}) is None
    assert storage.opened("a/one.png", **{**claims, "expires": claims["expires"] + 1}) is None
    assert storage.opened("a/one.png", **{**claims, "signature": "é"}) is None
    with travel(timedelta(hours=49)):
        assert storage.opened("a/one.png", **claims) is None


async def test_keys_cannot_leave_the_folder(settings: Settings, tmp_path: Path) -> None:
    from adapters.storage.disk import DiskStorage

    storage = DiskStorage(settings)

    with pytest.raises(StorageError):
        await storage.put("../../outside.png", a_file(tmp_path, b"x"), content_type="image/png")


async def test_a_bucket_is_not_used_inside_a_transaction(db: None, s3: S3) -> None:
    async with open_storage(s3.settings) as storage, transaction():
        with pytest.raises(RuntimeError, match="inside an open transaction"):
            await storage.head("a")


async def test_a_bucket_that_does_not_answer_is_a_transient_error(s3: S3) -> None:
    gone = s3.settings.model_copy(update={"s3_endpoint_url": "http://127.0.0.1:9"})

    async with open_storage(gone) as storage:
        with pytest.raises(StorageError) as refused:
            await storage.head("a")

    assert refused.value.transient


async def test_a_bucket_that_breaks_off_in_the_middle_of_a_file_is_a_transient_error(s3: S3) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 100\r\n\r\nthe beginning")
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        broken = s3.settings.model_copy(update={"s3_endpoint_url": f"http://127.0.0.1:{port}"})
        async with open_storage(broken) as storage:
            with pytest.raises(StorageError) as whole:
                await storage.read("a")
            with pytest.raises(StorageError) as part:
                await storage.read_range("a", 0, 100)

    assert whole.value.transient
    assert part.value.transient
