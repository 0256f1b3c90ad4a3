"""Where everything goes: a pure function of the document, the sheet's shape and the measure of its words.

Lengths are base units. A portrait sheet is 1200 units wide and as tall as it really is (1500 for 8 × 10, 1600
for 3:4, 1800 for 24 × 36): the words keep their proportions, the map takes the room that is left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from posters.captions import Block, Row, captions, headline
from posters.errors import InvalidDesign, Problem
from posters.fitting import Measure
from posters.model import DesignDocument

BASE_WIDTH = 1200.0
BASE_HEIGHT = 1600.0
MARGIN = 90.0
# Height over width of each outline, and where the eye sees its middle (fraction of the height).
FRAME_ASPECT = {"square": 1.0, "circle": 1.0, "heart": 0.9, "house": 0.97}
FRAME_MIDDLE = {"square": 0.5, "circle": 0.5, "heart": 0.46, "house": 0.56}
_FRAME_WIDTH = {"circle": 950.0, "heart": 1010.0, "house": 960.0}
_STRETCH = {"circle": 0.0, "heart": 0.05, "house": 0.12}  # how much taller an outline may get on a tall sheet
_TALLEST = 1.42  # height over width of a "square" map on a tall sheet with few words
_TEXT_SCALES = (1.0, 0.92, 0.84, 0.76, 0.68)
CREDIT_SIZE = 12.0


@dataclass(frozen=True)
class Sheet:
    """The trimmed paper in base units."""

    width: float
    height: float

    @classmethod
    def of(cls, width: float, height: float) -> Sheet:
        """The sheet of that proportion (any unit); wider than 5:6 it keeps a 1440 unit tall column."""
        aspect = height / width
        if aspect >= 1.2:
            return cls(BASE_WIDTH, round(BASE_WIDTH * aspect, 2))
        return cls(round(1440 / aspect, 2), 1440.0)

    @property
    def text_scale(self) -> float:
        """Taller sheets are hung larger, so their words grow, half as fast as the paper."""
        return 1 + 0.5 * (min(self.height, 2000.0) / BASE_HEIGHT - 1)


@dataclass(frozen=True)
class Box:
    """A rectangle; `x`, `y` is its top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class TextLine:
    """One line, centred on the sheet, standing on `baseline`."""

    role: str
    text: str
    font: str
    size: float
    spacing: float
    baseline: float


@dataclass(frozen=True)
class Rule:
    """A horizontal hairline."""

    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Layout:
    """Everything that has a place on the sheet."""

    sheet: Sheet
    frame: Box
    frame_style: str
    lines: tuple[TextLine, ...]
    rules: tuple[Rule, ...]
    credit: TextLine

    @property
    def map_center(self) -> tuple[float, float]:
        """Where the location is shown when the map is not panned."""
        return (
            self.frame.x + self.frame.width / 2,
            self.frame.y + self.frame.height * FRAME_MIDDLE[self.frame_style],
        )


def lay_out(document: DesignDocument, sheet: Sheet, measure: Measure, credit: str) -> Layout:
    """The layout of `document` on `sheet`. Raises InvalidDesign for words that cannot fit."""
    width = BASE_WIDTH - 2 * MARGIN - 60  # a little inside of the map's edges
    for scale in _TEXT_SCALES:
        head = headline(document, scale * sheet.text_scale, width, measure)
        foot = captions(document, scale * sheet.text_scale, width, measure)
        layout = _compose(document.style.frame.style, sheet, head, foot)
        if layout is not None:
            return replace(layout, credit=_credit(credit, sheet, measure))
    raise InvalidDesign([Problem("text", "has more words than fit beside the map")])


def _compose(style: str, sheet: Sheet, head: Block, foot: Block) -> Layout | None:
    """The frame as large as the words allow; None if they leave it too little."""
    return _square(sheet, head, foot) if style == "square" else _outline(style, sheet, head, foot)


