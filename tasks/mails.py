"""Mails, sent."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.mail import mails


async def send_mail(mail_id: UUID, adapters: Adapters) -> None:
    """Hand one mail to the mailer."""
    await mails.deliver(mail_id, adapters.mailer)


async def give_up_mail(mail_id: UUID, reason: str, adapters: Adapters) -> None:
    """Mark the mail FAILED, with the reason."""
    await mails.fail(mail_id, reason)
