"""Mails as the staff sees them: what was sent to whom, what became of it, and once more."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import models
from commerce.permissions import Permission
from core.ids import to_global_id
from emails.contexts import MailTemplate
from resolvers import mails
from resolvers.context import Context, Info
from resolvers.mails import Wanted
from schema.errors import NotFoundError, StateInvalidError
from schema.node import Node
from schema.orders import Order
from schema.pagination import After, Connection, First
from schema.permissions import requires
from schema.scalars import EmailAddress

strawberry.enum(MailTemplate, description="Which mail.")
strawberry.enum(
    models.MailCategory,
    description="TRANSACTIONAL mails always go, MARKETING ones only to who has agreed, ADMIN ones to the staff.",
)
strawberry.enum(
    models.MailStatus,
    description="PENDING waits for its time or its next attempt; SENT was handed over, and events say the rest; "
    "CANCELED was not to be sent any more.",
)
strawberry.enum(models.MailEventType, description="What a provider says became of a mail.")


@strawberry.type(description="What became of a mail, as its provider told it.")
class MailEvent:
    type: models.MailEventType
    detail: str | None = strawberry.field(description="The provider's reason.")
    happened_at: datetime

    @classmethod
    def of(cls, record: models.MailEvent) -> MailEvent:
        return cls(type=record.type, detail=record.detail, happened_at=record.happened_at)


@strawberry.type(description="One mail to one person. Staff only.")
class Mail(Node):
    template: MailTemplate
    recipient: EmailAddress
    category: models.MailCategory
    status: models.MailStatus
    locale: str = strawberry.field(description="BCP 47: how its reader writes money and dates.")
    attempts: int
    error: str | None = strawberry.field(description="Why the last attempt failed, or why it was not to be sent.")
    resend_of_id: strawberry.ID | None = strawberry.field(description="The mail that staff had sent once more.")
    scheduled_at: datetime
    sent_at: datetime | None
    created_at: datetime
    record: strawberry.Private[models.Mail]

    @classmethod
    def of(cls, record: models.Mail) -> Mail:
        first = record.resend_of_id
        return cls(
            key=record.id,
            template=MailTemplate(record.template),
            recipient=EmailAddress(record.recipient),
            category=record.category,
            status=record.status,
            locale=record.locale,
            attempts=record.attempts,
            error=record.error,
            resend_of_id=strawberry.ID(to_global_id("Mail", first)) if first else None,
            scheduled_at=record.scheduled_at,
            sent_at=record.sent_at,
            created_at=record.created_at,
            record=record,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Mail | None:
        found = await mails.mail(context, key)
        return cls.of(found) if found else None

    @strawberry.field
    async def events(self, info: Info) -> list[MailEvent]:
        """What became of it, oldest first."""
        return [MailEvent.of(record) for record in await info.context.loaders.mail_events.load(self.key)]

    @strawberry.field
    async def order(self, info: Info) -> Order | None:
        """What it is about, where that is an order that the viewer may see."""
        found = await mails.order_of(info.context, self.record)
        return Order.of(found) if found else None


@strawberry.input(description="Mails that fit all of what is said.")
class MailFilter:
    status: models.MailStatus | None = None
    template: MailTemplate | None = None
    recipient: EmailAddress | None = strawberry.field(default=None, description="Whole.")


MailResult = Annotated[
    Mail | NotFoundError | StateInvalidError,
    strawberry.union("MailResult", description="The mail that goes out now, or why none does."),
]


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.READ_MAILS)])
    async def admin_mails(
        self, info: Info, filter: MailFilter | None = None, first: First = None, after: After = None
    ) -> Connection[Mail]:
        """What was sent, and what is to be, newest first."""
        asked = filter or MailFilter()
        wanted = Wanted(asked.status, asked.template, asked.recipient)
        return Connection.of(await mails.listed(wanted, first, after), Mail.of)


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.SEND_MAILS)])
    async def mail_resend(self, info: Info, id: strawberry.ID) -> MailResult:
        """Send a mail once more, to the same address (about an order: to the one that the order has now), with links
        made anew. The mail that goes out: while the first is on its way, or another copy of it is, that one.
        """
        return Mail.of(await mails.resend(info.context, id))
