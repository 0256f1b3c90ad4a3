"""API keys, as the accounts see them that made them, and as those do who assign roles: every account's."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from tortoise.queryset import QuerySet

from commerce.accounts import api_keys
from commerce.permissions import Permission
from models import ApiKey
from resolvers.accounts import signed_in
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.paging import Page, paginate


def _seen(context: Context) -> QuerySet[ApiKey]:
    keys = ApiKey.all().select_related("user")
    return keys if context.viewer.may(Permission.ASSIGN_ROLES) else keys.filter(user_id=signed_in(context).id)


async def listed(context: Context, first: int | None, after: str | None) -> Page[ApiKey]:
    """Newest first, those that have ended too."""
    return await paginate(_seen(context), ("-id",), first=first, after=after)


async def api_key(context: Context, key: UUID) -> ApiKey | None:
    return await _seen(context).get_or_none(id=key) if context.viewer.may(Permission.MANAGE_API_KEYS) else None


async def create(
    context: Context, name: str, permissions: Collection[Permission], expires_at: datetime | None
) -> tuple[ApiKey, str]:
    """The key's row and the key itself.

    Raises:
        InvalidInput, StateInvalid
    """
    owner = signed_in(context)
    made, key = await api_keys.create(actor_of(context), owner.id, name, permissions, expires_at)
    made.user = owner
    return made, key


async def revoke(context: Context, key_id: str) -> ApiKey:
    """End a key.

    Raises:
        NotFound: also when the viewer may not see it.
    """
    everybodys = context.viewer.may(Permission.ASSIGN_ROLES)
    owner_id = None if everybodys else signed_in(context).id
    key = await api_keys.revoke(actor_of(context), key_of(key_id, "ApiKey"), owner_id)
    await key.fetch_related("user")
    return key
