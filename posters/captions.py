"""The words of a poster as rows: what is written in which order, how large, and how far apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from posters.errors import InvalidDesign, Problem
from posters.fitting import Extent, Measure, Setting, TextTooLong, fit
from posters.fonts import font
from posters.model import MAX_CUSTOM_LINES, DesignDocument

_HEADLINE = {"S": 56.0, "M": 68.0, "L": 82.0}
_CITY = {"S": 58.0, "M": 76.0, "L": 96.0}
_COORDINATES = {"S": 23.0, "M": 28.0, "L": 34.0}
_COUNTRY = {"S": 26.0, "M": 32.0, "L": 39.0}
_CUSTOM = {"S": 32.0, "M": 42.0, "L": 56.0}
# Handwriting has small lowercase letters; it is set larger until they reach this part of the nominal size.
_SCRIPT_X_HEIGHT = 0.44
_SCRIPT_GROWTH = 1.6


@dataclass(frozen=True)
class Row:
    """One line of a block: `gap` is the air above it, `rule_above` the width of a hairline in that air."""

    role: str
    text: str
    font: str
    size: float
    spacing: float
    gap: float
    ascent: float
    descent: float
    rule_above: float = 0.0


@dataclass(frozen=True)
class Block:
    """Rows from the top of the first one's ink to the bottom of the last one's."""

    rows: tuple[Row, ...]

    @property
    def baselines(self) -> tuple[float, ...]:
        """Each row's baseline below the top of the block."""
        result: list[float] = []
        below = 0.0
        for index, row in enumerate(self.rows):
            baseline = below + (row.gap if index else 0.0) + row.ascent
            result.append(baseline)
            below = baseline + row.descent
        return tuple(result)

    @property
    def height(self) -> float:
        return self.baselines[-1] + self.rows[-1].descent if self.rows else 0.0


def headline(document: DesignDocument, scale: float, width: float, measure: Measure) -> Block:
    """The block above the map; empty without a headline."""
    head = document.text.headline
    if not head.text:
        return Block(())
    text = head.text.upper() if head.all_caps else head.text
    spacing = document.text.typography.letter_spacing * 0.9 if head.all_caps else 1.0
    setting = _setting(head.font, _HEADLINE[head.size] * scale, spacing * scale, 3, measure)
    rows = _rows("headline", "text.headline.text", text, setting, width, measure)
    return Block(tuple(replace(row, gap=row.size * 0.42) for row in rows))


@dataclass(frozen=True)
class _Part:
    """Words on their way to become rows. `gap` is the air above them, unless they are the first."""

    role: str
    path: str
    words: str
    setting: Setting
    gap: float
    rule: float = 0.0


def captions(document: DesignDocument, scale: float, width: float, measure: Measure) -> Block:
    """The block below the map: city, coordinates, country, and the customer's own words."""
    rows: list[Row] = []
    for part in [*_facts(document, scale, measure), *_custom(document, scale, measure)]:
        first, *rest = _rows(part.role, part.path, part.words, part.setting, width, measure)
        rows.append(replace(first, gap=part.gap, rule_above=part.rule if rows else 0.0))
        rows.extend(replace(row, gap=row.size * 0.5) for row in rest)
    return Block(tuple(rows))


def _facts(document: DesignDocument, scale: float, measure: Measure) -> Iterator[_Part]:
    """Where it is: the city large, what follows it smaller below a hairline."""
    text, air, rule = document.text, document.text.typography.text_spacing * scale, 110 * scale
    city, country = _place(document)
    if text.city.show and city:
        spacing = text.typography.letter_spacing * scale
        setting = _setting(text.city.font, _CITY[text.city.size] * scale, spacing, 2, measure)
        yield _Part("city", "location.city", city.upper(), setting, 0.0)
    if text.coordinates.show:
        size = _COORDINATES[text.coordinates.size] * scale
        setting = _setting(text.coordinates.font, size, size * 0.1, 1, measure)
        yield _Part("coordinates", "location", coordinates(document), setting, 62 * air, rule)
    if text.country.show and country:
        size = _COUNTRY[text.country.size] * scale
        setting = _setting(text.country.font, size, size * 0.14, 2, measure)
        gap, line = (32 * air, 0.0) if text.coordinates.show else (62 * air, rule)
        yield _Part("country", "location.country", country.upper(), setting, gap, line)


def _custom(document: DesignDocument, scale: float, measure: Measure) -> Iterator[_Part]:
    """The customer's lines; an empty one is air."""
    custom, air = document.text.custom, document.text.typography.text_spacing * scale
    setting = _setting(custom.font, _CUSTOM[custom.size] * scale, 0.0, MAX_CUSTOM_LINES, measure)
    gap = 50 * air
    for line in custom.text.split("\n"):
        if line:
            yield _Part("custom", "text.custom.text", line, setting, gap)
        gap = 22 * air if line else gap + 18 * air


def coordinates(document: DesignDocument) -> str:
    """`51.1560° N  /  71.4320° E`"""
    lat, lng = document.location.lat, document.location.lng
    return f"{abs(lat):.4f}° {'N' if lat >= 0 else 'S'}  /  {abs(lng):.4f}° {'E' if lng >= 0 else 'W'}"


def _place(document: DesignDocument) -> tuple[str, str]:
    """City and country lines. An address is split: the street large, the rest in the country's place."""
    city, country = document.location.city, document.location.country
    street, comma, rest = city.partition(",")
    if comma and document.text.country.show and any(char.isdigit() for char in street):
        return street.strip(), ", ".join(part for part in (rest.strip(), country) if part)
    return city, country


def _setting(name: str, size: float, spacing: float, max_lines: int, measure: Measure) -> Setting:
    """Joined handwriting is never spaced apart, and grows until its small letters can be read."""
    if not font(name).script:
        return Setting(name, size, spacing, max_lines)
    x_height = measure("x", name, size, 0.0).x_height / size
    growth = min(_SCRIPT_GROWTH, max(1.0, _SCRIPT_X_HEIGHT / x_height)) if x_height > 0 else 1.0
    return Setting(name, size * growth, 0.0, max_lines)


def _rows(role: str, path: str, text: str, setting: Setting, width: float, measure: Measure) -> list[Row]:
    try:
        fitted = fit(text, setting, width, measure)
    except TextTooLong:
        raise InvalidDesign([Problem(path, "is too long to fit on the poster")]) from None
    rows = []
    for line in fitted.lines:
        ink: Extent = measure(line, setting.font, fitted.size, fitted.spacing)
        rows.append(Row(role, line, setting.font, fitted.size, fitted.spacing, 0.0, ink.ascent, ink.descent))
    return rows
