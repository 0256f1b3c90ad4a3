"""A period's figures out of sums and, for the days that have none, out of the rows (commerce/reporting/figures_sql.py).

Every statement but the first takes the live days as three arrays ($1, $2, $3); then the first and the last day, and a
currency or null.
"""

from __future__ import annotations

from commerce.reporting import figures_sql

# Of the days that are given, those whose sums cannot be read.
LIVE = """
SELECT d.day, d.begins, d.ends FROM unnest($1::date[], $2::timestamptz[], $3::timestamptz[]) AS d (day, begins, ends)
LEFT JOIN rolled_days r ON r.day = d.day AND r.begins = d.begins AND r.ends = d.ends AND NOT r.stale
WHERE r.day IS NULL ORDER BY d.day
"""

_COLUMNS = figures_sql.ROLLUPS["daily_sales"][1]
_SALES = ", ".join(_COLUMNS)
_SUMS = ", ".join(f"sum({name})::bigint AS {name}" for name in _COLUMNS[2:])
# $7 is the first day of the period: the days before it are one row a currency, without a day.
SALES = f"""
WITH daily AS (
    SELECT {_SALES} FROM daily_sales
    WHERE day BETWEEN $4 AND $5 AND day <> ALL($1::date[]) AND ($6::text IS NULL OR currency = $6)
    UNION ALL
    SELECT {_SALES} FROM ({figures_sql.SALES}) AS live WHERE $6::text IS NULL OR currency = $6)
SELECT * FROM daily WHERE day >= $7
UNION ALL
SELECT NULL, currency, {_SUMS} FROM daily WHERE day < $7 GROUP BY currency
"""  # noqa: S608 (statements of our own)

_PRODUCTS = ", ".join(figures_sql.ROLLUPS["daily_products"][1])
PRODUCTS = f"""
WITH daily AS (
    SELECT {_PRODUCTS} FROM daily_products
    WHERE day BETWEEN $4 AND $5 AND day <> ALL($1::date[]) AND ($6::text IS NULL OR currency = $6)
    UNION ALL
    SELECT {_PRODUCTS} FROM ({figures_sql.PRODUCTS}) AS live WHERE $6::text IS NULL OR currency = $6),
sums AS (
    SELECT currency, product_id, COALESCE(sum(quantity) FILTER (WHERE day >= $7), 0)::int AS quantity,
        COALESCE(sum(revenue) FILTER (WHERE day >= $7), 0)::bigint AS revenue,
        COALESCE(sum(quantity) FILTER (WHERE day < $7), 0)::int AS quantity_before,
        COALESCE(sum(revenue) FILTER (WHERE day < $7), 0)::bigint AS revenue_before
    FROM daily GROUP BY currency, product_id),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY currency ORDER BY revenue DESC, quantity DESC, product_id) AS place
    FROM sums WHERE quantity > 0)
SELECT ranked.*, p.name FROM ranked JOIN products p ON p.id = ranked.product_id
WHERE place <= $8 ORDER BY currency, place
"""  # noqa: S608

_PROMO_CODES = ", ".join(figures_sql.ROLLUPS["daily_promo_codes"][1])
PROMO_CODES = f"""
WITH daily AS (
    SELECT {_PROMO_CODES} FROM daily_promo_codes
    WHERE day BETWEEN $4 AND $5 AND day <> ALL($1::date[]) AND ($6::text IS NULL OR currency = $6)
    UNION ALL
    SELECT {_PROMO_CODES} FROM ({figures_sql.PROMO_CODES}) AS live WHERE $6::text IS NULL OR currency = $6),
sums AS (
    SELECT currency, promo_code_id, sum(redemptions)::int AS redemptions, sum(discounts)::bigint AS discounts,
        sum(revenue)::bigint AS revenue
    FROM daily GROUP BY currency, promo_code_id),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY currency ORDER BY redemptions DESC, discounts DESC, promo_code_id)
        AS place
    FROM sums)
SELECT ranked.*, c.code FROM ranked JOIN promo_codes c ON c.id = ranked.promo_code_id
WHERE place <= $7 ORDER BY currency, place
"""  # noqa: S608
