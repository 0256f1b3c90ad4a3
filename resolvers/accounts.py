"""Accounts, as their owners use them: getting in, staying in, getting out."""

from __future__ import annotations

from uuid import UUID

from commerce import limits
from commerce.accounts import accounts, sessions
from commerce.accounts.accounts import Gate
from commerce.accounts.sessions import Login
from core.clock import now
from models import Session, User
from resolvers.context import Context
from resolvers.errors import Unauthenticated
from resolvers.ids import key_of
from resolvers.paging import Page, paginate


def gate_of(context: Context) -> Gate:
    """What stands between this request and the accounts."""
    return Gate(context.client, context.services.limits, context.services.tokens)


def _entered(context: Context, login: Login) -> Login:
    """Let the rest of the operation, such as the orders under the account in the answer, be asked by the account."""
    context.viewer = context.viewer.logged_in(login.user, login.session_id)
    return login


async def register(context: Context, email: str, password: str, name: str) -> None:
    await accounts.register(gate_of(context), email, password, name)


async def verify_email(context: Context, token: str, password: str | None) -> Login:
    return _entered(context, await accounts.verify_email(gate_of(context), token, password))


async def log_in(context: Context, email: str, password: str) -> Login:
    return _entered(context, await accounts.log_in(gate_of(context), email, password))


async def refresh(context: Context, refresh_token: str) -> Login:
    gate = gate_of(context)
    await limits.spend(gate.limits, limits.REFRESH_FROM_ADDRESS.per(gate.address))
    return _entered(context, await sessions.refresh(refresh_token, gate.client, gate.tokens))


async def log_out(context: Context, refresh_token: str) -> None:
    gate = gate_of(context)
    await limits.spend(gate.limits, limits.REFRESH_FROM_ADDRESS.per(gate.address))
    await sessions.end(refresh_token)


async def request_password_reset(context: Context, email: str) -> None:
    await accounts.request_password_reset(gate_of(context), email)


async def reset_password(context: Context, token: str, password: str) -> Login:
    return _entered(context, await accounts.reset_password(gate_of(context), token, password))


async def change_password(context: Context, current: str, password: str) -> User:
    viewer = context.viewer
    return await accounts.change_password(gate_of(context), signed_in(context), viewer.session_id, current, password)


async def sessions_of_viewer(context: Context, first: int | None, after: str | None) -> Page[Session]:
    """The viewer's logins that live, newest first."""
    own = Session.filter(user_id=signed_in(context).id, revoked_at=None, expires_at__gt=now())
    return await paginate(own, ["-id"], first=first, after=after)


async def session(context: Context, key: UUID) -> Session | None:
    """One of the viewer's logins that live."""
    if context.viewer.user_id is None:
        return None
    return await Session.get_or_none(id=key, user_id=context.viewer.user_id, revoked_at=None, expires_at__gt=now())


async def end_session(context: Context, session_id: str) -> Session:
    return await sessions.end_one(signed_in(context).id, key_of(session_id, "AccountSession", "id"))


def signed_in(context: Context) -> User:
    """The viewer's account.

    Raises:
        Unauthenticated: for a guest; the schema's `signed_in` has kept them out before.
    """
    if context.viewer.user is None:
        raise Unauthenticated("Sign in first.")
    return context.viewer.user
