"""Promo codes as they were used: one row for each paid order with a code, and what they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog

from adapters.payments_promotions import StripePromotion
from commerce.operations import alerts
from commerce.orders import orders
from commerce.promotions.promo_code_sync import row_of
from core.clock import now
from core.database import fetch
from core.ids import new_id
from models import AlertKind, Order, PromoCode

log = structlog.get_logger(__name__)

_INSERT = """
INSERT INTO promo_redemptions (id, created_at, promo_code_id, order_id) VALUES ($1, $2, $3, $4)
ON CONFLICT (order_id) DO NOTHING RETURNING id
"""


async def redeem(order: Order, promotion: StripePromotion | None) -> None:
    """Count the code that a locked order was paid with; once, in the transaction that pays it."""
    if promotion is None:
        return
    code = await row_of(promotion, worth=(order.discount, order.currency))
    if code is None:
        raise LookupError(f"promotion code {promotion.id} cannot be kept")
    fresh = await fetch(_INSERT, new_id(), now(), code.id, order.id)
    if fresh and code.per_customer_limit is not None:
        await _flag_overuse(order, code, code.per_customer_limit)


_BY_CUSTOMER = """
SELECT count(*) AS used FROM promo_redemptions r JOIN orders o ON o.id = r.order_id
WHERE r.promo_code_id = $1 AND (o.user_id = $2 OR lower(o.email) = lower($3))
"""


async def used_by(code_id: UUID, user_id: UUID | None, email: str | None) -> int:
    """In how many paid orders a customer, known by account or e-mail address, has used a code."""
    rows = await fetch(_BY_CUSTOMER, code_id, user_id, email)
    return int(rows[0]["used"])


async def _flag_overuse(order: Order, code: PromoCode, limit: int) -> None:
    """Stripe does not count customers, and the money is there: staff are told."""
    used = await used_by(code.id, order.user_id, order.email)
    if used > limit:
        message = f"{code.code} has been used {used} times by this customer; {limit} are allowed."
        await orders.record(order, "promo_code_overused", message, data={"used": used, "limit": limit})
        title = f"{order.number}: {message}"
        facts = {"code": code.code, "used": used, "limit": limit}
        await alerts.raise_alert(
            AlertKind.PROMO_CODE, key=f"overused:{order.id}", title=title, facts=facts, order=order
        )
        log.warning("promo_code_overused", code=code.code, number=order.number, used=used, limit=limit)


@dataclass(frozen=True)
class Usage:
    """What the paid orders with a code in one currency come to, in minor units."""

    promo_code_id: UUID
    currency: str
    redemptions: int
    revenue: int
    """Their totals, less what was refunded and lost to disputes."""
    discounted: int


_USAGE = """
SELECT r.promo_code_id, o.currency, count(*) AS redemptions, sum(o.total - o.refunded - o.lost)::bigint AS revenue,
    sum(o.discount)::bigint AS discounted
FROM promo_redemptions r JOIN orders o ON o.id = r.order_id
WHERE r.promo_code_id = ANY($1::uuid[]) GROUP BY r.promo_code_id, o.currency ORDER BY o.currency
"""


async def usage(promo_code_ids: Sequence[UUID]) -> list[Usage]:
    """What codes brought, by currency, in one statement."""
    return [Usage(**dict(row)) for row in await fetch(_USAGE, list(promo_code_ids))]
