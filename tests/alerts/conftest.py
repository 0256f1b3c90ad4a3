"""A shop with staff, a mailbox, and a chat that hears of alerts."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from adapters import Adapters
from adapters.alerts import AlertWebhook
from adapters.mail.folder import FolderMailer
from commerce.operations import alert_messages, alert_notices, alerts
from core.clock import now
from core.database import transaction
from core.settings import Settings
from emails import brand
from models import AlertKind, Mail, Order, Role, User
from tasks.outbox import run_due

STAFF = "boss@example.com"


@dataclass
class Chat:
    """A real HTTP server that takes what an incoming webhook is sent, or answers as a test says."""

    url: str = ""
    messages: list[dict[str, Any]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            int(line.split(":")[1]) for line in head.splitlines() if line.lower().startswith("content-length")
        )
        body = json.loads(await reader.readexactly(int(length)))
        status = self.answers.pop(0) if self.answers else 200
        if status == 200:
            self.messages.append(body)
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".encode())
        await writer.drain()
        writer.close()


@pytest.fixture
async def chat() -> AsyncIterator[Chat]:
    heard = Chat()
    server = await asyncio.start_server(heard.serve, "127.0.0.1", 0)
    heard.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/services/secret"
    yield heard
    server.close()
    await server.wait_closed()


@dataclass
class Desk:
    """The staff's: what reaches it."""

    adapters: Adapters
    mails: Path

    async def work(self) -> int:
        return await run_due(self.adapters)

    def letters(self) -> list[EmailMessage]:
        files = sorted(self.mails.glob("*.eml"))  # named by their ids, in the order in which they were owed
        return [BytesParser(policy=policy.default).parsebytes(file.read_bytes()) for file in files]

    def subjects(self) -> list[str]:
        return [str(letter["Subject"]) for letter in self.letters()]


Desked = Callable[..., Awaitable[Desk]]


@pytest.fixture
async def desk(
    db: None, adapters: Adapters, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desked]:
    """`await desk(alert_emails=(…))`: the shop with those settings."""
    opened: list[AlertWebhook] = []

    async def open_desk(**changes: Any) -> Desk:
        changed = settings.model_copy(update={"data_dir": tmp_path, "alert_emails": (STAFF,), **changes})
        for module in (alert_messages, alert_notices, brand):
            if hasattr(module, "settings"):
                monkeypatch.setattr(module, "settings", lambda: changed)
        webhook = AlertWebhook(changed)
        opened.append(webhook)
        return Desk(replace(adapters, mailer=FolderMailer(changed), alerts=webhook), tmp_path / "mails")

    yield open_desk
    for webhook in opened:
        await webhook.close()


async def sound(key: str, kind: AlertKind = AlertKind.REFUND_FAILED, order: Order | None = None, **more: Any) -> bool:
    """Raise one."""
    async with transaction():
        return await alerts.raise_alert(kind, key=key, title=f"Number {key} went wrong.", order=order, **more)


async def person(email: str, role: Role = Role.ADMIN, **changes: Any) -> User:
    return await User.create(email=email, role=role, **{"email_verified_at": now(), **changes})


async def recipients() -> list[str]:
    return sorted(await Mail.all().values_list("recipient", flat=True))  # type: ignore[arg-type]


def secret(url: str) -> SecretStr:
    return SecretStr(url)
