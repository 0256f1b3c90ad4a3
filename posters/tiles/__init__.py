"""Where map tiles come from: PMTiles and MBTiles archives, and XYZ tile servers, behind one protocol."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from posters.tiles.source import TileId, TileSource, TileSourceError

__all__ = ["DEMO_ARCHIVE", "TileId", "TileSource", "TileSourceError", "open_source"]

DEMO_ARCHIVE: Path = Path(__file__).parents[1] / "assets" / "demo" / "astana.pmtiles"


def open_source(url: str) -> TileSource:
    """Open the map at `url`.

    - `city.pmtiles`, `https://…/planet.pmtiles`: a PMTiles archive on disk, or over HTTP range requests;
    - `city.mbtiles`: an MBTiles archive on disk;
    - `https://…/{z}/{x}/{y}.mvt`: a tile server. A fragment says what a template cannot:
      `#schema=openmaptiles&minzoom=0&maxzoom=14`.

    Raises TileSourceError when it cannot be used.
    """
    from posters.tiles.mbtiles import MBTilesSource
    from posters.tiles.pmtiles import PMTilesSource
    from posters.tiles.xyz import XYZSource

    if all(part in url for part in ("{z}", "{x}", "{y}")):
        return XYZSource(url)
    remote = urlsplit(url).scheme in ("http", "https")
    path = urlsplit(url).path if remote else url.removeprefix("file://")
    if path.endswith(".pmtiles"):
        return PMTilesSource.over_http(url) if remote else PMTilesSource.on_disk(Path(path))
    if path.endswith(".mbtiles") and not remote:
        return MBTilesSource(Path(path))
    raise TileSourceError(
        f"{url!r} is not a map that can be read: give a .pmtiles file or URL, a .mbtiles file, "
        "or a URL with {z}, {x} and {y}."
    )
