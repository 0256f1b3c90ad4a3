"""`product(slug:)`, and products and sizes by their ids."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx

from core.ids import new_id, to_global_id
from models import Product, ProductSize, Role
from tests.support.gql import gql, gql_errors
from tests.support.shoppers import Account

PRODUCT = "query ($slug: String!) { product(slug: $slug) { id slug name active } }"
NODE = """
query ($id: ID!) {
  node(id: $id) { __typename id ... on Product { slug } ... on ProductSize { value price { amount } } }
}
"""


async def test_a_product_by_its_slug(client: httpx.AsyncClient, catalog: None) -> None:
    product = (await gql(client, PRODUCT, {"slug": "poster"}))["product"]

    row = await Product.get(slug="poster")
    expected = {"id": to_global_id("Product", row.id), "slug": "poster", "name": "Paper Poster", "active": True}
    assert product == expected


async def test_an_unknown_slug_is_null(client: httpx.AsyncClient, catalog: None) -> None:
    assert (await gql(client, PRODUCT, {"slug": "x" * 5000}))["product"] is None


async def test_what_was_withdrawn_is_seen_by_staff_only(
    client: httpx.AsyncClient, catalog: None, account: Callable[..., Awaitable[Account]]
) -> None:
    await Product.filter(slug="poster").update(active=False)
    staff = (await account(Role.ADMIN)).shopper.access

    assert (await gql(client, PRODUCT, {"slug": "poster"}))["product"] is None
    assert (await gql(client, PRODUCT, {"slug": "poster"}, token=staff))["product"]["active"] is False


async def test_nodes_are_products_and_sizes_on_sale(client: httpx.AsyncClient, catalog: None) -> None:
    product = await Product.get(slug="digital")
    size = await ProductSize.get(product=product, value="8x10")

    shown = (await gql(client, NODE, {"id": to_global_id("Product", product.id)}))["node"]
    sized = (await gql(client, NODE, {"id": to_global_id("ProductSize", size.id)}))["node"]
    await Product.filter(id=product.id).update(active=False)
    hidden = (await gql(client, NODE, {"id": to_global_id("ProductSize", size.id)}))["node"]

    assert (shown["__typename"], shown["slug"]) == ("Product", "digital")
    assert sized["price"] == {"amount": 999}
    assert hidden is None


async def test_ids_that_lead_nowhere(client: httpx.AsyncClient, catalog: None) -> None:
    for nowhere in (to_global_id("Product", new_id()), to_global_id("ShippingTier", new_id())):
        assert (await gql(client, NODE, {"id": nowhere}))["node"] is None
    errors = await gql_errors(client, NODE, {"id": "UHJvZHVjdDp4"})
    assert errors[0]["extensions"]["code"] == "BAD_USER_INPUT"
