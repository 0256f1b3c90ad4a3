"""Prices."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from stripe.params import PriceCreateParams, PriceListParams, PriceRetrieveParams, PriceUpdateParams

from sandbox.stripe.errors import invalid, missing
from sandbox.stripe.events import emit
from sandbox.stripe.ids import new_id
from sandbox.stripe.lists import page
from sandbox.stripe.metadata import apply, merged
from sandbox.stripe.money import MAXIMUM, is_currency
from sandbox.stripe.objects import products
from sandbox.stripe.routing import endpoint
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work


def currency_of(value: str, param: str) -> str:
    """A currency in lower case. Raises a 400 for one that Stripe does not charge in."""
    if not is_currency(value.lower()):
        raise invalid(
            f"Invalid currency: {value[:20]}. Stripe currently supports these currencies: usd, eur, gbp, jpy, …",
            param=param,
        )
    return value.lower()


def make(work: Work, data: dict[str, Any], *, inline: bool = False, param: str = "") -> Obj:
    """Store a price and, with ``product_data``, its product. ``param`` prefixes names in complaints."""

    def named(field: str) -> str:
        return f"{param}[{field}]" if param else field

    currency = currency_of(data["currency"], named("currency"))
    amount = _unit_amount(data, named)
    if data.get("recurring"):
        raise invalid("This sandbox sells one-time prices only.", param=named("recurring"))
    if ("product" in data) == ("product_data" in data):
        raise missing(named("product_data"))
    if "product" in data:
        product = work.require("product", data["product"], named("product"))
    else:
        product = products.make(work, data["product_data"], active=not inline, param=named("product_data"))
    return work.store.insert(
        {
            "id": new_id("price_"),
            "object": "price",
            "active": not inline and data.get("active", True),
            "billing_scheme": "per_unit",
            "created": work.now,
            "currency": currency,
            "custom_unit_amount": None,
            "livemode": False,
            "lookup_key": data.get("lookup_key"),
            "metadata": merged({}, data.get("metadata") or {}),
            "nickname": data.get("nickname"),
            "product": product["id"],
            "recurring": None,
            "tax_behavior": data.get("tax_behavior", "unspecified"),
            "tiers_mode": None,
            "transform_quantity": None,
            "type": "one_time",
            "unit_amount": amount,
            "unit_amount_decimal": str(amount),
        }
    )


def _unit_amount(data: dict[str, Any], named: Any) -> int:
    if ("unit_amount" in data) == ("unit_amount_decimal" in data):
        raise missing(named("unit_amount"))
    exact = Decimal(data["unit_amount"] if "unit_amount" in data else data["unit_amount_decimal"])
    if exact < 0:
        raise invalid("Invalid non-negative integer", code="parameter_invalid_integer", param=named("unit_amount"))
    if exact != exact.to_integral_value():
        raise invalid("This sandbox takes whole minor units only.", param=named("unit_amount_decimal"))
    if exact > MAXIMUM:
        raise invalid("Amount must be no more than $999,999.99", code="amount_too_large", param=named("unit_amount"))
    return int(exact)


@endpoint("POST", "/v1/prices", PriceCreateParams)
def create(work: Work, params: dict[str, Any]) -> Obj:
    """Create a price."""
    price = make(work, params)
    emit(work, "price.created", price)
    return price


@endpoint("GET", "/v1/prices/{id}", PriceRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], id: str) -> Obj:
    """One price."""
    return work.require("price", id)


@endpoint("POST", "/v1/prices/{id}", PriceUpdateParams)
def update(work: Work, params: dict[str, Any], id: str) -> Obj:
    """Change what may change of a price: never its amount."""
    price = work.require("price", id)
    before = dict(price)
    apply(price, params, "active", "nickname", "lookup_key", "tax_behavior")
    emit(work, "price.updated", work.store.save(price), before)
    return price


@endpoint("GET", "/v1/prices", PriceListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Prices, newest first."""
    where = {name: params.get(name) for name in ("active", "currency", "product", "type")}
    return page(work, "price", params, "/v1/prices", where=where)
