"""Templates, for everybody; those that are withdrawn, and their care, for staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from commerce.catalog import templates
from commerce.errors import InvalidInput, located
from commerce.permissions import Permission
from models import Template
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.paging import Page, paginate
from resolvers.products import beginning, keys_of
from resolvers.texts import fitting

_ORDER = ("display_order", "id")


@dataclass(frozen=True)
class Wanted:
    """Which templates; all of them as far as nothing is said. `search` begins a name or a slug."""

    active: bool | None = None
    category: str | None = None
    search: str | None = None


async def listed(category: str | None, first: int | None, after: str | None) -> Page[Template]:
    """Templates on offer with their designs, in display order."""
    return await all_templates(Wanted(active=True, category=category), first, after)


async def all_templates(wanted: Wanted, first: int | None, after: str | None) -> Page[Template]:
    """Templates with their designs, in display order."""
    found = beginning(Template.all(), wanted.search).select_related("design")
    if wanted.active is not None:
        found = found.filter(active=wanted.active)
    if wanted.category is not None:
        found = found.filter(category=fitting(Template, "category", wanted.category, "category"))
    return await paginate(found, _ORDER, first=first, after=after)


async def template(context: Context, key: UUID) -> Template | None:
    found = await Template.filter(id=key).select_related("design").first()
    return found if found and (found.active or context.viewer.may(Permission.WRITE_CATALOG)) else None


async def create(context: Context, given: Mapping[str, Any]) -> Template:
    values = dict(given)
    document = values.pop("document")
    with located("input"):
        return await templates.create(values, document, actor_of(context))


async def update(context: Context, id: str, given: Mapping[str, Any]) -> Template:
    values = dict(given)
    with located("input"):
        document = values.pop("document", None)
        if document is None and "document" in given:
            raise InvalidInput("document must not be null.", path=("document",))
        return await templates.update(key_of(id, "Template"), values, document, actor_of(context))


async def delete(context: Context, id: str) -> UUID:
    return await templates.delete(key_of(id, "Template"), actor_of(context))


async def reorder(context: Context, ids: Sequence[str]) -> list[Template]:
    return await templates.put_in_order(keys_of(ids, "Template"), actor_of(context))
