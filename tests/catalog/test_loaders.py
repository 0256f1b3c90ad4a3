"""The prices of one list are one statement, however its sizes and options arrive."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from models import Product
from resolvers.loaders import Loaders
from tests.support.sql import Statements

Counter = Callable[[], AbstractContextManager[Statements]]


async def test_products_of_a_list_are_priced_together(catalog: None, query_counter: Counter) -> None:
    first, second, third = await Product.all().order_by("display_order")
    loaders = Loaders()
    loaders.listed([first.id, second.id])

    with query_counter() as statements:
        books = await loaders.prices.load(second.id)
        later = await loaders.prices.load(first.id)
    with query_counter() as more:
        other = await loaders.prices.load(third.id)

    assert len(statements) == 1
    assert books["USD"].base[first.id] == later["USD"].base[first.id] == 999
    assert third.id not in books["USD"].options
    assert len(more) == 1
    assert third.id in other["USD"].options
