"""Charges: one attempt to move money each."""

from __future__ import annotations

from typing import Any

from stripe.params import ChargeListParams, ChargeRetrieveParams, ChargeUpdateParams

from sandbox.stripe.events import emit
from sandbox.stripe.expand import included
from sandbox.stripe.ids import new_id
from sandbox.stripe.lists import page, slice_page
from sandbox.stripe.metadata import apply
from sandbox.stripe.objects.payment_methods import behaviour
from sandbox.stripe.routing import endpoint
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work

_NULLS = (
    "application", "application_fee", "application_fee_amount", "balance_transaction",
    "failure_balance_transaction", "failure_code", "failure_message", "on_behalf_of", "receipt_number",
    "receipt_url", "review", "source", "source_transfer", "statement_descriptor", "statement_descriptor_suffix",
    "transfer_data", "transfer_group",
)  # fmt: skip


def make(work: Work, intent: Obj, method: Obj, status: str, *, authenticated: bool = False) -> Obj:
    """Store a charge of an intent in the state ``succeeded``, ``pending`` or ``failed``."""
    charge_id = new_id("py_" if behaviour(method).is_bank else "ch_")
    failed = status == "failed"
    charge: Obj = {
        "id": charge_id,
        "object": "charge",
        **dict.fromkeys(_NULLS),
        "amount": intent["amount"],
        "amount_captured": intent["amount"] if status == "succeeded" else 0,
        "amount_refunded": 0,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "SANDBOX",
        "captured": status == "succeeded",
        "created": work.now,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "fraud_details": {},
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "outcome": _outcome(method, failed),
        "paid": not failed,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": _method_details(intent, method, authenticated),
        "radar_options": {},
        "receipt_email": intent["receipt_email"],
        "refunded": False,
        "shipping": intent["shipping"],
        "status": status,
    }
    if failed:
        test = behaviour(method)
        charge["failure_code"], charge["failure_message"] = test.code, test.message
    else:
        charge["receipt_url"] = f"{work.config.public_url}/receipts/{charge_id}"
    return work.store.insert(charge)


def _outcome(method: Obj, failed: bool) -> Obj:
    test = behaviour(method)
    return {
        "advice_code": "try_again_later" if failed else None,
        "network_advice_code": None,
        "network_decline_code": "01" if failed else None,
        "network_status": "declined_by_network" if failed else "approved_by_network",
        "reason": (test.decline_code or test.code) if failed else None,
        "risk_level": "normal",
        "risk_score": 12,
        "seller_message": "The bank returned the decline code." if failed else "Payment complete.",
        "type": "issuer_declined" if failed else "authorized",
    }


def _method_details(intent: Obj, method: Obj, authenticated: bool) -> Obj:
    kind = method["type"]
    if kind == "sepa_debit":
        bank = {key: value for key, value in method[kind].items() if key != "generated_from"}
        return {"type": kind, kind: {**bank, "expected_debit_date": None, "mandate": None}}
    if kind == "us_bank_account":
        shown = ("account_holder_type", "account_type", "bank_name", "fingerprint", "last4", "routing_number")
        bank = {name: method[kind][name] for name in shown}
        return {"type": kind, kind: {**bank, "expected_debit_date": None, "mandate": None, "payment_reference": None}}
    card = method["card"]
    names = ("brand", "checks", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4",
             "regulated_status", "wallet")  # fmt: skip
    secure = {
        "authentication_flow": "challenge", "electronic_commerce_indicator": "05", "exemption_indicator": None,
        "result": "authenticated", "result_reason": None, "transaction_id": new_id(""), "version": "2.2.0",
    }  # fmt: skip
    return {
        "type": "card",
        "card": {
            **{name: card[name] for name in names},
            "amount_authorized": intent["amount"],
            "authorization_code": "123456",
            "extended_authorization": {"status": "disabled"},
            "incremental_authorization": {"status": "unavailable"},
            "installments": None,
            "mandate": None,
            "multicapture": {"status": "unavailable"},
            "network": card["brand"],
            "network_token": {"used": False},
            "network_transaction_id": "104110101234567",
            "overcapture": {"maximum_amount_capturable": intent["amount"], "status": "unavailable"},
            "three_d_secure": secure if authenticated else None,
        },
    }


@included("charge", "refunds")
def refunds_of(work: Work, charge: Obj) -> Obj:
    """The refunds of a charge, newest first."""
    found = work.store.select("refund", {"charge": charge["id"]})
    return slice_page(found, {}, f"/v1/charges/{charge['id']}/refunds")


@endpoint("GET", "/v1/charges/{id}", ChargeRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], id: str) -> Obj:
    """One charge."""
    return work.require("charge", id)


@endpoint("POST", "/v1/charges/{id}", ChargeUpdateParams)
def update(work: Work, params: dict[str, Any], id: str) -> Obj:
    """Change a charge's description, receipt address or metadata."""
    charge = work.require("charge", id)
    before = dict(charge)
    apply(charge, params, "description", "receipt_email")
    emit(work, "charge.updated", work.store.save(charge), before)
    return charge


@endpoint("GET", "/v1/charges", ChargeListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Charges, newest first."""
    where = {name: params.get(name) for name in ("customer", "payment_intent", "transfer_group")}
    return page(work, "charge", params, "/v1/charges", where=where)
