"""What becomes of a Checkout Session when its payment moves."""

from __future__ import annotations

from sandbox.stripe import buyer
from sandbox.stripe.events import emit
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work


def complete(work: Work, session: Obj, payment_status: str) -> Obj:
    """Close an open session: ``paid``, ``unpaid`` while a debit is under way, or ``no_payment_required``."""
    session.update(status="complete", payment_status=payment_status, url=None)
    buyer.reveal(session)
    _count_redemption(work, session)
    work.store.save(session)
    emit(work, "checkout.session.completed", session)
    return session


def paid(work: Work, intent: Obj) -> None:
    """The card of a session was charged."""
    if session := _open_session(work, intent):
        complete(work, session, "paid")


def submitted(work: Work, intent: Obj) -> None:
    """The buyer is done, the money is on its way."""
    if session := _open_session(work, intent):
        complete(work, session, "unpaid")


def debit_arrived(work: Work, intent: Obj) -> None:
    """The money of a completed session has arrived."""
    if session := _session_of(work, intent):
        session["payment_status"] = "paid"
        emit(work, "checkout.session.async_payment_succeeded", work.store.save(session))


def debit_failed(work: Work, intent: Obj) -> None:
    """The money of a completed session will not come."""
    if session := _session_of(work, intent):
        emit(work, "checkout.session.async_payment_failed", session)


def _session_of(work: Work, intent: Obj) -> Obj | None:
    return work.store.find(intent["_session"]) if intent.get("_session") else None


def _open_session(work: Work, intent: Obj) -> Obj | None:
    session = _session_of(work, intent)
    return session if session and session["status"] == "open" else None


def _count_redemption(work: Work, session: Obj) -> None:
    for discount in session["discounts"] or []:
        coupon = work.store.find(discount["coupon"] or "", "coupon")
        code = work.store.find(discount["promotion_code"] or "", "promotion_code")
        if coupon is None and code is not None:
            coupon = work.store.find(code["promotion"]["coupon"], "coupon")
        for obj, name in ((coupon, "coupon.updated"), (code, "promotion_code.updated")):
            if obj is None:
                continue
            before = dict(obj)
            obj["times_redeemed"] += 1
            spent = obj["max_redemptions"] is not None and obj["times_redeemed"] >= obj["max_redemptions"]
            if spent:
                obj["valid" if obj["object"] == "coupon" else "active"] = False
            emit(work, name, work.store.save(obj), before)
