"""The terminal: lines of all parts, each with its name in front, written by a thread of its own.

A terminal (or a pipe) that nobody reads fills up. That must not hold up the shop, so lines that do not
fit are dropped; the files in DATA_DIR/logs have them all.
"""

from __future__ import annotations

import os
import queue
import threading
import time

_COLORS = {"api": 36, "worker": 35, "stripe": 33, "postgres": 34, "redis": 31, "storefront": 32}


class Terminal:
    """Writes whole lines to standard output without ever making the caller wait."""

    def __init__(self) -> None:
        self._lines: queue.Queue[bytes] = queue.Queue(maxsize=5000)
        self._color = os.isatty(1) and "NO_COLOR" not in os.environ
        threading.Thread(target=self._write, daemon=True).start()

    def line(self, text: str = "", *, of: str | None = None) -> None:
        """Show a line, of a part or of the supervisor itself."""
        if of is not None:
            name = f"{of:<10} |"
            text = f"\x1b[{_COLORS.get(of, 37)}m{name}\x1b[0m {text}" if self._color else f"{name} {text}"
        try:
            self._lines.put_nowait(f"{text}\n".encode())
        except queue.Full:
            return

    def strong(self, text: str) -> str:
        """The text in bold, where the terminal can."""
        return f"\x1b[1m{text}\x1b[0m" if self._color else text

    def flush(self, seconds: float = 1.0) -> None:
        """Wait until everything is out, but not for long."""
        deadline = time.monotonic() + seconds
        while self._lines.unfinished_tasks and time.monotonic() < deadline:
            time.sleep(0.01)

    def _write(self) -> None:
        while True:
            data = self._lines.get()
            try:
                while data:
                    data = data[os.write(1, data) :]
            except OSError:  # nobody reads any more: the files go on
                pass
            self._lines.task_done()
