"""The map under a frame: which tiles it needs, where they lie, and their features as drawing paths.

The world is Web Mercator with 512 px tiles: at zoom z it is 512 · 2^z base units wide.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

import skia

from posters.errors import NoMapData, TooManyTiles
from posters.labels import Street, clipped
from posters.layout import Box, Layout
from posters.model import Location
from posters.schemas import classifier
from posters.tiles import TileId, TileSource
from posters.tiles.mvt import Ring, TileError, decode

MAX_TILES = 36
MAX_POINTS = 3_000_000
# One zoom finer than the view asks for: a print shows the small streets that a screen map leaves out.
_FINER = 1
_ROADS = frozenset({"highway", "arterial", "local"})
_POLYGONS = frozenset({"water", "park", "building"})


@dataclass(frozen=True)
class View:
    """A window onto the world: `center` (0–1 each way) lies at `at` on the sheet, `box` is what can be seen."""

    center: tuple[float, float]
    at: tuple[float, float]
    zoom: float
    box: Box

    @property
    def world(self) -> float:
        """The width of the whole world in base units."""
        return 512 * 2**self.zoom

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the world (0–1) lies on the sheet."""
        return self.at[0] + (x - self.center[0]) * self.world, self.at[1] + (y - self.center[1]) * self.world


@dataclass(frozen=True)
class Placed:
    """A tile and its column in the unwrapped world: west of the antimeridian it is negative."""

    tile: TileId
    column: int


@dataclass
class MapTile:
    """A decoded tile in tile units: a path per neutral class, and the roads with a name as (name, class, line)."""

    placed: Placed
    extent: int
    paths: dict[str, skia.Path]
    counts: Counter[str] = field(default_factory=Counter)
    named: list[tuple[str, str, Ring]] = field(default_factory=list)


def mercator(lat: float, lng: float) -> tuple[float, float]:
    """Longitude and latitude on the world's unit square, y downwards."""
    return (lng + 180) / 360, (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2


def view_of(location: Location, layout: Layout) -> View:
    """The view behind the layout's frame, panned as the document says."""
    x, y = mercator(location.lat, location.lng)
    world = 512 * 2**location.zoom
    center = (x + location.map_offset_x / world, y + location.map_offset_y / world)
    return View(center, layout.map_center, location.zoom, layout.frame)


def tiles_for(view: View, min_zoom: int, max_zoom: int) -> tuple[Placed, ...]:
    """The tiles that `view` shows, row by row. Raises TooManyTiles for more than 36."""
    finest = max(min_zoom, min(max_zoom, math.floor(view.zoom) + _FINER))
    coarsest = max(min_zoom, min(max_zoom, math.floor(view.zoom)))
    for z in range(finest, coarsest - 1, -1):
        columns, rows = _spans(view, 2**z)
        if len(columns) * len(rows) <= MAX_TILES:
            return tuple(Placed(TileId(z, column % 2**z, row), column) for row in rows for column in columns)
    raise TooManyTiles(f"zoom {view.zoom:g} needs more than {MAX_TILES} tiles of a map that starts at {min_zoom}")


def _spans(view: View, count: int) -> tuple[range, range]:
    """The columns and rows of a world of `count` × `count` tiles that `view` shows."""
    left = view.center[0] + (view.box.x - view.at[0]) / view.world
    top = view.center[1] + (view.box.y - view.at[1]) / view.world
    columns = range(math.floor(left * count), math.floor((left + view.box.width / view.world) * count) + 1)
    rows = range(
        max(0, math.floor(top * count)),
        min(count - 1, math.floor((top + view.box.height / view.world) * count)) + 1,
    )
    return columns, rows


def load(source: TileSource, tiles: Sequence[Placed], classes: Set[str]) -> list[MapTile]:
    """Fetch, and decode the features of `classes`; tiles that the map does not have are left out.

    Raises NoMapData, TileError, TileSourceError.
    """
    loaded = []
    budget = MAX_POINTS
    for placed in tiles:
        data = source.get(placed.tile)
        if data is None:
            continue
        tile = _decode(data, source.schema, placed, classes, budget)
        budget -= tile.counts["points"]
        loaded.append(tile)
    if not loaded:
        raise NoMapData("the map has nothing at this place")
    return loaded


def _decode(data: bytes, schema: str, placed: Placed, classes: Set[str], budget: int) -> MapTile:
    wanted, classify = classifier(schema)
    tile = MapTile(placed, 4096, {})
    for layer in decode(data, wanted.__contains__):
        tile.extent = layer.extent
        for feature in layer.features:
            name = classify(layer.name, feature.properties, feature.geometry_type)
            if name is None or name not in classes:
                continue
            path = tile.paths.get(name)
            if path is None:
                path = tile.paths[name] = skia.Path()
            tile.counts[name] += 1
            for ring in feature.rings():
                tile.counts["points"] += len(ring)
                if len(ring) > 1:
                    path.addPoly([skia.Point(x, y) for x, y in ring], name in _POLYGONS)
                    if name in _ROADS and isinstance(street := feature.properties.get("name"), str):
                        tile.named.append((street, name, ring))
            if tile.counts["points"] > budget:
                raise TileError(f"the map has more than {MAX_POINTS} points in one view")
    return tile


def named_streets(tile: MapTile, view: View) -> Iterator[Street]:
    """The tile's named roads as lines on the sheet, cut off at the tile's edge."""
    count = 2**tile.placed.tile.z
    for name, road, line in tile.named:
        for part in clipped(line, tile.extent):
            points = (
                view.place(
                    (tile.placed.column + x / tile.extent) / count,
                    (tile.placed.tile.y + y / tile.extent) / count,
                )
                for x, y in part
            )
            yield Street(name, road, tuple(points))
