"""Promo codes at checkout: what Stripe does not check, checked before anybody can pay.

Stripe counts how often a code is used, not by whom. So a code with a limit per customer is only let where it is known
who buys, and what they may still use: given to the checkout, or typed on Stripe's page while nothing of it is used up.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from commerce.checkout.checkout_params import BuyerInput, PromoTerms
from commerce.promotions import promo_redemptions
from commerce.promotions.promo_code_errors import PromoCodeInvalid, PromoCodeProblem
from commerce.promotions.promo_codes import expired, usable
from core.clock import now
from core.database import execute, fetch, in_open_transaction
from models import PromoCode, PromoRedemption
from models.promo_codes import MAX_CODE


async def on_terms(buyer: BuyerInput, subtotal: int, currency: str, cart_id: UUID | None = None) -> BuyerInput:
    """The buyer, with what Stripe is to be told about promo codes. `subtotal` in minor units, of `cart_id` if any.

    Inside a transaction, the same customer's checkouts wait for one another until it ends.

    Raises:
        PromoCodeInvalid: when they gave a code that they cannot use.
    """
    if in_open_transaction() and buyer.email is not None:
        await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"promo codes of {buyer.email}")
    if buyer.promo_code is None:
        return replace(buyer, promo=PromoTerms(typed=await _may_type(buyer, cart_id)))
    row = await _known(buyer.promo_code)
    _check(row, subtotal, currency)
    await _check_uses(row, buyer, cart_id)
    return replace(buyer, promo=PromoTerms(row.code, row.stripe_promotion_code_id, typed=False))


async def _known(code: str) -> PromoCode:
    typed = code.upper()
    found = PromoCode.filter(code=typed, deleted_at=None).order_by("-active", "-id")
    row = await found.first() if len(typed) <= MAX_CODE else None
    if row is None or not (row.active and row.stripe_promotion_code_id):
        raise PromoCodeInvalid(code, PromoCodeProblem.UNKNOWN)
    return row


def _check(row: PromoCode, subtotal: int, currency: str) -> None:
    if expired(row) or not usable(row):
        raise PromoCodeInvalid(row.code, PromoCodeProblem.EXPIRED)
    if row.amount_off is not None and row.currency != currency:
        raise PromoCodeInvalid(row.code, PromoCodeProblem.CURRENCY)
    if row.minimum_amount is None:
        return
    if row.minimum_currency != currency:
        raise PromoCodeInvalid(row.code, PromoCodeProblem.CURRENCY)
    if subtotal < row.minimum_amount:
        raise PromoCodeInvalid(row.code, PromoCodeProblem.BELOW_MINIMUM)


async def _check_uses(row: PromoCode, buyer: BuyerInput, cart_id: UUID | None) -> None:
    if (
        row.max_redemptions is not None
        and await PromoRedemption.filter(promo_code_id=row.id).count() >= row.max_redemptions
    ):
        raise PromoCodeInvalid(row.code, PromoCodeProblem.USED_UP)
    if row.per_customer_limit is None:
        return
    if buyer.email is None:
        raise PromoCodeInvalid(row.code, PromoCodeProblem.EMAIL_NEEDED)
    used = await promo_redemptions.used_by(row.id, buyer.owner.user_id, buyer.email)
    if used + await _open_elsewhere(buyer, cart_id, row.code) >= row.per_customer_limit:
        raise PromoCodeInvalid(row.code, PromoCodeProblem.CUSTOMER_LIMIT)


async def _may_type(buyer: BuyerInput, cart_id: UUID | None) -> bool:
    """Whether no code that is limited per customer could be used too often on Stripe's page."""
    limited = await fetch(_LIMITED, now())
    if not limited:
        return True
    if buyer.email is None or await _open_elsewhere(buyer, cart_id, None):
        return False
    spent = await fetch(_SPENT, [row["id"] for row in limited], buyer.owner.user_id, buyer.email)
    return not spent


_LIMITED = """
SELECT id FROM promo_codes WHERE active AND deleted_at IS NULL AND per_customer_limit IS NOT NULL
AND (expires_at IS NULL OR expires_at > $1)
"""
_SPENT = """
SELECT c.id FROM promo_codes c JOIN promo_redemptions r ON r.promo_code_id = c.id JOIN orders o ON o.id = r.order_id
WHERE c.id = ANY($1::uuid[]) AND (o.user_id = $2 OR o.email = $3)
GROUP BY c.id, c.per_customer_limit HAVING count(*) >= c.per_customer_limit LIMIT 1
"""
# Another cart's or purchase's page that is open and on which the code was given, or any may still be typed.
_OPEN = """
SELECT count(*) AS open FROM orders
WHERE payment_status = 'pending' AND checkout_expires_at > $1 AND (user_id = $2 OR email = $3)
AND (promo_code = $4 OR checkout_params -> 'allow_promotion_codes' = 'true'::jsonb)
AND ($5::uuid IS NULL OR cart_id IS DISTINCT FROM $5) AND ($6::text IS NULL OR request_key IS DISTINCT FROM $6)
"""


async def _open_elsewhere(buyer: BuyerInput, cart_id: UUID | None, code: str | None) -> int:
    rows = await fetch(_OPEN, now(), buyer.owner.user_id, buyer.email, code, cart_id, buyer.request_key)
    return int(rows[0]["open"])
