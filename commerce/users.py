"""People as the shop's staff deals with them."""

from __future__ import annotations

from dataclasses import dataclass

from commerce import mail_links, sessions
from commerce.accounts import RESET_LIFETIME
from commerce.errors import AccountBlocked
from commerce.mail_links import Link
from core.clock import now
from core.database import transaction
from models import MailToken, MailTokenPurpose, Role, User


@dataclass(frozen=True)
class Appointment:
    """A superadmin, and whether they are new, as an account and as a superadmin.

    `link` leads to a page to choose a password on, for one who has none.
    """

    user: User
    created: bool
    promoted: bool
    link: Link | None


async def appoint_superadmin(email: str, name: str, password_hash: str | None) -> Appointment:
    """Make the account of that address (lower case) a superadmin, opening it when there is none.

    For the command line, whose user needs nobody's permission. A password ends every login that was made with
    the one before.

    Raises:
        AccountBlocked: then nothing has changed.
    """
    async with transaction():
        user = await User.filter(email=email, deleted_at=None).select_for_update().first()
        created = user is None
        if user is None:
            user = await User.create(email=email, name=name)
        if user.blocked_at is not None:
            raise AccountBlocked(user.blocked_at)
        promoted = user.role is not Role.SUPERADMIN
        user.role = Role.SUPERADMIN
        if password_hash is not None:
            user.password_hash = password_hash
            user.email_verified_at = user.email_verified_at or now()
            await sessions.end_all(user.id, "password set on the command line")
        await user.save(update_fields=["role", "password_hash", "email_verified_at"])
        link = await _password_link(user) if user.password_hash is None else None
    return Appointment(user, created, promoted, link)


async def _password_link(user: User) -> Link:
    row = await MailToken.create(
        purpose=MailTokenPurpose.RESET_PASSWORD, email=user.email, user=user, expires_at=now() + RESET_LIFETIME
    )
    return await mail_links.make(row.id)
