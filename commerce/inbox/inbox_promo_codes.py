"""Stripe's events about promotion codes and coupons, whoever changed them: about no order in particular."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from adapters.payments import Payments
from adapters.payments_promotions import StripePromotion
from commerce.promotions import promo_code_sync

Act = Callable[[], Awaitable[str]]
"""What is to be done inside the transaction that marks the event; it returns what it did."""


async def _promotion_code(subject: Mapping[str, Any], payments: Payments) -> Act:
    found = await payments.promotions.retrieve(subject["id"])
    return partial(_follow, [found] if found is not None else [])


async def _coupon(subject: Mapping[str, Any], payments: Payments) -> Act:
    """A coupon that is not valid any more takes its codes along."""
    return partial(_follow, await payments.promotions.of_coupon(subject["id"]))


async def _coupon_deleted(subject: Mapping[str, Any], payments: Payments) -> Act:
    return partial(promo_code_sync.follow_lost_coupon, subject["id"])


async def _follow(found: list[StripePromotion]) -> str:
    outcomes = [await promo_code_sync.follow(each) for each in found]
    return "; ".join(outcomes) or "no code"


EVENTS: dict[str, Callable[[Mapping[str, Any], Payments], Awaitable[Act]]] = {
    "promotion_code.created": _promotion_code,
    "promotion_code.updated": _promotion_code,
    "coupon.updated": _coupon,
    "coupon.deleted": _coupon_deleted,
}
"""Each asks Stripe how things are now, before the transaction."""
