"""The tile decoder: exact on the specification's examples and the demo city, unharmed by hostile bytes."""

from __future__ import annotations

import gzip
import struct
import time
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posters.schemas import classifier
from posters.tiles import DEMO_ARCHIVE, TileId, open_source
from posters.tiles.mvt import MAX_PARTS, MAX_POINTS, MAX_TAGS, Layer, Ring, TileError, decode
from posters.tiles.wire import MAX_TILE

CENTRE = TileId(14, 11443, 5473)


def number(value: int) -> bytes:
    """A varint."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def block(field: int, content: bytes) -> bytes:
    """A length-delimited field."""
    return number(field << 3 | 2) + number(len(content)) + content


def packed(*values: int) -> bytes:
    return b"".join(number(value) for value in values)


def feature(geometry: bytes, kind: int = 3, tags: bytes = b"") -> bytes:
    return block(2, (block(2, tags) if tags else b"") + b"\x18" + number(kind) + block(4, geometry))


def layer(*parts: bytes, name: str = "roads", extent: int = 4096) -> bytes:
    return block(3, b"\x78\x02" + block(1, name.encode()) + b"".join(parts) + b"\x28" + number(extent))


def everything(_: str) -> bool:
    return True


def walk(layers: list[Layer]) -> int:
    """Unpack all geometry; gives the number of points."""
    return sum(len(ring) for found in layers for each in found.features for ring in each.rings())


# https://github.com/mapbox/vector-tile-spec/tree/master/2.1#435-example-geometry-encodings
SPECIFICATION: list[tuple[str, int, tuple[int, ...], list[Ring]]] = [
    ("point", 1, (9, 50, 34), [[(25, 17)]]),
    ("points", 1, (17, 10, 14, 3, 9), [[(5, 7)], [(3, 2)]]),
    ("line", 2, (9, 4, 4, 18, 0, 16, 16, 0), [[(2, 2), (2, 10), (10, 10)]]),
    (
        "lines",
        2,
        (9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8),
        [[(2, 2), (2, 10), (10, 10)], [(1, 1), (3, 5)]],
    ),
    ("polygon", 3, (9, 6, 12, 18, 10, 12, 24, 44, 15), [[(3, 6), (8, 12), (20, 34)]]),
    (
        "polygons",
        3,
        (9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0, 0, 18, 17, 0, 15,
         9, 4, 13, 26, 0, 8, 8, 0, 0, 7, 15),
        [
            [(0, 0), (10, 0), (10, 10), (0, 10)],
            [(11, 11), (20, 11), (20, 20), (11, 20)],
            [(13, 13), (13, 17), (17, 17), (17, 13)],
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "geometry", "rings"), [row[1:] for row in SPECIFICATION], ids=[row[0] for row in SPECIFICATION]
)
def test_the_examples_of_the_specification(kind: int, geometry: tuple[int, ...], rings: list[Ring]) -> None:
    (found,) = decode(layer(feature(packed(*geometry), kind)), everything)

    assert [(each.geometry_type, each.rings()) for each in found.features] == [(kind, rings)]


def test_properties_of_every_type() -> None:
    values = [
        block(1, "Есіл".encode()),
        b"\x15" + struct.pack("<f", 0.5),
        b"\x19" + struct.pack("<d", -2.25),
        b"\x20" + number((1 << 64) - 3),
        b"\x28" + number(300),
        b"\x30" + number(7),
        b"\x38\x01",
    ]
    names = ["string", "float", "double", "int", "uint", "sint", "bool"]
    tags = packed(*(part for at in range(7) for part in (at, at)))
    tile = layer(
        *[block(3, name.encode()) for name in names],
        *[block(4, value) for value in values],
        feature(packed(9, 2, 2), 1, tags),
        extent=8192,
    )

    (found,) = decode(gzip.compress(tile), everything)

    assert (found.name, found.extent) == ("roads", 8192)
    assert found.features[0].properties == {
        "string": "Есіл", "float": 0.5, "double": -2.25, "int": -3, "uint": 300, "sint": -4, "bool": True,
    }  # fmt: skip


def test_only_wanted_layers_are_decoded() -> None:
    tile = layer(name="earth") + layer(feature(packed(9, 2, 2), 1)) + layer(name="pois")

    assert [found.name for found in decode(tile, {"roads"}.__contains__)] == ["roads"]
    assert decode(b"", everything) == []


def test_a_feature_without_geometry_type_is_left_out() -> None:
    (found,) = decode(layer(feature(packed(9, 2, 2), 0), feature(packed(9, 2, 2), 9)), everything)

    assert found.features == []


def test_unknown_fields_are_skipped() -> None:
    odd = number(15 << 3) + number(1 << 40) + number(15 << 3 | 1) + bytes(8) + number(15 << 3 | 5) + bytes(4)
    tile = odd + block(14, b"hidden") + layer(odd, block(2, odd + b"\x18\x01" + block(4, packed(9, 2, 2))))

    assert walk(decode(tile, everything)) == 1


def test_the_demo_city() -> None:
    data = open_source(str(DEMO_ARCHIVE)).get(CENTRE)
    assert data is not None
    wanted, _ = classifier("protomaps")

    layers = {found.name: found for found in decode(data, wanted.__contains__)}

    assert {name: len(found.features) for name, found in layers.items()} == {
        "landuse": 103, "water": 4, "buildings": 820, "roads": 60,
    }  # fmt: skip
    # As counted by mapbox-vector-tile 2.2, which repeats the first point of each of the 931 rings.
    assert walk(list(layers.values())) == 746 + 48 + 6024 + 1226 - 931


HOSTILE = {
    "cut gzip": gzip.compress(layer() * 50)[:-9],
    "no gzip": b"\x1f\x8b" + bytes(40),
    "gzip bomb": gzip.compress(bytes(MAX_TILE + 1)),
    "too large": bytes(MAX_TILE + 1),
    "endless number": b"\xff" * 1_000_000,
    "endless number in a layer": block(3, b"\xff" * 1_000_000),
    "endless tag": layer(feature(b"", 1, b"\xff" * 60_000)),
    "cut layer": layer(feature(packed(9, 2, 2), 1))[:-4],
    "layer past the tile": b"\x1a\xff\xff\xff\xff\x7f",
    "feature past the layer": block(3, block(1, b"roads") + b"\x12\x7f\x18"),
    "unknown wire type": b"\x1b\x00",
    "name that is not text": block(3, block(1, b"\xff\xfe")),
    "key out of range": layer(feature(packed(9, 2, 2), 1, packed(5, 5))),
    "odd tags": layer(block(3, b"kind"), feature(packed(9, 2, 2), 1, packed(0))),
    "too many tags": layer(feature(packed(9, 2, 2), 1, bytes(MAX_TAGS + 2))),
    "extent 0": layer(extent=0),
    "extent 2^60": layer(extent=1 << 60),
    "too many parts": layer(b"\x12\x00" * (MAX_PARTS + 1)),
    "too many points": layer(feature(bytes(2 * MAX_POINTS + 2), 2), feature(bytes(64), 2)),
    "short float": layer(block(4, b"\x15\x00")),
    "zeroes": bytes(100),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_tiles_are_refused_quickly(data: bytes) -> None:
    began = time.process_time()

    with pytest.raises(TileError):
        decode(data, everything)

    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "geometry",
    [
        packed(18, 2, 2),  # a line to, from nowhere
        packed(9, 2),  # half a point
        packed(9, 2, 2, 0x7FFFFFFA, 2, 2),  # a line of 268 million points
        packed(0x7FFFFFF9, 2, 2),  # as many starts
        packed(9, 2, 2, 11),  # an unknown command
        b"\xff" * 50_000,
        b"\x09\x02\x82",
    ],
)
def test_hostile_geometry_is_refused(geometry: bytes) -> None:
    (found,) = decode(layer(feature(geometry, 2)), everything)

    with pytest.raises(TileError):
        found.features[0].rings()


def test_a_gzip_bomb_takes_no_more_memory_than_a_tile_may() -> None:
    bomb = gzip.compress(bytes(300_000_000), 9)
    tracemalloc.start()

    with pytest.raises(TileError):
        decode(bomb, everything)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * MAX_TILE


@settings(max_examples=150)
@given(st.binary(max_size=400))
def test_random_bytes_decode_or_raise_a_tile_error(data: bytes) -> None:
    with suppress(TileError):
        walk(decode(data, everything))


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_tile_decodes_or_raises_a_tile_error(data: st.DataObject) -> None:
    tile = open_source(str(DEMO_ARCHIVE)).get(CENTRE)
    assert tile is not None
    plain = bytearray(gzip.decompress(tile))
    for _ in range(data.draw(st.integers(1, 12))):
        plain[data.draw(st.integers(0, len(plain) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(plain[: data.draw(st.integers(len(plain) // 2, len(plain)))])

    with suppress(TileError):
        walk(decode(damaged, everything))
