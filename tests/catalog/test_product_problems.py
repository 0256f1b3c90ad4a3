"""What keeps a product from being sold: a pure function."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from commerce.catalog.product_problems import Problems, problems_of
from core.ids import new_id

Row = Any
"""What is looked at of a model, without a database."""


def size(value: str, *, active: bool = True) -> Row:
    return SimpleNamespace(id=new_id(), value=value, active=active)


def choice(name: str, *values: str) -> list[Row]:
    """The values of an option."""
    option = SimpleNamespace(id=new_id(), name=name)
    return [SimpleNamespace(id=new_id(), value=value, option=option, option_id=option.id) for value in values]


PRODUCT: Row = SimpleNamespace(image_url="/media/x.png")
SMALL, LARGE = size("8x10"), size("24x36")
BLACK, PLAIN = choice("colour", "black", "plain")


def price(amount: int, *, size: Row = None, value: Row = None, currency: str = "USD") -> Row:
    of = {"size_id": size and size.id, "option_value_id": value and value.id}
    return SimpleNamespace(currency=currency, amount=amount, **of)


def problems(sizes: list[Row], values: list[Row], *prices: Row) -> Problems:
    return problems_of(PRODUCT, sizes, values, prices, "USD")


def test_a_whole_product_has_none() -> None:
    assert problems([SMALL, LARGE], [], price(100)) == Problems()
    assert problems([SMALL, LARGE], [], price(100, size=SMALL), price(200, size=LARGE)) == Problems()
    assert problems([SMALL], [BLACK, PLAIN], price(100), price(-100, value=BLACK), price(5, value=PLAIN)) == Problems()


def test_sizes_and_prices_must_be_there() -> None:
    withdrawn = size("a2", active=False)

    assert problems([], []).serious == ["It has no size on sale.", "It has no price."]
    assert problems([withdrawn], [], price(100, size=withdrawn)).serious == [
        "It has no size on sale.", "It has no price.",
    ]  # fmt: skip
    assert problems([SMALL, withdrawn], [], price(100, size=SMALL)) == Problems()


def test_a_currency_is_whole() -> None:
    found = problems([SMALL, LARGE], [BLACK], price(100), price(0, value=BLACK), price(90, size=SMALL, currency="EUR"))

    assert found.serious == ["Size 24x36 has no price in EUR.", "colour black has no price in EUR."]


def test_what_only_an_option_has_opens_no_currency() -> None:
    assert problems([SMALL], [BLACK], price(100), price(0, value=BLACK), price(0, value=BLACK, currency="EUR")) == (
        Problems()
    )


def test_the_cheapest_choice_of_every_option_counts() -> None:
    (thin,) = choice("paper", "thin")
    prices = [price(100), price(-60, value=BLACK), price(0, value=PLAIN)]

    assert problems([SMALL], [BLACK, PLAIN, thin], *prices, price(-40, value=thin)) == Problems()
    assert problems([SMALL], [BLACK, PLAIN, thin], *prices, price(-41, value=thin)).serious == [
        "In USD the cheapest choice would cost -1, which is less than nothing."
    ]


def test_what_is_only_a_pity() -> None:
    bare: Row = SimpleNamespace(image_url=None)

    found = problems_of(bare, [SMALL], [], [price(100, currency="EUR")], "USD")

    assert found == Problems(mild=["It is not sold in USD, the shop's own currency.", "It has no picture."])
