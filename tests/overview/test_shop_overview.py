"""`shopOverview`: what it says over GraphQL, and who may ask. What counts is tests/overview/test_figures.py's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.ids import to_global_id
from models import Product, PromoCode, Role
from tests.overview.conftest import Books, at
from tests.support.shoppers import SignIn
from tests.support.sql import Statements

OVERVIEW = """
query ($from: Date!, $to: Date!, $currency: Currency) {
  shopOverview(from: $from, to: $to, currency: $currency) {
    from to previousFrom previousTo timezone
    currencies {
      currency
      current { ...All }
      previous { orders net { amount } }
      byDay { date figures { orders net { amount } } }
      topProducts { productId name quantity revenue { amount } previousQuantity previousRevenue { amount } }
      topPromoCodes { promoCodeId code redemptions discounts { amount } revenue { amount } }
    }
  }
}
fragment All on ShopFigures {
  orders gross { amount currency formatted } discounts { amount } shipping { amount } tax { amount } sales { amount }
  refunded { amount } refunds lost { amount } net { amount } averageOrder { amount } newCustomers promoRedemptions
  carts checkouts purchases conversionRate cartAbandonmentRate checkoutAbandonmentRate
}
"""


async def test_a_period_and_the_one_before(books: Books, account: SignIn) -> None:
    product, code = await Product.get(slug="poster"), await PromoCode.create(code="SUMMER", percent_off=10)
    await books.paid(at("2026-02-28 12:00"), subtotal=3000, product_id=product.id)
    order = await books.paid(
        at("2026-03-02 12:00"), subtotal=5000, discount=500, shipping=999, tax=300, product_id=product.id, code=code
    )
    await books.refund(order, at("2026-03-03 12:00"), 1000)
    await books.lose(order, at("2026-03-03 12:00"), 99)
    await books.cart(at("2026-03-02 12:00"), paid=True)
    await books.cart(at("2026-03-02 12:00"))

    seen = await (await account(Role.ADMIN)).shopper.ask(OVERVIEW, **{"from": "2026-03-02", "to": "2026-03-03"})

    overview = seen["shopOverview"]
    assert {name: overview[name] for name in ("from", "to", "previousFrom", "previousTo", "timezone")} == {
        "from": "2026-03-02", "to": "2026-03-03", "previousFrom": "2026-02-28", "previousTo": "2026-03-01",
        "timezone": "UTC",
    }  # fmt: skip
    (usd,) = overview["currencies"]
    assert usd == {
        "currency": "USD",
        "current": {
            "orders": 1, "gross": {"amount": 6299, "currency": "USD", "formatted": "$62.99"},
            "discounts": {"amount": 500}, "shipping": {"amount": 999}, "tax": {"amount": 300},
            "sales": {"amount": 5799}, "refunded": {"amount": 1000}, "refunds": 1, "lost": {"amount": 99},
            "net": {"amount": 4700}, "averageOrder": {"amount": 5799}, "newCustomers": 0, "promoRedemptions": 1,
            "carts": 2, "checkouts": 1, "purchases": 1, "conversionRate": 0.5, "cartAbandonmentRate": 0.5,
            "checkoutAbandonmentRate": 0.0,
        },
        "previous": {"orders": 1, "net": {"amount": 3000}},
        "byDay": [
            {"date": "2026-03-02", "figures": {"orders": 1, "net": {"amount": 5799}}},
            {"date": "2026-03-03", "figures": {"orders": 0, "net": {"amount": -1099}}},
        ],
        "topProducts": [
            {
                "productId": to_global_id("Product", product.id), "name": product.name, "quantity": 1,
                "revenue": {"amount": 4500}, "previousQuantity": 1, "previousRevenue": {"amount": 3000},
            }
        ],
        "topPromoCodes": [
            {
                "promoCodeId": to_global_id("PromoCode", code.id), "code": "SUMMER", "redemptions": 1,
                "discounts": {"amount": 500}, "revenue": {"amount": 5799},
            }
        ],
    }  # fmt: skip


async def test_more_money_than_fits_into_an_int(books: Books, account: SignIn) -> None:
    for _ in range(3):
        await books.paid(at("2026-03-02 12:00"), subtotal=2_000_000_000)

    seen = await (await account(Role.ADMIN)).shopper.ask(OVERVIEW, **{"from": "2026-03-02", "to": "2026-03-02"})

    gross = seen["shopOverview"]["currencies"][0]["current"]["gross"]
    assert gross == {"amount": 6_000_000_000, "currency": "USD", "formatted": "$60,000,000.00"}


async def test_two_years_by_day_in_one_question(
    books: Books, account: SignIn, query_counter: Callable[[], Any]
) -> None:
    shopper = (await account(Role.ADMIN)).shopper
    await books.paid(at("2024-03-02 12:00"))
    await books.paid(at("2024-03-02 12:00"), currency="EUR")

    with query_counter() as statements:
        seen = await shopper.ask(OVERVIEW, **{"from": "2024-01-01", "to": "2025-12-31"})

    assert [len(each["byDay"]) for each in seen["shopOverview"]["currencies"]] == [731, 731]
    assert isinstance(statements, Statements)
    assert len(statements) == 1 + 5, "whoever asks, and the figures, however many days and currencies"


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"from": "2026-03-02", "to": "2026-03-01"}, "BAD_USER_INPUT"),
        ({"from": "1999-12-31", "to": "2000-01-01"}, "BAD_USER_INPUT"),
        ({"from": "2020-01-01", "to": "2026-01-01"}, "BAD_USER_INPUT"),
        ({"from": "2026-02-30", "to": "2026-03-01"}, "BAD_USER_INPUT"),
        ({"from": "2026-03-01", "to": "2026-03-01", "currency": "usd"}, "BAD_USER_INPUT"),
    ],
)
async def test_what_cannot_be_asked(books: Books, account: SignIn, variables: dict[str, str], code: str) -> None:
    shopper = (await account(Role.ADMIN)).shopper

    assert (await shopper.refused(OVERVIEW, **variables))[1] == code
