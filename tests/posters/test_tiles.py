"""Tile sources: the packaged city, and the same tiles from every other kind of place."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pmtiles import reader, writer
from pmtiles.tile import Compression, TileType, zxy_to_tileid

from posters.tiles import DEMO_ARCHIVE, TileId, TileSourceError, open_source
from posters.tiles.mvt import decode

CREDIT = "© OpenStreetMap contributors"
CENTRE = TileId(14, 11443, 5473)
REFERENCE: Any = reader  # the format's own reader, untyped, to check ours by
WRITE: Any = writer.Writer
TILES: dict[TileId, bytes] = {
    TileId(*tile): data for tile, data in REFERENCE.all_tiles(REFERENCE.MemorySource(DEMO_ARCHIVE.read_bytes()))
}


class Server:
    """A web server on a free port that knows files, ranges, ETags and how to misbehave."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.etag: str | None = '"1"'
        self.status: int | None = None
        self.ranges = True
        self.headers: dict[str, str] = {}
        self.requests: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.answer(self)

            def log_message(self, *_: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        Thread(target=self.http.serve_forever, args=(0.05,), daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Send a file, or the part of it that was asked for."""
        self.requests.append(request.path)
        body = self.files.get(request.path, b"")
        status = self.status or (200 if request.path in self.files else 404)
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", request.headers.get("Range", ""))
        if wanted and self.ranges and status == 200:
            body, status = body[int(wanted[1]) : int(wanted[2]) + 1], 206
        request.send_response(status)
        for name, value in self.headers.items():
            request.send_header(name, value)
        if self.etag:
            request.send_header("ETag", self.etag)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.http.shutdown()
    running.http.server_close()


def archive(path: Path, tiles: dict[TileId, bytes], metadata: dict[str, Any], **header: Any) -> Path:
    """Write a small PMTiles archive."""
    facts = {
        "tile_type": TileType.MVT, "tile_compression": Compression.GZIP, "min_zoom": 14, "max_zoom": 14,
        "min_lon_e7": 0, "min_lat_e7": 0, "max_lon_e7": 0, "max_lat_e7": 0,
        "center_zoom": 14, "center_lon_e7": 0, "center_lat_e7": 0,
    }  # fmt: skip
    with path.open("wb") as file:
        packed = WRITE(file)
        for number, data in sorted((zxy_to_tileid(*tile), data) for tile, data in tiles.items()):
            packed.write_tile(number, data)
        packed.finalize(facts | header, metadata)
    return path


PROTOMAPS = {"vector_layers": [{"id": "earth"}, {"id": "roads"}]}
OPENMAPTILES = {"vector_layers": [{"id": "transportation"}], "attribution": "<a href='x'>&copy; Some  City</a>"}


def test_the_packaged_city() -> None:
    source = open_source(str(DEMO_ARCHIVE))

    assert (source.min_zoom, source.max_zoom, source.schema) == (9, 14, "protomaps")
    assert source.attribution == CREDIT
    assert re.fullmatch("[0-9a-f]{64}", source.fingerprint)
    assert len(TILES) == 348
    assert {tile: source.get(tile) for tile in TILES} == TILES
    assert DEMO_ARCHIVE.stat().st_size < 1_700_000
    assert CREDIT in (DEMO_ARCHIVE.parent / "NOTICE.md").read_text("utf-8")


def test_the_packaged_city_says_nothing_of_its_mappers() -> None:
    keys = {
        key
        for tile, data in TILES.items()
        for layer in decode(data, lambda _: True)
        for feature in layer.features
        for key in feature.properties
    }

    assert keys == {"kind", "kind_detail", "is_link", "is_bridge", "is_tunnel", "name"}


@pytest.mark.parametrize(
    "tile",
    [
        TileId(14, 0, 0), TileId(8, 0, 0), TileId(15, 22886, 10946), TileId(14, 1 << 14, 0), TileId(14, -1, 5),
        TileId(-1, 0, 0), TileId(60, 1, 1),
    ],
)  # fmt: skip
def test_what_the_map_does_not_hold_is_none(tile: TileId) -> None:
    assert open_source(str(DEMO_ARCHIVE)).get(tile) is None


def test_threads_share_a_source() -> None:
    source = open_source(str(DEMO_ARCHIVE))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(source.get, list(TILES) * 3)) == list(TILES.values()) * 3


def test_an_archive_over_http(server: Server) -> None:
    server.files["/city.pmtiles"] = DEMO_ARCHIVE.read_bytes()
    local = open_source(str(DEMO_ARCHIVE))

    with closing(open_source(f"{server.url}/city.pmtiles")) as source:
        opened = len(server.requests)
        assert source.get(CENTRE) == TILES[CENTRE]
        assert source.get(TileId(14, 0, 0)) is None
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(source.get, TILES)) == list(TILES.values())

    assert (source.fingerprint, source.schema) == (local.fingerprint, local.schema)
    assert opened <= 3
    assert len(server.requests) <= opened + 2 + len(TILES)  # the directory is fetched once


def test_an_archive_with_leaf_directories_over_http(server: Server, tmp_path: Path) -> None:
    tiles = {TileId(14, x, y): f"{x} {y}".encode() * (1 + x % 3) for x in range(0, 400, 2) for y in range(150)}
    server.files["/big.pmtiles"] = archive(tmp_path / "big.pmtiles", tiles, PROTOMAPS).read_bytes()

    with closing(open_source(f"{server.url}/big.pmtiles")) as source:
        for tile in list(tiles)[::1500]:
            assert source.get(tile) == tiles[tile]
        assert source.get(TileId(14, 1, 1)) is None


def test_a_replaced_archive_is_read_anew(server: Server, tmp_path: Path) -> None:
    old = archive(tmp_path / "old.pmtiles", {CENTRE: b"old"}, PROTOMAPS)
    new = archive(tmp_path / "new.pmtiles", {TileId(14, 1, 1): b"much longer", CENTRE: b"new"}, PROTOMAPS)
    server.files["/city.pmtiles"] = old.read_bytes()

    with closing(open_source(f"{server.url}/city.pmtiles")) as source:
        before = source.fingerprint
        assert source.get(CENTRE) == b"old"
        server.files["/city.pmtiles"], server.etag = new.read_bytes(), '"2"'

        assert source.get(CENTRE) == b"new"
        assert source.fingerprint != before


def test_a_server_without_ranges_is_named(server: Server) -> None:
    server.files["/city.pmtiles"], server.ranges = DEMO_ARCHIVE.read_bytes(), False

    with pytest.raises(TileSourceError, match="answered 200 to a range request"):
        open_source(f"{server.url}/city.pmtiles")


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(TileSourceError, match="does not answer"):
        open_source("http://127.0.0.1:9/city.pmtiles")


def test_an_openmaptiles_archive(tmp_path: Path) -> None:
    source = open_source(str(archive(tmp_path / "x.pmtiles", {CENTRE: b"tile"}, OPENMAPTILES)))

    assert (source.schema, source.attribution) == ("openmaptiles", "© Some City")


@pytest.mark.parametrize(
    ("header", "metadata", "words"),
    [
        ({"tile_type": TileType.PNG}, PROTOMAPS, "PNG tiles, not vector tiles"),
        ({"tile_compression": Compression.ZSTD}, PROTOMAPS, "not compressed with gzip"),
        ({}, {"vector_layers": [{"id": "streets"}]}, "neither a Protomaps nor an OpenMapTiles map .*streets"),
        ({}, {"vector_layers": "?"}, "its layers: none"),
    ],
)
def test_an_archive_of_something_else_is_refused(
    tmp_path: Path, header: dict[str, Any], metadata: dict[str, Any], words: str
) -> None:
    path = archive(tmp_path / "x.pmtiles", {CENTRE: b"tile"}, metadata, **header)

    with pytest.raises(TileSourceError, match=words):
        open_source(str(path))


@pytest.mark.parametrize("content", [b"", b"hello", b"PMTiles\x03" + bytes(119), DEMO_ARCHIVE.read_bytes()[:1000]])
def test_a_broken_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.pmtiles"
    path.write_bytes(content)

    with pytest.raises(TileSourceError, match=r"broken\.pmtiles"):
        open_source(str(path))


def test_an_archive_that_was_copied_in_part_is_named(tmp_path: Path) -> None:
    path = tmp_path / "half.pmtiles"
    path.write_bytes(DEMO_ARCHIVE.read_bytes()[:800_000])
    source = open_source(str(path))

    with pytest.raises(TileSourceError, match=r"half\.pmtiles is cut short"):
        list(map(source.get, TILES))


def mbtiles(path: Path, *, kind: str = "pbf", tiles: dict[TileId, bytes] = TILES) -> Path:
    """Write an MBTiles archive."""
    rows = [(tile.z, tile.x, (1 << tile.z) - 1 - tile.y, data) for tile, data in tiles.items()]
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        database.execute(
            "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)"
        )
        facts = {"format": kind, "json": json.dumps(PROTOMAPS), "attribution": CREDIT}
        database.executemany("INSERT INTO metadata VALUES (?, ?)", facts.items())
        database.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    return path


def test_an_mbtiles_archive(tmp_path: Path) -> None:
    path = mbtiles(tmp_path / "city.mbtiles")
    with closing(open_source(str(path))) as source:
        assert (source.min_zoom, source.max_zoom, source.schema) == (9, 14, "protomaps")
        assert source.attribution == CREDIT
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(source.get, TILES)) == list(TILES.values())
        assert source.get(TileId(14, 0, 0)) is None
        assert source.get(TileId(99, -1, 0)) is None
        before = source.fingerprint

    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE tiles SET tile_data = 'x' WHERE zoom_level = 9")
    with closing(open_source(str(path))) as source:
        assert source.fingerprint != before


def test_an_mbtiles_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.mbtiles").write_text("not a database at all, but long enough to look at " * 10)

    with pytest.raises(TileSourceError, match="is not an MBTiles archive"):
        open_source(str(tmp_path / "text.mbtiles"))
    with pytest.raises(TileSourceError, match="is not an MBTiles archive"):
        open_source(str(tmp_path / "missing.mbtiles"))
    with pytest.raises(TileSourceError, match="holds no vector tiles"):
        open_source(str(mbtiles(tmp_path / "png.mbtiles", kind="png")))
    with pytest.raises(TileSourceError, match="holds no vector tiles"):
        open_source(str(mbtiles(tmp_path / "empty.mbtiles", tiles={})))


def test_a_tile_server(server: Server) -> None:
    plain = gzip.decompress(TILES[CENTRE])
    server.files["/t/14/11443/5473.mvt?key=k"] = plain
    server.files["/t/14/1/1.mvt?key=k"] = b""
    url = f"{server.url}/t/{{z}}/{{x}}/{{y}}.mvt?key=k#schema=protomaps&minzoom=3&maxzoom=14"

    with closing(open_source(url)) as source:
        assert (source.min_zoom, source.max_zoom, source.schema) == (3, 14, "protomaps")
        assert source.attribution == CREDIT
        assert source.get(CENTRE) == plain
        assert source.get(TileId(14, 1, 1)) is None
        assert source.get(TileId(14, 2, 2)) is None
        asked = len(server.requests)
        assert source.get(TileId(15, 1, 1)) is None
        assert source.get(TileId(14, -1, 1)) is None
        assert len(server.requests) == asked == 3


def test_a_tile_server_that_compresses(server: Server) -> None:
    server.files["/14/11443/5473.pbf"] = TILES[CENTRE]
    server.headers["Content-Encoding"] = "gzip"

    with closing(open_source(f"{server.url}/{{z}}/{{x}}/{{y}}.pbf")) as source:
        assert source.schema == "openmaptiles"
        assert source.get(CENTRE) == TILES[CENTRE]
        server.headers["Content-Encoding"] = "br"
        with pytest.raises(TileSourceError, match="other than gzip"):
            source.get(CENTRE)


@pytest.mark.parametrize("status", [401, 403, 429, 500])
def test_a_tile_server_that_refuses(server: Server, status: int) -> None:
    server.status = status

    with (
        closing(open_source(f"{server.url}/{{z}}/{{x}}/{{y}}.mvt")) as source,
        pytest.raises(TileSourceError, match=f"answered {status} for tile 14/11443/5473"),
    ):
        source.get(CENTRE)


def test_a_tile_server_that_sends_too_much(server: Server) -> None:
    server.files["/14/11443/5473.mvt"] = bytes((16 << 20) + 1)

    with (
        closing(open_source(f"{server.url}/{{z}}/{{x}}/{{y}}.mvt")) as source,
        pytest.raises(TileSourceError, match="more than 16 MB"),
    ):
        source.get(CENTRE)


@pytest.mark.parametrize(
    "url",
    [
        "", "city.zip", "https://example.com/tiles", "https://example.com/x.mbtiles", "missing.pmtiles",
        "https://example.com/{z}/{x}/{y}.mvt#schema=shortbread", "https://example.com/{z}/{x}/{y}.mvt#maxzoom=x",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(TileSourceError, match=r"\.$"):
        open_source(url)
