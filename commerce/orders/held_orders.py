"""Orders that are held for review: let go by somebody who has looked, or taken into the books to be given back.

An order is held while its money is not what it asks for (then it is not paid yet, here), or when its buyer is blocked
(then it is). Whoever decides has Stripe asked first, and everything that Stripe knows of the payment comes along:
money that was given back in the dashboard meanwhile, and disputes.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import structlog

from adapters.payments import CheckoutSession, PaymentError, Payments
from adapters.payments_disputes import StripeDispute
from adapters.payments_refunds import StripeRefund
from commerce import audit
from commerce.audit import Actor, Target
from commerce.errors import NotFound, PaymentUnavailable, StateInvalid
from commerce.files import downloads
from commerce.orders import order_checks, order_mails, orders
from commerce.payments import disputes, refund_books
from commerce.payments import payments as payment_rules
from commerce.payments.order_figures import was_paid
from core.database import transaction
from models import Order

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Held:
    """What Stripe says of a payment that waits for somebody's word."""

    session: CheckoutSession
    refunds: tuple[StripeRefund, ...] = ()
    disputes: tuple[StripeDispute, ...] = ()


def is_unbooked(order: Order) -> bool:
    """Whether its money is held and not in the books."""
    return bool(order.held_reason) and not was_paid(order)


async def ask(order: Order, payments: Payments) -> Held:
    """Ask Stripe about an unbooked order's payment. Outside any transaction.

    Raises:
        StateInvalid: no money is there.
        PaymentUnavailable
    """
    try:
        session = await payments.retrieve_session(str(order.checkout_session_id))
        if not session.settled:
            raise StateInvalid("Stripe does not have the money of this order.", "unpaid")
        intent = session.payment_intent_id
        if intent is None:
            return Held(session)
        given = tuple(await payments.refunds.of_payment(intent))
        return Held(session, given, tuple(await payments.disputes.of_payment(intent)))
    except PaymentError as error:
        log.warning("payment_provider_unavailable", error=str(error))
        message = "The payment provider does not answer. Nothing has changed; please try again."
        raise PaymentUnavailable(message=message) from error


async def book(order: Order, held: Held, *, release: bool) -> None:
    """Take a locked order's held money into the books, and what became of it since. It stays held unless released."""
    await payment_rules.accept(order, held.session, held_reason=None if release else order.held_reason)
    await refund_books.take_over(order, held.refunds)
    for dispute in held.disputes:
        await disputes.take_over(order, dispute)


async def release(order_id: UUID, actor: Actor, payments: Payments) -> None:
    """Let a held order go its way: what it waits for is drawn and sent. One that is not held stays as it is.

    Raises:
        NotFound
        StateInvalid: it was paid in another currency than it was ordered in, and can only be canceled.
        PaymentUnavailable
    """
    order = await Order.get_or_none(id=order_id)
    if order is None:
        raise NotFound("Order", path=("id",))
    held = await ask(order, payments) if is_unbooked(order) else None
    async with transaction():
        order = await order_checks.locked(order_id)
        if not order.held_reason:
            return
        why = order.held_reason
        if is_unbooked(order):
            await _accept(order, held)
        else:
            order.held_reason = None
            await order.save(update_fields=["held_reason", "updated_at"])
        label = actor.label[:120]
        await orders.record(order, "order_released", "The order was looked at and goes on.", actor=label)
        await audit.record(actor, "order_release", Target("Order", order.id), {"held": why}, {"held": None})
        await order_mails.confirmed(order)
        await downloads.resume(order)


async def _accept(order: Order, held: Held | None) -> None:
    if held is None:
        raise StateInvalid("The order was held just now. Look at it, and ask again.", "held")
    if held.session.currency != order.currency:
        message = (
            f"It was ordered in {order.currency} and paid in {held.session.currency}. Cancel it to give that back."
        )
        raise StateInvalid(message, "other_currency")
    await book(order, held, release=True)
