"""What customers have spent: moved by atomic SQL, in the transaction of what moves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from commerce.payments.order_figures import kept, was_paid
from core.clock import now
from core.database import execute, fetch, transaction
from core.ids import new_id
from models import Order

_ADD = """
INSERT INTO customer_figures (id, created_at, user_id, currency, total_spent, order_count, last_order_at)
VALUES ($1, $2, $3, $4, $5, 1, $2)
ON CONFLICT (user_id, currency) DO UPDATE SET
    total_spent = customer_figures.total_spent + EXCLUDED.total_spent,
    order_count = customer_figures.order_count + 1,
    last_order_at = GREATEST(customer_figures.last_order_at, EXCLUDED.last_order_at)
"""
_ADD_TO_TOTALS = """
INSERT INTO customer_totals (id, created_at, user_id, order_count, last_order_at) VALUES ($1, $2, $3, 1, $2)
ON CONFLICT (user_id) DO UPDATE SET
    order_count = customer_totals.order_count + 1,
    last_order_at = GREATEST(customer_totals.last_order_at, EXCLUDED.last_order_at)
"""


async def add(order: Order) -> None:
    """Count a locked order for its account, net of what it gave back; nothing for a guest's or an unpaid one.

    Inside the transaction that pays it or gives it to an account: so once.
    """
    if order.user_id is not None and was_paid(order):
        await execute(_ADD, new_id(), order.paid_at, order.user_id, order.currency, kept(order))
        await execute(_ADD_TO_TOTALS, new_id(), order.paid_at, order.user_id)


_CHANGE = "UPDATE customer_figures SET total_spent = total_spent + $3 WHERE user_id = $1 AND currency = $2"


async def change(order: Order, difference: int) -> None:
    """Money of a locked, counted order came back to the shop, or (below zero) left it. Orders stay counted."""
    if order.user_id is not None and difference:
        await execute(_CHANGE, order.user_id, order.currency, difference)


_SUMS = """
SELECT user_id, currency, sum(total - refunded - lost)::bigint AS spent, count(*)::int AS orders, max(paid_at) AS last
FROM orders WHERE user_id IS NOT NULL AND payment_status NOT IN ('pending', 'failed')
    AND ($1::uuid IS NULL OR user_id = $1)
GROUP BY user_id, currency
"""
_WRONG = f"""
SELECT COALESCE(s.user_id, f.user_id) AS user_id, COALESCE(s.currency, f.currency) AS currency,
    COALESCE(s.spent, 0) AS spent, COALESCE(s.orders, 0) AS orders, s.last,
    COALESCE(f.total_spent, 0) AS stored_spent, COALESCE(f.order_count, 0) AS stored_orders,
    f.last_order_at AS stored_last
FROM ({_SUMS}) AS s FULL JOIN customer_figures f ON f.user_id = s.user_id AND f.currency = s.currency
WHERE (COALESCE(s.spent, 0), COALESCE(s.orders, 0)) <> (COALESCE(f.total_spent, 0), COALESCE(f.order_count, 0))
    OR s.last IS DISTINCT FROM f.last_order_at
ORDER BY 1, 2
"""  # noqa: S608 (the statement above)


async def wrong() -> Sequence[Mapping[str, Any]]:
    """Accounts and currencies whose figures are not the sum of their orders, with both."""
    return await fetch(_WRONG, None)


_ENSURE = """
INSERT INTO customer_figures (id, created_at, user_id, currency, total_spent, order_count) VALUES ($1, $2, $3, $4, 0, 0)
ON CONFLICT (user_id, currency) DO NOTHING
"""
_RECOMPUTE = f"""
UPDATE customer_figures f
SET total_spent = COALESCE(s.spent, 0), order_count = COALESCE(s.orders, 0), last_order_at = s.last
FROM (SELECT 1) AS one LEFT JOIN ({_SUMS}) AS s ON s.currency = $2 WHERE f.user_id = $1 AND f.currency = $2
"""  # noqa: S608


async def recompute(user_id: UUID, currency: str) -> None:
    """Make an account's figures the sum of its orders. Payments that are being made meanwhile wait, and count."""
    async with transaction():
        await execute(_ENSURE, new_id(), now(), user_id, currency)
        # Whoever moves figures holds the row when they commit: what is not seen below comes after us.
        await execute(
            "SELECT 1 FROM customer_figures WHERE user_id = $1 AND currency = $2 FOR UPDATE", user_id, currency
        )  # fmt: skip
        await execute(_RECOMPUTE, user_id, currency)
        await _recompute_totals(user_id)


_TOTALS = """
SELECT user_id, sum(order_count)::int AS orders, max(last_order_at) AS last FROM customer_figures
WHERE order_count > 0 AND last_order_at IS NOT NULL AND ($1::uuid IS NULL OR user_id = $1) GROUP BY user_id
"""
_WRONG_TOTALS = f"""
SELECT COALESCE(s.user_id, t.user_id) AS user_id, s.orders, s.last,
    t.order_count AS stored_orders, t.last_order_at AS stored_last
FROM ({_TOTALS}) AS s FULL JOIN customer_totals t ON t.user_id = s.user_id
WHERE (s.orders, s.last) IS DISTINCT FROM (t.order_count, t.last_order_at) ORDER BY 1
"""  # noqa: S608 (the statement above)


async def wrong_totals() -> Sequence[Mapping[str, Any]]:
    """Accounts whose totals are not what their figures in all currencies come to, with both."""
    return await fetch(_WRONG_TOTALS, None)


async def recompute_totals(user_id: UUID) -> None:
    """Make an account's totals what its figures come to."""
    async with transaction():
        await _recompute_totals(user_id)


_SET_TOTALS = f"""
INSERT INTO customer_totals (id, created_at, user_id, order_count, last_order_at)
SELECT $2, $3, user_id, orders, last FROM ({_TOTALS}) AS s
ON CONFLICT (user_id) DO UPDATE SET order_count = EXCLUDED.order_count, last_order_at = EXCLUDED.last_order_at
RETURNING id
"""  # noqa: S608


async def _recompute_totals(user_id: UUID) -> None:
    # Payments move the figures first: one that is not seen below waits for the totals, and then counts.
    await execute("SELECT 1 FROM customer_totals WHERE user_id = $1 FOR UPDATE", user_id)
    if not await fetch(_SET_TOTALS, user_id, new_id(), now()):
        await execute("DELETE FROM customer_totals WHERE user_id = $1", user_id)
