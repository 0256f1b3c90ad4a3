"""Options of products and their values, as staff manage them."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

import strawberry
from strawberry import UNSET

from commerce.catalog.product_options import NewValue
from commerce.permissions import Permission
from resolvers import product_options
from resolvers.context import Info
from schema.catalog import Product
from schema.catalog_inputs import AmountInput, amounts, given
from schema.permissions import requires
from schema.products import ProductResult
from schema.scalars import JSON


@strawberry.input(description="One more thing that an option may be.")
class ProductOptionValueCreateInput:
    value: str = strawberry.field(
        description="For scripts: dark-brown. Never changes. At most 40 letters, digits, . - _."
    )
    label: str = strawberry.field(description="For people: 1 to 60 characters.")
    description: str | None = strawberry.field(default=None, description="At most 200 characters.")
    metadata: JSON | None = strawberry.field(
        default=None, description="What a storefront may draw it with: an object of at most 2000 bytes."
    )
    prices: list[AmountInput] = strawberry.field(
        default_factory=list, description="What it adds; it may be negative. Nothing where nothing is said."
    )

    def new(self) -> NewValue:
        """As the shop's rules take it."""
        values = given(self)
        return NewValue(values, amounts(values.pop("prices")))


@strawberry.input(description="What is left out stays as it is.")
class ProductOptionValueUpdateInput:
    label: str | None = UNSET
    description: str | None = UNSET
    metadata: JSON | None = UNSET


@strawberry.input(description="A new choice to make.")
class ProductOptionCreateInput:
    name: str = strawberry.field(
        description="For scripts: frameColor. Never changes. A letter, then letters, digits, - and _, at most 40."
    )
    label: str = strawberry.field(description="For people: 1 to 60 characters.")
    values: list[ProductOptionValueCreateInput] = strawberry.field(description="1 to 50, in their order.")


@strawberry.input(description="What is left out stays as it is.")
class ProductOptionUpdateInput:
    label: str | None = UNSET


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_option_create(
        self, info: Info, product_id: strawberry.ID, input: ProductOptionCreateInput
    ) -> ProductResult:
        """Add an option to a product. The same again changes nothing."""
        values = given(input)
        wanted = [value.new() for value in values.pop("values")]
        return Product.of(await product_options.create(info.context, product_id, values, wanted))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_option_update(
        self, info: Info, id: strawberry.ID, input: ProductOptionUpdateInput
    ) -> ProductResult:
        """Call an option something else for people."""
        return Product.of(await product_options.update(info.context, id, given(input)))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_option_delete(self, info: Info, id: strawberry.ID) -> ProductResult:
        """Take an option away with its values. Carts in which it was chosen are told; orders stay as they are."""
        return Product.of(await product_options.delete(info.context, id))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_options_reorder(
        self, info: Info, product_id: strawberry.ID, ids: list[strawberry.ID]
    ) -> ProductResult:
        """Ask for these options first, in this order; the others follow as they were."""
        return Product.of(await product_options.reorder(info.context, product_id, ids))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_option_value_create(
        self, info: Info, option_id: strawberry.ID, input: ProductOptionValueCreateInput
    ) -> ProductResult:
        """Offer another value of an option. The same again changes nothing."""
        return Product.of(await product_options.add_value(info.context, option_id, input.new()))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_option_value_update(
        self, info: Info, id: strawberry.ID, input: ProductOptionValueUpdateInput
    ) -> ProductResult:
        """Describe a value of an option anew."""
        return Product.of(await product_options.update_value(info.context, id, given(input)))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_option_value_delete(self, info: Info, id: strawberry.ID) -> ProductResult:
        """Offer a value no more. Carts in which it was chosen are told; orders stay as they are."""
        return Product.of(await product_options.delete_value(info.context, id))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_CATALOG)])
    async def product_option_values_reorder(
        self, info: Info, option_id: strawberry.ID, ids: list[strawberry.ID]
    ) -> ProductResult:
        """Offer these values first, in this order; the others follow as they were."""
        return Product.of(await product_options.reorder_values(info.context, option_id, ids))
