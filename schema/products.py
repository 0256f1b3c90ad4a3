"""Products, as staff manage them."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from typing import Annotated

import strawberry
from strawberry import UNSET

import models
from commerce.permissions import Permission
from core.ids import to_global_id
from resolvers import products
from resolvers.context import Info
from resolvers.products import Wanted
from schema.catalog import Product
from schema.catalog_inputs import given
from schema.errors import InvalidInputError, NotFoundError, ProductIncompleteError, StateInvalidError, ValueTakenError
from schema.pagination import After, Connection, First
from schema.permissions import requires
from schema.scalars import URL

ProductResult = Annotated[
    Product | NotFoundError | InvalidInputError | ValueTakenError | ProductIncompleteError | StateInvalidError,
    strawberry.union("ProductResult", description="The product with all that is its own, or why it is as it was."),
]


@strawberry.type(description="A product that is no more.")
class ProductDeleted:
    id: strawberry.ID


ProductDeleteResult = Annotated[
    ProductDeleted | NotFoundError | StateInvalidError,
    strawberry.union("ProductDeleteResult", description="What is gone, or why it is not."),
]


@strawberry.type(description="All products, in their order.")
class ProductList:
    products: list[Product] = strawberry.field(metadata={"list_size": 20})


ProductsReorderResult = Annotated[
    ProductList | NotFoundError | InvalidInputError,
    strawberry.union("ProductsReorderResult", description="The new order, or why it is as it was."),
]


@strawberry.input(description="A new product. It is put on sale by productUpdate, once it has sizes and prices.")
class ProductCreateInput:
    slug: str = strawberry.field(
        description="For URLs and scripts; never changes. Lower-case letters and digits in groups joined by dashes."
    )
    name: str = strawberry.field(description="1 to 120 characters.")
    fulfillment_type: models.FulfillmentType = strawberry.field(description="DIGITAL or PHYSICAL; never changes.")
    description: str = strawberry.field(default="", description="At most 10,000 characters.")
    features: list[str] = strawberry.field(default_factory=list, description="At most 20, of 1 to 200 characters.")
    image_url: URL | None = strawberry.field(
        default=None, description="A picture elsewhere. For one of the shop's own, productImageUploadStart."
    )


@strawberry.input(description="What is left out stays as it is.")
class ProductUpdateInput:
    name: str | None = UNSET
    description: str | None = UNSET
    features: list[str] | None = UNSET
    image_url: URL | None = strawberry.field(default=UNSET, description="A picture elsewhere; null for none.")
    active: bool | None = strawberry.field(default=UNSET, description="On sale, or withdrawn from it.")


@strawberry.input(description="Products that fit all of what is said.")
class ProductFilter:
    active: bool | None = None
    fulfillment_type: models.FulfillmentType | None = None
    search: str | None = strawberry.field(
        default=None, description="The beginning of a name, in small or capital letters, or of a slug."
    )


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.WRITE_CATALOG)])
    async def admin_products(
        self, info: Info, filter: ProductFilter | None = None, first: First = None, after: After = None
    ) -> Connection[Product]:
        """Every product, those that are withdrawn too, in the order to show them in."""
        wanted = Wanted(filter.active, filter.fulfillment_type, filter.search) if filter else Wanted()
        return Connection.of(await products.listed(info.context, wanted, first, after), Product.of)


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_create(self, info: Info, input: ProductCreateInput) -> ProductResult:
        """Make a product, withdrawn until it is whole. The same again answers the one that is there."""
        return Product.of(await products.create(info.context, given(input)))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_update(self, info: Info, id: strawberry.ID, input: ProductUpdateInput) -> ProductResult:
        """Change a product, put it on sale or withdraw it. Orders that were placed stay as they are; carts in which it
        is are told. ProductIncompleteError says what is missing for being on sale.
        """
        return Product.of(await products.update(info.context, id, given(input)))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_delete(self, info: Info, id: strawberry.ID) -> ProductDeleteResult:
        """Take a product away that nobody has ordered and nobody has in a cart. Withdraw others."""
        key = await products.delete(info.context, id)
        return ProductDeleted(id=strawberry.ID(to_global_id("Product", key)))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def products_reorder(self, info: Info, ids: list[strawberry.ID]) -> ProductsReorderResult:
        """Show these products first, in this order; the others follow as they were."""
        return ProductList(products=[Product.of(each) for each in await products.reorder(info.context, ids)])
