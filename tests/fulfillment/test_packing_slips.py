"""Packing slips: what is in the parcel, in whatever script its buyer writes."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest

from commerce.catalog.print_codes import filled
from commerce.fulfillment.pack_contents import Parcel, Print
from commerce.fulfillment.packing_slips import Sender, Slips
from models import Download, DownloadKind, FileFormat, OrderLine

SENDER = Sender("YourMapArt", "help@example.com")


def print_of(number: int = 1, title: str = "Paper Poster – Astana", **line: Any) -> Print:
    row = OrderLine(
        position=number - 1, title=title, description="8 × 10 in · Matte", product_type="poster", size="8x10",
        options=[], quantity=1, unit_price=1, total=1, cart_identity="", **line,
    )  # fmt: skip
    name = f"YMA-2026-8H3K9C2D-{number}-8x10-print.pdf"
    file = Download(kind=DownloadKind.PRINT, format=FileFormat.PDF, file_name=name, mime_type="application/pdf")
    return Print(number, row, file, 1, "flat_8x10-inch")


def parcel(*prints: Print, block: tuple[str, ...] = ("Ada Lovelace", "1 Analytical Way", "London")) -> Parcel:
    return Parcel("YMA-2026-8H3K9C2D", "2026-11-26", {}, list(block), list(prints or (print_of(),)))


def pages(document: bytes) -> list[str]:
    """The text of each page, as a reader's clipboard gets it."""
    opened = pypdfium2.PdfDocument(document)
    texts = [page.get_textpage().get_text_range() for page in opened]
    opened.close()
    return texts


@pytest.mark.parametrize(
    "name",
    [
        "Zoë Łukaszewicz",
        "Анна Каренина",
        "Ελένη Παπαδοπούλου",
        "山田太郎",
        "დავით",
        "Նարեկ",
        "Nguyễn Thị Ánh",
        "Ğülşen",
    ],
)
def test_names_can_be_selected(name: str) -> None:
    (text,) = pages(Slips(SENDER).pdf(parcel(block=(name, "Somewhere 1"))))

    assert name in text


@pytest.mark.parametrize("name", ["محمد العربي", "דוד לוי", "अमित कुमार", "สมชาย", "Zoë 👋🏽", "\u202eevil", "a\tb", ""])
def test_others_are_drawn(name: str) -> None:
    (text,) = pages(Slips(SENDER).pdf(parcel(block=(name, "Somewhere 1"))))

    assert "Somewhere 1" in text


def test_as_many_pages_as_it_takes() -> None:
    prints = [print_of(number, f"Poster {number}") for number in range(1, 41)]

    texts = pages(Slips(SENDER).pdf(parcel(*prints)))

    assert len(texts) == 4
    assert all(f"{number} / 4" in text for number, text in enumerate(texts, 1))
    assert "Ada Lovelace" in texts[0]
    words = "\n".join(texts).splitlines()
    assert [words.count(f"1 Poster {number}") for number in range(1, 41)] == [1] * 40


def test_long_words_are_broken() -> None:
    (text,) = pages(Slips(SENDER).pdf(parcel(print_of(title="x" * 200), block=("y" * 200, "Somewhere 1"))))

    assert text.count("x") >= 200
    assert text.count("y") >= 200


def test_one_after_the_other_are_as_if_alone() -> None:
    slips = Slips(SENDER)
    first, second = parcel(block=("山田",)), parcel(block=("Ada",))

    assert [slips.pdf(each) for each in (first, second, first)] == [
        Slips(SENDER).pdf(each) for each in (first, second, first)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("flat_8x10-inch", "flat_8x10-inch"),
        ("framed_{frameColor}_8x10-inch_{frameColor}", "framed_black_8x10-inch_black"),
        ("framed_{paper-weight}-gsm", "framed_200-gsm"),
        ("framed_{finish}", None),
        ("framed_{frame color}", None),
    ],
)
def test_codes(pattern: str, expected: str | None) -> None:
    chosen = {"frameColor": "black", "paper-weight": "200"}
    line = OrderLine(options=[{"name": name, "value": value, "label": value} for name, value in chosen.items()])

    assert filled(pattern, line) == expected


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (None, "YMA-2026-8H3K9C2D-1-poster-8x10-1x.pdf"),
        ("../../etc/passwd", "YMA-2026-8H3K9C2D-1-etc-passwd-8x10-1x.pdf"),
        ("a b:c\\d|é", "YMA-2026-8H3K9C2D-1-a-b-c-d-8x10-1x.pdf"),
        ("x" * 200, f"YMA-2026-8H3K9C2D-1-{'x' * 90}-8x10-1x.pdf"),
    ],
)
def test_file_names_are_plain(code: str | None, name: str) -> None:
    each = print_of()

    assert Print(each.number, each.line, each.file, each.copies, code).file_name == name
