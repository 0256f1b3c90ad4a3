"""What the doctor finds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something that does not agree."""

    subject: str
    """`order YMA-2026-8H3K9C2D`, `account 0190…`."""
    problem: str
    mend: Callable[[], Awaitable[None]] | None = None
    """What makes it agree, where that is safe; it looks again, under lock, before it changes anything."""
