"""Promo codes and the orders they were redeemed in."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from tortoise import fields

from models.base import Table
from models.orders import Order

MAX_CODE = 500


class PromoCode(Table):
    """A coupon with one promotion code at Stripe. Amounts in minor units.

    `revision` counts what admins decided about it, `pushed_revision` what of that Stripe knows: where they differ,
    an outbox message is about to tell Stripe.
    """

    code = fields.CharField(max_length=MAX_CODE)
    """Upper case; longer than 40 only when it was made in Stripe's dashboard."""
    percent_off: Decimal | None = fields.DecimalField(max_digits=5, decimal_places=2, null=True)
    amount_off = fields.BigIntField(null=True)
    currency = fields.CharField(max_length=3, null=True)
    """Of `amount_off`."""
    description = fields.CharField(max_length=500, null=True)
    active = fields.BooleanField(default=True)
    """The switch. An expired one may still have it on: ask `commerce.promo_codes.usable`."""
    expires_at: datetime | None = fields.DatetimeField(null=True)
    max_redemptions = fields.BigIntField(null=True)
    per_customer_limit = fields.IntField(null=True)
    minimum_amount = fields.BigIntField(null=True)
    minimum_currency = fields.CharField(max_length=3, null=True)
    deleted_at: datetime | None = fields.DatetimeField(null=True)

    stripe_coupon_id = fields.CharField(max_length=255, null=True)
    stripe_promotion_code_id = fields.CharField(max_length=255, null=True, unique=True)
    """None while it is being created."""
    attempt = fields.SmallIntField(default=1)
    """Part of the idempotency key at Stripe, which replays a 500 for a key as faithfully as an answer."""
    revision = fields.IntField(default=1)
    pushed_revision = fields.IntField(default=0)
    synced_at: datetime | None = fields.DatetimeField(null=True)
    """When Stripe was asked for what it says here; an answer to an earlier question comes too late."""

    class Meta:
        table = "promo_codes"
        indexes = (("stripe_coupon_id",),)
        # The migration adds: one active code of a name, whatever its case.


class PromoRedemption(Table):
    """A paid order in which a code was used."""

    promo_code: fields.ForeignKeyRelation[PromoCode] = fields.ForeignKeyField(
        "models.PromoCode", related_name="redemptions", on_delete=fields.RESTRICT
    )
    order: fields.OneToOneRelation[Order] = fields.OneToOneField("models.Order", related_name="promo_redemption")

    promo_code_id: UUID
    order_id: UUID

    class Meta:
        table = "promo_redemptions"
        indexes = (("promo_code_id", "order_id"),)
