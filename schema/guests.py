"""Guests: how they find their order again, and how an account takes it over."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

from resolvers import guests
from resolvers.context import Info
from resolvers.guests import FoundOrder
from schema.accounts import RegistrationReceived
from schema.errors import NotFoundError, RateLimitedError, StateInvalidError
from schema.orders import Order, OrderResult
from schema.permissions import anyone, requires, signed_in, with_order_token
from schema.scalars import EmailAddress


@strawberry.type(description="A guest's order, and what opens it.")
class OrderLookup:
    order: Order
    order_token: str = strawberry.field(
        description="Send it as X-Order-Token. It opens this order and its files, and nothing else."
    )
    expires_at: datetime = strawberry.field(description="When the token ends. Look the order up again then.")

    @classmethod
    def of(cls, found: FoundOrder) -> OrderLookup:
        return cls(order=Order.of(found.order), order_token=found.token.token, expires_at=found.token.expires_at)


OrderLookupResult = Annotated[
    OrderLookup | NotFoundError | RateLimitedError,
    strawberry.union(
        "OrderLookupResult", description="An unknown number and a wrong e-mail address are answered alike."
    ),
]
OrderAccountOfferResult = Annotated[
    RegistrationReceived | NotFoundError | StateInvalidError | RateLimitedError,
    strawberry.union("OrderAccountOfferResult", description="The same for an address that has an account already."),
]


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(anyone)])
    async def order_lookup(self, info: Info, number: str, email: EmailAddress) -> OrderLookupResult:
        """Find an order that was placed without an account, by its number and e-mail address."""
        return OrderLookup.of(await guests.lookup(info.context, number, email))

    @strawberry.mutation(extensions=[requires(signed_in)])
    async def order_claim(self, info: Info, number: str) -> OrderResult:
        """Add an order that was placed as a guest to the viewer's account, whose verified e-mail address must be the
        order's; User.claimableOrders lists them. A second time changes nothing.
        """
        return Order.of(await guests.claim(info.context, number))

    @strawberry.mutation(extensions=[requires(with_order_token)])
    async def order_account_offer(self, info: Info, order_id: strawberry.ID) -> OrderAccountOfferResult:
        """Offer an account to whoever paid as a guest: a mail to the order's own e-mail address has the link, and once
        it is followed, User.claimableOrders lists the order.
        """
        return RegistrationReceived(email=EmailAddress(await guests.offer_account(info.context, order_id)))
