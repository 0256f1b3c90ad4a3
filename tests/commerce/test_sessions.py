"""What the sweeper forgets: logins and requests of mails that ended a week ago."""

from __future__ import annotations

from datetime import timedelta

from commerce.accounts import accounts, sessions
from commerce.accounts.sessions import Client
from core.clock import now, travel
from core.database import transaction
from core.settings import Settings
from core.tokens import tokens
from models import MailToken, MailTokenPurpose, RefreshToken, Session, User


async def test_ended_logins_go_after_a_week_with_their_tokens(db: None, settings: Settings) -> None:
    user = await User.create(email="ada@example.com")
    logins = []
    for name in ("lives", "logged out", "logged out lately"):
        async with transaction():
            logins.append(await sessions.begin(user, Client("127.0.0.1", name), tokens(settings)))
    await Session.filter(id=logins[1].session_id).update(revoked_at=now() - timedelta(days=8))
    await Session.filter(id=logins[2].session_id).update(revoked_at=now() - timedelta(days=6))

    gone = await sessions.forget_ended()
    left = {row.id for row in await Session.all()}

    assert (gone, left) == (1, {logins[0].session_id, logins[2].session_id})
    assert await RefreshToken.all().count() == 2
    with travel(timedelta(days=38)):
        assert await sessions.forget_ended() == 2
    assert await Session.all().count() == 0


async def test_requests_of_mails_go_a_week_after_they_ended(db: None) -> None:
    for days in (-8, -6, 1):
        await MailToken.create(
            purpose=MailTokenPurpose.VERIFY_EMAIL, email="ada@example.com", expires_at=now() + timedelta(days=days)
        )

    assert await accounts.forget_expired() == 1
    assert await MailToken.all().count() == 2
