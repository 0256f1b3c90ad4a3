"""Money: integer minor units and an ISO 4217 code."""

from __future__ import annotations

import re
from functools import lru_cache

import strawberry
from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency

from commerce.currencies import currency_exponent, decimal_amount
from schema.scalars import Currency

# Babel keeps every locale it has read in memory (200 MB for all), so clients choose among these languages.
_LANGUAGES = re.compile(
    "ar|bg|ca|cs|da|de|el|en|es|et|fi|fr|he|hi|hr|hu|id|is|it|ja|ko|lt|lv|nb|nl|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|zh"
)
_DEFAULT_LOCALE = "en_US"
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@strawberry.type(description="An amount of money. Never a float.")
class Money:
    amount: int = strawberry.field(description="In the currency's smallest unit: cents of USD, yen of JPY.")
    currency: Currency

    @strawberry.field
    def formatted(self, locale: str | None = None) -> str:
        """For people to read. `locale` is a BCP 47 tag such as de-DE; an unknown one reads as en-US."""
        return format_money(self.amount, self.currency, locale)

    @classmethod
    def of(cls, amount: int, currency: str) -> Money:
        return cls(amount=amount, currency=Currency(currency))


def format_money(amount: int, currency: str, locale: str | None = None) -> str:
    """`1234` and `USD` in `en_US`: `$12.34`."""
    exponent = currency_exponent(currency)
    chosen = _locale(locale or _DEFAULT_LOCALE)
    pattern = _pattern(str(chosen), exponent)
    return format_currency(decimal_amount(amount, currency), currency, pattern, locale=chosen, currency_digits=False)


@lru_cache(maxsize=256)
def _locale(tag: str) -> Locale:
    if not _TAG.fullmatch(tag):
        return Locale.parse(_DEFAULT_LOCALE)
    try:
        locale = Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_DEFAULT_LOCALE)
    return locale if _LANGUAGES.fullmatch(locale.language) else Locale.parse(_DEFAULT_LOCALE)


@lru_cache(maxsize=256)
def _pattern(locale: str, exponent: int) -> str:
    """The locale's currency pattern with exactly as many decimals as the currency has."""
    pattern = str(Locale.parse(locale).currency_formats["standard"].pattern)
    decimals = "." + "0" * exponent if exponent else ""
    return re.sub(r"\.[0#]+", decimals, pattern)
