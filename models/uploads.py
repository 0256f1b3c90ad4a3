"""Files that a browser drew and was allowed to send."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tortoise import fields

from models.base import Table
from models.downloads import DownloadKind, FileFormat
from models.orders import OrderLine


class RenderUpload(Table):
    """One a file of a line; starting again makes it anew. It goes when its form has ended."""

    order_line: fields.ForeignKeyRelation[OrderLine] = fields.ForeignKeyField(
        "models.OrderLine", related_name="uploads"
    )
    kind = fields.CharEnumField(DownloadKind, max_length=10)
    format = fields.CharEnumField(FileFormat, max_length=3)
    download_id = fields.UUIDField(unique=True)
    """The file that it replaces, or that it will be: a row of downloads that may not be there yet."""
    file_size = fields.BigIntField()
    """In bytes, as announced."""
    staged_key = fields.CharField(max_length=300)
    """Where the browser may write."""
    expires_at: datetime = fields.DatetimeField()
    """When the form ends."""
    checking_until: datetime | None = fields.DatetimeField(null=True)
    """Somebody is looking at what came; after that, they have died."""
    garbage: list[str] = fields.JSONField(default=list)
    """Storage keys to be removed: copies that were looked at, and the file before."""
    finished_at = fields.DatetimeField(null=True)

    order_line_id: UUID

    class Meta:
        table = "render_uploads"
        unique_together = (("order_line", "kind", "format"),)
