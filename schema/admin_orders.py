"""The staff's list of orders."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

import models
from commerce.orders import order_filters, states
from commerce.orders.order_filters import OrderSort
from commerce.permissions import Permission
from resolvers import admin_orders, orders
from resolvers.context import Info
from schema.orders import Order
from schema.pagination import After, Connection, First
from schema.permissions import requires
from schema.scalars import Currency

strawberry.enum(OrderSort, description="Equal totals are sorted by their date.")


@strawberry.input(
    description="Orders that fit all of what is said. Of a list one entry is enough, and no order fits an empty one."
)
class OrderFilter:
    status: list[states.OrderStatus] | None = None
    payment_status: list[models.PaymentStatus] | None = None
    fulfillment_status: list[models.FulfillmentStatus] | None = None
    fulfillment_type: models.FulfillmentType | None = None
    held: bool | None = strawberry.field(default=None, description="Whether staff must look at it first: heldReason.")
    currency: Currency | None = strawberry.field(default=None, description="Totals compare within one only.")
    created_from: datetime | None = strawberry.field(default=None, description="At that moment or later.")
    created_to: datetime | None = strawberry.field(default=None, description="Before that moment.")
    search: str | None = strawberry.field(
        default=None,
        description="The whole or the beginning of an e-mail address, a customer's name, a tracking number or an "
        "order's number, in small or capital letters; a number also without its prefix and year.",
    )

    def wanted(self) -> order_filters.OrderFilter:
        """As the shop's rules take it."""
        names = order_filters.OrderFilter.__annotations__
        return order_filters.OrderFilter(**{name: getattr(self, name) for name in names})


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.READ_ORDERS)])
    async def admin_orders(
        self,
        info: Info,
        filter: OrderFilter | None = None,
        sort: OrderSort | None = OrderSort.CREATED_DESC,
        first: First = None,
        after: After = None,
    ) -> Connection[Order]:
        """The shop's orders. A page costs the same however many there are; totalCount is exact and reads all that fit,
        so ask for it once, not with each page.
        """
        wanted = (filter or OrderFilter()).wanted()
        page = await admin_orders.listed(wanted, sort or OrderSort.CREATED_DESC, first, after)
        return Connection.of(page, Order.of)

    @strawberry.field(extensions=[requires(Permission.READ_ORDERS)])
    async def admin_order(
        self,
        info: Info,
        number: Annotated[
            str,
            strawberry.argument(
                description="YMA-2026-8H3K9C2D, in small or capital letters. The last part is enough (8H3K9C2D, or "
                "2026-8H3K9C2D), unless two orders have it."
            ),
        ],
    ) -> Order | None:
        """An order by its number, or null."""
        found = await orders.by_number(info.context, number)
        return Order.of(found) if found else None
