"""The same for many orders at once, answered for each."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Annotated
from uuid import UUID

import strawberry

from commerce.permissions import Permission
from core.ids import to_global_id
from resolvers import order_actions
from resolvers.context import Info
from resolvers.order_actions import MOST_ORDERS, Act, Outcome, Parcel
from schema.errors import InvalidInputError
from schema.orders import Order, OrderResult
from schema.permissions import requires
from schema.scalars import URL


@strawberry.input(description="An order that was sent, and where its parcel can be followed; see orderFulfill.")
class OrderFulfillInput:
    id: strawberry.ID
    carrier: str | None = None
    tracking_number: str | None = None
    tracking_url: URL | None = None


@strawberry.input(description="An order that was placed at the print house; see orderPlacementSet.")
class OrderPlacementInput:
    id: strawberry.ID
    reference: str | None = strawberry.field(default=None, description="The print house's own number for it.")


@strawberry.type(description="What became of one order of many.")
class OrderBulkEntry:
    id: strawberry.ID = strawberry.field(description="The order's.")
    outcome: strawberry.Private[Outcome]

    @strawberry.field
    def result(self) -> OrderResult | None:
        """The order, or why it is as it was; null when it failed on our side, with an entry in `errors`."""
        if self.outcome.error is not None:
            raise self.outcome.error
        return Order.of(self.outcome.order) if self.outcome.order is not None else None


@strawberry.type(description="What became of many orders, in the order in which they were named, each once.")
class OrdersBulk:
    results: list[OrderBulkEntry] = strawberry.field(metadata={"list_size": MOST_ORDERS})
    succeeded: int
    failed: int


OrdersBulkResult = Annotated[
    OrdersBulk | InvalidInputError,
    strawberry.union("OrdersBulkResult", description="An answer for each order, or why none was touched."),
]


async def _each(info: Info, acts: Mapping[UUID, Act]) -> OrdersBulk:
    outcomes = await order_actions.many(info.context, acts)
    failed = sum(outcome.error is not None for outcome in outcomes)
    entries = [
        OrderBulkEntry(id=strawberry.ID(to_global_id("Order", outcome.key)), outcome=outcome) for outcome in outcomes
    ]
    return OrdersBulk(results=entries, succeeded=len(entries) - failed, failed=failed)


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def orders_fulfill(
        self, info: Info, orders: list[OrderFulfillInput], notify: bool | None = True
    ) -> OrdersBulkResult:
        """orderFulfill for up to 100 orders."""
        parcels = [(each.id, Parcel(each.carrier, each.tracking_number, each.tracking_url)) for each in orders]
        act = partial(order_actions.fulfill, notify=notify is not False)
        return await _each(info, order_actions.each_its_own(parcels, act))

    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def orders_processing_start(self, info: Info, ids: list[strawberry.ID]) -> OrdersBulkResult:
        """orderProcessingStart for up to 100 orders."""
        return await _each(info, order_actions.same_for(ids, order_actions.start_processing))

    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def orders_delivered(
        self, info: Info, ids: list[strawberry.ID], notify: bool | None = True
    ) -> OrdersBulkResult:
        """orderDelivered for up to 100 orders."""
        return await _each(info, order_actions.same_for(ids, order_actions.deliver(notify=notify is not False)))

    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def orders_fulfillment_claim(self, info: Info, ids: list[strawberry.ID]) -> OrdersBulkResult:
        """orderFulfillmentClaim for up to 100 orders."""
        return await _each(info, order_actions.same_for(ids, order_actions.claim))

    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def orders_fulfillment_release(self, info: Info, ids: list[strawberry.ID]) -> OrdersBulkResult:
        """orderFulfillmentRelease for up to 100 orders."""
        return await _each(info, order_actions.same_for(ids, order_actions.release_claim))

    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def orders_placement_set(self, info: Info, orders: list[OrderPlacementInput]) -> OrdersBulkResult:
        """orderPlacementSet for up to 100 orders, each with its reference."""
        references = [(each.id, each.reference) for each in orders]
        return await _each(info, order_actions.each_its_own(references, order_actions.place))

    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def orders_placement_clear(
        self, info: Info, ids: list[strawberry.ID], placed_until: datetime | None = None
    ) -> OrdersBulkResult:
        """orderPlacementClear for up to 100 orders; `placedUntil` is the latest `at` of the placements meant."""
        return await _each(info, order_actions.same_for(ids, order_actions.clear_placement(placed_until)))

    @strawberry.mutation(extensions=[requires(Permission.CANCEL_ORDERS)])
    async def orders_cancel(self, info: Info, ids: list[strawberry.ID], reason: str | None = None) -> OrdersBulkResult:
        """orderCancel for up to 100 orders."""
        return await _each(info, order_actions.same_for(ids, order_actions.cancel(info.context, reason)))

    @strawberry.mutation(extensions=[requires(Permission.MESSAGE_ORDERS)])
    async def orders_receipt_resend(self, info: Info, ids: list[strawberry.ID]) -> OrdersBulkResult:
        """orderReceiptResend for up to 100 orders."""
        return await _each(info, order_actions.same_for(ids, order_actions.resend_receipt))

    @strawberry.mutation(extensions=[requires(Permission.MANAGE_DOWNLOADS)])
    async def orders_downloads_regenerate(self, info: Info, ids: list[strawberry.ID]) -> OrdersBulkResult:
        """orderDownloadsRegenerate for up to 100 orders."""
        return await _each(info, order_actions.same_for(ids, order_actions.regenerate()))
