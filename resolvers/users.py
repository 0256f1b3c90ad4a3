"""Accounts, as seen by the person themself and by staff."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from commerce.accounts import user_search, users
from commerce.accounts.accounts import normal_email
from commerce.accounts.user_search import Place, UserSort, Wanted
from commerce.permissions import Permission
from models import Role, User
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.errors import BadUserInput
from resolvers.ids import key_of
from resolvers.paging import Page, integer, moment, packed_cursor, page_size, unpacked_cursor, uuid
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


def wanted_of(role: Role | None = None, search: str | None = None, **flags: bool | None) -> Wanted:
    """Which accounts somebody asks for.

    Raises:
        BadUserInput: for a search that is too long.
    """
    text = (search or "").strip()
    if len(text) > _MAX_SEARCH:
        raise BadUserInput(f"search must have at most {_MAX_SEARCH} characters.", argument="filter.search")
    return Wanted(role=role, search=text or None, **flags)


async def listed(
    context: Context, wanted: Wanted, sort: UserSort, currency: str | None, first: int | None, after: str | None
) -> Page[User]:
    """Every account that is not deleted, in that order; `currency` is what is spent in, the shop's own by default."""
    spent_in = currency or context.settings.default_currency
    tag = f"users:{sort.value}:{spent_in if 'spent' in sort.value else ''}"
    size = page_size(first)
    start = _place(after, tag, sort) if after is not None else None
    places = await user_search.page(wanted, sort, spent_in, size + 1, start)
    users_by_id = {user.id: user for user in await User.filter(id__in=[place.id for place in places[:size]])}
    # Whoever left between the two statements is not there any more.
    shown = [place for place in places[:size] if place.id in users_by_id]
    return Page(
        records=[users_by_id[place.id] for place in shown],
        cursors=[packed_cursor(tag, place.value, place.id) for place in shown],
        has_next=len(places) > size,
        has_previous=after is not None,
        count=partial(user_search.count, wanted),
    )


def _place(cursor: str, tag: str, sort: UserSort) -> Place:
    number = integer(32 if "orders" in sort.value else 64)  # as wide as their columns
    parse: Callable[[Any], Any] = moment if "last_order" in sort.value else number
    value, key = unpacked_cursor(cursor, tag, lambda value: None if value is None else parse(value), uuid)
    return Place(value, key)


async def by_id_or_email(context: Context, user_id: str | None, email: str | None) -> User | None:
    """An account that is not deleted, for staff.

    Raises:
        BadUserInput: unless it is one of the two that is said.
    """
    if (user_id is None) == (email is None):
        raise BadUserInput("Say either id or email.", argument="id")
    if user_id is not None:
        return await User.get_or_none(id=key_of(user_id, "User"), deleted_at=None)
    return await User.get_or_none(email=normal_email(email or ""), deleted_at=None)


async def block(context: Context, user_id: str, reason: str) -> User:
    return await users.block(actor_of(context), key_of(user_id, "User"), reason, staff_too=_assigns_roles(context))


async def unblock(context: Context, user_id: str, reason: str | None) -> User:
    key, staff_too = key_of(user_id, "User"), _assigns_roles(context)
    return await users.unblock(actor_of(context), key, staff_too=staff_too, reason=reason)


async def set_notes(context: Context, user_id: str, notes: str) -> User:
    return await users.set_notes(actor_of(context), key_of(user_id, "User"), notes)


async def set_role(context: Context, user_id: str, role: Role) -> User:
    return await users.set_role(actor_of(context), key_of(user_id, "User"), role)


def _assigns_roles(context: Context) -> bool:
    """Never an API key, whoever its owner is."""
    return context.viewer.may(Permission.ASSIGN_ROLES)
