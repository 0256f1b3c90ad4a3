"""How to tell that a part works."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

Probe = Callable[[], Awaitable[bool]]


def answers_http(host: str, port: int, path: str = "/") -> Probe:
    """Whether a server answers below 500."""

    async def probe() -> bool:
        try:
            reader, writer = await asyncio.wait_for(asyncio.open_connection(host, port), 2)
        except (OSError, TimeoutError):
            return False
        try:
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
            status = await asyncio.wait_for(reader.readline(), 5)
        except (OSError, TimeoutError):
            return False
        finally:
            writer.close()
        return status.startswith(b"HTTP/1.1 ") and status[9:10] < b"5"

    return probe


def says_yes(question: Callable[[], bool]) -> Probe:
    """A blocking question, asked beside the event loop."""

    async def probe() -> bool:
        return await asyncio.to_thread(question)

    return probe


def lives_for(seconds: float) -> Probe:
    """For what says nothing of itself: whether so long has passed (an early death is noticed elsewhere)."""
    begun: list[float] = []

    async def probe() -> bool:
        begun.append(time.monotonic())
        return begun[-1] - begun[0] >= seconds

    return probe
