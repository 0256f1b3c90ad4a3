"""PaymentIntents: created by sessions as they are confirmed, or by the API itself."""

from __future__ import annotations

from typing import Any

from stripe.params import (
    PaymentIntentCancelParams,
    PaymentIntentConfirmParams,
    PaymentIntentCreateParams,
    PaymentIntentListParams,
    PaymentIntentRetrieveParams,
    PaymentIntentUpdateParams,
)

from sandbox.stripe import pay
from sandbox.stripe.errors import StripeError, invalid, missing
from sandbox.stripe.events import emit
from sandbox.stripe.ids import client_secret, new_id
from sandbox.stripe.lists import page
from sandbox.stripe.metadata import apply, merged
from sandbox.stripe.money import MAXIMUM, minimum, show
from sandbox.stripe.objects.customers import full_address
from sandbox.stripe.objects.payment_methods import resolve, typed_card
from sandbox.stripe.objects.prices import currency_of
from sandbox.stripe.routing import endpoint
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work

_NULLS = (
    "application", "application_fee_amount", "automatic_payment_methods", "canceled_at", "cancellation_reason",
    "customer", "description", "last_payment_error", "latest_charge", "next_action", "on_behalf_of",
    "payment_method", "payment_method_configuration_details", "processing", "receipt_email", "review",
    "setup_future_usage", "shipping", "source", "statement_descriptor", "statement_descriptor_suffix",
    "transfer_data", "transfer_group",
)  # fmt: skip
_COPIED = ("customer", "description", "receipt_email", "setup_future_usage", "statement_descriptor",
           "statement_descriptor_suffix", "transfer_group")  # fmt: skip
_CONFIRMABLE = ("requires_payment_method", "requires_confirmation")


def make(work: Work, amount: int, currency: str, data: dict[str, Any], session_id: str | None = None) -> Obj:
    """Store an intent and say so. ``data`` holds what the caller may set; ``session_id`` its session."""
    intent_id = new_id("pi_")
    shipping = data.get("shipping") or None
    intent: Obj = {
        "id": intent_id,
        "object": "payment_intent",
        **dict.fromkeys(_NULLS),
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "capture_method": "automatic_async",
        "client_secret": client_secret(intent_id),
        "confirmation_method": "automatic",
        "created": work.now,
        "currency": currency,
        "livemode": False,
        "metadata": merged({}, data.get("metadata") or {}),
        "payment_method_options": {
            "card": {"installments": None, "mandate_options": None, "network": None,
                     "request_three_d_secure": "automatic"},
        },
        "payment_method_types": payment_method_types(currency),
        "status": "requires_payment_method",
        "_session": session_id,
    }  # fmt: skip
    intent.update({name: data[name] for name in _COPIED if data.get(name)})
    if shipping:
        intent["shipping"] = {**shipping, "address": full_address(shipping["address"])}
    work.store.insert(intent)
    emit(work, "payment_intent.created", intent)
    return intent


def payment_method_types(currency: str) -> list[str]:
    """What buyers can pay with: cards, and the bank debits of euros and dollars."""
    return ["card", *{"eur": ["sepa_debit"], "usd": ["us_bank_account"]}.get(currency, [])]


def check_amount(amount: int, currency: str, param: str = "amount") -> None:
    """Raise a 400 for an amount that cannot be charged."""
    if amount < minimum(currency):
        raise invalid(
            f"Amount must be at least {show(minimum(currency), currency)} {currency}",
            code="amount_too_small",
            param=param,
        )
    if amount > MAXIMUM:
        raise invalid(f"Amount must be no more than {show(MAXIMUM, currency)}", code="amount_too_large", param=param)


def _unexpected(intent: Obj, verb: str) -> StripeError:
    return StripeError(
        400,
        f"You cannot {verb} this PaymentIntent because it has a status of {intent['status']}.",
        code="payment_intent_unexpected_state",
    )


