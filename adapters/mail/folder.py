"""A folder of .eml files: for a laptop, for tests, and to look at."""

from __future__ import annotations

import asyncio
import contextlib
import os
from uuid import uuid4

from adapters.mail import MailError, Message
from adapters.mail.mime import to_mime
from core.database import forbid_transaction
from core.settings import Settings


class FolderMailer:
    """Writes DATA_DIR/mails/<id>.eml; a mail that is sent again replaces its file."""

    idempotent = True

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = (settings.data_dir / "mails").resolve()

    async def send(self, message: Message) -> str:
        forbid_transaction("the mail folder")
        content = to_mime(message, self._settings).as_bytes()
        await asyncio.to_thread(self._write, f"{message.id}.eml", content)
        return f"{message.id}.eml"

    async def probe(self) -> str:
        forbid_transaction("the mail folder")
        name = f"{uuid4()}.probe"
        await asyncio.to_thread(self._write, name, b"")
        await asyncio.to_thread((self._folder / name).unlink)
        return f"{self._folder}"

    def _write(self, name: str, content: bytes) -> None:
        """Whole or not at all, and for the owner's eyes only: mails carry keys to accounts."""
        temporary = self._folder / f".{uuid4().hex}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self._folder / name)
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise MailError(f"cannot write {name}: {error}") from error
