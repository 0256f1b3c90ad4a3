"""The plain values a design document is made of: cleaned on the way in, refused with a sentence."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from typing import Annotated

from pydantic import BeforeValidator

from posters.fonts import UnknownFont, font
from posters.palettes import UnknownPalette, palette

_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_LINE_BREAKS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"})
# Format characters with a meaning inside words and emoji: joiners, and the tags that spell regional flags.
# Every other one (bidi overrides and isolates, byte order marks) only changes the text around it.
_KEPT_FORMAT = frozenset("\u200c\u200d") | {chr(code) for code in range(0xE0020, 0xE0080)}
_MAX_MARKS = 4  # combining marks on one letter; no orthography needs more, "zalgo" text has hundreds
MAX_LATITUDE = 85.05


def clean_text(value: object, limit: int) -> str:
    """NFC text without control characters, line breaks kept as \\n, at most `limit` characters."""
    if not isinstance(value, str):
        raise ValueError("must be text")
    if len(value) > limit * 4:
        raise ValueError(f"must have at most {limit} characters")
    text = value.replace("\r\n", "\n").translate(_LINE_BREAKS).replace("\t", " ")
    if any(unicodedata.category(char) == "Cs" for char in text):
        raise ValueError("contains half a character (a lone surrogate)")
    text = unicodedata.normalize("NFC", "".join(char for char in text if _is_drawable(char)))
    if len(text) > limit:
        raise ValueError(f"must have at most {limit} characters")
    _refuse_stacked_marks(text)
    return text


def _is_drawable(char: str) -> bool:
    category = unicodedata.category(char)
    return char == "\n" or char in _KEPT_FORMAT or category not in ("Cc", "Cf")


def _refuse_stacked_marks(text: str) -> None:
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if run > _MAX_MARKS:
            raise ValueError(f"has more than {_MAX_MARKS} accents on one letter")


def line_of_text(limit: int) -> Callable[[object], str]:
    """One line: breaks become spaces, runs of spaces one space."""

    def clean(value: object) -> str:
        return " ".join(clean_text(value, limit).split())

    return clean


def lines_of_text(limit: int, max_lines: int) -> Callable[[object], str]:
    """Several lines, each trimmed; one empty line between two is kept as a pause."""

    def clean(value: object) -> str:
        lines: list[str] = []
        for line in clean_text(value, limit).split("\n"):
            line = " ".join(line.split())
            if line or (lines and lines[-1]):
                lines.append(line)
        text = "\n".join(lines).strip("\n")
        if sum(1 for line in text.split("\n") if line) > max_lines:
            raise ValueError(f"must have at most {max_lines} lines")
        return text

    return clean


def number(value: object, digits: int) -> float:
    """A finite number rounded to `digits` decimals; never −0."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number")
    try:
        result = float(value)
    except OverflowError:
        raise ValueError("must be a finite number") from None
    if not math.isfinite(result):
        raise ValueError("must be a finite number")
    return round(result, digits) + 0.0


def between(low: float, high: float, digits: int = 4) -> Callable[[object], float]:
    """A number that is refused outside of `low`…`high`."""

    def check(value: object) -> float:
        result = number(value, digits)
        if not low <= result <= high:
            raise ValueError(f"must be between {low:g} and {high:g}")
        return result

    return check


def clamped(low: float, high: float, digits: int = 4) -> Callable[[object], float]:
    """A number that is moved to the nearer end of `low`…`high`."""
    return lambda value: min(high, max(low, number(value, digits)))


def _latitude(value: object) -> float:
    return min(MAX_LATITUDE, max(-MAX_LATITUDE, between(-90, 90, 7)(value)))


def _longitude(value: object) -> float:
    wrapped = round(math.remainder(number(value, 7), 360), 7) + 0.0
    return -180.0 if wrapped == 180.0 else wrapped


def _color(value: object) -> str:
    if not isinstance(value, str) or not _COLOR.fullmatch(value):
        raise ValueError("must be a colour such as #1a2b3c")
    digits = value[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _font_id(value: object) -> str:
    name = clean_text(value, 60)
    try:
        return font(name).id
    except UnknownFont:
        raise ValueError(f"there is no font “{name}”") from None


def _palette_name(value: object) -> str:
    name = clean_text(value, 60)
    try:
        return palette(name).name
    except UnknownPalette:
        raise ValueError(f"there is no map style “{name}”") from None


def one_of(*choices: str) -> Callable[[object], str]:
    """One of the given words, spelled exactly so."""

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return value

    return check


Latitude = Annotated[float, BeforeValidator(_latitude)]
Longitude = Annotated[float, BeforeValidator(_longitude)]
Color = Annotated[str, BeforeValidator(_color)]
Flag = Annotated[bool, BeforeValidator(_flag)]
FontId = Annotated[str, BeforeValidator(_font_id)]
PaletteName = Annotated[str, BeforeValidator(_palette_name)]
