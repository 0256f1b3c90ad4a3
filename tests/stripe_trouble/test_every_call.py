"""Stripe in trouble, at every call that a request of ours makes: whoever asked is told to try again, and a second try
does what was asked, once. Promo codes: tests/promo_codes/test_create.py and test_change.py; refunds that crash
half-way: tests/refunds/test_crashes.py; workers: tests/reconciler.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from models import Order
from tests.refunds.conftest import Staff
from tests.support.storefront import Shopper, session_of
from tests.support.till import Till, gid

TROUBLE = [
    pytest.param({"kind": "500", "times": 3}, id="500"),
    pytest.param({"kind": "429", "times": 1}, id="429"),
    pytest.param({"kind": "reset", "times": 3}, id="reset"),
    pytest.param({"kind": "reset", "times": 3, "after": True}, id="reset after the work"),
    pytest.param({"kind": "timeout", "times": 3, "seconds": 0.1}, id="time-out"),
    pytest.param({"kind": "timeout", "times": 3, "seconds": 0.1, "after": True}, id="time-out after the work"),
]
CANCEL = """mutation ($id: ID!) { result: orderCancel(id: $id) {
  __typename ... on Order { status refunded { amount } } ... on PaymentUnavailableError { message retryAfterSeconds }
} }"""
BUY = """mutation ($line: LineInput!, $key: String) { result: checkoutBuyNow(line: $line, idempotencyKey: $key) {
  __typename
  ... on Checkout { sessionUrl order { number } }
  ... on PaymentUnavailableError { message retryAfterSeconds }
} }"""
START = """mutation { result: checkoutStart {
  __typename
  ... on Checkout { sessionUrl order { number } }
  ... on PaymentUnavailableError { message retryAfterSeconds }
} }"""

Ask = Callable[[], Awaitable[dict[str, Any]]]


async def twice(till: Till, call: str, trouble: dict[str, Any], ask: Ask) -> dict[str, Any]:
    """What a second try brings, after a first one in trouble that was answered as it should."""
    await till.stripe.control("POST", "/faults", {"match": call, **trouble})
    refused = await ask()
    await till.stripe.control("DELETE", "/faults")

    assert refused["__typename"] == "PaymentUnavailableError", refused
    assert "try again" in refused["message"]
    assert refused["retryAfterSeconds"] > 0
    return await ask()


async def pages(till: Till) -> Counter[str]:
    found = await till.stripe.call("GET", "/v1/checkout/sessions?limit=100")
    return Counter(session["status"] for session in found["data"])


@pytest.mark.parametrize("trouble", TROUBLE)
async def test_opening_a_page(till: Till, guest: Shopper, trouble: dict[str, Any]) -> None:
    await guest.add(await guest.line())

    async def start() -> dict[str, Any]:
        return dict((await guest.ask(START))["result"])

    again = await twice(till, "POST /v1/checkout/sessions", trouble, start)

    assert again["__typename"] == "Checkout"
    assert await Order.all().count() == 1
    opened = await till.stripe.call("GET", f"/v1/checkout/sessions/{session_of(again)}")
    assert (opened["status"], opened["url"]) == ("open", again["sessionUrl"])


@pytest.mark.parametrize("trouble", TROUBLE)
async def test_buying_at_once(till: Till, guest: Shopper, trouble: dict[str, Any]) -> None:
    line = await guest.line()

    async def buy() -> dict[str, Any]:
        return dict((await guest.ask(BUY, line=line, key="a purchase of its own"))["result"])

    again = await twice(till, "POST /v1/checkout/sessions", trouble, buy)

    assert again["__typename"] == "Checkout"
    assert await Order.all().count() == 1


@pytest.mark.parametrize("trouble", TROUBLE)
async def test_closing_the_page_of_a_cart_that_has_changed(till: Till, guest: Shopper, trouble: dict[str, Any]) -> None:
    await guest.add(await guest.line())
    await guest.checkout()
    await guest.add(await guest.line("poster/8x10"))

    async def start() -> dict[str, Any]:
        return dict((await guest.ask(START))["result"])

    again = await twice(till, "POST /v1/checkout/sessions/*", trouble, start)

    assert again["__typename"] == "Checkout"
    assert await pages(till) == {"expired": 1, "open": 1}
    assert await Order.filter(canceled_at=None).count() == 1


@pytest.mark.parametrize("trouble", TROUBLE)
async def test_canceling_what_was_not_paid(till: Till, staff: Staff, guest: Shopper, trouble: dict[str, Any]) -> None:
    await guest.add(await guest.line())
    await guest.checkout()
    order = await Order.get()

    async def cancel() -> dict[str, Any]:
        return dict((await staff.shopper.ask(CANCEL, id=gid(order)))["result"])

    again = await twice(till, "POST /v1/checkout/sessions/*", trouble, cancel)

    assert again["status"] == "CANCELED"
    assert await pages(till) == {"expired": 1}


@pytest.mark.parametrize("trouble", TROUBLE)
async def test_canceling_what_was_paid(till: Till, staff: Staff, guest: Shopper, trouble: dict[str, Any]) -> None:
    order = await till.buy(guest)

    async def cancel() -> dict[str, Any]:
        return dict((await staff.shopper.ask(CANCEL, id=gid(order)))["result"])

    again = await twice(till, "POST /v1/refunds", trouble, cancel)

    assert (again["status"], again["refunded"]["amount"]) == ("CANCELED", order.total)
    assert await till.refunds_at_stripe(order) == [(order.total, "succeeded")]
