"""What customers typed wrong, corrected by staff: where prints are sent, and where mails go."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from typing import Annotated

import strawberry
from strawberry import UNSET

from commerce.permissions import Permission
from resolvers import order_actions
from resolvers.context import Info
from schema.catalog_inputs import given
from schema.errors import InvalidInputError, NotFoundError, RateLimitedError, StateInvalidError
from schema.orders import Order, OrderResult
from schema.permissions import requires
from schema.scalars import CountryCode, EmailAddress


@strawberry.input(
    description="All of an address, each part one line. What the former one has of city, state and postalCode, this "
    "one has, too."
)
class ShippingAddressInput:
    name: str = strawberry.field(description="Whom the parcel is for. 1 to 120 characters.")
    line1: str = strawberry.field(description="1 to 120 characters.")
    line2: str | None = strawberry.field(default=None, description="At most 120 characters.")
    city: str | None = strawberry.field(default=None, description="At most 100 characters.")
    state: str | None = strawberry.field(default=None, description="At most 100 characters.")
    postal_code: str | None = strawberry.field(default=None, description="At most 20 characters.")
    country: CountryCode = strawberry.field(description="The same as before: shipping and tax were paid for it.")
    phone: str | None = strawberry.field(
        default=UNSET, description="At most 40 characters. Left out, it stays; null takes it away."
    )


OrderEmailResult = Annotated[
    Order | NotFoundError | InvalidInputError | StateInvalidError | RateLimitedError,
    strawberry.union("OrderEmailResult", description="The order, or why its mails go where they went."),
]


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.CORRECT_ORDERS)])
    async def order_shipping_address_set(
        self, info: Info, id: strawberry.ID, address: ShippingAddressInput, notify: bool | None = True
    ) -> OrderResult:
        """Correct where the prints of an order are sent, and tell its customer, before they are placed at the print
        house, and while nobody else is placing them. A pack for the print house that was made before has the former
        address: the timeline says so; make another. The same again changes nothing.
        """
        act = order_actions.set_shipping_address(given(address), notify=notify is not False)
        return Order.of(await order_actions.one(info.context, id, act))

    @strawberry.mutation(extensions=[requires(Permission.CORRECT_ORDERS)])
    async def order_email_set(self, info: Info, id: strawberry.ID, email: EmailAddress) -> OrderEmailResult:
        """Correct the address that the mails of an order go to. Links and order tokens that were handed out before end;
        what is still to be mailed goes to the new address, and so do the receipt and the links to the files, once more;
        the former one is told that it hears of the order no more. The order stays with its account; Stripe's own mails
        go where they went. The same again changes nothing; 5 times an hour at most.
        """
        return Order.of(await order_actions.one(info.context, id, order_actions.set_email(email)))
