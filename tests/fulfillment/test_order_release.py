"""`orderRelease`, and canceling: what becomes of orders that are held for review. The books stay Stripe's."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from commerce.doctor import doctor_stripe
from core.clock import now
from models import AuditEntry, Download, Mail, Order, OrderLine, OutboxMessage, PaymentStatus, Role, User
from tests.fulfillment.conftest import STATES, SignIn, Staff, mutation
from tests.orders.conftest import order_gid
from tests.refunds.conftest import till
from tests.support.storefront import Shopper, session_of
from tests.support.till import Till, books_balance, happened

__all__ = ["till"]

RELEASE = "orderRelease"
CANCEL = """
mutation ($id: ID!) {
  orderCancel(id: $id) { __typename ... on Order { status heldReason } ... on Error { code message } }
}
"""


async def held(till: Till, shopper: Shopper, *goods: str, **differently: Any) -> Order:
    """An order that was paid, and differs from what was paid."""
    await shopper.add(*[await shopper.line(each) for each in goods or ("digital/8x10",)])
    checkout = await shopper.checkout()
    order = await Order.get(number=checkout["order"]["number"])
    await Order.filter(id=order.id).update(**differently)
    await till.pay(session_of(checkout))
    await till.news()
    order = await Order.get(id=order.id)
    assert order.held_reason
    return order


async def adds_up(till: Till, order: Order) -> Order:
    """The order, after its books were compared with Stripe's and with its lines'."""
    order = await Order.get(id=order.id)
    charge, refunds = await till.charge(order), await till.refunds_at_stripe(order)
    given = sum(amount for amount, status in refunds if status not in {"failed", "canceled"})
    assert (order.currency.lower(), order.total, order.refunded) == (charge["currency"], charge["amount"], given)
    assert order.subtotal - order.discount + order.shipping + order.tax == order.total
    lines = await OrderLine.filter(order=order)
    for part, whole in (("total", order.subtotal), ("discount", order.discount), ("shipping", order.shipping)):
        assert sum(getattr(line, part) for line in lines) == whole, part
    await books_balance()
    assert [finding async for finding in doctor_stripe.examine(till.adapters.payments, None)] == []
    return order


@pytest.mark.parametrize(
    ("differently", "discount", "shipping"),
    [
        ({"subtotal": 1099, "total": 1099}, 100, 0),  # paid too little
        ({"subtotal": 899, "total": 899}, 0, 100),  # paid too much
    ],
)
async def test_what_was_paid_is_taken(
    till: Till, staff: Staff, guest: Shopper, differently: dict[str, int], discount: int, shipping: int
) -> None:
    order = await held(till, guest, **differently)
    await OrderLine.filter(order=order).update(
        unit_price=differently["subtotal"], total=differently["subtotal"]
    )  # fmt: skip

    released = await staff.act(RELEASE, order)
    again = await staff.act(RELEASE, order)
    await till.news(without=())

    assert (released["status"], released["heldReason"]) == ("PAID", None)
    assert again["__typename"] == "Order"
    order = await adds_up(till, order)
    assert (order.total, order.discount, order.shipping) == (999, discount, shipping)
    assert order.email == "ada@example.com"
    kinds = await happened(order)
    assert kinds[:2] == ["payment_accepted", "order_released"]
    assert kinds[-1] == "order_fulfilled"  # drawn, like any other
    assert [mail.template for mail in await Mail.filter(entity_id=order.id).order_by("id")] == [
        "order_confirmation", "files_ready",
    ]  # fmt: skip
    entry = await AuditEntry.get(action="order_release")
    assert (entry.actor, entry.after) == (staff.user.email, {"held": None})
    assert "Stripe's subtotal is 999" in (entry.before or {})["held"]


async def test_shipping_that_was_not_offered(till: Till, staff: Staff, guest: Shopper) -> None:
    params = {"shipping_options": [{"shipping_rate_data": {"fixed_amount": {"amount": 1}}}]}
    order = await held(till, guest, "poster/8x10", checkout_params=params)

    await staff.act(RELEASE, order)

    order = await adds_up(till, order)
    assert (order.discount, order.shipping, order.payment_status) == (0, 999, PaymentStatus.PAID)


async def test_ten_at_the_same_moment(till: Till, staff: Staff, guest: Shopper) -> None:
    order = await held(till, guest, checkout_params={"shipping_options": [{"shipping_rate_data": {"fixed_amount": {"amount": 1}}}]})  # fmt: skip  # noqa: E501

    answers = await asyncio.gather(*(staff.act(RELEASE, order) for _ in range(10)))

    assert {answer["__typename"] for answer in answers} == {"Order"}
    await adds_up(till, order)
    assert (await happened(order)).count("order_released") == 1
    assert await Download.filter(order=order).count() == 2
    assert await OutboxMessage.filter(actor="render_download").count() == 2
    assert await AuditEntry.filter(action="order_release").count() == 1


async def test_of_a_blocked_buyer(till: Till, staff: Staff, guest: Shopper, account: SignIn) -> None:
    blocked = (await account()).user
    await User.filter(id=blocked.id).update(email="ada@example.com", blocked_at=now())
    order = await till.buy(guest)
    assert order.held_reason
    await till.news(without=())
    before = await OutboxMessage.filter(actor="render_download").count()

    released = await staff.act(RELEASE, order)
    owed = await OutboxMessage.filter(actor="render_download").count()
    await till.news(without=())

    assert (before, owed) == (0, 2)
    assert (released["status"], released["heldReason"]) == ("PAID", None)
    assert (await adds_up(till, order)).fulfillment_status == "fulfilled"


async def test_one_that_is_not_held(till: Till, staff: Staff, guest: Shopper) -> None:
    order = await till.buy(guest)

    answer = await staff.act(RELEASE, order)

    assert answer["__typename"] == "Order"
    assert "order_released" not in await happened(order)
    assert await AuditEntry.all().count() == 0


async def test_another_currency_can_only_be_given_back(till: Till, staff: Staff, guest: Shopper) -> None:
    order = await held(till, guest, "digital/8x10", "poster/8x10", currency="JPY")

    refused = await staff.act(RELEASE, order)
    untouched = await Order.get(id=order.id)
    canceled = (await staff.shopper.ask(CANCEL, id=order_gid(order)))["orderCancel"]
    await till.news()

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "other_currency")
    assert untouched.payment_status is PaymentStatus.PENDING
    assert canceled == {"__typename": "Order", "status": "CANCELED", "heldReason": None}
    order = await adds_up(till, order)
    assert (order.currency, order.refunded) == ("USD", order.total)


@pytest.mark.parametrize("subtotal", [1, 998, 100_000])
async def test_canceling_gives_back_what_was_paid(till: Till, staff: Staff, guest: Shopper, subtotal: int) -> None:
    order = await held(till, guest, subtotal=subtotal, total=subtotal)
    await OrderLine.filter(order=order).update(unit_price=subtotal, total=subtotal)

    answers = await asyncio.gather(*(staff.shopper.ask(CANCEL, id=order_gid(order)) for _ in range(5)))
    await till.news(without=())

    assert {answer["orderCancel"]["__typename"] for answer in answers} == {"Order"}
    assert await till.refunds_at_stripe(order) == [(999, "succeeded")]
    order = await adds_up(till, order)
    assert (order.total, order.refunded, order.payment_status) == (999, 999, PaymentStatus.REFUNDED)
    assert await Download.filter(order=order, status="ready").count() == 0
    assert not await Mail.filter(entity_id=order.id).exclude(template="refund_issued").exists()


@pytest.mark.parametrize("canceled", [True, False])
async def test_money_that_came_after_a_cancel_and_is_not_what_was_asked(
    till: Till, staff: Staff, guest: Shopper, canceled: bool
) -> None:
    order = await held(
        till, guest, subtotal=998, total=998, payment_status=PaymentStatus.FAILED, canceled_at=now()
    )  # fmt: skip
    await OrderLine.filter(order=order).update(unit_price=998, total=998)

    if canceled:
        await staff.shopper.ask(CANCEL, id=order_gid(order))
    else:
        await staff.act(RELEASE, order)
    await till.news()

    order = await adds_up(till, order)
    assert (order.canceled_at is not None, order.refunded) == (canceled, 999 if canceled else 0)


async def test_given_back_in_the_dashboard_meanwhile(till: Till, staff: Staff, guest: Shopper) -> None:
    order = await held(till, guest, checkout_params={"shipping_options": [{"shipping_rate_data": {"fixed_amount": {"amount": 1}}}]})  # fmt: skip  # noqa: E501
    await till.stripe.call("POST", "/v1/refunds", {"payment_intent": order.payment_intent_id, "amount": 400})
    await till.news()

    released = await staff.act(RELEASE, order)
    await till.news()

    assert released["status"] == "PARTIALLY_REFUNDED"
    assert (await adds_up(till, order)).refunded == 400


async def test_all_given_back_in_the_dashboard_and_canceled(till: Till, staff: Staff, guest: Shopper) -> None:
    order = await held(till, guest, subtotal=998, total=998)
    await OrderLine.filter(order=order).update(unit_price=998, total=998)
    await till.stripe.call("POST", "/v1/refunds", {"payment_intent": order.payment_intent_id})
    await till.news()

    canceled = (await staff.shopper.ask(CANCEL, id=order_gid(order)))["orderCancel"]

    assert canceled["status"] == "CANCELED"
    assert await till.refunds_at_stripe(order) == [(999, "succeeded")]
    await adds_up(till, order)


async def test_disputed_meanwhile(till: Till, staff: Staff, guest: Shopper) -> None:
    order = await held(till, guest, subtotal=998, total=998)
    await OrderLine.filter(order=order).update(unit_price=998, total=998)
    await till.stripe.control("POST", "/disputes", {"charge": (await till.charge(order))["id"]})

    await staff.act(RELEASE, order)
    await till.news()

    order = await adds_up(till, order)
    assert (order.payment_status, order.held_reason) == (PaymentStatus.DISPUTED, None)


@pytest.mark.parametrize("kind", ["500", "reset"])
async def test_stripe_is_away(till: Till, staff: Staff, guest: Shopper, kind: str) -> None:
    order = await held(till, guest, subtotal=998, total=998)
    await till.stripe.control("POST", "/faults", {"match": "GET /v1/refunds*", "kind": kind, "times": 3})

    refused = await staff.act(RELEASE, order)

    assert refused["__typename"] == "PaymentUnavailableError"
    order = await Order.get(id=order.id)
    assert (order.payment_status, bool(order.held_reason)) == (PaymentStatus.PENDING, True)
    assert await AuditEntry.all().count() == 0


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    print_order: Order, guest: Shopper, account: SignIn, role: Role | None
) -> None:
    await Order.filter(id=print_order.id).update(**STATES["held"])
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(mutation(RELEASE), id=order_gid(print_order))

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert (await Order.get(id=print_order.id)).held_reason == "look at it"
