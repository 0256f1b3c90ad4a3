"""The audit log: who changed what with a privilege."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

import models
from commerce.permissions import Permission
from core.ids import to_global_id
from resolvers import audit
from resolvers.audit import Wanted
from resolvers.context import Context, Info
from schema.node import Node
from schema.pagination import After, Connection, First
from schema.permissions import requires
from schema.scalars import JSON


@strawberry.type(
    description="One privileged change. Entries are written with the change, and never changed themselves."
)
class AuditEntry(Node):
    actor: str = strawberry.field(description="Who did it, as they were called then.")
    actor_id: strawberry.ID | None = strawberry.field(
        description="The account that did it, itself or through an API key; null for the command line."
    )
    action: str = strawberry.field(description="For scripts: user_block, api_key_create …")
    target_type: str
    target_id: strawberry.ID | None = strawberry.field(description="Global.")
    before: JSON | None = strawberry.field(description="What changed, as it was.")
    after: JSON | None = strawberry.field(description="What changed, as it was from then on.")
    ip: str | None = strawberry.field(description="Where the request came from; null for the command line.")
    request_id: str | None = strawberry.field(description="The request's id in the shop's log.")
    created_at: datetime

    @classmethod
    def of(cls, record: models.AuditEntry) -> AuditEntry:
        target_id, actor_id = record.target_id, record.actor_id
        return cls(
            key=record.id,
            actor=record.actor,
            actor_id=strawberry.ID(to_global_id("User", actor_id)) if actor_id else None,
            action=record.action,
            target_type=record.target_type,
            target_id=strawberry.ID(to_global_id(record.target_type, target_id)) if target_id else None,
            before=JSON(record.before) if record.before is not None else None,
            after=JSON(record.after) if record.after is not None else None,
            ip=record.ip,
            request_id=record.request_id,
            created_at=record.created_at,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> AuditEntry | None:
        found = await audit.entry(context, key)
        return cls.of(found) if found else None


@strawberry.input(description="Entries that fit all of what is said.")
class AuditFilter:
    actor_id: strawberry.ID | None = None
    target_id: strawberry.ID | None = strawberry.field(default=None, description="Of a User, ApiKey, Order …")
    action: str | None = None
    since: datetime | None = strawberry.field(default=None, name="from")
    until: datetime | None = strawberry.field(default=None, name="to", description="Exclusive.")


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.READ_AUDIT)])
    async def audit_entries(
        self, info: Info, filter: AuditFilter | None = None, first: First = None, after: After = None
    ) -> Connection[AuditEntry]:
        """Who changed what with a privilege, newest first."""
        asked = filter or AuditFilter()
        wanted = Wanted(asked.actor_id, asked.target_id, asked.action, asked.since, asked.until)
        return Connection.of(await audit.entries(info.context, wanted, first, after), AuditEntry.of)