def _square(sheet: Sheet, head: Block, foot: Block) -> Layout | None:
    """Straight edges: the map spans the margins and is as tall as the words leave it."""
    width = sheet.width - 2 * MARGIN
    above = head.height + 58 * sheet.text_scale if head.rows else 0.0
    below = foot.height + 76 * sheet.text_scale if foot.rows else 0.0
    bottom = (104.0 if foot.rows else MARGIN + 8) * sheet.text_scale
    top = MARGIN + (6 if head.rows else 0)
    room = sheet.height - top - above - below - bottom
    height = min(room, width * _TALLEST)
    if height < min(width, 1020) * 0.55:
        return None
    top += (room - height) * 0.45
    frame = Box((sheet.width - width) / 2, _r(top + above), width, _r(height))
    return _assemble("square", sheet, frame, (head, top), (foot, frame.y + frame.height + below - foot.height))


def _outline(style: str, sheet: Sheet, head: Block, foot: Block) -> Layout | None:
    """Circle, heart and house keep their proportions; what is left over becomes air, most of it outside."""
    scale, aspect = sheet.text_scale, FRAME_ASPECT[style]
    top, bottom = (100.0 * scale, 112.0 * scale) if head.rows else (92.0 * scale, 112.0 * scale)
    gap_above = 62 * scale if head.rows else 0.0
    gap_below = 74 * scale if foot.rows else 0.0
    room = sheet.height - top - bottom - head.height - foot.height - gap_above - gap_below
    width = min(_FRAME_WIDTH[style] * (1 + 0.3 * (scale - 1)), room / aspect)
    if width < 640:
        return None
    height = width * aspect
    height += min(height * _STRETCH[style], max(0.0, room - height) * 0.5)
    spare = room - height
    inner = (0.2 if head.rows else 0.0, 0.2 if foot.rows else 0.0)
    top += spare * (1 - sum(inner)) * 0.47
    frame = Box(
        _r((sheet.width - width) / 2),
        _r(top + head.height + gap_above + spare * inner[0]),
        _r(width),
        _r(height),
    )
    foot_top = frame.y + frame.height + gap_below + spare * inner[1]
    return _assemble(style, sheet, frame, (head, top), (foot, foot_top))


def _assemble(style: str, sheet: Sheet, frame: Box, head: tuple[Block, float], foot: tuple[Block, float]) -> Layout:
    lines = [line for block, top in (head, foot) for line in _placed(block, top)]
    rules = [rule for block, top in (head, foot) for rule in _ruled(block, top, sheet)]
    nothing = TextLine("credit", "", "roboto", 0, 0, 0)
    return Layout(sheet, frame, style, tuple(lines), tuple(rules), nothing)


def _placed(block: Block, top: float) -> list[TextLine]:
    return [
        TextLine(row.role, row.text, row.font, row.size, row.spacing, _r(top + baseline))
        for row, baseline in zip(block.rows, block.baselines, strict=True)
    ]


def _ruled(block: Block, top: float, sheet: Sheet) -> list[Rule]:
    """A short hairline half way between the two rows around each break that asks for one."""
    rules = []
    placed = list(zip(block.rows, block.baselines, strict=True))
    for (above, upper), (row, lower) in pairwise(placed):
        if row.rule_above:
            middle = (upper + above.descent + lower - row.ascent) / 2
            rules.append(Rule(_r(sheet.width / 2 - row.rule_above / 2), _r(top + middle), _r(row.rule_above)))
    return rules


def _credit(text: str, sheet: Sheet, measure: Measure) -> TextLine:
    width = measure(text, "roboto", CREDIT_SIZE, 0.5).width
    size = CREDIT_SIZE * min(1.0, (sheet.width - 2 * MARGIN) / width)
    return TextLine("credit", text, "roboto", _r(size), 0.5, _r(sheet.height - 34.0))


def _r(value: float) -> float:
    return round(value, 2)


__all__ = ["Box", "Layout", "Row", "Rule", "Sheet", "TextLine", "lay_out"]
