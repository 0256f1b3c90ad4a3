"""Abandoned carts that somebody was written about, and what became of them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tortoise import fields

from models.base import Table
from models.carts import Cart
from models.orders import Order


class CartRecovery(Table):
    """One mail about a cart. No address in it: figures outlive people and carts."""

    cart: fields.ForeignKeyNullableRelation[Cart] = fields.ForeignKeyField(
        "models.Cart", related_name="recoveries", null=True, on_delete=fields.SET_NULL
    )
    """Where its lines are now: the account's cart, once it was merged."""
    first_cart_id: UUID = fields.UUIDField()
    """Which cart the mail was about."""
    stage = fields.SmallIntField()
    mail_id: UUID | None = fields.UUIDField(null=True)
    promo_code = fields.CharField(max_length=500, null=True)
    """What the mail offered."""
    returned_at: datetime | None = fields.DatetimeField(null=True)
    """When its link was opened."""
    order: fields.ForeignKeyNullableRelation[Order] = fields.ForeignKeyField(
        "models.Order", related_name="cart_recoveries", null=True, on_delete=fields.SET_NULL
    )
    """What was paid for afterwards: the last mail before it has it."""
    recovered_at: datetime | None = fields.DatetimeField(null=True)

    cart_id: UUID | None
    order_id: UUID | None

    class Meta:
        table = "cart_recoveries"
        unique_together = (("first_cart_id", "stage"),)
        indexes = (("cart_id", "id"), ("created_at",), ("order_id",))
