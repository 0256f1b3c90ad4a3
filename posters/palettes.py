"""The colours a map can wear: `assets/palettes.json` as typed, immutable data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

ASSET = Path(__file__).parent / "assets" / "palettes.json"


class UnknownPalette(ValueError):
    """No palette goes by that name."""


@dataclass(frozen=True)
class Palette:
    """Every colour is `#rrggbb`. `casing` edges the highways and is None where they go without.

    `background` is the paper around the map, `text` what is set on it.
    """

    name: str
    label: str
    land: str
    water: str
    park: str
    building: str
    highway: str
    arterial: str
    local: str
    rail: str
    casing: str | None
    background: str
    text: str


def _load() -> Mapping[str, Palette]:
    rows = json.loads(ASSET.read_text("utf-8"))
    return MappingProxyType({row["name"]: Palette(**row) for row in rows})


PALETTES: Mapping[str, Palette] = _load()


def _key(name: str) -> str:
    return "".join(c for c in name.casefold() if c not in " -_")


_BY_KEY = {_key(name): found for name, found in PALETTES.items()}


def palette(name: str) -> Palette:
    """The palette called `crimsonSteel`, `Crimson Steel` or `crimson-steel`. Raises UnknownPalette."""
    found = _BY_KEY.get(_key(name))
    if found is None:
        raise UnknownPalette(f"There is no map style called {name!r}.")
    return found
