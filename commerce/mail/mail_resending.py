"""Staff sends a mail once more: the same words, with links made anew."""

from __future__ import annotations

from uuid import UUID

from commerce import audit
from commerce.audit import Actor, Target
from commerce.errors import NotFound, StateInvalid
from commerce.mail import mail_preferences, mail_redirects, mails
from commerce.orders import orders
from core.database import transaction
from emails.contexts import MailTemplate
from models import Mail, MailCategory, MailStatus, Order

_ON_ITS_WAY = (MailStatus.PENDING, MailStatus.SENDING)


async def resend(mail_id: UUID, actor: Actor) -> Mail:
    """Owe another copy of a mail to the same address; about an order, to the one that the order has now. While one is
    on its way, it is that one: twice is once.

    Raises:
        NotFound
        StateInvalid: its recipient does not want such mails.
    """
    async with transaction():
        mail = await Mail.filter(id=mail_id).select_for_update().first()
        if mail is None:
            raise NotFound("Mail")
        copies = await Mail.filter(resend_of_id=mail.id).order_by("-id")
        waiting = next((each for each in (mail, *copies) if each.status in _ON_ITS_WAY), None)
        if waiting is not None:
            return waiting
        copy = await _copy(mail, len(copies) + 1)
        await audit.record(actor, "mail_resend", Target("Mail", mail.id), None, {"template": mail.template})
        if mail.entity_type == "Order" and (order := await Order.get_or_none(id=mail.entity_id)):
            message = f"A mail was sent again: {mail.template.replace('_', ' ')}."
            await orders.record(order, "mail_resent", message, actor=actor.label[:120])
    return copy


async def _copy(mail: Mail, number: int) -> Mail:
    template, recipient = MailTemplate(mail.template), await mail_redirects.recipient_of(mail)
    if mail.category is MailCategory.MARKETING and not await mail_preferences.agreed(recipient, template):
        raise StateInvalid("The recipient does not want such mails.", "not_wanted")
    about = mails.Entity(mail.entity_type, mail.entity_id) if mail.entity_type and mail.entity_id else None
    copy_id = await mails.queue(
        template,
        recipient,
        key=f"resend:{mail.id}:{number}",
        context=mail.context,
        category=mail.category,
        entity=about,
        locale=mail.locale,
    )
    if copy_id is None:
        raise StateInvalid("The recipient had as many such mails as anybody gets in a day.", "too_many")
    await Mail.filter(id=copy_id).update(resend_of_id=mail.id)
    return await Mail.get(id=copy_id)
