"""A receiver on a real socket that does what a test tells it: answers, stalls, hangs up, talks for ever."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from standardwebhooks import Webhook

Behave = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        return dict(json.loads(self.body))

    def verified(self, secret: str) -> dict[str, Any]:
        """The event, once the official library believes it.

        Raises:
            WebhookVerificationError
        """
        return dict(Webhook(secret).verify(self.body, self.headers))


@dataclass
class Receiver:
    """Answers 204 unless `answers` says otherwise; the last one of them stays."""

    answers: list[Behave] = field(default_factory=list)
    got: list[Received] = field(default_factory=list)
    port: int = 0
    scheme: str = "http"
    most_at_once: int = 0
    _now: int = 0
    _server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/hooks?tenant=7"

    @property
    def types(self) -> list[str]:
        return [each.event["type"] for each in self.got]

    async def start(self, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        self._server = await asyncio.start_server(self._serve, host, port, ssl=tls)
        self.port = self._server.sockets[0].getsockname()[1]
        self.scheme = "https" if tls else "http"

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        try:
            self.got.append(await _request(reader))
            behave = self.answers[0] if self.answers else status(204)
            if len(self.answers) > 1:
                self.answers.pop(0)
            await behave(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._now -= 1
            writer.close()


async def _request(reader: asyncio.StreamReader) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    headers = {}
    for line in head[1:-2]:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return Received(head[0].split(" ")[1], headers, await reader.readexactly(int(headers["content-length"])))


def status(code: int, body: str = "", **headers: str) -> Behave:
    """Answer with that, and hang up."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {code} x", f"content-length: {len(body.encode())}", "connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        await writer.drain()

    return behave


async def hang_up(writer: asyncio.StreamWriter) -> None:
    """Reset the connection."""
    writer.transport.abort()


def stall(until: asyncio.Event) -> Behave:
    """Say nothing before that, and then 204."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        await until.wait()
        await status(204)(writer)

    return behave


def endless(code: int) -> Behave:
    """A body without an end."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 {code} x\r\ntransfer-encoding: chunked\r\n\r\n".encode())
        while True:
            writer.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")
            await writer.drain()

    return behave


async def garbage(writer: asyncio.StreamWriter) -> None:
    """What is no HTTP."""
    writer.write(b"\x16\x03\x01\x00\xff nonsense\r\n\r\n")
    await writer.drain()
