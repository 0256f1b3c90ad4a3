"""Orders, their lines with frozen amounts, and their timeline."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields

from models.base import Table
from models.carts import Cart, ChosenOption
from models.catalog import FulfillmentType, Product
from models.designs import Design
from models.users import User


class PaymentStatus(StrEnum):
    PENDING = "pending"
    PAID = "paid"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"
    FAILED = "failed"
    DISPUTED = "disputed"


class FulfillmentStatus(StrEnum):
    UNFULFILLED = "unfulfilled"
    PROCESSING = "processing"
    FULFILLED = "fulfilled"


class Order(Table):
    """subtotal − discount + shipping + tax = total, always, in minor units."""

    number = fields.CharField(max_length=24, unique=True)
    user: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="orders", null=True, on_delete=fields.SET_NULL
    )
    cart: fields.ForeignKeyNullableRelation[Cart] = fields.ForeignKeyField(
        "models.Cart", related_name="orders", null=True, on_delete=fields.SET_NULL
    )
    email = fields.CharField(max_length=254, null=True)
    customer_name = fields.CharField(max_length=200, null=True)
    locale = fields.CharField(max_length=35, null=True)
    """A BCP 47 tag: how the customer writes money and dates."""

    payment_status = fields.CharEnumField(PaymentStatus, max_length=20, default=PaymentStatus.PENDING)
    fulfillment_status = fields.CharEnumField(FulfillmentStatus, max_length=12, default=FulfillmentStatus.UNFULFILLED)
    fulfillment_type = fields.CharEnumField(FulfillmentType, max_length=8)
    held_reason = fields.CharField(max_length=300, null=True)
    """Set while money and order disagree: nothing is drawn or sent before somebody has looked."""

    currency = fields.CharField(max_length=3)
    subtotal = fields.BigIntField()
    discount = fields.BigIntField(default=0)
    shipping = fields.BigIntField(default=0)
    tax = fields.BigIntField(default=0)
    total = fields.BigIntField()
    refunded = fields.BigIntField(default=0)
    """The sum of its refunds that are pending or have succeeded."""
    lost = fields.BigIntField(default=0)
    """What lost disputes cost."""
    tax_collected = fields.BooleanField(default=False)
    promo_code = fields.CharField(max_length=500, null=True)
    shipping_address: dict[str, Any] | None = fields.JSONField(null=True)
    """`{name, line1, line2, city, state, postal_code, country, phone}` as Stripe collected it."""

    fingerprint = fields.CharField(max_length=64)
    """Hash of what was ordered and how it was priced: the same cart, unchanged, has the same one."""
    request_key = fields.CharField(max_length=64, null=True, unique=True)
    """Hash of a client's idempotency key."""
    success_url = fields.CharField(max_length=2000)
    cancel_url = fields.CharField(max_length=2000)
    checkout_params: dict[str, Any] = fields.JSONField()
    """What Stripe is asked for, frozen, so that asking again is the same request."""
    checkout_attempt = fields.SmallIntField(default=1)
    """Part of the idempotency key: Stripe replays a 500 for a key as faithfully as an answer."""
    checkout_session_id = fields.CharField(max_length=255, null=True, unique=True)
    checkout_url = fields.CharField(max_length=2000, null=True)
    checkout_expires_at = fields.DatetimeField()
    payment_intent_id = fields.CharField(max_length=255, null=True, unique=True)
    stripe_customer_id = fields.CharField(max_length=255, null=True)
    livemode = fields.BooleanField(default=False)

    stripe_asked_at: datetime | None = fields.DatetimeField(null=True)
    """When Stripe was last asked whether it is paid, without word from Stripe."""

    tracking_carrier = fields.CharField(max_length=60, null=True)
    tracking_number = fields.CharField(max_length=120, null=True)
    tracking_url = fields.CharField(max_length=500, null=True)
    notes = fields.TextField(null=True)
    paid_at = fields.DatetimeField(null=True)
    fulfilled_at = fields.DatetimeField(null=True)
    delivered_at = fields.DatetimeField(null=True)
    canceled_at = fields.DatetimeField(null=True)
    updated_at = fields.DatetimeField(auto_now=True)

    claimed_by: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, null=True, on_delete=fields.SET_NULL
    )
    """Who is placing its prints at the print house, until `claimed_until`."""
    claimed_until: datetime | None = fields.DatetimeField(null=True)
    placed_at: datetime | None = fields.DatetimeField(null=True)
    """When somebody of the staff said that its prints were placed at the print house."""
    placed_by: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, null=True, on_delete=fields.SET_NULL
    )
    placed_reference = fields.CharField(max_length=100, null=True)
    """The print house's own number for it."""
    links_since: datetime | None = fields.DatetimeField(null=True)
    """Order tokens that were issued before do not open it any more."""

    user_id: UUID | None
    cart_id: UUID | None
    claimed_by_id: UUID | None
    placed_by_id: UUID | None

    class Meta:
        table = "orders"
        indexes = (("user_id", "id"), ("cart_id", "payment_status"), ("email", "id"))
        # Migrations add: indexes on paid_at of what is to be printed, and of what is to be placed now.
        # A migration adds `facet`, which PostgreSQL makes of states, type, currency and number, and the indexes of the
        # staff's list: commerce/orders/order_lists.py.


class OrderLine(Table):
    """What was bought, as it was then. `discount`, `tax` and `shipping` are frozen at payment and add up
    to the order's to the cent.
    """

    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField("models.Order", related_name="lines")
    position = fields.IntField()
    product: fields.ForeignKeyNullableRelation[Product] = fields.ForeignKeyField(
        "models.Product", related_name=False, null=True, on_delete=fields.SET_NULL
    )
    cart_identity = fields.CharField(max_length=64)
    title = fields.CharField(max_length=200)
    description = fields.CharField(max_length=500)
    product_type = fields.CharField(max_length=80)
    fulfillment_type = fields.CharEnumField(FulfillmentType, max_length=8)
    size = fields.CharField(max_length=20, null=True)
    width_mm = fields.DecimalField(max_digits=7, decimal_places=2, null=True)
    height_mm = fields.DecimalField(max_digits=7, decimal_places=2, null=True)
    options: list[ChosenOption] = fields.JSONField(default=list)
    design: fields.ForeignKeyNullableRelation[Design] = fields.ForeignKeyField(
        "models.Design", related_name="order_lines", null=True, on_delete=fields.RESTRICT
    )
    quantity = fields.IntField()
    unit_price = fields.BigIntField()
    total = fields.BigIntField()
    discount = fields.BigIntField(default=0)
    tax = fields.BigIntField(default=0)
    shipping = fields.BigIntField(default=0)
    refunded = fields.BigIntField(default=0)
    refunded_quantity = fields.IntField(default=0)

    order_id: UUID
    product_id: UUID | None
    design_id: UUID | None

    class Meta:
        table = "order_lines"
        unique_together = (("order", "position"),)
        indexes = (("design_id",),)


class OrderEvent(Table):
    """One entry of an order's timeline. Customers see the public ones."""

    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField("models.Order", related_name="events")
    type = fields.CharField(max_length=60)
    message = fields.CharField(max_length=2000)
    actor = fields.CharField(max_length=120)
    public = fields.BooleanField(default=False)
    data: dict[str, Any] | None = fields.JSONField(null=True)
    request_key = fields.CharField(max_length=64, null=True)
    """Hash of the order and a client's idempotency key; unique, says the migration."""

    order_id: UUID

    class Meta:
        table = "order_events"
        indexes = (("order_id", "id"),)
