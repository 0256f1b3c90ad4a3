"""The designs these tests draw: four that a real shop sold, moved to the demo city."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from posters.layout import Layout, Sheet, lay_out
from posters.model import DesignDocument, parse_document
from posters.text import Typesetter
from posters.tiles import DEMO_ARCHIVE, TileSource, open_source
from posters.tiles.source import OSM_CREDIT

HERE = Path(__file__).parent
GOLDENS = HERE / "goldens"
TEMPLATES = ("template-1", "template-9", "template-16", "template-22")
DEMO_CITY = {"lat": 51.156, "lng": 71.432}
# Inches, width by height, every proportion that the shop sells.
SHEETS = ((8, 10), (11, 14), (12, 16), (20, 24), (24, 36))


def template(name: str) -> dict[str, Any]:
    """The document as the shop has it: New York, Paris, Philadelphia."""
    document: dict[str, Any] = json.loads((HERE / "templates" / f"{name}.json").read_text("utf-8"))
    return document


def raw_demo(name: str, **changes: Any) -> dict[str, Any]:
    """The document over the demo city. `changes` set values by path: `style__pin__show=True`."""
    document = template(name)
    document["location"] |= {**DEMO_CITY, "zoom": max(12, document["location"]["zoom"])}
    for path, value in changes.items():
        *parents, leaf = path.split("__")
        part = document
        for parent in parents:
            part = part[parent]
        part[leaf] = value
    return document


def demo(name: str, **changes: Any) -> DesignDocument:
    """The same, validated."""
    return parse_document(raw_demo(name, **changes))


def difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far each pixel is off in the channel that is off most."""
    red, green, blue = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def pixels_off(one: Image.Image, other: Image.Image, tolerance: int) -> int:
    """How many pixels differ by more than `tolerance` in some channel."""
    return sum(difference(one, other).histogram()[tolerance + 1 :])


@cache
def source() -> TileSource:
    """The demo city's map."""
    return open_source(str(DEMO_ARCHIVE))


@cache
def typesetter() -> Typesetter:
    """One for all tests, as it only remembers fonts and measures."""
    return Typesetter()


def layout(document: DesignDocument, width: float, height: float) -> Layout:
    """The document laid out on a sheet of that proportion."""
    return lay_out(document, Sheet.of(width, height), typesetter(), OSM_CREDIT)
