"""The page that an order is paid on: opened once, closed for good, whoever asks again or dies in between."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import structlog

from adapters.payments import CheckoutSession, PaymentError, Payments
from commerce.errors import AmountTooSmall, InvalidInput, OrderAlreadyPaid, PaymentUnavailable, StateInvalid
from commerce.orders import orders
from commerce.orders.states import OrderStatus
from commerce.promotions.promo_code_errors import PromoCodeInvalid, PromoCodeProblem
from core.errors import ShopError
from core.locales import format_money
from models import Order, PaymentStatus

log = structlog.get_logger(__name__)

_TOO_SMALL, _TOO_LARGE = "amount_too_small", "amount_too_large"
"""Stripe's words. How much that is depends on the currency."""


@dataclass(frozen=True)
class Checkout:
    """An order that waits for its money, and where it is paid."""

    order: Order
    session_url: str


async def expire(session_id: str, payments: Payments) -> CheckoutSession | None:
    """Close a session to payment; it is returned as it is then, if Stripe has it.

    Raises:
        PaymentUnavailable: when Stripe does not answer.
    """
    try:
        return await payments.expire_session(session_id)
    except PaymentError as error:
        raise _unavailable(error) from error


async def close(order_id: UUID, payments: Payments) -> bool:
    """Close the page of an order that is not to be paid any more, and cancel it; False when it was paid before.

    Raises:
        PaymentError: when Stripe does not answer; try again.
    """
    order = await Order.get_or_none(id=order_id, payment_status=PaymentStatus.PENDING)
    if order is not None and order.checkout_session_id is not None:
        session = await payments.expire_session(order.checkout_session_id)
        if session is not None and session.status == "complete":
            return False
    return await orders.cancel_unpaid(order_id, "The shop closed the checkout.")


async def open_session(order: Order, payments: Payments) -> Checkout:
    """Ask Stripe for the order's session; the same one however often.

    Raises:
        PaymentUnavailable: when Stripe does not answer; asking again continues where this left off.
    """
    if order.checkout_session_id is not None and order.checkout_url is not None:
        return Checkout(order, order.checkout_url)
    try:
        session = await payments.create_session(
            order.checkout_params, idempotency_key=f"checkout-{order.id.hex}-{order.checkout_attempt}"
        )
    except PaymentError as error:
        if error.status >= 500:
            await Order.filter(id=order.id, checkout_attempt=order.checkout_attempt).update(
                checkout_attempt=order.checkout_attempt + 1
            )
        refusal = _refusal(order, error)
        if refusal is None:
            raise _unavailable(error) from error
        await orders.cancel_unpaid(order.id, "The payment provider does not take this purchase.")
        raise refusal from error
    if session.url is None:
        raise OrderAlreadyPaid(order.number)
    waiting = Order.filter(id=order.id).exclude(payment_status=PaymentStatus.FAILED)
    known = {"checkout_session_id": session.id, "checkout_url": session.url}
    if not await waiting.update(**known, **_priced(order, session)):
        # Canceled between its being written and this moment, such as by a block: nobody may pay it.
        await expire(session.id, payments)
        raise StateInvalid("The order was canceled before it could be paid.", OrderStatus.CANCELED)
    order.update_from_dict({**known, **_priced(order, session)})
    return Checkout(order, session.url)


def _priced(order: Order, session: CheckoutSession) -> dict[str, int]:
    """What the code that was given takes off, as Stripe computes it."""
    if order.promo_code is None or session.subtotal != order.subtotal:
        return {}
    return {name: getattr(session, name) for name in ("discount", "shipping", "tax", "total")}


def _refusal(order: Order, error: PaymentError) -> ShopError | None:
    """Why Stripe will never open a page for an order that the shop had nothing against, where the buyer can help it."""
    # Without the code, it is not below what the shop itself lets pass.
    if order.promo_code is not None and (error.code == _TOO_SMALL or _about_discount(error)):
        return PromoCodeInvalid(order.promo_code, PromoCodeProblem.REFUSED)
    if error.code == _TOO_SMALL:
        return AmountTooSmall(order.total, order.currency)
    if error.code == _TOO_LARGE:
        total = format_money(order.total, order.currency)
        return InvalidInput(f"{total} is more than can be paid at once. Split the purchase.")
    return None


def _about_discount(error: PaymentError) -> bool:
    said = f"{error.code} {error}".lower()
    return not error.transient and any(word in said for word in ("promotion", "coupon", "discount"))


def _unavailable(error: PaymentError) -> Exception:
    """What the customer is told; a refusal that is our own mistake stays an unexpected error."""
    if not error.transient:
        return error
    log.warning("payment_provider_unavailable", error=str(error))
    return PaymentUnavailable()
