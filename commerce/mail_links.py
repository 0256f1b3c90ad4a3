"""Links in mails to accounts: they carry a token that exists nowhere else, made when the mail is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from core.clock import now
from core.ids import secret_token
from core.settings import settings
from models import MailToken, MailTokenPurpose

TOKEN_ID = "mail_token_id"  # noqa: S105 (the name of an entry)
_PAGES = {
    MailTokenPurpose.VERIFY_EMAIL: "/account/verify",
    MailTokenPurpose.RESET_PASSWORD: "/account/reset",
}


@dataclass(frozen=True)
class Link:
    """A storefront page that its token opens, and how long it does."""

    url: str
    expires_at: datetime


class LinkDead(Exception):
    """There is nothing left that a link could open. The text says why."""


def token_hash(token: str) -> str:
    """What MailToken.token_hash keeps of a token: SHA-256, in hex."""
    return sha256(token.encode()).hexdigest()


async def make(token_id: UUID) -> Link:
    """A fresh token's link, inside the open transaction. Links made before for the same MailToken end.

    Raises:
        LinkDead: when it was used, has expired or is gone.
    """
    row = await MailToken.filter(id=token_id).select_for_update().first()
    if row is None:
        raise LinkDead("its link was withdrawn")
    if row.used_at is not None:
        raise LinkDead("its link was used already")
    if row.expires_at <= now():
        raise LinkDead("its link expired before it could be sent")
    token = secret_token()
    row.token_hash = token_hash(token)
    await row.save(update_fields=["token_hash"])
    return Link(f"{settings().storefront_url}{_PAGES[row.purpose]}?token={token}", row.expires_at)
