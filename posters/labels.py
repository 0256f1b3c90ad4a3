"""Names along streets: joined over their pieces, written where they run straight, never over one another."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from posters.fitting import Measure

Point = tuple[float, float]

FONT = "roboto"
SPACING = 0.6
_SIZES = {"highway": 15.0, "arterial": 13.0, "local": 11.0}
_MAX_LABELS = 24
_MAX_LENGTH = 40  # characters
_STRAIGHT = 0.9985  # chord over arc: letters stray from the street by about a tenth of their height
_STEP = 12.0
_AROUND = ((14, 0), (-14, 0), (0, 14), (0, -14))  # how far a name stays within the frame
_JOIN = 2.5  # ends this near to each other (base units) are the same point


@dataclass(frozen=True)
class Street:
    """One piece of a named line on the sheet."""

    name: str
    road: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Label:
    """A name centred on (`x`, `y`) and turned by `angle` degrees, never upside down."""

    text: str
    size: float
    x: float
    y: float
    angle: float
    width: float

    def discs(self) -> Iterator[Point]:
        """Points along the label that together cover it."""
        count = max(1, round(self.width / self.size))
        turn = math.radians(self.angle)
        for index in range(count + 1):
            along = (index / count - 0.5) * self.width
            yield self.x + along * math.cos(turn), self.y + along * math.sin(turn)


def place(
    streets: Iterable[Street], measure: Measure, inside: Callable[[float, float], bool], keep_off: list[Point]
) -> list[Label]:
    """At most 24 labels, the greatest streets first; all of each `inside`, and away from `keep_off`."""
    placed: list[Label] = []
    taken = list(keep_off)
    for name, road, chain in _by_importance(streets):
        if len(placed) == _MAX_LABELS:
            break
        size = _SIZES[road]
        width = measure(name, FONT, size, SPACING).width
        for label in _positions(name, size, width, chain):
            discs = list(label.discs())
            free = all(math.dist(a, b) > size * 2.8 for a in discs for b in taken)
            if free and all(inside(x + dx, y + dy) for x, y in discs for dx, dy in _AROUND):
                placed.append(label)
                taken.extend(discs)
                break
    return placed


def _by_importance(streets: Iterable[Street]) -> list[tuple[str, str, list[Point]]]:
    """Each name once with its longest chain, highways first, then the longest."""
    pieces: dict[tuple[str, str], list[tuple[Point, ...]]] = defaultdict(list)
    for street in streets:
        if street.road in _SIZES and 0 < len(street.name) <= _MAX_LENGTH:
            pieces[street.name, street.road].append(street.points)
    ranks = list(_SIZES)
    longest = [(name, road, max(_chains(parts), key=_length)) for (name, road), parts in pieces.items()]
    longest.sort(key=lambda each: (ranks.index(each[1]), -_length(each[2]), each[0]))
    first: dict[str, tuple[str, str, list[Point]]] = {}
    for each in longest:
        first.setdefault(each[0], each)
    return list(first.values())


def _chains(parts: list[tuple[Point, ...]]) -> list[list[Point]]:
    """Pieces joined end to end, longest pieces first."""
    left = sorted((list(part) for part in parts), key=lambda part: (-_length(part), part))
    chains = []
    while left:
        chain = left.pop(0)
        while (joined := _join(chain, left)) is not None:
            chain = joined
        chains.append(chain)
    return chains


def _join(chain: list[Point], others: list[list[Point]]) -> list[Point] | None:
    """`chain` longer by the first of `others` that touches one of its ends; that one is taken out."""
    for index, other in enumerate(others):
        for piece in (other, other[::-1]):
            if math.dist(chain[-1], piece[0]) < _JOIN:
                del others[index]
                return chain + piece[1:]
            if math.dist(chain[0], piece[-1]) < _JOIN:
                del others[index]
                return piece[:-1] + chain
    return None


def _length(points: Iterable[Point]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(points))


def _positions(name: str, size: float, width: float, chain: list[Point]) -> Iterator[Label]:
    """Every place on the chain that is straight enough, the ones nearest to its middle first."""
    marks = [0.0]
    for a, b in pairwise(chain):
        marks.append(marks[-1] + math.dist(a, b))
    room = marks[-1] - width
    if room < 0:
        return
    starts = [index * _STEP for index in range(int(room / _STEP) + 1)]
    for start in sorted(starts, key=lambda start: (abs(start - room / 2), start)):
        a, b = _at(chain, marks, start), _at(chain, marks, start + width)
        if math.dist(a, b) >= _STRAIGHT * width:
            angle = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
            upright = (angle + 90) % 180 - 90
            yield Label(name, size, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, upright, width)


def _at(chain: list[Point], marks: list[float], along: float) -> Point:
    """The point `along` base units from the chain's start."""
    index = min(bisect_right(marks, along), len(marks) - 1)
    before, after = chain[index - 1], chain[index]
    span = marks[index] - marks[index - 1]
    part = (along - marks[index - 1]) / span if span else 0.0
    return before[0] + (after[0] - before[0]) * part, before[1] + (after[1] - before[1]) * part


def clipped(points: list[tuple[int, int]], extent: int) -> list[list[Point]]:
    """The parts of a line within its own tile, so that neighbours meet at the edge instead of overlapping."""
    parts: list[list[Point]] = []
    for a, b in pairwise(points):
        span = _visible(a, b, extent)
        if span is None:
            continue
        start, end = ((a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for part in span)
        if parts and parts[-1][-1] == start:
            parts[-1].append(end)
        else:
            parts.append([start, end])
    return parts


def _visible(a: Point, b: Point, extent: int) -> tuple[float, float] | None:
    """Liang–Barsky: from where to where (0–1) the segment a–b lies within the square."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        step = b[axis] - a[axis]
        for toward, room in ((-step, a[axis]), (step, extent - a[axis])):
            if toward == 0:
                if room < 0:
                    return None
            elif toward < 0:
                low = max(low, room / toward)
            else:
                high = min(high, room / toward)
    return (low, high) if low < high else None
