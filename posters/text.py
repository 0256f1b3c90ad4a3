"""Setting type with Skia's shaper: bidi, kerning, ligatures and fallback faces, from the shop's fonts only."""

from __future__ import annotations

from functools import cached_property

import skia

from posters import fonts
from posters.fitting import Extent
from posters.fonts import FontFace, fallbacks
from posters.labels import FONT as LABEL_FONT
from posters.labels import SPACING as LABEL_SPACING
from posters.labels import Label
from posters.layout import TextLine

_UNBOUNDED = 1e5


class Typesetter:
    """Measures and draws lines; loads a font file when a text first needs it. It is a `fitting.Measure`."""

    def __init__(self) -> None:
        self._provider = skia.textlayout.TypefaceFontProvider()
        self._typefaces: dict[str, skia.Typeface] = {}
        self._extents: dict[tuple[str, str, float, float], Extent] = {}

    @cached_property
    def _collection(self) -> skia.textlayout.FontCollection:
        collection = skia.textlayout.FontCollection()
        collection.setDefaultFontManager(self._provider)
        return collection

    @cached_property
    def _files(self) -> skia.FontMgr:
        """Reads font files without ever looking at what the system has installed."""
        return skia.FontMgr.New_Custom_Empty()

    @cached_property
    def _unicode(self) -> skia.Unicode:
        return skia.Unicodes.ICU.Make()

    def _load(self, face: FontFace) -> skia.Typeface:
        typeface = self._typefaces.get(face.id)
        if typeface is None:
            typeface = self._files.makeFromFile(str(face.path))
            self._typefaces[face.id] = typeface
            self._provider.registerTypeface(typeface, face.id)
        return typeface

    def _families(self, text: str, name: str) -> list[str]:
        """The chosen face, and of the fallbacks those that hold a character it lacks."""
        face = fonts.font(name)
        faces = [face]
        for char in dict.fromkeys(text):
            if not face.has(char):
                other = next((fallback for fallback in fallbacks() if fallback.has(char)), None)
                if other is not None and other not in faces:
                    faces.append(other)
        for used in faces:
            self._load(used)
        return [used.id for used in faces]

    def _paragraph(self, line: tuple[str, str, float, float], paint: skia.Paint) -> skia.textlayout.Paragraph:
        text, name, size, spacing = line
        style = skia.textlayout.TextStyle()
        style.setFontFamilies(self._families(text, name))
        style.setFontSize(size)
        style.setLetterSpacing(spacing)
        style.setForegroundPaint(paint)
        builder = skia.textlayout.ParagraphBuilder.make(
            skia.textlayout.ParagraphStyle(), self._collection, self._unicode
        )
        builder.pushStyle(style)
        builder.addText(text)
        paragraph = builder.Build()
        paragraph.layout(_UNBOUNDED)
        return paragraph

    def __call__(self, text: str, font: str, size: float, spacing: float) -> Extent:
        key = (text, font, size, spacing)
        extent = self._extents.get(key)
        if extent is None:
            extent = self._extents[key] = self._measure(key)
        return extent

    def _measure(self, line: tuple[str, str, float, float]) -> Extent:
        text, name, size, spacing = line
        width = self._paragraph(line, skia.Paint()).LongestLine - spacing
        type_font = skia.Font(self._load(fonts.font(name)), size)
        metrics = type_font.getMetrics()
        bounds = type_font.getBounds([glyph for glyph in type_font.textToGlyphs(text) if glyph])
        # Capitals set the rhythm: round letters overshoot them a little, accents may stand in the gap above.
        ascent = metrics.fCapHeight
        descent = max((rect.bottom() for rect in bounds), default=0.0)
        if fonts.font(name).script:
            ascent = max(ascent, -min((rect.top() for rect in bounds), default=0.0))
        return Extent(width, ascent, descent if descent > 0.06 * size else 0.0, metrics.fXHeight)

    def draw(self, canvas: skia.Canvas, line: TextLine, center: float, color: int) -> None:
        """Draw `line` centred on the x coordinate `center`, standing on its baseline."""
        paint = skia.Paint(AntiAlias=True, Color=color)
        paragraph = self._paragraph((line.text, line.font, line.size, line.spacing), paint)
        # Half of the letter spacing stands on either side of each letter, so the ink is centred as it is.
        paragraph.paint(canvas, center - paragraph.LongestLine / 2, line.baseline - paragraph.AlphabeticBaseline)

    def draw_label(self, canvas: skia.Canvas, label: Label, color: int, halo: int) -> None:
        """Draw a street's name over the map, set off by an edge of `halo`."""
        edge = skia.Paint(AntiAlias=True, Color=halo, Style=skia.Paint.kStroke_Style, StrokeWidth=label.size * 0.5)
        edge.setStrokeJoin(skia.Paint.kRound_Join)
        canvas.save()
        canvas.translate(label.x, label.y)
        canvas.rotate(label.angle)
        for paint in (edge, skia.Paint(AntiAlias=True, Color=color)):
            paragraph = self._paragraph((label.text, LABEL_FONT, label.size, LABEL_SPACING), paint)
            middle = 0.36 * label.size - paragraph.AlphabeticBaseline
            paragraph.paint(canvas, -paragraph.LongestLine / 2, middle)
        canvas.restore()
