"""How a reader's locale writes money, numbers and dates, and how the mail's own language says how long something is."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal

from core.clock import now
from core.locales import format_money

_WIDTH = 72
_UNITS = ("bytes", "kB", "MB", "GB")


class Formats:
    """The filters of one locale's mails. `words` is the language that the mail is written in."""

    def __init__(self, locale: str, words: str) -> None:
        self._tag = locale.replace("_", "-")
        self._locale = Locale.parse(locale)
        # Names of months and of units belong to the words around them.
        same = self._locale.language == words
        self._words = self._locale if same else Locale(words)

    @property
    def filters(self) -> dict[str, Callable[..., Any]]:
        return {
            "money": self.money,
            "day": self.day,
            "moment": self.moment,
            "time_left": self.time_left,
            "number": self.number,
            "file_size": self.file_size,
            "wrapped": wrapped,
            "row": row,
        }

    def money(self, amount: int, currency: str) -> str:
        """`1.234,56 €`"""
        return format_money(amount, currency, self._tag)

    def number(self, value: int | float) -> str:
        return str(format_decimal(value, locale=self._locale))

    def day(self, at: date | datetime) -> str:
        """`23.11.2026`; where the mail's own language has the reader's locale, `November 23, 2026`."""
        if isinstance(at, datetime):
            at = at.astimezone(UTC).date()
        own = self._words is self._locale
        return str(format_date(at, "long" if own else "medium", locale=self._locale))

    def moment(self, at: datetime) -> str:
        """`November 23, 2026, 6:12 PM UTC`"""
        time = format_datetime(at.astimezone(UTC), self._locale.time_formats["short"].pattern, locale=self._locale)
        return f"{self.day(at)}, {time} UTC"

    def time_left(self, until: datetime) -> str:
        """`24 hours`"""
        return str(format_timedelta(until - now(), granularity="minute", threshold=2, locale=self._words))

    def file_size(self, size: int) -> str:
        """`3.4 MB`"""
        value, unit = float(size), 0
        while value >= 1000 and unit < len(_UNITS) - 1:
            value, unit = value / 1000, unit + 1
        digits = 1 if value < 10 and unit else 0
        return f"{format_decimal(round(value, digits), locale=self._locale)} {_UNITS[unit]}"


def wrapped(text: str, indent: str = "") -> str:
    """Paragraphs for the text part, in lines that every mail program shows whole. The text's own line ends stay."""
    lines = [
        textwrap.fill(
            line,
            _WIDTH,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        if line.strip()
        else ""
        for line in text.splitlines()
    ]
    return "\n".join(lines) + ("\n" if text.endswith("\n") else "")


def row(left: str, right: str, width: int = _WIDTH) -> str:
    """A line of a bill in the text part: words on the left, an amount on the right."""
    room = width - len(right) - 2
    lines = textwrap.wrap(left, room) or [""]
    gap = " " * max(2, width - len(lines[0]) - len(right))
    return "\n".join([f"{lines[0]}{gap}{right}", *(f"  {line}" for line in lines[1:])])
