"""What every tile source offers, and the words they share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

OSM_CREDIT = "© OpenStreetMap contributors"

# No tile of a real map comes near; a server that sends more is broken or hostile.
MAX_RESPONSE = 16 << 20


class TileId(NamedTuple):
    """Zoom, column from the antimeridian eastwards, row from the north (the XYZ convention)."""

    z: int
    x: int
    y: int

    @property
    def exists(self) -> bool:
        """Whether the numbers name a square of the world at all."""
        return 0 <= self.z <= 30 and 0 <= self.x < 1 << self.z and 0 <= self.y < 1 << self.z


class TileSourceError(Exception):
    """A map archive or tile server cannot be used; the message is a sentence for the operator."""


class TileSource(Protocol):
    """A place that vector tiles come from. Synchronous and safe to share between threads."""

    @property
    def min_zoom(self) -> int:
        """The smallest zoom that holds tiles."""

    @property
    def max_zoom(self) -> int:
        """The largest zoom that holds tiles; closer views draw these tiles larger."""

    @property
    def schema(self) -> str:
        """`protomaps` or `openmaptiles`: how the layers and their properties are to be read."""

    @property
    def attribution(self) -> str:
        """The credit that the data asks for, as plain text."""

    @property
    def fingerprint(self) -> str:
        """Identity of the content, for cache keys: it changes when the archive does."""

    def get(self, tile: TileId) -> bytes | None:
        """The tile's Mapbox Vector Tile, possibly gzipped; None where the map has nothing.

        Raises TileSourceError.
        """

    def close(self) -> None:
        """Let go of file and connections; nothing can be read afterwards."""


def schema_of(layers: Iterable[str], where: str) -> str:
    """Which schema these layer names belong to. Raises TileSourceError when it is none that we can read."""
    names = set(layers)
    if {"roads", "earth"} <= names or {"roads", "landuse"} <= names:
        return "protomaps"
    if "transportation" in names:
        return "openmaptiles"
    listed = ", ".join(sorted(names)[:12]) or "none"
    raise TileSourceError(f"{where} is neither a Protomaps nor an OpenMapTiles map (its layers: {listed}).")


def layer_names(metadata: Any) -> list[str]:
    """The ids under `vector_layers` in a TileJSON-like mapping; nothing when it is shaped differently."""
    layers = metadata.get("vector_layers") if isinstance(metadata, dict) else None
    if not isinstance(layers, list):
        return []
    return [layer["id"] for layer in layers if isinstance(layer, dict) and isinstance(layer.get("id"), str)]


def credit(attribution: Any) -> str:
    """An attribution without its HTML, and OpenStreetMap's where there is none."""
    text = re.sub(r"<[^>]*>", "", attribution) if isinstance(attribution, str) else ""
    text = " ".join(text.replace("&copy;", "©").replace("&amp;", "&").split())
    return text or OSM_CREDIT
