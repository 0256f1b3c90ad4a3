"""What an address has agreed to be sent, and how it says so."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

import models
from resolvers import mail_preferences
from resolvers.context import Info
from schema.errors import InvalidInputError, RateLimitedError, TokenInvalidError
from schema.permissions import anyone, requires, signed_in
from schema.scalars import EmailAddress


@strawberry.type(
    description="What an e-mail address has agreed to. Mails about its orders and its account come in any case."
)
class MailPreferences:
    email: EmailAddress
    marketing: bool = strawberry.field(description="Reminders of a cart, and news.")
    review_requests: bool = strawberry.field(description="One question after an order: how it turned out.")
    consent_at: datetime | None = strawberry.field(description="When the address last agreed to something.")
    unsubscribed_at: datetime | None = strawberry.field(description="When it had enough of all of it.")

    @classmethod
    def of(cls, record: models.MailPreferences) -> MailPreferences:
        return cls(
            email=EmailAddress(record.email),
            marketing=record.marketing,
            review_requests=record.review_requests,
            consent_at=record.consent_at,
            unsubscribed_at=record.unsubscribed_at,
        )


Token = Annotated[str, strawberry.argument(description="Out of a link: <API>/unsubscribe/<token>.")]
MailPreferencesResult = Annotated[
    MailPreferences | TokenInvalidError | InvalidInputError | RateLimitedError,
    strawberry.union("MailPreferencesResult", description="How they are now, or why they are as they were."),
]


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(signed_in)])
    async def mail_preferences(self, info: Info) -> MailPreferences:
        """What the account's address has agreed to."""
        return MailPreferences.of(await mail_preferences.own(info.context))

    @strawberry.field(extensions=[requires(anyone)])
    async def mail_preferences_by_token(self, info: Info, token: Token) -> MailPreferences | None:
        """What the address that a mail went to has agreed to; null for a link that is not valid."""
        found = await mail_preferences.by_token(info.context, token)
        return MailPreferences.of(found) if found else None


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(anyone)])
    async def mail_preferences_set(
        self,
        info: Info,
        marketing: bool | None = None,
        review_requests: bool | None = None,
        token: Annotated[
            str | None, strawberry.argument(description="A guest's, out of a link. An account needs none.")
        ] = None,
    ) -> MailPreferencesResult:
        """Agree to mails, or have enough of them: for the address of a link's token, or else of the account. What is
        not said stays as it is.
        """
        return MailPreferences.of(await mail_preferences.choose(info.context, marketing, review_requests, token))

    @strawberry.mutation(extensions=[requires(anyone)])
    async def mail_unsubscribe(self, info: Info, token: Token) -> MailPreferencesResult:
        """End everything but mails about orders and the account, for the address of a link. Twice is once."""
        return MailPreferences.of(await mail_preferences.unsubscribe(info.context, token))
