"""Carts that somebody left: a mail after four hours and another one after a day, to those who agreed to such mails.

Never twice for a cart and stage, never after something was bought, at most one a day to an address, and none about a
cart that was left a week ago: whatever the shop missed while it was down, it does not make up for. Of an account's cart
that a guest has a copy of, the copy goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog

from commerce.checkout import cart_view
from commerce.checkout.cart_view import CartView, PricedLine
from commerce.mail import mail_links, mails
from commerce.promotions import promo_codes, promo_redemptions
from core.clock import now
from core.database import fetch, transaction
from core.ids import new_id
from core.settings import settings
from emails.contexts import MailTemplate
from models import Cart, CartRecovery, MailCategory, PromoCode, PromoRedemption

log = structlog.get_logger(__name__)

FIRST_AFTER, SECOND_AFTER = timedelta(hours=4), timedelta(hours=24)
_TOO_LATE = timedelta(days=7)
_BETWEEN = timedelta(hours=19)
"""At least, between two such mails to one address."""
BATCH = 200

_LEFT = """
SELECT c.id, lower(COALESCE(c.email, u.email)) AS email, COALESCE(c.locale, u.locale) AS locale,
    CASE WHEN c.updated_at <= $2 THEN 2 ELSE 1 END AS stage
FROM carts c LEFT JOIN users u ON u.id = c.user_id AND u.email_verified_at IS NOT NULL
    JOIN mail_preferences p ON p.email = lower(COALESCE(c.email, u.email)) AND p.marketing
        AND p.bounced_at IS NULL AND p.complained_at IS NULL
WHERE c.status <> 'checked_out' AND c.updated_at BETWEEN $3 AND $1
    AND (u.id IS NULL OR (u.blocked_at IS NULL AND u.deleted_at IS NULL))
    AND EXISTS (SELECT 1 FROM cart_lines l WHERE l.cart_id = c.id)
    AND NOT EXISTS (SELECT 1 FROM cart_recoveries r WHERE (r.cart_id = c.id OR r.first_cart_id = c.id)
        AND (r.stage >= CASE WHEN c.updated_at <= $2 THEN 2 ELSE 1 END OR r.created_at > $4))
    AND NOT EXISTS (SELECT 1 FROM cart_recoveries r WHERE r.first_cart_id = c.id AND r.cart_id IS DISTINCT FROM c.id)
    AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.paid_at >= c.updated_at
        AND (o.cart_id = c.id OR o.user_id = c.user_id OR o.email = lower(COALESCE(c.email, u.email))))
    AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.cart_id = c.id AND o.held_reason IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM order_events e JOIN orders o ON o.id = e.order_id
        WHERE o.cart_id = c.id AND e.type = 'payment_processing' AND e.created_at >= c.updated_at)
    AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.recipient = lower(COALESCE(c.email, u.email))
        AND m.category = 'marketing' AND m.created_at > $4)
ORDER BY c.updated_at LIMIT $5
"""


@dataclass(frozen=True)
class _Left:
    id: UUID
    email: str
    locale: str | None
    stage: int


async def remind() -> int:
    """Owe the mails that are due, the longest left first; to how many carts there was something to say."""
    at = now()
    rows = await fetch(_LEFT, at - FIRST_AFTER, at - SECOND_AFTER, at - _TOO_LATE, at - _BETWEEN, BATCH)
    # Of several carts of one address, the one that was left first; the others have their turn another day.
    due: dict[str, _Left] = {}
    for row in rows:
        due.setdefault(row["email"], _Left(**dict(row)))
    for left in due.values():
        await _write(left)
    return len(due)


_CLAIM = """
INSERT INTO cart_recoveries (id, created_at, cart_id, first_cart_id, stage, promo_code) VALUES ($1, $2, $3, $3, $4, $5)
ON CONFLICT (first_cart_id, stage) DO NOTHING RETURNING id
"""


async def _write(left: _Left) -> None:
    """Owe one mail and note it, together; a cart about which there is nothing to say is noted all the same."""
    cart = await Cart.get_or_none(id=left.id)
    if cart is None:
        return
    view = await cart_view.view(cart)
    lines = [line for line in view.lines if line.available]
    offer = await _offer(view, left.email) if left.stage == 2 else None
    context = {"stage": left.stage, "currency": cart.currency, "lines": [_line(line) for line in lines],
               "total": view.subtotal, **_told(offer), **mail_links.to_cart(cart.id)}  # fmt: skip
    async with transaction():
        code = offer.code if offer else None
        claimed = await fetch(_CLAIM, new_id(), now(), cart.id, left.stage, code)
        if not claimed or not lines:
            return
        mail_id = await mails.queue(
            MailTemplate.ABANDONED_CART,
            left.email,
            key=f"abandoned_cart:{cart.id}:{left.stage}",
            context=context,
            category=MailCategory.MARKETING,
            entity=mails.Entity("Cart", cart.id),
            locale=left.locale,
        )
        await CartRecovery.filter(id=claimed[0]["id"]).update(mail_id=mail_id)
    log.info("cart_reminded", cart_id=str(cart.id), stage=left.stage)


def _line(entry: PricedLine) -> dict[str, Any]:
    line = entry.line
    size = f", {line.size.label}" if line.size else ""
    title = line.design.title if line.design else line.product.name
    return {"title": title, "description": f"{line.product.name}{size}", "quantity": line.quantity,
            "total": entry.total}  # fmt: skip


async def _offer(view: CartView, email: str) -> PromoCode | None:
    """The code of ABANDONED_CART_PROMO_CODE, if this cart could use it today."""
    name = settings().abandoned_cart_promo_code
    if not name:
        return None
    code = await PromoCode.filter(code=name.upper(), active=True, deleted_at=None).order_by("-id").first()
    if code is None or not promo_codes.usable(code):
        return None
    currency = view.cart.currency
    if code.amount_off is not None and code.currency != currency:
        return None
    if code.minimum_amount is not None and (code.minimum_currency != currency or view.subtotal < code.minimum_amount):
        return None
    return None if await _used_up(code, view.cart, email) else code


async def _used_up(code: PromoCode, cart: Cart, email: str) -> bool:
    """By everybody together, or by who left the cart."""
    most, of_one = code.max_redemptions, code.per_customer_limit
    if most is not None and await PromoRedemption.filter(promo_code=code).count() >= most:
        return True
    return of_one is not None and await promo_redemptions.used_by(code.id, cart.user_id, email) >= of_one


def _told(offer: PromoCode | None) -> dict[str, Any]:
    if offer is None:
        return {}
    percent = offer.percent_off
    whole = int(percent) if percent is not None and percent == int(percent) else None
    if percent is not None and whole is None:
        return {"promo_code": offer.code, "promo_until": offer.expires_at}
    return {"promo_code": offer.code, "promo_percent": whole, "promo_amount": offer.amount_off,
            "promo_until": offer.expires_at}  # fmt: skip
