"""What it takes to act on an event of Stripe's about an order: shared by the handlers of every subject."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from adapters.payments import CheckoutSession, Payments
from adapters.payments_disputes import StripeDispute
from adapters.payments_refunds import StripeRefund
from models import Order

Subject = Mapping[str, Any]
"""An event's object, as it was when the event was made."""


class OrderNotThereYet(Exception):
    """The event speaks of an order of ours that is not in the database, or not paid, yet: try again later."""


@dataclass(frozen=True)
class News:
    """An event's object, and what Stripe said when it was asked about it."""

    object: Subject
    session: CheckoutSession | None = None
    refunds: tuple[StripeRefund, ...] = ()
    """All of the payment's."""
    dispute: StripeDispute | None = None
    event_id: str = ""


async def nothing_more(subject: Subject, payments: Payments) -> News:
    """For events that say everything themselves."""
    return News(subject)


async def order_in_metadata(subject: Subject, payments: Payments) -> UUID | None:
    """For objects that this shop made, or that took over the metadata of one."""
    value = (subject.get("metadata") or {}).get("order_id")
    return as_order_id(value)


async def order_of_payment(subject: Subject, payments: Payments) -> UUID | None:
    """For objects that hang on a payment and may have been made in Stripe's dashboard."""
    intent_id = payment_intent_of(subject)
    if intent_id is None:
        return None
    order = await Order.filter(payment_intent_id=intent_id).only("id").first()
    return order.id if order is not None else as_order_id(await payments.order_of_payment(intent_id))


def payment_intent_of(subject: Subject) -> str | None:
    """The id of the PaymentIntent that an object hangs on."""
    intent = subject.get("payment_intent")
    found = intent.get("id") if isinstance(intent, Mapping) else intent
    return found if isinstance(found, str) else None


def as_order_id(value: object) -> UUID | None:
    """An order's id out of metadata, which anybody may have written."""
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Handler:
    """`order_of` and `fetch` may use the network, before the transaction; `act` runs inside it, the order locked.

    `act` returns what it did, for the inbox's row, and raises OrderNotThereYet when it is too early.
    """

    act: Callable[[Order, News], Awaitable[str]]
    fetch: Callable[[Subject, Payments], Awaitable[News]] = nothing_more
    order_of: Callable[[Subject, Payments], Awaitable[UUID | None]] = order_in_metadata
