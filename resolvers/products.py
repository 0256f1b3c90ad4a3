"""Products, for staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from commerce.catalog import products
from commerce.errors import located
from models import FulfillmentType, Product, Template
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.errors import BadUserInput
from resolvers.ids import key_of
from resolvers.paging import Page, paginate

_ORDER = ("display_order", "id")
MAX_SEARCH = 120
M = TypeVar("M", Product, Template)


@dataclass(frozen=True)
class Wanted:
    """Which products; all of them as far as nothing is said. `search` begins a name or a slug."""

    active: bool | None = None
    fulfillment_type: FulfillmentType | None = None
    search: str | None = None


async def listed(context: Context, wanted: Wanted, first: int | None, after: str | None) -> Page[Product]:
    """Every product, in display order."""
    found = beginning(Product.all(), wanted.search)
    if wanted.active is not None:
        found = found.filter(active=wanted.active)
    if wanted.fulfillment_type is not None:
        found = found.filter(fulfillment_type=wanted.fulfillment_type)
    page = await paginate(found, _ORDER, first=first, after=after)
    context.loaders.listed(record.id for record in page.records)
    return page


def beginning(found: QuerySet[M], search: str | None) -> QuerySet[M]:
    """Those whose name or slug begins like that.

    Raises:
        BadUserInput
    """
    text = (search or "").strip()
    if len(text) > MAX_SEARCH:
        raise BadUserInput(f"search must have at most {MAX_SEARCH} characters.", argument="filter.search")
    return found.filter(Q(slug__startswith=text.lower()) | Q(name__istartswith=text)) if text else found


def keys_of(ids: Sequence[str], kind: str) -> list[UUID]:
    """The keys of a list of global ids."""
    return [key_of(each, kind, "ids") for each in ids]


async def create(context: Context, given: Mapping[str, Any]) -> Product:
    with located("input"):
        return await products.create(given, actor_of(context))


async def update(context: Context, id: str, given: Mapping[str, Any]) -> Product:
    key = key_of(id, "Product")
    context.forget()
    with located("input"):
        return await products.update(key, given, actor_of(context))


async def delete(context: Context, id: str) -> UUID:
    return await products.delete(key_of(id, "Product"), actor_of(context))


async def reorder(context: Context, ids: Sequence[str]) -> list[Product]:
    ordered = await products.put_in_order(keys_of(ids, "Product"), actor_of(context))
    context.loaders.listed(record.id for record in ordered)
    return ordered
