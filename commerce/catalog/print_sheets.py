"""Which sheets can be sold: those that the renderer draws at 300 dpi with any design's words on them."""

from __future__ import annotations

from decimal import Decimal

from commerce.errors import InvalidInput
from commerce.files.renders import BLEED_MM, DPI
from posters.api import SHEETS
from posters.client import Output

SHORTEST_MM = 50
_ROUNDING = 0.005
"""Sheets are named in inches or whole centimetres, and kept in millimetres."""


def check_sheet(width_mm: Decimal, height_mm: Decimal) -> None:
    """
    Raises:
        InvalidInput: for a sheet that could be bought and not be drawn.
    """
    width, height = float(width_mm), float(height_mm)
    if min(width, height) < SHORTEST_MM:
        raise InvalidInput(f"widthMm and heightMm must be at least {SHORTEST_MM}.", path=("widthMm",))
    narrowest, widest = min(w / h for w, h in SHEETS), max(w / h for w, h in SHEETS)
    if not narrowest - _ROUNDING <= width / height <= widest + _ROUNDING:
        message = "A sheet must be upright, its width from two thirds to five sixths of its height: words fit on those."
        raise InvalidInput(message, path=("widthMm",))
    try:
        Output("pdf", width, height, DPI, BLEED_MM)
    except ValueError as error:
        message = f"The sheet cannot be drawn at {DPI} dpi: {error}."
        raise InvalidInput(message, path=("widthMm",)) from None
