"""What counts on which day, as SQL over the rows themselves. docs/overview.md says the same in words.

Each statement takes three arrays of one length, days with their beginnings and ends ($1, $2, $3), and finds everything
by the moment it happened, through an index. What is rolled up, what is read live, and what the doctor compares is
always this.

PostgreSQL cannot know how long the days are, and takes each for a ninth of the table. `OFFSET 0` keeps it from planning
for that: day by day, and order by order, whatever the numbers.
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
        WHERE paid_at >= d.begins AND paid_at < d.ends OFFSET 0) o
    UNION ALL
    SELECT d.day, o.currency, 0, 0, 0, 0, 0, 1, r.amount, 0, 0, 0, 0, 0, 0
    FROM days d CROSS JOIN LATERAL (
        SELECT order_id, amount FROM refunds
        WHERE status IN ('pending', 'succeeded') AND created_at >= d.begins AND created_at < d.ends OFFSET 0) r
    CROSS JOIN LATERAL (SELECT currency FROM orders WHERE id = r.order_id OFFSET 0) o
    UNION ALL
    SELECT d.day, o.currency, 0, 0, 0, 0, 0, 0, 0, p.lost, 0, 0, 0, 0, 0
    FROM days d CROSS JOIN LATERAL (
        SELECT order_id, lost FROM disputes
        WHERE lost > 0 AND closed_at >= d.begins AND closed_at < d.ends OFFSET 0) p
    CROSS JOIN LATERAL (SELECT currency FROM orders WHERE id = p.order_id OFFSET 0) o
    UNION ALL
    SELECT d.day, o.currency, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0
    FROM days d CROSS JOIN LATERAL (
        SELECT id, currency FROM orders
        WHERE paid_at >= d.begins AND paid_at < d.ends AND promo_code IS NOT NULL OFFSET 0) o
    CROSS JOIN LATERAL (SELECT 1 FROM promo_redemptions WHERE order_id = o.id OFFSET 0) c
    UNION ALL
    SELECT d.day, m.currency, 0, 0, 0, 0, 0, 0, 0, 0, 0, (m.kind = 'cart')::int, (m.kind = 'checkout')::int,
        (m.kind = 'purchase')::int, (m.kind = 'customer')::int
    FROM days d CROSS JOIN LATERAL (
        SELECT kind, currency FROM milestones WHERE at >= d.begins AND at < d.ends OFFSET 0) m
) AS counted GROUP BY day, currency
"""  # noqa: S608 (the days above)

PRODUCTS = f"""{_DAYS}
SELECT d.day, o.currency, l.product_id, sum(l.quantity)::int AS quantity, sum(l.revenue)::bigint AS revenue
FROM days d CROSS JOIN LATERAL (
    SELECT id, currency FROM orders WHERE paid_at >= d.begins AND paid_at < d.ends OFFSET 0) o
CROSS JOIN LATERAL (
    SELECT product_id, quantity, total - discount AS revenue FROM order_lines
    WHERE order_id = o.id AND product_id IS NOT NULL OFFSET 0) l
GROUP BY d.day, o.currency, l.product_id
"""  # noqa: S608

PROMO_CODES = f"""{_DAYS}
SELECT d.day, o.currency, c.promo_code_id, count(*)::int AS redemptions, sum(o.discount)::bigint AS discounts,
    sum(o.total)::bigint AS revenue
FROM days d CROSS JOIN LATERAL (
    SELECT id, currency, discount, total FROM orders
    WHERE paid_at >= d.begins AND paid_at < d.ends AND promo_code IS NOT NULL OFFSET 0) o
CROSS JOIN LATERAL (SELECT promo_code_id FROM promo_redemptions WHERE order_id = o.id OFFSET 0) c
GROUP BY d.day, o.currency, c.promo_code_id
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
