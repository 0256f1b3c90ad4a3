"""The stand-in for Brevo, in a process of its own."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from core.settings import Settings
from tests.support.outside import server_process
from tests.support.ports import free_port

KEY, SECRET = "xkeysib-test", "brevo-tells-us-this"


@dataclass(frozen=True)
class BrevoSandbox:
    """Whatever a test did to it is forgotten after the test."""

    url: str
    folder: Path
    http: httpx.AsyncClient

    @property
    def changes(self) -> dict[str, Any]:
        """Settings of a shop that sends through it."""
        return {"brevo_api_key": SecretStr(KEY), "brevo_api_base": self.url, "mail_from": "shop@shop.example.com"}

    async def fails(self, **fault: Any) -> None:
        """`await brevo.fails(status=500, after=True)`"""
        await self._post("/faults", fault)

    async def later(self, seconds: float) -> None:
        """Let it forget keys that are that old."""
        await self._post("/clock", {"advance": seconds})

    async def lags(self, lag: bool) -> None:
        """Whether what was sent cannot be looked up yet."""
        await self._post("/statistics", {"lag": lag})

    async def mails(self) -> list[dict[str, Any]]:
        """What was taken, oldest first."""
        answer = await self.http.get("/_sandbox/mails")
        return list(answer.json()["mails"])

    async def tells(self, mail: dict[str, Any], event: str, **more: Any) -> int:
        """Send an event about a mail to the shop; the webhook's status."""
        answer = await self._post("/events", {"messageId": mail["messageId"], "event": event, **more})
        return int(answer["status"])

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = await self.http.post(f"/_sandbox{path}", json=body)
        assert answer.status_code < 400, answer.text
        return dict(answer.json())


@pytest.fixture(scope="session")
def _brevo_process(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder, port = tmp_path_factory.mktemp("brevo"), free_port()
    command = [sys.executable, "-m", "sandbox.brevo", "--port", str(port), "--data", str(folder), "--key", KEY]
    command += ["--webhook-url", f"{settings.public_url}/webhooks/brevo", "--webhook-secret", SECRET]
    with server_process(command, port, folder / "log"):
        yield f"http://127.0.0.1:{port}", folder


@pytest.fixture
async def brevo(_brevo_process: tuple[str, Path]) -> AsyncIterator[BrevoSandbox]:
    url, folder = _brevo_process
    async with httpx.AsyncClient(base_url=url, timeout=30) as http:
        yield BrevoSandbox(url, folder, http)
        await http.post("/_sandbox/reset")
        for file in folder.glob("*.eml"):
            file.unlink()
