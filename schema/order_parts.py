"""What an order says about where it goes, where it is, and what happened to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import strawberry

import models
from commerce.fulfillment.fulfillment_claims import holder
from commerce.orders.orders import CUSTOMER, SYSTEM
from core.ids import to_global_id
from resolvers.context import Context
from resolvers.order_actions import called
from schema.scalars import JSON, URL, CountryCode

_DASHBOARD = "https://dashboard.stripe.com"
_STAFF = "staff"


@strawberry.type(description="Where prints are sent to, as the customer gave it to Stripe.")
class Address:
    name: str
    line1: str
    line2: str | None
    city: str = strawberry.field(description="Empty where addresses have none, as in Singapore.")
    state: str | None
    postal_code: str | None
    country: CountryCode
    phone: str | None

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Address:
        optional = ("line2", "state", "postal_code", "phone")
        return cls(
            name=stored.get("name") or "",
            line1=stored.get("line1") or "",
            city=stored.get("city") or "",
            country=CountryCode(stored["country"]),
            **{name: stored.get(name) or None for name in optional},
        )


@strawberry.type(description="Where the parcel is.")
class Tracking:
    carrier: str
    number: str
    url: URL | None

    @classmethod
    def of(cls, order: models.Order) -> Tracking | None:
        if not order.tracking_number:
            return None
        url = URL(order.tracking_url) if order.tracking_url else None
        return cls(carrier=order.tracking_carrier or "", number=order.tracking_number, url=url)


@strawberry.type(description="The order at Stripe, for staff.")
class StripeLinks:
    livemode: bool = strawberry.field(description="Whether it is real money; false in Stripe's test mode.")
    payment_intent_id: str | None
    customer_id: str | None
    checkout_session_id: str | None
    payment_url: URL | None = strawberry.field(description="The payment in Stripe's dashboard.")
    customer_url: URL | None = strawberry.field(description="The customer in Stripe's dashboard.")

    @classmethod
    def of(cls, order: models.Order) -> StripeLinks:
        base = _DASHBOARD if order.livemode else f"{_DASHBOARD}/test"
        payment, customer = order.payment_intent_id, order.stripe_customer_id
        return cls(
            livemode=order.livemode,
            payment_intent_id=payment,
            customer_id=customer,
            checkout_session_id=order.checkout_session_id,
            payment_url=URL(f"{base}/payments/{payment}") if payment else None,
            customer_url=URL(f"{base}/customers/{customer}") if customer else None,
        )


@strawberry.type(description="Somebody places the order at the print house; nobody else may meanwhile. For staff.")
class FulfillmentClaim:
    by: str = strawberry.field(description="What they are called.")
    mine: bool = strawberry.field(description="Whether it is the viewer's own.")
    until: datetime

    @classmethod
    async def of(cls, context: Context, order: models.Order) -> FulfillmentClaim | None:
        """Of a claim that holds now."""
        user_id = holder(order)
        if user_id is None or order.claimed_until is None:
            return None
        mine = user_id == (context.viewer.key.owner_id if context.viewer.key else context.viewer.user_id)
        return cls(by=await called(context, user_id), mine=mine, until=order.claimed_until)


@strawberry.type(description="The order was placed at the print house; nobody is to place it again. For staff.")
class FulfillmentPlacement:
    by: str = strawberry.field(description="What they are called.")
    at: datetime
    reference: str | None = strawberry.field(description="The print house's own number for it.")

    @classmethod
    async def of(cls, context: Context, order: models.Order) -> FulfillmentPlacement | None:
        if order.placed_at is None:
            return None
        by = await called(context, order.placed_by_id)
        return cls(by=by, at=order.placed_at, reference=order.placed_reference)


@strawberry.type(description="An entry of an order's timeline.")
class OrderEvent:
    id: strawberry.ID
    type: str = strawberry.field(description="For scripts: order_paid, downloads_ready …")
    message: str
    actor: str = strawberry.field(description="Who did it; customers read `staff` instead of a name.")
    public: bool = strawberry.field(description="Whether customers see it.")
    data: JSON | None
    created_at: datetime

    @classmethod
    def of(cls, record: models.OrderEvent, *, staff: bool) -> OrderEvent:
        return cls(
            id=strawberry.ID(to_global_id("OrderEvent", record.id)),
            type=record.type,
            message=record.message,
            actor=record.actor if staff or record.actor in {SYSTEM, CUSTOMER} else _STAFF,
            public=record.public,
            data=JSON(record.data) if record.data is not None else None,
            created_at=record.created_at,
        )
