"""API keys for scripts and integrations."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import models
from commerce.permissions import KEY_PERMISSIONS, Permission
from core.clock import now
from resolvers import api_keys
from resolvers.context import Context, Info
from schema.errors import InvalidInputError, NotFoundError, StateInvalidError
from schema.node import Node
from schema.pagination import After, Connection, First
from schema.permissions import permission_enum, requires
from schema.users import User

permission_enum()


@strawberry.type(
    description="A key that scripts send as `Authorization: Bearer yma_…`. It acts with those of its permissions that "
    "its owner still has, and is nobody's account: it has no cart, no orders and no keys of its own. "
    "Seen by its owner, and by who has users:assign_roles."
)
class ApiKey(Node):
    name: str
    prefix: str = strawberry.field(description="The beginning of the key, to tell keys apart by.")
    secret: str | None = strawberry.field(
        description="The key itself. Only in apiKeyCreate's answer, once; null ever after."
    )
    permissions: list[Permission] = strawberry.field(
        description="What it was given. It may do those of them that its owner may."
    )
    owner: User
    active: bool = strawberry.field(description="Neither revoked nor expired.")
    created_at: datetime
    expires_at: datetime | None = strawberry.field(description="Null: never.")
    last_used_at: datetime | None = strawberry.field(description="To the minute.")
    revoked_at: datetime | None

    @classmethod
    def of(cls, record: models.ApiKey, secret: str | None = None) -> ApiKey:
        """Of a key whose owner is loaded."""
        ended = record.revoked_at is not None or (record.expires_at is not None and record.expires_at <= now())
        return cls(
            key=record.id,
            name=record.name,
            prefix=record.prefix,
            secret=secret,
            permissions=[permission for permission in Permission if permission in record.permissions],
            owner=User.of(record.user),
            active=not ended,
            created_at=record.created_at,
            expires_at=record.expires_at,
            last_used_at=record.last_used_at,
            revoked_at=record.revoked_at,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> ApiKey | None:
        found = await api_keys.api_key(context, key)
        return cls.of(found) if found else None


ApiKeyResult = Annotated[
    ApiKey | InvalidInputError | NotFoundError | StateInvalidError,
    strawberry.union("ApiKeyResult", description="The key, or why there is none."),
]


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.MANAGE_API_KEYS)])
    async def api_keys(self, info: Info, first: First = None, after: After = None) -> Connection[ApiKey]:
        """The viewer's keys, newest first; everybody's for who has users:assign_roles."""
        return Connection.of(await api_keys.listed(info.context, first, after), ApiKey.of)


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.MANAGE_API_KEYS)])
    async def api_key_create(
        self,
        info: Info,
        name: Annotated[str, strawberry.argument(description="For people: 1 to 80 characters.")],
        permissions: Annotated[
            list[Permission],
            strawberry.argument(
                description="Some of the viewer's own; never "
                + " or ".join(sorted(str(each) for each in frozenset(Permission) - KEY_PERMISSIONS))
                + "."
            ),
        ],
        expires_at: datetime | None = None,
    ) -> ApiKeyResult:
        """Make a key that acts for the viewer. Its `secret` is shown this once."""
        return ApiKey.of(*await api_keys.create(info.context, name, permissions, expires_at))

    @strawberry.mutation(extensions=[requires(Permission.MANAGE_API_KEYS)])
    async def api_key_revoke(self, info: Info, id: strawberry.ID) -> ApiKeyResult:
        """End a key, at once and for good. A second time changes nothing."""
        return ApiKey.of(await api_keys.revoke(info.context, id))
