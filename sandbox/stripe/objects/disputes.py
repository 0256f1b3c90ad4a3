"""Disputes: a bank asks for a payment back."""

from __future__ import annotations

from typing import Any

from stripe.params import DisputeCloseParams, DisputeListParams, DisputeRetrieveParams, DisputeUpdateParams

from sandbox.stripe.errors import invalid
from sandbox.stripe.events import emit
from sandbox.stripe.ids import new_id
from sandbox.stripe.lists import page
from sandbox.stripe.metadata import apply, merged
from sandbox.stripe.objects import balance_transactions
from sandbox.stripe.routing import endpoint, timer
from sandbox.stripe.store import Obj, public
from sandbox.stripe.work import Work

_ANSWER_WITHIN = 9 * 24 * 3600
_EVIDENCE = (
    "access_activity_log", "billing_address", "cancellation_policy", "cancellation_policy_disclosure",
    "cancellation_rebuttal", "customer_communication", "customer_email_address", "customer_name",
    "customer_purchase_ip", "customer_signature", "duplicate_charge_documentation",
    "duplicate_charge_explanation", "duplicate_charge_id", "product_description", "receipt", "refund_policy",
    "refund_policy_disclosure", "refund_refusal_explanation", "service_date", "service_documentation",
    "shipping_address", "shipping_carrier", "shipping_date", "shipping_documentation",
    "shipping_tracking_number", "uncategorized_file", "uncategorized_text",
)  # fmt: skip
OPEN = ("needs_response", "warning_needs_response", "appeal_needs_response")
WAITING = (*OPEN, "under_review", "warning_under_review", "appeal_under_review")
CLOSED = ("won", "lost", "prevented", "warning_closed")


def _card_details(*, inquiry: bool) -> Obj:
    case = "inquiry" if inquiry else "chargeback"
    return {
        "type": "card",
        "card": {"brand": "visa", "case_type": case, "network": "visa", "network_reason_code": "10.4"},
    }


def make(
    work: Work, charge: Obj, reason: str = "fraudulent", *, inquiry: bool = False, amount: int | None = None
) -> Obj:
    """Open a dispute over a charge. An inquiry leaves the money where it is; a dispute takes it."""
    dispute: Obj = {
        "id": new_id("du_"),
        "object": "dispute",
        "amount": amount or charge["amount"] - charge["amount_refunded"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": work.now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(_EVIDENCE), "enhanced_evidence": {}},
        "evidence_details": {
            "due_by": work.now + _ANSWER_WITHIN,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "manual",
        },
        "is_charge_refundable": inquiry,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": _card_details(inquiry=inquiry),
        "reason": reason,
        "status": "warning_needs_response" if inquiry else "needs_response",
    }
    work.store.insert(dispute)
    before = dict(charge)
    charge["disputed"] = True
    emit(work, "charge.updated", work.store.save(charge), before)
    emit(work, "charge.dispute.created", dispute)
    if not inquiry:
        _move(work, dispute, -dispute["amount"], "charge.dispute.funds_withdrawn", "dispute")
    return dispute


def _move(work: Work, dispute: Obj, amount: int, event_type: str, category: str) -> None:
    moved = balance_transactions.make(work, "adjustment", amount, dispute["currency"], dispute["id"], category=category)
    dispute["balance_transactions"].append(public(moved))
    emit(work, event_type, work.store.save(dispute))


def finish(work: Work, dispute: Obj, status: str) -> Obj:
    """Close a dispute: ``won`` and ``prevented`` give the money back."""
    before = dict(dispute)
    dispute["status"] = status
    work.store.save(dispute)
    if status in {"won", "prevented"} and dispute["balance_transactions"]:
        _move(work, dispute, dispute["amount"], "charge.dispute.funds_reinstated", "dispute_reversal")
    emit(work, "charge.dispute.updated", dispute, before)
    emit(work, "charge.dispute.closed", dispute)
    return dispute


def move(work: Work, dispute: Obj, status: str) -> Obj:
    """Bring a dispute into any state, as the bank would."""
    if status in CLOSED:
        return finish(work, dispute, status)
    before = dict(dispute)
    dispute["status"] = status
    emit(work, "charge.dispute.updated", work.store.save(dispute), before)
    return dispute


@timer("dispute")
def decide(work: Work, dispute_id: str) -> None:
    """The bank's verdict on submitted evidence: ``winning_evidence`` and ``losing_evidence`` are test words."""
    dispute = work.require("dispute", dispute_id)
    if dispute["status"] in CLOSED:
        return
    inquiry = dispute["status"].startswith("warning")
    won = "losing_evidence" not in str(dispute["evidence"]["uncategorized_text"])
    finish(work, dispute, "warning_closed" if inquiry else "won" if won else "lost")


@endpoint("GET", "/v1/disputes/{id}", DisputeRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], id: str) -> Obj:
    """One dispute."""
    return work.require("dispute", id)


@endpoint("POST", "/v1/disputes/{id}", DisputeUpdateParams)
def update(work: Work, params: dict[str, Any], id: str) -> Obj:
    """Give evidence; with ``submit`` it goes to the bank, whose verdict follows."""
    dispute = work.require("dispute", id)
    before = public(dispute)
    if params.get("evidence"):
        if dispute["status"] not in OPEN:
            raise invalid("This dispute is already closed or under review.", param="evidence")
        dispute["evidence"] = merged(dispute["evidence"], params["evidence"])
        dispute["evidence"] = {**dict.fromkeys(_EVIDENCE), "enhanced_evidence": {}, **dispute["evidence"]}
        dispute["evidence_details"]["has_evidence"] = True
    apply(dispute, params)
    if params.get("submit", "evidence" in params) and dispute["status"] in OPEN:
        dispute["evidence_details"]["submission_count"] += 1
        dispute["status"] = dispute["status"].replace("needs_response", "under_review")
        work.store.set_timer(work.now + work.config.settle_seconds, "dispute", dispute["id"])
    emit(work, "charge.dispute.updated", work.store.save(dispute), before)
    return dispute


@endpoint("POST", "/v1/disputes/{id}/close", DisputeCloseParams)
def close(work: Work, params: dict[str, Any], id: str) -> Obj:
    """Give in: the dispute is lost."""
    dispute = work.require("dispute", id)
    if dispute["status"] not in OPEN:
        raise invalid("This dispute is already closed.")
    return finish(work, dispute, "lost")


@endpoint("GET", "/v1/disputes", DisputeListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Disputes, newest first."""
    where = {name: params.get(name) for name in ("charge", "payment_intent")}
    return page(work, "dispute", params, "/v1/disputes", where=where)
