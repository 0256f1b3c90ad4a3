"""Packing slips: a sheet of A4 that goes into the parcel, with what is in it and without what it cost.

Set with Skia from the posters' fonts, so names are written in any script and can be selected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import skia

from commerce.fulfillment.pack_contents import Parcel, Print
from posters import fonts
from posters.fonts import FontFace

_WIDTH, _HEIGHT = 595.0, 842.0
_MARGIN = 56.0
_TEXT_WIDTH = _WIDTH - 2 * _MARGIN
_BOTTOM = _HEIGHT - 84.0
_QUANTITY = 48.0
_INK, _GREY, _HAIR = 0xFF1A1A1A, 0xFF6B6B6B, 0xFFD0D0D0
_TEXT, _DISPLAY = "open-sans", "montserrat"
_Paint = Callable[[skia.Canvas], None]


@dataclass(frozen=True)
class Sender:
    """Who sends the parcel."""

    name: str
    contact: str


class Slips:
    """Draws slips one after the other; font files are read once."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._provider = skia.textlayout.TypefaceFontProvider()
        self._collection = skia.textlayout.FontCollection()
        self._collection.setDefaultFontManager(self._provider)
        self._files = skia.FontMgr.New_Custom_Empty()
        self._unicode = skia.Unicodes.ICU.Make()
        self._loaded: set[str] = set()

    def pdf(self, parcel: Parcel) -> bytes:
        """One order's slip."""
        pages = self._pages(parcel)
        metadata = skia.PDF.Metadata()
        metadata.fTitle, metadata.fCreator = f"Packing slip {parcel.number}", self._sender.name
        stream = skia.DynamicMemoryWStream()
        document = skia.PDF.MakeDocument(stream, metadata)
        for number, paints in enumerate(pages, 1):
            canvas = document.beginPage(_WIDTH, _HEIGHT)
            for paint in [*paints, *self._foot(parcel, number, len(pages))]:
                paint(canvas)
            document.endPage()
        document.close()
        return bytes(stream.detachAsData())

    def _pages(self, parcel: Parcel) -> list[list[_Paint]]:
        paints, top = self._head(parcel)
        pages = [paints]
        for each in parcel.prints:
            rows, height = self._row(each)
            if top + height > _BOTTOM:
                pages.append([])
                top = _MARGIN
            pages[-1] += [*(_moved(row, top) for row in rows), _rule(top + height)]
            top += height
        return pages

    def _head(self, parcel: Parcel) -> tuple[list[_Paint], float]:
        name, _ = self._words(self._sender.name, _MARGIN, _MARGIN, 22, _INK, font=_DISPLAY, width=340)
        kind, _ = self._words("Packing slip", _MARGIN, _MARGIN + 7, 12, _GREY, right=True)
        paints, top = [name, kind], _MARGIN + 64
        sent, below = self._labelled("Ship to", "\n".join(parcel.address_block), _MARGIN, top, 300)
        order, end = self._labelled("Order", parcel.number, 380, top, 160)
        date, end = self._labelled("Date", parcel.date, 380, end + 10, 160)
        top = max(below, end) + 34
        quantity, _ = self._words("Qty", _MARGIN, top, 9, _GREY)
        item, end = self._words("Item", _MARGIN + _QUANTITY, top, 9, _GREY)
        return [*paints, *sent, *order, *date, quantity, item, _rule(end + 6)], end + 6

    def _labelled(self, label: str, text: str, x: float, top: float, width: float) -> tuple[list[_Paint], float]:
        small, end = self._words(label, x, top, 9, _GREY)
        large, end = self._words(text, x, end + 3, 12, _INK, width=width)
        return [small, large], end

    def _row(self, each: Print) -> tuple[list[_Paint], float]:
        """A line of the table, as if it stood at the top."""
        width = _TEXT_WIDTH - _QUANTITY
        copies, end = self._words(str(each.copies), _MARGIN, 12, 12, _INK)
        title, end = self._words(each.line.title, _MARGIN + _QUANTITY, 12, 12, _INK, width=width)
        about, end = self._words(each.line.description, _MARGIN + _QUANTITY, end + 2, 9.5, _GREY, width=width)
        return [copies, title, about], end + 12

    def _foot(self, parcel: Parcel, number: int, of: int) -> list[_Paint]:
        top = _HEIGHT - 62
        thanks, _ = self._words(f"Thank you for your order. {self._sender.contact}", _MARGIN, top, 9, _GREY, width=380)
        page = f"{parcel.number}   {number} / {of}" if of > 1 else parcel.number
        where, _ = self._words(page, _MARGIN, top, 9, _GREY, right=True)
        return [thanks, where]

    def _words(
        self,
        text: str,
        x: float,
        top: float,
        size: float,
        color: int,
        *,
        font: str = _TEXT,
        width: float = _TEXT_WIDTH,
        right: bool = False,
    ) -> tuple[_Paint, float]:
        """What paints a text, broken at `width`, and where it ends. Texts of any direction begin at `x`."""
        style = skia.textlayout.TextStyle()
        style.setFontFamilies(self._families(text, font))
        style.setFontSize(size)
        style.setHeight(1.35)  # of the size, whichever script and face a line is in
        style.setHeightOverride(True)
        style.setForegroundPaint(skia.Paint(AntiAlias=True, Color=color))
        layout = skia.textlayout.ParagraphStyle()
        layout.setTextAlign(skia.textlayout.TextAlign.kRight if right else skia.textlayout.TextAlign.kLeft)
        builder = skia.textlayout.ParagraphBuilder.make(layout, self._collection, self._unicode)
        builder.pushStyle(style)
        builder.addText(text)
        paragraph = builder.Build()
        paragraph.layout(width)
        return (lambda canvas: paragraph.paint(canvas, x, top)), top + paragraph.Height

    def _families(self, text: str, name: str) -> list[str]:
        """The chosen face, and of the fallbacks those that hold a character it lacks."""
        face = fonts.font(name)
        faces = dict.fromkeys([face])
        for character in dict.fromkeys(text):
            if not face.has(character):
                other = next((each for each in fonts.fallbacks() if each.has(character)), None)
                faces |= {other: None} if other is not None else {}
        for each in faces:
            self._load(each)
        return [each.id for each in faces]

    def _load(self, face: FontFace) -> None:
        if face.id not in self._loaded:
            self._provider.registerTypeface(self._files.makeFromFile(str(face.path)), face.id)
            self._loaded.add(face.id)


def _moved(paint: _Paint, by: float) -> _Paint:
    def moved(canvas: skia.Canvas) -> None:
        canvas.save()
        canvas.translate(0, by)
        paint(canvas)
        canvas.restore()

    return moved


def _rule(y: float) -> _Paint:
    def line(canvas: skia.Canvas) -> None:
        canvas.drawLine(_MARGIN, y, _WIDTH - _MARGIN, y, skia.Paint(Color=_HAIR, StrokeWidth=0.6))

    return line
