"""What a poster is drawn for: a file format and a sheet of paper. Light: imports no drawing library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Format = Literal["png", "jpg", "pdf"]

MIME = {"png": "image/png", "jpg": "image/jpeg", "pdf": "application/pdf"}
MAX_PIXELS = 200_000_000
_MM_PER_INCH = 25.4
_SCREEN_DPI = 96


@dataclass(frozen=True)
class Output:
    """A file to make. Millimetres are the trimmed sheet; the bleed is added on every side."""

    format: Format
    width_mm: float
    height_mm: float
    dpi: int = 300
    bleed_mm: float = 0.0

    def __post_init__(self) -> None:
        if self.format not in MIME:
            raise ValueError(f"{self.format!r} is not a format: use png, jpg or pdf")
        if not (0 < self.width_mm < 5000 and 0.5 <= self.height_mm / self.width_mm <= 2):
            raise ValueError("a sheet is at most twice as long as wide, and under five metres")
        if not (10 <= self.dpi <= 1200 and 0 <= self.bleed_mm <= 20):
            raise ValueError("use 10 to 1200 dpi and 0 to 20 mm of bleed")
        if self.width_px * self.height_px > MAX_PIXELS:
            raise ValueError(f"a sheet has at most {MAX_PIXELS // 1_000_000} million pixels")

    @classmethod
    def from_inches(cls, format: Format, width: float, height: float, dpi: int = 300, bleed_mm: float = 0.0) -> Output:
        """A sheet in inches, as the shop sells them: 24 × 36 at 300 dpi is 7200 × 10800 pixels."""
        return cls(format, width * _MM_PER_INCH, height * _MM_PER_INCH, dpi, bleed_mm)

    @classmethod
    def preview(cls, width_px: int) -> Output:
        """A 3:4 PNG for a screen."""
        width_mm = width_px / _SCREEN_DPI * _MM_PER_INCH
        return cls("png", width_mm, width_mm * 4 / 3, _SCREEN_DPI)

    @property
    def width_px(self) -> int:
        """Pixels across, bleed included."""
        return self._pixels(self.width_mm)

    @property
    def height_px(self) -> int:
        """Pixels down, bleed included."""
        return self._pixels(self.height_mm)

    @property
    def mime(self) -> str:
        return MIME[self.format]

    def _pixels(self, length_mm: float) -> int:
        return round((length_mm + 2 * self.bleed_mm) / _MM_PER_INCH * self.dpi)
