"""PDF's objects as Python values, out of a bounded piece of bytes (ISO 32000-1, 7.2 and 7.3).

Names are `Name`, references `Ref`, dictionaries dicts keyed by plain text, strings bytes.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from posters.inspect.facts import NotReadable

_DEEPEST = 16
_TOKEN = re.compile(
    rb"(?:[\0\t\n\f\r ]++|%[^\r\n]*+)*+"
    rb"(?:(?P<reference>(\d{1,8})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>\[\]{}/%]))"
    rb"|(?P<number>[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20}))"
    rb"|/(?P<name>[^\0\t\n\f\r ()<>\[\]{}/%]{0,127})"
    rb"|(?P<sign><<|>>|\[|\]|\()"
    rb"|<(?P<hex>[0-9A-Fa-f\0\t\n\f\r ]*)>"
    rb"|(?P<word>[A-Za-z*]{1,20}))"
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_WORDS = {b"true": True, b"false": False, b"null": None}


class Name(str):
    """`/Type`, without the slash."""


class Ref(NamedTuple):
    """`12 0 R`"""

    number: int
    generation: int


class Word(str):
    """A keyword: obj, stream, endobj …"""


class Syntax:
    """Reads one value after another."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data = data
        self.at = at

    def value(self, depth: int = 0) -> Any:
        """The next value, or `Word`.

        Raises:
            NotReadable: when there is none.
        """
        found = _TOKEN.match(self.data, self.at)
        if found is None or depth > _DEEPEST:
            raise NotReadable("the PDF's objects cannot be read")
        self.at = found.end()
        if found["reference"]:
            return Ref(int(found[2]), int(found[3]))
        if found["number"]:
            return float(found["number"]) if b"." in found["number"] else int(found["number"])
        if found["name"] is not None:
            return _name(found["name"])
        if found["hex"] is not None:
            digits = re.sub(rb"[^0-9A-Fa-f]", b"", found["hex"])
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        if found["word"]:
            return _WORDS.get(found["word"], Word(found["word"].decode()))
        return self._compound(found["sign"], depth)

    def _compound(self, sign: bytes, depth: int) -> Any:
        match sign:
            case b"<<":
                return self._dictionary(depth)
            case b"[":
                return self._items(b"]", depth)
            case b"(":
                return self._string()
            case _:
                return Word(sign.decode())

    def _items(self, closing: bytes, depth: int) -> list[Any]:
        items: list[Any] = []
        while True:
            item = self.value(depth + 1)
            if isinstance(item, Word):
                if item != closing.decode():
                    raise NotReadable("the PDF's objects cannot be read")
                return items
            items.append(item)

    def _dictionary(self, depth: int) -> dict[str, Any]:
        items = self._items(b">>", depth)
        names = items[::2]
        if len(items) % 2 or not all(isinstance(name, Name) for name in names):
            raise NotReadable("the PDF's objects cannot be read")
        return dict(zip(map(str, names), items[1::2], strict=True))

    def _string(self) -> bytes:
        """What it says is of no use here; only where it ends."""
        start, open_ = self.at, 1
        while open_:
            if self.at >= len(self.data):
                raise NotReadable("the PDF's objects cannot be read")
            sign = self.data[self.at : self.at + 1]
            self.at += 2 if sign == b"\\" else 1
            open_ += {b"(": 1, b")": -1}.get(sign, 0)
        return self.data[start : self.at - 1]


def _name(raw: bytes) -> Name:
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), raw)
    return Name(plain.decode("latin-1"))
