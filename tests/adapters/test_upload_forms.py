"""adapters/storage: forms that let somebody outside store one file."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from string import ascii_lowercase

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import ClientDisconnect

from adapters.storage import UploadForm, open_storage
from adapters.storage.disk import DiskStorage
from adapters.storage.forms import UploadRefused
from adapters.storage.multipart import FormMalformed, FormReader
from core.clock import travel
from core.settings import Settings
from tests.support.outside import S3

KEY, PICTURE = "uploads/a/b/poster.png", b"\x89PNG" + bytes(range(256)) * 40
HOUR = timedelta(hours=1)


async def form_for(storage: DiskStorage, content: bytes = PICTURE) -> UploadForm:
    return await storage.presigned_post(KEY, content_type="image/png", size=len(content), expires_in=HOUR)


async def pieces(body: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


def encoded(form: UploadForm, content: bytes, **changes: str) -> tuple[str, bytes]:
    """Content type and body of the request that a browser would send."""
    fields = {**form.fields, **changes}
    request = httpx.Request("POST", "http://x", data=fields, files={"file": ("any.png", content)})
    return request.headers["content-type"], request.read()


async def sent(storage: DiskStorage, form: UploadForm, content: bytes, chunk: int = 4096, **changes: str) -> None:
    content_type, body = encoded(form, content, **changes)
    await storage.receive(content_type, pieces(body, chunk))


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def storage(settings: Settings, tmp_path: Path) -> DiskStorage:
    return DiskStorage(settings.model_copy(update={"data_dir": tmp_path}))


@pytest.mark.parametrize("chunk", [1, 7, 64, 4096, 1 << 20])
async def test_a_signed_form_stores_its_file_however_it_is_cut(storage: DiskStorage, chunk: int) -> None:
    await sent(storage, await form_for(storage), PICTURE, chunk)

    assert await storage.read(KEY) == PICTURE


async def test_a_large_file_passes_in_pieces(storage: DiskStorage) -> None:
    content = bytes(range(256)) * 4096 * 5  # 5 MiB

    await sent(storage, await form_for(storage, content), content, 65536)

    assert await storage.read(KEY) == content


async def refusal(storage: DiskStorage, form: UploadForm, content: bytes = PICTURE, **changes: str) -> int:
    with pytest.raises(UploadRefused) as refused:
        await sent(storage, form, content, **changes)
    return refused.value.status


async def test_another_size_key_type_or_time_stores_nothing(storage: DiskStorage, tmp_path: Path) -> None:
    form = await form_for(storage)

    assert await refusal(storage, form, PICTURE + b"x") == 413
    assert await refusal(storage, form, PICTURE[:-1]) == 400
    for name, value in {
        "key": "uploads/a/b/other.png",
        "Content-Type": "text/html",
        "size": "1000000",
        "expires": str(int(form.fields["expires"]) + 1),
        "signature": "ü",
    }.items():
        assert await refusal(storage, form, **{name: value}) == 403, name
    assert await refusal(storage, form, size="٣") == 403
    assert await refusal(storage, form, size="9" * 5000) == 400
    with travel(timedelta(hours=1, seconds=2)):
        assert await refusal(storage, form) == 403
    assert files_in(tmp_path) == []


async def test_the_cap_is_enforced_while_reading(storage: DiskStorage) -> None:
    form, read = await form_for(storage), 0
    content_type, body = encoded(form, bytes(len(PICTURE)))

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        yield body[: body.index(b"filename") + 200]
        while True:
            read += 4096
            yield bytes(4096)

    with pytest.raises(UploadRefused) as refused:
        await storage.receive(content_type, endless())

    assert refused.value.status == 413
    assert read < len(PICTURE) + 3 * 4096


async def test_what_breaks_off_leaves_what_was_there(storage: DiskStorage, tmp_path: Path) -> None:
    form = await form_for(storage)
    await sent(storage, form, PICTURE)
    content_type, body = encoded(form, bytes(len(PICTURE)))

    async def broken() -> AsyncIterator[bytes]:
        yield body[:-3000]
        raise ClientDisconnect

    with pytest.raises(ClientDisconnect):
        await storage.receive(content_type, broken())

    assert await storage.read(KEY) == PICTURE
    assert files_in(tmp_path) == ["poster.png"]


@given(st.binary(max_size=600), st.integers(1, 80))
async def test_whatever_is_sent_is_a_form_or_none(body: bytes, chunk: int) -> None:
    reader = FormReader("multipart/form-data; boundary=b", pieces(b"--b\r\n" + body, chunk))
    with pytest.raises(FormMalformed):
        while await reader.next_part() is not None:
            await reader.text(100)


FIELDS = st.dictionaries(st.text(ascii_lowercase, min_size=1, max_size=8), st.binary(max_size=99), max_size=32)
"""Forms with more parts are refused."""


@given(FIELDS, st.integers(1, 80))
async def test_every_field_comes_out_as_it_was_sent(fields: dict[str, bytes], chunk: int) -> None:
    request = httpx.Request("POST", "http://x", files={name: ("", value) for name, value in fields.items()} or None)
    if not fields:
        return
    reader, found = FormReader(request.headers["content-type"], pieces(request.read(), chunk)), {}
    while (name := await reader.next_part()) is not None:
        found[name] = b"".join([piece async for piece in reader.body()])

    assert found == fields


async def test_a_form_of_more_than_32_parts_is_none() -> None:
    request = httpx.Request("POST", "http://x", files={f"field{number}": ("", b"") for number in range(33)})
    reader = FormReader(request.headers["content-type"], pieces(request.read(), 80))

    names = [await reader.next_part() for _ in range(32)]
    with pytest.raises(FormMalformed):
        await reader.next_part()

    assert names == [f"field{number}" for number in range(32)]


@pytest.mark.parametrize(
    "content_type", ["", "image/png", "multipart/form-data", "multipart/form-data; boundary=" + "x" * 71]
)
async def test_what_is_no_form_is_refused(storage: DiskStorage, content_type: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        await storage.receive(content_type, pieces(PICTURE, 100))

    assert refused.value.status == 400


async def test_a_buckets_form_demands_key_type_and_size(s3: S3) -> None:
    async with open_storage(s3.settings) as storage, httpx.AsyncClient(timeout=60) as http:
        form = await storage.presigned_post(KEY, content_type="image/png", size=len(PICTURE), expires_in=HOUR)
        answer = await http.post(form.url, data=dict(form.fields), files={"file": ("any.png", PICTURE)})
        found = await storage.head(KEY)
        part = await storage.read_range(KEY, 4, 10)

    assert answer.status_code == 204
    assert found is not None
    assert (found.size, found.content_type) == (len(PICTURE), "image/png")
    assert part == PICTURE[4:14]
    policy = json.loads(base64.b64decode(form.fields["policy"]))
    for condition in (
        {"key": KEY},
        {"bucket": s3.bucket},
        {"Content-Type": "image/png"},
        ["content-length-range", len(PICTURE), len(PICTURE)],
    ):
        assert condition in policy["conditions"], condition
