"""Lists as CSV, for staff who may have them."""

from __future__ import annotations

from commerce.accounts.user_search import Wanted
from commerce.jobs import export_orders, exports
from commerce.orders.order_filters import MAX_SEARCH, OrderFilter
from models import Job
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.errors import BadUserInput


async def orders(context: Context, wanted: OrderFilter) -> Job:
    """The job belongs to the member of staff who asks, or whose API key does.

    Raises:
        BadUserInput: for a search that is too long.
        RateLimited
    """
    if len(wanted.term) > MAX_SEARCH:
        raise BadUserInput(f"search must have at most {MAX_SEARCH} characters.", argument="filter.search")
    return await exports.request(actor_of(context), exports.ORDERS, export_orders.facts_of(wanted))


async def users(context: Context, wanted: Wanted) -> Job:
    return await exports.request(actor_of(context), exports.USERS, wanted.facts)


async def promo_codes(context: Context, active: bool | None) -> Job:
    wanted = {} if active is None else {"active": active}
    return await exports.request(actor_of(context), exports.PROMO_CODES, wanted)
