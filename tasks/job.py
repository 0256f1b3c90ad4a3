"""What a kind of work is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from adapters import Adapters
from tasks.schedule import Schedule


@dataclass(frozen=True)
class Job:
    """`run` gets a row's id and may run twice; `retries` are the waits between attempts.

    With a `schedule` it comes by the clock instead (see tasks/recurring.py): `run` returns how much it did, and a tick
    that failed is tried again as `retries` say, unless the next one comes first. It is never given up.
    """

    run: Callable[[UUID, Adapters], Awaitable[int | None]]
    retries: tuple[timedelta, ...]
    queue: str = "default"
    priority: int = 0
    """Lower goes first among what waits in a worker."""
    beside: int = 0
    """So many at a time in a worker, beside its threads (tasks/beside.py) and without a queue; 0: in a thread."""
    hopeless: tuple[type[Exception], ...] = ()
    """Errors that no further attempt will mend."""
    schedule: Schedule | None = None
    full: int | None = None
    """A scheduled run that did this much stopped at its limit: there is more to do, and it goes on at once."""
    give_up: Callable[[UUID, str, Adapters], Awaitable[None]] | None = None


def waits(*seconds: float) -> tuple[timedelta, ...]:
    """So many seconds between one attempt and the next."""
    return tuple(timedelta(seconds=each) for each in seconds)
