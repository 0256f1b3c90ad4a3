"""The catalogue: products with their sizes, options, prices and pictures."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from typing import Annotated
from uuid import UUID

import strawberry

import models
from commerce.permissions import Permission
from core.ids import to_global_id
from resolvers import catalog, media
from resolvers.context import Context, Info
from schema.money import Money
from schema.node import Node
from schema.pagination import After, Connection, First
from schema.permissions import anyone, only_for, requires
from schema.scalars import JSON, URL, Currency

strawberry.enum(
    models.FulfillmentType, description="Whether something is downloaded, shipped, or (a cart or order) both."
)

InCurrency = Annotated[
    Currency | None,
    strawberry.argument(
        description="The shop's own currency by default. Where the product is not sold in it, the field is an error "
        "with the code CURRENCY_UNAVAILABLE; `Product.currencies` says where it is."
    ),
]


@strawberry.type(description="Something the shop sells.")
class Product(Node):
    slug: str = strawberry.field(description="For URLs and scripts; never changes.")
    name: str
    description: str
    features: list[str]
    fulfillment_type: models.FulfillmentType
    active: bool = strawberry.field(description="False before it is put on sale, and once it is withdrawn from it.")
    display_order: int
    picture: strawberry.Private[str | None]

    @classmethod
    def of(cls, record: models.Product) -> Product:
        return cls(
            key=record.id,
            slug=record.slug,
            name=record.name,
            description=record.description,
            features=record.features,
            fulfillment_type=record.fulfillment_type,
            active=record.active,
            display_order=record.display_order,
            picture=record.image_url,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Product | None:
        found = await catalog.product(context, key)
        return cls.of(found) if found else None

    @strawberry.field
    def image_url(self, info: Info) -> URL | None:
        """The first of its pictures."""
        return URL(media.url(info.context.settings, self.picture)) if self.picture else None

    @strawberry.field(metadata={"list_size": 3})
    async def images(self, info: Info) -> list[ProductImage]:
        """Its pictures, the main one first."""
        return [ProductImage.of(record) for record in await info.context.loaders.images.load(self.key)]

    @strawberry.field
    async def sizes(self, info: Info) -> list[ProductSize]:
        """What it comes in, smallest first. A line of a product with sizes must name one."""
        return [ProductSize.of(record) for record in await info.context.loaders.sizes.load(self.key)]

    @strawberry.field(metadata={"list_size": 2})
    async def options(self, info: Info) -> list[ProductOption]:
        """The choices to make. One that is not made in a line is the plain one, without surcharge."""
        choices = await catalog.options(info.context, self.key)
        return [ProductOption.of(option, values) for option, values in choices]

    @strawberry.field
    async def price_from(self, info: Info, currency: InCurrency = None) -> Money:
        """The least it costs: the cheapest size with the cheapest options."""
        return Money.of(*await catalog.price_from(info.context, self.key, currency))

    @strawberry.field(metadata={"list_size": 4})
    async def currencies(self, info: Info) -> list[Currency]:
        """The currencies in which it is sold."""
        return [Currency(code) for code in await catalog.currencies(info.context, self.key)]

    @strawberry.field(extensions=[only_for(Permission.WRITE_CATALOG)])
    async def all_sizes(self, info: Info) -> list[ProductSize] | None:
        """Those that were withdrawn, too."""
        return [ProductSize.of(record) for record in await info.context.loaders.all_sizes.load(self.key)]

    @strawberry.field(extensions=[only_for(Permission.WRITE_CATALOG)])
    async def prices(self, info: Info) -> list[ProductPrice] | None:
        """Every price that was set, as pricesSet takes them."""
        return [ProductPrice.of(record) for record in await info.context.loaders.price_rows.load(self.key)]

    @strawberry.field(extensions=[only_for(Permission.WRITE_CATALOG)])
    async def problems(self, info: Info) -> list[str] | None:
        """What keeps it from being sold, first, and what else it lacks, in English. Empty when all is well."""
        return await catalog.problems(info.context, self.key)


@strawberry.type(description="A size of a product.")
class ProductSize(Node):
    value: str = strawberry.field(description="For scripts: 18x24.")
    label: str = strawberry.field(description="For people.")
    width_mm: int
    height_mm: int
    popular: bool
    active: bool = strawberry.field(description="False once it is withdrawn from sale.")
    product_key: strawberry.Private[UUID]
    code: strawberry.Private[str | None]

    @classmethod
    def of(cls, record: models.ProductSize) -> ProductSize:
        return cls(
            key=record.id,
            value=record.value,
            label=record.label,
            width_mm=round(record.width_mm),
            height_mm=round(record.height_mm),
            popular=record.popular,
            active=record.active,
            product_key=record.product_id,
            code=record.print_code,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> ProductSize | None:
        found = await catalog.size(context, key)
        return cls.of(found) if found else None

    @strawberry.field(extensions=[only_for(Permission.WRITE_CATALOG)])
    def print_code(self) -> str | None:
        """What the print house calls the product in this size."""
        return self.code

    @strawberry.field
    async def price(self, info: Info, currency: InCurrency = None) -> Money:
        """What the product costs in this size, before options add to it."""
        return Money.of(*await catalog.size_price(info.context, self.product_key, self.key, currency))


@strawberry.type(description="A choice to make about a product.")
class ProductOption:
    id: strawberry.ID
    name: str = strawberry.field(description="For scripts: frameColor.")
    label: str = strawberry.field(description="For people.")
    values: list[ProductOptionValue]

    @classmethod
    def of(cls, record: models.ProductOption, values: list[models.ProductOptionValue]) -> ProductOption:
        offered = [ProductOptionValue.of(value, record.product_id) for value in values]
        global_id = strawberry.ID(to_global_id("ProductOption", record.id))
        return cls(id=global_id, name=record.name, label=record.label, values=offered)


@strawberry.type(description="One thing that an option may be.")
class ProductOptionValue:
    id: strawberry.ID
    value: str = strawberry.field(description="For scripts: dark-brown.")
    label: str = strawberry.field(description="For people.")
    description: str | None
    metadata: JSON | None = strawberry.field(description="What a storefront may draw it with, such as a colour.")
    key: strawberry.Private[UUID]
    product_key: strawberry.Private[UUID]

    @classmethod
    def of(cls, record: models.ProductOptionValue, product_id: UUID) -> ProductOptionValue:
        return cls(
            id=strawberry.ID(to_global_id("ProductOptionValue", record.id)),
            value=record.value,
            label=record.label,
            description=record.description,
            metadata=JSON(record.metadata) if record.metadata is not None else None,
            key=record.id,
            product_key=product_id,
        )

    @strawberry.field
    async def price_delta(self, info: Info, currency: InCurrency = None) -> Money:
        """What choosing it adds to the price of one; it may be negative."""
        return Money.of(*await catalog.option_delta(info.context, self.product_key, self.key, currency))


@strawberry.type(description="A picture of a product: our own copy, without whatever else was in the file.")
class ProductImage:
    id: strawberry.ID
    alt: str = strawberry.field(description="What it shows, for those who do not see it.")
    width_px: int
    height_px: int
    name: strawberry.Private[str]

    @classmethod
    def of(cls, record: models.ProductImage) -> ProductImage:
        return cls(
            id=strawberry.ID(to_global_id("ProductImage", record.id)),
            alt=record.alt,
            width_px=record.width_px,
            height_px=record.height_px,
            name=record.name,
        )

    @strawberry.field
    def url(self, info: Info) -> URL:
        """Where it is. What is there never changes."""
        return URL(media.url(info.context.settings, media.path(self.name)))


@strawberry.type(description="A price that was set: the product's, one size's, or what one value of an option adds.")
class ProductPrice:
    price: Money
    size_id: strawberry.ID | None
    option_value_id: strawberry.ID | None

    @classmethod
    def of(cls, record: models.Price) -> ProductPrice:
        size, value = record.size_id, record.option_value_id
        return cls(
            price=Money.of(record.amount, record.currency),
            size_id=strawberry.ID(to_global_id("ProductSize", size)) if size else None,
            option_value_id=strawberry.ID(to_global_id("ProductOptionValue", value)) if value else None,
        )


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(anyone)])
    async def products(self, info: Info, first: First = None, after: After = None) -> Connection[Product]:
        """What is on sale, in the order to show it in."""
        return Connection.of(await catalog.products(info.context, first, after), Product.of)

    @strawberry.field(extensions=[requires(anyone)])
    async def product(self, info: Info, slug: str) -> Product | None:
        """A product on sale, or null."""
        found = await catalog.product_by_slug(info.context, slug)
        return Product.of(found) if found else None
