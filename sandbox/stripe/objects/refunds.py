"""Refunds: never more than is left, and sometimes not for good."""

from __future__ import annotations

from typing import Any

from stripe.params import (
    RefundCancelParams,
    RefundCreateParams,
    RefundListParams,
    RefundRetrieveParams,
    RefundUpdateParams,
)

from sandbox.stripe.errors import StripeError, invalid, missing
from sandbox.stripe.events import emit
from sandbox.stripe.ids import new_id
from sandbox.stripe.lists import page
from sandbox.stripe.metadata import apply, merged
from sandbox.stripe.money import show
from sandbox.stripe.objects import balance_transactions
from sandbox.stripe.objects.payment_methods import behaviour
from sandbox.stripe.routing import endpoint, timer
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work


@endpoint("POST", "/v1/refunds", RefundCreateParams)
def create(work: Work, params: dict[str, Any]) -> Obj:
    """Give back all that is left of a payment, or an amount."""
    charge = _charge(work, params)
    amount = _amount(charge, params)
    method = work.require("payment_method", charge["payment_method"])
    test = behaviour(method)
    status = "pending" if test.afterwards == "refund_pending" or test.is_bank else "succeeded"
    if test.is_bank and "instructions_email" in params:
        status = "requires_action"
    moved = balance_transactions.make(work, "refund", -amount, charge["currency"], charge["id"])
    refund: Obj = {
        "id": new_id("pyr_" if test.is_bank else "re_"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": moved["id"],
        "charge": charge["id"],
        "created": work.now,
        "currency": charge["currency"],
        "destination_details": _destination(method, status),
        "metadata": merged({}, params.get("metadata") or {}),
        "payment_intent": charge["payment_intent"],
        "reason": params.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": status,
        "transfer_reversal": None,
    }
    if status == "pending":
        refund["pending_reason"] = "processing"
    if "instructions_email" in params:
        refund["instructions_email"] = params["instructions_email"]
    moved["source"] = refund["id"]
    work.store.save(moved)
    work.store.insert(refund)
    _count(work, charge, amount)
    emit(work, "refund.created", refund)
    if status == "pending":
        work.store.set_timer(work.now + work.config.settle_seconds, "refund_arrives", refund["id"])
    elif test.afterwards == "refund_fails":
        work.store.set_timer(work.now + work.config.settle_seconds, "refund_fails", refund["id"])
    return refund


def _charge(work: Work, params: dict[str, Any]) -> Obj:
    if ("charge" in params) == ("payment_intent" in params):
        raise missing("payment_intent")
    if "charge" in params:
        charge = work.require("charge", params["charge"], "charge")
    else:
        intent = work.require("payment_intent", params["payment_intent"], "payment_intent")
        if intent["status"] != "succeeded":
            raise invalid(
                f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.",
                param="payment_intent",
            )
        charge = work.require("charge", intent["latest_charge"])
    if charge["status"] != "succeeded":
        raise invalid(f"Charge {charge['id']} has not succeeded and cannot be refunded.", param="charge")
    if charge["disputed"] and _lost_to_dispute(work, charge):
        raise StripeError(
            400, f"Charge {charge['id']} has been charged back; cannot issue a refund.", code="charge_disputed"
        )
    return charge


def _lost_to_dispute(work: Work, charge: Obj) -> bool:
    return any(
        not dispute["is_charge_refundable"] and dispute["status"] not in {"won", "prevented"}
        for dispute in work.store.select("dispute", {"charge": charge["id"]})
    )


def _amount(charge: Obj, params: dict[str, Any]) -> int:
    left = int(charge["amount"] - charge["amount_refunded"])
    amount = int(params.get("amount", left))
    if left == 0:
        raise invalid(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if amount < 1:
        raise invalid("Invalid positive integer", code="parameter_invalid_integer", param="amount")
    if amount > left:
        currency = charge["currency"]
        raise invalid(
            f"Refund amount ({show(amount, currency)}) is greater than unrefunded amount on charge"
            f" ({show(left, currency)})",
            param="amount",
        )
    return amount


def _destination(method: Obj, status: str) -> Obj | None:
    if method["type"] != "card":
        return None
    return {
        "type": "card",
        "card": {
            "reference_status": "pending" if status == "pending" else "available",
            "reference_type": "acquirer_reference_number",
            "type": "refund",
            **({} if status == "pending" else {"reference": "4242424242424242"}),
        },
    }


def _count(work: Work, charge: Obj, amount: int) -> None:
    """Move the charge's refunded sum, down as well as up."""
    before = dict(charge)
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    emit(work, "charge.refunded" if amount > 0 else "charge.updated", work.store.save(charge), before)


def settle(work: Work, refund: Obj, status: str, reason: str | None = None) -> Obj:
    """Bring a refund into its final state and tell everybody who might listen."""
    before = dict(refund)
    refund["status"] = status
    refund.pop("pending_reason", None)
    if status in {"failed", "canceled"}:
        charge = work.require("charge", refund["charge"])
        undone = balance_transactions.make(work, "refund_failure", refund["amount"], refund["currency"], refund["id"])
        refund["failure_balance_transaction"] = undone["id"]
        if reason:
            refund["failure_reason"] = reason
        work.store.save(refund)
        _count(work, charge, -refund["amount"])
    emit(work, "refund.updated", work.store.save(refund), before)
    emit(work, "charge.refund.updated", refund, before)
    if status == "failed":
        emit(work, "refund.failed", refund)
    return refund


@timer("refund_arrives")
def arrive(work: Work, refund_id: str) -> None:
    """A pending refund goes through."""
    refund = work.require("refund", refund_id)
    if refund["status"] == "pending":
        settle(work, refund, "succeeded")


@timer("refund_fails")
def fail(work: Work, refund_id: str) -> None:
    """A refund that looked fine comes back: the card is gone."""
    refund = work.require("refund", refund_id)
    if refund["status"] in {"pending", "succeeded"}:
        settle(work, refund, "failed", "expired_or_canceled_card")


@endpoint("GET", "/v1/refunds/{refund}", RefundRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], refund: str) -> Obj:
    """One refund."""
    return work.require("refund", refund)


@endpoint("POST", "/v1/refunds/{refund}", RefundUpdateParams)
def update(work: Work, params: dict[str, Any], refund: str) -> Obj:
    """Change a refund's metadata."""
    obj = work.require("refund", refund)
    before = dict(obj)
    apply(obj, params)
    emit(work, "refund.updated", work.store.save(obj), before)
    return obj


@endpoint("POST", "/v1/refunds/{refund}/cancel", RefundCancelParams)
def cancel(work: Work, params: dict[str, Any], refund: str) -> Obj:
    """Take a refund back that waits for its receiver."""
    obj = work.require("refund", refund)
    if obj["status"] != "requires_action":
        raise invalid(f"Only refunds that require action can be canceled; this one is {obj['status']}.")
    return settle(work, obj, "canceled", "merchant_request")


@endpoint("GET", "/v1/refunds", RefundListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Refunds, newest first."""
    where = {name: params.get(name) for name in ("charge", "payment_intent")}
    return page(work, "refund", params, "/v1/refunds", where=where)
