"""The e-mail address that an order's mails go to, corrected by staff.

It is the order's key to its customer: a guest finds the order by it, an account of that address may take the order
over, and links in mails open it. So with another address all former links end, what is still owed to the former one
goes to the new one, and who has it now gets what they have missed. What an address has agreed to stays its own, and
an order stays with the account that it belongs to.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from uuid import UUID

from commerce import audit
from commerce.accounts.accounts import normal_email
from commerce.audit import Actor, Target
from commerce.errors import RateLimited, StateInvalid
from commerce.mail import mail_redirects
from commerce.orders import order_checks, order_mails, orders
from commerce.orders.states import entitled
from commerce.payments.order_figures import was_paid
from core.clock import now
from core.database import fetch, transaction
from emails.contexts import MailTemplate
from models import Order, OrderEvent

MOST_CHANGES, MOST_MAILS = 5, 30
"""Of an order, and to an address that an order is to have, in an hour. Each change mails whoever has the address:
neither one order nor many are a way to fill a stranger's mailbox."""
_WITHIN = timedelta(hours=1)
_CHANGED = "email_changed"


async def correct(order_id: UUID, email: str, actor: Actor) -> None:
    """Have an order's mails go to another address, with new links to the order. The same again changes nothing.

    Raises:
        NotFound
        StateInvalid: there is no address to be corrected: whoever had it has left, or has not given it yet.
        RateLimited
    """
    address = normal_email(email)
    async with transaction():
        order = await order_checks.locked(order_id)
        if order.email == address:
            return
        _require_address(order)
        await _require_few(order.id, address)
        former = order.email or ""
        order.email, order.links_since = address, now()
        await order.save(update_fields=["email", "links_since", "updated_at"])
        # Neither the timeline nor the audit log holds an address: the mails say where they went, and are erased.
        message = "The e-mail address of the order was changed. Links of before have ended."
        event = await orders.record(order, _CHANGED, message, public=True, actor=actor.label[:120])
        owed = await mail_redirects.redirect(order.id, address)
        await order_mails.moved_from(order, former, event.id)
        await _mail(order, event, owed)
        await audit.record(actor, "order_email_set", Target("Order", order.id), after={"changed": ["email"]})


def _require_address(order: Order) -> None:
    if order.email is not None:
        return
    if was_paid(order):
        raise StateInvalid("Whoever placed the order has left: it is nobody's any more.", "no_address")
    raise StateInvalid("The customer gives an address when they pay. There is none to be corrected yet.", "no_address")


# Of each, the one that has to grow old first.
_OF_ORDER = """
SELECT created_at FROM order_events WHERE order_id = $1 AND type = $2 AND created_at > $3
ORDER BY id DESC OFFSET $4 LIMIT 1
"""
_TO_ADDRESS = """
SELECT created_at FROM mails WHERE recipient = $1 AND category = 'transactional' AND created_at > $2
ORDER BY id DESC OFFSET $3 LIMIT 1
"""


async def _require_few(order_id: UUID, address: str) -> None:
    since = now() - _WITHIN
    changes = await fetch(_OF_ORDER, order_id, _CHANGED, since, MOST_CHANGES - 1)
    mails = await fetch(_TO_ADDRESS, address, since, MOST_MAILS - 1)
    moments: list[datetime] = [row["created_at"] for row in (*changes, *mails)]
    if moments:
        wait = max(moments) + _WITHIN - now()
        raise RateLimited(now() + wait, max(1, math.ceil(wait.total_seconds())))


async def _mail(order: Order, event: OrderEvent, owed: set[MailTemplate]) -> None:
    """What the former address was told, unless it is on its way to this one anyway."""
    if not was_paid(order) or order.held_reason:
        return  # it is confirmed when it is paid, or let go
    key = str(event.id)
    if MailTemplate.ORDER_CONFIRMATION not in owed:
        await order_mails.receipt_again(order, key)
    if MailTemplate.FILES_READY not in owed and entitled(order) and await _has_files(order):
        await order_mails.links_again(order, key)


async def _has_files(order: Order) -> bool:
    return await OrderEvent.filter(order=order, type="downloads_ready").exists()
