"""What Stripe says about promo codes, whoever changed them there: the shop's rows follow it.

Stripe is always asked for how a code is now; the snapshot in an event may be older than the last one.
"""

from __future__ import annotations

from uuid import UUID

import structlog

from adapters.payments_promotions import StripePromotion
from commerce import outbox
from core.clock import now
from core.database import execute, fetch
from core.ids import new_id
from models import PromoCode

log = structlog.get_logger(__name__)


async def follow(found: StripePromotion) -> str:
    """Take over how a code is at Stripe. Inside a transaction. Returns what happened.

    What an admin has decided here and Stripe has not been told yet stays decided.
    """
    row = await row_of(found)
    if row is None:
        return "a code without a coupon"
    if row.synced_at is not None and row.synced_at > found.as_of:
        return "older than what is known"
    row.synced_at = found.as_of
    if row.pushed_revision < row.revision:
        await row.save(update_fields=["synced_at"])
        return "waits for what was decided here"
    changed = row.active != found.active or (found.active and row.deleted_at is not None)
    if changed:
        if found.active:
            await _make_room(found)
            row.deleted_at = None
        row.active = found.active
        log.info("promo_code_followed", code=row.code, active=row.active)
    await row.save(update_fields=["synced_at", "active", "deleted_at"])
    return f"{row.code} is {'on' if found.active else 'off'}"


async def follow_lost_coupon(coupon_id: str) -> str:
    """A coupon was deleted at Stripe: its codes are worth nothing. Inside a transaction."""
    rows = await PromoCode.filter(stripe_coupon_id=coupon_id, active=True).select_for_update()
    for row in rows:
        row.active = False
        row.pushed_revision = row.revision
        await row.save(update_fields=["active", "pushed_revision"])
    return f"{len(rows)} codes are off"


async def row_of(found: StripePromotion, worth: tuple[int, str] | None = None) -> PromoCode | None:
    """The row of a code at Stripe, locked; written when there is none yet. Inside a transaction.

    `worth` stands in for the discount of a code whose coupon is gone: amount and currency. Without it, there is
    nothing to write: None.
    """
    row = await _known(found)
    if row is not None:
        return row
    percent, amount, currency = found.percent_off, found.amount_off, found.currency
    if percent is None and amount is None:
        if worth is None:
            return None
        amount, currency = worth
    if found.active:
        await _make_room(found)
    await execute(
        _INSERT, new_id(), now(), found.code, percent, amount, currency, found.active, found.expires_at,
        found.max_redemptions, found.minimum_amount, found.minimum_currency, found.coupon_id, found.id, found.as_of,
    )  # fmt: skip
    return await _known(found)


_INSERT = """
INSERT INTO promo_codes (id, created_at, code, percent_off, amount_off, currency, active, expires_at, max_redemptions,
    minimum_amount, minimum_currency, stripe_coupon_id, stripe_promotion_code_id, synced_at,
    attempt, revision, pushed_revision)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, 1, 1)
ON CONFLICT DO NOTHING
"""
# One that was deleted before Stripe knew it is still to be switched off there.
_ADOPT = """
UPDATE promo_codes SET stripe_promotion_code_id = $2, stripe_coupon_id = $3,
    pushed_revision = CASE WHEN deleted_at IS NULL THEN pushed_revision ELSE LEAST(pushed_revision, revision - 1) END
WHERE id = $1 AND stripe_promotion_code_id IS NULL RETURNING id, deleted_at
"""


def _as_id(value: str | None) -> UUID | None:
    """An id out of metadata, which anybody may have written."""
    try:
        return UUID(value) if value else None
    except ValueError:
        return None


async def _known(found: StripePromotion) -> PromoCode | None:
    ours = _as_id(found.promo_code_id)
    if ours is not None:
        # Ours, from a process that died before it wrote down what Stripe had answered.
        for adopted in await fetch(_ADOPT, ours, found.id, found.coupon_id):
            if adopted["deleted_at"] is not None:
                await outbox.enqueue(outbox.PUSH_PROMO_CODE, ours)
    return await PromoCode.filter(stripe_promotion_code_id=found.id).select_for_update().first()


_MAKE_ROOM = """
UPDATE promo_codes SET active = FALSE
WHERE upper(code) = $1 AND active AND deleted_at IS NULL AND stripe_promotion_code_id IS DISTINCT FROM $2
"""


async def _make_room(found: StripePromotion) -> None:
    """Stripe has one active code of a name: if this is it, ours of that name is not, whatever has arrived so far."""
    await execute(_MAKE_ROOM, found.code, found.id)
