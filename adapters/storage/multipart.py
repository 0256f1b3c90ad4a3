"""multipart/form-data (RFC 7578) as it comes in, part by part, never more of it in memory than a chunk or two."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

_BOUNDARY = re.compile(r'multipart/form-data\s*;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s";,]{1,70}))\s*', re.IGNORECASE)
_NAME = re.compile(r';\s*name="([^"]{1,100})"', re.IGNORECASE)
_LONGEST_HEAD = 4096
_MOST_PARTS = 32


class FormMalformed(Exception):
    """Not a form, or one with more to it than an upload has."""


class FormReader:
    """Reads a request's body once, from the front: `await next_part()`, then `body()` or `text()`, until None."""

    def __init__(self, content_type: str, chunks: AsyncIterator[bytes]) -> None:
        found = _BOUNDARY.fullmatch(content_type.strip())
        if found is None:
            raise FormMalformed("send multipart/form-data")
        self._mark = b"\r\n--" + (found[1] or found[2]).encode()
        self._chunks = chunks
        self._buffer = b"\r\n"
        """The first boundary has no line before it."""
        self._parts = 0

    async def next_part(self) -> str | None:
        """Go to the next part, whose name this is; None after the last.

        Raises:
            FormMalformed.
        """
        async for piece in self.body():
            if self._parts or piece.strip():
                raise FormMalformed("the form has bytes between its parts")
        await self._fill(len(self._mark) + 2)
        after = self._buffer[len(self._mark) : len(self._mark) + 2]
        self._buffer = self._buffer[len(self._mark) + 2 :]
        if after == b"--":
            return None
        self._parts += 1
        if after != b"\r\n" or self._parts > _MOST_PARTS:
            raise FormMalformed("the form's parts cannot be told apart")
        return await self._name()

    async def text(self, limit: int) -> str:
        """The part as text of at most `limit` bytes."""
        content = b""
        async for piece in self.body():
            content += piece
            if len(content) > limit:
                raise FormMalformed(f"a field has more than {limit} bytes")
        return content.decode(errors="replace")

    async def body(self) -> AsyncIterator[bytes]:
        """What is left of the part, up to the next boundary."""
        while (end := self._buffer.find(self._mark)) < 0:
            safe = len(self._buffer) - len(self._mark) + 1
            if safe > 0:
                piece, self._buffer = self._buffer[:safe], self._buffer[safe:]
                yield piece
            await self._more()
        if end:
            piece, self._buffer = self._buffer[:end], self._buffer[end:]
            yield piece

    async def _name(self) -> str:
        while (end := self._buffer.find(b"\r\n\r\n")) < 0:
            if len(self._buffer) > _LONGEST_HEAD:
                raise FormMalformed("a part's header is too long")
            await self._more()
        head = self._buffer[:end].decode("latin-1")
        self._buffer = self._buffer[end + 4 :]
        for line in head.split("\r\n"):
            title, _, value = line.partition(":")
            if title.strip().lower() == "content-disposition" and (found := _NAME.search(value)):
                return found[1]
        raise FormMalformed("a part has no name")

    async def _fill(self, size: int) -> None:
        while len(self._buffer) < size:
            await self._more()

    async def _more(self) -> None:
        try:
            self._buffer += await anext(self._chunks)
        except StopAsyncIteration:
            raise FormMalformed("the form ends in the middle") from None
