"""What the shop's figures are read from: moments that no other row can tell later, and sums of days that are over."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.models import Model


class MilestoneKind(StrEnum):
    CART = "cart"
    """The first line was put into a new cart."""
    CHECKOUT = "checkout"
    """A cart was checked out for the first time."""
    PURCHASE = "purchase"
    """Something out of a cart was paid for the first time."""
    CUSTOMER = "customer"
    """Somebody's first order was paid, whoever else has paid before."""


class Milestone(Model):
    """Something that is counted, and nobody's name: carts are cleared away and people are forgotten, figures stay."""

    id = fields.UUIDField(primary_key=True)
    """Made of the kind and what it happened to, so that it is counted once."""
    kind = fields.CharEnumField(MilestoneKind, max_length=20)
    at = fields.DatetimeField()
    currency = fields.CharField(max_length=3)
    amount = fields.BigIntField(default=0)
    """For kinds that count money."""

    class Meta:
        table = "milestones"
        # The migration adds: an index on `at` that has all that is counted.


class RolledDay(Model):
    """A day of the shop's that is over, and whether the sums of it below are what its rows say.

    Triggers (in the migration) set `stale` in the transaction of whatever changes a row that such a day counts.
    """

    day: date = fields.DateField(primary_key=True)
    begins: datetime = fields.DatetimeField(db_index=True)
    ends: datetime = fields.DatetimeField()
    """Exclusive. Where the shop has moved to another time zone, these are not the day's any more."""
    stale = fields.BooleanField(default=True)
    rolled_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "rolled_days"


class DailySales(Model):
    """One day in one currency. docs/overview.md says what counts when."""

    id = fields.BigIntField(primary_key=True)
    day: date = fields.DateField()
    currency = fields.CharField(max_length=3)
    orders = fields.IntField()
    subtotal = fields.BigIntField()
    discounts = fields.BigIntField()
    shipping = fields.BigIntField()
    tax = fields.BigIntField()
    refunds = fields.IntField()
    refunded = fields.BigIntField()
    lost = fields.BigIntField()
    redemptions = fields.IntField()
    carts = fields.IntField()
    checkouts = fields.IntField()
    purchases = fields.IntField()
    new_customers = fields.IntField()

    class Meta:
        table = "daily_sales"
        unique_together = (("day", "currency"),)


class DailyProduct(Model):
    """What was sold of one product. `revenue` is after discounts, without tax and shipping."""

    id = fields.BigIntField(primary_key=True)
    day: date = fields.DateField()
    currency = fields.CharField(max_length=3)
    product_id: UUID = fields.UUIDField()
    quantity = fields.IntField()
    revenue = fields.BigIntField()

    class Meta:
        table = "daily_products"
        unique_together = (("day", "currency", "product_id"),)


class DailyPromoCode(Model):
    """What one promo code was used for. `revenue` is what the orders with it cost, as they were paid."""

    id = fields.BigIntField(primary_key=True)
    day: date = fields.DateField()
    currency = fields.CharField(max_length=3)
    promo_code_id: UUID = fields.UUIDField()
    redemptions = fields.IntField()
    discounts = fields.BigIntField()
    revenue = fields.BigIntField()

    class Meta:
        table = "daily_promo_codes"
        unique_together = (("day", "currency", "promo_code_id"),)
