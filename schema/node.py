"""Relay's Node: every entity with a page of its own has a global id and can be fetched by it."""

# mypy: disallow-untyped-decorators=False
# (Strawberry types a decorator that takes arguments as Any.)
from __future__ import annotations

from typing import Self
from uuid import UUID

import strawberry
from strawberry.types.base import StrawberryObjectDefinition

from core.ids import to_global_id
from resolvers.context import Context, Info
from resolvers.ids import decode_id
from schema.permissions import anyone, requires


@strawberry.interface
class Node:
    """An entity with a global id."""

    key: strawberry.Private[UUID]

    @strawberry.field
    def id(self) -> strawberry.ID:
        """Global: unique among all types."""
        return strawberry.ID(to_global_id(type(self).__name__, self.key))

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Self | None:
        """The entity with that key, or None when there is none that this viewer may see.

        Every type overrides it (a test looks), so that `node(id:)` never shows more than the type's own
        root field does.
        """
        raise NotImplementedError(cls.__name__)


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(anyone)])
    async def node(self, info: Info, id: strawberry.ID) -> Node | None:
        """Anything with a global id that the viewer may see, or null."""
        type_name, key = decode_id(id)
        definition = info.schema.get_type_by_name(type_name)
        origin = definition.origin if isinstance(definition, StrawberryObjectDefinition) else None
        if origin is None or origin is Node or not issubclass(origin, Node):
            return None
        node: Node | None = await origin.load(info.context, key)
        return node
