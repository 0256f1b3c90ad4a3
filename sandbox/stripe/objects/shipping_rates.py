"""Shipping rates."""

from __future__ import annotations

from typing import Any

from stripe.params import (
    ShippingRateCreateParams,
    ShippingRateListParams,
    ShippingRateRetrieveParams,
    ShippingRateUpdateParams,
)

from sandbox.stripe.errors import invalid, missing
from sandbox.stripe.ids import new_id
from sandbox.stripe.lists import page
from sandbox.stripe.metadata import apply, merged
from sandbox.stripe.objects.prices import currency_of
from sandbox.stripe.routing import endpoint
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work


def make(work: Work, data: dict[str, Any], param: str = "") -> Obj:
    """Store a rate with its fixed amount. ``param`` prefixes names in complaints."""
    fixed = data.get("fixed_amount")
    name = f"{param}[fixed_amount]" if param else "fixed_amount"
    if fixed is None:
        raise missing(name)
    if fixed["amount"] < 0:
        raise invalid("Invalid non-negative integer", code="parameter_invalid_integer", param=f"{name}[amount]")
    estimate = data.get("delivery_estimate")
    amount: Obj = {"amount": fixed["amount"], "currency": currency_of(fixed["currency"], f"{name}[currency]")}
    if "currency_options" in fixed:
        amount["currency_options"] = {
            currency: {"amount": option["amount"], "tax_behavior": option.get("tax_behavior", "unspecified")}
            for currency, option in fixed["currency_options"].items()
        }
    return work.store.insert(
        {
            "id": new_id("shr_"),
            "object": "shipping_rate",
            "active": True,
            "created": work.now,
            "delivery_estimate": None
            if estimate is None
            else {"maximum": estimate.get("maximum"), "minimum": estimate.get("minimum")},
            "display_name": data["display_name"],
            "fixed_amount": amount,
            "livemode": False,
            "metadata": merged({}, data.get("metadata") or {}),
            "tax_behavior": data.get("tax_behavior", "unspecified"),
            "tax_code": data.get("tax_code"),
            "type": "fixed_amount",
        }
    )


def amount_in(rate: Obj, currency: str) -> int | None:
    """What the rate costs in a currency, or None if it has no price there."""
    fixed = rate["fixed_amount"]
    if fixed["currency"] == currency:
        return int(fixed["amount"])
    option = (fixed.get("currency_options") or {}).get(currency)
    return None if option is None else int(option["amount"])


@endpoint("POST", "/v1/shipping_rates", ShippingRateCreateParams)
def create(work: Work, params: dict[str, Any]) -> Obj:
    """Create a shipping rate."""
    return make(work, params)


@endpoint("GET", "/v1/shipping_rates/{id}", ShippingRateRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], id: str) -> Obj:
    """One shipping rate."""
    return work.require("shipping_rate", id)


@endpoint("POST", "/v1/shipping_rates/{id}", ShippingRateUpdateParams)
def update(work: Work, params: dict[str, Any], id: str) -> Obj:
    """Archive a rate or change its metadata."""
    rate = work.require("shipping_rate", id)
    return work.store.save(apply(rate, params, "active", "tax_behavior"))


@endpoint("GET", "/v1/shipping_rates", ShippingRateListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Shipping rates, newest first."""
    where = {"active": params.get("active"), "fixed_amount.currency": params.get("currency")}
    return page(work, "shipping_rate", params, "/v1/shipping_rates", where=where)
