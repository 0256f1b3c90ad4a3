"""The catalogue: products with their sizes, options and prices, and templates to start a design from."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from typing import Annotated
from uuid import UUID

import strawberry

import models
from resolvers import catalog, previews
from resolvers.context import Context, Info
from schema.money import Money
from schema.node import Node
from schema.pagination import After, Connection, First
from schema.permissions import anyone, requires
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
PreviewWidth = Annotated[
    int | None, strawberry.argument(description="In pixels; the next of 240, 480 and 960 is what you get.")
]


@strawberry.type(description="Something the shop sells.")
class Product(Node):
    slug: str = strawberry.field(description="For URLs and scripts; never changes.")
    name: str
    description: str
    features: list[str]
    fulfillment_type: models.FulfillmentType
    image_url: URL | None
    active: bool = strawberry.field(description="False once it is withdrawn from sale.")
    display_order: int

    @classmethod
    def of(cls, record: models.Product) -> Product:
        return cls(
            key=record.id,
            slug=record.slug,
            name=record.name,
            description=record.description,
            features=record.features,
            fulfillment_type=record.fulfillment_type,
            image_url=URL(record.image_url) if record.image_url else None,
            active=record.active,
            display_order=record.display_order,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Product | None:
        found = await catalog.product(context, key)
        return cls.of(found) if found else None

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


@strawberry.type(description="A size of a product.")
class ProductSize(Node):
    value: str = strawberry.field(description="For scripts: 18x24.")
    label: str = strawberry.field(description="For people.")
    width_mm: int
    height_mm: int
    popular: bool
    product_key: strawberry.Private[UUID]

    @classmethod
    def of(cls, record: models.ProductSize) -> ProductSize:
        return cls(
            key=record.id,
            value=record.value,
            label=record.label,
            width_mm=round(record.width_mm),
            height_mm=round(record.height_mm),
            popular=record.popular,
            product_key=record.product_id,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> ProductSize | None:
        found = await catalog.size(context, key)
        return cls.of(found) if found else None

    @strawberry.field
    async def price(self, info: Info, currency: InCurrency = None) -> Money:
        """What the product costs in this size, before options add to it."""
        return Money.of(*await catalog.size_price(info.context, self.product_key, self.key, currency))


@strawberry.type(description="A choice to make about a product.")
class ProductOption:
    name: str = strawberry.field(description="For scripts: frameColor.")
    label: str = strawberry.field(description="For people.")
    values: list[ProductOptionValue]

    @classmethod
    def of(cls, record: models.ProductOption, values: list[models.ProductOptionValue]) -> ProductOption:
        offered = [ProductOptionValue.of(value, record.product_id) for value in values]
        return cls(name=record.name, label=record.label, values=offered)


@strawberry.type(description="One thing that an option may be.")
class ProductOptionValue:
    value: str = strawberry.field(description="For scripts: dark-brown.")
    label: str = strawberry.field(description="For people.")
    description: str | None
    metadata: JSON | None = strawberry.field(description="What a storefront may draw it with, such as a colour.")
    key: strawberry.Private[UUID]
    product_key: strawberry.Private[UUID]

    @classmethod
    def of(cls, record: models.ProductOptionValue, product_id: UUID) -> ProductOptionValue:
        return cls(
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


@strawberry.type(description="A design to start from: take its document, change the words, put it into the cart.")
class Template(Node):
    slug: str
    name: str
    category: str
    document: JSON = strawberry.field(description="A whole design document, as LineInput.design takes it.")
    design_hash: strawberry.Private[str]

    @classmethod
    def of(cls, record: models.Template) -> Template:
        return cls(
            key=record.id,
            slug=record.slug,
            name=record.name,
            category=record.category,
            document=JSON(record.design.document),
            design_hash=record.design.hash,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Template | None:
        found = await catalog.template(key)
        return cls.of(found) if found else None

    @strawberry.field
    def preview_url(self, info: Info, width: PreviewWidth = 480) -> URL:
        """A PNG of it, drawn by the same renderer as the product."""
        return URL(previews.stored_url(info.context.settings, self.design_hash, width))


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

    @strawberry.field(extensions=[requires(anyone)])
    async def templates(
        self, first: First = None, after: After = None, category: str | None = None
    ) -> Connection[Template]:
        """Designs to start from, in the order to show them in."""
        return Connection.of(await catalog.templates(category, first, after), Template.of)
