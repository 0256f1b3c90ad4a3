"""Posters that a browser drew, sent for a line of an order."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

import models
from commerce.files.uploads import Started
from commerce.permissions import Permission
from core.ids import to_global_id
from resolvers import uploads
from resolvers.context import Info
from resolvers.ids import key_of
from schema.downloads import Download, DownloadResult
from schema.errors import InvalidInputError, NotFoundError, StateInvalidError
from schema.permissions import owner_or, requires
from schema.scalars import URL


@strawberry.type(description="A field of an upload's form, to be sent as it is.")
class UploadField:
    name: str
    value: str


@strawberry.type(
    description="A pre-signed POST for one file: send multipart/form-data to `url` with `fields`, in their order, and "
    "the file last, as `file`. It takes the announced type and size, to the byte, and nothing else. Then "
    "orderRenderUploadFinish."
)
class RenderUpload:
    download_id: strawberry.ID = strawberry.field(description="For orderRenderUploadFinish.")
    url: URL
    fields: list[UploadField]
    expires_at: datetime = strawberry.field(description="When the form ends.")

    @classmethod
    def of(cls, started: Started) -> RenderUpload:
        return cls(
            download_id=strawberry.ID(to_global_id("Download", started.download_id)),
            url=URL(started.form.url),
            fields=[UploadField(name=name, value=value) for name, value in started.form.fields.items()],
            expires_at=started.form.expires_at,
        )


RenderUploadResult = Annotated[
    RenderUpload | NotFoundError | InvalidInputError | StateInvalidError,
    strawberry.union("RenderUploadResult", description="Where to send the file, or why none is taken."),
]


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(owner_or(Permission.MANAGE_DOWNLOADS))])
    async def order_render_upload_start(
        self,
        info: Info,
        order_line_id: strawberry.ID,
        format: models.FileFormat,
        file_size: Annotated[int, strawberry.argument(description="In bytes, exactly.")],
    ) -> RenderUploadResult:
        """Send a file of a digital line of a paid order that the browser drew. A shop's file that is there already
        stays until the new one is finished. Printed lines take the print house's PDF, with bleed, from staff.
        """
        key = key_of(order_line_id, "OrderLine", "orderLineId")
        return RenderUpload.of(await uploads.start(info.context, key, format, file_size))

    @strawberry.mutation(extensions=[requires(owner_or(Permission.MANAGE_DOWNLOADS))])
    async def order_render_upload_finish(self, info: Info, download_id: strawberry.ID) -> DownloadResult:
        """Have the sent file looked at, and make it the line's: its size in bytes, that it is a whole file of its
        format, and its pixels (to 3 a side) or its one page (to 1 mm) against the ordered size at 300 dpi. Anything
        else is refused and removed. Once it is finished, asking again answers the same.
        """
        record = await uploads.finish(info.context, key_of(download_id, "Download", "downloadId"))
        return Download.of(record, record.order)
