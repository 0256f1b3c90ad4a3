"""Inputs that several mutations of the catalogue share, and what is in one."""

from __future__ import annotations

import dataclasses
from typing import Any

import strawberry
from strawberry import UNSET

from commerce.catalog.prices import NewPrice
from schema.scalars import Currency


def given(value: Any) -> dict[str, Any]:
    """The fields of an input that were sent: null is a value, and what was left out is not there."""
    fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
    return {name: each for name, each in fields if each is not UNSET}


@strawberry.input(description="An amount in minor units of a currency: 2499 of USD is $24.99, 3680 of JPY is ¥3,680.")
class AmountInput:
    currency: Currency
    amount: int

    def new(self) -> NewPrice:
        return NewPrice(self.currency, self.amount)


def amounts(prices: list[AmountInput]) -> list[NewPrice]:
    """As the shop's rules take them."""
    return [price.new() for price in prices]
