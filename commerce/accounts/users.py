"""People as the shop's staff deals with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from commerce import audit
from commerce.accounts import sessions
from commerce.accounts.accounts import RESET_LIFETIME, clean_text
from commerce.audit import Actor, Target
from commerce.errors import AccountBlocked, InvalidInput, NotFound, NotPermitted, StateInvalid
from commerce.mail import mail_links
from commerce.mail.mail_links import Link
from commerce.orders import orders
from commerce.permissions import ROLE_PERMISSIONS, Permission
from core.clock import now
from core.database import fetch, transaction
from models import MailToken, MailTokenPurpose, Role, User

MAX_REASON = 500
MAX_NOTES = 10_000
COMMAND_LINE = Actor("command line")


async def block(actor: Actor, user_id: UUID, reason: str, *, staff_too: bool) -> User:
    """Shut somebody out: logins end at once, and pages to pay on are closed. `staff_too`: the asker assigns roles.

    Blocked again for another reason, only the reason changes.

    Raises:
        InvalidInput, NotFound
        NotPermitted: for oneself, and for the staff without `staff_too`.
    """
    why = clean_text(reason)
    if not 1 <= len(why) <= MAX_REASON:
        raise InvalidInput(f"reason must have from 1 to {MAX_REASON} characters.", path=("reason",))
    if user_id == actor.user_id:
        raise NotPermitted("Nobody blocks themself.", path=("id",))
    async with transaction():
        user = await _lock_to_block(actor, user_id, staff_too=staff_too)
        before = _block_of(user)
        if user.blocked_at is None:
            user.blocked_at, user.blocked_by_id = now(), actor.user_id
            await sessions.end_all(user.id, "blocked")
            await orders.abandon_checkouts(user.id, user.email)
        user.blocked_reason = why
        await user.save(update_fields=["blocked_at", "blocked_reason", "blocked_by_id"])
        await _record_change(actor, "user_block", user, before, _block_of(user))
    return user


async def unblock(actor: Actor, user_id: UUID, *, staff_too: bool, reason: str | None = None) -> User:
    """Let somebody in again; they log in anew. Twice is once. The reason is for the audit log.

    Raises:
        InvalidInput, NotFound
        NotPermitted: for the staff without `staff_too`.
    """
    why = clean_text(reason or "")
    if len(why) > MAX_REASON:
        raise InvalidInput(f"reason must have at most {MAX_REASON} characters.", path=("reason",))
    async with transaction():
        user = await _lock_to_block(actor, user_id, staff_too=staff_too)
        before = _block_of(user)
        user.blocked_at = user.blocked_reason = user.blocked_by_id = None
        await user.save(update_fields=["blocked_at", "blocked_reason", "blocked_by_id"])
        # A login that began while the block was being set has never worked, and must not begin to.
        if before["blocked"]:
            await sessions.end_all(user.id, "blocked")
        after = _block_of(user)
        if before != after:
            told = {**after, "unblocked_because": why} if why else after
            await _record_change(actor, "user_unblock", user, before, told)
    return user


async def set_notes(actor: Actor, user_id: UUID, notes: str) -> User:
    """Keep the staff's notes about somebody, in place of the former ones.

    Raises:
        InvalidInput, NotFound
    """
    if len(notes) > MAX_NOTES:
        raise InvalidInput(f"Notes have at most {MAX_NOTES} characters.", path=("notes",))
    async with transaction():
        await fetch(_LOCK, [user_id])
        user = await User.get_or_none(id=user_id, deleted_at=None)
        if user is None:
            raise NotFound("User", path=("id",))
        # People are forgotten one day, and the audit log is not: it holds that they were written, not what.
        before, kept = {"characters": len(user.notes or "")}, notes or None
        if user.notes != kept:
            user.notes = kept
            await user.save(update_fields=["notes"])
            await audit.record(actor, "user_notes_set", Target("User", user.id), before, {"characters": len(notes)})
    return user


async def set_role(actor: Actor, user_id: UUID, role: Role) -> User:
    """Give somebody another role, from their next request on.

    Who may do that has the highest role already, so nobody raises themself; a lower one they may take.

    Raises:
        NotFound
        NotPermitted: when the asker lost the right in this moment.
        StateInvalid: for the last superadmin, and for raising somebody who is blocked.
    """
    async with transaction():
        await fetch(_LOCK_SUPERADMINS, [key for key in (actor.user_id, user_id) if key])
        user = await _as_locked(actor, user_id, Permission.ASSIGN_ROLES)
        before = user.role
        if role is before:
            return user
        if user.blocked_at is not None and ROLE_PERMISSIONS[role] > ROLE_PERMISSIONS[before]:
            raise StateInvalid("The account is blocked. Unblock it first.", "blocked")
        await _keep_one(user)
        user.role = role
        await user.save(update_fields=["role"])
        await _record_change(actor, "user_role_set", user, {"role": before.value}, {"role": role.value})
    return user


# In the order of their ids, so that two at once wait for one another, and not each for the other.
_LOCK = "SELECT id FROM users WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE"
_LOCK_SUPERADMINS = (
    "SELECT id FROM users WHERE id = ANY($1::uuid[]) OR role = 'superadmin' ORDER BY id FOR NO KEY UPDATE"
)


async def _lock_to_block(actor: Actor, user_id: UUID, *, staff_too: bool) -> User:
    await fetch(_LOCK, [key for key in (actor.user_id, user_id) if key])
    user = await _as_locked(actor, user_id, Permission.BLOCK_USERS)
    if user.role is not Role.USER:
        if not staff_too:
            raise NotPermitted("Only a superadmin does that to the staff.", path=("id",))
        await _as_locked(actor, user_id, Permission.ASSIGN_ROLES)
    return user


async def _as_locked(actor: Actor, user_id: UUID, needed: Permission) -> User:
    """Who is acted upon, as they are now; whoever acts must still be somebody who may."""
    keys = [key for key in (actor.user_id, user_id) if key]
    found = {user.id: user for user in await User.filter(id__in=keys, deleted_at=None)}
    acting = found.get(actor.user_id) if actor.user_id else None
    if acting is None or acting.blocked_at is not None or needed not in ROLE_PERMISSIONS[acting.role]:
        raise NotPermitted(f"Your account does not have {needed} any more.")
    if user_id not in found:
        raise NotFound("User", path=("id",))
    return found[user_id]


async def _keep_one(user: User) -> None:
    others = User.filter(role=Role.SUPERADMIN, blocked_at=None, deleted_at=None).exclude(id=user.id)
    if user.role is Role.SUPERADMIN and not await others.exists():
        raise StateInvalid("The last superadmin stays one. Make another one first.", "last_superadmin")


def _block_of(user: User) -> dict[str, Any]:
    return {"blocked": user.blocked_at is not None, "reason": user.blocked_reason}


async def _record_change(actor: Actor, action: str, user: User, before: dict[str, Any], after: dict[str, Any]) -> None:
    if before != after:
        await audit.record(actor, action, Target("User", user.id), before, after)


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
        before = None if created else {"role": user.role.value}
        promoted = user.role is not Role.SUPERADMIN
        user.role = Role.SUPERADMIN
        if password_hash is not None:
            user.password_hash = password_hash
            user.email_verified_at = user.email_verified_at or now()
            await sessions.end_all(user.id, "password set on the command line")
        await user.save(update_fields=["role", "password_hash", "email_verified_at"])
        if promoted or password_hash is not None:
            after = {"role": user.role.value, "password_set": password_hash is not None}
            await audit.record(COMMAND_LINE, "superadmin_appoint", Target("User", user.id), before, after)
        link = await _password_link(user) if user.password_hash is None else None
    return Appointment(user, created, promoted, link)


async def _password_link(user: User) -> Link:
    row = await MailToken.create(
        purpose=MailTokenPurpose.RESET_PASSWORD, email=user.email, user=user, expires_at=now() + RESET_LIFETIME
    )
    return await mail_links.make(row.id)
