"""What counts on which day, as SQL over the rows themselves. docs/overview.md says the same in words.

Each statement takes three arrays of one length, days with their beginnings and ends ($1, $2, $3), and finds everything
by the moment it happened, through an index. What is rolled up, what is read live, and what the doctor compares is
always this.
"""

from __future__ import annotations

_DAYS = """
WITH days AS (SELECT * FROM unnest($1::date[], $2::timestamptz[], $3::timestamptz[]) AS d (day, begins, ends))
"""

SALES = f"""{_DAYS}
SELECT day, currency, sum(orders)::int AS orders, sum(subtotal)::bigint AS subtotal,
    sum(discounts)::bigint AS discounts, sum(shipping)::bigint AS shipping, sum(tax)::bigint AS tax,
    sum(refunds)::int AS refunds, sum(refunded)::bigint AS refunded, sum(lost)::bigint AS lost,
    sum(redemptions)::int AS redemptions, sum(carts)::int AS carts, sum(checkouts)::int AS checkouts,
    sum(purchases)::int AS purchases, sum(new_customers)::int AS new_customers
FROM (
    SELECT d.day, o.currency, 1 AS orders, o.subtotal, o.discount AS discounts, o.shipping, o.tax, 0 AS refunds,
        0 AS refunded, 0 AS lost, 0 AS redemptions, 0 AS carts, 0 AS checkouts, 0 AS purchases, 0 AS new_customers
    FROM days d CROSS JOIN LATERAL (
        SELECT currency, subtotal, discount, shipping, tax FROM orders
        WHERE paid_at >= d.begins AND paid_at < d.ends) o
    UNION ALL
    SELECT d.day, r.currency, 0, 0, 0, 0, 0, 1, r.amount, 0, 0, 0, 0, 0, 0
    FROM days d CROSS JOIN LATERAL (
        SELECT o.currency, r.amount FROM refunds r JOIN orders o ON o.id = r.order_id
        WHERE r.status IN ('pending', 'succeeded') AND r.created_at >= d.begins AND r.created_at < d.ends) r
    UNION ALL
    SELECT d.day, p.currency, 0, 0, 0, 0, 0, 0, 0, p.lost, 0, 0, 0, 0, 0
    FROM days d CROSS JOIN LATERAL (
        SELECT o.currency, p.lost FROM disputes p JOIN orders o ON o.id = p.order_id
        WHERE p.lost > 0 AND p.closed_at >= d.begins AND p.closed_at < d.ends) p
    UNION ALL
    SELECT d.day, c.currency, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0
    FROM days d CROSS JOIN LATERAL (
        SELECT o.currency FROM orders o JOIN promo_redemptions c ON c.order_id = o.id
        WHERE o.paid_at >= d.begins AND o.paid_at < d.ends) c
    UNION ALL
    SELECT d.day, m.currency, 0, 0, 0, 0, 0, 0, 0, 0, 0, (m.kind = 'cart')::int, (m.kind = 'checkout')::int,
        (m.kind = 'purchase')::int, (m.kind = 'customer')::int
    FROM days d CROSS JOIN LATERAL (
        SELECT kind, currency FROM milestones WHERE at >= d.begins AND at < d.ends) m
) AS counted GROUP BY day, currency
"""  # noqa: S608 (the days above)

PRODUCTS = f"""{_DAYS}
SELECT d.day, l.currency, l.product_id, sum(l.quantity)::int AS quantity, sum(l.revenue)::bigint AS revenue
FROM days d CROSS JOIN LATERAL (
    SELECT o.currency, l.product_id, l.quantity, l.total - l.discount AS revenue
    FROM orders o JOIN order_lines l ON l.order_id = o.id
    WHERE o.paid_at >= d.begins AND o.paid_at < d.ends AND l.product_id IS NOT NULL) l
GROUP BY d.day, l.currency, l.product_id
"""  # noqa: S608

PROMO_CODES = f"""{_DAYS}
SELECT d.day, c.currency, c.promo_code_id, count(*)::int AS redemptions, sum(c.discount)::bigint AS discounts,
    sum(c.total)::bigint AS revenue
FROM days d CROSS JOIN LATERAL (
    SELECT o.currency, c.promo_code_id, o.discount, o.total
    FROM orders o JOIN promo_redemptions c ON c.order_id = o.id
    WHERE o.paid_at >= d.begins AND o.paid_at < d.ends) c
GROUP BY d.day, c.currency, c.promo_code_id
"""  # noqa: S608

ROLLUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "daily_sales": (
        SALES,
        (
            "day", "currency", "orders", "subtotal", "discounts", "shipping", "tax", "refunds", "refunded", "lost",
            "redemptions", "carts", "checkouts", "purchases", "new_customers",
        ),
    ),
    "daily_products": (PRODUCTS, ("day", "currency", "product_id", "quantity", "revenue")),
    "daily_promo_codes": (
        PROMO_CODES, ("day", "currency", "promo_code_id", "redemptions", "discounts", "revenue")
    ),
}  # fmt: skip
"""By table: what it is rolled up from, and its columns in the same order."""
