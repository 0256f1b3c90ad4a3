from __future__ import annotations

import hashlib
import io
import re
import struct
import zlib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pypdfium2
import pytest
import skia
from PIL import Image, ImageChops, ImageCms

from posters.api import Output, render
from posters.encode import jpeg, png
from posters.encode.icc import srgb_profile
from posters.encode.raster import Canvas, strips
from tests.posters.designs import demo, pixels_off, source


def scribble(canvas: skia.Canvas) -> None:
    canvas.clear(skia.Color(240, 235, 220))
    canvas.drawCircle(500, 700, 480, skia.Paint(AntiAlias=True, Color=skia.Color(20, 90, 160)))
    thin = skia.Paint(AntiAlias=True, Color=skia.Color(200, 30, 60), StrokeWidth=7)
    canvas.drawLine(-50, -80, 1050, 1500, thin)


def drawn(width: int, height: int, dpi: int = 300) -> Canvas:
    return Canvas(scribble, width, height, dpi)


def joined(canvas: Canvas) -> Image.Image:
    """The strips below each other."""
    image, top = Image.new("RGB", (canvas.width, canvas.height)), 0
    for strip in strips(canvas):
        image.paste(strip.convert("RGB"), (0, top))
        top += strip.height
    return image


@cache
def poster(output: Output, name: str = "template-1") -> bytes:
    return b"".join(render(demo(name), source(), output))


