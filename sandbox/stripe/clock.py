"""The sandbox's time: the machine's, plus what tests have moved it forward."""

from __future__ import annotations

import time

from sandbox.stripe.store import Store


class Clock:
    """Seconds since the epoch, shifted by an offset that survives restarts.

    Objects, expiry, settlement and webhook retries follow this clock. Webhook signatures carry the
    machine's own time, since the receiver compares them with its own.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.offset = float(store.meta("clock_offset") or 0)

    def now(self) -> int:
        """Whole seconds, as every timestamp of the API."""
        return int(self.precise())

    def precise(self) -> float:
        """Seconds with fractions, for the delivery queue."""
        return time.time() + self.offset

    def advance(self, seconds: float) -> None:
        """Move the sandbox's time forward; it never runs back."""
        if seconds < 0:
            raise ValueError("The clock only moves forward.")
        self.offset += seconds
        self._store.set_meta("clock_offset", str(self.offset))

    def reset(self) -> None:
        """Follow the machine's clock again."""
        self.offset = 0.0
        self._store.set_meta("clock_offset", "0")
