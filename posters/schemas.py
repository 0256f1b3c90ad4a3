"""Reading the two common tile schemas into the classes that a poster draws.

Protomaps basemap version 4: https://docs.protomaps.com/basemaps/layers
OpenMapTiles: https://openmaptiles.org/schema/
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from posters.tiles.mvt import LINE, POLYGON

# In the order they are drawn, the last on top.
CLASSES = ("water", "waterway", "park", "building", "rail", "local", "arterial", "highway")

# Layer, properties, geometry type -> one of CLASSES, or None for what is not drawn.
Classify = Callable[[str, Mapping[str, Any], int], str | None]

_ROADS = {
    "motorway": "highway",
    "trunk": "highway",
    "primary": "highway",
    "secondary": "arterial",
    "tertiary": "arterial",
}
_PARKS = ("park", "garden", "golf_course", "nature_reserve", "national_park", "protected_area", "zoo")
_GROUNDS = ("recreation_ground", "village_green", "pitch", "playground", "cemetery", "allotments")
_WILD = ("forest", "wood", "grass", "grassland", "meadow", "heath", "scrub", "orchard", "vineyard")
_GREEN = frozenset(_PARKS + _GROUNDS + _WILD)
_STREAMS = frozenset(("river", "canal", "stream"))

_PROTOMAPS_LAYERS = frozenset(("roads", "water", "landuse", "landcover", "buildings"))
_OPENMAPTILES_LAYERS = frozenset(("transportation", "water", "waterway", "park", "landuse", "landcover", "building"))

_OMT_RAIL = frozenset(("rail", "transit"))
_OMT_LOCAL = frozenset(("minor", "service", "track", "path", "busway", "raceway"))


def _protomaps(layer: str, properties: Mapping[str, Any], geometry_type: int) -> str | None:
    kind = properties.get("kind")
    if layer == "roads":
        return _protomaps_road(kind, properties) if geometry_type == LINE else None
    if layer == "water":
        if geometry_type == POLYGON:
            return "water"
        return "waterway" if geometry_type == LINE and kind in _STREAMS else None
    if geometry_type != POLYGON:
        return None
    if layer == "buildings":
        return "building"
    return "park" if kind in _GREEN else None


def _protomaps_road(kind: Any, properties: Mapping[str, Any]) -> str | None:
    if kind == "highway":
        return "highway"
    if kind == "major_road":
        detail = str(properties.get("kind_detail", ""))
        return _ROADS.get(detail.removesuffix("_link"), "arterial")
    if kind in ("minor_road", "path"):
        return "local"
    return "rail" if kind == "rail" else None


def _openmaptiles(layer: str, properties: Mapping[str, Any], geometry_type: int) -> str | None:
    kind = properties.get("class")
    if layer == "transportation":
        if geometry_type != LINE:
            return None
        if kind in _ROADS:
            return _ROADS[kind]
        if kind in _OMT_RAIL:
            return "rail"
        return "local" if kind in _OMT_LOCAL else None
    if layer == "waterway":
        return "waterway" if geometry_type == LINE and kind in _STREAMS else None
    if geometry_type != POLYGON:
        return None
    if layer in ("water", "building"):
        return layer
    return "park" if layer == "park" or kind in _GREEN else None


_SCHEMAS: Mapping[str, tuple[frozenset[str], Classify]] = {
    "protomaps": (_PROTOMAPS_LAYERS, _protomaps),
    "openmaptiles": (_OPENMAPTILES_LAYERS, _openmaptiles),
}


def classifier(schema: str) -> tuple[frozenset[str], Classify]:
    """The layers of `schema` worth decoding, and what says which class a feature of theirs belongs to.

    Raises ValueError for a schema other than `protomaps` and `openmaptiles`.
    """
    if schema not in _SCHEMAS:
        raise ValueError(f"The tile schema {schema!r} is not known.")
    return _SCHEMAS[schema]
