"""Pictures from outside, made anew: what comes out is pixels and nothing else that was in the file.

Light: the library that decodes is imported when a picture is made, in the process that does so.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

SHORTEST, LONGEST = 200, 6000
"""Pixels a side of what is taken."""
MOST_STRETCHED = 4
"""How many times as long as wide, or as wide as long, a picture may be."""
SERVED = 2400
"""Pixels of the longer side of what is made; smaller pictures stay as they are."""
_QUALITY = 88
_FORMATS = {"PNG": "png", "JPEG": "jpg", "MPO": "jpg", "WEBP": "webp"}
_WRITERS: dict[str, tuple[str, dict[str, Any]]] = {
    "png": ("PNG", {"optimize": True}),
    "jpg": ("JPEG", {"quality": _QUALITY, "progressive": True, "optimize": True}),
    "webp": ("WEBP", {"quality": _QUALITY, "method": 4}),
}


class PictureRefused(Exception):
    """`reason` is format, unreadable or dimensions; `expected` and `found` are for people."""

    def __init__(self, reason: str, expected: str, found: str) -> None:
        self.reason, self.expected, self.found = reason, expected, found
        super().__init__(f"expected {expected}, found {found}")


@dataclass(frozen=True)
class Picture:
    """What was made. `format` is png, jpg or webp."""

    format: str
    width_px: int
    height_px: int
    size: int
    sha256: str


def remake(source: Path, target: Path) -> Picture:
    """Decode a PNG, JPG or WebP, whatever it is called, and write its pixels to `target` in the same format: upright,
    in sRGB, at most `SERVED` pixels long.

    Raises:
        PictureRefused
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(source, formats=["PNG", "JPEG", "WEBP"]) as opened:
            name = _FORMATS[opened.format or ""]
            _check(opened)
            picture = _pixels(opened, transparent=name != "jpg")
    except UnidentifiedImageError:
        raise PictureRefused("format", "a PNG, JPG or WebP", "something else") from None
    except Image.DecompressionBombError:
        raise PictureRefused("dimensions", f"at most {LONGEST} pixels a side", "many more") from None
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError) as error:
        raise PictureRefused("unreadable", "a whole picture", str(error)[:200] or "a damaged one") from error
    return _write(picture, name, target)


def _check(picture: Image.Image) -> None:
    width, height = picture.size
    short, long = sorted(picture.size)
    if short < SHORTEST or long > LONGEST:
        wanted = f"from {SHORTEST} to {LONGEST} pixels a side"
        raise PictureRefused("dimensions", wanted, f"{width} × {height} pixels")
    if long > short * MOST_STRETCHED:
        wanted = f"a picture at most {MOST_STRETCHED} times as long as wide"
        raise PictureRefused("dimensions", wanted, f"{width} × {height} pixels")
    if picture.format in {"PNG", "WEBP"} and getattr(picture, "is_animated", False):
        raise PictureRefused("unreadable", "one picture", "an animation")


def _pixels(picture: Image.Image, *, transparent: bool) -> Image.Image:
    """Upright, in sRGB, small enough; with transparency where there is any and the format has it."""
    from PIL import ImageOps

    picture.draft("RGB", (SERVED, SERVED))  # a JPEG is decoded at a fraction of its size where that is enough
    picture.load()
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith(("I", "F")):
        raise PictureRefused("unreadable", "8 bits a colour", "more")
    seen_through = transparent and (picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info)
    flat = picture if picture.mode in {"RGB", "RGBA", "CMYK"} else picture.convert("RGBA" if seen_through else "RGB")
    upright = ImageOps.exif_transpose(flat)
    upright.thumbnail((SERVED, SERVED))
    return _in_srgb(upright, profile, "RGBA" if seen_through else "RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None, mode: str) -> Image.Image:
    from PIL import ImageCms

    if profile:
        try:
            theirs, ours = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(picture, theirs, ours, outputMode=mode)
            return converted if converted is not None else picture.convert(mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that nobody can read, or of another kind of colours: taken for sRGB
    return picture.convert(mode)


def _write(picture: Image.Image, name: str, target: Path) -> Picture:
    from PIL import Image

    # Pixels only: no EXIF, no profile, no text comes along.
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    writer, options = _WRITERS[name]
    bare.save(target, writer, **options)
    content = target.read_bytes()
    return Picture(name, *bare.size, len(content), hashlib.sha256(content).hexdigest())
