"""`products`: what is on sale, page by page, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import Any

import httpx
import pytest

from models import Product, ProductSize
from tests.support.gql import gql, gql_errors
from tests.support.sql import Statements

PRODUCTS = """
query ($first: Int, $after: String, $currency: Currency) {
  products(first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage endCursor }
    nodes {
      id slug name description features fulfillmentType imageUrl active displayOrder currencies
      priceFrom(currency: $currency) { amount currency formatted }
      sizes { id value label widthMm heightMm popular price(currency: $currency) { amount currency } }
      options {
        name label
        values { value label description metadata priceDelta(currency: $currency) { amount } }
      }
    }
  }
}
"""
Sell = Callable[..., Awaitable[None]]


async def test_products_come_whole_and_in_order(client: httpx.AsyncClient, catalog: None) -> None:
    products = (await gql(client, PRODUCTS))["products"]["nodes"]

    assert [product["slug"] for product in products] == ["digital", "poster", "framed"]
    poster = products[1]
    assert poster["fulfillmentType"] == "PHYSICAL"
    assert poster["active"] is True
    assert poster["currencies"] == ["EUR", "GBP", "JPY", "USD"]
    # The cheapest size (24.99) with the plain finish and the lightest paper (-5.00).
    assert poster["priceFrom"] == {"amount": 1999, "currency": "USD", "formatted": "$19.99"}
    assert [size["value"] for size in poster["sizes"]] == ["8x10", "11x14", "12x16", "16x20", "18x24", "24x36"]
    assert poster["sizes"][4] | {"id": ""} == {
        "id": "",
        "value": "18x24",
        "label": poster["sizes"][4]["label"],
        "widthMm": 457,
        "heightMm": 610,
        "popular": False,
        "price": {"amount": 5999, "currency": "USD"},
    }
    assert [option["name"] for option in poster["options"]] == ["posterFinish", "paperWeight"]
    deltas = {value["value"]: value["priceDelta"]["amount"] for value in poster["options"][1]["values"]}
    assert deltas == {"170gsm": -500, "200gsm": 0, "250gsm": 800}


async def test_prices_come_in_the_currency_asked_for(client: httpx.AsyncClient, catalog: None) -> None:
    products = (await gql(client, PRODUCTS, {"currency": "JPY"}))["products"]["nodes"]

    assert products[0]["priceFrom"] == {"amount": 1480, "currency": "JPY", "formatted": "¥1,480"}
    assert products[0]["sizes"][0]["price"] == {"amount": 1480, "currency": "JPY"}


async def test_a_currency_nothing_is_sold_in_is_said_so(client: httpx.AsyncClient, catalog: None) -> None:
    query = '{ products { nodes { priceFrom(currency: "CHF") { amount } } } }'

    errors = await gql_errors(client, query)

    assert {error["extensions"]["code"] for error in errors} == {"CURRENCY_UNAVAILABLE"}


async def test_a_currency_that_does_not_exist_is_refused(client: httpx.AsyncClient, catalog: None) -> None:
    errors = await gql_errors(client, '{ products { nodes { priceFrom(currency: "usd") { amount } } } }')

    assert errors[0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_pages_follow_one_another(client: httpx.AsyncClient, catalog: None) -> None:
    first = (await gql(client, PRODUCTS, {"first": 2}))["products"]
    rest = (await gql(client, PRODUCTS, {"first": 2, "after": first["pageInfo"]["endCursor"]}))["products"]

    assert [product["slug"] for product in first["nodes"] + rest["nodes"]] == ["digital", "poster", "framed"]
    assert first["totalCount"] == 3
    assert first["pageInfo"]["hasNextPage"] is True
    assert rest["pageInfo"] | {"endCursor": ""} == {"hasNextPage": False, "hasPreviousPage": True, "endCursor": ""}


@pytest.mark.parametrize(
    "page", [{"first": -1}, {"first": 101}, {"first": 2**40}, {"after": "x"}, {"after": "WyJwcm9kdWN0cyJd"}]
)
async def test_a_page_that_cannot_be_is_refused(client: httpx.AsyncClient, catalog: None, page: dict[str, Any]) -> None:
    errors = await gql_errors(client, PRODUCTS, page)

    assert errors[0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_what_was_withdrawn_is_not_shown(client: httpx.AsyncClient, catalog: None) -> None:
    await Product.filter(slug="poster").update(active=False)
    await ProductSize.filter(product__slug="framed", value="8x10").update(active=False)

    products = (await gql(client, PRODUCTS))["products"]["nodes"]

    assert [product["slug"] for product in products] == ["digital", "framed"]
    assert "8x10" not in [size["value"] for size in products[1]["sizes"]]
    assert products[1]["priceFrom"]["amount"] == 8999


@pytest.mark.parametrize(("slugs", "length"), [(("poster",), 1), ((), 6)])
async def test_five_statements_whatever_the_length(
    client: httpx.AsyncClient,
    sell: Sell,
    query_counter: Callable[[], AbstractContextManager[Statements]],
    slugs: tuple[str, ...],
    length: int,
) -> None:
    await sell(*slugs)

    with query_counter() as statements:
        data = await gql(client, PRODUCTS)

    assert len(data["products"]["nodes"]) == length
    assert len(statements) == 5, statements.sql  # products, their number, sizes, options, prices


async def test_a_full_page_is_within_the_cost_limit(client: httpx.AsyncClient, sell: Sell) -> None:
    await sell()

    data = await gql(client, PRODUCTS, {"first": 50})

    assert len(data["products"]["nodes"]) == 6
