"""`orderRefundPreview`: what orderRefund would do, to the cent, without doing it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from core.ids import to_global_id
from models import AuditEntry, CustomerFigures, Download, DownloadStatus, Order, OrderEvent, OrderLine, Refund, Role
from tests.refunds.conftest import Staff
from tests.support.shoppers import Account
from tests.support.storefront import Shopper
from tests.support.till import Till, gid

PREVIEW = """
mutation ($id: ID!, $amount: Int, $lines: [RefundLineInput!]) {
  orderRefundPreview(id: $id, amount: $amount, lines: $lines) {
    __typename
    ... on RefundPreview {
      amount { amount currency } refundableAfter { amount } paymentStatusAfter
      lines {
        line { title } quantity keepsDownloads
        goods { amount } discount { amount } tax { amount } shipping { amount } earlier { amount } amount { amount }
      }
      downloadsKept { fileName } downloadsLost { fileName }
      customerStats { orderCount totalSpent { amount currency } }
    }
    ... on Error { code path }
    ... on NothingToRefundError { free }
    ... on StateInvalidError { state }
  }
}
"""
SignIn = Callable[..., Awaitable[Account]]
COMPONENTS = ("goods", "discount", "tax", "shipping", "earlier", "amount")


async def preview(staff: Staff, order: Order, **wanted: Any) -> dict[str, Any]:
    return dict((await staff.shopper.ask(PREVIEW, id=gid(order), **wanted))["orderRefundPreview"])


def shares(shown: dict[str, Any]) -> list[tuple[int, ...]]:
    return [(line["quantity"], *(line[name]["amount"] for name in COMPONENTS)) for line in shown["lines"]]


async def discounted(till: Till, buyer: Shopper) -> Order:
    """Two digital copies and a poster with shipping, ten percent off."""
    coupon = await till.stripe.call("POST", "/v1/coupons", {"percent_off": 10, "duration": "once"})
    code = {"promotion[type]": "coupon", "promotion[coupon]": coupon["id"], "code": "TEN"}
    await till.stripe.call("POST", "/v1/promotion_codes", code)
    two = await buyer.line(quantity=2)
    return await till.buy(buyer, two, "poster/8x10", promotion_code="TEN")


async def test_all_of_it_line_by_line_and_then_it_happens(
    till: Till, staff: Staff, buyer: Shopper, customer: Account
) -> None:
    order = await discounted(till, buyer)
    assert (order.discount, order.shipping, order.total) == (450, 999, 1998 + 2499 - 450 + 999)

    shown = await preview(staff, order)

    assert shown["amount"] == {"amount": order.total, "currency": "USD"}
    assert (shown["refundableAfter"]["amount"], shown["paymentStatusAfter"]) == (0, "REFUNDED")
    assert shares(shown) == [(2, 1998, 200, 0, 0, 0, 1798), (1, 2499, 250, 0, 999, 0, 3248)]
    assert [line["keepsDownloads"] for line in shown["lines"]] == [False, False]
    assert shown["customerStats"] == {"orderCount": 1, "totalSpent": [{"amount": 0, "currency": "USD"}]}
    done = await staff.refund(order)
    assert [line["amount"]["amount"] for line in done["lines"]] == [1798, 3248]
    assert (await CustomerFigures.get(user=customer.user)).total_spent == 0


async def test_a_unit_of_a_line(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await discounted(till, buyer)
    line = await OrderLine.get(order=order, position=0)

    shown = await preview(staff, order, lines=[{"lineId": to_global_id("OrderLine", line.id), "quantity": 1}])

    assert shares(shown) == [(1, 999, 100, 0, 0, 0, 899)]
    assert [entry["keepsDownloads"] for entry in shown["lines"]] == [True]
    assert [file["fileName"][-8:] for file in shown["downloadsKept"]] == ["8x10.png", "8x10.pdf"]
    assert shown["downloadsLost"] == []
    assert shown["paymentStatusAfter"] == "PARTIALLY_REFUNDED"
    assert shown["customerStats"]["totalSpent"] == [{"amount": order.total - 899, "currency": "USD"}]


async def test_the_rest_after_a_mere_amount(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await discounted(till, buyer)
    await staff.refund(order, amount=1000)

    shown = await preview(staff, order)

    assert shown["amount"]["amount"] == order.total - 1000
    assert sum(line["earlier"]["amount"] for line in shown["lines"]) == 1000
    for _, goods, discount, tax, shipping, earlier, amount in shares(shown):
        assert goods - discount + tax + shipping - earlier == amount
    assert sum(line["amount"]["amount"] for line in shown["lines"]) == order.total - 1000


async def test_an_amount_of_a_guests_order(till: Till, staff: Staff, guest: Shopper) -> None:
    order = await till.buy(guest)
    await Download.filter(order=order).update(status=DownloadStatus.READY)

    shown = await preview(staff, order, amount=500)

    assert (shown["lines"], shown["customerStats"]) == ([], None)
    assert (shown["refundableAfter"]["amount"], len(shown["downloadsKept"])) == (499, 2)


async def test_nothing_changes(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer)
    events = await OrderEvent.filter(order=order).count()

    for wanted in ({}, {"amount": 500}, {"amount": 5000}, {"amount": -1}):
        await preview(staff, order, **wanted)

    assert await Refund.all().count() == await AuditEntry.all().count() == 0
    assert await OrderEvent.filter(order=order).count() == events
    assert (await Order.get(id=order.id)).refunded == 0
    assert await till.refunds_at_stripe(order) == []


async def test_it_says_no_as_the_refund_would(till: Till, staff: Staff, guest: Shopper) -> None:
    order = await till.buy(guest)
    too_much = await preview(staff, order, amount=1000)
    await staff.refund(order)
    nothing = await preview(staff, order)
    await guest.add(await guest.line())
    await guest.checkout()
    unpaid = await preview(staff, await Order.filter(payment_status="pending").get())

    assert (too_much["__typename"], too_much["path"]) == ("RefundTooLargeError", ["amount"])
    assert (nothing["__typename"], nothing["free"]) == ("NothingToRefundError", False)
    assert (unpaid["__typename"], unpaid["state"]) == ("StateInvalidError", "pending")


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_it_is_for_staff(till: Till, guest: Shopper, account: SignIn, role: Role | None) -> None:
    order = await till.buy(guest)
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(PREVIEW, id=gid(order))

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
