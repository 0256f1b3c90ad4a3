"""What is found out about a file, and what is said when nothing can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


class NotReadable(Exception):
    """Not a whole file of one of the three formats; the message says what is missing, for people."""


@dataclass(frozen=True)
class Facts:
    """Pixels of a picture; pages, and the first one's size as it is shown, of a PDF."""

    format: Literal["png", "jpg", "pdf"]
    width_px: int | None = None
    height_px: int | None = None
    pages: int | None = None
    page_width_mm: float | None = None
    page_height_mm: float | None = None
