"""Scalars beyond GraphQL's own. A value that does not fit is refused with a sentence that says what fits."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Annotated, Any, NewType
from urllib.parse import urlsplit

import strawberry
from babel.core import get_global
from graphql import GraphQLError
from strawberry.scalars import JSON
from strawberry.types.scalar import ScalarDefinition

__all__ = ["JSON", "SCALARS", "URL", "BigInt", "CountryCode", "Currency", "EmailAddress", "Locale"]

BigInt = NewType("BigInt", int)
Currency = NewType("Currency", str)
CountryCode = NewType("CountryCode", str)
EmailAddress = NewType("EmailAddress", str)
URL = NewType("URL", str)
Locale = Annotated[
    str | None,
    strawberry.argument(
        description="How the customer writes money and dates, as a BCP 47 tag such as de-AT: mails follow it. Without "
        "one that we know, it is the first of Accept-Language."
    ),
]

_MAX_EMAIL, _MAX_LOCAL, _MAX_URL = 254, 64, 2000
_LOCAL_PART = re.compile(r"[^\s@\"(),:;<>\[\\\]\x00-\x1f\x7f]+")
_LABEL = re.compile(r"(?!-)[^\s@.\"(),:;<>\[\\\]_\x00-\x2c\x2f\x7f]{1,63}(?<!-)")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Categories of what nobody sees, or what turns the text around it: two addresses must not look like one."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MAX_BIG_INT = 2**53 - 1
_PLACEHOLDER = "{CHECKOUT_SESSION_ID}"
"""Stripe fills it in where customers come back to."""
_UNSAFE_IN_URL = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`|]")  # braces are let by: {CHECKOUT_SESSION_ID}


def _text(value: Any, kind: str) -> str:
    if not isinstance(value, str):
        raise GraphQLError(f"{kind} must be a string.")
    return value


def parse_currency(value: Any) -> Currency:
    """An ISO 4217 code in upper case."""
    if _text(value, "Currency") not in _currencies():
        raise GraphQLError("Currency must be an ISO 4217 code in upper case, such as USD.")
    return Currency(value)


def parse_country(value: Any) -> CountryCode:
    """An ISO 3166-1 alpha-2 code in upper case."""
    if _text(value, "CountryCode") not in _countries():
        raise GraphQLError("CountryCode must be an ISO 3166-1 alpha-2 code in upper case, such as US.")
    return CountryCode(value)


def parse_email(value: Any) -> EmailAddress:
    """Normalised to NFC, with the domain in lower case."""
    address = unicodedata.normalize("NFC", _text(value, "EmailAddress").strip())
    local, _, domain = address.rpartition("@")
    domain = domain.lower()
    labels = domain.split(".")
    dots = local.startswith(".") or local.endswith(".") or ".." in local
    unseen = any(unicodedata.category(sign) in _UNSEEN for sign in address)
    if unseen or not _LOCAL_PART.fullmatch(local) or dots or len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)):
        raise GraphQLError("EmailAddress must look like name@example.com.")
    if len(local) > _MAX_LOCAL or len(address.encode()) > _MAX_EMAIL:
        raise GraphQLError(f"EmailAddress must have at most {_MAX_EMAIL} bytes, {_MAX_LOCAL} before the @.")
    return EmailAddress(f"{local}@{domain}")


def parse_url(value: Any) -> URL:
    """An absolute http or https URL without credentials in it."""
    url = _text(value, "URL")
    if len(url) > _MAX_URL:
        raise GraphQLError(f"URL must have at most {_MAX_URL} characters.")
    try:
        parts = urlsplit(url)
        absolute = parts.scheme in {"http", "https"} and bool(parts.hostname)
        _ = parts.port  # raises for a port that is not a number
    except ValueError:
        absolute = False
    if not absolute or parts.username is not None or _UNSAFE_IN_URL.search(url.replace(_PLACEHOLDER, "")):
        raise GraphQLError("URL must be absolute, http or https, such as https://shop.example.com/thanks.")
    return URL(url)


def parse_datetime(value: Any) -> datetime:
    """RFC 3339 with an offset; kept in UTC."""
    try:
        moment = datetime.fromisoformat(_text(value, "DateTime"))
        if moment.tzinfo is None:
            raise ValueError(value)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise GraphQLError("DateTime must be RFC 3339 with an offset, such as 2026-01-31T12:00:00Z.") from None


def parse_date(value: Any) -> date:
    """`2026-01-31`, and no other way to write it."""
    try:
        text = _text(value, "Date")
        if not _DATE.fullmatch(text):
            raise ValueError(value)
        return date.fromisoformat(text)
    except ValueError:
        raise GraphQLError("Date must be a day of the calendar, such as 2026-01-31.") from None


def parse_big_int(value: Any) -> BigInt:
    """A whole number that every JSON reader takes as it is."""
    if type(value) is not int or abs(value) > _MAX_BIG_INT:
        raise GraphQLError("BigInt must be a whole number of at most 2^53 - 1.")
    return BigInt(value)


def serialize_datetime(value: datetime) -> str:
    """RFC 3339 in UTC: `2026-01-31T12:00:00.123456Z`."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


@lru_cache(maxsize=1)
def _currencies() -> frozenset[str]:
    return frozenset(code for code in get_global("all_currencies") if len(code) == 3)


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    from babel import Locale

    not_countries = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
    territories = Locale("en").territories
    return frozenset(str(code) for code in territories if re.fullmatch("[A-Z]{2}", str(code))) - not_countries


SCALARS: dict[object, ScalarDefinition] = {
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment, RFC 3339 in UTC: 2026-01-31T12:00:00Z.",
        specified_by_url="https://datatracker.ietf.org/doc/html/rfc3339",
        serialize=serialize_datetime,
        parse_value=parse_datetime,
    ),
    date: strawberry.scalar(
        name="Date",
        description="A day of the calendar: 2026-01-31. Where it begins and ends, the field says.",
        serialize=date.isoformat,
        parse_value=parse_date,
    ),
    BigInt: strawberry.scalar(
        name="BigInt",
        description="A whole number beyond Int's 32 bits, up to 2^53 - 1: a JSON number.",
        parse_value=parse_big_int,
    ),
    Currency: strawberry.scalar(name="Currency", description="ISO 4217, upper case: USD.", parse_value=parse_currency),
    CountryCode: strawberry.scalar(
        name="CountryCode", description="ISO 3166-1 alpha-2, upper case: US.", parse_value=parse_country
    ),
    EmailAddress: strawberry.scalar(
        name="EmailAddress",
        description="An e-mail address, at most 254 bytes, kept in Unicode NFC.",
        parse_value=parse_email,
    ),
    URL: strawberry.scalar(name="URL", description="An absolute http or https URL.", parse_value=parse_url),
}
"""For StrawberryConfig.scalar_map."""
