"""The one way an order becomes paid, whoever brings the news: webhook, thank-you page or reconciler."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from tortoise.expressions import Q

from adapters.payments import CheckoutSession
from commerce.catalog.pricing import allocate
from commerce.files import downloads
from commerce.operations import alerts
from commerce.orders import order_mails, orders
from commerce.orders.states import move_payment
from commerce.payments import customer_figures
from commerce.payments.order_figures import was_paid
from commerce.promotions import promo_redemptions
from commerce.reporting import cart_recovery, milestones
from core.clock import now
from core.database import execute
from core.locales import format_money
from models import (
    AlertKind,
    CartStatus,
    FulfillmentType,
    MilestoneKind,
    Order,
    OrderLine,
    PaymentStatus,
    User,
)

log = structlog.get_logger(__name__)

_MAX_EMAIL = 254


async def mark_paid(order: Order, session: CheckoutSession) -> str:
    """Record the payment of a locked order, once, with everything that follows from it. Inside a transaction.

    Returns what happened: `paid`, `already paid`, or `held: …` when the money is not what the order asks for.
    """
    if was_paid(order):
        return "already paid"
    disagreement = _disagreement(order, session)
    if disagreement:
        return await _hold(order, session, disagreement)
    late = order.canceled_at is not None
    _take_over(order, session)
    order.held_reason = await _why_refused(order)
    await _settle(order, session)
    if order.held_reason:
        await orders.record(order, "order_held", f"Held for review: {order.held_reason}.")
        await _alert_held(order, order.held_reason)
    else:
        await order_mails.confirmed(order)
        await alerts.raise_alert(
            AlertKind.NEW_ORDER,
            key=str(order.id),
            title=f"{order.number} was paid: {format_money(order.total, order.currency)}.",
            facts={"number": order.number, "amount": order.total, "currency": order.currency},
            order=order,
        )
    if late:
        await orders.record(order, "paid_after_cancel", "The payment arrived after the order had been canceled.")
    return "paid"


async def accept(order: Order, session: CheckoutSession, *, held_reason: str | None) -> None:
    """Record money that a locked order was held for, as it is: somebody has looked at it. Inside a transaction.

    What the goods were paid too little for counts as discount, what was paid too much as shipping: so
    subtotal − discount + shipping + tax = total, and the total is what Stripe has.
    """
    ordered = {"amount": order.total, "currency": order.currency}
    _take_over(order, session)
    order.currency, order.held_reason = session.currency, held_reason
    order.tax = min(session.tax, session.total)
    order.shipping = min(session.shipping, session.total - order.tax)
    goods = session.total - order.tax - order.shipping
    order.discount = max(0, order.subtotal - goods)
    order.shipping += max(0, goods - order.subtotal)
    await _settle(order, session)
    paid = {"amount": order.total, "currency": order.currency}
    message = "What was paid is taken into the books as it is."
    await orders.record(order, "payment_accepted", message, data={**paid, "ordered": ordered})


async def _settle(order: Order, session: CheckoutSession) -> None:
    """Everything that follows from the money of an order that has taken it over."""
    lines = await OrderLine.filter(order=order).order_by("position")
    move_payment(order, PaymentStatus.PAID)
    await order.save()
    await _freeze_allocations(order, lines)
    await downloads.create_for(order)
    await _check_out_cart(order)
    await cart_recovery.note_paid(order.id, order.cart_id)
    await customer_figures.add(order)
    await milestones.note_customer(order)
    await promo_redemptions.redeem(order, session.promotion)
    amount = {"amount": order.total, "currency": order.currency}
    await orders.record(order, "order_paid", "The payment was received.", public=True, data=amount)
    log.info("order_paid", number=order.number, total=order.total, currency=order.currency)


def _disagreement(order: Order, session: CheckoutSession) -> str | None:
    """Why the session's money is not the order's, or None. What a buyer may choose at Stripe is no disagreement:
    a promotion code, one of the offered shipping rates, and the tax that follows.
    """
    if session.currency != order.currency:
        return f"paid in {session.currency}, ordered in {order.currency}"
    if session.subtotal != order.subtotal:
        return f"Stripe's subtotal is {session.subtotal}, the order's is {order.subtotal}"
    if session.total != session.subtotal - session.discount + session.shipping + session.tax:
        return f"Stripe's amounts do not add up to its total of {session.total}"
    offered = _offered_shipping(order)
    if offered and session.shipping not in offered:
        return f"Stripe's shipping of {session.shipping} was not offered"
    return None


def _offered_shipping(order: Order) -> list[int]:
    """The shipping amounts that checkout offered; empty when they are Stripe's own rates, which it knows best."""
    options = order.checkout_params.get("shipping_options")
    if options is None:
        return [0]
    return [
        option["shipping_rate_data"]["fixed_amount"]["amount"] for option in options if "shipping_rate_data" in option
    ]


