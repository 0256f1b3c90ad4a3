"""posters/inspect: files of foreign making, told apart and measured without reading all of them."""

from __future__ import annotations

import io
import os
import random
import re
import struct
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from posters.api import Output, render
from posters.inspect import Facts, NotReadable, inspect_file
from tests.posters.designs import demo, source

FOREIGN = Path(__file__).with_name("foreign")
SHEET = (203.2, 254.0)  # 8 × 10 in
_BLOCK = 1 << 16


class Reader:
    """Ranged reads of bytes, counted."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.bytes_read = 0

    async def __call__(self, start: int, length: int) -> bytes:
        found = self.content[start : start + length]
        self.bytes_read += len(found)
        return found


async def inspected(content: bytes) -> Facts:
    return await inspect_file(Reader(content), len(content))


def picture(kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    Image.effect_noise((333, 512), 80).convert("RGB").save(file, kind, **options)
    return file.getvalue()


def own(kind: str, bleed: float = 0.0) -> bytes:
    output = Output.from_inches(kind, 8, 10, dpi=30, bleed_mm=bleed)  # type: ignore[arg-type]
    return b"".join(render(demo("template-1"), source(), output))


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("png", {}),
        ("png", {"dpi": (300, 300)}),
        ("jpeg", {}),
        ("jpeg", {"progressive": True}),
        ("jpeg", {"icc_profile": os.urandom(200_000), "exif": b"Exif\0\0" + bytes(30_000)}),
    ],
)
async def test_a_picture_by_its_header(kind: str, options: dict[str, object]) -> None:
    facts = await inspected(picture(kind, **options))

    assert facts == Facts("png" if kind == "png" else "jpg", 333, 512)


async def test_what_this_library_draws() -> None:
    assert await inspected(own("png")) == Facts("png", 240, 300)
    assert await inspected(own("jpg")) == Facts("jpg", 240, 300)
    plain, bled = await inspected(own("pdf")), await inspected(own("pdf", 3.0))

    assert (plain.pages, bled.pages) == (1, 1)
    assert (plain.page_width_mm, plain.page_height_mm) == pytest.approx(SHEET, abs=0.01)
    assert (bled.page_width_mm, bled.page_height_mm) == pytest.approx((209.2, 260.0), abs=0.01)


@pytest.mark.parametrize(
    ("name", "pages", "size"),
    [
        ("chromium", 1, SHEET),
        ("fpdf", 1, SHEET),
        ("linearized", 1, SHEET),
        ("object-streams", 1, SHEET),
        ("revised", 1, SHEET),
        ("rotated", 1, SHEET[::-1]),
        ("three-pages", 3, SHEET),
    ],
)
async def test_pdfs_of_other_writers(name: str, pages: int, size: tuple[float, float]) -> None:
    facts = await inspected((FOREIGN / f"{name}.pdf").read_bytes())

    assert (facts.format, facts.pages) == ("pdf", pages)
    assert (facts.page_width_mm, facts.page_height_mm) == pytest.approx(size, abs=0.01)


async def test_little_is_read_of_a_large_file() -> None:
    packed = zlib.compress(os.urandom(1024)) + bytes(60_000_000)
    content = picture("png")[:33] + struct.pack(">I4s", len(packed), b"IDAT") + packed + picture("png")[-12:]
    reader = Reader(content)

    assert await inspect_file(reader, len(content)) == Facts("png", 333, 512)
    assert reader.bytes_read <= 2 * _BLOCK


async def test_a_picture_that_would_fill_the_memory_is_only_measured() -> None:
    header = struct.pack(">4sIIBBBBB", b"IHDR", 2_000_000_000, 2_000_000_000, 16, 6, 0, 0, 0)
    chunk = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))

    facts = await inspected(b"\x89PNG\r\n\x1a\n" + chunk + picture("png")[33:])

    assert facts.width_px == 2_000_000_000


async def refusal(content: bytes) -> str:
    with pytest.raises(NotReadable) as refused:
        await inspected(content)
    return str(refused.value)


async def test_what_is_not_whole_or_not_what_it_begins_like() -> None:
    png, jpg, pdf = picture("png"), picture("jpeg"), (FOREIGN / "fpdf.pdf").read_bytes()

    assert await refusal(b"") == await refusal(b"GIF89a") == "it is neither a PNG nor a JPG nor a PDF"
    assert await refusal(png[:-5]) == "the PNG's end is missing"
    assert await refusal(png[:17] + b"\1" + png[18:]) == "the PNG's header is damaged"
    assert await refusal(jpg[: len(jpg) // 2]) == "the JPG's end is missing"
    assert await refusal(b"\xff\xd8\xff\xd9") == "the JPG's header is damaged"
    assert await refusal(b"\xff\xd8\xff<script>alert(1)</script>") == "the JPG's header is damaged"
    assert await refusal(pdf[:-40]) == "the PDF's end is missing"
    assert await refusal((FOREIGN / "encrypted.pdf").read_bytes()) == "the PDF is encrypted"
    assert await refusal(re.sub(rb"startxref\s+\d+", b"startxref 9", pdf)) != ""


def pdf_with_packed_table(entries: bytes, data: bytes) -> bytes:
    stream = b"%%PDF-1.5\n1 0 obj\n<</Type/XRef %b/Length %d>>stream\n%b\nendstream endobj\n"
    return stream % (entries, len(data), data) + b"startxref\n9\n%%EOF\n"


@pytest.mark.parametrize(
    "content",
    [
        pdf_with_packed_table(b"/W[1 2 1]/Size 1/Filter/FlateDecode/Root 1 0 R", zlib.compress(bytes(50_000_000))),
        pdf_with_packed_table(b"/W[0 0 0]/Size 99999999999/Root 1 0 R", b"x"),
        pdf_with_packed_table(b"/W[1 0 0]/Size 1/Index[" + b"0 99999999 " * 2000 + b"]/Root 1 0 R", bytes(9999)),
        pdf_with_packed_table(b"/W[1 2 1]/Size 1/Prev 9/Root 1 0 R", b"\1\0\11\0"),
        pdf_with_packed_table(b"/W[1 1 1]/Size 4/Root 3 0 R", b"\1\11\0" + b"\2\3\0" * 3),
        b"%PDF-1.4\n" + b"%" * 40_000 + b"\nstartxref\n9\n%%EOF",
        b"%PDF-1.4\n1 0 obj" + b"[" * 20_000 + b"\nstartxref\n9\n%%EOF",
        b"%PDF-1.4\n1 0 obj" + b"(" * 20_000 + b"\nstartxref\n9\n%%EOF",
        b"%PDF-1.4\nxref\n0 99999999\n" + b"0000000009 00000 n \n" * 3 + b"\nstartxref\n9\n%%EOF",
    ],
    ids=["bomb", "no width", "endless index", "circle", "streams in streams", "comments", "depth", "string", "count"],
)
async def test_a_hostile_pdf_is_refused_at_once(content: bytes) -> None:
    begun = time.process_time()

    assert await refusal(content)
    assert time.process_time() - begun < 5


async def test_a_few_kilobytes_that_unpack_to_millions_of_objects_are_not_read_to_their_end() -> None:
    objects = zlib.compress(b"\1" * 4_000_000)
    content = pdf_with_packed_table(b"/W[1 0 0]/Size 4000000/Filter/FlateDecode/Root 1 0 R", objects)

    assert len(content) < 5_000
    assert await refusal(content) == "the PDF's tables are too large"


@given(st.sampled_from([path.read_bytes() for path in sorted(FOREIGN.iterdir())]), st.randoms(use_true_random=False))
async def test_a_damaged_file_is_measured_or_refused(whole: bytes, chance: random.Random) -> None:
    content = bytearray(whole)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(content))
        content[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(4))

    try:
        facts = await inspected(bytes(content))
    except NotReadable:
        return
    assert facts.format == "pdf"


@given(st.binary(max_size=400), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-1.7\n", b""]))
async def test_any_bytes_are_measured_or_refused(content: bytes, beginning: bytes) -> None:
    tail = b"\nstartxref\n9\n%%EOF" if beginning.startswith(b"%PDF") else b""
    with pytest.raises(NotReadable):
        await inspected(beginning + content + tail)
