"""The halo around a frame: a blur, and so the one part of a poster that is not vector."""

from __future__ import annotations

import skia
from PIL import Image, ImageChops

from posters.color import argb
from posters.model import Glow

# Colour and reach in base units at full intensity.
STYLES = {
    "rosePink": ("#ff1493", 90.0),
    "forestGreen": ("#2e8b57", 80.0),
    "lavender": ("#b19cd9", 80.0),
    "turquoise": ("#48d1cc", 70.0),
    "silverGrey": ("#c0c0c0", 80.0),
    "silverGradient": ("#808080", 95.0),
    "goldAmber": ("#ffbf3f", 80.0),
    "iceBlue": ("#9fd8ff", 75.0),
}
_RESOLUTION = 0.5  # pixels per base unit, whatever the size of the poster: a blur has no detail to lose


def draw_glow(canvas: skia.Canvas, outline: skia.Path, glow: Glow) -> None:
    """A wide blur of `outline` with a tight one on top.

    Drawn as a mask of one colour: a PDF viewer then interpolates nothing but the mask, and no dark fringe appears.
    """
    color, reach = STYLES[glow.style]
    sigma = max(3.0, reach * glow.intensity * 0.62)
    area = outline.computeTightBounds().makeOutset(sigma * 3, sigma * 3)
    wide = _blurred(outline, area, sigma)
    tight = _blurred(outline, area, sigma * 0.32).point([round(value * 0.65) for value in range(256)])
    mask = ImageChops.screen(wide, tight)
    opacities = mask.tobytes()  # named, because the pixmap only points at it
    pixels = skia.Pixmap(skia.ImageInfo.MakeA8(*mask.size), opacities, mask.width)
    place = skia.Rect.MakeXYWH(area.x(), area.y(), mask.width / _RESOLUTION, mask.height / _RESOLUTION)
    linear = skia.SamplingOptions(skia.FilterMode.kLinear)
    image = skia.Image.MakeRasterCopy(pixels)
    canvas.drawImageRect(image, place, linear, skia.Paint(AntiAlias=True, Color=argb(color)))


def _blurred(outline: skia.Path, area: skia.Rect, sigma: float) -> Image.Image:
    """`outline` blurred, as the opacities of `area`."""
    width, height = round(area.width() * _RESOLUTION), round(area.height() * _RESOLUTION)
    pixels = bytearray(width * height)
    surface = skia.Surface.MakeRasterDirect(skia.ImageInfo.MakeA8(width, height), pixels, width)
    canvas = surface.getCanvas()
    canvas.scale(_RESOLUTION, _RESOLUTION)
    canvas.translate(-area.x(), -area.y())
    blur = skia.ImageFilters.Blur(sigma, sigma)
    canvas.drawPath(outline, skia.Paint(AntiAlias=True, Color=skia.ColorWHITE, ImageFilter=blur))
    return Image.frombytes("L", (width, height), bytes(pixels))
