"""Whether a file that a browser drew is what was ordered: looked at in a few places, never loaded whole."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.storage import Storage
from commerce.errors import UploadInvalid, UploadProblem
from commerce.files.renders import BLEED_MM, DPI
from models import DownloadKind, FileFormat, OrderLine
from posters.client import Output
from posters.inspect import Facts, NotReadable, inspect_file

PIXEL_TOLERANCE = 3
"""Pixels a side: a quarter of a millimetre at 300 dpi, for browsers that round otherwise."""
PAGE_TOLERANCE_MM = 1.0


@dataclass(frozen=True)
class Measured:
    """A file that is in order. Pixels of a PDF are those of its sheet at 300 dpi."""

    width_px: int
    height_px: int
    dpi: int = DPI


def expected(line: OrderLine, kind: DownloadKind, file_format: FileFormat) -> Output:
    """The sheet that was ordered; with its bleed for the print house.

    Raises:
        ValueError: for a line without a size.
    """
    if line.width_mm is None or line.height_mm is None:
        raise ValueError("the order line has no size")
    bleed = BLEED_MM if kind is DownloadKind.PRINT else 0.0
    return Output(file_format.value, float(line.width_mm), float(line.height_mm), DPI, bleed)


async def examine(storage: Storage, key: str, size: int, output: Output) -> Measured:
    """Measure a stored file of `size` bytes against the sheet it is for.

    Raises:
        UploadInvalid: when it is not what was ordered.
        StorageError: when the store does not answer.
    """

    async def read(start: int, length: int) -> bytes:
        return await storage.read_range(key, start, length)

    try:
        facts = await inspect_file(read, size)
    except NotReadable as error:
        raise UploadInvalid(UploadProblem.UNREADABLE, f"a whole {output.format.upper()}", str(error)) from error
    if facts.format != output.format:
        raise UploadInvalid(UploadProblem.FORMAT, output.format.upper(), facts.format.upper())
    return _page(facts, output) if facts.format == "pdf" else _picture(facts, output)


def _picture(facts: Facts, output: Output) -> Measured:
    width, height = facts.width_px or 0, facts.height_px or 0
    off = max(abs(width - output.width_px), abs(height - output.height_px))
    if off > PIXEL_TOLERANCE:
        wanted = f"{output.width_px} × {output.height_px} pixels"
        raise UploadInvalid(UploadProblem.DIMENSIONS, wanted, f"{width} × {height} pixels")
    return Measured(width, height)


def _page(facts: Facts, output: Output) -> Measured:
    if facts.pages != 1:
        raise UploadInvalid(UploadProblem.PAGES, "1 page", f"{facts.pages} pages")
    width, height = facts.page_width_mm or 0.0, facts.page_height_mm or 0.0
    across, down = output.width_mm + 2 * output.bleed_mm, output.height_mm + 2 * output.bleed_mm
    if max(abs(width - across), abs(height - down)) > PAGE_TOLERANCE_MM:
        wanted = f"{across:.1f} × {down:.1f} mm"
        raise UploadInvalid(UploadProblem.DIMENSIONS, wanted, f"{width:.1f} × {height:.1f} mm")
    return Measured(output.width_px, output.height_px)
