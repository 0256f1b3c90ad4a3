"""What the shop sells, as anybody may see it. Withdrawn products are seen by those who may write the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from commerce.catalog.pricing import PriceBook
from commerce.catalog.product_problems import problems_of
from commerce.errors import CurrencyUnavailable
from commerce.permissions import Permission
from models import Product, ProductOption, ProductOptionValue, ProductSize
from resolvers.context import Context
from resolvers.paging import Page, paginate

_ORDER = ("display_order", "id")
_MAX_SLUG = 80
"""As wide as its column: Tortoise refuses to look for more."""


async def products(context: Context, first: int | None, after: str | None) -> Page[Product]:
    """What is on sale, in display order."""
    page = await paginate(Product.filter(active=True), _ORDER, first=first, after=after)
    context.loaders.listed(record.id for record in page.records)
    return page


async def product_by_slug(context: Context, slug: str) -> Product | None:
    if len(slug) > _MAX_SLUG:
        return None
    return _visible(context, await Product.get_or_none(slug=slug))


async def product(context: Context, key: UUID) -> Product | None:
    return _visible(context, await Product.get_or_none(id=key))


def _visible(context: Context, found: Product | None) -> Product | None:
    return found if found and (found.active or context.viewer.may(Permission.WRITE_CATALOG)) else None


async def size(context: Context, key: UUID) -> ProductSize | None:
    """A size on sale of a product on sale."""
    found = await ProductSize.filter(id=key).select_related("product").first()
    on_sale = found is not None and found.active and found.product.active
    return found if on_sale or context.viewer.may(Permission.WRITE_CATALOG) else None


async def options(context: Context, product_id: UUID) -> list[tuple[ProductOption, list[ProductOptionValue]]]:
    """The choices of a product, each with its values."""
    grouped: dict[UUID, tuple[ProductOption, list[ProductOptionValue]]] = {}
    for value in await context.loaders.options.load(product_id):
        grouped.setdefault(value.option_id, (value.option, []))[1].append(value)
    return list(grouped.values())


async def problems(context: Context, product_id: UUID) -> list[str]:
    """What keeps a product from being sold, and then what else it lacks."""
    loaders = context.loaders
    product = await loaders.products.load(product_id)
    if product is None:
        return []
    sizes, values = await loaders.all_sizes.load(product_id), await loaders.options.load(product_id)
    prices = await loaders.price_rows.load(product_id)
    found = problems_of(product, sizes, values, prices, context.settings.default_currency)
    return [*found.serious, *found.mild]


async def currencies(context: Context, product_id: UUID) -> list[str]:
    """The currencies in which a product can be bought."""
    sizes = [entry.id for entry in await context.loaders.sizes.load(product_id)]
    books = await context.loaders.prices.load(product_id)
    return [currency for currency, book in books.items() if book.price_from(product_id, sizes) is not None]


async def price_from(context: Context, product_id: UUID, currency: str | None) -> tuple[int, str]:
    """The least a product costs, and in what.

    Raises:
        CurrencyUnavailable: when it is not sold in that currency.
    """
    sizes = [entry.id for entry in await context.loaders.sizes.load(product_id)]
    return await _amount(context, product_id, currency, lambda book: book.price_from(product_id, sizes))


async def size_price(context: Context, product_id: UUID, size_id: UUID, currency: str | None) -> tuple[int, str]:
    """What a size costs with plain options.

    Raises:
        CurrencyUnavailable: when it is not sold in that currency.
    """
    return await _amount(context, product_id, currency, lambda book: book.size_price(product_id, size_id))


async def option_delta(context: Context, product_id: UUID, value_id: UUID, currency: str | None) -> tuple[int, str]:
    """What choosing an option's value adds.

    Raises:
        CurrencyUnavailable: when it is not sold in that currency.
    """

    def delta(book: PriceBook) -> int | None:
        offered = book.options.get(product_id, ())
        return next((entry.delta for entry in offered if entry.value_id == value_id), None)

    return await _amount(context, product_id, currency, delta)


async def _amount(
    context: Context, product_id: UUID, currency: str | None, price: Callable[[PriceBook], int | None]
) -> tuple[int, str]:
    wanted = currency or context.settings.default_currency
    books = await context.loaders.prices.load(product_id)
    amount = price(books[wanted]) if wanted in books else None
    if amount is None:
        available = [found for found, book in books.items() if price(book) is not None]
        message = f"Not sold in {wanted}; it is in {', '.join(available) or 'no currency'}."
        raise CurrencyUnavailable(message, wanted, available)
    return amount, wanted
