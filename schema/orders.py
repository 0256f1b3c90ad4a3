"""Orders: what was bought, what became of it, and what of it can be downloaded."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

import models
from commerce.orders import states
from commerce.payments import order_figures
from commerce.permissions import Permission
from resolvers import orders, refunds
from resolvers.context import Context, Info
from resolvers.ids import key_of
from schema.carts import SelectedOption
from schema.designs import Design
from schema.disputes import Dispute
from schema.downloads import Download
from schema.errors import (
    InvalidInputError,
    NotFoundError,
    OrderAlreadyPaidError,
    PaymentUnavailableError,
    RefundRefusedError,
    StateInvalidError,
)
from schema.fulfillment_errors import FulfillmentClaimedError, FulfillmentPlacedError
from schema.money import Money
from schema.node import Node
from schema.order_parts import Address, FulfillmentClaim, FulfillmentPlacement, OrderEvent, StripeLinks, Tracking
from schema.permissions import only_for, owner_or, requires
from schema.refunds import Refund
from schema.scalars import Currency, EmailAddress

if TYPE_CHECKING:
    from schema.mails import Mail
    from schema.users import User

strawberry.enum(states.OrderStatus, description="How the order stands, as payment and fulfilment amount to.")
strawberry.enum(models.PaymentStatus)
strawberry.enum(models.FulfillmentStatus)


@strawberry.type(
    description="What was bought, at its prices of then. "
    "Seen by the account that placed it, by whoever has its X-Order-Token, and by staff. "
    "subtotal − discount + shipping + tax = total."
)
class Order(Node):
    number: str = strawberry.field(description="For people: YMA-2026-8H3K9C2D.")
    status: states.OrderStatus
    payment_status: models.PaymentStatus
    fulfillment_status: models.FulfillmentStatus
    next_statuses: list[states.OrderStatus] = strawberry.field(description="What it may become from here.")
    email: EmailAddress | None = strawberry.field(description="A guest's may be known only once they have paid.")
    currency: Currency
    fulfillment_type: models.FulfillmentType
    subtotal: Money
    discount: Money
    tax: Money
    shipping: Money
    total: Money
    refunded: Money
    refundable: Money = strawberry.field(description="What can still be given back.")
    lost: Money = strawberry.field(description="What lost disputes took.")
    tax_collected: bool
    promo_code: str | None
    shipping_address: Address | None
    tracking: Tracking | None
    created_at: datetime
    paid_at: datetime | None
    fulfilled_at: datetime | None
    delivered_at: datetime | None
    canceled_at: datetime | None
    record: strawberry.Private[models.Order]

    @classmethod
    def of(cls, record: models.Order) -> Order:
        """Of an order whose user is loaded."""
        amounts = ("subtotal", "discount", "tax", "shipping", "total", "refunded", "lost")
        return cls(
            key=record.id,
            number=record.number,
            status=states.status_of(record),
            payment_status=record.payment_status,
            fulfillment_status=record.fulfillment_status,
            next_statuses=list(states.next_statuses(record)),
            email=EmailAddress(record.email) if record.email else None,
            currency=Currency(record.currency),
            fulfillment_type=record.fulfillment_type,
            refundable=Money.of(order_figures.refundable(record), record.currency),
            tax_collected=record.tax_collected,
            promo_code=record.promo_code,
            shipping_address=Address.of(record.shipping_address) if record.shipping_address else None,
            tracking=Tracking.of(record),
            created_at=record.created_at,
            paid_at=record.paid_at,
            fulfilled_at=record.fulfilled_at,
            delivered_at=record.delivered_at,
            canceled_at=record.canceled_at,
            record=record,
            **{name: Money.of(getattr(record, name), record.currency) for name in amounts},
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Order | None:
        found = await orders.order(context, key)
        return cls.of(found) if found else None

    @strawberry.field
    async def customer(self, info: Info) -> Annotated[User, strawberry.lazy("schema.users")] | None:
        """The account that placed it, for itself and for staff; null for a guest's order."""
        from schema.users import User

        return User.seen_by(info.context.viewer, self.record.user)

    @strawberry.field
    async def lines(self, info: Info) -> list[OrderLine]:
        """What was bought."""
        return [OrderLine.of(line, self.record) for line in await info.context.loaders.order_lines.load(self.key)]

    @strawberry.field
    async def downloads(self, info: Info) -> list[Download]:
        """The customer's files, as soon as the order is paid; staff see the print house's too."""
        return [Download.of(file, self.record) for file in await orders.downloads(info.context, self.key)]

    @strawberry.field
    async def downloads_ready(self, info: Info) -> bool:
        """Whether there are files for the customer, and all of them are READY."""
        return await orders.downloads_ready(info.context, self.record)

    @strawberry.field
    async def refunds(self, info: Info) -> list[Refund]:
        """Money given back, oldest first."""
        return [Refund.of(refund, self.record) for refund in await info.context.loaders.refunds.load(self.key)]

    @strawberry.field
    async def timeline(self, info: Info) -> list[OrderEvent]:
        """What happened, oldest first. Customers see the public part."""
        staff = orders.is_staff(info.context.viewer)
        return [OrderEvent.of(event, staff=staff) for event in await orders.timeline(info.context, self.key)]

    @strawberry.field(extensions=[only_for(Permission.READ_ORDERS)])
    async def disputes(self, info: Info) -> list[Dispute] | None:
        """Payments that the customer's bank asks back, oldest first."""
        return [Dispute.of(record, self.record) for record in await info.context.loaders.disputes.load(self.key)]

    @strawberry.field(extensions=[only_for(Permission.READ_MAILS)])
    async def mails(self, info: Info) -> list[Annotated[Mail, strawberry.lazy("schema.mails")]] | None:
        """What its customer was sent about it, newest first."""
        from schema.mails import Mail

        return [Mail.of(record) for record in await info.context.loaders.mails.load(self.key)]

    @strawberry.field(extensions=[only_for(Permission.READ_ORDERS)])
    def notes(self) -> str | None:
        """The staff's own."""
        return self.record.notes

    @strawberry.field(extensions=[only_for(Permission.READ_ORDERS)])
    def stripe(self) -> StripeLinks | None:
        """Where it is at Stripe."""
        return StripeLinks.of(self.record)

    @strawberry.field(extensions=[only_for(Permission.READ_ORDERS)])
    def held_reason(self) -> str | None:
        """Why staff must look at it before anything is drawn or sent."""
        return self.record.held_reason

    @strawberry.field(extensions=[only_for(Permission.READ_ORDERS)])
    async def fulfillment_claim(self, info: Info) -> FulfillmentClaim | None:
        """Who is placing its prints at the print house, if anybody is."""
        return await FulfillmentClaim.of(info.context, self.record)

    @strawberry.field(extensions=[only_for(Permission.READ_ORDERS)])
    async def fulfillment_placement(self, info: Info) -> FulfillmentPlacement | None:
        """Who has placed its prints at the print house, when, and as what there; null as long as nobody has said so."""
        return await FulfillmentPlacement.of(info.context, self.record)


