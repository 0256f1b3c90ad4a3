"""Keyset pages over a real table."""

from __future__ import annotations

import base64
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import orjson
import pytest

import models
from resolvers.errors import BadUserInput
from resolvers.paging import Page, paginate
from schema.pagination import Connection
from tests.support.sql import Statements

ORDER = ("-display_order", "id")
Counter = Callable[[], AbstractContextManager[Statements]]


@pytest.fixture
async def shelf(db: None) -> list[str]:
    """Seven products, some with the same place in the order; their slugs in the order of the list."""
    for number, place in enumerate([1, 3, 3, 2, 3, 1, 2]):
        await models.Product.create(
            id=UUID(int=number + 1),
            slug=f"p{number}",
            name=f"P{number}",
            fulfillment_type=models.FulfillmentType.DIGITAL,
            display_order=place,
        )
    return ["p1", "p2", "p4", "p3", "p6", "p0", "p5"]


async def page(first: int | None = None, after: str | None = None, order: Any = ORDER) -> Page[models.Product]:
    return await paginate(models.Product.all(), order, first=first, after=after)


def slugs(found: Page[models.Product]) -> list[str]:
    return [product.slug for product in found.records]


def encode(value: Any) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(value)).rstrip(b"=").decode()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
async def test_pages_follow_on_one_another(shelf: list[str], size: int) -> None:
    seen: list[str] = []
    after = None
    while True:
        found = await page(size, after)
        assert found.has_previous is (after is not None)
        seen += slugs(found)
        if not found.has_next:
            break
        assert len(found.records) == size
        after = found.cursors[-1]

    assert seen == shelf


@pytest.mark.parametrize(
    "order", [("id",), ("-id",), ("slug", "id"), ("-slug", "-id"), ("display_order", "-slug", "id")]
)
async def test_any_order_of_columns(shelf: list[str], order: tuple[str, ...]) -> None:
    everything = slugs(await page(100, order=order))

    first = await page(3, order=order)
    rest = await page(100, first.cursors[-1], order=order)

    assert slugs(first) + slugs(rest) == everything
    assert sorted(everything) == sorted(shelf)


async def test_moments_order_pages_to_the_microsecond(shelf: list[str]) -> None:
    first = await page(3, order=("created_at", "id"))
    rest = await page(100, first.cursors[-1], order=("created_at", "id"))

    assert slugs(first) + slugs(rest) == [f"p{number}" for number in range(7)]


async def test_every_record_has_a_cursor_that_leads_beyond_it(shelf: list[str]) -> None:
    everything = await page(100)

    for place, cursor in enumerate(everything.cursors):
        assert slugs(await page(100, cursor)) == shelf[place + 1 :]


async def test_what_is_inserted_meanwhile_neither_repeats_nor_hides_anything(shelf: list[str]) -> None:
    first = await page(3)
    await models.Product.create(
        slug="new", name="New", fulfillment_type=models.FulfillmentType.DIGITAL, display_order=9
    )
    await models.Product.filter(slug="p1").delete()

    rest = await page(100, first.cursors[-1])

    assert slugs(first) + slugs(rest) == shelf


async def test_a_page_is_one_statement_and_its_count_another(shelf: list[str], query_counter: Counter) -> None:
    first = await page(2)

    with query_counter() as statements:
        found = await page(2, first.cursors[-1])
    assert len(statements) == 1

    with query_counter() as statements:
        assert await found.total() == 7
    assert len(statements) == 1


async def test_a_page_of_none(shelf: list[str]) -> None:
    found = await page(0)

    assert (found.records, found.cursors, found.has_next) == ([], [], True)


async def test_the_page_size_has_a_default_and_a_limit(shelf: list[str]) -> None:
    for wrong in (-1, 101, 2**31 - 1):
        with pytest.raises(BadUserInput, match="first must be from 0 to 100"):
            await page(wrong)


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "ü",
        "====",
        "null",
        "A" * 5000,
        encode(None),
        encode([]),
        encode({}),
        encode(["products:-display_order,id"]),
        encode(["products:-display_order,id", 3]),
        encode(["products:-display_order,id", 3, str(UUID(int=1)), 4]),
        encode(["products:-display_order,id", "3", str(UUID(int=1))]),
        encode(["products:-display_order,id", True, str(UUID(int=1))]),
        encode(["products:-display_order,id", 3.5, str(UUID(int=1))]),
        encode(["products:-display_order,id", None, str(UUID(int=1))]),
        encode(["products:-display_order,id", 2**31, str(UUID(int=1))]),
        encode(["products:-display_order,id", 2**63, str(UUID(int=1))]),
        encode(["products:-display_order,id", 3, "not-a-uuid"]),
        encode(["products:-display_order,id", 3, ["x"]]),
        encode(["products:display_order,id", 3, str(UUID(int=1))]),
        encode(["orders:-display_order,id", 3, str(UUID(int=1))]),
    ],
)
async def test_a_cursor_that_is_not_of_this_list(shelf: list[str], cursor: str) -> None:
    with pytest.raises(BadUserInput, match="after is not a cursor of this list"):
        await page(2, cursor)


@pytest.mark.parametrize("value", ["a\0b", 7, None])
async def test_a_cursor_with_text_that_no_column_holds(shelf: list[str], value: Any) -> None:
    with pytest.raises(BadUserInput):
        await page(2, encode(["products:slug,id", value, str(UUID(int=1))]), order=("slug", "id"))


async def test_columns_that_cannot_order_pages_are_a_mistake_of_ours(shelf: list[str]) -> None:
    for order in (("image_url", "id"), ("features", "id")):
        with pytest.raises(TypeError, match="cannot order pages"):
            await page(order=order)


async def test_a_connection_has_the_page_in_both_shapes(shelf: list[str]) -> None:
    found = await page(2)

    connection = Connection.of(found, lambda product: product.slug)

    assert connection.nodes == ["p1", "p2"]
    assert [(edge.cursor, edge.node) for edge in connection.edges] == list(
        zip(found.cursors, ["p1", "p2"], strict=True)
    )
    info = connection.page_info
    assert (info.start_cursor, info.end_cursor) == (found.cursors[0], found.cursors[1])
    assert (info.has_next_page, info.has_previous_page) == (True, False)
