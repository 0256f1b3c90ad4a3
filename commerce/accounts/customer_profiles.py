"""What whoever answers a customer wants to know first: how they have bought, and what they are about to.

All of it from the orders themselves, along the index of an account's, for many accounts in one statement each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.database import fetch


@dataclass(frozen=True)
class History:
    """An account's paid orders in one currency. Amounts in minor units."""

    user_id: UUID
    currency: str
    orders: int
    refunded_orders: int
    """Those of which something was given back, or is on its way."""
    paid: int
    """What was paid for them, before anything was given back."""
    refunded: int
    lost: int
    """To disputes."""
    first_at: datetime | None

    @property
    def order_rate(self) -> float:
        """Which share of the orders something was given back of."""
        return self.refunded_orders / self.orders

    @property
    def amount_rate(self) -> float | None:
        """Which share of what was paid was given back; None for who has paid nothing."""
        return self.refunded / self.paid if self.paid else None


_HISTORIES = """
SELECT user_id, currency, count(*)::int AS orders, (count(*) FILTER (WHERE refunded > 0))::int AS refunded_orders,
    sum(total)::bigint AS paid, sum(refunded)::bigint AS refunded, sum(lost)::bigint AS lost, min(paid_at) AS first_at
FROM orders WHERE user_id = ANY($1::uuid[]) AND payment_status NOT IN ('pending', 'failed')
GROUP BY user_id, currency ORDER BY user_id, currency
"""


async def histories(user_ids: Sequence[UUID]) -> list[History]:
    """One an account and currency in which it has paid an order."""
    return [History(**dict(row)) for row in await fetch(_HISTORIES, list(user_ids))]


def refund_rate(history: Iterable[History]) -> float | None:
    """Which share of somebody's paid orders something was given back of; None for who has none."""
    entries = list(history)
    orders = sum(entry.orders for entry in entries)
    return sum(entry.refunded_orders for entry in entries) / orders if orders else None


@dataclass(frozen=True)
class CodeUse:
    """A promo code that an account has paid orders with."""

    user_id: UUID
    code: str
    orders: int
    last_at: datetime


_CODES = """
SELECT o.user_id, c.code, count(*)::int AS orders, max(o.paid_at) AS last_at
FROM orders o JOIN promo_redemptions r ON r.order_id = o.id JOIN promo_codes c ON c.id = r.promo_code_id
WHERE o.user_id = ANY($1::uuid[]) GROUP BY o.user_id, c.code ORDER BY max(o.paid_at) DESC, c.code
"""


async def codes_used(user_ids: Sequence[UUID]) -> list[CodeUse]:
    """The latest first."""
    return [CodeUse(**dict(row)) for row in await fetch(_CODES, list(user_ids))]


@dataclass(frozen=True)
class OpenCart:
    """A cart with something in it that was not bought yet."""

    user_id: UUID
    currency: str
    quantity: int
    updated_at: datetime


_CARTS = """
SELECT c.user_id, c.currency, sum(l.quantity)::int AS quantity, c.updated_at
FROM carts c JOIN cart_lines l ON l.cart_id = c.id
WHERE c.user_id = ANY($1::uuid[]) AND c.status = 'active' GROUP BY c.id
"""


async def open_carts(user_ids: Sequence[UUID]) -> list[OpenCart]:
    """At most one an account."""
    return [OpenCart(**dict(row)) for row in await fetch(_CARTS, list(user_ids))]


_GUESTS = "SELECT email, count(*)::int AS n FROM orders WHERE email = ANY($1) AND user_id IS NULL GROUP BY email"


async def guest_orders(emails: Sequence[str]) -> dict[str, int]:
    """How many orders were placed with an e-mail address and without an account."""
    return {row["email"]: row["n"] for row in await fetch(_GUESTS, list(emails))}
