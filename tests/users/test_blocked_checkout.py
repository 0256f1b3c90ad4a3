"""Who is blocked buys nothing: not with the account, not as a guest of its address, not in between."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from typing import Any

import pytest

from adapters.payments import CheckoutSession, Payments
from commerce.orders import orders
from commerce.payments.payments import mark_paid
from core.clock import now
from core.database import transaction
from models import Download, DownloadStatus, Order, OrderEvent, PaymentStatus, User
from tests.commerce.paying import paid_session
from tests.support.outside import StripeSandbox
from tests.support.sql import waits_for_a_lock
from tests.support.state import fingerprint
from tests.support.storefront import Shopper, session_of
from tests.users.conftest import BLOCK, Account, SignIn, act

RunOutbox = Callable[[], Awaitable[int]]
_BLOCKED = "__typename ... on Error { code message path } ... on AccountBlockedError { blockedAt }"
START = "mutation { result: checkoutStart { " + _BLOCKED + " } }"
BUY = (
    "mutation ($line: LineInput!, $email: EmailAddress, $key: String) "
    "{ result: checkoutBuyNow(line: $line, email: $email, idempotencyKey: $key) { "
    + _BLOCKED
    + " ... on Checkout { sessionUrl } } }"
)
EMAIL_SET = "mutation ($email: EmailAddress!) { cartEmailSet(email: $email) { __typename } }"
TO_A_GUEST = {
    "__typename": "AccountBlockedError",
    "code": "ACCOUNT_BLOCKED",
    "message": "Nothing can be bought with this e-mail address. Ask the shop's support.",
    "path": None,
    "blockedAt": None,
}


@pytest.fixture
async def blocked(account: SignIn) -> Account:
    """A blocked account."""
    made = await account()
    await User.filter(id=made.user.id).update(blocked_at=now(), blocked_reason="fraud", email="mallory@example.com")
    return made


async def test_the_account_itself(guest: Shopper, blocked: Account, stripe_sandbox: StripeSandbox) -> None:
    before = await fingerprint()
    line = await guest.line()

    assert (await blocked.shopper.refused(START))[0] == 401
    assert (await blocked.shopper.refused(BUY, line=line))[0] == 401
    assert await fingerprint() == before


@pytest.mark.parametrize("email", ["mallory@example.com", "Mallory@Example.COM"])
async def test_a_guests_cart_of_its_address(
    guest: Shopper, blocked: Account, stripe_sandbox: StripeSandbox, email: str
) -> None:
    await guest.add(await guest.line())
    await guest.ask(EMAIL_SET, email=email)
    before = await fingerprint()

    assert (await guest.ask(START))["result"] == TO_A_GUEST
    assert await fingerprint() == before


@pytest.mark.parametrize("email", ["mallory@example.com", "Mallory@Example.COM"])
async def test_a_guest_who_buys_one_thing(
    guest: Shopper, blocked: Account, stripe_sandbox: StripeSandbox, email: str
) -> None:
    line = await guest.line()
    before = await fingerprint()

    assert (await guest.ask(BUY, line=line, email=email))["result"] == TO_A_GUEST
    assert await fingerprint() == before


async def test_a_key_from_before_the_block(
    guest: Shopper, admin: Account, account: SignIn, stripe_sandbox: StripeSandbox
) -> None:
    customer = await account()
    wish = {"line": await guest.line(), "email": customer.user.email, "key": "0123456789abcdef"}
    assert (await guest.ask(BUY, **wish))["result"]["__typename"] == "Checkout"

    await act(admin, BLOCK, customer, reason="fraud")

    assert (await guest.ask(BUY, **wish))["result"] == TO_A_GUEST


async def test_somebody_elses_blocked_address(
    guest: Shopper, blocked: Account, account: SignIn, stripe_sandbox: StripeSandbox
) -> None:
    buyer = await account()
    line = await guest.line()

    result = (await buyer.shopper.ask(BUY, line=line, email="mallory@example.com"))["result"]

    assert result == TO_A_GUEST


async def test_others_are_not_bothered(guest: Shopper, blocked: Account, stripe_sandbox: StripeSandbox) -> None:
    result = (await guest.ask(BUY, line=await guest.line(), email="other@example.com"))["result"]

    assert result["__typename"] == "Checkout"


async def test_pages_to_pay_on_are_closed(
    guest: Shopper, admin: Account, account: SignIn, stripe_sandbox: StripeSandbox, run_outbox: RunOutbox
) -> None:
    customer, other = await account(), Shopper(guest.http)
    line = await guest.line()
    await customer.shopper.add(line)
    own = await customer.shopper.checkout()
    as_guest = (await guest.ask(BUY, line=line, email=customer.user.email))["result"]
    others = (await other.ask(BUY, line=line, email="other@example.com"))["result"]

    await act(admin, BLOCK, customer, reason="fraud")
    await run_outbox()

    states = []
    for page in (own, as_guest, others):
        session = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{session_of(page)}")
        states.append((session["status"], (await Order.get(checkout_session_id=session["id"])).payment_status))
    assert states == [
        ("expired", PaymentStatus.FAILED), ("expired", PaymentStatus.FAILED), ("open", PaymentStatus.PENDING),
    ]  # fmt: skip


async def test_a_block_waits_for_a_checkout_that_is_being_written_and_closes_it(
    guest: Shopper,
    admin: Account,
    account: SignIn,
    stripe_sandbox: StripeSandbox,
    run_outbox: RunOutbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    customer = await account()
    await customer.shopper.add(await guest.line())
    writing, outside = orders.create, copy_context()
    blocking: list[asyncio.Task[dict[str, Any]]] = []

    async def slowly(*args: Any, **kwargs: Any) -> Order:
        order = await writing(*args, **kwargs)
        blocking.append(asyncio.create_task(act(admin, BLOCK, customer, reason="fraud"), context=outside))
        assert await waits_for_a_lock(blocking[0])
        return order

    monkeypatch.setattr(orders, "create", slowly)
    await customer.shopper.checkout()
    assert (await blocking[0])["blocked"] is True
    await run_outbox()

    order = await Order.get()
    assert order.payment_status is PaymentStatus.FAILED
    session = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{order.checkout_session_id}")
    assert session["status"] == "expired"


async def test_a_block_between_the_order_and_its_page(
    guest: Shopper,
    admin: Account,
    account: SignIn,
    stripe_sandbox: StripeSandbox,
    run_outbox: RunOutbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    customer = await account()
    await customer.shopper.add(await guest.line())
    opening = Payments.create_session
    opened: list[CheckoutSession] = []

    async def late(self: Payments, *args: Any, **kwargs: Any) -> CheckoutSession:
        await act(admin, BLOCK, customer, reason="fraud")
        await run_outbox()
        opened.append(await opening(self, *args, **kwargs))
        return opened[0]

    monkeypatch.setattr(Payments, "create_session", late)
    result = (await customer.shopper.ask(START))["result"]

    assert (result["__typename"], result["code"]) == ("StateInvalidError", "STATE_INVALID")
    session = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{opened[0].id}")
    assert session["status"] == "expired"
    assert (await Order.get()).payment_status is PaymentStatus.FAILED


async def test_who_says_only_at_stripe_who_they_are_gets_nothing_before_somebody_looked(
    guest: Shopper, blocked: Account, stripe_sandbox: StripeSandbox, run_outbox: RunOutbox
) -> None:
    await guest.add(await guest.line())
    await guest.checkout()
    order = await Order.get()
    assert order.email is None

    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        assert (
            await mark_paid(locked, paid_session(locked, customer_details={"email": "Mallory@Example.com"})) == "paid"
        )
    await run_outbox()

    paid = await Order.get(id=order.id)
    assert (paid.payment_status, paid.held_reason) == (PaymentStatus.PAID, "the buyer's account is blocked")
    assert {file.status for file in await Download.filter(order=paid)} == {DownloadStatus.PENDING}
    assert "order_held" in await OrderEvent.filter(order=paid, public=False).values_list("type", flat=True)
