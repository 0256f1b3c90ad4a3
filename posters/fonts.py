"""The faces a poster can be set in: 36 that a customer chooses from, and fallbacks for what those lack.

The facts come from `assets/fonts/manifest.json`, written by `posters.tools.fetch_fonts`; the coverage of each
face is baked in there, so that asking whether a text can be drawn loads no font.
"""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).parent / "assets" / "fonts"

# Invisible on their own: joiners, variation selectors, direction marks, the tags that spell regional flags.
_INVISIBLE = frozenset(
    [0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), *range(0xE0020, 0xE0080)]
)


class UnknownFont(ValueError):
    """No face goes by that name."""


@dataclass(frozen=True)
class FontFace:
    """One font file. `script` marks a joined handwriting face, whose letters are never spaced apart."""

    id: str
    family: str
    path: Path
    sha256: str
    script: bool
    _coverage: str = field(repr=False, compare=False, default="")

    def has(self, character: str) -> bool:
        """Whether the file holds a glyph for this one character."""
        starts, ends = _spans(self._coverage)
        at = bisect_right(starts, ord(character)) - 1
        return at >= 0 and ord(character) <= ends[at]


@cache
def _spans(coverage: str) -> tuple[list[int], list[int]]:
    """First and last code points of the manifest's `20-7e,a0,2019`."""
    pairs = [span.partition("-") for span in coverage.split(",")]
    return [int(a, 16) for a, _, _ in pairs], [int(b or a, 16) for a, _, b in pairs]


@cache
def _manifest() -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = json.loads((ASSETS / "manifest.json").read_text("utf-8"))
    return rows


def _face(row: dict[str, Any]) -> FontFace:
    return FontFace(row["id"], row["family"], ASSETS / row["file"], row["sha256"], row["script"], row["coverage"])


@cache
def fonts() -> tuple[FontFace, ...]:
    """The selectable faces, in the order a picker shows them."""
    return tuple(_face(row) for row in _manifest()["fonts"])


@cache
def fallbacks() -> tuple[FontFace, ...]:
    """The faces asked, in this order, for what the chosen one lacks: a wide sans, then emoji, then more."""
    return tuple(_face(row) for row in _manifest()["fallbacks"])


def _key(name: str) -> str:
    return "".join(c for c in name.casefold() if c not in " -_")


@cache
def _by_key() -> dict[str, FontFace]:
    names = {}
    for face, row in zip(fonts(), _manifest()["fonts"], strict=True):
        for name in (face.id, face.family, *row["aliases"]):
            names[_key(name)] = face
    return names


def font(name: str) -> FontFace:
    """The face called `playfair`, `Playfair Display` or `playfair-display`, in any case.

    Raises UnknownFont.
    """
    face = _by_key().get(_key(name))
    if face is None:
        raise UnknownFont(f"There is no font called {name!r}.")
    return face


def covers(text: str, name: str) -> str:
    """The characters of `text` that neither the face called `name` nor a fallback can draw, each once.

    An empty answer means that all of it can be drawn. Raises UnknownFont.
    """
    faces = (font(name), *fallbacks())
    missing = []
    for character in dict.fromkeys(text):
        drawn = not character.isspace() and ord(character) not in _INVISIBLE
        if drawn and unicodedata.category(character) != "Cc" and not any(f.has(character) for f in faces):
            missing.append(character)
    return "".join(missing)
