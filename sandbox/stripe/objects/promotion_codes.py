"""Promotion codes: the words that customers type."""

from __future__ import annotations

import re
from typing import Any

from stripe.params import (
    PromotionCodeCreateParams,
    PromotionCodeListParams,
    PromotionCodeRetrieveParams,
    PromotionCodeUpdateParams,
)

from sandbox.stripe.errors import invalid, missing
from sandbox.stripe.events import emit
from sandbox.stripe.ids import new_id
from sandbox.stripe.lists import page
from sandbox.stripe.metadata import apply, merged
from sandbox.stripe.objects.prices import currency_of
from sandbox.stripe.routing import endpoint, timer
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work

_CODE = re.compile(r"[A-Za-z0-9-]{1,500}")


@endpoint("POST", "/v1/promotion_codes", PromotionCodeCreateParams)
def create(work: Work, params: dict[str, Any]) -> Obj:
    """Create a code for a coupon; without ``code`` one is made up."""
    if "coupon" not in params["promotion"]:
        raise missing("promotion[coupon]")
    coupon = work.require("coupon", params["promotion"]["coupon"], "promotion[coupon]")
    code = params.get("code") or new_id("").upper()
    if not _CODE.fullmatch(code):
        raise invalid("Codes may only contain a-z, A-Z, 0-9 and dashes.", param="code")
    active = params.get("active", True)
    if active and _taken(work, code):
        raise invalid(
            f"An active promotion code with `code: {code}` already exists.",
            code="resource_already_exists",
            param="code",
        )
    _check_limits(work, params, coupon)
    expires_at = params.get("expires_at") or coupon["redeem_by"]
    promotion: Obj = {
        "id": new_id("promo_"),
        "object": "promotion_code",
        "active": active and coupon["valid"],
        "code": code,
        "created": work.now,
        "customer": work.require("customer", params["customer"], "customer")["id"] if "customer" in params else None,
        "customer_account": None,
        "expires_at": expires_at,
        "livemode": False,
        "max_redemptions": params.get("max_redemptions"),
        "metadata": merged({}, params.get("metadata") or {}),
        "promotion": {"coupon": coupon["id"], "type": "coupon"},
        "restrictions": _restrictions(params.get("restrictions") or {}),
        "times_redeemed": 0,
    }
    work.store.insert(promotion)
    if expires_at:
        work.store.set_timer(expires_at, "promotion_expiry", promotion["id"])
    emit(work, "promotion_code.created", promotion)
    return promotion


def _taken(work: Work, code: str, but: str | None = None) -> bool:
    found = work.store.select(
        "promotion_code", {"active": True}, sql="lower(json_extract(body, '$.code')) = ?", args=(code.lower(),)
    )
    return any(item["id"] != but for item in found)


def by_code(work: Work, code: str) -> Obj | None:
    """The active promotion with this code, whatever its case."""
    found = work.store.select(
        "promotion_code", {"active": True}, sql="lower(json_extract(body, '$.code')) = ?", args=(code.lower(),)
    )
    return found[0] if found else None


def _check_limits(work: Work, params: dict[str, Any], coupon: Obj) -> None:
    limit = params.get("max_redemptions")
    if limit is not None and limit < 1:
        raise invalid("Invalid positive integer", code="parameter_invalid_integer", param="max_redemptions")
    if limit is not None and coupon["max_redemptions"] is not None and limit > coupon["max_redemptions"]:
        raise invalid("max_redemptions cannot be larger than the coupon's.", param="max_redemptions")
    expires_at = params.get("expires_at")
    if expires_at is not None and expires_at <= work.now:
        raise invalid("expires_at must be in the future.", param="expires_at")
    if expires_at is not None and coupon["redeem_by"] is not None and expires_at > coupon["redeem_by"]:
        raise invalid("expires_at cannot be later than the coupon's redeem_by.", param="expires_at")


def _restrictions(given: dict[str, Any]) -> Obj:
    amount, currency = given.get("minimum_amount"), given.get("minimum_amount_currency")
    if amount is not None and currency is None:
        raise missing("restrictions[minimum_amount_currency]")
    if amount is not None and amount < 1:
        raise invalid(
            "Invalid positive integer", code="parameter_invalid_integer", param="restrictions[minimum_amount]"
        )
    made: Obj = {
        "first_time_transaction": given.get("first_time_transaction", False),
        "minimum_amount": amount,
        "minimum_amount_currency": currency and currency_of(currency, "restrictions[minimum_amount_currency]"),
    }
    if "currency_options" in given:
        made["currency_options"] = given["currency_options"]
    return made


@timer("promotion_expiry")
def expire(work: Work, promotion_id: str) -> None:
    """A code past its date is not active any more."""
    promotion = work.store.find(promotion_id, "promotion_code")
    if promotion is None or not promotion["active"]:
        return
    before = dict(promotion)
    promotion["active"] = False
    emit(work, "promotion_code.updated", work.store.save(promotion), before)


@timer("coupon_expiry")
def expire_coupon(work: Work, coupon_id: str) -> None:
    """A coupon past its date is not valid any more, nor are its codes."""
    coupon = work.store.find(coupon_id, "coupon")
    if coupon is None or not coupon["valid"]:
        return
    before = dict(coupon)
    coupon["valid"] = False
    emit(work, "coupon.updated", work.store.save(coupon), before)
    for promotion in work.store.select("promotion_code", {"promotion.coupon": coupon_id}):
        expire(work, promotion["id"])


@endpoint("GET", "/v1/promotion_codes/{id}", PromotionCodeRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], id: str) -> Obj:
    """One promotion code."""
    return work.require("promotion_code", id)


@endpoint("POST", "/v1/promotion_codes/{id}", PromotionCodeUpdateParams)
def update(work: Work, params: dict[str, Any], id: str) -> Obj:
    """Switch a code on or off, change its metadata or the amounts of its restrictions."""
    promotion = work.require("promotion_code", id)
    before = dict(promotion)
    if params.get("active") and not promotion["active"]:
        coupon = work.store.find(promotion["promotion"]["coupon"], "coupon")
        over = promotion["expires_at"] is not None and promotion["expires_at"] <= work.now
        if coupon is None or not coupon["valid"] or over or _taken(work, promotion["code"], id):
            raise invalid("This promotion code cannot be activated.", param="active")
    apply(promotion, params, "active")
    if "restrictions" in params:
        options = params["restrictions"].get("currency_options") or {}
        held = promotion["restrictions"].get("currency_options") or {}
        promotion["restrictions"] = {**promotion["restrictions"], "currency_options": {**held, **options}}
    emit(work, "promotion_code.updated", work.store.save(promotion), before)
    return promotion


@endpoint("GET", "/v1/promotion_codes", PromotionCodeListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Codes, newest first; ``code`` matches whatever its case."""
    where = {
        "active": params.get("active"),
        "promotion.coupon": params.get("coupon"),
        "customer": params.get("customer"),
    }
    sql, args = "1", ()  # type: tuple[str, tuple[Any, ...]]
    if "code" in params:
        sql, args = "lower(json_extract(body, '$.code')) = ?", (params["code"].lower(),)
    return page(work, "promotion_code", params, "/v1/promotion_codes", where=where, sql=sql, args=args)
