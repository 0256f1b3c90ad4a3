"""A small shop, and hands to buy in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest

from adapters import Adapters, open_adapters
from cli import seed
from commerce.checkout import carts
from commerce.checkout.carts import CartOwner
from commerce.checkout.lines import NewLine
from core.settings import Settings
from models import Product, ProductSize

DOCUMENT: dict[str, Any] = {
    "version": "1.0",
    "location": {"city": "Astana", "country": "Kazakhstan", "lat": 51.156, "lng": 71.432, "zoom": 13},
    "text": {"headline": {"text": "where we met", "font": "montserrat", "size": "M"}},
    "style": {"mapStyle": "noir"},
}


def document(**text: Any) -> dict[str, Any]:
    """A design; each `city` is a design of its own."""
    return {**DOCUMENT, "location": {**DOCUMENT["location"], **text}}


@dataclass
class SmallShop:
    """Two products, and guests who buy them."""

    digital: Product
    poster: Product
    sizes: dict[tuple[str, str], UUID]

    def line(self, slug: str = "digital", size: str = "8x10", **changes: Any) -> NewLine:
        product = self.digital if slug == "digital" else self.poster
        plain = NewLine(product_id=product.id, size_id=self.sizes[slug, size], document=DOCUMENT)
        return replace(plain, **changes)

    async def cart_of(self, *lines: NewLine) -> CartOwner:
        """A guest with those lines in the cart."""
        change = await carts.add_lines(CartOwner(), lines, None)
        assert change.token
        return CartOwner(token=change.token)


@pytest.fixture
async def shop(db: None) -> SmallShop:
    await seed.seed_catalogue(seed.catalogue(["digital", "poster"]))
    products = {product.slug: product for product in await Product.all()}
    sizes = await ProductSize.all().select_related("product")
    return SmallShop(
        products["digital"], products["poster"], {(size.product.slug, size.value): size.id for size in sizes}
    )


@pytest.fixture(scope="session")
async def adapters(settings: Settings) -> AsyncIterator[Adapters]:
    async with open_adapters(settings) as opened:
        yield opened
