"""The wire format under vector tiles: gzip, and protobuf's variable-length numbers.

Encoding: https://protobuf.dev/programming-guides/encoding/. Nothing here trusts its bytes: too much of anything is
a TileError, and reading past the end an IndexError, which the decoder turns into one.
"""

from __future__ import annotations

import zlib

MAX_TILE = 16 << 20


class TileError(ValueError):
    """These bytes are not a vector tile, or one too large to be meant well."""


def gunzip(data: bytes) -> bytes:
    """The tile's own bytes, whether or not it comes gzipped. Raises TileError."""
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


def varint(data: bytes, at: int) -> tuple[int, int]:
    """The number at `at`, of 70 bits at most, and where the next thing starts."""
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


def packed(data: bytes) -> list[int]:
    """A run of varints of at most 35 bits: tags and geometry hold 32-bit numbers."""
    numbers: list[int] = []
    append = numbers.append
    rest = iter(data)
    try:
        for byte in rest:
            if byte < 128:
                append(byte)
                continue
            following = next(rest)
            value = byte - 128 + (following << 7)
            shift = 7
            while following >= 128:
                if shift > 21:
                    raise TileError("A number in the tile is too long.")
                value -= 128 << shift
                shift += 7
                following = next(rest)
                value += following << shift
            append(value)
    except StopIteration as error:
        raise TileError("A list of numbers ends in the middle.") from error
    return numbers


def skip(data: bytes, at: int, wire_type: int) -> int:
    """Where the field after one of this wire type starts."""
    if wire_type == 0:
        return varint(data, at)[1]
    if wire_type == 1:
        return at + 8
    if wire_type == 2:
        length, at = varint(data, at)
        return at + length
    if wire_type == 5:
        return at + 4
    raise TileError(f"The tile has a field of unknown wire type {wire_type}.")
