"""What each scalar takes, how it is kept, and what it says to the rest."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from graphql import GraphQLError

from core.currencies import currency_exponent
from core.locales import format_money
from schema.scalars import (
    parse_big_int,
    parse_country,
    parse_currency,
    parse_date,
    parse_datetime,
    parse_email,
    parse_url,
    serialize_datetime,
)
from tests.edge.conftest import Ask


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ada@example.com", "ada@example.com"),
        ("  Ada.Lovelace+maps@EXAMPLE.Com ", "Ada.Lovelace+maps@example.com"),
        ("zoe\u0308@example.com", "zoë@example.com"),
        ("kunde@MÜNCHEN.de", "kunde@münchen.de"),
        ("o'brien@sub.example.co.uk", "o'brien@sub.example.co.uk"),
        ("a" * 64 + "@" + "b" * 63 + "." + "c" * 63 + ".example.com", None),
    ],
)
def test_email_addresses(given: str, kept: str | None) -> None:
    assert parse_email(given) == (kept or given)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "ada",
        "@example.com",
        "ada@",
        "ada@example",
        "ada@@example.com",
        "a da@example.com",
        "ada@exa mple.com",
        "ada@-example.com",
        "ada@example..com",
        ".ada@example.com",
        "ada.@example.com",
        "a..da@example.com",
        "ada@example.com\r\nBcc: x@y.zz",
        "ada\u202emoc.elpmaxe@evil.example",
        "a\u200bda@example.com",
        "ada@exam\u00adple.com",
        "ada\x00@example.com",
        "Ada <ada@example.com>",
        "a,b@example.com",
        '"ada"@example.com',
        "ada@[127.0.0.1]",
        7,
        None,
        ["ada@example.com"],
    ],
)
def test_what_is_not_an_email_address(given: Any) -> None:
    with pytest.raises(GraphQLError, match="EmailAddress must"):
        parse_email(given)


@pytest.mark.parametrize("given", ["a" * 65 + "@example.com", "ada@" + ("b" * 60 + ".") * 5 + "com"])
def test_email_addresses_that_are_too_long(given: str) -> None:
    with pytest.raises(GraphQLError, match="at most 254 bytes"):
        parse_email(given)


@pytest.mark.parametrize(
    "given",
    [
        "https://shop.example.com",
        "http://127.0.0.1:8000/thanks?order=1#top",
        "https://shop.test/thanks?session={CHECKOUT_SESSION_ID}",
        "https://xn--mnchen-3ya.de/",
    ],
)
def test_urls(given: str) -> None:
    assert parse_url(given) == given


@pytest.mark.parametrize(
    "given",
    [
        "",
        "/thanks",
        "//evil.example.com",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.com",
        "https://",
        "https:///path",
        "https://user:pass@example.com",
        "https://shop.example.com@evil.example.com",
        "https://example.com/a b",
        "https://example.com\\@evil.example.com",
        "https://example.com/\n",
        "https://example.com:port/",
        "https://[::1",
        "https://example.com/" + "x" * 2000,
        7,
    ],
)
def test_what_is_not_a_url(given: Any) -> None:
    with pytest.raises(GraphQLError, match="URL must"):
        parse_url(given)


def test_currencies_and_countries() -> None:
    assert [parse_currency(code) for code in ("USD", "JPY", "EUR")] == ["USD", "JPY", "EUR"]
    assert [parse_country(code) for code in ("US", "DE", "NL")] == ["US", "DE", "NL"]
    for wrong in ("usd", "US", "DOLLAR", "ZZQ", "", 840, None):
        with pytest.raises(GraphQLError, match="Currency must be"):
            parse_currency(wrong)
    for wrong in ("us", "USA", "ZZ", "EU", "", 1, None):
        with pytest.raises(GraphQLError, match="CountryCode must be"):
            parse_country(wrong)


def test_moments_are_kept_in_utc() -> None:
    moment = parse_datetime("2026-01-31T14:00:00.5+02:00")

    assert moment == datetime(2026, 1, 31, 12, 0, 0, 500_000, tzinfo=UTC)
    assert serialize_datetime(moment) == "2026-01-31T12:00:00.500000Z"
    assert parse_datetime("2026-01-31T12:00:00Z") == datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "given", ["", "yesterday", "2026-01-31T12:00:00", "2026-02-30T12:00:00Z", "0001-01-01T00:00:00+14:00", 0, None]
)
def test_what_is_not_a_moment(given: Any) -> None:
    with pytest.raises(GraphQLError, match="DateTime must be"):
        parse_datetime(given)


async def test_a_scalar_says_over_the_wire_what_it_takes(ask: Ask) -> None:
    literal = await ask('{ echo(currency: "usd", country: "USA") }')
    variable = await ask("query ($e: EmailAddress) { echo(email: $e) }", {"e": "nobody"})

    assert [error["extensions"]["code"] for error in literal["errors"]] == ["BAD_USER_INPUT"] * 2
    assert "upper case, such as USD" in literal["errors"][0]["message"]
    assert "must look like name@example.com" in variable["errors"][0]["message"]


async def test_scalars_arrive_as_they_are_kept(ask: Ask) -> None:
    query = """query ($j: JSON) {
      echo(currency: "EUR", country: "DE", email: "Ada@EXAMPLE.com", url: "https://a.example", json: $j)
    }"""

    answer = await ask(query, {"j": {"a": [1, 2.5, None, "x"]}})

    assert answer["data"]["echo"] == [
        "EUR",
        "DE",
        "Ada@example.com",
        "https://a.example",
        {"a": [1, 2.5, None, "x"]},
    ]


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "text"),
    [
        (123_456, "USD", None, "$1,234.56"),
        (123_456, "USD", "en-US", "$1,234.56"),
        (123_456, "EUR", "de-DE", "1.234,56\u00a0€"),
        (123_456, "EUR", "de", "1.234,56\u00a0€"),
        (123_456, "EUR", "fr_FR", "1\u202f234,56\u00a0€"),
        (1_234, "JPY", "ja-JP", "￥1,234"),
        (1_234, "JPY", "en", "¥1,234"),
        (1_234, "KRW", "en-US", "₩1,234"),
        (1_234, "KWD", "en-US", "KWD1.234"),
        (-500, "USD", "en-US", "-$5.00"),
        (0, "GBP", "en-GB", "£0.00"),
        (5, "USD", "xx-YY", "$0.05"),
        (5, "USD", "../../etc/passwd", "$0.05"),
        (5, "USD", "", "$0.05"),
        (5, "USD", "en-" + "x" * 500, "$0.05"),
        (5, "USD", "zu-ZA", "$0.05"),
        (199_900, "INR", "hi-IN", "₹1,999.00"),
    ],
)
def test_money_follows_currency_and_locale(amount: int, currency: str, locale: str | None, text: str) -> None:
    assert format_money(amount, currency, locale) == text


def test_minor_units() -> None:
    assert [currency_exponent(code) for code in ("USD", "JPY", "KWD", "HUF")] == [2, 0, 3, 2]


async def test_money_over_the_wire(ask: Ask) -> None:
    answer = await ask('{ thing { price { amount currency formatted german: formatted(locale: "de-DE") } } }')

    assert answer["data"]["thing"]["price"] == {
        "amount": 123_456,
        "currency": "USD",
        "formatted": "$1,234.56",
        "german": "1.234,56\u00a0$",
    }


def test_days() -> None:
    assert parse_date("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "2026-02-29",
        "2026-2-1",
        "20260131",
        "2026-W05-6",
        "2026-01-31T00:00:00Z",
        " 2026-01-31",
        "٢٠٢٦-٠١-٣١",
        7,
        None,
    ],
)
def test_what_is_no_day(given: Any) -> None:
    with pytest.raises(GraphQLError, match="Date must be"):
        parse_date(given)


def test_big_numbers() -> None:
    assert [parse_big_int(value) for value in (0, -5, 2**53 - 1)] == [0, -5, 2**53 - 1]


@pytest.mark.parametrize("given", [2**53, -(2**53), 1.0, True, "1", None])
def test_what_is_no_big_number(given: Any) -> None:
    with pytest.raises(GraphQLError, match="BigInt must be"):
        parse_big_int(given)
