"""Cells that spreadsheets open as text, and readers as they were."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.jobs.csv_cells import BOM, Cell, defused, line, lines


def read(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 170 1234567", "'+49 170 1234567"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("  =1", "'  =1"),
        ("\N{NO-BREAK SPACE}=1", "'\N{NO-BREAK SPACE}=1"),
        ("＝1", "'＝1"),
        ("－1", "'－1"),
        ("Ada;=cmd|'/c calc'!A0", "Ada;'=cmd|'/c calc'!A0"),
        ("Ada\n=cmd|'/c calc'!A0", "Ada\n'=cmd|'/c calc'!A0"),
        ("\0=1", "'=1"),
        ("a\0b\x07c", "abc"),
        ("\ud800=1", "'=1"),
        ("Berlin - 1990", "Berlin - 1990"),
        ("ada+posters@example.com", "ada+posters@example.com"),
        ("1=1", "1=1"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_compute(text: str, written: str) -> None:
    assert defused(text) == written


def test_quotes_commas_and_new_lines_as_rfc_4180_has_them() -> None:
    assert line(['6" frame', "a,b", "one\ntwo", "three\r\nfour", "plain", ""]) == (
        '"6"" frame","a,b","one\ntwo","three\r\nfour",plain,\r\n'
    )


def test_numbers_stay_numbers_and_moments_are_iso() -> None:
    at = datetime(2026, 3, 1, 1, 30, 5, 999, timezone(timedelta(hours=2)))

    assert line([-5, Decimal("-12.30"), None, at, at.astimezone(UTC)]) == (
        "-5,-12.30,,2026-02-28T23:30:05Z,2026-02-28T23:30:05Z\r\n"
    )


def test_emoji_and_texts_that_run_the_other_way_come_back() -> None:
    cells = ["🗺️ Zürich", "שלום עולם", "\u202eevil", "مرحبا, عالم"]

    assert read(BOM + lines([["name"] * 4, cells])) == [["name"] * 4, cells]
    assert BOM == b"\xef\xbb\xbf"


@given(st.lists(st.text(), min_size=2, max_size=5))
def test_whatever_comes(cells: list[Cell]) -> None:
    (back,) = read(lines([cells]))

    assert back == [defused(str(cell)) for cell in cells]
    for text in back:
        assert all(not re.match(r"\s*[=+\-@＝＋－＠]", part) for part in re.split(r"[;\t\r\n]", text))
