"""What in the shop needs somebody, for staff."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from commerce.operations import health
from commerce.operations.health import ShopHealth
from commerce.permissions import Permission
from models import Download, Mail, Order
from resolvers.context import Context


async def shop_health() -> ShopHealth:
    return await health.shop_health()


async def orders(context: Context, keys: Sequence[UUID]) -> list[Order]:
    """Those orders, in that order.

    Raises:
        Forbidden: for somebody who may see the shop's health, and not orders.
    """
    context.viewer.check(Permission.READ_ORDERS)
    found = {order.id: order for order in await Order.filter(id__in=keys).select_related("user")} if keys else {}
    return [found[key] for key in keys if key in found]


async def downloads(context: Context, keys: Sequence[UUID]) -> list[Download]:
    """Those files with their orders and lines, in that order.

    Raises:
        Forbidden
    """
    context.viewer.check(Permission.READ_ORDERS)
    query = Download.filter(id__in=keys).select_related("order", "order__user", "order_line")
    found = {download.id: download for download in await query} if keys else {}
    return [found[key] for key in keys if key in found]


async def mails(context: Context, keys: Sequence[UUID]) -> list[Mail]:
    """Those mails, oldest first.

    Raises:
        Forbidden: for somebody who may see the shop's health, and not mails.
    """
    context.viewer.check(Permission.READ_MAILS)
    return await Mail.filter(id__in=keys).order_by("id") if keys else []
