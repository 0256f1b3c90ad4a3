"""The halo around a frame: a blur, and so the one part of a poster that is not vector."""

from __future__ import annotations

import skia
from PIL import Image, ImageChops

from posters.color import channels
from posters.layout import Sheet
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


def halo(outline: skia.Path, glow: Glow, sheet: Sheet) -> skia.Image:
    """A picture of the whole sheet: one colour, its alpha a wide blur of `outline` with a tight one on top.

    Unpremultiplied, so that a PDF viewer interpolates the alpha alone and no dark fringe appears.
    """
    color, reach = STYLES[glow.style]
    sigma = max(3.0, reach * glow.intensity * 0.62)
    wide = _blurred(outline, sheet, sigma)
    tight = _blurred(outline, sheet, sigma * 0.32).point([round(value * 0.65) for value in range(256)])
    alpha = ImageChops.screen(wide, tight)
    bands = [Image.new("L", alpha.size, value) for value in channels(color)]
    pixels = Image.merge("RGBA", (*bands, alpha)).tobytes()
    info = skia.ImageInfo.Make(*alpha.size, skia.kRGBA_8888_ColorType, skia.kUnpremul_AlphaType)
    return skia.Image.MakeRasterCopy(skia.Pixmap(info, pixels, alpha.width * 4))


def _blurred(outline: skia.Path, sheet: Sheet, sigma: float) -> Image.Image:
    width, height = round(sheet.width * _RESOLUTION), round(sheet.height * _RESOLUTION)
    info = skia.ImageInfo.MakeA8(width, height)
    pixels = bytearray(width * height)
    canvas = skia.Surface.MakeRasterDirect(info, memoryview(pixels), width).getCanvas()
    canvas.scale(_RESOLUTION, _RESOLUTION)
    blur = skia.ImageFilters.Blur(sigma, sigma)
    canvas.drawPath(outline, skia.Paint(AntiAlias=True, Color=skia.ColorWHITE, ImageFilter=blur))
    return Image.frombytes("L", (width, height), bytes(pixels))
