"""A decoder of Mapbox Vector Tiles, made by hand for speed and for tiles that mean harm.

Format: https://github.com/mapbox/vector-tile-spec/tree/master/2.1. Geometry is unpacked only when a feature
is asked for its rings, so a feature that is not drawn costs next to nothing. Whatever the bytes are, the
answer is layers or a TileError, in time and memory that grow with the tile and stop at the caps below.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

from posters.tiles.wire import TileError, gunzip, packed, skip, varint

__all__ = ["LINE", "POINT", "POLYGON", "Feature", "Layer", "TileError", "decode"]

MAX_POINTS = 2_000_000
MAX_PARTS = 200_000
MAX_TAGS = 1 << 16
MAX_EXTENT = 1 << 16

POINT, LINE, POLYGON = 1, 2, 3

_MOVE_TO, _LINE_TO, _CLOSE_PATH = 1, 2, 7
_CONTINUED = bytes(range(128, 256))

Property = str | float | int | bool
Ring = list[tuple[int, int]]


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
        numbers = packed(self._geometry)
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
    tile = gunzip(data)
    layers = []
    try:
        at, end = 0, len(tile)
        budget = _Budget(end)
        while at < end:
            tag, at = varint(tile, at)
            if tag < 8:
                raise TileError("The tile has a field of number 0.")
            if tag != 0x1A:  # field 3, length-delimited: a layer
                at = skip(tile, at, tag & 7)
                continue
            length, at = varint(tile, at)
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
    """What a tile may still hold: parts (features, keys and values), and points, which only a large one exceeds."""

    __slots__ = ("parts", "points")

    def __init__(self, size: int) -> None:
        self.parts = MAX_PARTS
        # A point is two bytes at least.
        self.points = MAX_POINTS if size > 2 * MAX_POINTS else None

    def take_points(self, geometry: bytes) -> None:
        # Two numbers a point, and as many numbers as there are bytes that end one.
        count = len(geometry.translate(None, _CONTINUED)) // 2
        self.points = (self.points or 0) - count
        if self.points < 0:
            raise TileError(f"The tile holds more than {MAX_POINTS} points.")


def _layer(data: bytes, at: int, end: int, wanted: Callable[[str], bool], budget: _Budget) -> Layer | None:
    name, extent = "", 4096
    keys: list[str] = []
    values: list[tuple[int, int]] = []
    features: list[tuple[int, int]] = []
    while at < end:
        tag, at = varint(data, at)
        if tag & 7 != 2:
            if tag >> 3 == 5:
                extent, at = varint(data, at)
            else:
                at = skip(data, at, tag & 7)
            continue
        budget.parts -= 1
        if budget.parts < 0:
            raise TileError(f"The tile holds more than {MAX_PARTS} features, keys and values.")
        length, at = varint(data, at)
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
    geometry_type, geometry = 0, b""
    tags: bytes | list[int] = b""
    while at < end:
        tag, at = varint(data, at)
        if tag == 0x18:  # field 3, a number
            geometry_type, at = varint(data, at)
        elif tag in (0x12, 0x22):  # fields 2 and 4, length-delimited
            length = data[at]
            if length < 128:
                at += 1
            else:
                length, at = varint(data, at)
            stop = at + length
            if tag == 0x22:
                geometry = data[at:stop]
            elif length <= MAX_TAGS:
                tags = data[at:stop]
                if not tags.isascii():  # else no number takes a second byte, and the bytes are the numbers
                    tags = packed(tags)
            else:
                raise TileError("A feature has too many properties.")
            at = stop
        else:
            at = skip(data, at, tag & 7)
    if at != end or len(tags) & 1:
        raise TileError("A feature is damaged.")
    if not POINT <= geometry_type <= POLYGON:
        return None
    if budget.points is not None:
        budget.take_points(geometry)
    properties = {keys[tags[at]]: values[tags[at + 1]] for at in range(0, len(tags), 2)}
    return Feature(properties, geometry_type, geometry)


def _value(data: bytes, at: int, end: int) -> Property:
    value: Property = ""
    while at < end:
        tag, at = varint(data, at)
        field = tag >> 3
        if field == 1:
            length, at = varint(data, at)
            value = data[at : at + length].decode("utf-8", "replace")
            at += length
        elif field == 2:
            value = struct.unpack_from("<f", data, at)[0]
            at += 4
        elif field == 3:
            value = struct.unpack_from("<d", data, at)[0]
            at += 8
        elif field in (4, 5, 6, 7):
            number, at = varint(data, at)
            value = _number(field, number)
        else:
            at = skip(data, at, tag & 7)
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
        command = numbers[at] & 7
        stop = at + 1 + (numbers[at] >> 3 << 1)
        at += 1
        if command == _LINE_TO:
            append = rings[-1].append
            while at < stop:
                step = numbers[at]
                x += (step >> 1) ^ -(step & 1)
                step = numbers[at + 1]
                y += (step >> 1) ^ -(step & 1)
                append((x, y))
                at += 2
        elif command == _MOVE_TO:
            while at < stop:
                step = numbers[at]
                x += (step >> 1) ^ -(step & 1)
                step = numbers[at + 1]
                y += (step >> 1) ^ -(step & 1)
                rings.append([(x, y)])
                at += 2
        elif command != _CLOSE_PATH:
            raise TileError("A geometry is damaged.")
    return rings
