"""`checkoutStart` and `checkoutBuyNow` with a promo code: checked before anybody can pay, also per customer."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from core.clock import now, travel
from models import Order, PaymentStatus, PromoRedemption
from tests.promo_codes.conftest import Desk, SignIn
from tests.support.storefront import Shopper, session_of

START = """mutation ($code: String) { result: checkoutStart(promoCode: $code) {
  __typename
  ... on Checkout { sessionUrl order { number promoCode subtotal { amount } discount { amount } total { amount } } }
  ... on PromoCodeInvalidError { code reason promoCode path }
  ... on Error { code message }
} }"""
BUY = START.replace("mutation ($code: String) { result: checkoutStart(promoCode: $code)", (
    "mutation ($line: LineInput!, $email: EmailAddress, $code: String) "
    "{ result: checkoutBuyNow(line: $line, email: $email, promoCode: $code)"
))  # fmt: skip
EMAIL = "mutation ($email: EmailAddress!) { cartEmailSet(email: $email) { __typename } }"


async def check_out(shopper: Shopper, code: str | None, *lines: str) -> dict[str, Any]:
    if lines:
        await shopper.add(*[await shopper.line(line) for line in lines])
    return dict((await shopper.ask(START, code=code))["result"])


async def pay(desk: Desk, checkout: dict[str, Any], **more: str) -> dict[str, Any]:
    paid = {"payment_method": "pm_card_visa", "email": "ada@example.com", **more}
    return await desk.stripe.call("POST", f"/v1/payment_pages/{session_of(checkout)}/confirm", paid)


async def session(desk: Desk, checkout: dict[str, Any]) -> dict[str, Any]:
    return await desk.stripe.call("GET", f"/v1/checkout/sessions/{session_of(checkout)}")


async def test_the_discount_is_there_before_anything_is_paid(desk: Desk, guest: Shopper) -> None:
    await desk.create("SPRING-20", percentOff=20)

    checkout = await check_out(guest, " spring-20 ", "digital/8x10")

    assert checkout["order"] == {
        "number": checkout["order"]["number"],
        "promoCode": "SPRING-20",
        "subtotal": {"amount": 999},
        "discount": {"amount": 200},
        "total": {"amount": 799},
    }
    opened = await session(desk, checkout)
    assert (opened["amount_total"], opened["allow_promotion_codes"]) == (799, None)


async def test_it_is_redeemed_with_the_payment(served: str, desk: Desk, guest: Shopper) -> None:
    await desk.create("SPRING-20", percentOff=20)
    checkout = await check_out(guest, "SPRING-20", "digital/8x10")

    await pay(desk, checkout)

    await desk.settle(PromoRedemption.exists)
    order = await Order.get()
    assert (order.promo_code, order.discount, order.total) == ("SPRING-20", 200, 799)


async def test_the_same_cart_and_code_is_one_page_and_another_code_closes_it(desk: Desk, guest: Shopper) -> None:
    await desk.create("SPRING-20", percentOff=20)
    await desk.create("HALF", percentOff=50)

    first = await check_out(guest, "SPRING-20", "digital/8x10")
    again = await check_out(guest, "spring-20")
    other = await check_out(guest, "HALF")

    assert again["sessionUrl"] == first["sessionUrl"] != other["sessionUrl"]
    assert (await session(desk, first))["status"] == "expired"
    assert other["order"]["total"] == {"amount": 499}


@pytest.mark.parametrize(
    ("made", "typed", "reason"),
    [
        ({}, "NOBODYS", "UNKNOWN"),
        ({}, "X" * 501, "UNKNOWN"),
        ({"amountOff": 500, "currency": "EUR"}, "CODE", "CURRENCY"),
        ({"percentOff": 10, "minimumAmount": 1000, "minimumCurrency": "USD"}, "CODE", "BELOW_MINIMUM"),
        ({"percentOff": 10, "perCustomerLimit": 1}, "CODE", "EMAIL_NEEDED"),
    ],
)
async def test_a_code_that_does_not_count_orders_nothing(
    desk: Desk, guest: Shopper, made: dict[str, Any], typed: str, reason: str
) -> None:
    made = {**made, **({"minimumAmount": made["minimumAmount"]} if "minimumAmount" in made else {})}
    assert (await desk.create("CODE", **made))["__typename"] == "PromoCode"

    refused = await check_out(guest, typed, "digital/8x10")

    assert (refused["__typename"], refused["reason"]) == ("PromoCodeInvalidError", reason)
    assert (refused["promoCode"], refused["path"]) == (typed, ["promoCode"])
    assert await Order.all().count() == 0


async def test_a_code_that_leaves_less_than_cards_can_pay(desk: Desk, guest: Shopper) -> None:
    await desk.create("ALMOST", amountOff=980, currency="USD")

    refused = await check_out(guest, "ALMOST", "digital/8x10")
    without = await check_out(guest, None)

    assert (refused["__typename"], refused["reason"]) == ("PromoCodeInvalidError", "REFUSED")
    assert without["order"]["total"] == {"amount": 999}
    assert await Order.filter(payment_status=PaymentStatus.PENDING).count() == 1


async def test_a_code_whose_time_is_over(desk: Desk, guest: Shopper) -> None:
    await desk.create("CODE", percentOff=10, expiresAt=(now() + timedelta(hours=1)).isoformat())

    with travel(timedelta(hours=2)):
        refused = await check_out(guest, "CODE", "digital/8x10")

    assert refused["reason"] == "EXPIRED"


async def test_a_code_that_is_switched_off_leaves_the_open_page_alone(desk: Desk, guest: Shopper) -> None:
    made = await desk.create("CODE", percentOff=10)
    checkout = await check_out(guest, None, "digital/8x10")
    await desk.update(made["id"], active=False)

    refused = await check_out(guest, "CODE")

    assert refused["reason"] == "UNKNOWN"
    assert (await session(desk, checkout))["status"] == "open"


async def test_once_a_customer(served: str, desk: Desk, account: SignIn, guest: Shopper) -> None:
    await desk.create("ONCE", percentOff=20, perCustomerLimit=1)
    ada = await account()
    await pay(desk, await check_out(ada.shopper, "ONCE", "digital/8x10"))
    await desk.settle(PromoRedemption.exists)

    again = await check_out(ada.shopper, "ONCE", "digital/8x10")
    await guest.add(await guest.line("digital/8x10"))
    await guest.ask(EMAIL, email=ada.user.email)
    as_guest = await check_out(guest, "ONCE")
    without = await check_out(ada.shopper, None)

    assert (again["reason"], as_guest["reason"]) == ("CUSTOMER_LIMIT", "CUSTOMER_LIMIT")
    assert (await session(desk, without))["allow_promotion_codes"] is not True
    assert await PromoRedemption.all().count() == 1


async def test_two_pages_at_once_are_one_use(desk: Desk, account: SignIn) -> None:
    await desk.create("ONCE", percentOff=20, perCustomerLimit=1)
    ada = (await account()).shopper
    await ada.add(await ada.line("digital/8x10"))
    line = await ada.line("digital/18x24")

    answers = await asyncio.gather(
        ada.ask(START, code="ONCE"), *[ada.ask(BUY, line=line, code="ONCE") for _ in range(3)]
    )

    results = [answer["result"] for answer in answers]
    assert sorted(result["__typename"] for result in results) == ["Checkout", *["PromoCodeInvalidError"] * 3]
    assert {result["reason"] for result in results if "reason" in result} == {"CUSTOMER_LIMIT"}


async def test_a_limited_code_can_be_typed_where_its_limit_holds(desk: Desk, account: SignIn, guest: Shopper) -> None:
    await desk.create("ONCE", percentOff=20, perCustomerLimit=1)
    ada = (await account()).shopper

    mine = await check_out(ada, None, "digital/8x10")
    second = (await ada.ask(BUY, line=await ada.line("digital/18x24")))["result"]
    unknown = await check_out(guest, None, "digital/8x10")

    may_type = [(await session(desk, each))["allow_promotion_codes"] for each in (mine, second, unknown)]
    assert may_type == [True, None, None]


async def test_without_limited_codes_everybody_types(desk: Desk, guest: Shopper) -> None:
    await desk.create("ONCE", percentOff=20)

    checkout = await check_out(guest, None, "digital/8x10")

    assert (await session(desk, checkout))["allow_promotion_codes"] is True


async def test_a_code_that_stripe_refuses_orders_nothing(desk: Desk, guest: Shopper) -> None:
    await desk.create("CODE", percentOff=10)
    promotion = (await desk.stripe.call("GET", "/v1/promotion_codes"))["data"][0]
    await desk.stripe.call("POST", f"/v1/promotion_codes/{promotion['id']}", {"active": "false"})

    refused = await check_out(guest, "CODE", "digital/8x10")

    assert refused["reason"] == "REFUSED"
    assert (await Order.get()).canceled_at is not None
    assert (await check_out(guest, None))["__typename"] == "Checkout"


@pytest.mark.usefixtures("still_clock")
async def test_nobody_tries_all_words(desk: Desk, guest: Shopper) -> None:
    await guest.add(await guest.line("digital/8x10"))

    answers = [await check_out(guest, f"WORD-{number}") for number in range(61)]

    assert [answer["__typename"] for answer in answers[:60]] == ["PromoCodeInvalidError"] * 60
    assert answers[60]["__typename"] == "RateLimitedError"
