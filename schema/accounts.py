"""Accounts: registering, logging in and out, and passwords."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import models
from commerce.accounts.sessions import Login
from resolvers import accounts
from resolvers.context import Context, Info
from schema.errors import (
    AccountBlockedError,
    CredentialsInvalidError,
    InvalidInputError,
    NotFoundError,
    PasswordTooWeakError,
    RateLimitedError,
    TokenInvalidError,
)
from schema.node import Node
from schema.pagination import After, Connection, First
from schema.permissions import anyone, requires, signed_in
from schema.scalars import EmailAddress
from schema.users import User

NewPassword = Annotated[
    str, strawberry.argument(description="8 to 128 characters, and none of the most common passwords.")
]


@strawberry.type(description="The mail is on its way, and says how to go on.")
class RegistrationReceived:
    email: EmailAddress


@strawberry.type(description="What a client needs to act for an account.")
class Session:
    access_token: str = strawberry.field(description="For `Authorization: Bearer`. A JWT; /.well-known/jwks.json.")
    refresh_token: str = strawberry.field(
        description="For accountRefresh, once. Using it twice ends the login, save within ten seconds from one client."
    )
    expires_at: datetime = strawberry.field(description="When the access token ends. Refresh it before.")
    user: User

    @classmethod
    def of(cls, login: Login) -> Session:
        return cls(
            access_token=login.access_token,
            refresh_token=login.refresh_token,
            expires_at=login.expires_at,
            user=User.of(login.user),
        )


@strawberry.type(description="A login that lives: one browser or device.")
class AccountSession(Node):
    current: bool = strawberry.field(description="Whether this request belongs to it.")
    created_at: datetime
    last_used_at: datetime = strawberry.field(description="When it was last refreshed.")
    expires_at: datetime = strawberry.field(description="When it ends, unless it is refreshed before.")

    @classmethod
    def seen_from(cls, context: Context, record: models.Session) -> AccountSession:
        return cls(
            key=record.id,
            current=record.id == context.viewer.session_id,
            created_at=record.created_at,
            last_used_at=record.last_used_at,
            expires_at=record.expires_at,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> AccountSession | None:
        found = await accounts.session(context, key)
        return cls.seen_from(context, found) if found else None


RegistrationResult = Annotated[
    RegistrationReceived | InvalidInputError | PasswordTooWeakError | RateLimitedError,
    strawberry.union("RegistrationResult", description="The same for an address that has an account already."),
]
SessionResult = Annotated[
    Session
    | CredentialsInvalidError
    | AccountBlockedError
    | TokenInvalidError
    | PasswordTooWeakError
    | RateLimitedError,
    strawberry.union("SessionResult", description="A login, or why there is none."),
]
PasswordChangeResult = Annotated[
    User | CredentialsInvalidError | PasswordTooWeakError | RateLimitedError,
    strawberry.union("PasswordChangeResult", description="The account, or why its password is what it was."),
]
SessionRevokeResult = Annotated[
    AccountSession | NotFoundError,
    strawberry.union("SessionRevokeResult", description="The login that has ended."),
]


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(signed_in)])
    async def account_sessions(
        self, info: Info, first: First = None, after: After = None
    ) -> Connection[AccountSession]:
        """Where the viewer is logged in, newest first."""
        page = await accounts.sessions_of_viewer(info.context, first, after)
        return Connection.of(page, lambda record: AccountSession.seen_from(info.context, record))


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(anyone)])
    async def account_register(
        self, info: Info, email: EmailAddress, password: NewPassword, name: str
    ) -> RegistrationResult:
        """Ask for an account. The answer is the same whether the address has one or not; the mail says which."""
        await accounts.register(info.context, email, password, name)
        return RegistrationReceived(email=email)

    @strawberry.mutation(extensions=[requires(anyone)])
    async def account_verify_email(
        self,
        info: Info,
        token: str,
        password: Annotated[
            str | None,
            strawberry.argument(description="For an account that was offered after an order, and has none yet."),
        ] = None,
    ) -> SessionResult:
        """Open the account that was registered, with the token from the mail, and log in."""
        return Session.of(await accounts.verify_email(info.context, token, password))

    @strawberry.mutation(extensions=[requires(anyone)])
    async def account_login(self, info: Info, email: EmailAddress, password: str) -> SessionResult:
        """Log in. An unknown address and a wrong password are answered alike."""
        return Session.of(await accounts.log_in(info.context, email, password))

    @strawberry.mutation(extensions=[requires(anyone)])
    async def account_refresh(self, info: Info, refresh_token: str) -> SessionResult:
        """Exchange a refresh token for the next one and a new access token."""
        return Session.of(await accounts.refresh(info.context, refresh_token))

    @strawberry.mutation(extensions=[requires(anyone)])
    async def account_logout(self, info: Info, refresh_token: str) -> bool:
        """End the login; its access token ends at once, too. Always true."""
        await accounts.log_out(info.context, refresh_token)
        return True

    @strawberry.mutation(extensions=[requires(anyone)])
    async def account_password_reset_request(self, info: Info, email: EmailAddress) -> bool:
        """Ask for a mail to choose a new password by. Always true, whether there is an account or not."""
        await accounts.request_password_reset(info.context, email)
        return True

    @strawberry.mutation(extensions=[requires(anyone)])
    async def account_password_reset(self, info: Info, token: str, password: NewPassword) -> SessionResult:
        """Choose a new password with the token from the mail, end every login, and log in."""
        return Session.of(await accounts.reset_password(info.context, token, password))

    @strawberry.mutation(extensions=[requires(signed_in)])
    async def account_password_change(
        self, info: Info, current_password: str, new_password: NewPassword
    ) -> PasswordChangeResult:
        """Replace the viewer's password, and end their other logins."""
        return User.of(await accounts.change_password(info.context, current_password, new_password))

    @strawberry.mutation(extensions=[requires(signed_in)])
    async def account_session_revoke(self, info: Info, id: strawberry.ID) -> SessionRevokeResult:
        """End one of the viewer's logins, such as that of a lost phone."""
        return AccountSession.seen_from(info.context, await accounts.end_session(info.context, id))
