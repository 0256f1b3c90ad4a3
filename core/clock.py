"""The one clock. Everything that asks for the time asks here, so that tests can move it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_offset = timedelta()
_stopped: datetime | None = None


def now() -> datetime:
    """The time, aware, in UTC."""
    return (_stopped or datetime.now(UTC)) + _offset


@contextmanager
def travel(delta: timedelta) -> Iterator[None]:
    """Move the clock by `delta` for as long as the block runs."""
    global _offset  # noqa: PLW0603 (one clock a process is the point)
    before = _offset
    _offset = before + delta
    try:
        yield
    finally:
        _offset = before


@contextmanager
def stand_still() -> Iterator[None]:
    """Let no time pass while the block runs, however long it takes; it can still be moved."""
    global _stopped  # noqa: PLW0603 (one clock a process is the point)
    before = _stopped
    _stopped = before or datetime.now(UTC)
    try:
        yield
    finally:
        _stopped = before
