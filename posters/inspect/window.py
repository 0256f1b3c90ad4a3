"""A file behind ranged reads, each block fetched once and all of them within a budget."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from posters.inspect.facts import NotReadable

Read = Callable[[int, int], Awaitable[bytes]]
"""`await read(start, length)`: those bytes, fewer where the file ends."""

_BLOCK = 1 << 16
_BUDGET = 128
"""Blocks: 8 MiB of any file."""


class Window:
    """Random access to a file of `size` bytes."""

    def __init__(self, read: Read, size: int) -> None:
        self.size = size
        self._read = read
        self._blocks: dict[int, bytes] = {}

    async def bytes(self, start: int, length: int) -> bytes:
        """The bytes from `start`, fewer where the file ends.

        Raises:
            NotReadable: when more of the file would be read than a file that is in order needs.
        """
        start = max(start, 0)
        end = min(start + length, self.size)
        if start >= end:
            return b""
        first, last = start // _BLOCK, (end - 1) // _BLOCK
        await self._fetch(first, last)
        joined = b"".join(self._blocks[number] for number in range(first, last + 1))
        return joined[start - first * _BLOCK : end - first * _BLOCK]

    async def _fetch(self, first: int, last: int) -> None:
        missing = [number for number in range(first, last + 1) if number not in self._blocks]
        if not missing:
            return
        if len(self._blocks) + len(missing) > _BUDGET:
            raise NotReadable("the file is scattered over more places than are looked at")
        run = await self._read(missing[0] * _BLOCK, (missing[-1] - missing[0] + 1) * _BLOCK)
        for number in missing:
            offset = (number - missing[0]) * _BLOCK
            self._blocks[number] = run[offset : offset + _BLOCK]
