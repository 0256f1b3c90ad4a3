"""`adminProducts`, `adminTemplates`: everything that there is, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from core.database import connection, execute, transaction
from core.ids import new_id
from models import Product, ProductImage, Role, Template
from tests.catalog.managing import PRODUCT
from tests.support.shoppers import Account
from tests.support.sql import Statements
from tests.support.storefront import Shopper

Counter = Callable[[], AbstractContextManager[Statements]]
PRODUCTS = f"""
query ($filter: ProductFilter, $first: Int, $after: String) {{
  adminProducts(filter: $filter, first: $first, after: $after) {{
    totalCount pageInfo {{ endCursor hasNextPage }} nodes {{ {PRODUCT} }}
  }}
}}
"""
TEMPLATES = """
query ($filter: TemplateFilter, $first: Int, $after: String) {
  adminTemplates(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { endCursor hasNextPage } nodes { slug active category document previewUrl }
  }
}
"""


async def slugs(shopper: Shopper, field: str = "adminProducts", **wanted: Any) -> list[str]:
    operation = PRODUCTS if field == "adminProducts" else TEMPLATES
    return [node["slug"] for node in (await shopper.ask(operation, filter=wanted))[field]["nodes"]]


async def test_staff_see_what_was_withdrawn_and_what_it_lacks(admin: Shopper) -> None:
    await Product.filter(slug="poster").update(active=False)
    await Product.create(slug="new", name="New", fulfillment_type="physical", active=False, display_order=9)

    nodes = (await admin.ask(PRODUCTS))["adminProducts"]["nodes"]

    assert [(node["slug"], node["active"]) for node in nodes] == [
        ("digital", True), ("poster", False), ("framed", True), ("new", False),
    ]  # fmt: skip
    assert nodes[0]["problems"] == ["It has no picture."]
    assert nodes[3]["problems"] == ["It has no size on sale.", "It has no price.", "It has no picture."]


async def test_filters_are_combined(admin: Shopper) -> None:
    await Product.filter(slug="poster").update(active=False)

    assert await slugs(admin, active=True) == ["digital", "framed"]
    assert await slugs(admin, active=False) == ["poster"]
    assert await slugs(admin, fulfillmentType="PHYSICAL") == ["poster", "framed"]
    assert await slugs(admin, fulfillmentType="MIXED") == []
    assert await slugs(admin, search="pAPer p") == ["poster"]
    assert await slugs(admin, search="  Fram ") == ["framed"]
    assert await slugs(admin, search="aper") == []
    assert await slugs(admin, search="%") == []
    assert await slugs(admin, search="p", active=True) == []
    assert await slugs(admin, search="x" * 120) == [], "as long as a name, and longer than any slug"


async def test_templates(templates: None, admin: Shopper) -> None:
    first, second, third = await Template.all().order_by("display_order")
    await Template.filter(id=second.id).update(active=False, category="Home")

    assert await slugs(admin, "adminTemplates") == [first.slug, second.slug, third.slug]
    assert await slugs(admin, "adminTemplates", active=False) == [second.slug]
    assert await slugs(admin, "adminTemplates", category="Home", active=False) == [second.slug]
    assert await slugs(admin, "adminTemplates", search=third.name[:4].lower(), category=third.category) != []
    page = (await admin.ask(TEMPLATES, first=2))["adminTemplates"]
    rest = (await admin.ask(TEMPLATES, first=2, after=page["pageInfo"]["endCursor"]))["adminTemplates"]
    assert [node["slug"] for node in page["nodes"] + rest["nodes"]] == [first.slug, second.slug, third.slug]
    assert (page["totalCount"], rest["pageInfo"]["hasNextPage"]) == (3, False)


async def test_eight_statements_whatever_the_length(admin: Shopper, query_counter: Counter) -> None:
    for product in await Product.all():
        await ProductImage.create(product=product, name="x.png", width_px=200, height_px=200)
    counts = []
    for first in (1, 3):
        with query_counter() as statements:
            page = (await admin.ask(PRODUCTS, first=first))["adminProducts"]
        assert len(page["nodes"]) == first
        counts.append(len(statements))

    # Who asks, the page, its length, the products for their problems, sizes, options, prices, pictures.
    assert counts == [8, 8], statements.sql


async def test_three_statements_for_templates(templates: None, admin: Shopper, query_counter: Counter) -> None:
    counts = []
    for first in (1, 3):
        with query_counter() as statements:
            await admin.ask(TEMPLATES, first=first)
        counts.append(len(statements))

    assert counts == [3, 3]  # who asks, the page with its designs, its length


async def crowd() -> None:
    """Five thousand of each."""
    await execute(
        "INSERT INTO products (id, created_at, updated_at, slug, name, description, features, fulfillment_type, "
        "active, display_order) SELECT gen_random_uuid(), now(), now(), md5(n::text), md5((n + 1)::text), '', '[]', "
        "CASE WHEN n % 100 = 0 THEN 'digital' ELSE 'physical' END, n % 100 <> 1, n FROM generate_series(1, 5000) n"
    )
    await execute("ANALYZE products")


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        ("TRUE", "idx_products_display"),
        ("active = FALSE", "idx_products_active"),
        ("fulfillment_type = 'digital'", "idx_products_fulfill"),
    ],
)
async def test_every_filter_has_an_index_in_display_order(db: None, condition: str, index: str) -> None:
    await crowd()

    text = await plan(f"SELECT * FROM products WHERE {condition} ORDER BY display_order, id LIMIT 21")  # noqa: S608

    assert index in text, text
    assert "Sort" not in text, text


async def test_a_search_uses_the_indexes(db: None) -> None:
    await crowd()

    text = await plan(
        "SELECT * FROM products WHERE CAST(slug AS VARCHAR) LIKE 'pap%' ESCAPE '\\' "
        "OR UPPER(CAST(name AS VARCHAR)) LIKE UPPER('pap%') ESCAPE '\\' ORDER BY display_order, id LIMIT 21"
    )

    assert "products_slug_beginning" in text, text
    assert "products_name_beginning" in text, text


async def test_how_often_something_was_ordered_is_not_counted_row_by_row(db: None) -> None:
    key = new_id()
    async with transaction():
        await execute("SET LOCAL enable_seqscan = off")
        ordered = await plan(f"SELECT 1 FROM order_lines WHERE product_id = '{key}' AND size = '8x10' LIMIT 1")  # noqa: S608
        in_cart = await plan(f"SELECT 1 FROM cart_lines WHERE size_id = '{key}' LIMIT 1")  # noqa: S608

    assert "order_lines_product" in ordered, ordered
    assert "cart_lines_size" in in_cart, in_cart


async def plan(sql: str) -> str:
    """How PostgreSQL goes about a statement."""
    return "\n".join(row["QUERY PLAN"] for row in await connection().execute_query_dict(f"EXPLAIN {sql}"))


@pytest.mark.parametrize("field", ["adminProducts", "adminTemplates"])
async def test_not_for_customers(guest: Shopper, account: Callable[..., Awaitable[Account]], field: str) -> None:
    customer = (await account(Role.USER)).shopper

    assert (await customer.refused(f"{{ {field} {{ nodes {{ id }} }} }}"))[1] == "FORBIDDEN"
    assert (await guest.refused(f"{{ {field} {{ nodes {{ id }} }} }}"))[1] == "UNAUTHENTICATED"


@pytest.mark.parametrize(
    "variables",
    [
        {"filter": {"search": "x" * 121}},
        {"filter": {"search": "a\0b"}},
        {"filter": {"active": "yes"}},
        {"first": 101},
        {"after": "nonsense"},
    ],
)
async def test_malformed_input(admin: Shopper, variables: dict[str, Any]) -> None:
    assert (await admin.refused(PRODUCTS, **variables))[1] == "BAD_USER_INPUT"
    assert (await admin.refused(TEMPLATES, **variables))[1] == "BAD_USER_INPUT"
