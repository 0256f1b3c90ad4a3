"""How mails leave the house: to Brevo, to an SMTP server, or into a folder."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import structlog

from core.errors import AdapterError
from core.settings import Settings

log = structlog.get_logger(__name__)


_ADDRESS = re.compile(r"[^\s<>()\"',;:@]+@[^\s<>()\"',;:@]+")


def without_addresses(text: str) -> str:
    """What a mail server said, for logs and rows that outlive people: it repeats addresses, in its own spelling."""
    return _ADDRESS.sub("…", text)


class MailError(AdapterError):
    """The mail was not handed over; the same call may succeed later. The text holds no address.

    `uncertain`: it may have been, the answer was lost.
    """

    def __init__(self, message: str, *, transient: bool = True, uncertain: bool = False) -> None:
        super().__init__(without_addresses(message), transient=transient)
        self.uncertain = uncertain


class MailRefused(MailError):
    """This mail will never be taken: its address is none, or the provider says so for good.

    `no_mailbox`: because there is nobody at that address.
    """

    def __init__(self, message: str, *, no_mailbox: bool = False) -> None:
        super().__init__(message, transient=False)
        self.no_mailbox = no_mailbox


@dataclass(frozen=True)
class Message:
    """One mail to one person. The same `id` is the same mail, however often it is sent."""

    id: UUID
    recipient: str
    """An address alone."""
    subject: str
    text: str
    html: str
    date: datetime
    tags: tuple[str, ...] = ()
    """What it is, for the provider's statistics."""
    unsubscribe_url: str | None = None
    """Where one click ends such mails; marketing has one."""
    again: bool = False
    """Whether it was tried before."""


class Mailer(Protocol):
    """Who takes mails."""

    idempotent: bool
    """Whether sending a message again, unchanged in its id, leaves one mail only."""

    async def send(self, message: Message) -> str:
        """Hand over a mail; the taker's name for it.

        Raises:
            MailError: when it was not taken, or nobody knows.
            MailRefused: when it never will be.
        """

    async def probe(self) -> str:
        """Make sure that mails would be taken now, without sending one; a few words about the taker.

        Raises:
            MailError.
        """


@asynccontextmanager
async def open_mailer(settings: Settings) -> AsyncIterator[Mailer]:
    """The mailer that the settings name: Brevo with BREVO_API_KEY, else SMTP with SMTP_URL, else files under
    DATA_DIR/mails.
    """
    if settings.brevo_api_key:
        from adapters.mail.brevo import BrevoMailer

        mailer = BrevoMailer(settings, settings.brevo_api_key)
        try:
            yield mailer
        finally:
            await mailer.close()
    elif settings.smtp_url:
        from adapters.mail.smtp import SmtpMailer

        yield SmtpMailer(settings, settings.smtp_url)
    else:
        from adapters.mail.folder import FolderMailer

        if settings.environment == "production":
            log.warning("mails_go_to_a_folder", hint="set BREVO_API_KEY or SMTP_URL, or nobody gets them")
        yield FolderMailer(settings)
