"""What the catalogue's fields may hold: cleaned on the way in, refused with a sentence that says what fits."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import orjson

from commerce.errors import InvalidInput
from models import FulfillmentType

Rule = Callable[[Any], Any]
"""The value as it is kept. Raises ValueError with the end of a sentence that the field's name begins."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*")
_OURS = frozenset({"product", "line_id", "size"})
"""What Stripe is told of a line beside its options, by name."""
_MAX_FEATURES, _MAX_FEATURE = 20, 200
_MAX_METADATA = 2000


def text(most: int) -> Rule:
    """At most so many characters, in lines."""

    def clean(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("must be text")
        cleaned = unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()
        if len(cleaned) > most:
            raise ValueError(f"must have at most {most} characters")
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in cleaned if character not in "\n\t"):
            raise ValueError("must have no control characters")
        return cleaned

    return clean


def line(most: int, least: int = 1) -> Rule:
    """One line of text; runs of spaces are one."""
    lines = text(most * 4)

    def clean(value: Any) -> str:
        cleaned = " ".join(lines(value).split())
        if not least <= len(cleaned) <= most:
            raise ValueError(f"must have from {least} to {most} characters")
        return cleaned

    return clean


def optional(rule: Rule) -> Rule:
    """Null, or what the rule allows; an empty text is null."""
    return lambda value: None if value is None or value == "" else rule(value)


def _pattern(pattern: re.Pattern[str], most: int, wording: str) -> Rule:
    def clean(value: Any) -> str:
        if not isinstance(value, str) or len(value) > most or not pattern.fullmatch(value):
            raise ValueError(f"must be {wording}, at most {most} characters")
        return value

    return clean


def _option_name(value: Any) -> str:
    name: str = _pattern(_NAME, 40, "a letter, then letters, digits, single - and _")(value)
    if name.lower() in _OURS:
        raise ValueError(f"must not be {name}")
    return name


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _kind(value: Any) -> FulfillmentType:
    if value not in {FulfillmentType.DIGITAL, FulfillmentType.PHYSICAL}:
        raise ValueError("must be DIGITAL or PHYSICAL")
    return FulfillmentType(value)


def _features(value: Any) -> list[str]:
    if not isinstance(value, list) or len(value) > _MAX_FEATURES:
        raise ValueError(f"must be a list of at most {_MAX_FEATURES}")
    rule = line(_MAX_FEATURE)
    try:
        return [rule(each) for each in value]
    except ValueError as error:
        raise ValueError(f"has one that {error}") from None


def _millimetres(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not math.isfinite(value):
        raise ValueError("must be a number of millimetres")
    if not 0 < value < 5000:
        raise ValueError("must be more than 0 and less than 5000 millimetres")
    return Decimal(str(value)).quantize(Decimal("0.01"))


def _metadata(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("must be an object")
    try:
        packed = orjson.dumps(value)
    except (TypeError, ValueError):
        raise ValueError("must be plain JSON") from None
    if len(packed) > _MAX_METADATA or rb"\u0000" in packed:
        raise ValueError(f"must have at most {_MAX_METADATA} bytes as JSON, and no NUL characters")
    return value


_SLUG_RULE = _pattern(_SLUG, 80, "lower-case letters and digits in groups joined by single dashes")
PRODUCT: dict[str, Rule] = {
    "slug": _SLUG_RULE,
    "fulfillment_type": _kind,
    "name": line(120),
    "description": text(10_000),
    "features": _features,
    "image_url": optional(line(500)),
    "active": flag,
}
SIZE: dict[str, Rule] = {
    "value": _pattern(_WORD, 20, "letters and digits in groups joined by single dots, dashes or _"),
    "label": line(60),
    "width_mm": _millimetres,
    "height_mm": _millimetres,
    "print_code": optional(line(200)),
    "popular": flag,
    "active": flag,
}
OPTION: dict[str, Rule] = {"name": _option_name, "label": line(60)}
OPTION_VALUE: dict[str, Rule] = {
    "value": _pattern(_WORD, 40, "letters and digits in groups joined by single dots, dashes or _"),
    "label": line(60),
    "description": optional(line(200)),
    "metadata": optional(_metadata),
}
IMAGE: dict[str, Rule] = {"alt": line(200, least=0)}
TEMPLATE: dict[str, Rule] = {"slug": _SLUG_RULE, "name": line(120), "category": line(40), "active": flag}


def cleaned(rules: Mapping[str, Rule], given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, as it is kept.

    Raises:
        InvalidInput: naming the first field that does not fit.
    """
    kept = {}
    for name, value in given.items():
        try:
            kept[name] = rules[name](value)
        except ValueError as error:
            field = camel(name)
            raise InvalidInput(f"{field} {error}.", path=(field,)) from None
    return kept


def camel(name: str) -> str:
    """A field's name as clients write it."""
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)
