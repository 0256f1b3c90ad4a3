"""Files drawn for an order."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import models
from commerce.permissions import Permission
from resolvers import downloads
from resolvers.context import Context, Info
from resolvers.ids import key_of
from schema.errors import NotFoundError, StateInvalidError, StorageUnavailableError, UploadInvalidError
from schema.node import Node
from schema.permissions import only_for, owner_or, requires
from schema.scalars import URL

strawberry.enum(models.FileFormat)
strawberry.enum(models.DownloadStatus, description="A FAILED file is drawn again by downloadRetry.")
strawberry.enum(models.DownloadKind, description="For whom: the CUSTOMER, or (with bleed, staff only) the PRINT house.")


@strawberry.type(description="A file drawn for a line of an order.")
class Download(Node):
    kind: models.DownloadKind
    format: models.FileFormat
    file_name: str
    mime_type: str
    file_size: int | None = strawberry.field(description="In bytes, once it is READY.")
    status: models.DownloadStatus
    width_px: int | None
    height_px: int | None
    dpi: int | None
    download_count: int
    record: strawberry.Private[models.Download]
    order_record: strawberry.Private[models.Order]

    @classmethod
    def of(cls, record: models.Download, order: models.Order) -> Download:
        return cls(
            key=record.id,
            kind=record.kind,
            format=record.format,
            file_name=record.file_name,
            mime_type=record.mime_type,
            file_size=record.file_size,
            status=record.status,
            width_px=record.width_px,
            height_px=record.height_px,
            dpi=record.dpi,
            download_count=record.download_count,
            record=record,
            order_record=order,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Download | None:
        found = await downloads.download(context, key)
        return cls.of(found, found.order) if found else None

    @strawberry.field(extensions=[only_for(Permission.READ_ORDERS, Permission.MANAGE_DOWNLOADS)])
    def failure_reason(self) -> str | None:
        """Why the last attempt to draw it failed."""
        return self.record.failure_reason

    @strawberry.field
    async def url(self, info: Info) -> URL | None:
        """Where to fetch it, signed and made for this request; null until it is READY. Do not keep it, ask again."""
        link = await downloads.link(info.context, self.record, self.order_record)
        return URL(link[0]) if link else None

    @strawberry.field
    async def expires_at(self, info: Info) -> datetime | None:
        """When `url` ends."""
        link = await downloads.link(info.context, self.record, self.order_record)
        return link[1] if link else None


DownloadResult = Annotated[
    Download | NotFoundError | StateInvalidError | UploadInvalidError | StorageUnavailableError,
    strawberry.union("DownloadResult", description="The file, or why nothing was done about it."),
]


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(owner_or(Permission.MANAGE_DOWNLOADS))])
    async def download_retry(self, info: Info, download_id: strawberry.ID) -> DownloadResult:
        """Draw a FAILED file again."""
        record = await downloads.retry(info.context, key_of(download_id, "Download", "downloadId"))
        return Download.of(record, record.order)
