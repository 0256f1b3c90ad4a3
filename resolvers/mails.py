"""Mails, for staff."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from commerce.mail import mail_resending
from commerce.permissions import Permission
from emails.contexts import MailTemplate
from models import Mail, MailStatus, Order
from resolvers import orders
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.paging import Page, paginate


@dataclass(frozen=True)
class Wanted:
    """Which mails; all of them as far as nothing is said."""

    status: MailStatus | None = None
    template: MailTemplate | None = None
    recipient: str | None = None


async def listed(wanted: Wanted, first: int | None, after: str | None) -> Page[Mail]:
    """Newest first."""
    found = Mail.all()
    if wanted.status is not None:
        found = found.filter(status=wanted.status)
    if wanted.template is not None:
        found = found.filter(template=wanted.template.value)
    if wanted.recipient is not None:
        found = found.filter(recipient=wanted.recipient.lower())
    return await paginate(found, ("-id",), first=first, after=after)


async def mail(context: Context, key: UUID) -> Mail | None:
    return await Mail.get_or_none(id=key) if context.viewer.may(Permission.READ_MAILS) else None


async def order_of(context: Context, found: Mail) -> Order | None:
    """The order that a mail is about, if the viewer may see it."""
    if found.entity_type != "Order" or found.entity_id is None:
        return None
    order = await context.loaders.orders.load(found.entity_id)
    return order if order is not None and orders.visible(context.viewer, order) else None


async def resend(context: Context, mail_id: str) -> Mail:
    """Send a mail once more.

    Raises:
        NotFound, StateInvalid
    """
    return await mail_resending.resend(key_of(mail_id, "Mail"), actor_of(context))
