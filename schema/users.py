"""People: who they are, what they bought, what they spent."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import models
from commerce.accounts.user_search import UserSort, Wanted
from commerce.orders import states
from commerce.permissions import Permission
from resolvers import guests, orders, users
from resolvers.context import Context, Info
from resolvers.viewer import Viewer
from schema.errors import InvalidInputError, NotFoundError, NotPermittedError, StateInvalidError
from schema.money import Money
from schema.node import Node
from schema.orders import Order
from schema.pagination import After, Connection, First
from schema.permissions import anyone, only_for, requires
from schema.profiles import CustomerProfile
from schema.scalars import Currency, EmailAddress

strawberry.enum(models.Role)
strawberry.enum(
    UserSort,
    description="How people are sorted: by when they came, or by what they bought. SPENT is in one currency, ORDERS "
    "and LAST_ORDER count all. Who has bought nothing (in that currency) comes last, the newest first.",
)


@strawberry.type(description="An account. Seen by the person themself and by staff.")
class User(Node):
    email: EmailAddress
    name: str
    role: models.Role
    email_verified: bool
    created_at: datetime
    record: strawberry.Private[models.User]

    @classmethod
    def of(cls, record: models.User) -> User:
        return cls(
            key=record.id,
            email=EmailAddress(record.email),
            name=record.name,
            role=record.role,
            email_verified=record.email_verified_at is not None,
            created_at=record.created_at,
            record=record,
        )

    @classmethod
    def seen_by(cls, viewer: Viewer, record: models.User | None) -> User | None:
        """The account, if the viewer may see it."""
        return cls.of(record) if record is not None and users.visible(viewer, record.id) else None

    @classmethod
    async def load(cls, context: Context, key: UUID) -> User | None:
        found = await users.user(context, key)
        return cls.of(found) if found else None

    @strawberry.field
    async def orders(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        status: Annotated[
            list[states.OrderStatus] | None, strawberry.argument(description="Only orders of one of these.")
        ] = None,
    ) -> Connection[Order]:
        """What they bought, newest first. For the person themself, and who has orders:read."""
        return Connection.of(await orders.of_user(info.context, self.key, status, first, after), Order.of)

    @strawberry.field
    async def claimable_orders(self, info: Info, first: First = None, after: After = None) -> Connection[Order]:
        """Orders that the person placed as a guest with the account's e-mail address, once that is verified, newest
        first: orderClaim adds one to the account. Empty for everybody else.
        """
        return Connection.of(await guests.claimable(info.context, self.key, first, after), Order.of)

    @strawberry.field
    async def stats(self, info: Info) -> CustomerStats:
        """What they have spent, by currency."""
        return CustomerStats.of(await info.context.loaders.figures.load(self.key))

    @strawberry.field(extensions=[only_for(Permission.READ_USERS)])
    def blocked(self) -> bool | None:
        """Whether the account is shut out."""
        return self.record.blocked_at is not None

    @strawberry.field(extensions=[only_for(Permission.READ_USERS)])
    def blocked_at(self) -> datetime | None:
        """Since when."""
        return self.record.blocked_at

    @strawberry.field(extensions=[only_for(Permission.READ_USERS)])
    def blocked_reason(self) -> str | None:
        """Why, as the one who did it wrote."""
        return self.record.blocked_reason

    @strawberry.field(extensions=[only_for(Permission.READ_USERS)])
    async def blocked_by(self, info: Info) -> User | None:
        """Who did it; null when that account is gone."""
        blocker = self.record.blocked_by_id
        found = await info.context.loaders.users.load(blocker) if blocker else None
        return User.of(found) if found else None

    @strawberry.field(extensions=[only_for(Permission.READ_USERS)])
    def profile(self) -> CustomerProfile | None:
        """How they have bought, and what they are about to."""
        return CustomerProfile(record=self.record)

    @strawberry.field(extensions=[only_for(Permission.READ_USERS)])
    def notes(self) -> str | None:
        """The staff's notes about the person."""
        return self.record.notes


