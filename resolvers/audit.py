"""The audit log: who acts, as it names them, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from commerce.audit import Actor
from commerce.permissions import Permission
from models import AuditEntry
from resolvers.accounts import signed_in
from resolvers.context import Context
from resolvers.ids import decode_id, key_of
from resolvers.paging import Page, paginate
from resolvers.texts import fitting


def actor_of(context: Context) -> Actor:
    """The viewer's account, alone or through one of its API keys, and where the request came from.

    Raises:
        Unauthenticated: for a guest.
    """
    key, request_id = context.viewer.key, context.request_id or None
    if key is not None:
        return Actor(f"{key.owner_email}, API key {key.name}", key.owner_id, context.ip, request_id, key.key_id)
    user = signed_in(context)
    return Actor(user.email, user.id, context.ip, request_id)


@dataclass(frozen=True)
class Wanted:
    """Which entries; all of them as far as nothing is said. Ids are global, `action` is whole."""

    actor_id: str | None = None
    target_id: str | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Exclusive."""


async def entries(context: Context, wanted: Wanted, first: int | None, after: str | None) -> Page[AuditEntry]:
    """Newest first."""
    found = AuditEntry.all()
    if wanted.actor_id is not None:
        found = found.filter(actor_id=key_of(wanted.actor_id, "User", "filter.actorId"))
    if wanted.target_id is not None:
        target_type, key = decode_id(wanted.target_id, "filter.targetId")
        found = found.filter(target_type=target_type, target_id=key)
    if wanted.action is not None:
        found = found.filter(action=fitting(AuditEntry, "action", wanted.action, "filter.action"))
    if wanted.since is not None:
        found = found.filter(created_at__gte=wanted.since)
    if wanted.until is not None:
        found = found.filter(created_at__lt=wanted.until)
    return await paginate(found, ("-id",), first=first, after=after)


async def entry(context: Context, key: UUID) -> AuditEntry | None:
    return await AuditEntry.get_or_none(id=key) if context.viewer.may(Permission.READ_AUDIT) else None
