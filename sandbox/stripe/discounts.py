"""Whether a discount applies, and what it takes off."""

from __future__ import annotations

from collections.abc import Sequence

from sandbox.stripe.errors import StripeError, invalid
from sandbox.stripe.money import percent, show, spread
from sandbox.stripe.objects import promotion_codes
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work


def find_code(work: Work, value: str) -> Obj:
    """The promotion behind what a buyer typed (the word, or its ``promo_…`` id). Raises a 400."""
    found = work.store.find(value, "promotion_code") if value.startswith("promo_") else None
    found = found or promotion_codes.by_code(work, value.strip())
    if found is None or not found["active"]:
        raise _refused("This code is invalid.")
    return found


def check_code(work: Work, promotion: Obj, session: Obj) -> Obj:
    """The coupon of a promotion that this session may use. Raises a 400 that says why not."""
    coupon = work.store.find(promotion["promotion"]["coupon"], "coupon")
    restrictions = promotion["restrictions"]
    expired = promotion["expires_at"] is not None and promotion["expires_at"] <= work.now
    spent = promotion["max_redemptions"] is not None and promotion["times_redeemed"] >= promotion["max_redemptions"]
    if coupon is None or not promotion["active"] or expired or spent:
        raise _refused("This code is invalid.")
    check_coupon(work, coupon, session["currency"])
    customer = session["customer"] or session.get("_customer")
    if promotion["customer"] and promotion["customer"] != customer:
        raise _refused("This code cannot be used by this customer.")
    if restrictions["first_time_transaction"] and _bought_before(work, customer):
        raise _refused("This code is for a first order only.")
    minimum = _minimum(restrictions, session["currency"])
    if minimum is not None and session["amount_subtotal"] < minimum:
        raise _refused(f"This code needs an order of at least {show(minimum, session['currency'])}.")
    return coupon


def check_coupon(work: Work, coupon: Obj, currency: str) -> None:
    """Raise a 400 for a coupon that is used up, over, or worth nothing in this currency."""
    over = coupon["redeem_by"] is not None and coupon["redeem_by"] <= work.now
    if not coupon["valid"] or over:
        raise _refused(f"Coupon {coupon['id']} is expired and cannot be applied.", "coupon_expired")
    if coupon["percent_off"] is None and amount_off(coupon, currency) is None:
        raise _refused(f"Coupon {coupon['id']} cannot be used with the currency {currency}.")


def amount_off(coupon: Obj, currency: str) -> int | None:
    """The fixed amount that a coupon takes off in a currency."""
    if coupon["currency"] == currency:
        return int(coupon["amount_off"])
    option = (coupon.get("_currency_options") or {}).get(currency)
    return None if option is None else int(option["amount_off"])


def take_off(coupon: Obj, currency: str, subtotals: Sequence[int], products: Sequence[str]) -> list[int]:
    """The discount of each line, adding up to the cent. Shipping is never discounted."""
    limited = (coupon.get("_applies_to") or {}).get("products")
    weights = [
        amount if limited is None or product in limited else 0
        for amount, product in zip(subtotals, products, strict=True)
    ]
    whole = sum(weights)
    if coupon["percent_off"] is not None:
        total = percent(whole, coupon["percent_off"])
    else:
        total = min(whole, amount_off(coupon, currency) or 0)
    return spread(total, weights)


def _minimum(restrictions: Obj, currency: str) -> int | None:
    if restrictions["minimum_amount_currency"] == currency:
        return int(restrictions["minimum_amount"])
    option = (restrictions.get("currency_options") or {}).get(currency)
    if option is not None:
        return int(option["minimum_amount"])
    if restrictions["minimum_amount"] is not None:
        raise _refused("This code cannot be used with this currency.")
    return None


def _bought_before(work: Work, customer: str | None) -> bool:
    return customer is not None and bool(
        work.store.select("payment_intent", {"customer": customer, "status": "succeeded"}, limit=1)
    )


def _refused(message: str, code: str = "promotion_code_invalid") -> StripeError:
    return invalid(message, code=code, param="promotion_code")