@strawberry.type(description="What somebody has spent, net of refunds, by currency.")
class CustomerStats:
    total_spent: list[Money] = strawberry.field(
        description="A sum that is larger than Money can hold comes in several parts that add up to it."
    )
    order_count: int
    last_order_at: datetime | None
    average_order: list[Money]

    @classmethod
    def of(cls, figures: Sequence[models.CustomerFigures]) -> CustomerStats:
        moments = [entry.last_order_at for entry in figures if entry.last_order_at]
        return cls(
            total_spent=[part for entry in figures for part in Money.parts(entry.total_spent, entry.currency)],
            order_count=sum(entry.order_count for entry in figures),
            last_order_at=max(moments, default=None),
            average_order=[
                Money.of(round(entry.total_spent / entry.order_count), entry.currency)
                for entry in figures
                if entry.order_count
            ],
        )


UserResult = Annotated[
    User | NotFoundError | NotPermittedError | StateInvalidError | InvalidInputError,
    strawberry.union("UserResult", description="The account, or why it is as it was."),
]


@strawberry.input(description="Accounts that fit all of what is said.")
class UserFilter:
    role: models.Role | None = None
    blocked: bool | None = None
    search: str | None = strawberry.field(
        default=None, description="An e-mail address or a name, whole or its beginning, in small or capital letters."
    )
    verified: bool | None = strawberry.field(default=None, description="Whether the e-mail address is known as theirs.")
    has_orders: bool | None = strawberry.field(default=None, description="Whether they have ever paid an order.")

    def wanted(self) -> Wanted:
        """As lists and exports take it."""
        return users.wanted_of(
            self.role, self.search, blocked=self.blocked, verified=self.verified, has_orders=self.has_orders
        )


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(anyone)])
    async def me(self, info: Info) -> User | None:
        """The viewer's own account; null for a guest, and for an API key."""
        found = await users.me(info.context)
        return User.of(found) if found else None

    @strawberry.field(extensions=[requires(Permission.READ_USERS)])
    async def admin_users(
        self,
        info: Info,
        filter: UserFilter | None = None,
        sort: UserSort = UserSort.CREATED_DESC,
        currency: Annotated[
            Currency | None, strawberry.argument(description="What SPENT counts; the shop's own by default.")
        ] = None,
        first: First = None,
        after: After = None,
    ) -> Connection[User]:
        """Everybody who has an account, newest first unless `sort` says otherwise. Who bought as a guest has none:
        adminOrders(filter: {search: "their e-mail address"}) finds their orders.
        """
        wanted = (filter or UserFilter()).wanted()
        return Connection.of(await users.listed(info.context, wanted, sort, currency, first, after), User.of)

    @strawberry.field(extensions=[requires(Permission.READ_USERS)])
    async def admin_user(
        self, info: Info, id: strawberry.ID | None = None, email: EmailAddress | None = None
    ) -> User | None:
        """An account by its id, or by its e-mail address; null when there is none (any more)."""
        found = await users.by_id_or_email(info.context, id, email)
        return User.of(found) if found else None


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.BLOCK_USERS)])
    async def user_block(
        self,
        info: Info,
        id: strawberry.ID,
        reason: Annotated[str, strawberry.argument(description="For the staff: 1 to 500 characters.")],
    ) -> UserResult:
        """Shut an account out: its logins end at once, it cannot log in or check out, and nobody can check out with its
        e-mail address. The staff's accounts need users:assign_roles, too, and nobody blocks themself. Blocking once
        more replaces the reason.
        """
        return User.of(await users.block(info.context, id, reason))

    @strawberry.mutation(extensions=[requires(Permission.BLOCK_USERS)])
    async def user_unblock(
        self,
        info: Info,
        id: strawberry.ID,
        reason: Annotated[
            str | None, strawberry.argument(description="For the audit log: up to 500 characters.")
        ] = None,
    ) -> UserResult:
        """Let an account in again, which then logs in anew. A second time changes nothing."""
        return User.of(await users.unblock(info.context, id, reason))

    @strawberry.mutation(extensions=[requires(Permission.ANNOTATE_USERS)])
    async def user_notes_set(self, info: Info, id: strawberry.ID, notes: str) -> UserResult:
        """Keep notes about somebody, for staff only, in place of the former ones; none takes them away. At most 10,000
        characters. They go with the account.
        """
        return User.of(await users.set_notes(info.context, id, notes))

    @strawberry.mutation(extensions=[requires(Permission.ASSIGN_ROLES)])
    async def user_role_set(self, info: Info, id: strawberry.ID, role: models.Role) -> UserResult:
        """Give an account another role, from its next request on. The last superadmin stays one."""
        return User.of(await users.set_role(info.context, id, role))
