# mypy: disallow-untyped-decorators=False
"""A small schema that has one of everything which the edge must handle. Needs no database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Self
from uuid import UUID

import strawberry

from commerce import errors
from commerce.permissions import Permission
from resolvers.context import Context, Info
from schema.errors import ProductUnavailableError, QuantityInvalidError
from schema.money import Money
from schema.node import Node
from schema.pagination import After, Connection, First
from schema.permissions import anyone, owner_or, requires, signed_in
from schema.scalars import JSON, URL, CountryCode, Currency, EmailAddress

left: set[str] = set()
KEY = UUID("0198c0de-0000-7000-8000-000000000001")


@strawberry.type
class Part(Node):
    """A part of a thing, with parts of its own."""

    name: str

    @strawberry.field
    def parts(self) -> list[Part]:
        return [Part(key=KEY, name="part")]

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Self | None:
        return None


@strawberry.type
class Thing(Node):
    """A thing.

    In two lines.
    """

    name: str

    @strawberry.field
    def price(self) -> Money:
        return Money.of(123_456, "USD")

    @strawberry.field
    def parts(self) -> list[Part]:
        return [Part(key=KEY, name="part")]

    @strawberry.field(metadata={"list_size": 2})
    def few(self) -> list[Part]:
        return []

    @strawberry.field
    def friend(self) -> Thing:
        return self

    @strawberry.field
    async def too_big(self) -> int:
        return 2**40

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Self | None:
        return cls(key=key, name="loaded") if key == KEY else None


ThingResult = Annotated[Thing | QuantityInvalidError | ProductUnavailableError, strawberry.union("ThingResult")]


@strawberry.input
class ThingInput:
    name: str = "thing"
    email: EmailAddress | None = None
    site: URL | None = None
    data: JSON | None = None


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(anyone)])
    async def thing(self, info: Info, name: str = "thing") -> Thing:
        """One thing."""
        return Thing(key=KEY, name=name)

    @strawberry.field(extensions=[requires(anyone)])
    async def things(self, info: Info, first: First = None, after: After = None) -> Connection[Thing]:
        """Many things."""
        raise NotImplementedError

    @strawberry.field(extensions=[requires(anyone)])
    def echo(
        self,
        currency: Currency | None = None,
        country: CountryCode | None = None,
        email: EmailAddress | None = None,
        url: URL | None = None,
        json: JSON | None = None,
    ) -> JSON:
        """What was sent, as it was understood."""
        return JSON([currency, country, email, url, json])

    @strawberry.field(extensions=[requires(signed_in)])
    async def mine(self) -> str:
        """Mine."""
        return "mine"

    @strawberry.field(extensions=[requires(Permission.READ_ORDERS)])
    async def ledger(self) -> str:
        """All orders."""
        return "ledger"

    @strawberry.field(extensions=[requires(Permission.READ_AUDIT)])
    async def journal(self) -> str:
        """Who did what."""
        return "journal"

    @strawberry.field(extensions=[requires(owner_or(Permission.READ_ORDERS))])
    async def receipt(self) -> str:
        """One order."""
        return "receipt"

    @strawberry.field(extensions=[requires(anyone)])
    def viewer(self, info: Info) -> JSON:
        """Who asks."""
        viewer = info.context.viewer
        return JSON([str(viewer.user_id), viewer.role, viewer.cart_token, str(viewer.order_id), info.context.ip])

    @strawberry.field(extensions=[requires(anyone)])
    async def crash(self) -> str | None:
        """Fails as nobody expected."""
        raise RuntimeError("password=hunter2 SELECT * FROM secrets")


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(anyone)])
    async def thing_add(self, info: Info, quantity: int, things: list[ThingInput] | None = None) -> ThingResult:
        """Add things."""
        if quantity == 7:
            raise errors.CartEmpty()
        if quantity == 8:
            raise errors.InvalidInput("Never right.", path=("things", "0"))
        if quantity == 9:
            raise errors.ProductUnavailable("Withdrawn.", KEY)
        if not 1 <= quantity <= 99:
            raise errors.QuantityInvalid(quantity, 1, 99, path=("quantity",))
        return Thing(key=KEY, name=things[0].name if things else "thing")


@strawberry.type
class Subscription:
    @strawberry.subscription(extensions=[requires(anyone)])
    async def count(self, info: Info, to: int = 2) -> AsyncIterator[int]:
        """Count. Two events never share a loader."""
        before = None
        for number in range(to):
            assert info.context.loaders is not before
            before = info.context.loaders
            yield number

    @strawberry.subscription(extensions=[requires(anyone)])
    async def forever(self, name: str) -> AsyncIterator[str]:
        """Until the client leaves; then its name is in `left`."""
        try:
            yield name
            await asyncio.Event().wait()
        finally:
            left.add(name)

    @strawberry.subscription(extensions=[requires(signed_in)])
    async def secret(self, info: Info) -> AsyncIterator[int]:
        """For accounts."""
        yield 1
