"""Where a PDF's objects are, and how to get one: tables, streams of tables, and streams of objects.

ISO 32000-1, 7.5.4 to 7.5.8. Of all filters only Flate is understood, which is the one that writers use here.
"""

from __future__ import annotations

import re
import zlib
from typing import Any

from posters.inspect.facts import NotReadable
from posters.inspect.pdf_syntax import Ref, Syntax
from posters.inspect.window import Window

_OBJECT = 1 << 15
"""Bytes within which the dictionaries that matter are whole."""
_STREAM, _UNPACKED = 1 << 20, 1 << 22
"""Bytes of one stream as it is packed, and of all that are unpacked: a few kilobytes unpack to gigabytes."""
_TABLE = 1 << 20
_MOST_REVISIONS = 16
_MOST_ENTRIES = 200_000
"""Of all tables together. A poster has some thousands."""
_START = re.compile(rb"startxref[\0\t\n\f\r ]+(\d{1,10})[\0\t\n\f\r ]+%%EOF")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])[ \r\n]{1,2}")
_HEAD = re.compile(rb"[\0\t\n\f\r ]*(\d{1,8})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj")
_SECTION = re.compile(rb"[\0\t\n\f\r ]*(\d{1,8}) +(\d{1,8})[\0\t\n\f\r ]+")

_Place = tuple[int, int]
"""(0, offset) in the file, or (number of a stream of objects, index in it)."""


class Objects:
    """The objects of one file. Later revisions hide earlier ones."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._places: dict[int, _Place | None] = {}
        self._unpacked: dict[int, tuple[bytes, list[int]]] = {}
        self._entries = 0
        self._room = _UNPACKED
        self.trailer: dict[str, Any] = {}

    async def find(self) -> None:
        """Read all tables, from the latest.

        Raises:
            NotReadable.
        """
        end = await self._window.bytes(self._window.size - 2048, 2048)
        starts = _START.findall(end)
        if not starts:
            raise NotReadable("the PDF's end is missing")
        waiting, seen = [int(starts[-1])], set[int]()
        while waiting:
            at = waiting.pop(0)
            if at in seen or len(seen) >= _MOST_REVISIONS:
                raise NotReadable("the PDF's tables cannot be read")
            seen.add(at)
            trailer = await self._table(at)
            self.trailer = self.trailer or trailer
            waiting += [trailer[key] for key in ("XRefStm", "Prev") if isinstance(trailer.get(key), int)]

    async def get(self, value: Any) -> Any:
        """What a reference leads to; anything else as it is. Null for an object that is not there."""
        for _ in range(4):
            if not isinstance(value, Ref):
                return value
            place = self._places.get(value.number)
            if place is None:
                return None
            value = await self._inside(*place) if place[0] else (await self._at(place[1], value.number))[0]
        raise NotReadable("the PDF's references go in circles")

    async def _table(self, at: int) -> dict[str, Any]:
        if not (await self._window.bytes(at, 8)).lstrip(b"\0\t\n\f\r ").startswith(b"xref"):
            return await self._packed_table(at)
        data = await self._window.bytes(at, _OBJECT)
        if b"trailer" not in data:
            data = await self._window.bytes(at, _TABLE)
        cursor = data.index(b"xref") + 4
        while section := _SECTION.match(data, cursor):
            cursor = section.end()
            for number in range(int(section[1]), int(section[1]) + int(section[2])):
                entry = _ENTRY.match(data, cursor)
                if entry is None:
                    raise NotReadable("the PDF's table cannot be read")
                cursor = entry.end()
                self._note(number, (0, int(entry[1])) if entry[3] == b"n" else None)
        syntax = Syntax(data, cursor)
        trailer = syntax.value() == "trailer" and syntax.value()
        if not isinstance(trailer, dict):
            raise NotReadable("the PDF's trailer cannot be read")
        return trailer

    async def _packed_table(self, at: int) -> dict[str, Any]:
        entries, body = await self._at(at)
        if not isinstance(entries, dict) or entries.get("Type") != "XRef":
            raise NotReadable("the PDF's table cannot be read")
        widths, size = _widths(entries.get("W")), entries.get("Size")
        data = await self._unpack(entries, body)
        index = entries.get("Index", [0, size])
        if not isinstance(index, list) or not all(isinstance(number, int) for number in index):
            raise NotReadable("the PDF's table cannot be read")
        cursor, row = 0, sum(widths)
        for first, count in zip(index[::2], index[1::2], strict=False):
            for number in range(first, first + count):
                if not row or cursor + row > len(data):
                    return entries
                self._note(number, _place(_numbers(data[cursor : cursor + row], widths)))
                cursor += row
        return entries

    def _note(self, number: int, place: _Place | None) -> None:
        self._entries += 1
        if self._entries > _MOST_ENTRIES:
            raise NotReadable("the PDF's tables are too large")
        self._places.setdefault(number, place)

    async def _at(self, offset: int, number: int | None = None) -> tuple[Any, int]:
        """The object at an offset, and where its stream begins."""
        data = await self._window.bytes(offset, _OBJECT)
        head = _HEAD.match(data)
        if head is None or (number is not None and int(head[1]) != number):
            raise NotReadable("the PDF's table does not lead to its objects")
        syntax = Syntax(data, head.end())
        value = syntax.value()
        begin = re.compile(rb"[\0\t\n\f\r ]*stream\r?\n").match(data, syntax.at)
        return value, offset + (begin.end() if begin else syntax.at)

    async def _unpack(self, entries: dict[str, Any], offset: int) -> bytes:
        """A stream's content, within bounds."""
        length = entries.get("Length")
        if isinstance(length, Ref):
            place = self._places.get(length.number)  # in no stream of objects, or finding it might go in circles
            length = (await self._at(place[1], length.number))[0] if place and not place[0] else None
        if not isinstance(length, int) or not 0 <= length <= _STREAM:
            raise NotReadable("the PDF's tables are too large")
        data = await self._window.bytes(offset, length)
        filters = entries.get("Filter", [])
        filters = filters if isinstance(filters, list) else [filters]
        if filters not in ([], ["FlateDecode"]):
            raise NotReadable("the PDF's tables are packed in an unusual way")
        if filters:
            data = _inflate(data, self._room)
            self._room -= len(data)
        parameters = entries.get("DecodeParms") or {}
        return _unpredicted(data, parameters[0] if isinstance(parameters, list) and parameters else parameters)

    async def _inside(self, container: int, index: int) -> Any:
        """An object in a stream of objects."""
        if container not in self._unpacked:
            place = self._places.get(container)
            if place is None or place[0]:
                raise NotReadable("the PDF's table does not lead to its objects")
            entries, body = await self._at(place[1], container)
            if not isinstance(entries, dict) or entries.get("Type") != "ObjStm":
                raise NotReadable("the PDF's table does not lead to its objects")
            self._unpacked[container] = _contents(entries, await self._unpack(entries, body))
        data, offsets = self._unpacked[container]
        if not 0 <= index < len(offsets):
            raise NotReadable("the PDF's table does not lead to its objects")
        return Syntax(data[offsets[index] : offsets[index] + _OBJECT]).value()


