"""Random access to the bytes of an archive: a mapped file, or HTTP range requests."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Protocol

import httpx

from posters.tiles.source import MAX_RESPONSE, TileSourceError


class Replaced(Exception):
    """The file behind a URL is no longer the one that was read before."""


class Content(Protocol):
    """Random access to an archive; fewer bytes than asked for are given past its end."""

    def read(self, offset: int, length: int) -> bytes:
        """`length` bytes from `offset`. Raises TileSourceError, or Replaced."""

    def forget(self) -> None:
        """Accept whatever file is there now."""

    def close(self) -> None:
        """Let go of the file or the connections."""


class MappedFile:
    """An archive on disk."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise TileSourceError(f"The map archive {path} cannot be opened: {error}.") from error

    def read(self, offset: int, length: int) -> bytes:
        """`length` bytes from `offset`."""
        return self._map[offset : offset + length]

    def forget(self) -> None:
        """A mapped file keeps its content, even when its name is given to another one."""

    def close(self) -> None:
        """Unmap the file."""
        self._map.close()


class RangeRequests:
    """An archive on a web server or object store that answers range requests."""

    def __init__(self, url: str, client: httpx.Client | None = None) -> None:
        self._url = url
        self._client = client or http_client()
        self._etag: str | None = None

    def read(self, offset: int, length: int) -> bytes:
        """`length` bytes from `offset`. Raises TileSourceError, or Replaced when the ETag is another one."""
        if length > MAX_RESPONSE:
            raise TileSourceError(f"{self._url} announces a part of {length} bytes, which is too much.")
        wanted = {"Range": f"bytes={offset}-{offset + length - 1}", "Accept-Encoding": "identity"}
        status, headers, body = fetch(self._client, self._url, wanted, expect=206)
        etag = headers.get("etag")
        if self._etag not in (None, etag):
            raise Replaced
        self._etag = etag
        if status != 206:
            raise TileSourceError(f"{self._url} answered {status} to a range request; it has to answer 206.")
        return body

    def forget(self) -> None:
        """Accept whatever file is there now."""
        self._etag = None

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def http_client() -> httpx.Client:
    """A client with the patience that a tile server deserves: 20 s, two more tries to connect."""
    return httpx.Client(transport=httpx.HTTPTransport(retries=2), timeout=20, follow_redirects=True)


def fetch(client: httpx.Client, url: str, headers: dict[str, str], *, expect: int) -> tuple[int, httpx.Headers, bytes]:
    """Status, headers and body of a GET; the body only under the expected status, never past MAX_RESPONSE.

    The body is as it was sent, a gzipped tile stays gzipped. Raises TileSourceError.
    """
    try:
        with client.stream("GET", url, headers=headers) as answer:
            if answer.status_code != expect:
                return answer.status_code, answer.headers, b""
            body = bytearray()
            for part in answer.iter_raw():
                body += part
                if len(body) > MAX_RESPONSE:
                    raise TileSourceError(f"{url} sent more than {MAX_RESPONSE >> 20} MB.")
            return answer.status_code, answer.headers, bytes(body)
    except httpx.HTTPError as error:
        raise TileSourceError(f"{url} does not answer: {error!r}.") from error
