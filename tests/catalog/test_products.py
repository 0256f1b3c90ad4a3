"""`products` and `product`: what is on sale, in a fixed number of statements."""

from __future__ import annotations

from typing import Any

from tests.support.gql import gql

PRODUCTS = """
query ($first: Int, $after: String, $currency: Currency) {
  products(first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id slug name description features fulfillmentType imageUrl active displayOrder currencies
      priceFrom(currency: $currency) { amount currency formatted }
      sizes { id value label widthMm heightMm popular price(currency: $currency) { amount } }
      options { name label values { value label description metadata priceDelta(currency: $currency) { amount } } }
    }
  }
}
"""


async def test_products_are_complete(client: Any, catalog: None) -> None:
    data = await gql(client, PRODUCTS)

    products = {node["slug"]: node for node in data["products"]["nodes"]}
    assert list(products) == ["digital", "poster", "framed"]
    poster = products["poster"]
    assert poster["fulfillmentType"] == "PHYSICAL"
    assert poster["currencies"] == ["EUR", "GBP", "JPY", "USD"]
