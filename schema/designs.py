"""Designs: immutable poster documents, and how they look."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from typing import Annotated
from uuid import UUID

import strawberry

import models
from posters.model import document_hash, title
from resolvers import designs, previews
from resolvers.context import Context, Info
from schema.errors import DesignInvalidError, RateLimitedError
from schema.node import Node
from schema.permissions import anyone, requires
from schema.scalars import JSON, URL
from schema.templates import PreviewWidth


@strawberry.type(description="An immutable poster document. Equal documents have equal hashes and are one design.")
class Design(Node):
    hash: str = strawberry.field(description="SHA-256 of the canonical document.")
    title: str = strawberry.field(description="What it is called on an order: Where we met – Astana.")
    document: JSON

    @classmethod
    def of(cls, record: models.Design) -> Design:
        return cls(key=record.id, hash=record.hash, title=record.title, document=JSON(record.document))

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Design | None:
        found = await designs.design(context, key)
        return cls.of(found) if found else None

    @strawberry.field
    def preview_url(self, info: Info, width: PreviewWidth = 480) -> URL:
        """A PNG of it, drawn by the same renderer as the product. The picture at that URL never changes."""
        return URL(previews.stored_url(info.context.settings, self.hash, width))


@strawberry.type(description="How a document looks, without storing it.")
class DesignPreview:
    hash: str = strawberry.field(description="That of the design it would become.")
    title: str
    preview_url: URL = strawberry.field(description="A PNG. The URL carries the document, signed; it may be long.")


DesignPreviewResult = Annotated[
    DesignPreview | DesignInvalidError | RateLimitedError, strawberry.union("DesignPreviewResult")
]


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(anyone)])
    async def design_preview(self, info: Info, document: JSON, width: PreviewWidth = 480) -> DesignPreviewResult:
        """Check a document as the cart would, and see it: for editors. Nothing is stored."""
        checked = await designs.checked(info.context, document)
        url = previews.live_url(info.context.settings, checked, width)
        return DesignPreview(hash=document_hash(checked), title=title(checked), preview_url=URL(url))
