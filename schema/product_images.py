"""Pictures of products, as staff manage them."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry import UNSET

from commerce.catalog.product_images import Started
from commerce.permissions import Permission
from core.ids import to_global_id
from resolvers import product_images
from resolvers.context import Info
from schema.catalog import Product
from schema.catalog_inputs import given
from schema.errors import (
    InvalidInputError,
    NotFoundError,
    ProductIncompleteError,
    StateInvalidError,
    StorageUnavailableError,
    UploadInvalidError,
)
from schema.permissions import requires
from schema.products import ProductResult
from schema.scalars import URL
from schema.uploads import UploadField


@strawberry.type(
    description="A pre-signed POST for one picture: send multipart/form-data to `url` with `fields`, in their order, "
    "and the file last, as `file`. It takes the announced type and size, to the byte, and nothing else. Then "
    "productImageUploadFinish."
)
class ProductImageUpload:
    upload_id: strawberry.ID = strawberry.field(description="For productImageUploadFinish.")
    url: URL
    fields: list[UploadField]
    expires_at: datetime = strawberry.field(description="When the form ends.")

    @classmethod
    def of(cls, started: Started) -> ProductImageUpload:
        return cls(
            upload_id=strawberry.ID(to_global_id("ImageUpload", started.upload_id)),
            url=URL(started.form.url),
            fields=[UploadField(name=name, value=value) for name, value in started.form.fields.items()],
            expires_at=started.form.expires_at,
        )


ProductImageUploadResult = Annotated[
    ProductImageUpload | NotFoundError | InvalidInputError | StateInvalidError,
    strawberry.union("ProductImageUploadResult", description="Where to send the picture, or why none is taken."),
]
ProductImageResult = Annotated[
    Product
    | NotFoundError
    | InvalidInputError
    | StateInvalidError
    | UploadInvalidError
    | StorageUnavailableError
    | ProductIncompleteError,
    strawberry.union("ProductImageResult", description="The product with the picture, or why it has none."),
]


@strawberry.input(description="What is left out stays as it is.")
class ProductImageUpdateInput:
    alt: str | None = strawberry.field(default=UNSET, description="What it shows: at most 200 characters.")


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_image_upload_start(
        self,
        info: Info,
        product_id: strawberry.ID,
        content_type: Annotated[str, strawberry.argument(description="image/jpeg, image/png or image/webp.")],
        file_size: Annotated[int, strawberry.argument(description="In bytes, exactly.")],
    ) -> ProductImageUploadResult:
        """Send a picture of a product, of which it may have ten. What is never sent or finished is cleared away."""
        return ProductImageUpload.of(await product_images.start(info.context, product_id, content_type, file_size))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_image_upload_finish(
        self,
        info: Info,
        upload_id: strawberry.ID,
        alt: Annotated[
            str, strawberry.argument(description="What it shows, for those who do not see it: at most 200 characters.")
        ] = "",
    ) -> ProductImageResult:
        """Have the sent picture looked at, and add it to the product's. It must be a PNG, JPG or WebP, whatever it was
        called, of 200 to 6000 pixels a side, at most four times as long as wide. It is made anew: upright, in sRGB, at
        most 2400 pixels long, without anything that the file held beside its pixels. Anything else is refused and
        removed. Once it is finished, asking again answers the same.
        """
        return Product.of(await product_images.finish(info.context, upload_id, alt))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_image_update(
        self, info: Info, id: strawberry.ID, input: ProductImageUpdateInput
    ) -> ProductResult:
        """Say anew what a picture shows."""
        return Product.of(await product_images.update(info.context, id, given(input)))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_image_delete(self, info: Info, id: strawberry.ID) -> ProductResult:
        """Take a picture away. The next one becomes the main one. Caches may show it for as long as they like."""
        return Product.of(await product_images.delete(info.context, id))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_images_reorder(
        self, info: Info, product_id: strawberry.ID, ids: list[strawberry.ID]
    ) -> ProductResult:
        """Show these pictures first, in this order; the first of all is the main one."""
        return Product.of(await product_images.reorder(info.context, product_id, ids))
