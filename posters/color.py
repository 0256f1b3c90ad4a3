"""`#rrggbb` colours as the drawing library wants them."""

from __future__ import annotations

import skia


def channels(color: str) -> tuple[int, int, int]:
    """Red, green and blue, 0–255, of `#rrggbb`."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def argb(color: str, opacity: float = 1.0) -> int:
    """Skia's packed colour."""
    packed: int = skia.Color(*channels(color), round(255 * opacity))
    return packed


def mix(top: str, bottom: str, opacity: float) -> str:
    """What `top` looks like on `bottom`: opaque, so that overlapping tiles and PDF viewers show no seams."""
    pairs = zip(channels(top), channels(bottom), strict=True)
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02x}" for a, b in pairs)


def luminance(color: str) -> float:
    """Relative brightness 0–1 (Rec. 601 weights on gamma values: how light the eye finds it)."""
    red, green, blue = channels(color)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
