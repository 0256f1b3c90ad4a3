"""CSV that spreadsheets open as it was meant: RFC 4180, UTF-8, and no cell that is taken for a formula.

A file begins with a byte order mark, because Excel takes everything without one for the code page of its country; what
reads CSV for a living skips it (`utf-8-sig`). Texts that a spreadsheet would compute, `=HYPERLINK(…)` as a customer's
name, get an apostrophe in front; numbers that the shop has computed itself stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
CONTENT_TYPE = "text/csv; charset=utf-8"

Cell = str | int | Decimal | datetime | None

# A formula begins with one of these, full width, too (Excel for Chinese and Japanese), whatever is blank before it.
# Where commas are decimals, Excel splits at semicolons and knows of no quotes that begin in the middle: so what comes
# after a semicolon, a tab or a new line could be a cell of its own.
_FORMULA = re.compile(r"(^|[;\t\r\n])([^\S\t\r\n]*)(?=[=+\-@\t\r＝＋－＠])")
# No spreadsheet shows these, and some stop reading at the first.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def line(cells: Iterable[Cell]) -> str:
    """One record, with its line end (CR LF)."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_written(cell) for cell in cells])
    return out.getvalue()


def lines(records: Iterable[Iterable[Cell]]) -> bytes:
    """Records, ready to be written after `BOM` and whatever came before."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_written(cell) for cell in cells] for cells in records)
    return out.getvalue().encode()


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula, otherwise as it was."""
    return _FORMULA.sub(r"\1'\2", _CONTROLS.sub("", text))


def _written(cell: Cell) -> str | int | Decimal:
    """Moments in ISO 8601, UTC, to the second; nothing for None; texts defused."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(cell, str):
        return defused(str(cell))
    return cell
