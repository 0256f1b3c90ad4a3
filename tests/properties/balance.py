"""What must hold once everything has come to its end, whatever happened before."""

from __future__ import annotations

from collections import Counter
from typing import Any

from commerce.doctor import doctor_books, doctor_figures, doctor_stripe
from commerce.payments.order_balance import standing
from core.database import fetch
from models import (
    Dispute,
    DisputeStatus,
    InboxEvent,
    Order,
    OrderEvent,
    OrderLine,
    OutboxMessage,
    PaymentStatus,
    PromoCode,
    PromoRedemption,
    Refund,
    RefundLine,
    RefundSource,
    RefundStatus,
)
from tests.properties.town import Town
from tests.support.till import books_balance

UNPAID = {PaymentStatus.PENDING, PaymentStatus.FAILED}


async def census() -> Counter[str]:
    """What the history has come to: a balance of nothing would prove nothing."""
    found = Counter(histories=1)
    paid = Order.exclude(payment_status__in=UNPAID)
    found["orders"], found["paid"] = await Order.all().count(), await paid.count()
    found["free"] = await paid.filter(total=0).count()
    found["canceled"] = await Order.filter(canceled_at__isnull=False).count()
    found["refunds"] = await Refund.all().count()
    found["of lines"] = await RefundLine.all().count()
    found["in the dashboard"] = await Refund.filter(source=RefundSource.DASHBOARD).count()
    found["failed later"] = await Refund.filter(status=RefundStatus.FAILED).count()
    found["disputes"] = await Dispute.all().count()
    found["lost"] = await Dispute.filter(status=DisputeStatus.LOST).count()
    found["redemptions"] = await PromoRedemption.all().count()
    found["events"] = await InboxEvent.all().count()
    return found


async def everything_balances(town: Town) -> None:
    """Ask Stripe about everything, and compare."""
    sessions = {session["id"]: session for session in await town.list_all("/v1/checkout/sessions")}
    orders = await town.orders()
    for order in orders:
        await _as_paid_as_stripe_says(order, sessions.get(order.checkout_session_id or ""))
    paid = [order for order in orders if order.payment_status not in UNPAID]
    for order in paid:
        await _lines_add_up(order)
        await _kept_what_stripe_says(town, order)
    await books_balance()
    await _the_doctor_finds_nothing(town)
    await _codes_counted(town, paid, sessions)
    await _nothing_left_undone()


async def _as_paid_as_stripe_says(order: Order, session: dict[str, Any] | None) -> None:
    settled = session is not None and session["payment_status"] in {"paid", "no_payment_required"}
    complete = session is not None and session["status"] == "complete"
    is_paid = order.payment_status not in UNPAID
    assert is_paid == (settled and complete), f"{order.number}: {order.payment_status}, {session}"
    assert not order.held_reason, f"{order.number}: {order.held_reason}"
    told = await OrderEvent.filter(order=order, type="order_paid").count()
    assert told == int(is_paid), f"{order.number} was paid {told} times"


async def _lines_add_up(order: Order) -> None:
    lines = await OrderLine.filter(order=order)
    for part, whole in (
        ("total", order.subtotal),
        ("discount", order.discount),
        ("tax", order.tax),
        ("shipping", order.shipping),
    ):
        assert sum(getattr(line, part) for line in lines) == whole, f"{order.number}: {part}"
    assert all(0 <= line.refunded_quantity <= line.quantity for line in lines), order.number


async def _kept_what_stripe_says(town: Town, order: Order) -> None:
    intent = order.payment_intent_id
    if intent is None:
        assert (order.total, order.refunded, order.lost) == (0, 0, 0), order.number
        return
    charges = [each for each in await town.list_all("/v1/charges", payment_intent=intent) if each["paid"]]
    refunds = await town.list_all("/v1/refunds", payment_intent=intent)
    disputes = await town.list_all("/v1/disputes", payment_intent=intent)
    given = sum(refund["amount"] for refund in refunds if refund["status"] not in {"failed", "canceled"})
    lost = sum(dispute["amount"] for dispute in disputes if dispute["status"] == "lost")
    received = sum(charge["amount"] for charge in charges)
    stripe = (received, given, lost)
    assert (order.total, order.refunded, order.lost) == stripe, f"{order.number}: Stripe says {stripe}"
    open_ones = {"needs_response", "under_review", "appeal_needs_response", "appeal_under_review"}
    disputed = any(dispute["status"] in open_ones for dispute in disputes)
    expected = PaymentStatus.DISPUTED if disputed else standing(order)
    assert order.payment_status is expected, f"{order.number}: {order.payment_status}, not {expected}"
    assert await Dispute.filter(order=order).count() == len(disputes), order.number


async def _the_doctor_finds_nothing(town: Town) -> None:
    """`python -m cli doctor`, of the books, the overview's figures and what Stripe says."""
    payments = town.around.adapters.payments
    for part in (doctor_books.examine(), doctor_figures.examine(), doctor_stripe.examine(payments, None)):
        assert [f"{found.subject}: {found.problem}" async for found in part] == []


async def _codes_counted(town: Town, paid: list[Order], sessions: dict[str, Any]) -> None:
    used = Counter(_code_of(sessions[str(order.checkout_session_id)]) for order in paid)
    # Stripe counts what was checked out with it, also where a bank refuses the money days later.
    tried = Counter(_code_of(session) for session in sessions.values() if session["status"] == "complete")
    rows = {code.stripe_promotion_code_id: code for code in await PromoCode.all()}
    for promotion in await town.list_all("/v1/promotion_codes"):
        times = used.pop(promotion["id"], 0)
        row = rows[promotion["id"]]
        counted = await PromoRedemption.filter(promo_code=row).count()
        assert counted == times, f"{row.code}: {counted} redemptions of {times} paid orders"
        assert promotion["times_redeemed"] == tried[promotion["id"]], row.code
        assert bool(row.active) == promotion["active"] or row.deleted_at is not None, row.code
    assert set(used) <= {None}
    with_code = [order for order in paid if order.promo_code]
    assert await PromoRedemption.all().count() == len(with_code)


def _code_of(session: dict[str, Any]) -> str | None:
    return next((each["promotion_code"] for each in session["discounts"] or []), None)


async def _nothing_left_undone() -> None:
    assert await InboxEvent.filter(processed_at=None).count() == 0
    failed = await OutboxMessage.filter(failed_at__isnull=False)
    assert [(message.actor, message.last_error) for message in failed] == []
    pending = await fetch("SELECT id FROM refunds WHERE status = 'pending' AND stripe_refund_id IS NULL")
    assert list(pending) == []
