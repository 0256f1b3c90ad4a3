"""The palettes: the names that designs use, colours that can be read and told apart."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import asdict

import pytest

from posters.palettes import PALETTES, Palette, UnknownPalette, palette

NAMED_BY_THE_SHOP = [
    "avocado",
    "maritime",
    "storm",
    "blueprint",
    "blueprint2",
    "noir",
    "coral",
    "neon",
    "neonPink",
    "mondrian",
    "crimsonSteel",
    "purpleCoast",
    "chalkboard",
    "vintagePaper",
    "redprint",
    "greenprint",
    "cyanprint",
    "indigoprint",
    "rioDeJaneiro",
    "sanFrancisco",
    "butter",
    "sunshine",
    "terra",
    "emeraldCoast",
    "emeraldClassic",
]
ALL = list(PALETTES.values())
each = pytest.mark.parametrize("colours", ALL, ids=lambda colours: colours.name)


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def distance(a: str, b: str) -> float:
    return math.dist(rgb(a), rgb(b))


def test_every_name_that_the_shop_uses_is_there() -> None:
    assert set(NAMED_BY_THE_SHOP) <= set(PALETTES)
    assert len(PALETTES) >= 50


@each
def test_every_colour_is_six_hexadecimal_digits(colours: Palette) -> None:
    values = {k: v for k, v in asdict(colours).items() if k not in ("name", "label") and v is not None}

    assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for value in values.values()), values
    assert colours.label


@each
def test_text_can_be_read_on_the_paper(colours: Palette) -> None:
    assert contrast(colours.text, colours.background) >= 4.5


@each
def test_roads_stand_out_by_their_rank(colours: Palette) -> None:
    assert contrast(colours.highway, colours.land) >= 2.5
    assert contrast(colours.arterial, colours.land) >= 1.8
    assert contrast(colours.local, colours.land) >= 1.35
    assert contrast(colours.arterial, colours.land) > contrast(colours.local, colours.land)


@each
def test_water_can_be_told_from_land(colours: Palette) -> None:
    assert distance(colours.water, colours.land) >= 0.09


def test_no_two_palettes_look_the_same() -> None:
    def difference(a: Palette, b: Palette) -> float:
        parts = ("land", "water", "highway", "arterial", "background")
        return sum(distance(getattr(a, part), getattr(b, part)) for part in parts)

    closest = min(itertools.combinations(ALL, 2), key=lambda pair: difference(*pair))

    assert difference(*closest) > 0.15, [colours.name for colours in closest]


@pytest.mark.parametrize("name", ["crimsonSteel", "Crimson Steel", "crimson-steel", "CRIMSON_STEEL"])
def test_a_palette_answers_to_every_spelling(name: str) -> None:
    assert palette(name) is PALETTES["crimsonSteel"]


@pytest.mark.parametrize("name", ["", "nope", "crimson"])
def test_an_unknown_palette_is_refused(name: str) -> None:
    with pytest.raises(UnknownPalette):
        palette(name)


def test_the_palettes_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        PALETTES["noir"] = ALL[0]  # type: ignore[index]
