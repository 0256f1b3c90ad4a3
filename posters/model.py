"""The design document, version 1.0: what a customer buys, validated, frozen and hashable.

Light on purpose: the API process imports this module, so nothing here loads the drawing library.
JSON is camelCase; attributes are snake_case. Lengths are base units of a 1200 × 1600 canvas.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator
from pydantic.alias_generators import to_camel

from posters.errors import InvalidDesign, Problem
from posters.fonts import covers
from posters.values import (
    Color,
    Flag,
    FontId,
    Latitude,
    Longitude,
    PaletteName,
    between,
    clamped,
    line_of_text,
    lines_of_text,
    one_of,
)

__all__ = [
    "DesignDocument",
    "InvalidDesign",
    "Problem",
    "canonical_json",
    "document_hash",
    "parse_document",
    "title",
]

MAX_BYTES = 32 * 1024
MAX_CUSTOM_LINES = 6
FRAME_STYLES = ("square", "circle", "heart", "house")
PIN_STYLES = ("basic", "fave", "lolli", "heart", "home")
GLOW_STYLES = (
    "rosePink",
    "forestGreen",
    "lavender",
    "turquoise",
    "silverGrey",
    "silverGradient",
    "goldAmber",
    "iceBlue",
)

Size = Annotated[Literal["S", "M", "L"], BeforeValidator(one_of("S", "M", "L"))]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_missing(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: item for key, item in value.items() if item is not None}
        return value


class Location(_Part):
    """The point the map is centred on, and how far it is panned from there (± 360 base units)."""

    city: Annotated[str, BeforeValidator(line_of_text(80))] = ""
    country: Annotated[str, BeforeValidator(line_of_text(80))] = ""
    lat: Latitude
    lng: Longitude
    zoom: Annotated[float, BeforeValidator(between(3, 18))] = 12.0
    map_offset_x: Annotated[float, BeforeValidator(clamped(-360, 360))] = 0.0
    map_offset_y: Annotated[float, BeforeValidator(clamped(-360, 360))] = 0.0


class Headline(_Part):
    """The line above the map."""

    text: Annotated[str, BeforeValidator(line_of_text(120))] = ""
    font: FontId = "montserrat"
    size: Size = "M"
    all_caps: Flag = True


class Caption(_Part):
    """City, coordinates or country below the map."""

    show: Flag = True
    font: FontId = "roboto"
    size: Size = "M"


class CustomText(_Part):
    """The customer's own words: lines separated by \\n, one empty line is a pause."""

    text: Annotated[str, BeforeValidator(lines_of_text(300, MAX_CUSTOM_LINES))] = ""
    font: FontId = "montserrat"
    size: Size = "M"


class Typography(_Part):
    """`letter_spacing` in base units at size M; `text_spacing` multiplies the gaps between lines."""

    letter_spacing: Annotated[float, BeforeValidator(clamped(-2, 40))] = 4.0
    text_spacing: Annotated[float, BeforeValidator(clamped(0.5, 3))] = 1.0


class Text(_Part):
    """Everything that is written on the poster."""

    headline: Headline = Headline()
    city: Caption = Caption()
    coordinates: Caption = Caption()
    country: Caption = Caption()
    custom: CustomText = CustomText()
    typography: Typography = Typography()


class Frame(_Part):
    """The outline the map is cut to."""

    style: Annotated[str, BeforeValidator(one_of(*FRAME_STYLES))] = "square"
    show_border: Flag = False


class Glow(_Part):
    """A soft halo around the frame; `intensity` 0–1. Square frames have none."""

    enabled: Flag = False
    style: Annotated[str, BeforeValidator(one_of(*GLOW_STYLES))] = "silverGrey"
    intensity: Annotated[float, BeforeValidator(clamped(0, 1))] = 0.5


class Background(_Part):
    """The paper; the palette's own colours unless `use_custom`."""

    color: Color = "#ffffff"
    use_custom: Flag = False
    text_color: Color = "#000000"


class Features(_Part):
    """What of the map is drawn."""

    labels: Flag = False
    buildings: Flag = True
    parks: Flag = True
    water: Flag = True
    roads: Flag = True


class Pin(_Part):
    """The marker on the point of the location."""

    show: Flag = False
    style: Annotated[str, BeforeValidator(one_of(*PIN_STYLES))] = "basic"
    color: Color = "#ff6b6b"
    size: Size = "M"


