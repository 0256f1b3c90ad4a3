"""How a Checkout Session comes to be: checks, inline prices and rates, first totals."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from sandbox.stripe import discounts, totals
from sandbox.stripe.errors import invalid, missing
from sandbox.stripe.ids import new_id
from sandbox.stripe.metadata import merged
from sandbox.stripe.objects import prices, shipping_rates
from sandbox.stripe.objects.payment_intents import payment_method_types
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work

_MAX_LINES, _MAX_RATES, _MAX_QUANTITY = 100, 5, 999_999
_DAY, _HALF_HOUR = 24 * 3600, 30 * 60
_NULLS = (
    "after_expiration", "allow_promotion_codes", "billing_address_collection", "cancel_url",
    "client_reference_id", "client_secret", "collected_information", "consent", "consent_collection",
    "currency_conversion", "customer", "customer_account", "customer_creation", "customer_details",
    "customer_email", "discounts", "invoice", "locale", "origin_context", "payment_intent", "payment_link",
    "payment_method_configuration_details", "permissions", "recovered_from", "return_url",
    "saved_payment_method_options", "setup_intent", "shipping_address_collection", "shipping_cost", "submit_type",
    "subscription", "success_url", "total_details", "wallet_options",
)  # fmt: skip
_UNSUPPORTED = {
    "after_expiration", "consent_collection", "custom_fields", "customer_account", "invoice_creation",
    "name_collection", "optional_items", "setup_intent_data", "subscription_data", "tax_id_collection",
}  # fmt: skip
_UNSUPPORTED_IN_LINES = {"adjustable_quantity", "dynamic_tax_rates", "tax_rates"}
_COPIED = (
    "allow_promotion_codes", "billing_address_collection", "cancel_url", "client_reference_id",
    "customer_email", "locale", "submit_type", "success_url", "origin_context",
)  # fmt: skip


def create(work: Work, params: dict[str, Any]) -> Obj:
    """Open a session in payment mode. Raises 400s as Stripe does."""
    _check_combinations(params)
    _check_supported(params)
    _check_urls(params)
    session = _blank(work, params)
    _add_lines(work, session, params.get("line_items") or [])
    _set_customer(work, session, params)
    offer_shipping(work, session, params.get("shipping_options") or [])
    totals.refresh(work, session)
    _set_discount(work, session, params)
    totals.refresh(work, session)
    totals.check_total(session)
    work.store.insert(session)
    work.store.set_timer(session["expires_at"], "session_expiry", session["id"])
    return session


def _check_combinations(params: dict[str, Any]) -> None:
    mode = params.get("mode")
    if mode is None:
        raise missing("mode")
    if mode != "payment":
        raise invalid(f"This sandbox has the mode `payment` only, not `{mode}`.", param="mode")
    if params.get("ui_mode", "hosted_page") != "hosted_page":
        raise invalid("This sandbox has the ui_mode `hosted_page` only.", param="ui_mode")
    if not params.get("line_items"):
        raise missing("line_items")
    if "success_url" not in params:
        raise missing("success_url")
    for one, other in (("customer", "customer_email"), ("allow_promotion_codes", "discounts")):
        if params.get(one) and params.get(other):
            raise invalid(f"You may only specify one of these parameters: {one}, {other}.", param=one)
    if "customer" in params and "customer_creation" in params:
        raise invalid("You may only specify one of these parameters: customer, customer_creation.", param="customer")
    if "@" not in params.get("customer_email", "@"):
        raise invalid(
            f"Invalid email address: {params['customer_email'][:100]}", code="email_invalid", param="customer_email"
        )
    if len(params.get("client_reference_id", "")) > 200:
        raise invalid("client_reference_id must be at most 200 characters.", param="client_reference_id")


def _check_supported(params: dict[str, Any]) -> None:
    """Refuse what this sandbox would otherwise quietly leave out."""
    for name in _UNSUPPORTED & params.keys():
        raise invalid(f"This sandbox does not know `{name}` yet.", param=name)
    for index, item in enumerate(params.get("line_items") or []):
        for name in _UNSUPPORTED_IN_LINES & item.keys():
            raise invalid(f"This sandbox does not know `{name}` yet.", param=f"line_items[{index}][{name}]")
    if (params.get("payment_intent_data") or {}).get("capture_method", "automatic_async") == "manual":
        raise invalid("This sandbox captures at once.", param="payment_intent_data[capture_method]")


def _check_urls(params: dict[str, Any]) -> None:
    for name in ("success_url", "cancel_url"):
        if name not in params:
            continue
        try:
            parts = urlsplit(params[name])
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or not parts.hostname or len(params[name]) > 5000:
            raise invalid("Not a valid URL", code="url_invalid", param=name)


def _expiry(work: Work, params: dict[str, Any]) -> int:
    expires_at: int = params.get("expires_at", work.now + _DAY)
    limits = "at least 30 minutes" if expires_at < work.now + _HALF_HOUR - 60 else "less than 24 hours"
    if not work.now + _HALF_HOUR - 60 <= expires_at <= work.now + _DAY + 60:
        raise invalid(
            f"The `expires_at` timestamp must be {limits} from Checkout Session creation.", param="expires_at"
        )
    return expires_at


def _tax(params: dict[str, Any]) -> Obj:
    enabled = (params.get("automatic_tax") or {}).get("enabled", False)
    return {
        "enabled": enabled,
        "liability": {"type": "self"} if enabled else None,
        "provider": "stripe" if enabled else None,
        "status": "requires_location_inputs" if enabled else None,
    }


def _blank(work: Work, params: dict[str, Any]) -> Obj:
    session_id = new_id("cs_test_")
    address = params.get("shipping_address_collection")
    return {
        "id": session_id,
        "object": "checkout.session",
        **dict.fromkeys(_NULLS),
        **{name: params[name] for name in _COPIED if name in params},
        "adaptive_pricing": {"enabled": (params.get("adaptive_pricing") or {}).get("enabled", False)},
        "automatic_tax": _tax(params),
        "created": work.now,
        "custom_fields": [],
        "custom_text": {
            name: (params.get("custom_text") or {}).get(name) or None
            for name in ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
        },
        "expires_at": _expiry(work, params),
        "invoice_creation": None,
        "livemode": False,
        "metadata": merged({}, params.get("metadata") or {}),
        "mode": "payment",
        "payment_method_collection": "if_required",
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_status": "unpaid",
        "phone_number_collection": {"enabled": (params.get("phone_number_collection") or {}).get("enabled", False)},
        "shipping_address_collection": address and {"allowed_countries": address["allowed_countries"]},
        "shipping_options": [],
        "status": "open",
        "tax_id_collection": {"enabled": False, "required": "never"},
        "ui_mode": "hosted_page",
        "url": f"{work.config.public_url}/c/pay/{session_id}",
        "_payment_intent_data": params.get("payment_intent_data") or {},
    }


def _add_lines(work: Work, session: Obj, items: list[dict[str, Any]]) -> None:
    if len(items) > _MAX_LINES:
        raise invalid(f"A Checkout Session can have at most {_MAX_LINES} line items.", param="line_items")
    lines: list[Obj] = []
    for index, item in enumerate(items):
        name = f"line_items[{index}]"
        if "quantity" not in item:
            raise invalid(f"Quantity is required. Add `quantity` to `{name}`", param=f"{name}[quantity]")
        if not 1 <= item["quantity"] <= _MAX_QUANTITY:
            raise invalid("Invalid positive integer", code="parameter_invalid_integer", param=f"{name}[quantity]")
        price = _price(work, item, name)
        product = work.require("product", price["product"])
        amount = price["unit_amount"] * item["quantity"]
        lines.append(
            {
                "id": new_id("li_"),
                "object": "item",
                "adjustable_quantity": None,
                "amount_discount": 0,
                "amount_subtotal": amount,
                "amount_tax": 0,
                "amount_total": amount,
                "currency": price["currency"],
                "description": product["name"],
                "metadata": merged({}, item.get("metadata") or {}),
                "price": price,
                "quantity": item["quantity"],
            }
        )
    if len({line["currency"] for line in lines}) > 1:
        raise invalid("All prices on a Checkout Session must have the same currency.", param="line_items")
    session["_lines"] = lines
    session["currency"] = lines[0]["currency"]
    session["payment_method_types"] = payment_method_types(session["currency"])


def _price(work: Work, item: dict[str, Any], name: str) -> Obj:
    if ("price" in item) == ("price_data" in item):
        raise missing(f"{name}[price_data]")
    if "price_data" in item:
        return prices.make(work, item["price_data"], inline=True, param=f"{name}[price_data]")
    price = work.require("price", item["price"], f"{name}[price]")
    if not price["active"]:
        raise invalid(f"The price specified is inactive: {price['id']}.", param=f"{name}[price]")
    return price


def _set_customer(work: Work, session: Obj, params: dict[str, Any]) -> None:
    if "customer" in params:
        customer = work.require("customer", params["customer"], "customer")
        if customer.get("_deleted"):
            raise invalid(f"No such customer: '{customer['id']}'", code="resource_missing", param="customer")
        session["customer"] = customer["id"]
        session["_tax_address"] = (customer["shipping"] or {}).get("address") or customer["address"]
        return
    session["customer_creation"] = params.get("customer_creation", "if_required")


def offer_shipping(work: Work, session: Obj, options: list[dict[str, Any]]) -> None:
    """Set the shipping choices of a session; the first is chosen until the buyer says otherwise."""
    if len(options) > _MAX_RATES:
        raise invalid(f"A Checkout Session can have at most {_MAX_RATES} shipping options.", param="shipping_options")
    offered: list[Obj] = []
    for index, option in enumerate(options):
        name = f"shipping_options[{index}]"
        if ("shipping_rate" in option) == ("shipping_rate_data" in option):
            raise missing(f"{name}[shipping_rate_data]")
        if "shipping_rate_data" in option:
            rate = shipping_rates.make(work, option["shipping_rate_data"], f"{name}[shipping_rate_data]")
        else:
            rate = work.require("shipping_rate", option["shipping_rate"], f"{name}[shipping_rate]")
        amount = shipping_rates.amount_in(rate, session["currency"])
        if amount is None or not rate["active"]:
            raise invalid("The shipping rate cannot be used with this Checkout Session.", param=name)
        offered.append({"shipping_amount": amount, "shipping_rate": rate["id"]})
    session["shipping_options"] = offered
    session["_shipping_rate"] = offered[0]["shipping_rate"] if offered else None


def _set_discount(work: Work, session: Obj, params: dict[str, Any]) -> None:
    given = params.get("discounts") or []
    if len(given) > 1:
        raise invalid("You can only apply one discount to a Checkout Session.", param="discounts")
    for item in given:
        if ("coupon" in item) == ("promotion_code" in item):
            raise missing("discounts[0][coupon]")
        if "coupon" in item:
            coupon = work.require("coupon", item["coupon"], "discounts[0][coupon]")
            discounts.check_coupon(work, coupon, session["currency"])
            session["discounts"] = [{"coupon": coupon["id"], "promotion_code": None}]
        else:
            apply_code(
                work, session, work.require("promotion_code", item["promotion_code"], "discounts[0][promotion_code]")
            )


def apply_code(work: Work, session: Obj, promotion: Obj) -> None:
    """Put a promotion code on a session. Raises a 400 that says why it cannot."""
    discounts.check_code(work, promotion, session)
    session["discounts"] = [{"coupon": None, "promotion_code": promotion["id"]}]
