"""Making words fit a width: first smaller, then on more lines, then not at all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

SHRINK = 0.7  # how much smaller a line may get before it is broken in two
FLOOR = 0.25  # and how much smaller it may get at all: the longest place name of Wales still fits on one


@dataclass(frozen=True)
class Extent:
    """The ink of one line in base units: its width, how far it rises above and falls below the baseline."""

    width: float
    ascent: float
    descent: float
    x_height: float


class Measure(Protocol):
    """Measures one line of text set in a font of `size` with `spacing` between its letters."""

    def __call__(self, text: str, font: str, size: float, spacing: float) -> Extent: ...


class TextTooLong(ValueError):
    """The words do not fit even at the smallest size on the most lines."""


@dataclass(frozen=True)
class Fitted:
    """Lines that all fit, in one common size."""

    lines: tuple[str, ...]
    size: float
    spacing: float


@dataclass(frozen=True)
class Setting:
    """How a text wants to be set: nominal size and spacing, and the most lines it may take."""

    font: str
    size: float
    spacing: float
    max_lines: int


def fit(text: str, setting: Setting, max_width: float, measure: Measure) -> Fitted:
    """`text` set as large as `setting` asks for and `max_width` allows. Raises TextTooLong."""

    def scale_for(lines: Sequence[str]) -> float:
        widest = max(measure(line, setting.font, setting.size, setting.spacing).width for line in lines)
        return min(1.0, max_width / widest) if widest > 0 else 1.0

    words = text.split(" ")
    choices = [[text]]
    if scale_for(choices[0]) < SHRINK:
        most = min(setting.max_lines, len(words))
        choices += [_balanced(words, count, setting, measure) for count in range(2, most + 1)]
    scales = [scale_for(lines) for lines in choices]
    best = next((index for index, scale in enumerate(scales) if scale >= SHRINK), scales.index(max(scales)))
    scale = scales[best]
    if scale < FLOOR:
        raise TextTooLong(text)
    return Fitted(tuple(choices[best]), _down(setting.size * scale), _down(setting.spacing * scale))


def _down(value: float) -> float:
    return math.floor(value * 100) / 100


def _balanced(words: list[str], count: int, setting: Setting, measure: Measure) -> list[str]:
    """`words` on `count` lines whose widest is as narrow as can be (dynamic programming over breaks)."""
    widths = [measure(word, setting.font, setting.size, setting.spacing).width for word in words]
    space = measure("n n", setting.font, setting.size, setting.spacing).width
    space -= 2 * measure("n", setting.font, setting.size, setting.spacing).width

    def width(start: int, end: int) -> float:
        return sum(widths[start:end]) + space * (end - start - 1)

    total = len(words)
    best: list[tuple[float, list[int]]] = [(width(0, end), [0]) if end else (0.0, []) for end in range(total + 1)]
    for _ in range(count - 1):
        best = [
            min(
                ((max(best[cut][0], width(cut, end)), [*best[cut][1], cut]) for cut in range(1, end)),
                default=(math.inf, []),
            )
            for end in range(total + 1)
        ]
    starts = best[total][1]
    return [" ".join(words[a:b]) for a, b in zip(starts, [*starts[1:], total], strict=True)]
