"""Mails about an order go to the order's address of now, also those that were owed to a former one."""

from __future__ import annotations

from uuid import UUID

from commerce.mail import mails
from commerce.mail.mail_links import LINK_TO, MOVED
from emails.contexts import MailTemplate
from models import Mail, MailCategory, MailStatus, Order


async def redirect(order_id: UUID, recipient: str) -> set[MailTemplate]:
    """Have what is owed to a locked order's customer go to another address; which mails. Marketing ends instead: what
    was agreed to is an address's own.

    What was tried before may have been taken all the same, under its id: that one ends, and a copy goes. What is in a
    worker's hands right now goes out, or ends when it is tried again: `mail_links` makes no link for an address that is
    not the order's.
    """
    owed = Mail.filter(entity_type="Order", entity_id=order_id, status=MailStatus.PENDING)
    moved = set()
    for mail in filter(_is_theirs, await owed.order_by("id").select_for_update()):
        if mail.category is MailCategory.TRANSACTIONAL:
            moved.add(MailTemplate(mail.template))
        if mail.category is MailCategory.TRANSACTIONAL and not mail.attempts:
            mail.recipient = recipient
        else:
            mail.status, mail.error = MailStatus.CANCELED, MOVED
        await mail.save(update_fields=["recipient", "status", "error"])
        if mail.category is MailCategory.TRANSACTIONAL and mail.status is MailStatus.CANCELED:
            await _copy(mail, recipient)
    return moved


def _is_theirs(mail: Mail) -> bool:
    """Whether it is for whoever has the order: not for staff, nor for somebody who has it no more."""
    return mail.entity_type == "Order" and mail.category is not MailCategory.ADMIN and LINK_TO in mail.context


async def _copy(mail: Mail, recipient: str) -> None:
    await mails.queue(
        MailTemplate(mail.template),
        recipient,
        key=f"moved:{mail.id}",
        context=mail.context,
        entity=mails.Entity("Order", mail.entity_id) if mail.entity_id else None,
        locale=mail.locale,
    )


async def recipient_of(mail: Mail) -> str:
    """Where another copy of a mail goes: what is about an order, to the address that the order has now."""
    if not _is_theirs(mail):
        return mail.recipient
    order = await Order.filter(id=mail.entity_id).only("id", "email").first()
    return order.email if order is not None and order.email else mail.recipient
