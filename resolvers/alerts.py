"""Alerts, for staff."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from commerce.operations import alert_notices
from commerce.permissions import Permission
from models import Alert, AlertKind
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.paging import Page, paginate


@dataclass(frozen=True)
class Wanted:
    """Which alerts; all of them as far as nothing is said."""

    kind: AlertKind | None = None
    acknowledged: bool | None = None


async def alerts(wanted: Wanted, first: int | None, after: str | None) -> Page[Alert]:
    """Newest first, each with its order."""
    found = Alert.all().select_related("order")
    if wanted.kind is not None:
        found = found.filter(kind=wanted.kind)
    if wanted.acknowledged is not None:
        found = found.filter(acknowledged_at__isnull=not wanted.acknowledged)
    return await paginate(found, ("-id",), first=first, after=after)


async def alert(context: Context, key: UUID) -> Alert | None:
    if not context.viewer.may(Permission.OPERATE_SHOP):
        return None
    return await Alert.get_or_none(id=key).select_related("order")


async def acknowledge(context: Context, alert_id: str) -> Alert:
    """Somebody takes care of it.

    Raises:
        NotFound
    """
    return await alert_notices.acknowledge(key_of(alert_id, "Alert"), actor_of(context))
