"""core/locales.py: which tags we know, and what a browser asks for."""

from __future__ import annotations

import pytest

from core.locales import MAX_TAG, accepted_tag, format_money, known_tag, locale_of


@pytest.mark.parametrize(
    ("tag", "kept"),
    [
        ("de", "de"),
        ("de-at", "de-AT"),
        ("DE_de", "de-DE"),
        ("zh-TW", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("auto", None),
        ("xx", None),
        ("tlh", None),
        ("", None),
        (None, None),
        ("de-AT\r\nBcc: x", None),
        ("../../etc", None),
        ("de" + "-x" * 40, None),
        ("é", None),
    ],
)
def test_a_tag_is_kept_in_its_usual_form(tag: str | None, kept: str | None) -> None:
    assert known_tag(tag) == kept
    assert len(known_tag(tag) or "") <= MAX_TAG


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ("de-CH", "de-CH"),
        ("de-CH,de;q=0.9,en;q=0.8", "de-CH"),
        ("fr;q=0.5, nl;q=0.9", "nl"),
        ("tlh, fr;q=0.1", "fr"),
        ("*", None),
        ("de;q=0", None),
        ("de;q=2, fr;q=0.3", "fr"),
        ("de;q=x", None),
        ("", None),
        (None, None),
        (",;,;q=1", None),
        ("x" * 10_000, None),
    ],
)
def test_what_a_browser_asks_for_first(header: str | None, tag: str | None) -> None:
    assert accepted_tag(header) == tag


def test_what_is_none_reads_as_english() -> None:
    assert str(locale_of("nonsense")) == "en_US"
    assert format_money(123456, "EUR", "de-DE").replace("\xa0", " ") == "1.234,56 €"
    assert format_money(123456, "JPY", "nonsense") == "¥123,456"
