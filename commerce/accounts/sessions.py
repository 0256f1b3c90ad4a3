"""Logins: one row a login, a family of refresh tokens each good for one use, and how they end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import structlog

from commerce.errors import NotFound, TokenInvalid
from commerce.mail.mail_links import token_hash
from core.clock import now
from core.database import execute, fetch, transaction
from core.ids import secret_token
from core.tokens import Tokens
from models import RefreshToken, Session, User

log = structlog.get_logger(__name__)

IDLE_LIFETIME = timedelta(days=30)
"""A login that nobody uses ends."""
LONGEST_LIFETIME = timedelta(days=180)
"""Every login ends."""
GRACE = timedelta(seconds=10)
"""How long after its use a refresh token may come once more from the same client: two tabs, or an answer that was
lost on the way."""
MOST_SESSIONS = 50
"""Of one account. The least recently used ones give way."""


@dataclass(frozen=True)
class Client:
    """What is known of whoever sends a request."""

    ip: str
    user_agent: str
    locale: str | None = None
    """A BCP 47 tag, as their browser asks for it."""

    @property
    def fingerprint(self) -> str:
        """Tells one browser from another, and keeps neither its address nor its name."""
        return sha256(f"{self.ip}\0{self.user_agent[:500]}".encode()).hexdigest()


@dataclass(frozen=True)
class Login:
    """What a client needs to act for an account."""

    user: User
    session_id: UUID
    access_token: str
    expires_at: datetime
    """When the access token ends."""
    refresh_token: str


async def account_of(user_id: UUID, session_id: UUID) -> User | None:
    """The account that a session belongs to, as it is now, in one statement.

    None when the session has ended, or the account is blocked or gone: so that all of them act at once.
    """
    return await User.filter(
        id=user_id,
        blocked_at=None,
        deleted_at=None,
        sessions__id=session_id,
        sessions__revoked_at=None,
        sessions__expires_at__gt=now(),
    ).first()


async def begin(user: User, client: Client, tokens: Tokens) -> Login:
    """A new login, inside the open transaction. Whether the account may log in, the caller has checked."""
    at = now()
    session = await Session.create(
        user=user, client=client.fingerprint, expires_at=at + IDLE_LIFETIME, last_used_at=at
    )  # fmt: skip
    await execute(_END_SURPLUS, user.id, at, MOST_SESSIONS)
    return await _login(user, session.id, tokens)


_END_SURPLUS = """
UPDATE sessions SET revoked_at = $2, revoked_reason = 'surplus'
WHERE id IN (SELECT id FROM sessions WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2
             ORDER BY last_used_at DESC, id DESC OFFSET $3)
"""


async def refresh(refresh_token: str, client: Client, tokens: Tokens) -> Login:
    """Exchange a refresh token for the next one.

    One that was used before ends the whole login, for either its owner or a thief holds the newer one; except
    that the client which used it may come again within seconds.

    Raises:
        TokenInvalid: unknown or used, or the login has ended.
    """
    async with transaction():
        row = await _locked(refresh_token)
        login = await _rotate(row, client, tokens) if row else None
    if login is None:
        raise TokenInvalid("The refresh token is not valid. Log in again.", path=("refreshToken",))
    return login


# The session's row is the family's lock: two tabs pass one after the other.
_LOCKED = """
SELECT r.id, r.session_id, s.user_id FROM refresh_tokens r JOIN sessions s ON s.id = r.session_id
WHERE r.token_hash = $1 FOR UPDATE OF s
"""
_STATE = """
SELECT r.used_at, s.client, s.revoked_at, s.expires_at, s.created_at FROM refresh_tokens r
JOIN sessions s ON s.id = r.session_id WHERE r.id = $1
"""


async def _locked(refresh_token: str) -> dict[str, Any] | None:
    """The token with its session, locked, and as they are once the lock is held."""
    rows = await fetch(_LOCKED, token_hash(refresh_token))
    if not rows:
        return None
    state = await fetch(_STATE, rows[0]["id"])
    return {**rows[0], **state[0]} if state else None


async def _rotate(row: dict[str, Any], client: Client, tokens: Tokens) -> Login | None:
    at = now()
    if row["revoked_at"] is not None or row["expires_at"] <= at:
        return None
    user = await User.get_or_none(id=row["user_id"], blocked_at=None, deleted_at=None)
    if user is None:
        return None
    if row["used_at"] is not None:
        again = row["client"] == client.fingerprint and at - row["used_at"] <= GRACE
        if not again:
            log.warning("refresh_token_reused", session_id=str(row["session_id"]), user_id=str(user.id))
            await _end([row["session_id"]], "refresh token used twice")
            return None
    else:
        await RefreshToken.filter(id=row["id"]).update(used_at=at)
    expires_at = min(at + IDLE_LIFETIME, row["created_at"] + LONGEST_LIFETIME)
    await Session.filter(id=row["session_id"]).update(
        client=client.fingerprint, last_used_at=at, expires_at=expires_at
    )  # fmt: skip
    return await _login(user, row["session_id"], tokens)


async def _login(user: User, session_id: UUID, tokens: Tokens) -> Login:
    token = secret_token()
    await RefreshToken.create(session_id=session_id, token_hash=token_hash(token))
    access = tokens.issue_access_token(user.id, session_id, user.role)
    return Login(user, session_id, access.token, access.expires_at, token)


async def end(refresh_token: str) -> None:
    """Log out: the whole login ends, whichever of its tokens is shown. An unknown one changes nothing."""
    found = await RefreshToken.get_or_none(token_hash=token_hash(refresh_token))
    if found is not None:
        await _end([found.session_id], "logout")


async def end_one(user_id: UUID, session_id: UUID) -> Session:
    """End one of the account's logins; which that was.

    Raises:
        NotFound: when the account has no such login that lives.
    """
    own = await Session.filter(id=session_id, user_id=user_id, revoked_at=None, expires_at__gt=now()).first()
    if own is None:
        raise NotFound("Session", path=("id",))
    await _end([session_id], "ended by the owner")
    return own


async def end_all(user_id: UUID, reason: str, *, keep: UUID | None = None) -> int:
    """End every login of an account, save `keep`; how many. Access tokens end with them.

    Takes part in the open transaction, if there is one.
    """
    sessions = Session.filter(user_id=user_id, revoked_at=None)
    if keep is not None:
        sessions = sessions.exclude(id=keep)
    return await sessions.update(revoked_at=now(), revoked_reason=reason[:60])


async def _end(session_ids: list[UUID], reason: str) -> None:
    await Session.filter(id__in=session_ids, revoked_at=None).update(revoked_at=now(), revoked_reason=reason)


_FORGET = """
DELETE FROM sessions WHERE id IN (
    (SELECT id FROM sessions WHERE expires_at < $1 LIMIT $2)
    UNION (SELECT id FROM sessions WHERE revoked_at < $1 LIMIT $2))
"""


async def forget_ended(*, older_than: timedelta = timedelta(days=7), limit: int = 1000) -> int:
    """Delete logins, with their tokens, that ended that long ago; how many. For the sweeper."""
    return await execute(_FORGET, now() - older_than, limit)
