"""Carts and their lines."""

from __future__ import annotations

from enum import StrEnum
from typing import TypedDict
from uuid import UUID

from tortoise import fields

from models.base import Table
from models.catalog import Product, ProductSize
from models.designs import Design
from models.users import User


class CartStatus(StrEnum):
    ACTIVE = "active"
    CHECKED_OUT = "checked_out"
    ABANDONED = "abandoned"


class ChosenOption(TypedDict):
    """One option of a line: `{"name": "frameColor", "value": "oak", "label": "Oak"}`."""

    name: str
    value: str
    label: str


class Cart(Table):
    user: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="carts", null=True
    )
    token_hash = fields.CharField(max_length=64, null=True, unique=True)
    """SHA-256 of a guest's cart token; the token itself is handed out once."""
    restore_hash = fields.CharField(max_length=64, null=True, unique=True)
    """The same of the token that a mail's link hands out, so that two devices have one cart."""
    status = fields.CharEnumField(CartStatus, max_length=12, default=CartStatus.ACTIVE)
    currency = fields.CharField(max_length=3)
    email = fields.CharField(max_length=254, null=True)
    locale = fields.CharField(max_length=35, null=True)
    """A BCP 47 tag: how its owner writes money and dates."""
    expires_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    user_id: UUID | None

    class Meta:
        table = "carts"
        indexes = (("status", "expires_at"),)
        # The migration adds: one active cart a user; an index of those that are not bought, by their last change.


class CartLine(Table):
    cart: fields.ForeignKeyRelation[Cart] = fields.ForeignKeyField("models.Cart", related_name="lines")
    identity = fields.CharField(max_length=64)
    """Hash of product, size, options in canonical order and the design: the same again is the same line."""
    product: fields.ForeignKeyRelation[Product] = fields.ForeignKeyField("models.Product", related_name=False)
    size: fields.ForeignKeyNullableRelation[ProductSize] = fields.ForeignKeyField(
        "models.ProductSize", related_name=False, null=True
    )
    design: fields.ForeignKeyNullableRelation[Design] = fields.ForeignKeyField(
        "models.Design", related_name="cart_lines", null=True, on_delete=fields.RESTRICT
    )
    options: list[ChosenOption] = fields.JSONField(default=list)
    quantity = fields.IntField()
    seen_unit_price = fields.BigIntField()
    """The price the customer last agreed to; a different one today is a warning."""

    cart_id: UUID
    product_id: UUID
    size_id: UUID | None
    design_id: UUID | None

    class Meta:
        table = "cart_lines"
        unique_together = (("cart", "identity"),)
        indexes = (("design_id",),)
