"""A poster as one recorded picture in base units; every output format replays the same recording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import skia

from posters.color import argb, luminance, mix
from posters.fonts import covers
from posters.glow import draw_glow
from posters.labels import FONT as LABEL_FONT
from posters.labels import Label, place
from posters.layout import Layout, Sheet, lay_out
from posters.model import DesignDocument, Features
from posters.palettes import Palette, palette
from posters.shapes import draw_pin, frame_path
from posters.text import Typesetter
from posters.tilemap import MapTile, View, load, named_streets, tiles_for, view_of
from posters.tiles import TileSource
from posters.tiles.source import OSM_CREDIT

Spot = tuple[float, float]

_BORDER = 3.0
_LOCAL_NAMES = 14.0  # from this zoom on, small streets are named too
_OUTSIDE = 600.0  # how far the recording may reach beyond the sheet, for the bleed


@dataclass(frozen=True)
class Scene:
    """What there is to draw. `counts`: the features drawn per class, the tiles and points behind them."""

    picture: skia.Picture
    layout: Layout
    background: str
    counts: dict[str, int]


@dataclass(frozen=True)
class Ink:
    """The colours of one poster, after the document's own have replaced the palette's."""

    palette: Palette
    background: str
    text: str

    @classmethod
    def of(cls, document: DesignDocument) -> Ink:
        style = document.style
        colors = palette(style.map_style)
        own = style.background
        background, text = (own.color, own.text_color) if own.use_custom else (colors.background, colors.text)
        return cls(colors, background, style.font_color.color if style.font_color.use_custom else text)


@dataclass(frozen=True)
class Layer:
    """One class of features in one colour; `width` is the stroke in base units, 0 fills."""

    name: str
    color: str
    width: float = 0.0


def compose(document: DesignDocument, source: TileSource, sheet: Sheet) -> Scene:
    """Record the poster. Raises InvalidDesign, TooManyTiles, TileError, TileSourceError."""
    typesetter = Typesetter()
    layout = lay_out(document, sheet, typesetter, _credit(source.attribution))
    view = view_of(document.location, layout)
    ink = Ink.of(document)
    plan = layers(ink.palette, document.style.features, view.zoom)
    placed = tiles_for(view, source.min_zoom, source.max_zoom)
    tiles = load(source, placed, {layer.name for layer in plan})
    recorder = skia.PictureRecorder()
    canvas = recorder.beginRecording(skia.Rect(-_OUTSIDE, -_OUTSIDE, sheet.width + _OUTSIDE, sheet.height + _OUTSIDE))
    spot = _pin_spot(document, view)
    labels = _labels(document, layout, view, tiles, typesetter, spot)

    def draw_map() -> None:
        _draw_map(canvas, tiles, plan, view)
        for label in labels:
            typesetter.draw_label(canvas, label, argb(_label_color(ink.palette)), argb(ink.palette.land))

    _draw_frame(canvas, document, layout, ink, draw_map)
    _draw_pin(canvas, document, spot, ink)
    _draw_words(canvas, layout, typesetter, ink)
    return Scene(
        recorder.finishRecordingAsPicture(), layout, ink.background, {**_counts(tiles, plan), "labels": len(labels)}
    )


def _credit(attribution: str) -> str:
    """The source's credit, OpenStreetMap's always among it."""
    if OSM_CREDIT in attribution:
        return attribution[:160]
    return f"{OSM_CREDIT} {attribution}"[:160].strip()


def _draw_frame(
    canvas: skia.Canvas, document: DesignDocument, layout: Layout, ink: Ink, draw_map: Callable[[], None]
) -> None:
    """Glow, map and border."""
    style = document.style
    outline = frame_path(layout.frame_style, layout.frame)
    glowing = style.glow.enabled and style.glow.intensity > 0 and layout.frame_style != "square"
    if glowing:
        draw_glow(canvas, outline, style.glow)
    elif style.frame.show_border:
        _draw_mat(canvas, outline, ink)
    canvas.save()
    canvas.clipPath(outline, skia.ClipOp.kIntersect, True)
    canvas.drawPaint(skia.Paint(Color=argb(ink.palette.land)))
    draw_map()
    canvas.restore()
    if style.frame.show_border:
        canvas.drawPath(outline, _edge(ink.text, _BORDER))


def _draw_mat(canvas: skia.Canvas, outline: skia.Path, ink: Ink) -> None:
    """A hairline that follows the outline at a distance, like the bevel of a mat."""
    for distance, color in ((15.6, ink.text), (13.6, ink.background)):
        canvas.drawPath(outline, _edge(color, distance * 2))


def _edge(color: str, width: float) -> skia.Paint:
    """A stroke with sharp corners."""
    paint = _stroke(color, width)
    paint.setStrokeJoin(skia.Paint.kMiter_Join)
    return paint


def _stroke(color: str, width: float) -> skia.Paint:
    paint = skia.Paint(AntiAlias=True, Color=argb(color), Style=skia.Paint.kStroke_Style, StrokeWidth=width)
    paint.setStrokeCap(skia.Paint.kRound_Cap)
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    return paint


def _width(zoom: float, narrow: float, wide: float) -> float:
    """A line's width: `narrow` at zoom 6, `wide` at zoom 20, growing by 1.4 per level."""
    grown: float = (1.4 ** (zoom - 6) - 1) / (1.4**14 - 1)
    return narrow + (wide - narrow) * max(0.0, min(1.6, grown))


