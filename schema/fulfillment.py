"""Sending orders: listed, claimed, packed for the print house, placed there, in the making, sent, delivered."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import date, datetime

import strawberry

from commerce.fulfillment.fulfillment_queue import QueueClaim
from commerce.permissions import Permission
from resolvers import fulfillment, order_actions
from resolvers.context import Info
from resolvers.order_actions import Parcel
from schema.jobs import Job, JobResult
from schema.orders import Order, OrderResult
from schema.pagination import After, Connection, First
from schema.permissions import requires
from schema.scalars import URL

strawberry.enum(
    QueueClaim,
    name="FulfillmentQueueClaim",
    description="ANY whether somebody places them now or not, MINE what the viewer has claimed, FREE what nobody has.",
)


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.READ_ORDERS)])
    async def fulfillment_queue(
        self, info: Info, claim: QueueClaim | None = QueueClaim.ANY, first: First = None, after: After = None
    ) -> Connection[Order]:
        """Orders whose prints are to be placed at the print house now, what was paid first first: paid, not held,
        disputed or all given back, neither placed nor sent. Their print files may still be in the making: see
        `downloads`.
        """
        page = await fulfillment.queue(info.context, claim or QueueClaim.ANY, first, after)
        return Connection.of(page, Order.of)


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def order_fulfill(
        self,
        info: Info,
        id: strawberry.ID,
        carrier: str | None = None,
        tracking_number: str | None = None,
        tracking_url: URL | None = None,
        notify: bool | None = True,
    ) -> OrderResult:
        """Mark an order as sent, and tell its customer. The link to follow the parcel is made for USPS, UPS, FedEx and
        DHL; another one may be given, https only. The same again changes nothing.
        """
        act = order_actions.fulfill(Parcel(carrier, tracking_number, tracking_url), notify=notify is not False)
        return Order.of(await order_actions.one(info.context, id, act))

    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def order_tracking_set(
        self,
        info: Info,
        id: strawberry.ID,
        carrier: str | None = None,
        tracking_number: str | None = None,
        tracking_url: URL | None = None,
        notify: bool | None = True,
    ) -> OrderResult:
        """Correct where a parcel that was sent can be followed, and tell the customer. Without any of the three, there
        is no tracking any more, and nobody is told.
        """
        act = order_actions.set_tracking(Parcel(carrier, tracking_number, tracking_url), notify=notify is not False)
        return Order.of(await order_actions.one(info.context, id, act))

    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def order_processing_start(self, info: Info, id: strawberry.ID) -> OrderResult:
        """Mark an order as in the making. One that is stays so."""
        return Order.of(await order_actions.one(info.context, id, order_actions.start_processing))

    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def order_delivered(self, info: Info, id: strawberry.ID, notify: bool | None = True) -> OrderResult:
        """Note that the parcel of an order that was sent has arrived, and tell its customer. A second time changes
        nothing.
        """
        act = order_actions.deliver(notify=notify is not False)
        return Order.of(await order_actions.one(info.context, id, act))

    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def order_fulfillment_claim(self, info: Info, id: strawberry.ID) -> OrderResult:
        """Claim an order with prints before placing it at the print house, so that nobody else does. The claim holds
        for two hours; claiming again begins them anew.
        """
        return Order.of(await order_actions.one(info.context, id, order_actions.claim))

    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def order_placement_set(self, info: Info, id: strawberry.ID, reference: str | None = None) -> OrderResult:
        """Note that an order's prints were placed at the print house, so that nobody places them again, and under which
        number it has them (`reference`, up to 100 characters). It ends one's claim, and the customer reads that the
        order is being made. The same again is once. Whoever placed it may correct the reference, or take it away with
        an empty one; everybody else is told who placed it.
        """
        return Order.of(await order_actions.one(info.context, id, order_actions.place(reference)))

    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def order_placement_clear(
        self, info: Info, id: strawberry.ID, placed_until: datetime | None = None
    ) -> OrderResult:
        """Take a placement back, when the print house's order was canceled: until the order is sent. It is to be placed
        again, unless it was canceled here, too. Not placed, it stays as it is. With `placedUntil`, the `at` of the
        placement that is meant, one that was made later stays, too, and FULFILLMENT_PLACED says whose it is: send it,
        so that asking again takes back nothing of somebody else's.
        """
        return Order.of(await order_actions.one(info.context, id, order_actions.clear_placement(placed_until)))

    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def fulfillment_pack_create(
        self, info: Info, order_ids: list[strawberry.ID] | None = None, day: date | None = None
    ) -> JobResult:
        """Have all that it takes to place orders at the print house packed into a ZIP: print files, packing slips,
        addresses, product codes and a CSV. For up to 200 orders, or for those that were paid on a day of the shop's
        (SHOP_TIMEZONE) and are still to be placed. What goes in is claimed for whoever asks; the job's `skipped` says
        what does not, and why. What was placed already goes in only if it is named, and the pack says so. Asked for
        again while it is being made, it is the same one.
        """
        return Job.of(await fulfillment.create_pack(info.context, order_ids, day))

    @strawberry.mutation(extensions=[requires(Permission.FULFILL_ORDERS)])
    async def order_fulfillment_release(self, info: Info, id: strawberry.ID) -> OrderResult:
        """Give one's claim up, so that others may place the order. Not claimed, it stays as it is."""
        return Order.of(await order_actions.one(info.context, id, order_actions.release_claim))
