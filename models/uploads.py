"""Files that a browser was allowed to send."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tortoise import fields

from models.base import Table
from models.catalog import Product
from models.downloads import DownloadKind, FileFormat
from models.orders import OrderLine


class StagedUpload(Table):
    """A form that was handed out, and what became of it. The row goes when the form has ended."""

    file_size = fields.BigIntField()
    """In bytes, as announced."""
    expires_at: datetime = fields.DatetimeField()
    """When the form ends."""
    checking_until: datetime | None = fields.DatetimeField(null=True)
    """Somebody is looking at what came; after that, they have died."""
    finished_at = fields.DatetimeField(null=True)

    class Meta:
        abstract = True


class RenderUpload(StagedUpload):
    """A poster that a browser drew: one a file of a line; starting again makes it anew."""

    order_line: fields.ForeignKeyRelation[OrderLine] = fields.ForeignKeyField(
        "models.OrderLine", related_name="uploads"
    )
    kind = fields.CharEnumField(DownloadKind, max_length=10)
    format = fields.CharEnumField(FileFormat, max_length=3)
    download_id = fields.UUIDField(unique=True)
    """The file that it replaces, or that it will be: a row of downloads that may not be there yet."""
    staged_key = fields.CharField(max_length=300)
    """Where the browser may write."""
    garbage: list[str] = fields.JSONField(default=list)
    """Storage keys to be removed: copies that were looked at, and the file before."""

    order_line_id: UUID

    class Meta:
        table = "render_uploads"
        unique_together = (("order_line", "kind", "format"),)


class ImageUpload(StagedUpload):
    """A picture for a product. It is staged under its own id."""

    product: fields.ForeignKeyRelation[Product] = fields.ForeignKeyField("models.Product", related_name="image_uploads")
    content_type = fields.CharField(max_length=20)

    product_id: UUID

    class Meta:
        table = "image_uploads"
