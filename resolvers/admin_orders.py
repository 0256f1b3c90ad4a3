"""The shop's orders, for its staff: found by what is known of them, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commerce.orders import order_pages
from commerce.orders.order_filters import MAX_SEARCH, OrderFilter, OrderSort
from models import Order
from resolvers.errors import BadUserInput
from resolvers.orders_of import in_order
from resolvers.paging import Page, paginate_from


async def listed(wanted: OrderFilter, sort: OrderSort, first: int | None, after: str | None) -> Page[Order]:
    """The orders that fit, with their users, in two statements: their ids, then themselves.

    Raises:
        BadUserInput: for a search that is too long, a `first` out of range or a cursor that is not of this list.
    """
    if len(wanted.term) > MAX_SEARCH:
        raise BadUserInput(f"search must have at most {MAX_SEARCH} characters.", argument="filter.search")

    async def fetch(limit: int, beyond: list[Any] | None) -> Sequence[Order]:
        return await in_order(await order_pages.page(wanted, sort, limit, beyond))

    async def count() -> int:
        return await order_pages.count(wanted)

    order = [f"-{column}" if sort.descending else column for column in sort.columns]
    return await paginate_from(Order, order, fetch, count, first=first, after=after)
