"""A decoder of Mapbox Vector Tiles, made by hand for speed and for tiles that mean harm.

Format: https://github.com/mapbox/vector-tile-spec/tree/master/2.1. Geometry is unpacked only when a feature
is asked for its rings, so a feature that is not drawn costs next to nothing. Whatever the bytes are, the
answer is layers or a TileError, in time and memory that grow with the tile and stop at the caps below.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

MAX_TILE = 16 << 20
MAX_POINTS = 2_000_000
MAX_PARTS = 500_000
MAX_TAGS = 1 << 16
MAX_EXTENT = 1 << 16

POINT, LINE, POLYGON = 1, 2, 3

_MOVE_TO, _LINE_TO, _CLOSE_PATH = 1, 2, 7
_CONTINUED = bytes(range(128, 256))

Property = str | float | int | bool
Ring = list[tuple[int, int]]


class TileError(ValueError):
    """These bytes are not a vector tile, or one too large to be meant well."""


class Feature:
    """One feature: its properties, its type (1 points, 2 lines, 3 polygons) and, on demand, its rings."""

    __slots__ = ("_geometry", "geometry_type", "properties")

    def __init__(self, properties: dict[str, Property], geometry_type: int, geometry: bytes) -> None:
        self.properties = properties
        self.geometry_type = geometry_type
        self._geometry = geometry

    def rings(self) -> list[Ring]:
        """The parts of the geometry in tile units (0 to the layer's extent, y down, a little over the edge).

        Lines and polygon rings alike, rings without their closing point; points are parts of one point each.
        Raises TileError.
        """
        numbers = _packed(self._geometry, 0, len(self._geometry))
        try:
            return _rings(numbers)
        except IndexError as error:
            raise TileError("A geometry ends in the middle.") from error


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer; coordinates run from 0 to `extent` across the tile."""

    name: str
    extent: int
    features: list[Feature]


def decode(data: bytes, wanted: Callable[[str], bool]) -> list[Layer]:
    """The layers whose name is `wanted`, of a tile that may be gzipped. Raises TileError."""
    tile = _gunzip(data)
    layers = []
    try:
        at, end = 0, len(tile)
        budget = _Budget()
        while at < end:
            tag, at = _varint(tile, at)
            if tag != 0x1A:  # field 3, length-delimited: a layer
                at = _skip(tile, at, tag & 7)
                continue
            length, at = _varint(tile, at)
            if at + length > end:
                raise TileError("A layer is longer than the tile.")
            layer = _layer(tile, at, at + length, wanted, budget)
            if layer is not None:
                layers.append(layer)
            at += length
        if at != end:
            raise TileError("The tile ends in the middle.")
    except (IndexError, UnicodeDecodeError, struct.error) as error:
        raise TileError(f"The tile is damaged: {error}.") from error
    return layers


class _Budget:
    """What one tile may still hold."""

    __slots__ = ("parts", "points")

    def __init__(self) -> None:
        self.parts, self.points = MAX_PARTS, MAX_POINTS

    def take_points(self, count: int) -> None:
        self.points -= count
        if self.points < 0:
            raise TileError(f"The tile holds more than {MAX_POINTS} points.")

    def take_part(self) -> None:
        self.parts -= 1
        if self.parts < 0:
            raise TileError(f"The tile holds more than {MAX_PARTS} features, keys and values.")


def _gunzip(data: bytes) -> bytes:
    if data[:2] == b"\x1f\x8b":
        stream = zlib.decompressobj(31)
        try:
            data = stream.decompress(data, MAX_TILE + 1)
        except zlib.error as error:
            raise TileError(f"The tile cannot be unpacked: {error}.") from error
        if len(data) <= MAX_TILE and not stream.eof:
            raise TileError("The tile's gzip stream ends in the middle.")
    if len(data) > MAX_TILE:
        raise TileError(f"The tile is larger than {MAX_TILE >> 20} MB.")
    return data


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = data[at]
    at += 1
    if value < 128:
        return value, at
    value &= 127
    shift = 7
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
        if shift > 63:
            raise TileError("A number in the tile is too long.")


def _packed(data: bytes, at: int, end: int) -> list[int]:
    """A run of varints of at most 35 bits: tags and geometry hold 32-bit numbers."""
    span = data[at:end]
    if span.isascii():  # no number takes a second byte, as in most geometries at the highest zoom
        return list(span)
    numbers: list[int] = []
    append = numbers.append
    shift = value = 0
    for byte in span:
        if byte < 128:
            if shift:
                append(value | byte << shift)
                shift = value = 0
            else:
                append(byte)
        else:
            value |= (byte & 127) << shift
            shift += 7
            if shift > 28:
                raise TileError("A number in the tile is too long.")
    if shift:
        raise TileError("A list of numbers ends in the middle.")
    return numbers


def _skip(data: bytes, at: int, wire_type: int) -> int:
    if wire_type == 0:
        return _varint(data, at)[1]
    if wire_type == 1:
        return at + 8
    if wire_type == 2:
        length, at = _varint(data, at)
        return at + length
    if wire_type == 5:
        return at + 4
    raise TileError(f"The tile has a field of unknown wire type {wire_type}.")


def _layer(data: bytes, at: int, end: int, wanted: Callable[[str], bool], budget: _Budget) -> Layer | None:
    name, extent = "", 4096
    keys: list[str] = []
    values: list[tuple[int, int]] = []
    features: list[tuple[int, int]] = []
    while at < end:
        tag, at = _varint(data, at)
        if tag & 7 != 2:
            if tag >> 3 == 5:
                extent, at = _varint(data, at)
            else:
                at = _skip(data, at, tag & 7)
            continue
        budget.take_part()
        length, at = _varint(data, at)
        field, stop = tag >> 3, at + length
        if field == 2:
            features.append((at, stop))
        elif field == 3:
            keys.append(data[at:stop].decode("utf-8", "replace"))
        elif field == 4:
            values.append((at, stop))
        elif field == 1:
            name = data[at:stop].decode()
        at = stop
    if at != end:
        raise TileError("A layer ends in the middle.")
    if not wanted(name):
        return None
    if not 0 < extent <= MAX_EXTENT:
        raise TileError(f"A layer's extent is {extent}.")
    decoded = [_value(data, *span) for span in values]
    found = (_feature(data, *span, keys, decoded, budget) for span in features)
    return Layer(name, extent, [feature for feature in found if feature is not None])


def _feature(
    data: bytes, at: int, end: int, keys: list[str], values: list[Property], budget: _Budget
) -> Feature | None:
    geometry_type, geometry, tags = 0, b"", []
    while at < end:
        tag, at = _varint(data, at)
        field = tag >> 3
        if field == 3:
            geometry_type, at = _varint(data, at)
        elif field == 4:
            length, at = _varint(data, at)
            geometry = data[at : at + length]
            at += length
        elif field == 2:
            length, at = _varint(data, at)
            if length > MAX_TAGS:
                raise TileError("A feature has too many properties.")
            tags = _packed(data, at, at + length)
            at += length
        else:
            at = _skip(data, at, tag & 7)
    if at != end or len(tags) & 1:
        raise TileError("A feature is damaged.")
    if not POINT <= geometry_type <= POLYGON:
        return None
    # Two numbers a point, and as many numbers as there are bytes that end one.
    budget.take_points(len(geometry.translate(None, _CONTINUED)) // 2)
    pairs = iter(tags)
    return Feature(
        {keys[key]: values[value] for key, value in zip(pairs, pairs, strict=True)}, geometry_type, geometry
    )


def _value(data: bytes, at: int, end: int) -> Property:
    value: Property = ""
    while at < end:
        tag, at = _varint(data, at)
        field = tag >> 3
        if field == 1:
            length, at = _varint(data, at)
            value = data[at : at + length].decode("utf-8", "replace")
            at += length
        elif field == 2:
            value = struct.unpack_from("<f", data, at)[0]
            at += 4
        elif field == 3:
            value = struct.unpack_from("<d", data, at)[0]
            at += 8
        elif field in (4, 5, 6, 7):
            number, at = _varint(data, at)
            value = _number(field, number)
        else:
            at = _skip(data, at, tag & 7)
    if at != end:
        raise TileError("A property is damaged.")
    return value


def _number(field: int, number: int) -> int | bool:
    if field == 7:
        return bool(number)
    if field == 6:
        return (number >> 1) ^ -(number & 1)
    return number - (1 << 64) if field == 4 and number >> 63 else number


def _rings(numbers: list[int]) -> list[Ring]:
    """The specification's command stream (4.3) as lists of points."""
    x = y = at = 0
    rings: list[Ring] = []
    count = len(numbers)
    while at < count:
        command, repeat = numbers[at] & 7, numbers[at] >> 3
        at += 1
        if command == _CLOSE_PATH:
            continue
        if command not in (_MOVE_TO, _LINE_TO) or repeat > (count - at) // 2:
            raise TileError("A geometry is damaged.")
        ring = rings[-1] if command == _LINE_TO else []
        deltas = iter(numbers[at : at + 2 * repeat])
        at += 2 * repeat
        for dx, dy in zip(deltas, deltas, strict=True):
            x += (dx >> 1) ^ -(dx & 1)
            y += (dy >> 1) ^ -(dy & 1)
            if command == _MOVE_TO:
                ring = []
                rings.append(ring)
            ring.append((x, y))
    return rings