def png_chunks(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    assert file[:8] == b"\x89PNG\r\n\x1a\n"
    at = 8
    while at < len(file):
        length, kind = struct.unpack_from(">I4s", file, at)
        data = file[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", file, at + 8 + length)[0] == zlib.crc32(kind + data)
        yield kind, data
        at += 12 + length


@pytest.mark.parametrize(("width", "height"), [(1000, 1400), (333, 512), (64, 513), (1, 1)])
def test_a_png_is_what_was_painted(width: int, height: int) -> None:
    canvas = drawn(width, height)

    image = Image.open(io.BytesIO(b"".join(png.encode(canvas))))
    image.load()

    assert image.mode == "RGB"
    assert ImageChops.difference(image, joined(canvas)).getbbox() is None


def test_strips_leave_no_seam() -> None:
    canvas = drawn(1000, 1400)
    whole = next(strips(canvas, canvas.height)).convert("RGB")

    # The edge of a line that a strip cuts is rounded anew; nobody sees 40 pixels of it in 1.4 million.
    assert pixels_off(joined(canvas), whole, 16) < 60
    assert pixels_off(joined(canvas), whole, 48) == 0


def test_a_png_carries_its_density_and_profile() -> None:
    chunks = list(png_chunks(b"".join(png.encode(drawn(1000, 1400)))))
    kinds = [kind for kind, _ in chunks]
    facts = dict(chunks)

    assert facts[b"IHDR"] == struct.pack(">IIBBBBB", 1000, 1400, 8, 2, 0, 0, 0)
    assert facts[b"pHYs"] == struct.pack(">IIB", 11811, 11811, 1)
    assert facts[b"iCCP"][:6] == b"sRGB\0\0"
    assert zlib.decompress(facts[b"iCCP"][6:]) == srgb_profile()
    assert kinds == [b"IHDR", b"iCCP", b"pHYs", *[b"IDAT"] * 4, b"IEND"]


@pytest.mark.parametrize(("width", "height"), [(1000, 1400), (1001, 4700), (7, 3)])
def test_a_jpeg_in_strips_is_the_jpeg_encoded_whole(width: int, height: int) -> None:
    canvas = drawn(width, height)
    expected = io.BytesIO()
    joined(canvas).save(expected, "JPEG", quality=95, subsampling=0)

    image = Image.open(io.BytesIO(b"".join(jpeg.encode(canvas))))

    assert image.size == (width, height)
    assert ImageChops.difference(image, Image.open(expected)).getbbox() is None


def test_a_jpeg_carries_its_density_and_profile() -> None:
    image = Image.open(io.BytesIO(b"".join(jpeg.encode(drawn(1000, 1400)))))

    assert image.info["dpi"] == (300, 300)
    assert image.info["icc_profile"] == srgb_profile()


def test_a_sheet_too_wide_for_one_restart_interval_has_lower_strips() -> None:
    canvas = drawn(16_000, 1100)

    image = Image.open(io.BytesIO(b"".join(jpeg.encode(canvas))))

    assert image.getpixel((500, 1000)) == pytest.approx((20, 90, 160), abs=3)
    assert image.getpixel((15_000, 1050)) == pytest.approx((240, 235, 220), abs=3)


def test_the_profile_is_srgb_and_never_changes() -> None:
    profile = srgb_profile()
    colors = Image.new("RGB", (16, 16))
    colors.putdata([(x * 17, y * 17, 255 - x * 17) for x in range(16) for y in range(16)])

    through = ImageCms.profileToProfile(
        colors, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
    )

    assert hashlib.sha256(profile).hexdigest().startswith("965c6ff66d3766e9577d3d687b06ec42")
    assert through is not None
    assert pixels_off(colors, through, 1) == 0


@pytest.mark.parametrize(
    ("size", "pixels"),
    [((8, 10), (2400, 3000)), ((11, 14), (3300, 4200)), ((24, 36), (7200, 10800))],
)
def test_sizes_in_inches_are_exact_in_pixels(size: tuple[int, int], pixels: tuple[int, int]) -> None:
    output = Output.from_inches("png", *size)

    assert (output.width_px, output.height_px) == pixels


def test_the_bleed_is_added_on_every_side() -> None:
    output = Output.from_inches("png", 8, 10, dpi=254, bleed_mm=3)

    assert (output.width_px, output.height_px) == (2032 + 60, 2540 + 60)


def test_a_preview_is_three_by_four() -> None:
    output = Output.preview(480)

    assert (output.format, output.width_px, output.height_px) == ("png", 480, 640)


@pytest.mark.parametrize(
    "facts",
    [
        {"format": "svg", "width_mm": 100, "height_mm": 100},
        {"format": "png", "width_mm": 0, "height_mm": 100},
        {"format": "png", "width_mm": 100, "height_mm": 1000},
        {"format": "png", "width_mm": 100, "height_mm": 150, "dpi": 0},
        {"format": "png", "width_mm": 100, "height_mm": 150, "bleed_mm": -1},
        {"format": "png", "width_mm": 2000, "height_mm": 3000},
    ],
)
def test_sheets_that_nobody_prints_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"use|at most"):
        Output(**facts)


def test_the_bleed_of_a_print_is_paper() -> None:
    plain = Image.open(io.BytesIO(poster(Output.from_inches("png", 8, 10, dpi=51))))
    bled = Image.open(io.BytesIO(poster(Output.from_inches("png", 8, 10, dpi=51, bleed_mm=25.4 * 6 / 51))))
    inside = bled.crop((6, 6, 6 + plain.width, 6 + plain.height))

    assert bled.size == (plain.width + 12, plain.height + 12)
    assert bled.crop((0, 0, bled.width, 6)).getcolors() == [(bled.width * 6, (44, 62, 80))]
    assert pixels_off(plain, inside, 8) == 0


def test_a_pdf_has_one_page_with_trim_and_bleed() -> None:
    file = poster(Output.from_inches("pdf", 24, 36, bleed_mm=3))
    document = pypdfium2.PdfDocument(file)
    page = document[0]
    bleed = 3 * 72 / 25.4

    assert len(document) == 1
    assert page.get_size() == pytest.approx((24 * 72 + 2 * bleed, 36 * 72 + 2 * bleed), abs=0.01)
    assert page.get_bleedbox() == page.get_mediabox()
    left, bottom, right, top = page.get_trimbox()
    assert (right - left, top - bottom) == pytest.approx((24 * 72, 36 * 72), abs=0.01)
    assert left == pytest.approx(bleed, abs=0.01)


def test_a_pdf_says_what_it_is_and_nothing_of_when() -> None:
    file = poster(Output.from_inches("pdf", 8, 10))
    document = pypdfium2.PdfDocument(file)

    assert document.get_metadata_value("Title") == "Where we met – New York"
    assert document.get_metadata_value("CreationDate") == ""
    assert b"/OutputIntents" in file
    assert re.search(rb"/ID \[<([0-9a-f]{32})> <\1>\]", file)


def test_the_cross_references_of_a_pdf_point_at_its_objects() -> None:
    file = poster(Output.from_inches("pdf", 8, 10))
    table = int(file[file.rindex(b"startxref") + 9 :].split()[0])
    lines = file[table:].splitlines()
    count = int(lines[1].split()[1])

    assert lines[0] == b"xref"
    for number, line in enumerate(lines[3 : 2 + count], 1):
        assert len(line) == 19
        if line.endswith(b"n "):
            assert file[int(line[:10]) :].startswith(b"%d 0 obj\n" % number)


def test_the_words_of_a_pdf_can_be_selected_and_searched() -> None:
    page = pypdfium2.PdfDocument(poster(Output.from_inches("pdf", 12, 16), "template-16"))[0]

    text = page.get_textpage().get_text_range()

    for words in ("TWO SOULS", "PARIS", "SARAH and JACOB", "02-10-2015", "© OpenStreetMap contributors"):
        assert words in text


def test_nothing_but_the_glow_is_an_image_in_a_pdf() -> None:
    glowing = poster(Output.from_inches("pdf", 12, 16), "template-9")
    plain = poster(Output.from_inches("pdf", 12, 16), "template-1")

    assert glowing.count(b"/Subtype /Image") == 1
    assert plain.count(b"/Subtype /Image") == 0
