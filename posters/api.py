"""The library's front door: which tiles a design needs, whether its words fit, and its file in chunks."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posters.model import DesignDocument, document_hash, title
from posters.output import Output

if TYPE_CHECKING:
    import skia

    from posters.scene import Scene
    from posters.tiles import TileId, TileSource

__all__ = [
    "RENDERER_VERSION",
    "SHEETS",
    "Output",
    "Rendered",
    "check_fits",
    "plan",
    "render",
    "render_key",
    "render_to_file",
]

RENDERER_VERSION = "1"
SHEETS = ((20, 24), (8, 10), (11, 14), (12, 16), (24, 36))
"""Width and height of the sheets in the shop; words that fit on these fit on what is ordered later."""


@dataclass(frozen=True)
class Rendered:
    """A finished file."""

    path: Path
    size: int
    sha256: str
    width_px: int
    height_px: int
    dpi: int
    mime: str


def plan(
    document: DesignDocument, output: Output | None = None, *, min_zoom: int = 0, max_zoom: int = 15
) -> tuple[TileId, ...]:
    """The tiles a map with these zooms is asked for, at most 36. Raises InvalidDesign, TooManyTiles."""
    from posters.layout import Sheet, lay_out
    from posters.text import Typesetter
    from posters.tilemap import tiles_for, view_of
    from posters.tiles.source import OSM_CREDIT

    output = output or Output.preview(480)
    layout = lay_out(document, Sheet.of(output.width_mm, output.height_mm), Typesetter(), OSM_CREDIT)
    placed = tiles_for(view_of(document.location, layout), min_zoom, max_zoom)
    return tuple(dict.fromkeys(each.tile for each in placed))


def check_fits(document: DesignDocument) -> None:
    """Raise InvalidDesign if the words do not fit on one of the shop's sheets."""
    from posters.layout import Sheet, lay_out
    from posters.text import Typesetter
    from posters.tiles.source import OSM_CREDIT

    typesetter = Typesetter()
    for width, height in SHEETS:
        lay_out(document, Sheet.of(width, height), typesetter, OSM_CREDIT)


def render_key(document: DesignDocument, fingerprint: str, output: Output) -> str:
    """Identity of the file: equal keys, equal bytes. `fingerprint` is the tile source's."""
    parts = (
        RENDERER_VERSION, document_hash(document), fingerprint, output.format,
        f"{output.width_mm:.4f}", f"{output.height_mm:.4f}", str(output.dpi), f"{output.bleed_mm:.4f}",
    )  # fmt: skip
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def render(document: DesignDocument, source: TileSource, output: Output) -> Iterator[bytes]:
    """The file in chunks. Raises InvalidDesign, TooManyTiles, TileError, TileSourceError before the first."""
    from posters.layout import Sheet
    from posters.scene import compose

    scene = compose(document, source, Sheet.of(output.width_mm, output.height_mm))
    return _encoded(scene, title(document), output)


def _encoded(scene: Scene, name: str, output: Output) -> Iterator[bytes]:
    if output.format == "pdf":
        from posters.encode import pdf

        page = pdf.Page(
            _painter(scene, output, pdf.POINTS_PER_MM),
            output.width_mm,
            output.height_mm,
            output.bleed_mm,
            name,
        )
        return pdf.encode(page)
    from posters.encode import jpeg, png
    from posters.encode.raster import Canvas

    canvas = Canvas(_painter(scene, output, output.dpi / 25.4), output.width_px, output.height_px, output.dpi)
    return png.encode(canvas) if output.format == "png" else jpeg.encode(canvas)


def _painter(scene: Scene, output: Output, per_mm: float) -> Callable[[skia.Canvas], None]:
    """Draws the scene, its bleed in the paper's colour. `per_mm`: target units a millimetre."""
    from posters.color import argb

    scale = output.width_mm * per_mm / scene.layout.sheet.width
    bleed = output.bleed_mm * per_mm
    background = argb(scene.background)

    def paint(canvas: Any) -> None:
        canvas.clear(background)
        canvas.save()
        canvas.translate(bleed, bleed)
        canvas.scale(scale, scale)
        scene.picture.playback(canvas)
        canvas.restore()

    return paint


def render_to_file(document: DesignDocument, source: TileSource, output: Output, path: Path) -> Rendered:
    """Write the file; `path` appears only when it is complete. Raises what `render` raises, and OSError."""
    digest, size = hashlib.sha256(), 0
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("wb") as file:
            for chunk in render(document, source, output):
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
    return Rendered(path, size, digest.hexdigest(), output.width_px, output.height_px, output.dpi, output.mime)
