"""Owed work that was given up."""

from __future__ import annotations

from uuid import UUID

from commerce.operations import failed_work
from commerce.permissions import Permission
from models import OutboxMessage
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.paging import Page, paginate


async def given_up(first: int | None, after: str | None) -> Page[OutboxMessage]:
    """The latest promise first."""
    return await paginate(OutboxMessage.filter(failed_at__isnull=False), ("-id",), first=first, after=after)


async def message(context: Context, key: UUID) -> OutboxMessage | None:
    if not context.viewer.may(Permission.READ_HEALTH):
        return None
    return await OutboxMessage.get_or_none(id=key, failed_at__isnull=False)


async def retry(context: Context, id: str) -> OutboxMessage:
    """Have it begun again at once.

    Raises:
        NotFound
    """
    return await failed_work.retry(key_of(id, "FailedWork"), actor_of(context))
