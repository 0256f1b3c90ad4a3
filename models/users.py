"""People, and what they have spent."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from tortoise import fields

from models.base import Table


class Role(StrEnum):
    USER = "user"
    ADMIN = "admin"
    SUPERADMIN = "superadmin"


class User(Table):
    email = fields.CharField(max_length=254, unique=True)
    """Lower case."""
    name = fields.CharField(max_length=120, default="")
    locale = fields.CharField(max_length=35, null=True)
    """A BCP 47 tag: how they write money and dates."""
    role = fields.CharEnumField(Role, max_length=10, default=Role.USER)
    password_hash = fields.CharField(max_length=200, null=True)
    email_verified_at = fields.DatetimeField(null=True)
    blocked_at = fields.DatetimeField(null=True)
    blocked_reason = fields.CharField(max_length=500, null=True)
    blocked_by_id: UUID | None = fields.UUIDField(null=True)
    notes: str | None = fields.TextField(null=True)
    """The staff's, for the staff."""
    deleted_at = fields.DatetimeField(null=True)
    """The person has gone; the row stays, anonymous, for the books."""

    class Meta:
        table = "users"
        indexes = (("role", "id"),)


class CustomerFigures(Table):
    """What one customer spent in one currency, net of refunds, moved only by atomic SQL."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", related_name="figures")
    currency = fields.CharField(max_length=3)
    total_spent = fields.BigIntField(default=0)
    order_count = fields.IntField(default=0)
    last_order_at = fields.DatetimeField(null=True)

    user_id: UUID

    class Meta:
        table = "customer_figures"
        unique_together = (("user", "currency"),)
        indexes = (("currency", "total_spent", "user_id"),)


class CustomerTotals(Table):
    """How often one customer has bought, and when last, in whatever currency; no row for who never has.

    Moved together with their figures.
    """

    user: fields.OneToOneRelation[User] = fields.OneToOneField("models.User", related_name="totals")
    order_count = fields.IntField()
    last_order_at = fields.DatetimeField()

    user_id: UUID

    class Meta:
        table = "customer_totals"
        indexes = (("order_count", "user_id"), ("last_order_at", "user_id"))
