"""How people of a place write money, numbers and dates: locales as BCP 47 tags, `de-AT`."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency

from core.currencies import currency_exponent, decimal_amount

MAX_TAG = 35
"""RFC 5646, 4.4.1: room for every tag without extensions."""
DEFAULT_TAG = "en"
# Babel keeps every locale it has read in memory (200 MB for all), so clients choose among these languages.
_LANGUAGES = re.compile(
    "ar|bg|ca|cs|da|de|el|en|es|et|fi|fr|he|hi|hr|hu|id|is|it|ja|ko|lt|lv|nb|nl|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|zh"
)
_DEFAULT_LOCALE = "en_US"
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_MAX_HEADER = 500


def locale_of(tag: str | None) -> Locale:
    """The locale that a tag names; American English for what is none, or none of ours."""
    return _locale(tag or DEFAULT_TAG) or Locale.parse(_DEFAULT_LOCALE)


def known_tag(tag: str | None) -> str | None:
    """A tag in its usual form, `de-AT`, as it is kept; None for what names no locale that we know."""
    if not tag or len(tag) > MAX_TAG:
        return None
    found = _locale(tag)
    return str(found).replace("_", "-") if found else None


def accepted_tag(header: str | None) -> str | None:
    """The first locale of an Accept-Language header that we know, by the reader's own order."""
    wanted = []
    for position, entry in enumerate((header or "")[:_MAX_HEADER].split(",")):
        tag, _, weight = entry.strip().partition(";")
        rank = _weight(weight)
        if rank > 0:
            wanted.append((-rank, position, tag.strip()))
    return next(filter(None, (known_tag(tag) for _, _, tag in sorted(wanted))), None)


def _weight(parameter: str) -> float:
    found = re.fullmatch(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", parameter)
    return float(found[1]) if found else (0.0 if parameter.strip() else 1.0)


def format_money(amount: int, currency: str, tag: str | None = None) -> str:
    """`1234` and `USD` in `en-US`: `$12.34`."""
    exponent = currency_exponent(currency)
    chosen = locale_of(tag)
    pattern = _pattern(str(chosen), exponent)
    return format_currency(decimal_amount(amount, currency), currency, pattern, locale=chosen, currency_digits=False)


@lru_cache(maxsize=256)
def _locale(tag: str) -> Locale | None:
    if not _TAG.fullmatch(tag):
        return None
    try:
        locale = Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
    return locale if _LANGUAGES.fullmatch(locale.language) else None


@lru_cache(maxsize=256)
def _pattern(locale: str, exponent: int) -> str:
    """The locale's currency pattern with exactly as many decimals as the currency has."""
    pattern = str(Locale.parse(locale).currency_formats["standard"].pattern)
    decimals = "." + "0" * exponent if exponent else ""
    return re.sub(r"\.[0#]+", decimals, pattern)
