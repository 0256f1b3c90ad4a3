"""What staff had to hear of at once."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import models
from commerce.permissions import Permission
from resolvers import alerts
from resolvers.alerts import Wanted
from resolvers.context import Context, Info
from schema.errors import NotFoundError
from schema.node import Node
from schema.pagination import After, Connection, First
from schema.permissions import requires
from schema.scalars import JSON

strawberry.enum(models.AlertKind, description="What an alert is about.")


@strawberry.type(
    description="Something that staff was told of at once, by mail and in their chat. Told once, whatever is retried."
)
class Alert(Node):
    kind: models.AlertKind
    title: str = strawberry.field(description="One sentence.")
    detail: str = strawberry.field(description="What to do, or what was said; may have several lines, or be empty.")
    facts: JSON = strawberry.field(description="For scripts: ids, amounts.")
    order_number: str | None = strawberry.field(description="The order's that it is about.")
    created_at: datetime
    announced_at: datetime | None = strawberry.field(
        description="When it was told; null while it waits for others of its kind, ten minutes at most."
    )
    acknowledged_at: datetime | None = strawberry.field(description="When somebody took care of it.")
    acknowledged_by: str | None

    @classmethod
    def of(cls, record: models.Alert) -> Alert:
        names = ("kind", "title", "detail", "created_at", "announced_at", "acknowledged_at", "acknowledged_by")
        shown = {name: getattr(record, name) for name in names}
        number = record.order.number if record.order else None
        return cls(key=record.id, facts=JSON(record.facts), order_number=number, **shown)

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Alert | None:
        found = await alerts.alert(context, key)
        return cls.of(found) if found else None


@strawberry.input(description="Alerts that fit all of what is said.")
class AlertFilter:
    kind: models.AlertKind | None = None
    acknowledged: bool | None = strawberry.field(
        default=None, description="Whether somebody has taken care of it already."
    )


AlertResult = Annotated[
    Alert | NotFoundError, strawberry.union("AlertResult", description="The alert, or why there is none.")
]


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.OPERATE_SHOP)])
    async def admin_alerts(
        self, info: Info, filter: AlertFilter | None = None, first: First = None, after: After = None
    ) -> Connection[Alert]:
        """What staff had to hear of at once, newest first."""
        asked = filter or AlertFilter()
        return Connection.of(await alerts.alerts(Wanted(asked.kind, asked.acknowledged), first, after), Alert.of)


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.OPERATE_SHOP)])
    async def alert_acknowledge(self, info: Info, id: strawberry.ID) -> AlertResult:
        """Say that you take care of an alert. A second time changes nothing, and the first one's name stays. What
        nobody was told of yet is not told any more.
        """
        return Alert.of(await alerts.acknowledge(info.context, id))
