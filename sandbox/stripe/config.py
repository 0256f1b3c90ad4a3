"""What the command line decides about one running sandbox."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Config:
    """Settings of one sandbox process.

    ``key`` limits the API to one secret key; without it every ``sk_test_…`` or ``rk_test_…`` is let in.
    ``settle_seconds`` is how long bank debits and refunds that fail later stay pending.
    ``retry_seconds`` are the pauses between the attempts of one webhook delivery; the last one repeats.
    """

    data: Path
    public_url: str
    webhook_url: str | None = None
    webhook_secret: str | None = None
    key: str | None = None
    merchant: str = "YourMapArt"
    settle_seconds: int = 3
    delivery_timeout: float = 10.0
    retry_seconds: tuple[float, ...] = (1, 2, 5, 15, 60, 300, 1800, 3600)

    @property
    def database(self) -> Path:
        """The file that holds everything this sandbox knows."""
        return self.data / "stripe.sqlite3"
