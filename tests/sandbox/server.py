"""A sandbox in a process of its own, and a shop that receives its webhooks."""

from __future__ import annotations

import asyncio
import json
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.support.ports import free_port

PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Nothing here speaks TLS: a context that loads no certificates saves 40 ms a client."""

ROOT = Path(__file__).resolve().parents[2]


class SandboxProcess:
    """``python -m sandbox.stripe`` on a free port."""

    def __init__(self, data: Path, *options: str) -> None:
        self.data = data
        self.options = options
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> SandboxProcess:
        """Start and wait until it answers."""
        command = [sys.executable, "-m", "sandbox.stripe", "--port", str(self.port), "--data", str(self.data)]
        self._process = subprocess.Popen([*command, "--settle-seconds", "60", *self.options], cwd=ROOT)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                httpx.get(self.url + "/_sandbox/health", trust_env=False, verify=PLAIN, timeout=30).raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.05)
            else:
                return self
        raise RuntimeError("the sandbox did not start")

    def kill(self) -> None:
        """The machine went away: no chance to tidy up."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Ask it to end, and see that it does."""
        assert self._process is not None
        self._process.terminate()
        try:
            self._process.wait(30)
        finally:
            self._process.kill()
            self._process.wait()


@dataclass
class Received:
    """One webhook request as it came in."""

    body: bytes
    headers: dict[str, str]

    @property
    def event(self) -> dict[str, Any]:
        """The event in it."""
        event: dict[str, Any] = json.loads(self.body)
        return event


@dataclass
class Receiver:
    """An HTTP server that keeps what it gets; ``answers`` are the next statuses, then 200 for ever."""

    received: list[Received] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    delay: float = 0.0
    url: str = ""
    called: asyncio.Event = field(default_factory=asyncio.Event)
    """Set by the first request, before its answer."""
    _server: asyncio.Server | None = None
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def start(self) -> None:
        """Listen on a free port."""
        port = free_port()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        self.url = f"http://127.0.0.1:{port}/hook"

    async def stop(self) -> None:
        """Stop listening."""
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {key.lower(): value for key, _, value in (line.partition(": ") for line in head[1:] if line)}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            self.called.set()
            await asyncio.sleep(self.delay)
            status = self.answers.pop(0) if self.answers else 200
            writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".encode())
            await writer.drain()
            async with self._changed:
                self.received.append(Received(body, headers))
                self._changed.notify_all()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def wait_for(self, enough: Callable[[list[Received]], bool], seconds: float = 60.0) -> list[Received]:
        """What came in, as soon as it is enough."""
        async with self._changed, asyncio.timeout(seconds):
            await self._changed.wait_for(lambda: enough(self.received))
        return list(self.received)

    def types(self) -> list[str]:
        """The types of the events that came in, in order."""
        return [item.event["type"] for item in self.received]
