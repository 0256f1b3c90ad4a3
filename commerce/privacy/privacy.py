"""What people may ask about their own data: a copy of it, and its end. Staff may ask for them, and that is recorded."""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from commerce import audit, limits, outbox
from commerce.accounts import passwords
from commerce.accounts.accounts import Gate
from commerce.audit import Actor, Target
from commerce.errors import CredentialsInvalid, InvalidInput, NotFound, NotPermitted, RateLimited, StateInvalid
from commerce.jobs import jobs
from commerce.privacy import data_export, erasure
from core.clock import now
from core.database import fetch, transaction
from models import Job, Role, User

MOST_EXPORTS = 5
"""That somebody may ask for in a day, of their own."""
_DAY = timedelta(days=1)
MAX_REASON = 500


async def request_export(user: User) -> Job:
    """Have one's own data packed; the job that does it. Asked for again while it runs, it is the same one.

    Raises:
        RateLimited: after five a day.
    """
    async with transaction():
        await _lock(user.id)
        running = await _running(user.id, user.id)
        if running is not None:
            return running
        await _check_exports(user.id)
        return await _export(user.id, user.id)


async def _check_exports(user_id: UUID) -> None:
    at = now()
    recent = Job.filter(user_id=user_id, kind=data_export.KIND, created_at__gt=at - _DAY).order_by("-id")
    made = await recent.limit(MOST_EXPORTS)
    if len(made) == MOST_EXPORTS:
        again = made[-1].created_at + _DAY
        raise RateLimited(again, math.ceil((again - at).total_seconds()))


async def request_export_of(actor: Actor, user_id: UUID) -> Job:
    """Have somebody's data packed for a member of staff, whose account alone gets the file.

    Raises:
        NotFound: when there is no such account.
        ValueError: when the actor has no account.
    """
    if actor.user_id is None:
        raise ValueError("the file of an export needs an owner")
    async with transaction():
        if await _lock(user_id) is None:
            raise NotFound("User", path=("id",))
        key = actor.key_id
        job = await _running(actor.user_id, user_id, key) or await _export(actor.user_id, user_id, key)
        await audit.record(actor, "user_data_export", Target("User", user_id), after={"job_id": str(job.id)})
    return job


async def _running(asker_id: UUID, user_id: UUID, key_id: UUID | None = None) -> Job | None:
    return await jobs.open_one(data_export.KIND, asker_id, {"user_id": str(user_id)}, key_id=key_id)


async def _export(asker_id: UUID, user_id: UUID, key_id: UUID | None = None) -> Job:
    about = {"user_id": str(user_id)}
    return await jobs.create(outbox.EXPORT_ACCOUNT_DATA, data_export.KIND, asker_id, about, key_id=key_id)


async def delete_account(gate: Gate, user: User, password: str) -> None:
    """Erase oneself. Orders stay for the books without a name; everything else goes, now or within minutes.

    Raises:
        CredentialsInvalid: also for an account without a password, which gets one by a reset first.
        StateInvalid: for the last superadmin.
        RateLimited
    """
    charge = limits.PASSWORD_OF_ACCOUNT.per(str(user.id))
    await limits.spend(gate.limits, charge)
    if not await passwords.matches(password, user.password_hash):
        raise CredentialsInvalid(path=("password",))
    async with transaction():
        await _keep_a_superadmin(user)
        locked = await _lock(user.id)
        if locked is not None:  # else another request has done it just now
            await erasure.erase(locked)
    await gate.limits.forgive(charge)


async def delete_account_of(actor: Actor, user_id: UUID, reason: str, roles: Collection[Role]) -> User:
    """Erase somebody at their request. `roles` are those whose accounts the asker may delete.

    Raises:
        NotFound, InvalidInput
        NotPermitted: when it is the asker's own account, or one of another role.
        StateInvalid: for the last superadmin.
    """
    why = " ".join(reason.split())
    if not 1 <= len(why) <= MAX_REASON:
        raise InvalidInput(f"reason must have from 1 to {MAX_REASON} characters.", path=("reason",))
    if user_id == actor.user_id:
        raise NotPermitted("Delete your own account with accountDelete.", path=("id",))
    async with transaction():
        found = await User.get_or_none(id=user_id, deleted_at=None)
        if found is not None:
            await _keep_a_superadmin(found)
        user = await _lock(user_id)
        if user is None:
            raise NotFound("User", path=("id",))
        if user.role not in roles:
            raise NotPermitted("Only a superadmin does that to the staff.", path=("id",))
        before = {"role": user.role.value, "deleted": False}
        count = await erasure.erase(user)
        after = {"role": user.role.value, "deleted": True, "orders": count, "reason": why}
        await audit.record(actor, "user_delete", Target("User", user.id), before, after)
    return user


async def _lock(user_id: UUID) -> User | None:
    """The account, locked; orders and carts of it may still be written meanwhile."""
    return await User.filter(id=user_id, deleted_at=None).select_for_update(no_key=True).first()


_SUPERADMINS = """
SELECT id, blocked_at FROM users WHERE role = 'superadmin' AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE
"""


async def _keep_a_superadmin(user: User) -> None:
    """Two that leave at once wait for one another here."""
    if user.role is not Role.SUPERADMIN:
        return
    others = [row for row in await fetch(_SUPERADMINS) if row["id"] != user.id and row["blocked_at"] is None]
    if not others:
        raise StateInvalid("The last superadmin cannot leave. Make another one first.", "last_superadmin")
