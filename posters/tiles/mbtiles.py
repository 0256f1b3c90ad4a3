"""MBTiles archives: tiles in an SQLite file.

Format: https://github.com/mapbox/mbtiles-spec/blob/master/1.3/spec.md
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path
from threading import Lock
from typing import Any

from posters.tiles.source import TileId, TileSourceError, credit, layer_names, schema_of

# Of the first 100 bytes, the SQLite header, four count the changes made to the file.
SQLITE_HEADER = 100


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(SQLITE_HEADER) + str(path.stat().st_size).encode()


class MBTilesSource:
    """An MBTiles archive of vector tiles. Raises TileSourceError when it is something else."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, Lock()
        try:
            head = _head(path)
            # Read-only and immutable: no journal is looked for, so the archive may lie on a read-only disk.
            uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            rows = dict(self._connection.execute("SELECT name, value FROM metadata ORDER BY name").fetchall())
            zooms = self._connection.execute("SELECT MIN(zoom_level), MAX(zoom_level) FROM tiles").fetchone()
            layers = layer_names(json.loads(rows.get("json", "{}")))
        except (OSError, ValueError, sqlite3.Error) as error:
            raise TileSourceError(f"{path} is not an MBTiles archive: {error}.") from error
        if rows.get("format") != "pbf" or zooms[0] is None:
            raise TileSourceError(f"{path} holds no vector tiles.")
        self.min_zoom: int = zooms[0]
        self.max_zoom: int = zooms[1]
        self.schema: str = schema_of(layers, str(path))
        self.attribution: str = credit(rows.get("attribution"))
        self.fingerprint: str = hashlib.sha256(head + repr(sorted(rows.items())).encode()).hexdigest()

    def get(self, tile: TileId) -> bytes | None:
        """The tile's bytes as the archive stores them, or None. Raises TileSourceError."""
        if not tile.exists:
            return None
        south_up = (1 << tile.z) - 1 - tile.y  # MBTiles counts rows from the south
        query = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
        try:
            with self._lock:
                row: Any = self._connection.execute(query, (tile.z, tile.x, south_up)).fetchone()
        except sqlite3.Error as error:
            raise TileSourceError(f"{self._path} cannot be read: {error}.") from error
        return bytes(row[0]) if row else None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()
