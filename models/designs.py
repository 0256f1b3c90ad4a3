"""Poster documents: designs, which never change, and the templates that designs start from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import fields

from models.base import Table


class Design(Table):
    """An immutable poster document. Equal documents have equal hashes and are one row."""

    hash = fields.CharField(max_length=64, unique=True)
    title = fields.CharField(max_length=200)
    document: dict[str, Any] = fields.JSONField()

    class Meta:
        table = "designs"


class Template(Table):
    slug = fields.CharField(max_length=80, unique=True)
    name = fields.CharField(max_length=120)
    category = fields.CharField(max_length=40)
    design: fields.ForeignKeyRelation[Design] = fields.ForeignKeyField(
        "models.Design", related_name="templates", on_delete=fields.RESTRICT
    )
    active = fields.BooleanField(default=True)
    display_order = fields.IntField(default=0)

    design_id: UUID

    class Meta:
        table = "templates"
        indexes = (
            ("active", "category", "display_order", "id"),
            ("active", "display_order", "id"),
            ("category", "display_order", "id"),
            ("display_order", "id"),
        )
        # The migration adds indexes for the beginning of its name and of its slug.
