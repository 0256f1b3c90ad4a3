"""commerce/reporting/milestones.py: what a purchase on the real road counts, once, and what stays when people go."""

from __future__ import annotations

import asyncio
from collections import Counter

from commerce.orders import orders
from commerce.payments.payments import mark_paid
from commerce.reporting import milestones
from core.database import transaction
from models import Cart, CartLine, Milestone, MilestoneKind, Order
from tests.commerce.paying import paid_session
from tests.refunds.conftest import buyer, customer, till
from tests.support.shoppers import Account, account, guest
from tests.support.storefront import Shopper, design, session_of
from tests.support.till import Till

__all__ = ["account", "buyer", "customer", "guest", "till"]

MERGE = "mutation ($token: String!) { cartMerge(token: $token) { __typename ... on Error { code message } } }"
BUY_NOW = """
mutation ($line: LineInput!) { checkoutBuyNow(line: $line) { __typename ... on Checkout { sessionUrl } } }
"""


async def counted() -> dict[str, int]:
    return dict(Counter(each.kind.value for each in await Milestone.all()))


async def test_a_purchase_is_a_cart_a_checkout_a_purchase_and_a_customer(till: Till, guest: Shopper) -> None:
    await guest.add(await guest.line())
    await guest.add(await guest.line(design=design(text="another")))
    assert await counted() == {"cart": 1}

    await guest.checkout()
    checkout = await guest.checkout()
    assert await counted() == {"cart": 1, "checkout": 1}

    await till.pay(session_of(checkout))
    await till.news()
    await till.news()
    assert await counted() == {"cart": 1, "checkout": 1, "purchase": 1, "customer": 1}


async def test_a_changed_cart_is_checked_out_once(till: Till, guest: Shopper) -> None:
    await guest.add(await guest.line())
    await guest.checkout()
    await guest.add(await guest.line(design=design(text="another")))
    await guest.checkout()

    assert await Order.all().count() == 2
    assert await counted() == {"cart": 1, "checkout": 1}


async def test_somebody_who_comes_back_is_no_new_customer(till: Till, buyer: Shopper) -> None:
    await till.buy(buyer)
    await till.buy(buyer)

    assert await counted() == {"cart": 2, "checkout": 2, "purchase": 2, "customer": 1}


async def test_what_is_bought_at_once_has_no_cart(till: Till, guest: Shopper) -> None:
    checkout = (await guest.ask(BUY_NOW, line=await guest.line()))["checkoutBuyNow"]
    await till.pay(session_of(checkout))
    await till.news()

    assert await counted() == {"customer": 1}


async def test_two_orders_of_one_customer_paid_at_once(till: Till, guest: Shopper) -> None:
    made = []
    for _ in range(2):
        await guest.add(await guest.line())
        made.append((await guest.checkout())["order"]["number"])
        guest.cart_token = None

    async def pay(number: str) -> None:
        async with transaction():
            order = await orders.lock((await Order.get(number=number)).id)
            assert order is not None
            order.email = "ada@example.com"
            await mark_paid(order, paid_session(order))

    await asyncio.gather(*map(pay, made))

    assert (await counted())["customer"] == 1


async def test_carts_that_become_one_are_one(till: Till, guest: Shopper, customer: Account) -> None:
    await guest.add(await guest.line())
    await guest.checkout()
    await customer.shopper.add(await customer.shopper.line(design=design(text="mine")))
    assert await counted() == {"cart": 2, "checkout": 1}

    for _ in range(2):
        merged = await customer.shopper.ask(MERGE, token=guest.cart_token)
        assert merged["cartMerge"]["__typename"] == "Cart"

    assert await counted() == {"cart": 1, "checkout": 1}
    mine = await Cart.get(user_id=customer.user.id, status="active")
    async with transaction():
        await milestones.note(MilestoneKind.CHECKOUT, mine.id, "USD")
    assert await counted() == {"cart": 1, "checkout": 1}


async def test_a_refused_line_makes_no_cart(till: Till, guest: Shopper) -> None:
    refused = await guest.add({**await guest.line(), "quantity": 1000})

    assert refused["__typename"] != "Cart"
    assert await counted() == {}


async def test_carts_are_cleared_away_and_stay_counted(till: Till, guest: Shopper) -> None:
    await guest.add(await guest.line())
    await CartLine.all().delete()
    await Cart.all().delete()

    assert await counted() == {"cart": 1}


async def test_a_milestone_names_nobody(till: Till, buyer: Shopper) -> None:
    await till.buy(buyer)

    columns: set[str] = set().union(*(vars(each) for each in await Milestone.all()))
    assert {name for name in columns if not name.startswith("_")} == {"id", "kind", "at", "currency", "amount"}
