"""What can go wrong with a design before a single pixel is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing a person can repair: `path` is dotted as in the document (`text.headline.text`)."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class InvalidDesign(ValueError):
    """The document cannot become a poster; `problems` lists every reason, in document order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = list(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


class NoMapData(ValueError):
    """The map archive has nothing at all where the design looks."""


class TooManyTiles(ValueError):
    """A view would need more map tiles than a render is allowed to fetch."""
