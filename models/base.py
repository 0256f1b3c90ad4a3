"""What every table has."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from core.clock import now
from core.ids import new_id


class Table(Model):
    """A table keyed by a UUIDv7: keys order by creation, so keyset pages follow them."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    created_at = fields.DatetimeField(default=now)

    class Meta:
        abstract = True

    @property
    def key(self) -> UUID:
        return self.id