async def _hold(order: Order, session: CheckoutSession, why: str) -> str:
    if order.held_reason is None:
        order.held_reason = why[:300]
        order.payment_intent_id = session.payment_intent_id
        await order.save()
        message = f"Held for review: {why}."
        data = {"amount": session.total, "currency": session.currency}
        await orders.record(order, "order_held", message, data=data)
        await _alert_held(order, why)
        log.error("order_held", number=order.number, reason=why)
    return f"held: {why}"


async def _alert_held(order: Order, why: str) -> None:
    await alerts.raise_alert(
        AlertKind.ORDER_HELD,
        key=str(order.id),
        title=f"{order.number} is paid and held: {why}.",
        detail="Nothing is drawn or sent before you have released it or given the money back.",
        facts={"number": order.number, "reason": why},
        order=order,
    )


def _take_over(order: Order, session: CheckoutSession) -> None:
    """What only Stripe knew until now."""
    order.discount, order.shipping, order.tax = session.discount, session.shipping, session.tax
    order.total = session.total
    order.tax_collected = session.automatic_tax and session.tax > 0
    order.promo_code = session.promotion.code[:500] if session.promotion else None
    order.email = order.email or _reachable(session.email)
    order.locale = order.locale or session.locale
    order.customer_name = (session.name or (session.shipping_address or {}).get("name") or "")[:200] or None
    order.shipping_address = session.shipping_address
    order.checkout_session_id = session.id
    order.payment_intent_id = session.payment_intent_id
    order.stripe_customer_id = session.customer_id
    order.livemode = session.livemode
    order.paid_at = now()
    order.canceled_at = None
    order.held_reason = None


def _reachable(email: str | None) -> str | None:
    """In lower case. Stripe takes what no mail can be sent to (RFC 5321); that must not keep the money out."""
    return email.lower() if email and len(email.lower()) <= _MAX_EMAIL else None


async def _why_refused(order: Order) -> str | None:
    """Some say only at Stripe who they are, and some are blocked while they are there."""
    theirs = [Q(email=order.email or ""), *([Q(id=order.user_id)] if order.user_id else [])]
    blocked = await User.filter(Q(*theirs, join_type="OR"), blocked_at__isnull=False).exists()
    return "the buyer's account is blocked" if blocked else None


async def _freeze_allocations(order: Order, lines: Sequence[OrderLine]) -> None:
    """Split discount, tax and shipping over the lines for good: shipping over what is shipped."""
    discounts = allocate(order.discount, [line.total for line in lines])
    taxes = allocate(order.tax, [line.total - discount for line, discount in zip(lines, discounts, strict=True)])
    physical = [line.total if line.fulfillment_type is FulfillmentType.PHYSICAL else 0 for line in lines]
    shipping = allocate(order.shipping, physical)
    for line, discount, tax, share in zip(lines, discounts, taxes, shipping, strict=True):
        line.discount, line.tax, line.shipping = discount, tax, share
    await OrderLine.bulk_update(lines, fields=["discount", "tax", "shipping"])


_TAKE_BOUGHT = """
WITH bought AS (SELECT cart_identity AS identity, sum(quantity) AS quantity
                FROM order_lines WHERE order_id = $1 GROUP BY cart_identity)
UPDATE cart_lines l SET quantity = l.quantity - b.quantity
FROM bought b WHERE l.cart_id = $2 AND l.identity = b.identity AND l.quantity > b.quantity
"""
_REMOVE_BOUGHT = """
DELETE FROM cart_lines l USING order_lines b
WHERE b.order_id = $1 AND l.cart_id = $2 AND l.identity = b.cart_identity AND l.quantity <= b.quantity
"""
_CLOSE_IF_EMPTY = """
UPDATE carts SET status = $2, updated_at = $3
WHERE id = $1 AND status <> $2 AND NOT EXISTS (SELECT 1 FROM cart_lines WHERE cart_id = $1)
"""


async def _check_out_cart(order: Order) -> None:
    """Take what was bought out of the cart. What the customer added while paying stays in it; an empty one closes."""
    if order.cart_id is None:
        return
    await execute("SELECT 1 FROM carts WHERE id = $1 FOR UPDATE", order.cart_id)
    await execute(_REMOVE_BOUGHT, order.id, order.cart_id)
    await execute(_TAKE_BOUGHT, order.id, order.cart_id)
    await execute(_CLOSE_IF_EMPTY, order.cart_id, CartStatus.CHECKED_OUT.value, now())
    await milestones.note(MilestoneKind.PURCHASE, order.cart_id, order.currency)
