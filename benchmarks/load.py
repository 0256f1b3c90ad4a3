"""Sends HTTP requests that were made beforehand, as fast as they are answered; the clock is this process's own.

    python -m benchmarks.load PORT CONNECTIONS < requests

The input is pairs of a four-byte length and that many bytes of a request. The output is a line of JSON: seconds, and
how many answers there were of each status. A process of its own, so that what it costs is not the server's.
"""

from __future__ import annotations

import asyncio
import json
import struct
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast


@dataclass(frozen=True)
class Load:
    """What came of it."""

    seconds: float
    statuses: dict[int, int]

    def per_second(self) -> float:
        """Requests.

        Raises:
            RuntimeError: when one was not answered with 200.
        """
        if set(self.statuses) != {200}:
            raise RuntimeError(f"not all were answered with 200: {self.statuses}")
        return self.statuses[200] / self.seconds


async def send(port: int, connections: int, requests: Sequence[bytes]) -> Load:
    """Have another process send them."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.load", str(port), str(connections),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, _ = await process.communicate(b"".join(struct.pack(">I", len(each)) + each for each in requests))
    if process.returncode:
        raise RuntimeError("the load could not be sent")
    answer = json.loads(said)
    return Load(answer["seconds"], {int(status): count for status, count in answer["statuses"].items()})


def request(path: str, body: bytes, headers: dict[str, str]) -> bytes:
    """A POST, ready to be written."""
    lines = [f"POST {path} HTTP/1.1", "Host: shop", "Content-Type: application/json", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


class _Client(asyncio.Protocol):
    """One connection: the next request when the last one was answered."""

    def __init__(self, requests: Iterator[bytes], statuses: Counter[int], done: asyncio.Future[None]) -> None:
        self._requests, self._statuses, self._done = requests, statuses, done
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def begin(self) -> None:
        """Send the next one, or end."""
        assert self._transport is not None  # noqa: S101 (connected)
        following = next(self._requests, None)
        if following is None:
            self._transport.close()
            self._done.set_result(None)
        else:
            self._transport.write(following)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head = self._buffer.find(b"\r\n\r\n")
        if head < 0:
            return
        text = self._buffer[:head].lower()
        at = text.index(b"content-length:") + 15
        length = int(text[at:].split(b"\r\n", 1)[0])
        if len(self._buffer) >= head + 4 + length:
            self._statuses[int(self._buffer[9:12])] += 1
            self._buffer = b""
            self.begin()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._done.done():
            self._done.set_exception(exc or ConnectionError("the server hung up"))


async def _run(port: int, connections: int, requests: Sequence[bytes]) -> Load:
    loop = asyncio.get_running_loop()
    waiting, statuses = iter(requests), Counter[int]()
    ends = [loop.create_future() for _ in range(connections)]
    clients = []
    for end in ends:
        _, client = await loop.create_connection(partial(_Client, waiting, statuses, end), "127.0.0.1", port)
        clients.append(client)
    begun = time.perf_counter()
    for client in clients:
        client.begin()
    await asyncio.gather(*ends)
    return Load(time.perf_counter() - begun, dict(statuses))


def _split(data: bytes) -> list[bytes]:
    found, at = [], 0
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        found.append(data[at + 4 : at + 4 + length])
        at += 4 + length
    return found


def main() -> None:
    """The command."""
    import uvloop

    requests = _split(sys.stdin.buffer.read())
    load = uvloop.run(_run(int(sys.argv[1]), int(sys.argv[2]), requests))
    print(json.dumps({"seconds": load.seconds, "statuses": load.statuses}))


if __name__ == "__main__":
    main()