@endpoint("POST", "/v1/payment_intents", PaymentIntentCreateParams)
def create(work: Work, params: dict[str, Any]) -> Obj:
    """Create an intent, and pay it at once with ``confirm``."""
    currency = currency_of(params["currency"], "currency")
    check_amount(params["amount"], currency)
    if params.get("capture_method", "automatic") == "manual":
        raise invalid("This sandbox captures at once.", param="capture_method")
    if "customer" in params:
        work.require("customer", params["customer"], "customer")
    intent = make(work, params["amount"], currency, params)
    if (automatic := params.get("automatic_payment_methods")) is not None:
        intent["automatic_payment_methods"] = {"allow_redirects": "always", **automatic}
    if params.get("payment_method_types"):
        intent["payment_method_types"] = params["payment_method_types"]
    if "payment_method" in params or "payment_method_data" in params:
        intent["payment_method"] = _method(work, params)["id"]
        intent["status"] = "requires_confirmation"
    work.store.save(intent)
    return _confirm(work, intent, params) if params.get("confirm") else intent


@endpoint("GET", "/v1/payment_intents/{intent}", PaymentIntentRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], intent: str) -> Obj:
    """One intent."""
    return work.require("payment_intent", intent, "intent")


@endpoint("POST", "/v1/payment_intents/{intent}", PaymentIntentUpdateParams)
def update(work: Work, params: dict[str, Any], intent: str) -> Obj:
    """Change an intent that is not paid yet; metadata and description always."""
    obj = work.require("payment_intent", intent, "intent")
    if "amount" in params:
        if obj["status"] not in _CONFIRMABLE or obj["_session"]:
            raise _unexpected(obj, "change the amount of")
        check_amount(params["amount"], obj["currency"])
        obj["amount"] = params["amount"]
    apply(obj, params, "description", "receipt_email", "statement_descriptor", "setup_future_usage")
    return work.store.save(obj)


@endpoint("POST", "/v1/payment_intents/{intent}/confirm", PaymentIntentConfirmParams)
def confirm(work: Work, params: dict[str, Any], intent: str) -> Obj:
    """Pay an intent."""
    obj = work.require("payment_intent", intent, "intent")
    if obj["_session"]:
        raise StripeError(400, "You cannot confirm the PaymentIntent of a Checkout Session yourself.")
    return _confirm(work, obj, params)


def _confirm(work: Work, intent: Obj, params: dict[str, Any]) -> Obj:
    if intent["status"] not in _CONFIRMABLE:
        raise _unexpected(intent, "confirm")
    if "payment_method" in params or "payment_method_data" in params:
        method = _method(work, params)
    elif intent["payment_method"]:
        method = work.require("payment_method", intent["payment_method"])
    else:
        raise missing("payment_method")
    return pay.confirm(work, intent, method, params.get("return_url"))


def _method(work: Work, params: dict[str, Any]) -> Obj:
    data = params.get("payment_method_data") or {}
    billing = data.get("billing_details") or None
    if "payment_method" in params:
        return resolve(work, params["payment_method"], billing)
    return typed_card(work, data.get("card") or {}, billing)


@endpoint("POST", "/v1/payment_intents/{intent}/cancel", PaymentIntentCancelParams)
def cancel(work: Work, params: dict[str, Any], intent: str) -> Obj:
    """Give an unpaid intent up. A session's intent is canceled by expiring the session."""
    obj = work.require("payment_intent", intent, "intent")
    if obj["_session"]:
        raise StripeError(
            400, "You cannot cancel the PaymentIntent for a Checkout Session. Expire the Checkout Session instead."
        )
    if obj["status"] in {"succeeded", "canceled", "processing"}:
        raise _unexpected(obj, "cancel")
    return abandon(work, obj, params.get("cancellation_reason"))


def abandon(work: Work, intent: Obj, reason: str | None) -> Obj:
    """Cancel an intent, whoever asks."""
    intent.update(status="canceled", canceled_at=work.now, cancellation_reason=reason, next_action=None)
    emit(work, "payment_intent.canceled", work.store.save(intent))
    return intent


@endpoint("GET", "/v1/payment_intents", PaymentIntentListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Intents, newest first."""
    return page(work, "payment_intent", params, "/v1/payment_intents", where={"customer": params.get("customer")})
