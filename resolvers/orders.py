"""Orders, for those who may see them: the account that placed one, whoever has its token, and the shop's staff.

To everybody else an order is not there; nothing tells whether it exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tortoise.queryset import QuerySet

from commerce.accounts import guests
from commerce.orders import order_numbers
from commerce.orders import orders as order_rules
from commerce.orders.orders_of import Owner, Wanted
from commerce.orders.states import OrderStatus, entitled
from commerce.payments import reconciler
from commerce.payments.order_figures import is_given_back
from commerce.permissions import Permission
from models import Download, DownloadKind, DownloadStatus, Order, OrderEvent, OrderLine
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.loaders import RefundRecord, RefundShare
from resolvers.orders_of import CountOf, PageOf
from resolvers.paging import Page, paginate_from
from resolvers.viewer import Viewer

_MAX_SESSION_ID = 255


def is_staff(viewer: Viewer) -> bool:
    """Whether the viewer sees what is the shop's own business about every order."""
    return viewer.may(Permission.READ_ORDERS)


def visible(viewer: Viewer, order: Order) -> bool:
    """Whether the viewer may see an order."""
    return is_staff(viewer) or owns(viewer, order)


def owns(viewer: Viewer, order: Order) -> bool:
    """Whether an order is the viewer's own, by account or by its token."""
    return opens(viewer, order) or (order.user_id is not None and order.user_id == viewer.user_id)


def opens(viewer: Viewer, order: Order) -> bool:
    """Whether the viewer's order token opens it: it is this order's, and its links were not renewed since."""
    if viewer.order_id != order.id:
        return False
    since = order.links_since
    return since is None or (
        viewer.order_token_from is not None and viewer.order_token_from >= since.replace(microsecond=0)
    )


def _orders() -> QuerySet[Order]:
    return Order.all().select_related("user")


async def order(context: Context, key: UUID) -> Order | None:
    return _shown(context, await _orders().get_or_none(id=key))


async def by_checkout_session(context: Context, session_id: str) -> Order | None:
    if len(session_id) > _MAX_SESSION_ID:
        return None
    found = _shown(context, await _orders().get_or_none(checkout_session_id=session_id))
    if found is not None:
        # They have been sent here by Stripe: if it is not paid yet, the webhook may be lost.
        await reconciler.ask_soon(found)
    return found


def _shown(context: Context, found: Order | None) -> Order | None:
    return found if found is not None and visible(context.viewer, found) else None


async def by_number(context: Context, number: str) -> Order | None:
    """By the whole number; for staff, also by its last part where that says which."""
    wanted = guests.order_number(number)
    found = await _orders().get_or_none(number=wanted) if wanted else None
    if found is None and is_staff(context.viewer) and (whole := await order_numbers.whole(wanted)):
        found = await _orders().get_or_none(number=whole)
    return _shown(context, found)


async def of_user(
    context: Context, user_id: UUID, statuses: Sequence[OrderStatus] | None, first: int | None, after: str | None
) -> Page[Order]:
    """An account's orders, newest first, for itself and for staff; only those of some statuses, if any are given.

    Raises:
        Forbidden: for somebody who may see the account, and not its orders.
    """
    if context.viewer.user_id != user_id:
        context.viewer.check(Permission.READ_ORDERS)
    wanted = Wanted(Owner.ACCOUNT, None if statuses is None else frozenset(statuses))
    return await page_of(context, wanted, user_id, first, after)


async def page_of(
    context: Context, wanted: Wanted, owner_id: UUID, first: int | None, after: str | None
) -> Page[Order]:
    """The orders of an account or a promo code, newest first: those of a whole list are fetched together."""

    async def fetch(limit: int, beyond: list[Any] | None) -> Sequence[Order]:
        before = beyond[0] if beyond else None
        return await context.loaders.order_pages.load(PageOf(owner_id, wanted, limit, before))

    async def count() -> int:
        return await context.loaders.order_counts.load(CountOf(owner_id, wanted))

    return await paginate_from(Order, ("-id",), fetch, count, first=first, after=after)


async def line(context: Context, key: UUID) -> OrderLine | None:
    """A line of an order that the viewer may see, with its order and design loaded."""
    found = await OrderLine.filter(id=key).select_related("order", "design").first()
    return found if found is not None and visible(context.viewer, found.order) else None


async def timeline(context: Context, order_id: UUID) -> list[OrderEvent]:
    """What happened, oldest first: all of it for staff, the public part for customers."""
    events = await context.loaders.order_events.load(order_id)
    return events if is_staff(context.viewer) else [event for event in events if event.public]


async def downloads(context: Context, order_id: UUID) -> list[Download]:
    """The customer's files, and the print house's too for staff."""
    files = await context.loaders.downloads.load(order_id)
    return files if sees_print_files(context.viewer) else [file for file in files if _is_customers(file)]


def sees_print_files(viewer: Viewer) -> bool:
    """Whether the viewer sees what only the print house gets."""
    return is_staff(viewer) or viewer.may(Permission.MANAGE_DOWNLOADS)


async def downloads_ready(context: Context, order: Order) -> bool:
    """Whether there are files for the customer and all of them can be downloaded now."""
    files = [file for file in await context.loaders.downloads.load(order.id) if _is_customers(file)]
    owed = [file for file in files if not is_given_back(file.order_line)]
    return bool(owed) and entitled(order) and all(file.status is DownloadStatus.READY for file in owed)


def _is_customers(file: Download) -> bool:
    return file.kind is DownloadKind.CUSTOMER


async def refunded_lines(context: Context, refund: RefundRecord) -> list[tuple[RefundShare, OrderLine]]:
    """What a refund gave back, line by line."""
    lines = await context.loaders.order_lines.load(refund.order_id) if refund.shares else []
    by_id = {line.id: line for line in lines}
    return [(share, by_id[share.order_line_id]) for share in refund.shares]


async def set_notes(context: Context, order_id: str, notes: str) -> Order:
    """Keep the staff's notes about an order.

    Raises:
        NotFound, InvalidInput
    """
    key = key_of(order_id, "Order")
    await order_rules.set_notes(key, notes, actor_of(context))
    return await _orders().get(id=key)
