"""Accounts: how they begin, who gets in, and how a password is replaced.

Whoever asks about an address that may have an account gets one answer, after one and the same work. What differs
happens later, in the worker: the mail says what is true.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from adapters.limits import RateLimits
from commerce import limits as limit
from commerce import outbox
from commerce.accounts import account_mails, passwords, sessions
from commerce.accounts.sessions import Client, Login
from commerce.errors import AccountBlocked, CredentialsInvalid, InvalidInput, TokenInvalid
from commerce.mail.mail_links import token_hash
from core.clock import now
from core.database import execute, fetch, transaction
from core.ids import new_id
from core.tokens import Tokens
from models import MailToken, MailTokenPurpose, User

VERIFY_LIFETIME = timedelta(hours=24)
RESET_LIFETIME = timedelta(hours=1)
MAX_NAME = 120


@dataclass(frozen=True)
class Gate:
    """What stands between the public and the accounts: who asks, how often they may, and what is handed out."""

    client: Client
    limits: RateLimits
    tokens: Tokens

    @property
    def address(self) -> str:
        return limit.network_of(self.client.ip)


def normal_email(email: str) -> str:
    """An address as accounts are known by it: lower case."""
    return email.strip().lower()


async def register(gate: Gate, email: str, password: str, name: str) -> None:
    """Ask for an account. The answer is the same whether the address has one.

    Raises:
        InvalidInput, PasswordTooWeak, RateLimited
    """
    address, called = normal_email(email), check_name(name)
    passwords.check_strength(password, email=address)
    await limit.spend(
        gate.limits, limit.REGISTER_FROM_ADDRESS.per(gate.address), limit.MAIL_TO_ADDRESS.per(address)
    )  # fmt: skip
    hashed = await passwords.hash_password(password)
    registration = {"name": called, "password_hash": hashed, "locale": gate.client.locale}
    async with transaction():
        asked = await MailToken.create(
            purpose=MailTokenPurpose.VERIFY_EMAIL,
            email=address,
            registration=registration,
            expires_at=now() + VERIFY_LIFETIME,
        )
        await outbox.enqueue(outbox.ANSWER_ACCOUNT_REQUEST, asked.id)


async def request_password_reset(gate: Gate, email: str) -> None:
    """Ask for a mail to choose a new password by. Nothing tells whether there is an account.

    Raises:
        RateLimited
    """
    address = normal_email(email)
    await limit.spend(gate.limits, limit.RESET_FROM_ADDRESS.per(gate.address), limit.MAIL_TO_ADDRESS.per(address))
    async with transaction():
        asked = await MailToken.create(
            purpose=MailTokenPurpose.RESET_PASSWORD, email=address, expires_at=now() + RESET_LIFETIME
        )
        await outbox.enqueue(outbox.ANSWER_ACCOUNT_REQUEST, asked.id)


async def verify_email(gate: Gate, token: str, password: str | None = None) -> Login:
    """Open the account that somebody registered, and log them in. The token proves that the mailbox is theirs.

    `password` is that of an account whose registration brought none, as after an order; else it takes its place.

    Raises:
        TokenInvalid, RateLimited
        PasswordTooWeak: then the token may be used again.
    """
    await limit.spend(gate.limits, limit.TOKEN_FROM_ADDRESS.per(gate.address))
    hashed = await _checked_hash(token, password) if password is not None else None
    async with transaction():
        asked = await _take(token, MailTokenPurpose.VERIFY_EMAIL)
        registration = asked.registration or {}
        user = await _create(
            asked.email, registration["name"], hashed or registration["password_hash"], registration.get("locale")
        )  # fmt: skip
        if user is None:  # opened meanwhile by another registration, or through an identity provider
            raise _dead_token()
        # Other registrations of the address carry passwords that others may have chosen.
        await MailToken.filter(email=asked.email, purpose=MailTokenPurpose.VERIFY_EMAIL, used_at=None).delete()
        await account_mails.welcome(user)
        return await sessions.begin(user, gate.client, gate.tokens)


async def _checked_hash(token: str, password: str) -> str:
    """What is stored of the password that comes with a token; PasswordTooWeak when it is."""
    found = await MailToken.get_or_none(token_hash=token_hash(token))
    passwords.check_strength(password, email=found.email if found else "")
    return await passwords.hash_password(password)


async def log_in(gate: Gate, email: str, password: str) -> Login:
    """Log in by password.

    Raises:
        CredentialsInvalid: the same, after the same work, for an unknown address and a wrong password.
        AccountBlocked: only when the password was right.
        RateLimited
    """
    address = normal_email(email)
    charges = (
        limit.LOGIN_FROM_ADDRESS.per(gate.address),
        limit.LOGIN_TO_ACCOUNT_FROM_ADDRESS.per(address, gate.address),
        limit.LOGIN_TO_ACCOUNT.per(address),
    )
    await limit.spend(gate.limits, *charges)
    user = await User.get_or_none(email=address, deleted_at=None)
    if not await passwords.matches(password, user.password_hash if user else None) or user is None:
        raise CredentialsInvalid
    if user.blocked_at is not None:
        raise AccountBlocked(user.blocked_at)
    await _keep_current(user, password)
    async with transaction():
        login = await sessions.begin(await _as_now(user, password), gate.client, gate.tokens)
    await gate.limits.forgive(*charges[1:])
    return login


async def _as_now(user: User, password: str) -> User:
    """The account, locked. Whoever replaced its password while the old one was being compared has ended every login,
    and none begins with that one after it.
    """
    locked = await User.filter(id=user.id, deleted_at=None).select_for_update(no_key=True).first()
    replaced = locked is not None and locked.password_hash != user.password_hash
    if locked is None or (replaced and not await passwords.matches(password, locked.password_hash)):
        raise CredentialsInvalid
    if locked.blocked_at is not None:
        raise AccountBlocked(locked.blocked_at)
    return locked


async def reset_password(gate: Gate, token: str, password: str) -> Login:
    """Replace a forgotten password, end every login, and begin a new one.

    Raises:
        TokenInvalid, PasswordTooWeak, AccountBlocked: then the token may be used again, as long as it lives.
        RateLimited
    """
    await limit.spend(gate.limits, limit.TOKEN_FROM_ADDRESS.per(gate.address))
    hashed = await _checked_hash(token, password)
    async with transaction():
        asked = await _take(token, MailTokenPurpose.RESET_PASSWORD)
        user = await User.filter(id=asked.user_id, email=asked.email, deleted_at=None).select_for_update().first()
        if user is None:
            raise _dead_token()
        if user.blocked_at is not None:
            raise AccountBlocked(user.blocked_at)
        user.email_verified_at = user.email_verified_at or now()
        await _set_password(user, hashed)
        await sessions.end_all(user.id, "password reset")
        return await sessions.begin(user, gate.client, gate.tokens)


async def change_password(gate: Gate, user: User, session_id: UUID | None, current: str, password: str) -> User:
    """Replace the account's password, and end its other logins.

    Raises:
        CredentialsInvalid, PasswordTooWeak, RateLimited
    """
    passwords.check_strength(password, email=user.email, path=("newPassword",))
    charge = limit.PASSWORD_OF_ACCOUNT.per(str(user.id))
    await limit.spend(gate.limits, charge)
    if not await passwords.matches(current, user.password_hash):
        raise CredentialsInvalid(path=("currentPassword",))
    hashed = await passwords.hash_password(password)
    async with transaction():
        locked = await User.filter(id=user.id, password_hash=user.password_hash).select_for_update().first()
        if locked is None:  # replaced by another request in the meantime
            raise CredentialsInvalid(path=("currentPassword",))
        await _set_password(locked, hashed)
        await sessions.end_all(user.id, "password changed", keep=session_id)
    await gate.limits.forgive(charge)
    return locked


async def account_of_identity(email: str, name: str) -> User | None:
    """The account of somebody whose address an identity provider vouches for, made when there is none.

    None when it is blocked. One statement for whoever has been here before.
    """
    address = normal_email(email)
    user = await User.get_or_none(email=address, deleted_at=None)
    if user is None:
        user = await _create(address, clean_text(name)[:MAX_NAME], None)
        user = user or await User.get_or_none(email=address, deleted_at=None)
    if user is None or user.blocked_at is not None:
        return None
    if user.email_verified_at is None:
        user.email_verified_at = now()
        await user.save(update_fields=["email_verified_at"])
    return user


_FORGET = "DELETE FROM mail_tokens WHERE id IN (SELECT id FROM mail_tokens WHERE expires_at < $1 LIMIT $2)"


async def forget_expired(*, older_than: timedelta = timedelta(days=7), limit: int = 1000) -> int:
    """Delete requests of mails, with their tokens, that ended that long ago; how many. For the sweeper."""
    return await execute(_FORGET, now() - older_than, limit)


def check_name(name: str) -> str:
    """A person's name as it is kept: without control characters, spaces at its ends or doubled.

    Raises:
        InvalidInput: empty, or longer than 120 characters.
    """
    cleaned = clean_text(name)
    if not 1 <= len(cleaned) <= MAX_NAME:
        raise InvalidInput(f"name must have from 1 to {MAX_NAME} characters.", path=("name",))
    return cleaned


def clean_text(name: str) -> str:
    """Without control characters, spaces at its ends or doubled."""
    printable = (" " if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} else sign for sign in name)
    return " ".join("".join(printable).split())


_CREATE = """
INSERT INTO users (id, created_at, email, name, role, password_hash, email_verified_at, locale)
VALUES ($1, $2, $3, $4, 'user', $5, $2, $6) ON CONFLICT (email) DO NOTHING RETURNING id
"""


async def _create(email: str, name: str, password_hash: str | None, locale: str | None = None) -> User | None:
    """A new account with a verified address; None when the address has one."""
    rows = await fetch(_CREATE, new_id(), now(), email, name, password_hash, locale)
    return await User.get(id=rows[0]["id"]) if rows else None


async def _take(token: str, purpose: MailTokenPurpose) -> MailToken:
    """The row of a token that is good, used up by this. Of two at once, one gets it."""
    found = await MailToken.filter(token_hash=token_hash(token), purpose=purpose).select_for_update().first()
    if found is None or found.used_at is not None or found.expires_at <= now():
        raise _dead_token()
    found.used_at = now()
    await found.save(update_fields=["used_at"])
    return found


def _dead_token() -> TokenInvalid:
    return TokenInvalid("The link was used already, or has ended. Ask for a new one.", path=("token",))


async def _set_password(user: User, hashed: str) -> None:
    """Replace it, end the links that could replace it again, and tell the owner."""
    user.password_hash = hashed
    await user.save(update_fields=["password_hash", "email_verified_at"])
    await MailToken.filter(user_id=user.id, purpose=MailTokenPurpose.RESET_PASSWORD, used_at=None).delete()
    await account_mails.password_changed(user)


async def _keep_current(user: User, password: str) -> None:
    """Hash the password anew when the parameters have moved since. Only at a login is it known."""
    if user.password_hash is None or not passwords.is_outdated(user.password_hash):
        return
    fresh = await passwords.hash_password(password)
    sql = "UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2"
    if await execute(sql, user.id, user.password_hash, fresh):
        user.password_hash = fresh
