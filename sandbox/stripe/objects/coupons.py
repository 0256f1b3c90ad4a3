"""Coupons: what a discount is worth."""

from __future__ import annotations

from typing import Any

from stripe.params import (
    CouponCreateParams,
    CouponDeleteParams,
    CouponListParams,
    CouponRetrieveParams,
    CouponUpdateParams,
)

from sandbox.stripe.errors import invalid, missing
from sandbox.stripe.events import emit
from sandbox.stripe.expand import included
from sandbox.stripe.ids import new_id
from sandbox.stripe.lists import page
from sandbox.stripe.metadata import apply, deleted, merged
from sandbox.stripe.objects.prices import currency_of
from sandbox.stripe.routing import endpoint
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work


@endpoint("POST", "/v1/coupons", CouponCreateParams)
def create(work: Work, params: dict[str, Any]) -> Obj:
    """Create a coupon: a percentage, or an amount in a currency."""
    _check(work, params)
    coupon: Obj = {
        "id": params.get("id") or new_id(""),
        "object": "coupon",
        "amount_off": params.get("amount_off"),
        "created": work.now,
        "currency": currency_of(params["currency"], "currency") if "currency" in params else None,
        "duration": params.get("duration", "once"),
        "duration_in_months": params.get("duration_in_months"),
        "livemode": False,
        "max_redemptions": params.get("max_redemptions"),
        "metadata": merged({}, params.get("metadata") or {}),
        "name": params.get("name"),
        "percent_off": params.get("percent_off"),
        "redeem_by": params.get("redeem_by"),
        "times_redeemed": 0,
        "valid": True,
        "_applies_to": params.get("applies_to"),
        "_currency_options": params.get("currency_options"),
    }
    work.store.insert(coupon)
    if coupon["redeem_by"]:
        work.store.set_timer(coupon["redeem_by"], "coupon_expiry", coupon["id"])
    emit(work, "coupon.created", coupon)
    return coupon


def _check(work: Work, params: dict[str, Any]) -> None:
    if ("percent_off" in params) == ("amount_off" in params):
        raise missing("percent_off")
    if "percent_off" in params and not 0 < params["percent_off"] <= 100:
        raise invalid("Invalid percent_off: must be between 0 and 100.", param="percent_off")
    if "amount_off" in params and params["amount_off"] < 1:
        raise invalid("Invalid positive integer", code="parameter_invalid_integer", param="amount_off")
    if "amount_off" in params and "currency" not in params:
        raise missing("currency")
    if params.get("max_redemptions", 1) < 1:
        raise invalid("Invalid positive integer", code="parameter_invalid_integer", param="max_redemptions")
    if params.get("redeem_by", work.now + 1) <= work.now:
        raise invalid("redeem_by must be in the future.", param="redeem_by")
    if params.get("duration") == "repeating" and "duration_in_months" not in params:
        raise missing("duration_in_months")
    if "id" in params and work.store.find(params["id"]):
        raise invalid("Coupon already exists.", code="resource_already_exists", param="id")


@included("coupon", "applies_to")
def applies_to(work: Work, coupon: Obj) -> Any:
    """The products that a coupon is limited to."""
    return coupon["_applies_to"]


@included("coupon", "currency_options")
def currency_options(work: Work, coupon: Obj) -> Any:
    """Amounts off in further currencies."""
    return coupon["_currency_options"]


@endpoint("GET", "/v1/coupons/{coupon}", CouponRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], coupon: str) -> Obj:
    """One coupon."""
    return work.require("coupon", coupon)


@endpoint("POST", "/v1/coupons/{coupon}", CouponUpdateParams)
def update(work: Work, params: dict[str, Any], coupon: str) -> Obj:
    """Rename a coupon or change its metadata."""
    obj = work.require("coupon", coupon)
    before = dict(obj)
    apply(obj, params, "name")
    if "currency_options" in params:
        obj["_currency_options"] = {**(obj["_currency_options"] or {}), **params["currency_options"]}
    emit(work, "coupon.updated", work.store.save(obj), before)
    return obj


@endpoint("DELETE", "/v1/coupons/{coupon}", CouponDeleteParams)
def delete(work: Work, params: dict[str, Any], coupon: str) -> Obj:
    """Delete a coupon; its promotion codes stop working."""
    obj = work.require("coupon", coupon)
    work.store.delete(coupon)
    for code in work.store.select("promotion_code", {"promotion.coupon": coupon, "active": True}):
        code["active"] = False
        work.store.save(code)
    obj["valid"] = False
    emit(work, "coupon.deleted", obj)
    return deleted(obj)


@endpoint("GET", "/v1/coupons", CouponListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Coupons, newest first."""
    return page(work, "coupon", params, "/v1/coupons")
