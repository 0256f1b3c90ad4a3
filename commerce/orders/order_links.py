"""A fresh link in place of one that has ended: to the order's own address, and to nobody else."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from adapters.limits import Limit, RateLimits
from commerce import limits
from commerce.orders import order_mails, orders
from core.clock import now
from core.database import transaction
from core.ids import new_id
from emails.contexts import MailTemplate
from models import Mail, MailStatus, Order

RENEWALS_OF_ORDER = Limit("order-link", 3, timedelta(hours=1))
_ONE_MAIL_IN = timedelta(minutes=5)
"""Asked for again within it, it is the same mail."""


async def renew(order_id: UUID, counters: RateLimits) -> None:
    """Owe a fresh link to an order's page. Nothing tells an order without an address from one that has it.

    Raises:
        RateLimited
    """
    await limits.spend(counters, RENEWALS_OF_ORDER.per(str(order_id)))
    async with transaction():
        order = await orders.lock(order_id)
        if order is not None and not await _has_one(order):
            await order_mails.link_again(order, str(new_id()))


async def _has_one(order: Order) -> bool:
    """Whether a link that opens a locked order is on its way, or was mailed a moment ago."""
    since = max(now() - _ONE_MAIL_IN, order.links_since or order.created_at)
    return await Mail.filter(
        entity_type="Order", entity_id=order.id, template=MailTemplate.ORDER_LINK.value, recipient=order.email,
        status__in=[MailStatus.PENDING, MailStatus.SENDING, MailStatus.SENT], created_at__gt=since,
    ).exists()  # fmt: skip
