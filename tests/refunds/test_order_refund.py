"""`orderRefund`: all that is left, an amount, or lines; once, whoever asks how often."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from core.ids import new_id, to_global_id
from models import (
    AuditEntry,
    CustomerFigures,
    Order,
    OrderLine,
    OutboxMessage,
    PaymentStatus,
    Refund,
    RefundStatus,
    Role,
)
from tests.refunds.conftest import REFUND, Staff
from tests.support.outside import StripeSandbox
from tests.support.shoppers import Account
from tests.support.storefront import Shopper, design
from tests.support.till import Till, books_balance, gid, happened

SignIn = Callable[..., Awaitable[Account]]


async def line_ids(order: Order) -> list[str]:
    lines = await OrderLine.filter(order=order).order_by("position")
    return [to_global_id("OrderLine", line.id) for line in lines]


async def test_all_of_it(till: Till, staff: Staff, buyer: Shopper, customer: Account) -> None:
    order = await till.buy(buyer, "digital/8x10", "poster/18x24")
    total = 999 + 5999 + 999

    refund = await staff.refund(order, reason="Arrived torn")
    await till.news()

    assert refund["__typename"] == "Refund"
    assert (refund["amount"], refund["status"]) == ({"amount": total, "currency": "USD"}, "SUCCEEDED")
    assert (refund["source"], refund["createdBy"], refund["reason"]) == ("API", staff.user.email, "Arrived torn")
    assert [(line["quantity"], line["amount"]["amount"]) for line in refund["lines"]] == [(1, 999), (1, 5999 + 999)]
    assert await till.refunds_at_stripe(order) == [(total, "succeeded")]
    shown = await staff.standing(order)
    assert (shown["status"], shown["paymentStatus"]) == ("REFUNDED", "REFUNDED")
    assert (shown["refunded"]["amount"], shown["refundable"]["amount"]) == (total, 0)
    assert [line["refundable"]["amount"] for line in shown["lines"]] == [0, 0]
    assert await happened(order) == ["refund_requested", "refund_made"]
    figures = await CustomerFigures.get(user=customer.user)
    assert (figures.total_spent, figures.order_count) == (0, 1)
    entry = await AuditEntry.get(action="order_refund")
    assert (entry.actor, entry.target_id) == (staff.user.email, order.id)
    assert (entry.before, (entry.after or {})["refunded"]) == ({"refunded": 0}, total)
    assert await OutboxMessage.filter(actor="finish_refund").count() == 1
    await books_balance()


async def test_an_amount_and_then_the_rest(till: Till, staff: Staff, buyer: Shopper, customer: Account) -> None:
    order = await till.buy(buyer, "digital/8x10", "poster/18x24")

    first = await staff.refund(order, amount=500)
    partly = await staff.standing(order)
    rest = await staff.refund(order)
    await till.news()

    assert (first["amount"]["amount"], first["lines"]) == (500, [])
    assert (partly["status"], partly["paymentStatus"]) == ("PARTIALLY_REFUNDED", "PARTIALLY_REFUNDED")
    assert partly["refundable"]["amount"] == order.total - 500
    assert rest["amount"]["amount"] == order.total - 500
    assert sum(line["amount"]["amount"] for line in rest["lines"]) == order.total - 500
    assert await till.refunds_at_stripe(order) == [(500, "succeeded"), (order.total - 500, "succeeded")]
    assert (await CustomerFigures.get(user=customer.user)).total_spent == 0
    await books_balance()


async def test_lines_by_quantity_to_the_cent(till: Till, staff: Staff, guest: Shopper) -> None:
    three = await guest.line("digital/8x10", quantity=3)
    order = await till.buy(guest, three, "poster/8x10")
    # As a code and tax would have left it: 100 off and 31 of tax on three, which divides into neither.
    await OrderLine.filter(order=order, position=0).update(discount=100, tax=31)
    await Order.filter(id=order.id).update(discount=100, tax=31, total=order.total - 69)
    digital, _ = await line_ids(order)

    amounts = []
    for quantity in (1, 1):
        given = await staff.refund(order, lines=[{"lineId": digital, "quantity": quantity}])
        amounts.append(given["amount"]["amount"])
    last = await staff.refund(order, lines=[{"lineId": digital, "quantity": 1}])

    assert amounts == [999 - 33 + 10, 999 - 33 + 10]
    assert last["amount"]["amount"] == 999 - 34 + 11
    line = await OrderLine.get(order=order, position=0)
    assert (line.refunded, line.refunded_quantity) == (2997 - 100 + 31, 3)
    shown = await staff.standing(order)
    assert (shown["paymentStatus"], shown["lines"][0]["refundable"]["amount"]) == ("PARTIALLY_REFUNDED", 0)
    again = await staff.refund(order, lines=[{"lineId": digital, "quantity": 1}])
    assert (again["__typename"], again["path"]) == ("NothingToRefundError", ["lines", "0", "lineId"])
    await till.news()
    await books_balance()


async def test_shipping_comes_back_with_the_last_line(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer, "digital/8x10", "poster/8x10")
    digital, poster = await line_ids(order)

    first = await staff.refund(order, lines=[{"lineId": poster, "quantity": 1}])
    last = await staff.refund(order, lines=[{"lineId": digital, "quantity": 1}])

    assert (first["amount"]["amount"], last["amount"]["amount"]) == (2499, 999 + 999)
    assert [(line["quantity"], line["amount"]["amount"]) for line in last["lines"]] == [(1, 999), (0, 999)]
    assert (await staff.standing(order))["paymentStatus"] == "REFUNDED"
    await till.news()
    await books_balance()


REFUSED: list[tuple[dict[str, Any], tuple[str, list[str]]]] = [
    ({"amount": 1000}, ("RefundTooLargeError", ["amount"])),
    ({"amount": 2**31 - 1}, ("RefundTooLargeError", ["amount"])),
    ({"amount": 0}, ("InvalidInputError", ["amount"])),
    ({"amount": -5}, ("InvalidInputError", ["amount"])),
    ({"lines": []}, ("InvalidInputError", ["lines"])),
    ({"lines": [("own", 2)]}, ("QuantityInvalidError", ["lines", "0", "quantity"])),
    ({"lines": [("own", 0)]}, ("QuantityInvalidError", ["lines", "0", "quantity"])),
    ({"lines": [("own", -1)]}, ("QuantityInvalidError", ["lines", "0", "quantity"])),
    ({"lines": [("own", 1), ("own", 1)]}, ("InvalidInputError", ["lines", "1", "lineId"])),
    ({"lines": [("unknown", 1)]}, ("NotFoundError", ["lines", "0", "lineId"])),
    ({"lines": [("foreign", 1)]}, ("NotFoundError", ["lines", "0", "lineId"])),
    ({"amount": 5, "lines": [("own", 1)]}, ("InvalidInputError", ["lines"])),
    ({"reason": "x" * 501}, ("InvalidInputError", ["reason"])),
    ({"key": ""}, ("InvalidInputError", ["idempotencyKey"])),
    ({"key": "k" * 256}, ("InvalidInputError", ["idempotencyKey"])),
]
"""What is asked for, and the error with its path; lines are `own`, of a `foreign` order, or `unknown`."""


async def test_what_cannot_be_given_back_changes_nothing(till: Till, staff: Staff, buyer: Shopper) -> None:
    order, other = await till.buy(buyer), await till.buy(buyer)
    ids = {"own": (await line_ids(order))[0], "foreign": (await line_ids(other))[0]}
    ids["unknown"] = to_global_id("OrderLine", new_id())

    for wanted, expected in REFUSED:
        lines = [{"lineId": ids[name], "quantity": quantity} for name, quantity in wanted.get("lines", [])]
        refused = await staff.refund(order, **{**wanted, **({"lines": lines} if "lines" in wanted else {})})
        assert (refused["__typename"], refused["path"]) == expected, wanted
        if refused["__typename"] == "RefundTooLargeError":
            assert refused["refundable"] == {"amount": 999, "currency": "USD"}

    assert await Refund.all().count() == 0
    assert await till.refunds_at_stripe(order) == []
    assert (await Order.get(id=order.id)).refunded == 0


async def test_ids_that_lead_nowhere(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer)

    unknown = (await staff.shopper.ask(REFUND, id=to_global_id("Order", new_id())))["orderRefund"]
    codes = [
        await staff.shopper.refused(REFUND, id="nonsense"),
        await staff.shopper.refused(REFUND, id=to_global_id("Cart", order.id)),
        await staff.shopper.refused(REFUND, id=gid(order), lines=[{"lineId": gid(order), "quantity": 1}]),
    ]

    assert unknown["__typename"] == "NotFoundError"
    assert [code for _, code in codes] == ["BAD_USER_INPUT"] * 3


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    till: Till, guest: Shopper, account: SignIn, role: Role | None
) -> None:
    order = await till.buy(guest)
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(REFUND, id=gid(order))

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert await Refund.all().count() == 0
    assert await till.refunds_at_stripe(order) == []
    assert await happened(order) == []


async def test_an_unpaid_order(till: Till, staff: Staff, guest: Shopper) -> None:
    await guest.add(await guest.line())
    await guest.checkout()
    order = await Order.get()

    refused = await staff.refund(order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "pending")


async def test_a_free_order(till: Till, staff: Staff, guest: Shopper) -> None:
    coupon = await till.stripe.call("POST", "/v1/coupons", {"percent_off": 100, "duration": "once"})
    code = {"promotion[type]": "coupon", "promotion[coupon]": coupon["id"], "code": "FREE"}
    await till.stripe.call("POST", "/v1/promotion_codes", code)
    order = await till.buy(guest, promotion_code="FREE")
    assert (order.total, order.payment_status) == (0, PaymentStatus.PAID)

    refused = await staff.refund(order)

    assert (refused["__typename"], refused["free"]) == ("NothingToRefundError", True)
    assert await Refund.all().count() == 0


async def test_a_second_refund_of_all_is_told(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer)
    await staff.refund(order)

    again = await staff.refund(order)
    more = await staff.refund(order, amount=1)

    assert (again["__typename"], again["free"]) == ("NothingToRefundError", False)
    assert more["__typename"] == "NothingToRefundError"
    assert await till.refunds_at_stripe(order) == [(999, "succeeded")]


async def test_twenty_admins_at_the_same_moment(till: Till, account: SignIn, buyer: Shopper) -> None:
    order = await till.buy(buyer)
    admins = [Staff(await account(Role.ADMIN)) for _ in range(4)]

    answers = await asyncio.gather(*(admins[number % 4].refund(order) for number in range(20)))
    await till.news()

    made = {answer["id"] for answer in answers if answer["__typename"] == "Refund"}
    assert len(made) == 1
    assert {answer["__typename"] for answer in answers} <= {"Refund", "NothingToRefundError"}
    assert await till.refunds_at_stripe(order) == [(999, "succeeded")]
    assert await Refund.all().count() == 1
    await books_balance()


async def test_twenty_amounts_at_the_same_moment_are_never_more_than_is_left(
    till: Till, staff: Staff, buyer: Shopper
) -> None:
    order = await till.buy(buyer)

    answers = await asyncio.gather(*(staff.refund(order, amount=300, key=f"key-{number}") for number in range(20)))
    await till.news()

    kinds = sorted(answer["__typename"] for answer in answers)
    assert kinds == ["Refund"] * 3 + ["RefundTooLargeError"] * 17
    assert {a["refundable"]["amount"] for a in answers if a["__typename"] == "RefundTooLargeError"} <= {99}
    assert await till.refunds_at_stripe(order) == [(300, "succeeded")] * 3
    assert (await Order.get(id=order.id)).refunded == 900
    await books_balance()


async def test_one_key_is_one_refund(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer)

    answers = await asyncio.gather(*(staff.refund(order, amount=300, key="double click") for _ in range(10)))
    later = await staff.refund(order, amount=300, key="double click")
    other = await staff.refund(order, amount=301, key="double click")
    second = await staff.refund(order, amount=300, key="another")

    assert {answer["id"] for answer in answers} == {later["id"]}
    assert (other["__typename"], other["path"]) == ("InvalidInputError", ["idempotencyKey"])
    assert second["id"] != later["id"]
    assert await till.refunds_at_stripe(order) == [(300, "succeeded")] * 2


async def test_a_card_that_takes_its_time(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer, card="pm_card_pendingRefund")

    refund = await staff.refund(order)
    waiting = await staff.standing(order)
    more = await staff.refund(order)
    await till.stripe.control("POST", "/clock", {"advance_seconds": 60})
    await till.news()

    assert (refund["status"], waiting["paymentStatus"], waiting["refundable"]["amount"]) == ("PENDING", "REFUNDED", 0)
    assert more["__typename"] == "NothingToRefundError"
    assert (await Refund.get()).status is RefundStatus.SUCCEEDED
    assert await happened(order) == ["refund_requested", "refund_made"]
    await books_balance()


async def test_yen_have_no_cents(till: Till, staff: Staff, buyer: Shopper, stripe_sandbox: StripeSandbox) -> None:
    line = await buyer.line()
    await buyer.add(line, currency="JPY")
    order = await till.buy(buyer, line)
    assert order.currency == "JPY"

    given = await staff.refund(order, amount=order.total - 1)

    assert given["amount"] == {"amount": order.total - 1, "currency": "JPY"}
    assert await till.refunds_at_stripe(order) == [(order.total - 1, "succeeded")]


async def test_two_maps_in_one_order_are_two_lines(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer, "digital/8x10", await buyer.line(design=design(text="another")))
    _, second = await line_ids(order)

    given = await staff.refund(order, lines=[{"lineId": second, "quantity": 1}])

    assert [line["line"]["title"] for line in given["lines"]] == [(await OrderLine.get(order=order, position=1)).title]
    assert [line.refunded_quantity for line in await OrderLine.filter(order=order).order_by("position")] == [0, 1]
