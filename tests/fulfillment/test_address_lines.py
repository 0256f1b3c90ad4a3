"""Where a parcel goes, as it is written there: in mails, on packing slips and in order.txt."""

from __future__ import annotations

import pytest

from commerce.orders.order_mails import address_lines
from models import FulfillmentType, Order


@pytest.mark.parametrize(
    ("country", "city", "state", "code", "written"),
    [
        ("US", "South San Francisco", "CA", "94080", ["South San Francisco, CA 94080", "United States"]),
        ("CA", "Montréal", "QC", "H2Y 1C6", ["Montréal, QC H2Y 1C6", "Canada"]),
        ("GB", "London", None, "SW1A 1AA", ["London SW1A 1AA", "United Kingdom"]),
        ("US", None, "CA", "94080", ["CA 94080", "United States"]),
        ("FR", "Paris", None, "75001", ["75001 Paris", "France"]),
        ("IT", "Roma", "RM", "00118", ["00118 Roma RM", "Italy"]),
        ("US", None, None, None, ["United States"]),
    ],
)
def test_the_postal_code_stands_where_the_country_has_it(
    country: str, city: str | None, state: str | None, code: str | None, written: list[str]
) -> None:
    address = {"name": "Ada", "line1": "1 Main St", "city": city, "state": state, "postal_code": code}
    order = Order(fulfillment_type=FulfillmentType.PHYSICAL, shipping_address={**address, "country": country})

    assert address_lines(order) == ["Ada", "1 Main St", *written]
