"""Accounts, as seen by the person themself and by staff."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tortoise.expressions import Q

from commerce import users
from commerce.permissions import Permission
from models import Role, User
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.errors import BadUserInput
from resolvers.ids import key_of
from resolvers.paging import Page, paginate
from resolvers.viewer import Viewer

_MAX_SEARCH = 254


def is_staff(viewer: Viewer) -> bool:
    """Whether the viewer sees every account, and what only staff may know of it."""
    return viewer.may(Permission.READ_USERS)


def visible(viewer: Viewer, user_id: UUID) -> bool:
    """Whether the viewer may see an account: their own, or any for staff."""
    return viewer.user_id == user_id or is_staff(viewer)


async def user(context: Context, key: UUID) -> User | None:
    return await User.get_or_none(id=key) if visible(context.viewer, key) else None


async def me(context: Context) -> User | None:
    """The viewer's account; None for a guest and for an API key."""
    return context.viewer.user


@dataclass(frozen=True)
class Wanted:
    """Which accounts; all of them as far as nothing is said. `search` begins an e-mail address or a name."""

    role: Role | None = None
    blocked: bool | None = None
    search: str | None = None


async def listed(context: Context, wanted: Wanted, first: int | None, after: str | None) -> Page[User]:
    """Every account that is not deleted, newest first."""
    found = User.filter(deleted_at=None)
    if wanted.role is not None:
        found = found.filter(role=wanted.role)
    if wanted.blocked is not None:
        found = found.filter(blocked_at__isnull=not wanted.blocked)
    text = (wanted.search or "").strip()
    if len(text) > _MAX_SEARCH:
        raise BadUserInput(f"search must have at most {_MAX_SEARCH} characters.", argument="filter.search")
    if text:
        found = found.filter(Q(email__startswith=text.lower()) | Q(name__istartswith=text))
    return await paginate(found, ("-id",), first=first, after=after)


async def block(context: Context, user_id: str, reason: str) -> User:
    return await users.block(actor_of(context), key_of(user_id, "User"), reason, staff_too=_assigns_roles(context))


async def unblock(context: Context, user_id: str) -> User:
    return await users.unblock(actor_of(context), key_of(user_id, "User"), staff_too=_assigns_roles(context))


async def set_role(context: Context, user_id: str, role: Role) -> User:
    return await users.set_role(actor_of(context), key_of(user_id, "User"), role)


def _assigns_roles(context: Context) -> bool:
    """Never an API key, whoever its owner is."""
    return context.viewer.may(Permission.ASSIGN_ROLES)
