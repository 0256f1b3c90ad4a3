"""PMTiles version 3 archives, on disk or over HTTP.

Format: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import httpx
from pmtiles import tile as spec

from posters.tiles.content import Content, MappedFile, RangeRequests, Replaced
from posters.tiles.source import TileId, TileSourceError, credit, layer_names, schema_of

# The specification keeps the header and the root directory in the first 16 KiB: one request opens an archive.
HEAD = 16_384
HEADER = 127
DIRECTORY_DEPTH = 4
CACHED_DIRECTORIES = 64

# What the format's own parser raises on bytes that are not what they should be.
_BROKEN = (
    ValueError, EOFError, OSError, IndexError, zlib.error,
    spec.MagicNumberNotFound, spec.SpecVersionUnsupported,
)  # fmt: skip


class _Archive(NamedTuple):
    """What is known of an archive once it is open."""

    header: spec.HeaderDict
    schema: str
    attribution: str
    fingerprint: str


class PMTilesSource:
    """A PMTiles archive of vector tiles. When a remote one is replaced, the new one is read from then on."""

    def __init__(self, content: Content, name: str) -> None:
        self._content, self._name = content, name
        self._directories: OrderedDict[int, list[spec.Entry]] = OrderedDict()
        self._lock = Lock()
        self._archive = self._open()

    @classmethod
    def on_disk(cls, path: Path) -> PMTilesSource:
        """The archive at `path`. Raises TileSourceError."""
        return cls(MappedFile(path), str(path))

    @classmethod
    def over_http(cls, url: str, client: httpx.Client | None = None) -> PMTilesSource:
        """The archive at `url`, whose server must answer range requests. Raises TileSourceError."""
        return cls(RangeRequests(url, client), url)

    @property
    def min_zoom(self) -> int:
        """The smallest zoom that holds tiles."""
        return int(self._archive.header["min_zoom"])

    @property
    def max_zoom(self) -> int:
        """The largest zoom that holds tiles."""
        return int(self._archive.header["max_zoom"])

    @property
    def schema(self) -> str:
        """`protomaps` or `openmaptiles`."""
        return self._archive.schema

    @property
    def attribution(self) -> str:
        """The credit that the data asks for."""
        return self._archive.attribution

    @property
    def fingerprint(self) -> str:
        """Hash of header, metadata and root directory, which holds the sizes of the tiles."""
        return self._archive.fingerprint

    def get(self, tile: TileId) -> bytes | None:
        """The tile's bytes as the archive stores them, or None. Raises TileSourceError."""
        if not tile.exists or not self.min_zoom <= tile.z <= self.max_zoom:
            return None
        number = spec.zxy_to_tileid(*tile)
        try:
            return self._find(number)
        except Replaced:
            self._content.forget()
            with self._lock:
                self._directories.clear()
            self._archive = self._open()
            return self._find(number)

    def close(self) -> None:
        """Let go of the archive."""
        self._content.close()

    def _open(self) -> _Archive:
        head = self._content.read(0, HEAD)
        try:
            header = spec.deserialize_header(head[:HEADER])
            self._refuse_unreadable(header)
            packed = self._read(header["metadata_offset"], header["metadata_length"])
            metadata = json.loads(gzip.decompress(packed))
        except _BROKEN as error:
            raise TileSourceError(f"{self._name} is not a PMTiles archive: {error!r}.") from error
        root = self._read(header["root_offset"], header["root_length"])
        return _Archive(
            header,
            schema_of(layer_names(metadata), self._name),
            credit(metadata.get("attribution")),
            hashlib.sha256(head[:HEADER] + packed + root).hexdigest(),
        )

    def _refuse_unreadable(self, header: spec.HeaderDict) -> None:
        if header["tile_type"] is not spec.TileType.MVT:
            raise TileSourceError(f"{self._name} holds {header['tile_type'].name} tiles, not vector tiles.")
        readable = (spec.Compression.NONE, spec.Compression.GZIP)
        if header["tile_compression"] not in readable or header["internal_compression"] is not spec.Compression.GZIP:
            raise TileSourceError(f"{self._name} is not compressed with gzip; convert it.")

    def _find(self, number: int) -> bytes | None:
        header = self._archive.header
        offset, length = header["root_offset"], header["root_length"]
        for _ in range(DIRECTORY_DEPTH):
            entry = spec.find_tile(self._directory(offset, length), number)
            if entry is None:
                return None
            if entry.run_length:
                return self._read(header["tile_data_offset"] + entry.offset, entry.length)
            offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
        raise TileSourceError(f"{self._name} is broken: its directories are nested too deep.")

    def _read(self, offset: int, length: int) -> bytes:
        data = self._content.read(offset, length)
        if len(data) != length:
            raise TileSourceError(f"{self._name} is cut short: fetch or copy it again.")
        return data

    def _directory(self, offset: int, length: int) -> list[spec.Entry]:
        with self._lock:
            known = self._directories.get(offset)
            if known is not None:
                self._directories.move_to_end(offset)
                return known
        try:
            entries = spec.deserialize_directory(self._read(offset, length))
        except _BROKEN as error:
            raise TileSourceError(f"{self._name} is broken: a directory cannot be read: {error!r}.") from error
        with self._lock:
            self._directories[offset] = entries
            if len(self._directories) > CACHED_DIRECTORIES:
                self._directories.popitem(last=False)
        return entries
