"""What the shop sells: products, their sizes and options, prices per currency, and shipping tiers."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.base import Table


class FulfillmentType(StrEnum):
    DIGITAL = "digital"
    PHYSICAL = "physical"
    MIXED = "mixed"
    """Of carts and orders that hold both; a product is one or the other."""


class Product(Table):
    slug = fields.CharField(max_length=80, unique=True)
    name = fields.CharField(max_length=120)
    description = fields.TextField(default="")
    features: list[str] = fields.JSONField(default=list)
    fulfillment_type = fields.CharEnumField(FulfillmentType, max_length=8)
    image_url = fields.CharField(max_length=500, null=True)
    """The first of its pictures as a path of ours, `/media/…`; or a picture elsewhere, whole."""
    active = fields.BooleanField(default=True)
    display_order = fields.IntField(default=0)
    updated_at = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "products"
        indexes = (
            ("active", "display_order", "id"),
            ("fulfillment_type", "display_order", "id"),
            ("display_order", "id"),
        )
        # The migration adds indexes for the beginning of its name and of its slug.


class ProductSize(Table):
    product: fields.ForeignKeyRelation[Product] = fields.ForeignKeyField("models.Product", related_name="sizes")
    value = fields.CharField(max_length=20)
    label = fields.CharField(max_length=60)
    width_mm = fields.DecimalField(max_digits=7, decimal_places=2)
    height_mm = fields.DecimalField(max_digits=7, decimal_places=2)
    print_code = fields.CharField(max_length=200, null=True)
    """What the print house calls it, for staff; `{frameColor}` stands for the value chosen of that option."""
    popular = fields.BooleanField(default=False)
    active = fields.BooleanField(default=True)
    display_order = fields.IntField(default=0)

    product_id: UUID

    class Meta:
        table = "product_sizes"
        unique_together = (("product", "value"),)


class ProductOption(Table):
    """A choice to make, such as frameColor."""

    product: fields.ForeignKeyRelation[Product] = fields.ForeignKeyField("models.Product", related_name="options")
    name = fields.CharField(max_length=40)
    label = fields.CharField(max_length=60)
    display_order = fields.IntField(default=0)

    product_id: UUID

    class Meta:
        table = "product_options"
        unique_together = (("product", "name"),)


class ProductOptionValue(Table):
    option: fields.ForeignKeyRelation[ProductOption] = fields.ForeignKeyField(
        "models.ProductOption", related_name="values"
    )
    value = fields.CharField(max_length=40)
    label = fields.CharField(max_length=60)
    description = fields.CharField(max_length=200, null=True)
    metadata: dict[str, Any] | None = fields.JSONField(null=True)
    display_order = fields.IntField(default=0)

    option_id: UUID

    class Meta:
        table = "product_option_values"
        unique_together = (("option", "value"),)


class ProductImage(Table):
    """A picture of a product, made anew from what was uploaded. Its id is its upload's."""

    product: fields.ForeignKeyRelation[Product] = fields.ForeignKeyField("models.Product", related_name="images")
    name = fields.CharField(max_length=40)
    """`<id>.<jpg, png or webp>`: the last part of its address, and of its storage key."""
    alt = fields.CharField(max_length=200, default="")
    width_px = fields.IntField()
    height_px = fields.IntField()
    display_order = fields.IntField(default=0)

    product_id: UUID

    class Meta:
        table = "product_images"
        indexes = (("product_id", "display_order", "id"),)


class Price(Table):
    """One amount in one currency: a product's base price, a size's price that overrides it, or what an
    option value adds (it may be negative). What has no row in a currency is not sold in it.
    """

    product: fields.ForeignKeyRelation[Product] = fields.ForeignKeyField("models.Product", related_name="prices")
    size: fields.ForeignKeyNullableRelation[ProductSize] = fields.ForeignKeyField(
        "models.ProductSize", related_name="prices", null=True
    )
    option_value: fields.ForeignKeyNullableRelation[ProductOptionValue] = fields.ForeignKeyField(
        "models.ProductOptionValue", related_name="prices", null=True
    )
    currency = fields.CharField(max_length=3)
    amount = fields.BigIntField()

    product_id: UUID
    size_id: UUID | None
    option_value_id: UUID | None

    class Meta:
        table = "prices"
        # The migration adds: UNIQUE NULLS NOT DISTINCT (product, size, option value, currency).


class ShippingTier(Model):
    """From this subtotal of physical lines on, shipping costs `rate`. All amounts in minor units."""

    id = fields.IntField(primary_key=True)
    currency = fields.CharField(max_length=3)
    from_amount = fields.BigIntField()
    rate = fields.BigIntField()
    label = fields.CharField(max_length=60, default="Standard shipping")

    class Meta:
        table = "shipping_tiers"
        unique_together = (("currency", "from_amount"),)
