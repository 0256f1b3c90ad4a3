"""Batches of pages: the orders of every account or promo code of a list, with as many statements as for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from commerce.orders import orders_of
from commerce.orders.orders_of import Wanted
from models import Order


@dataclass(frozen=True)
class PageOf:
    """A page of one owner's orders: the `limit` newest of those that are older than `before`."""

    owner_id: UUID
    wanted: Wanted
    limit: int
    before: UUID | None


@dataclass(frozen=True)
class CountOf:
    """How many orders one owner has."""

    owner_id: UUID
    wanted: Wanted


async def in_order(keys: Sequence[UUID]) -> list[Order]:
    """The orders of these ids with their accounts, in one statement; one that is gone is left out."""
    found = {order.id: order for order in await Order.filter(id__in=keys).select_related("user")}
    return [found[key] for key in keys if key in found]


async def load_pages(asked: list[PageOf]) -> list[list[Order]]:
    """With their accounts. A statement for all owners that are asked about alike, and one for the orders of all."""
    alike: dict[tuple[Wanted, int, UUID | None], list[UUID]] = defaultdict(list)
    for page in asked:
        alike[page.wanted, page.limit, page.before].append(page.owner_id)
    ids: dict[PageOf, list[UUID]] = {}
    for (wanted, limit, before), owners in alike.items():
        found = await orders_of.pages(wanted, owners, limit, before)
        ids |= {PageOf(owner, wanted, limit, before): keys for owner, keys in found.items()}
    every = {key for keys in ids.values() for key in keys}
    orders = {order.id: order for order in await in_order(list(every))} if every else {}
    return [[orders[key] for key in ids.get(page, ()) if key in orders] for page in asked]


async def load_counts(asked: list[CountOf]) -> list[int]:
    """A statement for all owners that are asked about alike."""
    alike: dict[Wanted, list[UUID]] = defaultdict(list)
    for each in asked:
        alike[each.wanted].append(each.owner_id)
    found: dict[CountOf, int] = {}
    for wanted, owners in alike.items():
        counts = await orders_of.counts(wanted, owners)
        found |= {CountOf(owner, wanted): number for owner, number in counts.items()}
    return [found.get(each, 0) for each in asked]
