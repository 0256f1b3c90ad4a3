"""Whether somebody may still be written to about what they left in their cart."""

from __future__ import annotations

from uuid import UUID

from core.database import fetch

# Bought since: paid, or a bank is about to pay; by that cart, that account or that address. Of that cart, money that is
# held is enough.
_STATE = """
SELECT EXISTS (SELECT 1 FROM cart_lines l WHERE l.cart_id = c.id) AS filled,
    EXISTS (SELECT 1 FROM orders o
        WHERE (o.cart_id = c.id OR o.user_id = c.user_id OR o.email = lower(COALESCE(c.email, u.email)))
            AND (o.paid_at >= c.updated_at OR (o.cart_id = c.id AND o.held_reason IS NOT NULL)
                OR (o.created_at >= c.updated_at AND EXISTS (
                    SELECT 1 FROM order_events e WHERE e.order_id = o.id AND e.type = 'payment_processing')))) AS bought
FROM carts c LEFT JOIN users u ON u.id = c.user_id WHERE c.id = $1 AND c.status <> 'checked_out'
"""


async def reason_against(cart_id: UUID) -> str | None:
    """Why a mail about a cart must not go (any more); None when it may."""
    rows = await fetch(_STATE, cart_id)
    if not rows:
        return "its cart is gone"
    if rows[0]["bought"]:
        return "something was bought meanwhile"
    return None if rows[0]["filled"] else "its cart is empty"
