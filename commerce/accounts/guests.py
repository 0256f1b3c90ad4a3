"""Guests: how they find their order again, and how an account takes it over."""

from __future__ import annotations

import hmac
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from tortoise.expressions import Q

from adapters.limits import Limit, RateLimits
from commerce import limits, outbox
from commerce.accounts.accounts import MAX_NAME, VERIFY_LIFETIME, normal_email
from commerce.errors import NotFound, StateInvalid
from commerce.orders import orders
from commerce.payments import customer_figures
from commerce.payments.order_figures import was_paid
from core.clock import now
from core.database import fetch, transaction
from models import MailToken, MailTokenPurpose, Order, PaymentStatus, User

LOOKUP_LIFETIME = timedelta(hours=2)
"""How long what a lookup hands out opens the order."""
LOOKUP_FROM_ADDRESS = Limit("lookup-address", 20, timedelta(minutes=15))
LOOKUP_OF_NUMBER = Limit("lookup-number", 10, timedelta(minutes=15))
_MAX_NUMBER = 24

# One row, whether there is such an order or not.
_LOOKUP = """
SELECT o.id, o.email FROM (SELECT 1) AS one LEFT JOIN orders o ON o.number = $1 AND o.user_id IS NULL
"""


async def lookup(number: str, email: str, address: str, counters: RateLimits) -> UUID:
    """The guest's order of that number and e-mail address; `address` is whence the question comes.

    Nothing, not even the time it takes, tells an unknown number from a wrong e-mail address.

    Raises:
        NotFound: for either. An account's order is found by the account.
        RateLimited
    """
    wanted = order_number(number)
    of_number = LOOKUP_OF_NUMBER.per(wanted)
    await limits.spend(counters, LOOKUP_FROM_ADDRESS.per(address), of_number)
    (row,) = await fetch(_LOOKUP, wanted)
    same = hmac.compare_digest(_digest(row["email"] or ""), _digest(normal_email(email)))
    if not same or row["id"] is None:
        raise NotFound("Order")
    await counters.forgive(of_number)
    order_id: UUID = row["id"]
    return order_id


def order_number(typed: str) -> str:
    """An order's number as people type it: spaces and small letters are fine. What cannot be one is empty."""
    number = "".join(typed.split()).upper()
    return number if len(number) <= _MAX_NUMBER else ""


def _digest(text: str) -> bytes:
    return sha256(text.encode()).digest()


def claimable(user: User) -> Q | None:
    """What selects the orders that an account may take over: guests', of its own verified e-mail address.

    None without a verified one. Canceled ones are nothing to take.
    """
    if user.email_verified_at is None:
        return None
    return Q(user_id=None, email=user.email) & ~Q(payment_status=PaymentStatus.FAILED)


async def claim(user: User, number: str) -> Order:
    """Give a guest's order to the account of the same e-mail address, with what was spent. Twice is once.

    Raises:
        StateInvalid: when the account's address is not verified, whatever the number.
        NotFound: when there is no such order, or it is somebody else's.
    """
    mine = claimable(user)
    if mine is None:
        raise StateInvalid("Verify the account's e-mail address first.", "unverified")
    wanted = order_number(number)
    async with transaction():
        order = await Order.filter(Q(user_id=user.id) | mine, number=wanted).select_for_update().first()
        if order is None:
            raise NotFound("Order", path=("number",))
        if order.user_id is None:
            await _give(order, user)
    return order


async def _give(order: Order, user: User) -> None:
    order.user_id = user.id
    await order.save(update_fields=["user_id", "updated_at"])
    await customer_figures.add(order)
    message = "The order was added to the customer's account."
    await orders.record(order, "order_claimed", message, public=True, actor=orders.CUSTOMER)


async def offer_account(order: Order, address: str, counters: RateLimits) -> str:
    """Send whoever reads the mailbox of a guest's paid order the way to an account; that e-mail address.

    The mail goes to the order's own address and to no other, and says what is true: verify, or there is an
    account already. The account begins without a password, so nobody can plant one.

    Raises:
        StateInvalid: the order is an account's, or is not paid.
        RateLimited
    """
    if order.user_id is not None:
        raise StateInvalid("The order belongs to an account.", "claimed")
    if not was_paid(order) or order.email is None:
        raise StateInvalid("The order is not paid yet.", "unpaid")
    await limits.spend(
        counters, limits.REGISTER_FROM_ADDRESS.per(address), limits.MAIL_TO_ADDRESS.per(order.email)
    )  # fmt: skip
    name = (order.customer_name or "")[:MAX_NAME]
    registration = {"name": name, "password_hash": None, "locale": order.locale}
    async with transaction():
        asked = await MailToken.create(
            purpose=MailTokenPurpose.VERIFY_EMAIL,
            email=order.email,
            registration=registration,
            expires_at=now() + VERIFY_LIFETIME,
        )
        await outbox.enqueue(outbox.ANSWER_ACCOUNT_REQUEST, asked.id)
    return order.email
