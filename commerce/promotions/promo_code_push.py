"""Telling Stripe what admins decided about promo codes: resumable after any step, by anybody, any number of times.

A code is a coupon, whose id at Stripe is made of ours, and one promotion code for it. So whoever comes after a
crash finds what is there already instead of making it twice.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from adapters.payments import PaymentError, Payments
from adapters.payments_promotions import StripePromotion
from commerce import audit
from commerce.audit import Actor, Target
from commerce.errors import InvalidInput, StateInvalid
from commerce.operations import alerts
from commerce.promotions.promo_code_errors import PromoCodeTaken
from core.clock import now
from core.database import execute, transaction
from models import AlertKind, PromoCode

log = structlog.get_logger(__name__)

STRIPE = Actor("Stripe")
_NAME_LENGTH = 40
_NOT_ABOUT_THE_CODE = frozenset({401, 403})
"""Answers to a wrong key: they say nothing about what was asked."""


async def push(key: UUID, payments: Payments) -> PromoCode | None:
    """Bring Stripe in line with a code; the code as it is then, or None when there is none.

    Raises:
        InvalidInput, PromoCodeTaken: Stripe refuses to make it; nothing of it is left, here or there.
        StateInvalid: Stripe refuses to switch it on; it is off.
        PaymentError: try again later.
    """
    while True:
        row = await PromoCode.get_or_none(id=key)
        if row is None or row.pushed_revision >= row.revision:
            return row
        if row.stripe_promotion_code_id is not None:
            await _switch(row, payments)
        elif row.deleted_at is None:
            await _create(row, payments)
        else:
            await payments.promotions.delete_coupon(coupon_id(row))
            await _pushed(row)


def coupon_id(row: PromoCode) -> str:
    """The id of its coupon at Stripe."""
    return row.stripe_coupon_id or f"promo-{row.id.hex}"


async def _create(row: PromoCode, payments: Payments) -> None:
    stripe, key = payments.promotions, f"{row.id.hex}-{row.attempt}"
    if not row.active:
        # Another one got its name at Stripe meanwhile.
        await _withdraw(row, payments, "the name was taken")
        raise PromoCodeTaken(row.code)
    try:
        await stripe.create_coupon(_coupon(row), idempotency_key=f"promo-coupon-{key}")
        made = await _made_already(row, payments)
        if made is None:
            made = await stripe.create(_promotion(row), idempotency_key=f"promo-code-{key}")
    except PaymentError as error:
        if error.status >= 500:
            await PromoCode.filter(id=row.id, attempt=row.attempt).update(attempt=row.attempt + 1)
        if error.transient or error.status in _NOT_ABOUT_THE_CODE:
            raise
        made = await _made_already(row, payments)
        if made is None:
            await _withdraw(row, payments, str(error))
            raise _refusal(row, error) from error
    await _pushed(row, made)


async def _made_already(row: PromoCode, payments: Payments) -> StripePromotion | None:
    found = await payments.promotions.of_coupon(coupon_id(row))
    return next((each for each in found if each.promo_code_id == str(row.id)), None)


def _coupon(row: PromoCode) -> dict[str, Any]:
    params: dict[str, Any] = {
        "id": coupon_id(row),
        "name": row.code[:_NAME_LENGTH],
        "duration": "once",
        "metadata": {"promo_code_id": str(row.id)},
    }
    if row.amount_off is not None and row.currency is not None:
        return {**params, "amount_off": row.amount_off, "currency": row.currency.lower()}
    return {**params, "percent_off": float(row.percent_off or 0)}


def _promotion(row: PromoCode) -> dict[str, Any]:
    params: dict[str, Any] = {
        "promotion": {"type": "coupon", "coupon": coupon_id(row)},
        "code": row.code,
        "active": row.active,
        "metadata": {"promo_code_id": str(row.id)},
    }
    if row.expires_at is not None:
        params["expires_at"] = int(row.expires_at.timestamp())
    if row.max_redemptions is not None:
        params["max_redemptions"] = row.max_redemptions
    if row.minimum_amount is not None and row.minimum_currency is not None:
        params["restrictions"] = {
            "minimum_amount": row.minimum_amount,
            "minimum_amount_currency": row.minimum_currency.lower(),
        }
    return params


async def _withdraw(row: PromoCode, payments: Payments, reason: str) -> None:
    """Leave nothing of a code that Stripe refuses. The coupon goes first: the row is what a crash resumes from."""
    await payments.promotions.delete_coupon(coupon_id(row))
    async with transaction():
        if await PromoCode.filter(id=row.id, stripe_promotion_code_id__isnull=True).delete():
            said = {"code": row.code, "reason": reason[:300]}
            await audit.record(STRIPE, "promo_code_refuse", Target("PromoCode", row.id), after=said)
    log.warning("promo_code_refused", code=row.code, reason=reason)


def _refusal(row: PromoCode, error: PaymentError) -> InvalidInput | PromoCodeTaken:
    if "already exists" in str(error):
        return PromoCodeTaken(row.code)
    return InvalidInput(f"The payment provider refuses this code. {error}")


async def _switch(row: PromoCode, payments: Payments) -> None:
    wanted = bool(row.active) and row.deleted_at is None
    try:
        found = await payments.promotions.switch(str(row.stripe_promotion_code_id), active=wanted)
    except PaymentError as error:
        if error.transient or error.status in _NOT_ABOUT_THE_CODE:
            raise
        log.warning("promo_code_switch_refused", code=row.code, wanted=wanted, error=str(error))
        await _pushed(row, refused=True)
        if wanted:
            message = f"The payment provider refuses to switch this code on. {error}"
            raise StateInvalid(message, "inactive") from error
        return
    await _pushed(row, found)


_PUSHED = """
UPDATE promo_codes SET
    pushed_revision = CASE WHEN stripe_promotion_code_id IS NULL AND $3::text IS NOT NULL THEN $2
        ELSE GREATEST(pushed_revision, $2) END,
    stripe_promotion_code_id = COALESCE($3, stripe_promotion_code_id),
    stripe_coupon_id = COALESCE($4, stripe_coupon_id),
    synced_at = GREATEST(synced_at, $5),
    active = active AND NOT ($6 AND revision = $2)
WHERE id = $1
"""


async def _pushed(row: PromoCode, found: StripePromotion | None = None, *, refused: bool = False) -> None:
    """Stripe knows what the row was; a revision that came meanwhile is still to be told.

    So is one that found nothing at Stripe to be told about, while the code was being made there: a deletion, say.
    """
    as_of: datetime | None = found.as_of if found else None
    promotion, coupon = (found.id, found.coupon_id) if found else (None, None)
    await execute(_PUSHED, row.id, row.revision, promotion, coupon, as_of, refused)


async def give_up(key: UUID, reason: str) -> None:
    """Stripe never took it. What it does not know is not a code; and from now on its word about others counts."""
    await PromoCode.filter(id=key, stripe_promotion_code_id__isnull=True).delete()
    await execute("UPDATE promo_codes SET pushed_revision = revision WHERE id = $1", key)
    await alerts.raise_now(
        AlertKind.PROMO_CODE,
        key=f"push:{key}:{now():%Y%m%d%H%M%S}",
        title="Stripe never took what was decided about a promo code.",
        detail=f"{reason}\nIf it was a new one, it is gone: make it again. Otherwise compare it with Stripe's.",
        facts={"promo_code": str(key)},
    )
    log.error("promo_code_given_up", key=str(key), reason=reason)
