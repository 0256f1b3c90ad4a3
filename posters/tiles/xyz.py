"""Tile servers: one URL a tile, with `{z}`, `{x}` and `{y}` in it."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qs, urldefrag

import httpx

from posters.tiles.content import fetch, http_client
from posters.tiles.source import OSM_CREDIT, TileId, TileSourceError

SCHEMAS = ("openmaptiles", "protomaps")
NOTHING_THERE = (204, 404, 410)


class XYZSource:
    """A tile server. What its URL cannot tell comes from the fragment, which is never sent:

    `https://tiles.example.com/{z}/{x}/{y}.mvt?key=…#schema=openmaptiles&minzoom=0&maxzoom=14`.

    A server names no version of its map, so the fingerprint is the template's alone: give the fragment a
    `version` to tell one map from the next.
    """

    def __init__(self, url: str, client: httpx.Client | None = None) -> None:
        self._template, fragment = urldefrag(url)
        options = {name: values[-1] for name, values in parse_qs(fragment).items()}
        self.schema: str = options.get("schema", SCHEMAS["protomaps" in self._template])
        if self.schema not in SCHEMAS:
            raise TileSourceError(f"#schema={self.schema} is not known; it is one of {', '.join(SCHEMAS)}.")
        try:
            self.min_zoom: int = int(options.get("minzoom", 0))
            self.max_zoom: int = int(options.get("maxzoom", 15 if self.schema == "protomaps" else 14))
        except ValueError as error:
            raise TileSourceError(f"#minzoom and #maxzoom of {self._template} have to be numbers.") from error
        self.attribution: str = options.get("attribution", OSM_CREDIT)
        self.fingerprint: str = hashlib.sha256(url.encode()).hexdigest()
        self._client = client or http_client()

    def get(self, tile: TileId) -> bytes | None:
        """The tile's bytes as the server sends them, or None where it has nothing. Raises TileSourceError."""
        if not tile.exists or not self.min_zoom <= tile.z <= self.max_zoom:
            return None
        url = self._template
        for name, value in zip("zxy", tile, strict=True):
            url = url.replace(f"{{{name}}}", str(value))
        status, headers, body = fetch(self._client, url, {"Accept-Encoding": "gzip, identity"}, expect=200)
        if status in NOTHING_THERE:
            return None
        if status != 200:
            raise TileSourceError(f"The tile server answered {status} for tile {tile.z}/{tile.x}/{tile.y}.")
        if headers.get("content-encoding", "identity") not in ("gzip", "identity"):
            raise TileSourceError("The tile server compresses its tiles with something other than gzip.")
        return body or None

    def close(self) -> None:
        """Close the connections."""
        self._client.close()
