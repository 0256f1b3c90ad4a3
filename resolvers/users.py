"""Accounts, as seen by the person themself and by staff."""

from __future__ import annotations

from uuid import UUID

from commerce.permissions import Permission
from models import User
from resolvers.context import Context
from resolvers.viewer import Viewer


def is_staff(viewer: Viewer) -> bool:
    """Whether the viewer sees every account, and what only staff may know of it."""
    return viewer.may(Permission.READ_USERS)


def visible(viewer: Viewer, user_id: UUID) -> bool:
    """Whether the viewer may see an account: their own, or any for staff."""
    return viewer.user_id == user_id or is_staff(viewer)


async def user(context: Context, key: UUID) -> User | None:
    return await User.get_or_none(id=key) if visible(context.viewer, key) else None


async def me(context: Context) -> User | None:
    """The viewer's account; None for a guest."""
    return context.viewer.user
