"""Designs: seen by whoever has them in their cart or in an order they may see; previewed without being stored."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from commerce.checkout import carts
from commerce.files import designs
from commerce.permissions import Permission
from models import Design
from posters.model import DesignDocument
from resolvers.carts import measuring, owner_of
from resolvers.context import Context


async def design(context: Context, key: UUID) -> Design | None:
    viewer = context.viewer
    if viewer.may(Permission.READ_ORDERS):
        return await Design.get_or_none(id=key)
    owner = owner_of(viewer)
    seen = await designs.visible(key, owner.asks_with(await carts.find(owner)))
    return await Design.get_or_none(id=key) if seen else None


async def checked(context: Context, raw: Any) -> DesignDocument:
    """The document, valid and with words that fit on the sheet.

    Raises:
        DesignInvalid: with every problem and its path.
        RateLimited: for who looks at more designs than one can edit.
    """
    await measuring(context)(1)
    document = designs.read_document(raw)
    await designs.check_new([document])
    return document
