"""Payment methods: test cards and test bank accounts."""

from __future__ import annotations

import time
from typing import Any

from stripe.params import (
    PaymentMethodAttachParams,
    PaymentMethodCreateParams,
    PaymentMethodDetachParams,
    PaymentMethodListParams,
    PaymentMethodRetrieveParams,
)

from sandbox.stripe.cards import ALIASES, BY_NUMBER, TestMethod, passes_luhn
from sandbox.stripe.errors import StripeError, invalid, not_found
from sandbox.stripe.events import emit
from sandbox.stripe.ids import new_id
from sandbox.stripe.lists import page
from sandbox.stripe.objects.customers import full_address
from sandbox.stripe.routing import endpoint
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work


def behaviour(method: Obj) -> TestMethod:
    """What this method does when it is charged."""
    return BY_NUMBER[method["_number"]]


def card_error(message: str, code: str, param: str | None = None) -> StripeError:
    """402 for details of a card that cannot be right."""
    return StripeError(402, message, kind="card_error", code=code, param=param)


def lookup(number: str) -> TestMethod:
    """The test method behind a typed number, spaces and all. Raises 402 for anything else."""
    plain = "".join(number.split()).replace("-", "").upper()
    if plain in BY_NUMBER:
        return BY_NUMBER[plain]
    if not (plain.isascii() and plain.isdecimal() and 12 <= len(plain) <= 19 and passes_luhn(plain)):
        raise card_error("Your card number is incorrect.", "incorrect_number", "number")
    raise StripeError(
        402,
        "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid"
        " test cards, visit: https://stripe.com/docs/testing.",
        kind="card_error",
        code="card_declined",
        decline_code="test_mode_live_card",
    )


def resolve(work: Work, value: str, billing: dict[str, Any] | None = None) -> Obj:
    """A payment method out of what a payer hands over: its id, a ``pm_card_…`` name, or a test number."""
    name = value.replace("tok_", "pm_card_", 1) if value.startswith("tok_") else value
    if name in ALIASES:
        return make(work, BY_NUMBER[ALIASES[name]], billing)
    if value.startswith("pm_"):
        stored = work.store.find(value, "payment_method")
        if stored is None:
            raise not_found("payment_method", value[:100], "payment_method")
        return stored
    return make(work, lookup(value), billing)


def make(
    work: Work, test: TestMethod, billing: dict[str, Any] | None = None, expiry: tuple[int, int] = (12, 2034)
) -> Obj:
    """Store a payment method that behaves like ``test``."""
    details = billing or {}
    method: Obj = {
        "id": new_id("pm_"),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": {
            "address": full_address(details.get("address") or {}),
            "email": details.get("email"),
            "name": details.get("name"),
            "phone": details.get("phone"),
            "tax_id": None,
        },
        "created": work.now,
        "customer": None,
        "livemode": False,
        "metadata": {},
        "type": test.brand if test.is_bank else "card",
        "_number": test.number,
    }
    method[method["type"]] = _bank(test) if test.is_bank else _card(test, expiry)
    return work.store.insert(method)


def _card(test: TestMethod, expiry: tuple[int, int]) -> Obj:
    return {
        "brand": test.brand,
        "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
        "country": test.country,
        "display_brand": test.brand,
        "exp_month": expiry[0],
        "exp_year": expiry[1],
        "fingerprint": f"Sandbox{test.number[-9:]}",
        "funding": test.funding,
        "generated_from": None,
        "last4": test.number[-4:],
        "networks": {"available": [test.brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }


def _bank(test: TestMethod) -> Obj:
    common: Obj = {"fingerprint": f"Sandbox{test.number[-9:]}", "last4": test.number[-4:]}
    if test.brand == "sepa_debit":
        sources = {"charge": None, "setup_attempt": None}
        return {**common, "bank_code": "37040044", "branch_code": "", "country": "DE", "generated_from": sources}
    return {
        **common,
        "account_holder_type": "individual",
        "account_type": "checking",
        "bank_name": "STRIPE TEST BANK",
        "financial_connections_account": None,
        "networks": {"preferred": "ach", "supported": ["ach"]},
        "routing_number": "110000000",
        "status_details": {},
    }


def typed_card(work: Work, card: dict[str, Any], billing: dict[str, Any] | None) -> Obj:
    """A payment method out of a typed card. Raises 402 for a wrong number, expiry or code."""
    test = lookup(str(card.get("number", "")))
    month, year = int(card.get("exp_month", 12)), int(card.get("exp_year", 2034))
    year += 2000 if year < 100 else 0
    if not 1 <= month <= 12:
        raise card_error("Your card's expiration month is invalid.", "invalid_expiry_month", "exp_month")
    today = time.gmtime(work.now)
    if (year, month) < (today.tm_year, today.tm_mon) or year > today.tm_year + 50:
        raise card_error("Your card's expiration year is invalid.", "invalid_expiry_year", "exp_year")
    cvc = str(card.get("cvc", "123"))
    if not (cvc.isascii() and cvc.isdecimal() and len(cvc) in {3, 4}):
        raise card_error("Your card's security code is invalid.", "invalid_cvc", "cvc")
    return make(work, test, billing, (month, year))


@endpoint("POST", "/v1/payment_methods", PaymentMethodCreateParams)
def create(work: Work, params: dict[str, Any]) -> Obj:
    """Create a payment method from a test number or a ``tok_…`` name."""
    billing = params.get("billing_details") or None
    kind = params.get("type")
    details = params.get(str(kind)) or {}
    if kind == "card" and "token" in details:
        return resolve(work, details["token"], billing)
    if kind == "card" and "number" in details:
        return typed_card(work, details, billing)
    if kind == "sepa_debit" and "iban" in details:
        return make(work, lookup(details["iban"]), billing)
    if kind == "us_bank_account" and "account_number" in details:
        return make(work, lookup(details["account_number"]), billing)
    raise invalid("This sandbox takes card, sepa_debit and us_bank_account payment methods.", param="type")


@endpoint("GET", "/v1/payment_methods/{id}", PaymentMethodRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], id: str) -> Obj:
    """One payment method."""
    return work.require("payment_method", id)


@endpoint("POST", "/v1/payment_methods/{id}/attach", PaymentMethodAttachParams)
def attach(work: Work, params: dict[str, Any], id: str) -> Obj:
    """Let a customer keep a payment method."""
    method = resolve(work, id) if id in ALIASES else work.require("payment_method", id)
    if "customer" in params:
        method["customer"] = work.require("customer", params["customer"], "customer")["id"]
    emit(work, "payment_method.attached", work.store.save(method))
    return method


@endpoint("POST", "/v1/payment_methods/{id}/detach", PaymentMethodDetachParams)
def detach(work: Work, params: dict[str, Any], id: str) -> Obj:
    """Take a payment method from its customer."""
    method = work.require("payment_method", id)
    before = dict(method)
    method["customer"] = None
    emit(work, "payment_method.detached", work.store.save(method), before)
    return method


@endpoint("GET", "/v1/payment_methods", PaymentMethodListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Payment methods of a customer."""
    where = {"customer": params.get("customer"), "type": params.get("type")}
    return page(work, "payment_method", params, "/v1/payment_methods", where=where)
