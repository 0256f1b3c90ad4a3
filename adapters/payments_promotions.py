"""Stripe: promotion codes, each with the coupon behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import stripe

from adapters.payments_errors import PaymentError, translated
from core.clock import now
from core.database import forbid_transaction

_EXPAND = ["promotion.coupon"]
_TAKEN = "resource_already_exists"


@dataclass(frozen=True)
class StripePromotion:
    """A promotion code as Stripe tells of it. Amounts in minor units of their currency (upper case)."""

    id: str
    code: str
    active: bool
    """Whether it can be used: switched on, and its coupon is there and valid."""
    promo_code_id: str | None
    """This shop's own promo code that it carries out; None for one of the dashboard."""
    coupon_id: str | None
    percent_off: Decimal | None
    amount_off: int | None
    currency: str | None
    expires_at: datetime | None
    max_redemptions: int | None
    minimum_amount: int | None
    minimum_currency: str | None
    as_of: datetime
    """When Stripe was asked."""


class Promotions:
    """The coupons and promotion codes of the shop's Stripe account."""

    def __init__(self, client: stripe.StripeClient) -> None:
        self._client = client

    async def create_coupon(self, params: Mapping[str, Any], *, idempotency_key: str) -> None:
        """Create a coupon under the `id` in its parameters; fine when it is there already.

        Raises:
            PaymentError: not transient when Stripe refuses it.
        """
        forbid_transaction("Stripe")
        try:
            await self._client.v1.coupons.create_async(dict(params), {"idempotency_key": idempotency_key})  # type: ignore[arg-type]
        except stripe.StripeError as error:
            if error.code != _TAKEN:
                raise translated(error) from error

    async def delete_coupon(self, coupon_id: str) -> None:
        """Delete a coupon, which ends its promotion codes; fine when there is none.

        Raises:
            PaymentError: when Stripe does not answer.
        """
        forbid_transaction("Stripe")
        try:
            await self._client.v1.coupons.delete_async(coupon_id)
        except stripe.StripeError as error:
            problem = translated(error)
            if problem.status != 404:
                raise problem from error

    async def create(self, params: Mapping[str, Any], *, idempotency_key: str) -> StripePromotion:
        """Create a promotion code.

        Raises:
            PaymentError: not transient when Stripe refuses it, for another active one has the code, say.
        """
        return await self._promotion(
            "create_async", {**params, "expand": _EXPAND}, {"idempotency_key": idempotency_key}
        )

    async def switch(self, promotion_id: str, *, active: bool) -> StripePromotion:
        """Let a code be used, or not.

        Raises:
            PaymentError: not transient when Stripe refuses it.
        """
        return await self._promotion("update_async", promotion_id, {"active": active, "expand": _EXPAND})

    async def retrieve(self, promotion_id: str) -> StripePromotion | None:
        """The promotion code as it is now, or None when there is none.

        Raises:
            PaymentError: when Stripe does not answer.
        """
        try:
            return await self._promotion("retrieve_async", promotion_id, {"expand": _EXPAND})
        except PaymentError as error:
            if error.status == 404:
                return None
            raise

    async def of_coupon(self, coupon_id: str) -> list[StripePromotion]:
        """The promotion codes of a coupon, as they are now, oldest first; none of a coupon that is gone.

        Raises:
            PaymentError: when Stripe does not answer.
        """
        forbid_transaction("Stripe")
        asked = now()
        try:
            found = await self._client.v1.promotion_codes.list_async(
                {"coupon": coupon_id, "limit": 100, "expand": ["data.promotion.coupon"]}
            )
            promotions = [parse_promotion(each.to_dict(), asked) async for each in found.auto_paging_iter()]
        except stripe.StripeError as error:
            problem = translated(error)
            if problem.status in {400, 404}:
                return []
            raise problem from error
        return promotions[::-1]

    async def page(self, after: str | None) -> tuple[list[StripePromotion], bool]:
        """Up to 100 codes as they are now, newest first, beyond the one with that id; and whether there are more.

        Raises:
            PaymentError: when Stripe does not answer.
        """
        forbid_transaction("Stripe")
        asked = now()
        beyond = {"starting_after": after} if after else {}
        try:
            found = await self._client.v1.promotion_codes.list_async(
                {"limit": 100, "expand": ["data.promotion.coupon"], **beyond}  # type: ignore[arg-type]
            )
        except stripe.StripeError as error:
            raise translated(error) from error
        return [parse_promotion(each.to_dict(), asked) for each in found.data], bool(found.has_more)

    async def _promotion(self, method: str, *arguments: Any) -> StripePromotion:
        forbid_transaction("Stripe")
        asked = now()
        try:
            found = await getattr(self._client.v1.promotion_codes, method)(*arguments)
        except stripe.StripeError as error:
            raise translated(error) from error
        return parse_promotion(found.to_dict(), asked)


def parse_promotion(promotion: Mapping[str, Any], as_of: datetime) -> StripePromotion:
    """A promotion code out of an answer, its coupon expanded; one whose coupon is gone is worth nothing."""
    behind = (promotion.get("promotion") or {}).get("coupon")
    coupon: Mapping[str, Any] = behind if isinstance(behind, Mapping) else {}
    percent, amount, expires_at = coupon.get("percent_off"), coupon.get("amount_off"), promotion.get("expires_at")
    restrictions = promotion.get("restrictions") or {}
    minimum_currency = restrictions.get("minimum_amount_currency")
    return StripePromotion(
        id=promotion["id"],
        code=promotion["code"].upper(),
        active=bool(promotion.get("active") and coupon.get("valid")),
        promo_code_id=(promotion.get("metadata") or {}).get("promo_code_id"),
        coupon_id=coupon.get("id") or (behind if isinstance(behind, str) else None),
        percent_off=Decimal(str(percent)) if percent is not None else None,
        amount_off=amount,
        currency=coupon["currency"].upper() if amount is not None else None,
        expires_at=datetime.fromtimestamp(expires_at, UTC) if expires_at else None,
        max_redemptions=promotion.get("max_redemptions"),
        minimum_amount=restrictions.get("minimum_amount"),
        minimum_currency=minimum_currency.upper() if minimum_currency else None,
        as_of=as_of,
    )
