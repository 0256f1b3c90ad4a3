"""Files drawn for an order: what the customer downloads and what the print house gets."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from tortoise import fields

from models.base import Table
from models.orders import Order, OrderLine


class FileFormat(StrEnum):
    PNG = "png"
    JPG = "jpg"
    PDF = "pdf"


class DownloadStatus(StrEnum):
    PENDING = "pending"
    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"


class DownloadKind(StrEnum):
    CUSTOMER = "customer"
    PRINT = "print"
    """With bleed, for the print house: admins only."""


class Download(Table):
    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField("models.Order", related_name="downloads")
    order_line: fields.ForeignKeyRelation[OrderLine] = fields.ForeignKeyField(
        "models.OrderLine", related_name="downloads"
    )
    kind = fields.CharEnumField(DownloadKind, max_length=10)
    format = fields.CharEnumField(FileFormat, max_length=3)
    file_name = fields.CharField(max_length=160)
    mime_type = fields.CharField(max_length=60)
    status = fields.CharEnumField(DownloadStatus, max_length=10, default=DownloadStatus.PENDING)
    storage_key = fields.CharField(max_length=300, null=True)
    render_key = fields.CharField(max_length=64, null=True)
    """Hash of document, output, tiles and renderer: equal keys are equal bytes, drawn once."""
    sha256 = fields.CharField(max_length=64, null=True)
    file_size = fields.BigIntField(null=True)
    width_px = fields.IntField(null=True)
    height_px = fields.IntField(null=True)
    dpi = fields.IntField(null=True)
    attempts = fields.IntField(default=0)
    failure_reason = fields.CharField(max_length=300, null=True)
    download_count = fields.IntField(default=0)
    ready_at = fields.DatetimeField(null=True)

    order_id: UUID
    order_line_id: UUID

    class Meta:
        table = "downloads"
        unique_together = (("order_line", "kind", "format"),)
        indexes = (("order_id", "id"), ("render_key",))
