"""Outlines as data: the frames a map is cut to and the pins that mark its place."""

from __future__ import annotations

import skia

from posters.layout import Box

_Points = tuple[float, ...]
# Move, Line, Cubic, Close with their coordinates; each outline is scaled to the box it has to fill.
_HEART: tuple[tuple[str, _Points], ...] = (
    ("M", (50, 94)),
    ("C", (45, 88.5, 36, 82, 26.5, 73)),
    ("C", (12, 59.5, 3, 48, 3, 33.5)),
    ("C", (3, 18.5, 14.2, 8, 27.5, 8)),
    ("C", (37.5, 8, 46, 13.5, 50, 23)),
    ("C", (54, 13.5, 62.5, 8, 72.5, 8)),
    ("C", (85.8, 8, 97, 18.5, 97, 33.5)),
    ("C", (97, 48, 88, 59.5, 73.5, 73)),
    ("C", (64, 82, 55, 88.5, 50, 94)),
    ("Z", ()),
)
_HOUSE: tuple[tuple[str, _Points], ...] = (
    ("M", (50, 3)),
    ("L", (70, 20.2)),
    ("L", (70, 9)),
    ("L", (80, 9)),
    ("L", (80, 28.8)),
    ("L", (97, 43.5)),
    ("L", (92.2, 49.4)),
    ("L", (86, 44.1)),
    ("L", (86, 95)),
    ("L", (14, 95)),
    ("L", (14, 44.1)),
    ("L", (7.8, 49.4)),
    ("L", (3, 43.5)),
    ("Z", ()),
)
_DROP: tuple[tuple[str, _Points], ...] = (
    ("M", (0, 0)),
    ("C", (-2.2, -5.2, -8.6, -9.6, -8.6, -16.4)),
    ("C", (-8.6, -21.2, -4.8, -25, 0, -25)),
    ("C", (4.8, -25, 8.6, -21.2, 8.6, -16.4)),
    ("C", (8.6, -9.6, 2.2, -5.2, 0, 0)),
    ("Z", ()),
)
_HOME: tuple[tuple[str, _Points], ...] = (
    ("M", (0, -11)),
    ("L", (11.5, -0.8)),
    ("L", (8.5, -0.8)),
    ("L", (8.5, 9)),
    ("L", (2.6, 9)),
    ("L", (2.6, 2.4)),
    ("L", (-2.6, 2.4)),
    ("L", (-2.6, 9)),
    ("L", (-8.5, 9)),
    ("L", (-8.5, -0.8)),
    ("L", (-11.5, -0.8)),
    ("Z", ()),
)
_PIN_SCALE = {"S": 1.9, "M": 2.5, "L": 3.3}


def _path(outline: tuple[tuple[str, _Points], ...]) -> skia.Path:
    path = skia.Path()
    verbs = {"M": path.moveTo, "L": path.lineTo, "C": path.cubicTo, "Z": path.close}
    for verb, points in outline:
        verbs[verb](*points)
    return path


def _filling(path: skia.Path, box: Box) -> skia.Path:
    bounds = path.computeTightBounds()
    target = skia.Rect.MakeXYWH(box.x, box.y, box.width, box.height)
    path.transform(skia.Matrix.MakeRectToRect(bounds, target, skia.Matrix.kFill_ScaleToFit))
    return path


def frame_path(style: str, box: Box) -> skia.Path:
    """The outline of a frame, touching all four sides of `box`."""
    if style == "heart":
        return _filling(_path(_HEART), box)
    if style == "house":
        return _filling(_path(_HOUSE), box)
    path = skia.Path()
    rect = skia.Rect.MakeXYWH(box.x, box.y, box.width, box.height)
    if style == "circle":
        path.addOval(rect)
    else:
        path.addRect(rect)
    return path


def _heart(width: float, x: float, y: float) -> skia.Path:
    return _filling(_path(_HEART), Box(x - width / 2, y - width * 0.46, width, width * 0.92))


def draw_pin(canvas: skia.Canvas, style: str, size: str, color: int, halo: int, at: tuple[float, float]) -> None:
    """A pin whose point (or middle, for heart and home) is `at`; a ring of `halo` sets it off the map."""
    canvas.save()
    canvas.translate(*at)
    canvas.scale(_PIN_SCALE[size], _PIN_SCALE[size])
    if style == "lolli":
        _lollipop(canvas, color, halo)
    else:
        body = {"heart": lambda: _heart(22, 0, 0), "home": lambda: _path(_HOME)}.get(style, lambda: _path(_DROP))()
        canvas.drawPath(body, _ring(halo, 2.6))
        canvas.drawPath(body, _fill(color))
    if style == "basic":
        canvas.drawCircle(0, -16.2, 3.4, _fill(halo))
    elif style == "fave":
        canvas.drawPath(_heart(9.6, 0, -16), _fill(halo))
    canvas.restore()


def _lollipop(canvas: skia.Canvas, color: int, halo: int) -> None:
    for paint, stick in ((_ring(halo, 2.6), 4.6), (_fill(color), 2.0)):
        line = skia.Paint(AntiAlias=True, Color=paint.getColor(), Style=skia.Paint.kStroke_Style, StrokeWidth=stick)
        line.setStrokeCap(skia.Paint.kRound_Cap)
        canvas.drawLine(0, 0, 0, -14, line)
        canvas.drawCircle(0, -20, 7, paint)
    canvas.drawCircle(-2.2, -22.2, 1.7, _fill(halo))


def _fill(color: int) -> skia.Paint:
    return skia.Paint(AntiAlias=True, Color=color)


def _ring(color: int, width: float) -> skia.Paint:
    paint = skia.Paint(AntiAlias=True, Color=color, Style=skia.Paint.kStroke_Style, StrokeWidth=width)
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    return paint
