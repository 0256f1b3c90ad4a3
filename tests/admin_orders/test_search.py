"""`adminOrders(filter: { search: … })`: the beginning of an address, a name, a parcel's number or an order's."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from core.settings import Settings
from models import Order
from tests.admin_orders.conftest import ORDERS, Account, an_order, numbers, store

ADA, ADAM, HAL, GUEST, OLD = (
    "YMA-2026-ADA33333", "YMA-2026-8H3K9C2D", "YMA-2026-8H4K9C2D", "YMA-2025-8H3K9C2E", "OLD-2025-8H3Z9C2E",
)  # fmt: skip


@pytest.fixture
async def shop(admin: Account) -> list[Order]:
    """Five orders, newest first in `ADA … OLD`."""
    rows: list[dict[str, Any]] = [
        {"number": OLD, "email": "100%_sure@example.com", "customer_name": "O'Neill \\ Sons"},
        {"number": GUEST, "email": None, "customer_name": None, "payment_status": "pending"},
        {"number": HAL, "email": "hal@example.org", "customer_name": "Şükrü Öztürk", "tracking_number": "1Z999AA1"},
        {"number": ADAM, "email": "Adam_Smith@Example.com", "customer_name": "adam smith", "tracking_number": "lx01de"},
        {"number": ADA, "email": "ada@example.com", "customer_name": "Ada Lovelace"},
    ]  # fmt: skip
    return await store(
        an_order(**row, created_at=datetime(2026, 1, 1 + place, tzinfo=UTC)) for place, row in enumerate(rows)
    )


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("ada@example.com", [ADA]),
        ("ADA@EXAMPLE.COM", [ADA]),
        ("  ada@ ", [ADA]),
        ("ada", [ADA, ADAM]),
        ("adam_", [ADAM]),
        ("adam-", []),
        ("example.com", []),
        ("ADA LOVE", [ADA]),
        ("lovelace", []),
        ("şükrü ö", [HAL]),
        ("ŞÜKRÜ", [HAL]),
        ("o'neill \\", [OLD]),
        ("100%", [OLD]),
        ("100%_s", [OLD]),
        ("1", [HAL, OLD]),
        ("1z999aa1", [HAL]),
        ("LX", [ADAM]),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("*", []),
        ("", [ADA, ADAM, HAL, GUEST, OLD]),
        (" \t\n ", [ADA, ADAM, HAL, GUEST, OLD]),
        ("💥", []),
        ("' OR 1=1 --", []),
        ("$1", []),
        ("x" * 254, []),
        ("\U0010ffff", []),
    ],
)
async def test_texts(admin: Account, shop: list[Order], search: str, expected: list[str]) -> None:
    assert await numbers(admin.shopper, search=search) == expected


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("YMA-2026-8H3K9C2D", [ADAM]),
        (" yma-2026-8h3k9c2d ", [ADAM]),
        ("yma-2026-8h", [ADAM, HAL]),
        ("yma-2026-", [ADA, ADAM, HAL]),
        ("yma-2026", [ADA, ADAM, HAL]),
        ("yma-202", [ADA, ADAM, HAL, GUEST]),
        ("yma-", [ADA, ADAM, HAL, GUEST]),
        ("YMA", [ADA, ADAM, HAL, GUEST]),
        ("o", [OLD]),
        ("old-2025", [OLD]),
        ("old-2026", []),
        ("yma_2026", []),
        ("2026-8H3K", [ADAM]),
        ("2025-8h3", [GUEST, OLD]),
        ("2026-", [ADA, ADAM, HAL]),
        ("2025", [GUEST, OLD]),
        ("202", []),
        ("8h3k9c2d", [ADAM]),
        ("8h3k", [ADAM, GUEST]),
        ("8h3", []),
        ("ada33333", [ADA]),
        ("8h3k9c2d9", []),
        ("9c2d", []),
        ("-", []),
        ("YMA-2026-8H3K9C2DX", []),
        ("yma-٢٠٢٦", []),
    ],
)
async def test_numbers_also_without_their_prefix(
    admin: Account, shop: list[Order], search: str, expected: list[str]
) -> None:
    assert await numbers(admin.shopper, search=search) == expected


@pytest.mark.parametrize("sort", ["CREATED_ASC", "CREATED_DESC", "TOTAL_ASC", "TOTAL_DESC"])
@pytest.mark.parametrize("search", ["ada", "yma", "2025-8h3", "8h3k", "1", "nobody"])
async def test_the_same_is_found_when_there_is_too_much_to_be_looked_up(
    admin: Account, shop: list[Order], search: str, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dates = {"createdFrom": "2025-01-01T00:00:00Z"}
    expected = [await numbers(admin.shopper, sort, search=search, **filter) for filter in ({}, dates)]

    for few in (0, 1, 2):
        for module, limit in product(("order_pages", "order_lists"), ("FEW", "FEW_HITS")):
            monkeypatch.setattr(f"commerce.orders.{module}.{limit}", few)
        found = [await numbers(admin.shopper, sort, search=search, **filter) for filter in ({}, dates)]
        assert found == expected


async def test_an_order_that_fits_twice_is_there_once(admin: Account) -> None:
    (order,) = await store(
        [an_order(number="ADA-2026-ADA22222", email="ada@example.com", customer_name="Ada", tracking_number="ADA1")]
    )

    assert await numbers(admin.shopper, search="ada") == [order.number]


async def test_a_search_and_filters_together(admin: Account, shop: list[Order]) -> None:
    assert await numbers(admin.shopper, search="8h3k", paymentStatus=["PENDING"]) == [GUEST]
    assert await numbers(admin.shopper, search="yma", paymentStatus=["PENDING"]) == [GUEST]
    assert await numbers(admin.shopper, search="ada", paymentStatus=["PENDING"]) == []
    assert await numbers(admin.shopper, search="yma", createdTo="2026-01-03T00:00:00Z") == [GUEST]
    assert await numbers(admin.shopper, search="yma", createdFrom="2026-01-05T00:00:00Z", currency="EUR") == []


@pytest.mark.parametrize("number", ["N17", "a-b", "YMA2026", "1234-5678", "Ü-2026-A"])
async def test_numbers_of_another_form_are_found_by_their_beginning(admin: Account, number: str) -> None:
    """Such as imported ones."""
    await store([an_order(number=number.upper()), an_order()])

    assert await numbers(admin.shopper, search=number) == [number.upper()]


@pytest.mark.parametrize("search", ["x" * 255, "a\0b", "x" * 100_000, 7, ["a"]])
async def test_malformed_input(admin: Account, search: Any) -> None:
    assert (await admin.shopper.refused(ORDERS, filter={"search": search}))[1] == "BAD_USER_INPUT"


async def test_half_of_a_character(admin: Account) -> None:
    body = '{"query": "{ adminOrders(filter: {search: \\"\\\\ud800\\"}) { nodes { id } } }"}'
    headers = {**admin.shopper.headers, "content-type": "application/json"}

    answer = (await admin.shopper.http.post("/graphql", content=body, headers=headers)).json()

    assert answer["errors"][0]["extensions"]["code"] in {"BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED"}, answer


async def test_a_search_that_is_too_long_says_how_long_it_may_be(admin: Account, settings: Settings) -> None:
    answer = (await admin.shopper.raw(ORDERS, filter={"search": "x" * 255})).json()["errors"][0]

    assert answer["message"] == "search must have at most 254 characters."
    assert answer["extensions"]["argument"] == "filter.search"