@strawberry.type(description="A line of an order, as it was when it was bought.")
class OrderLine(Node):
    title: str
    description: str
    product_type: str = strawberry.field(description="The product's slug.")
    size: str | None
    options: list[SelectedOption]
    quantity: int
    unit_price: Money
    total: Money = strawberry.field(description="Quantity times unit price.")
    discount: Money = strawberry.field(description="The line's share of the order's discount, fixed at payment.")
    tax: Money = strawberry.field(description="The line's share of the order's tax, fixed at payment.")
    refundable: Money = strawberry.field(description="What can still be given back for it.")
    design: Design | None
    order_record: strawberry.Private[models.Order]

    @classmethod
    def of(cls, record: models.OrderLine, order: models.Order) -> OrderLine:
        """Of a line whose design is loaded."""
        amounts = ("unit_price", "total", "discount", "tax")
        return cls(
            key=record.id,
            title=record.title,
            description=record.description,
            product_type=record.product_type,
            size=record.size,
            options=[SelectedOption.of(option) for option in record.options],
            quantity=record.quantity,
            refundable=Money.of(order_figures.line_refundable(record, order), order.currency),
            design=Design.of(record.design) if record.design else None,
            order_record=order,
            **{name: Money.of(getattr(record, name), order.currency) for name in amounts},
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> OrderLine | None:
        found = await orders.line(context, key)
        return cls.of(found, found.order) if found else None

    @strawberry.field
    async def downloads(self, info: Info) -> list[Download]:
        """The files of this line."""
        files = await orders.downloads(info.context, self.order_record.id)
        return [Download.of(file, self.order_record) for file in files if file.order_line_id == self.key]


OrderResult = Annotated[
    Order
    | NotFoundError
    | InvalidInputError
    | StateInvalidError
    | FulfillmentClaimedError
    | FulfillmentPlacedError
    | OrderAlreadyPaidError
    | RefundRefusedError
    | PaymentUnavailableError,
    strawberry.union("OrderResult", description="The order, or why it is as it was."),
]


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(owner_or(Permission.READ_ORDERS))])
    async def order(self, info: Info, id: strawberry.ID) -> Order | None:
        """An order that the viewer may see, or null."""
        return await Order.load(info.context, key_of(id, "Order"))

    @strawberry.field(extensions=[requires(owner_or(Permission.READ_ORDERS))])
    async def order_by_number(self, info: Info, number: str) -> Order | None:
        """By what is printed on the mail, YMA-2026-8H3K9C2D; seen by the same people as `order`."""
        found = await orders.by_number(info.context, number)
        return Order.of(found) if found else None

    @strawberry.field(extensions=[requires(owner_or(Permission.READ_ORDERS))])
    async def order_by_checkout_session(self, info: Info, session_id: str) -> Order | None:
        """For the page that customers come back to after paying; seen by the same people as `order`."""
        found = await orders.by_checkout_session(info.context, session_id)
        return Order.of(found) if found else None


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.CANCEL_ORDERS)])
    async def order_cancel(self, info: Info, id: strawberry.ID, reason: str | None = None) -> OrderResult:
        """Cancel an order that was not sent: an unpaid one once its payment page is closed, a paid one by giving back
        all that is left. Canceled already, it stays as it is.
        """
        return Order.of(await refunds.cancel_order(info.context, id, reason))

    @strawberry.mutation(extensions=[requires(Permission.ANNOTATE_ORDERS)])
    async def order_notes_set(self, info: Info, id: strawberry.ID, notes: str) -> OrderResult:
        """Keep notes about an order, for staff only."""
        return Order.of(await orders.set_notes(info.context, id, notes))
