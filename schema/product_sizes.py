"""Sizes of products, as staff manage them."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

import strawberry
from strawberry import UNSET

from commerce.permissions import Permission
from resolvers import product_sizes
from resolvers.context import Info
from schema.catalog import Product
from schema.catalog_inputs import AmountInput, amounts, given
from schema.permissions import requires
from schema.products import ProductResult


@strawberry.input(description="A new size. Its value and its measures never change: orders and files go by them.")
class ProductSizeCreateInput:
    value: str = strawberry.field(description="For scripts and file names: 18x24. At most 20 letters, digits, . - _.")
    label: str = strawberry.field(description="For people: 1 to 60 characters.")
    width_mm: float = strawberry.field(
        description="Of the trimmed sheet, upright: two thirds to five sixths of the height. Two decimals are kept."
    )
    height_mm: float
    print_code: str | None = strawberry.field(
        default=None,
        description="What the print house calls it: at most 200 characters. {frameColor} stands for that choice.",
    )
    popular: bool = False
    active: bool = strawberry.field(default=True, description="On sale.")
    prices: list[AmountInput] = strawberry.field(
        default_factory=list, description="What it costs, where that is not the product's own price."
    )


@strawberry.input(description="What is left out stays as it is.")
class ProductSizeUpdateInput:
    label: str | None = UNSET
    print_code: str | None = strawberry.field(
        default=UNSET,
        description="What the print house calls it; null for nothing. {frameColor} stands for that choice.",
    )
    popular: bool | None = UNSET
    active: bool | None = strawberry.field(default=UNSET, description="On sale, or withdrawn from it.")


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_size_create(
        self, info: Info, product_id: strawberry.ID, input: ProductSizeCreateInput
    ) -> ProductResult:
        """Add a size to a product. The same again changes nothing. A size that the shop could not draw is refused."""
        values = given(input)
        prices = amounts(values.pop("prices"))
        return Product.of(await product_sizes.create(info.context, product_id, values, prices))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_size_update(self, info: Info, id: strawberry.ID, input: ProductSizeUpdateInput) -> ProductResult:
        """Change a size, offer it or withdraw it. Carts in which it is are told."""
        return Product.of(await product_sizes.update(info.context, id, given(input)))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_size_delete(self, info: Info, id: strawberry.ID) -> ProductResult:
        """Take a size away that nobody has ordered and nobody has in a cart. Withdraw others."""
        return Product.of(await product_sizes.delete(info.context, id))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_sizes_reorder(
        self, info: Info, product_id: strawberry.ID, ids: list[strawberry.ID]
    ) -> ProductResult:
        """Show these sizes first, in this order; the others follow as they were."""
        return Product.of(await product_sizes.reorder(info.context, product_id, ids))
