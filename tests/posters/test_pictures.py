"""posters/pictures: pictures from outside, made anew in a process of their own."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from posters.client import run_remake
from posters.pictures import PictureRefused, remake


def file(kind: str, size: tuple[int, int] = (400, 300), mode: str = "RGB", **options: Any) -> bytes:
    """A picture as somebody's camera or program would write it."""
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert(mode).save(out, kind, **options)
    return out.getvalue()


def made(tmp_path: Path, content: bytes) -> tuple[Any, Image.Image]:
    source, target = tmp_path / "sent", tmp_path / "made"
    source.write_bytes(content)
    picture = remake(source, target)
    assert (picture.size, picture.sha256) == (
        target.stat().st_size,
        hashlib.sha256(target.read_bytes()).hexdigest(),
    )
    return picture, Image.open(io.BytesIO(target.read_bytes()))


@pytest.mark.parametrize(("kind", "format"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp")])
def test_a_picture_stays_what_it_is(tmp_path: Path, kind: str, format: str) -> None:
    picture, image = made(tmp_path, file(kind))

    assert (picture.format, picture.width_px, picture.height_px) == (format, 400, 300)
    assert (image.format, image.size, image.mode) == (kind, (400, 300), "RGB")


def test_nothing_but_pixels_comes_along(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif[0x8825] = {1: "N", 2: (51.0, 9.0, 21.0)}
    content = file("JPEG", exif=exif, comment=b"by Ada", dpi=(72, 72))

    _, image = made(tmp_path, content)

    kept = (tmp_path / "made").read_bytes()
    assert b"taken at home" in content
    assert b"taken at home" not in kept
    assert b"by Ada" not in kept
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}


def test_it_is_turned_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter to the right

    picture, image = made(tmp_path, file("JPEG", exif=exif))

    assert (picture.width_px, picture.height_px) == image.size == (300, 400)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_large_one_is_made_smaller(tmp_path: Path, kind: str) -> None:
    picture, image = made(tmp_path, file(kind, (6000, 4000)))

    assert (picture.width_px, picture.height_px) == image.size == (2400, 1600)


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("WEBP", "RGBA")])
def test_what_can_be_seen_through_stays_so(tmp_path: Path, kind: str, mode: str) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 300), (255, 0, 0, 0)).convert(mode).save(out, kind, lossless=True)

    _, image = made(tmp_path, out.getvalue())

    assert image.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "L", "P"])
def test_few_colours_are_pictures_too(tmp_path: Path, mode: str) -> None:
    _, image = made(tmp_path, file("PNG", mode=mode))

    assert image.mode == "RGB"


def test_a_printers_jpg_becomes_one_for_screens(tmp_path: Path) -> None:
    _, image = made(tmp_path, file("JPEG", mode="CMYK"))

    assert image.mode == "RGB"


def test_a_profile_is_applied_and_a_broken_one_is_not(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    for each in (profile, b"no profile at all"):
        picture, image = made(tmp_path, file("PNG", icc_profile=each))
        assert picture.format == "png"
        assert "icc_profile" not in image.info


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "format"),
        (b"%PDF-1.7\n", "format"),
        (file("GIF"), "format"),
        (file("TIFF"), "format"),
        (file("BMP"), "format"),
        (file("PNG")[:200], "unreadable"),
        (file("JPEG")[:700], "unreadable"),
        (file("WEBP")[:60], "unreadable"),
        (file("PNG", (199, 300)), "dimensions"),
        (file("PNG", (6001, 2000), "1"), "dimensions"),
        (file("PNG", (1001, 250)), "dimensions"),
        (file("PNG", mode="I;16"), "unreadable"),
    ],
)
def test_what_is_not_taken(tmp_path: Path, content: bytes, reason: str) -> None:
    source, target = tmp_path / "sent", tmp_path / "made"
    source.write_bytes(content)

    with pytest.raises(PictureRefused) as refused:
        remake(source, target)

    assert refused.value.reason == reason
    assert not target.exists()


def test_a_moving_picture_is_not_taken(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("red", "green")]
    for kind in ("PNG", "WEBP"):
        out = io.BytesIO()
        frames[0].save(out, kind, save_all=True, append_images=frames[1:])
        (tmp_path / "sent").write_bytes(out.getvalue())
        with pytest.raises(PictureRefused) as refused:
            remake(tmp_path / "sent", tmp_path / "made")
        assert refused.value.found == "an animation"


def bomb(width: int, height: int) -> bytes:
    """A PNG of some hundred bytes that says it is huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(6001, 6001), (30_000, 30_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_by_its_header(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "sent").write_bytes(bomb(*size))

    with pytest.raises(PictureRefused) as refused:
        remake(tmp_path / "sent", tmp_path / "made")

    assert refused.value.reason in {"dimensions", "unreadable"}


async def test_in_a_process_of_its_own(tmp_path: Path) -> None:
    source, target = tmp_path / "sent", tmp_path / "made"
    source.write_bytes(file("PNG", (6000, 6000)))

    picture = await run_remake(source, target)

    assert (picture.format, picture.width_px, picture.height_px) == ("png", 2400, 2400)
    source.write_bytes(b"GIF89a")
    with pytest.raises(PictureRefused) as refused:
        await run_remake(source, target)
    assert (refused.value.reason, refused.value.expected) == ("format", "a PNG, JPG or WebP")
