"""Guests' orders: found again by number and e-mail address, taken over by an account."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from commerce import limits
from commerce.accounts import guests
from commerce.errors import NotFound
from core.tokens import IssuedToken
from models import Order
from resolvers import orders
from resolvers.accounts import signed_in
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.paging import Page, empty, paginate


@dataclass(frozen=True)
class FoundOrder:
    """A guest's order, and what opens it."""

    order: Order
    token: IssuedToken


async def lookup(context: Context, number: str, email: str) -> FoundOrder:
    """The order of that number and e-mail address, with a token for it.

    Raises:
        NotFound, RateLimited
    """
    order_id = await guests.lookup(number, email, limits.network_of(context.ip), context.services.limits)
    token = context.services.tokens.issue_order_token(order_id, guests.LOOKUP_LIFETIME)
    return FoundOrder(await Order.get(id=order_id).select_related("user"), token)


async def claim(context: Context, number: str) -> Order:
    """Give a guest's order to the viewer's account.

    Raises:
        NotFound, StateInvalid
    """
    order = await guests.claim(signed_in(context), number)
    await context.services.updates.publish(order.id)
    return await Order.get(id=order.id).select_related("user")


async def claimable(context: Context, user_id: UUID, first: int | None, after: str | None) -> Page[Order]:
    """The orders that the viewer may claim, newest first; none for anybody but the person themself."""
    viewer = context.viewer.user
    condition = guests.claimable(viewer) if viewer is not None and viewer.id == user_id else None
    if condition is None:
        return await empty(Order, ("-id",), first=first, after=after)
    return await paginate(Order.filter(condition).select_related("user"), ("-id",), first=first, after=after)


async def offer_account(context: Context, order_id: str) -> str:
    """Mail the way to an account to the address of the guest's order that the viewer's token opens; that address.

    Raises:
        NotFound, StateInvalid, RateLimited
    """
    key = key_of(order_id, "Order", "orderId")
    order = await Order.get_or_none(id=key) if key == context.viewer.order_id else None
    if order is None or not orders.opens(context.viewer, order):
        raise NotFound("Order", path=("orderId",))
    return await guests.offer_account(order, limits.network_of(context.ip), context.services.limits)
