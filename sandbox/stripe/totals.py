"""What a session comes to: lines, discount, tax and shipping, all in minor units that add up."""

from __future__ import annotations

from typing import Any

from sandbox.stripe import discounts, tax
from sandbox.stripe.errors import invalid
from sandbox.stripe.expand import included
from sandbox.stripe.ids import new_id
from sandbox.stripe.lists import slice_page
from sandbox.stripe.money import MAXIMUM, minimum, percent, show
from sandbox.stripe.money import included as tax_within
from sandbox.stripe.objects.shipping_rates import amount_in
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work


def refresh(work: Work, session: Obj) -> Obj:
    """Work the session's amounts out again from its lines, discount, address and shipping choice."""
    lines: list[Obj] = session["_lines"]
    rate = tax.rate_for(session.get("_tax_address")) if session["automatic_tax"]["enabled"] else None
    coupon = _coupon(work, session)
    subtotals = [line["amount_subtotal"] for line in lines]
    off = [0] * len(lines)
    if coupon is not None:
        products = [line["price"]["product"] for line in lines]
        off = discounts.take_off(coupon, session["currency"], subtotals, products)
    for line, discount in zip(lines, off, strict=True):
        _tax_line(work, line, discount, rate)
        line["_discounts"] = [_discount(work, session)] if coupon is not None and discount else []
    shipping = _shipping(work, session, rate)
    session["shipping_cost"] = shipping
    session["amount_subtotal"] = sum(subtotals)
    session["total_details"] = {
        "amount_discount": sum(off),
        "amount_shipping": shipping["amount_subtotal"] if shipping else 0,
        "amount_tax": sum(line["amount_tax"] for line in lines) + (shipping["amount_tax"] if shipping else 0),
    }
    session["amount_total"] = sum(line["amount_total"] for line in lines)
    session["amount_total"] += shipping["amount_total"] if shipping else 0
    if session["automatic_tax"]["enabled"]:
        located = bool(session.get("_tax_address"))
        session["automatic_tax"]["status"] = "complete" if located else "requires_location_inputs"
    return session


def check_total(session: Obj) -> None:
    """Raise a 400 for a total that cannot be charged. Nothing to pay is fine."""
    total, currency = session["amount_total"], session["currency"]
    if 0 < total < minimum(currency):
        raise invalid(
            "The Checkout Session's total amount due must add up to at least"
            f" {show(minimum(currency), currency)} {currency}",
            code="amount_too_small",
        )
    if total > MAXIMUM:
        raise invalid(
            f"The Checkout Session's total amount must be no more than {show(MAXIMUM, currency)}",
            code="amount_too_large",
        )


def _coupon(work: Work, session: Obj) -> Obj | None:
    for discount in session["discounts"] or []:
        if discount["promotion_code"]:
            promotion = work.require("promotion_code", discount["promotion_code"])
            return work.store.find(promotion["promotion"]["coupon"], "coupon")
        return work.store.find(discount["coupon"], "coupon")
    return None


def _tax_line(work: Work, line: Obj, discount: int, rate: tax.Rate | None) -> None:
    inclusive = line["price"]["tax_behavior"] == "inclusive"
    net = line["amount_subtotal"] - discount
    amount = _tax(net, rate, inclusive=inclusive)
    line.update(
        amount_discount=discount, amount_tax=amount, amount_total=net if inclusive else net + amount,
        _taxes=_taxes(work, amount, net, rate, inclusive=inclusive),
    )  # fmt: skip


def _tax(net: int, rate: tax.Rate | None, *, inclusive: bool) -> int:
    if rate is None:
        return 0
    return tax_within(net, rate.percent) if inclusive else percent(net, rate.percent)


def _taxes(work: Work, amount: int, net: int, rate: tax.Rate | None, *, inclusive: bool) -> list[Obj]:
    if rate is None:
        return []
    return [
        {
            "amount": amount,
            "rate": tax.tax_rate(work, rate, inclusive=inclusive),
            "taxability_reason": "standard_rated",
            "taxable_amount": net - amount if inclusive else net,
        }
    ]


def _shipping(work: Work, session: Obj, rate: tax.Rate | None) -> Obj | None:
    if not session.get("_shipping_rate"):
        return None
    shipping_rate = work.require("shipping_rate", session["_shipping_rate"])
    net = amount_in(shipping_rate, session["currency"]) or 0
    inclusive = shipping_rate["tax_behavior"] == "inclusive"
    amount = _tax(net, rate, inclusive=inclusive)
    return {
        "amount_subtotal": net,
        "amount_tax": amount,
        "amount_total": net if inclusive else net + amount,
        "shipping_rate": shipping_rate["id"],
        "_taxes": _taxes(work, amount, net, rate, inclusive=inclusive),
    }


def _discount(work: Work, session: Obj) -> Obj:
    """The Discount object that lines and breakdowns refer to; one a session."""
    given = session["discounts"][0]
    coupon = _coupon(work, session)
    discount_id = session.setdefault("_discount_id", new_id("di_"))
    return {
        "id": discount_id,
        "object": "discount",
        "checkout_session": session["id"],
        "customer": session["customer"],
        "customer_account": None,
        "end": None,
        "invoice": None,
        "invoice_item": None,
        "promotion_code": given["promotion_code"],
        "source": {"coupon": coupon and coupon["id"], "type": "coupon"},
        "start": session["created"],
        "subscription": None,
        "subscription_item": None,
    }


@included("checkout.session", "line_items")
def line_items(work: Work, session: Obj, params: dict[str, Any] | None = None) -> Obj:
    """The lines of a session as a list object."""
    return slice_page(session["_lines"], params or {}, f"/v1/checkout/sessions/{session['id']}/line_items")


@included("item", "discounts")
def _line_discounts(work: Work, line: Obj) -> Any:
    return [{"amount": line["amount_discount"], "discount": item} for item in line.get("_discounts", [])]


@included("item", "taxes")
def _line_taxes(work: Work, line: Obj) -> Any:
    return line.get("_taxes", [])


@included("checkout.session", "shipping_cost.taxes")
def _shipping_taxes(work: Work, session: Obj) -> Any:
    return session["shipping_cost"].get("_taxes", [])


@included("checkout.session", "total_details.breakdown")
def breakdown(work: Work, session: Obj) -> Any:
    """The total discount and tax by their causes."""
    off = session["total_details"]["amount_discount"]
    taxes: dict[str, Obj] = {}
    holders = [*session["_lines"], *([session["shipping_cost"]] if session["shipping_cost"] else [])]
    for item in (entry for holder in holders for entry in holder.get("_taxes", [])):
        name = f"{item['rate']['display_name']} {item['rate']['inclusive']}"
        held = taxes.setdefault(name, {**item, "amount": 0, "taxable_amount": 0})
        held["amount"] += item["amount"]
        held["taxable_amount"] += item["taxable_amount"]
    return {
        "discounts": [{"amount": off, "discount": _discount(work, session)}] if off else [],
        "taxes": list(taxes.values()),
    }