def layers(colors: Palette, features: Features, zoom: float) -> list[Layer]:
    """What is drawn of the map, from the bottom up."""
    highway, arterial, local = _width(zoom, 2.2, 32), _width(zoom, 1.2, 22), _width(zoom, 0.55, 14)
    plan = []
    if features.parks:
        plan.append(Layer("park", colors.park))
    if features.water:
        plan += [Layer("water", colors.water), Layer("waterway", colors.water, max(1.4, arterial))]
    if features.buildings:
        plan.append(Layer("building", mix(colors.building, colors.land, 0.85)))
    if features.roads:
        plan.append(Layer("rail", mix(colors.rail, colors.land, 0.6), max(0.8, local * 0.7)))
        plan.append(Layer("local", colors.local, local))
        if colors.casing is not None:
            plan.append(Layer("highway", colors.casing, highway * 1.5))
        plan += [Layer("arterial", colors.arterial, arterial), Layer("highway", colors.highway, highway)]
    return plan


def _counts(tiles: list[MapTile], plan: list[Layer]) -> dict[str, int]:
    names = sorted({"points"}.union(layer.name for layer in plan))
    return {"tiles": len(tiles), **{name: sum(tile.counts[name] for tile in tiles) for name in names}}


def _draw_map(canvas: skia.Canvas, tiles: list[MapTile], plan: list[Layer], view: View) -> None:
    for layer in plan:
        for tile in tiles:
            path = tile.paths.get(layer.name)
            if path is not None:
                _draw_layer(canvas, path, tile, layer, view)


def _draw_layer(canvas: skia.Canvas, path: skia.Path, tile: MapTile, layer: Layer, view: View) -> None:
    count = 2**tile.placed.tile.z
    scale = view.world / count / tile.extent
    canvas.save()
    canvas.translate(*view.place(tile.placed.column / count, tile.placed.tile.y / count))
    canvas.scale(scale, scale)
    if layer.width:
        paint = _stroke(layer.color, layer.width / scale)
    else:
        paint = skia.Paint(AntiAlias=True, Color=argb(layer.color))
    canvas.drawPath(path, paint)
    canvas.restore()


def _labels(
    document: DesignDocument, layout: Layout, view: View, tiles: list[MapTile], typesetter: Typesetter, pin: Spot
) -> list[Label]:
    """The street names that find a place inside of the frame; none unless the document asks for them."""
    if not (document.style.features.labels and document.style.features.roads):
        return []
    roads = {"highway", "arterial"} | ({"local"} if view.zoom >= _LOCAL_NAMES else set())
    streets = [street for tile in tiles for street in named_streets(tile, view) if street.road in roads]
    outline = frame_path(layout.frame_style, layout.frame)
    keep_off = [pin, (pin[0], pin[1] - 30)] if document.style.pin.show else []
    readable = {name for name in {street.name for street in streets} if not covers(name, LABEL_FONT)}
    return place((street for street in streets if street.name in readable), typesetter, outline.contains, keep_off)


def _label_color(colors: Palette) -> str:
    """Of the palette's inks, the one that stands out most from the land."""
    land = luminance(colors.land)
    return max((colors.text, colors.highway, colors.arterial), key=lambda color: abs(luminance(color) - land))


def _pin_spot(document: DesignDocument, view: View) -> Spot:
    """The location itself, which a pan moves away from the middle of the frame."""
    return view.at[0] - document.location.map_offset_x, view.at[1] - document.location.map_offset_y


def _draw_pin(canvas: skia.Canvas, document: DesignDocument, spot: Spot, ink: Ink) -> None:
    pin = document.style.pin
    if not pin.show:
        return
    halo_color = ink.palette.land if luminance(ink.palette.land) > 0.6 else "#ffffff"
    draw_pin(canvas, pin.style, pin.size, argb(pin.color), argb(halo_color), spot)


def _draw_words(canvas: skia.Canvas, layout: Layout, typesetter: Typesetter, ink: Ink) -> None:
    center = layout.sheet.width / 2
    for line in layout.lines:
        typesetter.draw(canvas, line, center, argb(ink.text))
    quiet = argb(mix(ink.text, ink.background, 0.55))
    for rule in layout.rules:
        paint = skia.Paint(AntiAlias=True, Color=quiet, StrokeWidth=1.6)
        canvas.drawLine(rule.x, rule.y, rule.x + rule.width, rule.y, paint)
    typesetter.draw(canvas, layout.credit, center, quiet)
