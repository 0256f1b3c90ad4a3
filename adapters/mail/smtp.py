"""Any SMTP server, one connection a mail."""

from __future__ import annotations

import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import aiosmtplib
from aiosmtplib.errors import (
    SMTPDataError,
    SMTPException,
    SMTPNotSupported,
    SMTPReadTimeoutError,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)
from pydantic import SecretStr

from adapters.mail import MailError, MailRefused, Message
from adapters.mail.mime import sender_address, to_mime
from core.database import forbid_transaction
from core.settings import Settings

_TIMEOUT_SECONDS = 20.0
_NO_MAILBOX = " 5.1."
"""RFC 3463: a permanent failure of the address, as against 5.7.x, which is about us."""


class SmtpMailer:
    """`smtps://` speaks TLS from the start. `smtp://` moves to TLS where the server can, and never says a
    password before it has."""

    idempotent = False

    def __init__(self, settings: Settings, url: SecretStr, tls: ssl.SSLContext | None = None) -> None:
        self._settings = settings
        self._tls = tls or ssl.create_default_context()
        parts = urlsplit(url.get_secret_value())
        self._implicit_tls = parts.scheme == "smtps"
        self._host = parts.hostname or ""
        self._port = parts.port or (465 if self._implicit_tls else 587)
        self._username = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None

    async def send(self, message: Message) -> str:
        forbid_transaction("SMTP")
        mime = to_mime(message, self._settings)
        client = self._client()
        await self._connect(client)
        try:
            return await self._hand_over(client, mime)
        finally:
            client.close()

    async def probe(self) -> str:
        forbid_transaction("SMTP")
        client = self._client()
        await self._connect(client)
        client.close()
        return f"{self._host}:{self._port} takes mails"

    def _client(self) -> aiosmtplib.SMTP:
        start_tls = False if self._implicit_tls else (True if self._username else None)
        return aiosmtplib.SMTP(
            hostname=self._host,
            port=self._port,
            username=self._username,
            password=self._password,
            use_tls=self._implicit_tls,
            start_tls=start_tls,
            tls_context=self._tls,
            timeout=_TIMEOUT_SECONDS,
        )

    async def _connect(self, client: aiosmtplib.SMTP) -> None:
        try:
            await client.connect()
        except (SMTPException, OSError, ValueError) as error:
            client.close()
            raise MailError(f"SMTP {self._host}:{self._port}: {_said(error)}") from error

    async def _hand_over(self, client: aiosmtplib.SMTP, mime: EmailMessage) -> str:
        try:
            recipient = mime["To"].addresses[0].addr_spec
            _, answer = await client.send_message(mime, sender=sender_address(self._settings), recipients=[recipient])
        except SMTPRecipientsRefused as error:
            codes = [each.code for each in error.recipients]
            if all(code >= 500 for code in codes):
                said = _said(error.recipients[0])
                raise MailRefused(
                    f"SMTP: the recipient was refused ({said})", no_mailbox=_NO_MAILBOX in said
                ) from error
            raise MailError(f"SMTP: the recipient was refused for now ({_said(error.recipients[0])})") from error
        except SMTPDataError as error:
            if error.code >= 500:
                raise MailRefused(f"SMTP: the mail was refused ({_said(error)})") from error
            raise MailError(f"SMTP: {_said(error)}") from error
        except SMTPNotSupported as error:
            raise MailRefused(f"SMTP: {_said(error)}") from error
        except (SMTPServerDisconnected, SMTPReadTimeoutError) as error:
            raise MailError(f"SMTP: no answer ({_said(error)})", uncertain=True) from error
        except (SMTPException, OSError, ValueError) as error:
            raise MailError(f"SMTP: {_said(error)}") from error
        return answer[:255]


def _said(error: Exception) -> str:
    return " ".join(str(part) for part in error.args)[:300] or type(error).__name__
