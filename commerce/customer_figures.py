"""What customers have spent: moved by atomic SQL, in the transaction of what moves it."""

from __future__ import annotations

from commerce.order_figures import kept, was_paid
from core.database import execute
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


async def add(order: Order) -> None:
    """Count a locked order for its account, net of what it gave back; nothing for a guest's or an unpaid one.

    Inside the transaction that pays it or gives it to an account: so once.
    """
    if order.user_id is not None and was_paid(order):
        await execute(_ADD, new_id(), order.paid_at, order.user_id, order.currency, kept(order))


_CHANGE = "UPDATE customer_figures SET total_spent = total_spent + $3 WHERE user_id = $1 AND currency = $2"


async def change(order: Order, difference: int) -> None:
    """Money of a locked, counted order came back to the shop, or (below zero) left it. Orders stay counted."""
    if order.user_id is not None and difference:
        await execute(_CHANGE, order.user_id, order.currency, difference)
