"""Codes in paid orders: counted once, from the payment, whatever is delivered twice, late or out of order."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from adapters import Adapters
from commerce.inbox import inbox
from commerce.permissions import ROLE_PERMISSIONS, Permission
from core.ids import to_global_id
from models import InboxEvent, Order, OrderEvent, OrderLine, PaymentStatus, PromoCode, PromoRedemption, Role
from tests.promo_codes.conftest import Desk
from tests.support.storefront import Shopper


async def paid(number: int = 1) -> bool:
    return await Order.filter(payment_status=PaymentStatus.PAID).count() == number


async def test_a_purchase_with_a_code(desk: Desk, guest: Shopper, served: str) -> None:
    made = await desk.create("SPRING-20", percentOff=20)

    checkout = await desk.buy(guest, "spring-20", "digital/8x10", "poster/18x24")
    await desk.settle(paid)

    order = await Order.get()
    lines = await OrderLine.all().order_by("position")
    subtotal, discount = 999 + 5999, 1400
    assert (order.subtotal, order.discount, order.promo_code) == (subtotal, discount, "SPRING-20")
    assert order.total == subtotal - discount + order.shipping
    assert [line.discount for line in lines] == [200, 1200]
    assert await desk.usage(made["id"]) == {
        "code": "SPRING-20",
        "status": "ACTIVE",
        "active": True,
        "redemptionCount": 1,
        "usage": {
            "redemptions": 1,
            "revenue": [{"amount": order.total, "currency": "USD"}],
            "discounted": [{"amount": discount, "currency": "USD"}],
            "orders": {
                "totalCount": 1,
                "nodes": [
                    {
                        "number": checkout["order"]["number"],
                        "total": {"amount": order.total},
                        "discount": {"amount": discount},
                        "promoCode": "SPRING-20",
                    }
                ],
            },
        },
    }


async def test_a_code_that_leaves_nothing_to_pay(desk: Desk, guest: Shopper, served: str) -> None:
    made = await desk.create("GIFT", percentOff=100)

    await desk.buy(guest, "GIFT")
    await desk.settle(paid)

    order = await Order.get()
    assert (order.total, order.discount, order.payment_intent_id) == (0, 999, None)
    seen = await guest.ask(
        "query ($id: ID!) { node(id: $id) { ... on Order { status total { amount } refundable { amount } } } }",
        id=to_global_id("Order", order.id),
    )
    assert seen["node"]["total"] == {"amount": 0}
    assert seen["node"]["refundable"] == {"amount": 0}
    usage = (await desk.usage(made["id"]))["usage"]
    assert (usage["redemptions"], usage["revenue"], usage["discounted"]) == (
        1,
        [{"amount": 0, "currency": "USD"}],
        [{"amount": 999, "currency": "USD"}],
    )


async def test_every_event_three_times_shuffled_and_all_workers_at_once(
    desk: Desk, guest: Shopper, served: str, adapters: Adapters
) -> None:
    made = await desk.create("OFTEN", percentOff=10)
    await desk.stripe.control("POST", "/webhooks/rules", {"action": "duplicate", "copies": 2, "times": 50})
    await desk.stripe.control("POST", "/webhooks/pause")
    await desk.buy(guest, "OFTEN")
    await desk.stripe.control("POST", "/webhooks/resume", {"order": "random"})

    async def all_in() -> bool:
        return await InboxEvent.filter(type="checkout.session.completed").exists()

    await desk.settle(all_in)
    events = await InboxEvent.all()
    await asyncio.gather(*(inbox.process(event.id, adapters.payments, adapters.order_updates) for event in events * 3))

    assert await PromoRedemption.all().count() == 1
    assert (await desk.usage(made["id"]))["redemptionCount"] == 1


async def test_a_declined_attempt_and_an_expired_page_redeem_nothing(desk: Desk, guest: Shopper, served: str) -> None:
    made = await desk.create("NOPE", percentOff=10)
    with pytest.raises(AssertionError, match="declined"):
        await desk.buy(guest, "NOPE", payment_method="pm_card_chargeDeclined")
    await desk.stripe.control("POST", "/clock", {"advance_seconds": 25 * 3600})

    async def canceled() -> bool:
        return await Order.filter(payment_status=PaymentStatus.FAILED).exists()

    await desk.settle(canceled)
    assert (await desk.usage(made["id"]))["redemptionCount"] == 0


async def test_a_code_of_the_dashboard_that_is_paid_with_before_it_is_known(
    desk: Desk, guest: Shopper, served: str
) -> None:
    await desk.stripe.control("POST", "/webhooks/rules", {"action": "drop", "types": ["promotion_code.*"], "times": 50})
    coupon = await desk.stripe.call("POST", "/v1/coupons", {"percent_off": "12.5", "duration": "once"})
    word = "Dash-" + "x" * 70
    await desk.stripe.call(
        "POST", "/v1/promotion_codes",
        {"promotion[type]": "coupon", "promotion[coupon]": coupon["id"], "code": word, "max_redemptions": 5},
    )  # fmt: skip

    await desk.buy(guest, word)
    await desk.settle(paid)

    order, code = await Order.get(), await PromoCode.get()
    assert (order.discount, order.promo_code) == (125, word.upper())
    assert (code.code, str(code.percent_off), code.max_redemptions) == (word.upper(), "12.50", 5)
    (listed,) = await desk.codes(active=True)
    assert (await desk.usage(listed["id"]))["redemptionCount"] == 1


async def test_the_last_redemption_uses_a_code_up(
    desk: Desk, guest: Shopper, client: httpx.AsyncClient, served: str
) -> None:
    made = await desk.create("TWO", percentOff=10, maxRedemptions=2)
    await desk.buy(guest, "TWO")
    await desk.buy(Shopper(client), "TWO")
    await desk.settle(lambda: paid(2))

    with pytest.raises(AssertionError, match="invalid"):
        await desk.buy(Shopper(client), "TWO")
    assert (await desk.usage(made["id"]))["status"] == "USED_UP"


async def test_a_customer_beyond_the_limit_is_pointed_out_to_staff(
    desk: Desk, guest: Shopper, client: httpx.AsyncClient, served: str
) -> None:
    """Where checkout could not hold the limit: it came after the page was opened."""
    await desk.create("HELLO", percentOff=10)
    for email in ("ada@example.com", "someone@example.com"):
        await desk.buy(Shopper(client), "HELLO", email=email)
    await desk.settle(lambda: paid(2))
    checkout = await desk.open_page(guest)
    await PromoCode.all().update(per_customer_limit=1)

    await desk.pay(checkout, "HELLO", email="Ada@Example.com")
    await desk.settle(lambda: paid(3))

    event = await OrderEvent.get(type="promo_code_overused")
    assert (event.public, event.data) == (False, {"used": 2, "limit": 1})
    assert event.order_id == (await Order.all().order_by("-id").first()).id  # type: ignore[union-attr]


async def test_usage_is_by_currency(desk: Desk, guest: Shopper, client: httpx.AsyncClient, served: str) -> None:
    made = await desk.create("WORLD", percentOff=50)
    await desk.buy(guest, "WORLD")
    other = Shopper(client)
    await other.add(await other.line(), currency="EUR")
    await desk.buy(other, "WORLD")
    await desk.settle(lambda: paid(2))

    usage = (await desk.usage(made["id"]))["usage"]

    orders = {order.currency: order for order in await Order.all()}
    assert usage["redemptions"] == 2
    assert usage["revenue"] == [{"amount": orders[code].total, "currency": code} for code in ("EUR", "USD")]
    assert usage["discounted"] == [{"amount": orders[code].discount, "currency": code} for code in ("EUR", "USD")]


async def test_more_revenue_than_money_can_hold(desk: Desk, guest: Shopper, served: str) -> None:
    """Pesos add up soon, and a list of all codes must not be lost for one sum."""
    made = await desk.create("PESOS", percentOff=50)
    for number in (1, 2):
        await desk.buy(guest, "PESOS")
        await desk.settle(lambda number=number: paid(number))
    await Order.all().update(subtotal=2_000_000_000, discount=500_000_000, total=1_500_000_000, currency="COP")

    usage = (await desk.usage(made["id"]))["usage"]

    parts = [{"amount": 2_147_483_647, "currency": "COP"}, {"amount": 852_516_353, "currency": "COP"}]
    assert (usage["revenue"], usage["discounted"]) == (parts, [{"amount": 1_000_000_000, "currency": "COP"}])


async def test_what_was_given_back_is_no_revenue(desk: Desk, guest: Shopper, served: str) -> None:
    made = await desk.create("BACK", percentOff=10)
    await desk.buy(guest, "BACK")
    await desk.settle(paid)
    order = await Order.get()
    refund = "mutation ($id: ID!) { orderRefund(id: $id, amount: 300) { __typename } }"
    assert (await desk.admin.ask(refund, id=to_global_id("Order", order.id)))["orderRefund"]["__typename"] == "Refund"

    usage = (await desk.usage(made["id"]))["usage"]

    assert (usage["redemptions"], usage["revenue"]) == (1, [{"amount": 899 - 300, "currency": "USD"}])


async def test_who_may_not_see_orders_sees_none_here(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = await desk.create()
    monkeypatch.setitem(ROLE_PERMISSIONS, Role.ADMIN, frozenset({Permission.READ_PROMO_CODES}))

    query = "query ($id: ID!) { node(id: $id) { ... on PromoCode { usage { orders { nodes { id } } } } } }"
    _, code = await desk.admin.refused(query, id=made["id"])

    assert code == "FORBIDDEN"


async def test_a_page_of_codes_takes_as_many_statements_as_one(desk: Desk, query_counter: Any) -> None:
    query = """{ adminPromoCodes { nodes { status redemptionCount usage { redemptions revenue { amount } } } } }"""
    await desk.create("A")
    with query_counter() as one:
        await desk.admin.ask(query)
    for word in ("B", "C", "D"):
        await desk.create(word)
    with query_counter() as four:
        await desk.admin.ask(query)

    assert len(one) == len(four) == 3
