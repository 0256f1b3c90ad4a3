"""commerce/catalog/pricing.py: allocation, shipping tiers, price books."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.catalog.pricing import PriceBook, allocate, fulfillment_of, quote_shipping
from core.ids import new_id
from models import FulfillmentType, ShippingTier

TIERS = [
    ShippingTier(currency="USD", from_amount=0, rate=999, label="Standard"),
    ShippingTier(currency="USD", from_amount=15000, rate=0, label="Free"),
]


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (1000, [999, 4999, 7999], [71, 357, 572]),
        (0, [5, 5], [0, 0]),
        (7, [0, 0], [7, 0]),
        (5, [], []),
        (1, [0, 10], [0, 1]),
    ],
)
def test_allocate_splits_to_the_cent(amount: int, weights: list[int], parts: list[int]) -> None:
    assert allocate(amount, weights) == parts


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**8), min_size=1, max_size=100))
def test_allocations_add_up_and_stay_within_a_cent_of_their_share(amount: int, weights: list[int]) -> None:
    parts = allocate(amount, weights)

    assert sum(parts) == amount
    if whole := sum(weights):
        assert all(abs(part - amount * weight / whole) < 1.001 for part, weight in zip(parts, weights, strict=True))


def test_shipping_follows_the_tiers() -> None:
    small, large = quote_shipping(4999, TIERS), quote_shipping(15000, TIERS)

    assert small is not None
    assert (small.rate, small.free_remaining) == (999, 10001)
    assert large is not None
    assert (large.rate, large.free_remaining) == (0, None)
    assert quote_shipping(4999, []) is None


def test_nothing_is_said_of_free_shipping_that_was_left_behind() -> None:
    heavy = [
        ShippingTier(currency="USD", from_amount=0, rate=0, label="A letter"),
        ShippingTier(currency="USD", from_amount=5000, rate=999, label="A parcel"),
    ]

    large = quote_shipping(6000, heavy)

    assert large is not None
    assert (large.rate, large.free_remaining) == (999, None)


def test_a_cart_of_both_kinds_is_mixed() -> None:
    assert fulfillment_of([]) is None
    assert fulfillment_of([FulfillmentType.DIGITAL] * 2) is FulfillmentType.DIGITAL
    assert fulfillment_of([FulfillmentType.DIGITAL, FulfillmentType.PHYSICAL]) is FulfillmentType.MIXED


def test_a_size_price_overrides_the_base_price() -> None:
    product, small, large = new_id(), new_id(), new_id()
    book = PriceBook("USD", base={product: 999}, sizes={large: 1999})

    assert book.unit_price(product, small, []) == 999
    assert book.unit_price(product, large, []) == 1999
    assert book.unit_price(product, large, [("frameColor", "oak")]) is None
    assert book.price_from(product, [small, large]) == 999
    assert book.price_from(new_id(), []) is None
