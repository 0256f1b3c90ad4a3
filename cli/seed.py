"""`python -m cli seed`: what an empty shop starts with: catalogue, templates and, outside production, accounts."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cli.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from commerce.accounts import passwords
from commerce.files import designs
from core.clock import now
from core.database import connect, disconnect, execute, transaction
from core.settings import Settings, settings
from models import (
    Price,
    Product,
    ProductOption,
    ProductOptionValue,
    ProductSize,
    Role,
    ShippingTier,
    Template,
    User,
)

SEED = Path(__file__).resolve().parents[1] / "sandbox" / "seed"
_LOCK = 0x59_4D_42
"""Key of the advisory lock: of two that seed at once, the second finds a full shop."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: everything is in the settings."""
    del parser


def main(args: argparse.Namespace) -> int:
    """Seed the shop when it is empty, and say so."""
    del args
    print(asyncio.run(_seed(settings())))
    return 0


async def _seed(settings: Settings) -> str:
    await connect(settings)
    try:
        return await seed_shop(accounts=settings.environment != "production")
    finally:
        await disconnect()


async def seed_shop(*, accounts: bool) -> str:
    """Fill the shop, all or nothing, unless it has a product; what was done, as a sentence."""
    async with transaction():
        await execute("SELECT pg_advisory_xact_lock($1)", _LOCK)
        products = await Product.all().count()
        if products:
            return f"the shop has {products} products already: nothing to seed"
        await seed_catalogue(catalogue())
        templates = await seed_templates(template_files())
        if accounts:
            await seed_accounts()
        products = await Product.all().count()
    return f"seeded {products} products, {templates} templates" + (
        f" and {len(DEMO_ACCOUNTS)} accounts" if accounts else ""
    )


def catalogue(slugs: Iterable[str] | None = None) -> dict[str, Any]:
    """The line-up of `sandbox/seed/catalog.json`, whole or only the products named."""
    data: dict[str, Any] = json.loads((SEED / "catalog.json").read_text())
    if slugs is not None:
        wanted = set(slugs)
        data["products"] = [entry for entry in data["products"] if entry["slug"] in wanted]
    return data


async def seed_catalogue(data: Mapping[str, Any]) -> None:
    """Insert products with sizes, options and prices, and the shipping tiers, in one statement a table."""
    rows = _Rows()
    for entry in data["products"]:
        rows.add_product(entry)
    await Product.bulk_create(rows.products)
    await ProductSize.bulk_create(rows.sizes)
    await ProductOption.bulk_create(rows.options)
    await ProductOptionValue.bulk_create(rows.values)
    await Price.bulk_create(rows.prices)
    await ShippingTier.bulk_create(
        ShippingTier(currency=currency, from_amount=tier["from"], rate=tier["rate"], label=tier["label"])
        for currency, tiers in data["shipping_tiers"].items()
        for tier in tiers
    )


class _Rows:
    """Rows to be, gathered from the line-up."""

    def __init__(self) -> None:
        self.products: list[Product] = []
        self.sizes: list[ProductSize] = []
        self.options: list[ProductOption] = []
        self.values: list[ProductOptionValue] = []
        self.prices: list[Price] = []

    def add_product(self, entry: Mapping[str, Any]) -> None:
        product = Product(
            slug=entry["slug"],
            name=entry["name"],
            description=entry["description"],
            features=entry["features"],
            fulfillment_type=entry["fulfillment"],
            display_order=entry["order"],
        )
        self.products.append(product)
        self._add_prices(entry, product_id=product.id)
        for position, size in enumerate(entry["sizes"]):
            self._add_size(product, position, size)
        for position, option in enumerate(entry["options"]):
            self._add_option(product, position, option)

    def _add_size(self, product: Product, position: int, size: Mapping[str, Any]) -> None:
        names = ("value", "label", "width_mm", "height_mm", "popular")
        row = ProductSize(
            product_id=product.id,
            display_order=position,
            print_code=size.get("print_code"),
            **{name: size[name] for name in names},
        )
        self.sizes.append(row)
        self._add_prices(size, product_id=product.id, size_id=row.id)

    def _add_option(self, product: Product, position: int, option: Mapping[str, Any]) -> None:
        row = ProductOption(product_id=product.id, name=option["name"], label=option["label"], display_order=position)
        self.options.append(row)
        for place, value in enumerate(option["values"]):
            names = ("value", "label", "description", "metadata")
            entry = ProductOptionValue(
                option_id=row.id, display_order=place, **{name: value.get(name) for name in names}
            )
            self.values.append(entry)
            self._add_prices(value, product_id=product.id, option_value_id=entry.id)

    def _add_prices(self, entry: Mapping[str, Any], **of: Any) -> None:
        for currency, amount in entry.get("price", {}).items():
            self.prices.append(Price(currency=currency, amount=amount, **of))


def template_files() -> list[dict[str, Any]]:
    """`{slug, name, category, document}` of every file in `sandbox/seed/templates`, in their order."""
    return [json.loads(file.read_text()) for file in sorted((SEED / "templates").glob("*.json"))]


async def seed_templates(entries: Iterable[Mapping[str, Any]]) -> int:
    """Insert templates and their designs; how many."""
    templates = []
    for position, entry in enumerate(entries):
        design = await designs.store(designs.read_document(entry["document"]))
        templates.append(
            Template(
                slug=entry["slug"],
                name=entry["name"],
                category=entry["category"],
                design=design,
                display_order=position,
            )
        )
    await Template.bulk_create(templates)
    return len(templates)


async def seed_accounts() -> None:
    """Insert the demo accounts, all with the password that the start prints."""
    password_hash = await passwords.hash_password(DEMO_PASSWORD)
    await User.bulk_create(
        User(email=email, name=name, role=Role(role), password_hash=password_hash, email_verified_at=now())
        for email, name, role in DEMO_ACCOUNTS
    )
