"""Painting a picture strip by strip: memory depends on a sheet's width, not on its height."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import skia
from PIL import Image

STRIP_ROWS = 512

Paint = Callable[[skia.Canvas], None]


@dataclass(frozen=True)
class Canvas:
    """Something to encode: `paint` draws it, opaque, on a canvas of `width` × `height` pixels."""

    paint: Paint
    width: int
    height: int
    dpi: int


def strips(canvas: Canvas, rows: int = STRIP_ROWS) -> Iterator[Image.Image]:
    """The picture from top to bottom as RGBX images of `rows` rows (the last one may have fewer).

    The images share one buffer: use each before asking for the next.
    """
    rows = min(rows, canvas.height)
    info = skia.ImageInfo.Make(
        canvas.width, rows, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType, skia.ColorSpace.MakeSRGB()
    )
    pixels = bytearray(canvas.width * rows * 4)
    surface = skia.Surface.MakeRasterDirect(info, pixels, canvas.width * 4)
    image = Image.frombuffer("RGBX", (canvas.width, rows), pixels, "raw", "RGBX", 0, 1)
    target = surface.getCanvas()
    for top in range(0, canvas.height, rows):
        target.save()
        target.translate(0, -top)
        canvas.paint(target)
        target.restore()
        height = min(rows, canvas.height - top)
        yield image if height == rows else image.crop((0, 0, canvas.width, height))
