"""A mail's name and what it has to be told, to a subject, a text and HTML.

Words are English unless emails/translations has a mail in the reader's language: `translations/de/welcome/text.txt`
takes the place of `welcome/text.txt`, and what is not translated stays as it is. Money, numbers and dates are always
written as the reader's locale writes them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2

from core.locales import locale_of
from core.settings import Settings
from emails.brand import brand_of
from emails.contexts import CONTEXTS, MailTemplate
from emails.formats import Formats

_FOLDER = Path(__file__).parent
_TRANSLATIONS = _FOLDER / "translations"
_LANGUAGE = "en"
_GAPS = re.compile(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True)
class RenderedMail:
    """`subject` is one line; `text` is plain, with `\\n`; `html` is a whole document."""

    subject: str
    text: str
    html: str


def render(
    template: MailTemplate,
    context: Mapping[str, Any],
    settings: Settings,
    locale: str | None = None,
    unsubscribe_url: str | None = None,
) -> RenderedMail:
    """Fill a mail for a reader whose locale is that BCP 47 tag. `unsubscribe_url` makes its foot a newsletter's.

    Raises:
        pydantic.ValidationError: when the context is not what the template asks for.
    """
    filled = CONTEXTS[template].model_validate(dict(context))
    told = {name: getattr(filled, name) for name in type(filled).model_fields}
    values = {**told, "brand": brand_of(settings), "unsubscribe_url": unsubscribe_url}
    files = _environment(str(locale_of(locale)))
    subject, text, html = (
        files.get_template(f"{template}/{part}").render(values) for part in ("subject.txt", "text.txt", "html.html")
    )
    tidy = _GAPS.sub("\n\n", text.strip()) + "\n"
    return RenderedMail(subject=_one_line(subject), text=tidy, html=html.strip() + "\n")


@lru_cache(maxsize=64)
def _environment(locale: str) -> jinja2.Environment:
    words, folders = _words(locale)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=jinja2.select_autoescape(enabled_extensions=("html",), default=False),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {**Formats(locale, words).filters, "one_line": _one_line}
    environment.globals["language"] = words
    return environment


def _words(locale: str) -> tuple[str, list[Path]]:
    """The language of the words, and where they are looked for."""
    language = locale_of(locale).language
    translated = _TRANSLATIONS / language
    return (language, [translated, _FOLDER]) if translated.is_dir() else (_LANGUAGE, [_FOLDER])


def _one_line(text: str) -> str:
    """Without line ends and other control characters, which in a subject would begin another header."""
    return " ".join("".join(" " if unicodedata.category(sign) in _CONTROLS else sign for sign in text).split())


_CONTROLS = {"Cc", "Cs", "Zl", "Zp"}