def _place(fields: list[int | None]) -> _Place | None:
    """Where a packed table's row says that its object is."""
    kind, second, third = fields
    kind = 1 if kind is None else kind
    places: dict[int, _Place] = {1: (0, second or 0), 2: (second or 0, third or 0)}
    return places.get(kind)


def _contents(entries: dict[str, Any], data: bytes) -> tuple[bytes, list[int]]:
    count, first = entries.get("N"), entries.get("First")
    if not isinstance(count, int) or not isinstance(first, int) or not 0 <= count <= 100_000:
        raise NotReadable("the PDF's objects cannot be read")
    pairs = data[: max(first, 0)].split()
    offsets = [int(pair) for pair in pairs[1 : 2 * count : 2] if pair.isdigit() and len(pair) < 10]
    return data, [first + offset for offset in offsets]


def _inflate(data: bytes, room: int) -> bytes:
    inflater = zlib.decompressobj()
    try:
        plain = inflater.decompress(data, room + 1)
    except zlib.error:
        raise NotReadable("the PDF's tables are damaged") from None
    if len(plain) > room:
        raise NotReadable("the PDF's tables are too large")
    return plain


def _unpredicted(data: bytes, parameters: Any) -> bytes:
    """Undo PNG's prediction, of which writers of tables use `up`."""
    predictor = parameters.get("Predictor", 1) if isinstance(parameters, dict) else 1
    if predictor == 1:
        return data
    columns = parameters.get("Columns", 1)
    if not (isinstance(predictor, int) and predictor >= 10 and isinstance(columns, int) and 0 < columns < 64):
        raise NotReadable("the PDF's tables are packed in an unusual way")
    rows, above = bytearray(), bytes(columns)
    for at in range(0, len(data) - columns, columns + 1):
        kind, row = data[at], data[at + 1 : at + 1 + columns]
        if kind not in {0, 2}:
            raise NotReadable("the PDF's tables are packed in an unusual way")
        above = row if kind == 0 else bytes((left + right) & 255 for left, right in zip(row, above, strict=True))
        rows += above
    return bytes(rows)


def _numbers(row: bytes, widths: list[int]) -> list[int | None]:
    """Big-endian fields; None for one of no width."""
    fields: list[int | None] = []
    at = 0
    for width in widths:
        fields.append(int.from_bytes(row[at : at + width], "big") if width else None)
        at += width
    return fields


def _widths(value: Any) -> list[int]:
    if not (isinstance(value, list) and len(value) == 3 and all(isinstance(n, int) and 0 <= n <= 8 for n in value)):
        raise NotReadable("the PDF's table cannot be read")
    return value
