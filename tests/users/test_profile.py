"""`User.profile`: what the staff wants to know of a customer before they answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

from commerce.accounts import customer_profiles
from core.database import connection, execute, transaction
from core.ids import new_id
from models import Cart, CartStatus, CustomerFigures, Order, PromoCode, PromoRedemption, User
from tests.support.sql import Statements
from tests.support.storefront import Shopper
from tests.users.conftest import Account, user_gid

_PROFILE = """
  profile {
    firstOrderAt refundRate guestOrderCount
    refunds {
      currency orders refundedOrders orderRate amountRate paid { amount } refunded { amount } lost { amount }
    }
    promoCodes { code orders lastAt }
    openCart { quantity currency }
  }
"""
PROFILE = "query ($id: ID!) { adminUser(id: $id) {" + _PROFILE + "} }"
ALL = "query ($first: Int) { adminUsers(first: $first) { nodes {" + _PROFILE + "} } }"
START = datetime(2026, 1, 1, tzinfo=UTC)


async def profile_of(staff: Account, who: Account) -> dict[str, Any]:
    return dict((await staff.shopper.ask(PROFILE, id=user_gid(who)))["adminUser"]["profile"])


async def order(user: User | None, day: int, total: int = 1000, currency: str = "USD", **more: Any) -> Order:
    """A paid one."""
    facts: dict[str, Any] = {"payment_status": "paid", "paid_at": START + timedelta(days=day), **more}
    return await Order.create(
        number=f"T-{new_id().hex[-12:]}", user=user, fulfillment_type="digital", currency=currency, subtotal=total,
        total=total, fingerprint="", success_url="", cancel_url="", checkout_params={}, checkout_expires_at=START,
        **facts,
    )  # fmt: skip


async def test_nothing_yet(admin: Account, customer: Account) -> None:
    assert await profile_of(admin, customer) == {
        "firstOrderAt": None, "refundRate": None, "guestOrderCount": 0, "refunds": [], "promoCodes": [],
        "openCart": None,
    }  # fmt: skip


async def test_refunds_by_orders_and_by_amounts(admin: Account, customer: Account) -> None:
    ada = customer.user
    await order(ada, 5, 3000, refunded=3000, payment_status="refunded")
    await order(ada, 2, 1000, refunded=200, payment_status="partially_refunded")
    await order(ada, 9, 6000)
    await order(ada, 3, 2000, "EUR", lost=2000, payment_status="disputed")
    await order(ada, 1, 500, payment_status="pending", paid_at=None)
    await order(None, 1, 500)

    profile = await profile_of(admin, customer)

    assert (profile["firstOrderAt"], profile["refundRate"]) == ("2026-01-03T00:00:00Z", 0.5)
    assert profile["refunds"] == [
        {
            "currency": "EUR", "orders": 1, "refundedOrders": 0, "orderRate": 0.0, "amountRate": 0.0,
            "paid": {"amount": 2000}, "refunded": {"amount": 0}, "lost": {"amount": 2000},
        },
        {
            "currency": "USD", "orders": 3, "refundedOrders": 2, "orderRate": 2 / 3, "amountRate": 0.32,
            "paid": {"amount": 10000}, "refunded": {"amount": 3200}, "lost": {"amount": 0},
        },
    ]  # fmt: skip


async def test_more_was_spent_than_money_can_hold(admin: Account, customer: Account) -> None:
    for day in range(3):
        await order(customer.user, day, 2_000_000_000, "COP", refunded=1_000_000_000, payment_status="refunded")
    await CustomerFigures.create(user=customer.user, currency="COP", total_spent=3_000_000_000, order_count=3)

    (refunds,) = (await profile_of(admin, customer))["refunds"]
    stats = "{ adminUsers { nodes { email stats { totalSpent { amount currency } averageOrder { amount } } } } }"
    people = {node["email"]: node["stats"] for node in (await admin.shopper.ask(stats))["adminUsers"]["nodes"]}

    assert (refunds["paid"], refunds["refunded"]) == ({"amount": 6_000_000_000}, {"amount": 3_000_000_000})
    assert people[customer.user.email] == {
        "totalSpent": [{"amount": 2_147_483_647, "currency": "COP"}, {"amount": 852_516_353, "currency": "COP"}],
        "averageOrder": [{"amount": 1_000_000_000}],
    }


async def test_a_free_order_has_no_share_of_money(admin: Account, customer: Account) -> None:
    await order(customer.user, 1, 0)

    (refunds,) = (await profile_of(admin, customer))["refunds"]

    assert (refunds["orderRate"], refunds["amountRate"]) == (0.0, None)


async def test_codes_the_latest_first(admin: Account, customer: Account) -> None:
    summer = await PromoCode.create(code="SUMMER", percent_off=10)
    winter = await PromoCode.create(code="WINTER", percent_off=10)
    for code, day in ((summer, 1), (winter, 5), (summer, 9)):
        await PromoRedemption.create(promo_code=code, order=await order(customer.user, day))

    assert (await profile_of(admin, customer))["promoCodes"] == [
        {"code": "SUMMER", "orders": 2, "lastAt": "2026-01-10T00:00:00Z"},
        {"code": "WINTER", "orders": 1, "lastAt": "2026-01-06T00:00:00Z"},
    ]


async def test_a_cart_that_waits(guest: Shopper, admin: Account, customer: Account) -> None:
    await customer.shopper.add(await customer.shopper.line(quantity=2))
    before = (await profile_of(admin, customer))["openCart"]
    await Cart.all().update(status=CartStatus.CHECKED_OUT)

    assert before == {"quantity": 2, "currency": "USD"}
    assert (await profile_of(admin, customer))["openCart"] is None


async def test_orders_of_the_address_without_the_account(admin: Account, customer: Account) -> None:
    for user, email in ((None, customer.user.email), (customer.user, customer.user.email), (None, "bob@example.com")):
        await order(user, 1, email=email)

    assert (await profile_of(admin, customer))["guestOrderCount"] == 1


async def test_the_person_does_not_see_it(customer: Account) -> None:
    assert (await customer.shopper.ask("{ me {" + _PROFILE + "} }"))["me"] == {"profile": None}


async def test_the_same_statements_whatever_the_number(
    admin: Account, customer: Account, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    for number in range(4):
        await order(await User.create(email=f"p{number}@example.com"), 1)

    counts = []
    for first in (1, 6):
        with query_counter() as statements:
            assert len((await admin.shopper.ask(ALL, first=first))["adminUsers"]["nodes"]) == first
        counts.append(len(statements))

    assert counts == [7, 7]  # who asks, the page, its people; their orders, codes, carts and orders as guests


async def test_along_the_indexes_of_an_account(db: None) -> None:
    async with transaction():
        await execute("SET LOCAL enable_seqscan = off")
        for sql, value in (
            (customer_profiles._HISTORIES, [new_id()]),
            (customer_profiles._CODES, [new_id()]),
            (customer_profiles._CARTS, [new_id()]),
            (customer_profiles._GUESTS, ["ada@example.com"]),
        ):
            plan = await connection().execute_query_dict(f"EXPLAIN {sql}", [value])
            text = "\n".join(row["QUERY PLAN"] for row in plan)
            assert "Seq Scan" not in text, text
