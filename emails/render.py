"""A mail's name and what it has to be told, to a subject, a text and HTML."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from babel.dates import format_datetime, format_timedelta

from core.clock import now
from core.settings import Settings
from emails.brand import brand_of
from emails.contexts import CONTEXTS, MailTemplate

_LOCALE = "en"


@dataclass(frozen=True)
class RenderedMail:
    """`subject` is one line; `text` is plain, with `\\n`; `html` is a whole document."""

    subject: str
    text: str
    html: str


def render(template: MailTemplate, context: Mapping[str, Any], settings: Settings) -> RenderedMail:
    """Fill a mail.

    Raises:
        pydantic.ValidationError: when the context is not what the template asks for.
    """
    filled = CONTEXTS[template].model_validate(dict(context))
    values = {**{name: getattr(filled, name) for name in type(filled).model_fields}, "brand": brand_of(settings)}
    files = _environment()
    subject, text, html = (
        files.get_template(f"{template}/{part}").render(values) for part in ("subject.txt", "text.txt", "html.html")
    )
    return RenderedMail(subject=_one_line(subject), text=text.strip() + "\n", html=html.strip() + "\n")


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=jinja2.select_autoescape(enabled_extensions=("html",), default=False),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"time_left": _time_left, "moment": _moment, "one_line": _one_line}
    return environment


def _time_left(until: datetime) -> str:
    """`24 hours`"""
    return format_timedelta(until - now(), granularity="minute", threshold=2, locale=_LOCALE)


def _moment(at: datetime) -> str:
    """`23 November 2026 at 18:12 UTC`"""
    return format_datetime(at.astimezone(UTC), "d MMMM y 'at' HH:mm 'UTC'", locale=_LOCALE)


def _one_line(text: str) -> str:
    """Without line ends and other control characters, which in a subject would begin another header."""
    return " ".join("".join(" " if unicodedata.category(sign) in _CONTROLS else sign for sign in text).split())


_CONTROLS = {"Cc", "Cs", "Zl", "Zp"}