class FontColor(_Part):
    """Overrides the colour of all text; missing in old documents."""

    use_custom: Flag = False
    color: Color = "#ffffff"


class Style(_Part):
    """How the poster looks."""

    map_style: PaletteName
    frame: Frame = Frame()
    glow: Glow = Glow()
    background: Background = Background()
    features: Features = Features()
    pin: Pin = Pin()
    font_color: FontColor = FontColor()


class Export(_Part):
    """What the editor last exported; the ordered product decides what is really drawn."""

    format: Annotated[str, BeforeValidator(one_of("png", "jpg", "pdf"))] = "png"
    size: Annotated[str, BeforeValidator(line_of_text(20))] = "A4"
    quality: Annotated[float, BeforeValidator(clamped(0.1, 1))] = 0.95


class DesignDocument(_Part):
    """A whole, valid design. Build it with `parse_document`, which also checks the fonts' coverage."""

    version: Literal["1.0"] = "1.0"
    location: Location
    text: Text = Text()
    style: Style
    export: Export = Export()

    def words(self) -> Iterator[tuple[str, str, str]]:
        """(path, text, font id) of everything that will be written, spelled as it is drawn."""
        text, place = self.text, self.location
        headline = text.headline.text
        yield (
            "text.headline.text",
            headline.upper() if text.headline.all_caps else headline,
            text.headline.font,
        )
        if text.city.show:
            yield "location.city", place.city.upper(), text.city.font
        if text.country.show:
            yield "location.country", place.country.upper(), text.country.font
        yield "text.custom.text", text.custom.text, text.custom.font


def parse_document(raw: object) -> DesignDocument:
    """The document in `raw`: decoded JSON, with or without its `snapshot` wrapper. Raises InvalidDesign."""
    if not isinstance(raw, dict):
        raise InvalidDesign([Problem("", "must be an object")])
    _refuse_oversize(raw)
    if isinstance(raw.get("snapshot"), dict):
        raw = {"version": raw.get("version"), **raw["snapshot"]}
    try:
        document = DesignDocument.model_validate(raw)
    except ValidationError as error:
        raise InvalidDesign(_problem(details) for details in error.errors(include_url=False)) from None
    missing = [
        Problem(path, _cannot_draw(chars)) for path, text, font in document.words() if (chars := covers(text, font))
    ]
    if missing:
        raise InvalidDesign(missing)
    return document


def _refuse_oversize(raw: dict[Any, Any]) -> None:
    try:
        size = len(json.dumps(raw))
    except (TypeError, ValueError, RecursionError):
        raise InvalidDesign([Problem("", "must be plain JSON")]) from None
    if size > MAX_BYTES:
        raise InvalidDesign([Problem("", f"must be smaller than {MAX_BYTES // 1024} kB")])


def _problem(details: Any) -> Problem:
    path = ".".join(to_camel(str(step)) for step in details["loc"])
    if details["type"] == "value_error":
        return Problem(path, str(details["ctx"]["error"]))
    if details["type"] == "missing":
        return Problem(path, "is missing")
    if details["type"] == "literal_error":
        return Problem(path, f"must be {details['ctx']['expected']}")
    return Problem(path, "must be an object" if details["type"] == "model_type" else str(details["msg"]))


def _cannot_draw(chars: str) -> str:
    return f"has characters that no font of the shop can draw: {' '.join(chars[:10])}"


def canonical_json(document: DesignDocument) -> bytes:
    """The one spelling of a document: UTF-8, sorted keys, no spaces, whole numbers without a fraction."""
    tree = _canonical(document.model_dump(by_alias=True))
    return json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _canonical(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _canonical(item) for key, item in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value


def document_hash(document: DesignDocument) -> str:
    """sha256 of the canonical JSON, 64 hex digits: equal designs have equal hashes."""
    return hashlib.sha256(canonical_json(document)).hexdigest()


def title(document: DesignDocument) -> str:
    """What a person calls the poster on an order: “Where we met – New York”."""
    headline, city = document.text.headline.text, document.location.city
    headline = headline[:1].upper() + headline[1:]
    return " – ".join(part for part in (headline, city) if part) or "Map poster"
