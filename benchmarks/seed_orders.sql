-- Two years of a shop, made of sets. Sections are run one by one by seed_orders.py, in this order; those marked
-- `optional` can be left out. Everything is drawn from hashes of the row's number, so the same size is the same shop.

-- section: functions
CREATE FUNCTION pg_temp.r(n bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (hashint8extended(n, salt) & 9007199254740991)::float8 / 9007199254740992.0
$$;
CREATE FUNCTION pg_temp.v7(moment timestamptz, n bigint, salt text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(floor(extract(epoch FROM moment AT TIME ZONE 'UTC') * 1000)::bigint), 12, '0')
        || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid
    FROM (SELECT md5(salt || n) AS h) AS hashed
$$;
CREATE FUNCTION pg_temp.pick(choices text[], draw float8) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT choices[1 + floor(draw * array_length(choices, 1))::int]
$$;
CREATE FUNCTION pg_temp.first_name(draw float8) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT pg_temp.pick('{Maria,James,Anna,John,Mark,Martin,Emma,Olivia,Liam,Noah,Sofia,Julia,Michael,David,Laura,Daniel,
        Sarah,Thomas,Elena,Peter,Lucas,Nina,Aigerim,Timur,Dana,Alan,Zoë,Øyvind,Łukasz,Chloé,Yuki,Hiro,Ivan,Olga,Kate,
        Robert,Susan,Ahmed,Fatima,Wei}'::text[], draw * draw)
$$;
CREATE FUNCTION pg_temp.last_name(draw float8) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT pg_temp.pick('{Smith,Müller,Johnson,Garcia,Brown,Jones,Novak,Kim,Ivanova,Schmidt,Martin,Bernard,Rossi,Silva,
        Nguyen,Khan,Tanaka,Wong,Andersson,Hansen,Kowalski,O''Brien,McDonald,Peeters,Dubois,Moreau,Weber,Fischer,Santos,
        Lopez,Walker,Young,Allen,King,Wright,Scott,Green,Baker,Adams,Nelson}'::text[], draw * draw)
$$;
CREATE FUNCTION pg_temp.address(first_name text, last_name text, n bigint, salt int) RETURNS text LANGUAGE sql
IMMUTABLE AS $$
    SELECT lower(first_name || CASE WHEN pg_temp.r(n, salt) < 0.6 THEN '.' ELSE '' END || replace(last_name, '''', ''))
        || n || '@' || pg_temp.pick('{example.com,mail.example,example.org,post.example,example.net}'::text[],
            pg_temp.r(n, salt + 1) ^ 2)
$$;

-- section: users
INSERT INTO users (id, created_at, email, name, role, email_verified_at, blocked_at, blocked_reason)
SELECT pg_temp.v7(moment, n, 'user'), moment, pg_temp.address(first_name, last_name, n, 3),
    first_name || ' ' || last_name, 'user', CASE WHEN pg_temp.r(n, 5) < 0.95 THEN moment + interval '5 minutes' END,
    CASE WHEN pg_temp.r(n, 6) < 0.001 THEN moment + interval '9 days' END,
    CASE WHEN pg_temp.r(n, 6) < 0.001 THEN 'chargebacks' END
FROM (
    SELECT n, now() - interval '730 days' + interval '730 days' * (n::float8 / :users) ^ 0.7 - interval '5 days'
            AS moment, pg_temp.first_name(pg_temp.r(n, 1)) AS first_name, pg_temp.last_name(pg_temp.r(n, 2)) AS last_name
    FROM generate_series(1::bigint, :users) AS n
) AS people;

-- section: numbered users
CREATE TEMP TABLE seed_users AS
SELECT row_number() OVER (ORDER BY id) AS n, id, email, name, created_at FROM users
WHERE role = 'user' AND email ~ '[0-9]@[a-z.]*example';
ALTER TABLE seed_users ADD PRIMARY KEY (n);
ANALYZE seed_users;

-- section: promo codes
INSERT INTO promo_codes (id, created_at, code, percent_off, active, attempt, revision, pushed_revision, description)
SELECT pg_temp.v7(moment, n, 'code'), moment, pg_temp.pick('{WELCOME10,SUMMER,WINTER,SPRING,FRIENDS,NEWSLETTER,BLOGGER,
    AUTUMN,VIP,STUDENT}'::text[], (n - 0.5) / 10), 10, n <= 8, 1, 1, 1, 'seeded'
FROM (SELECT n, now() - interval '740 days' AS moment FROM generate_series(1, 10) AS n) AS codes;

-- section: draw orders
CREATE TEMP TABLE seed_orders AS
WITH drawn AS (
    SELECT n, pg_temp.r(n, 11) AS fate, pg_temp.r(n, 12) AS mishap, pg_temp.r(n, 13) AS progress,
        pg_temp.r(n, 14) AS kind, pg_temp.r(n, 15) AS extra,
        now() - interval '730 days' + interval '730 days' * ((n - pg_temp.r(n, 10)) / :orders) ^ 0.7 AS moment,
        CASE WHEN pg_temp.r(n, 16) < 0.6
            THEN 1 + floor(:users * (n::float8 / :orders) * pg_temp.r(n, 17) ^ 2)::bigint END AS user_n
    FROM generate_series(1::bigint, :orders) AS n
), kinds AS (
    SELECT *, now() - moment AS age,
        CASE WHEN kind < 0.50 THEN 'digital' WHEN kind < 0.92 THEN 'physical' ELSE 'mixed' END AS type,
        CASE WHEN fate >= 0.13 THEN
                CASE WHEN mishap < 0.020 THEN 'partially_refunded' WHEN mishap < 0.045 THEN 'refunded'
                    WHEN mishap < 0.046 THEN 'disputed' ELSE 'paid' END
            WHEN now() - moment < interval '2 days' THEN 'pending' ELSE 'failed' END AS payment,
        fate >= 0.13 AND progress < 0.0003 AS held
    FROM drawn
), states AS (
    SELECT *, payment NOT IN ('pending', 'failed') AS paid,
        payment = 'failed' OR (payment = 'refunded' AND progress > 0.7) AS canceled
    FROM kinds
)
SELECT n, pg_temp.v7(moment, n, 'order') AS id, moment, age, type, payment, paid, canceled, held, user_n, progress,
    pg_temp.first_name(pg_temp.r(n, 21)) AS first_name, pg_temp.last_name(pg_temp.r(n, 22)) AS last_name,
    CASE WHEN type = 'mixed' THEN 2 ELSE 1 END + (extra > 0.75)::int + (extra > 0.95)::int AS lines,
    pg_temp.pick('{USD,USD,USD,USD,USD,USD,EUR,EUR,EUR,GBP,GBP,CAD}'::text[], pg_temp.r(n, 23)) AS currency,
    paid AND pg_temp.r(n, 24) < 0.09 AS discounted, pg_temp.r(n, 25) < 0.5 AS taxed,
    CASE WHEN NOT paid OR canceled OR held THEN 'unfulfilled'
        WHEN type = 'digital' THEN CASE WHEN age > interval '10 minutes' THEN 'fulfilled' ELSE 'processing' END
        WHEN age > interval '10 days' THEN
            CASE WHEN progress < 0.992 THEN 'fulfilled' WHEN progress < 0.995 THEN 'processing' ELSE 'unfulfilled' END
        WHEN age > interval '3 days' THEN
            CASE WHEN progress < 0.6 THEN 'fulfilled' WHEN progress < 0.9 THEN 'processing' ELSE 'unfulfilled' END
        ELSE CASE WHEN progress < 0.3 THEN 'processing' ELSE 'unfulfilled' END END AS fulfillment,
    CASE WHEN pg_temp.r(n, 26) < 0.85 THEN pg_temp.v7(moment - interval '10 minutes', n, 'cart') END AS cart_id
FROM states;
ALTER TABLE seed_orders ADD PRIMARY KEY (n);
ANALYZE seed_orders;

-- section: draw lines
CREATE TEMP TABLE seed_lines AS
SELECT n, position, physical, quantity, price, price * quantity AS total,
    CASE WHEN discounted THEN price * quantity / 10 ELSE 0 END AS discount,
    CASE WHEN taxed THEN (price * quantity - CASE WHEN discounted THEN price * quantity / 10 ELSE 0 END) * 8 / 100
        ELSE 0 END AS tax,
    CASE WHEN position = 0 AND type <> 'digital' AND pg_temp.r(n, 27) < 0.6 THEN 599 ELSE 0 END AS shipping
FROM (
    SELECT n, position, type, discounted, taxed, type = 'physical' OR (type = 'mixed' AND position > 0) AS physical,
        1 + (pg_temp.r(n, 30 + position) > 0.93)::int AS quantity,
        ('{1999,2499,2999,3999,4999,7999,12999}'::bigint[])[1 + floor(7 * pg_temp.r(n, 40 + position) ^ 1.5)::int]
            AS price
    FROM seed_orders, generate_series(0, lines - 1) AS position
) AS drawn;

-- section: carts (optional)
INSERT INTO carts (id, created_at, token_hash, status, currency, email, expires_at, updated_at, user_id)
SELECT o.cart_id, o.moment - interval '10 minutes', CASE WHEN o.user_n IS NULL THEN md5(n || 'a') || md5(n || 'b') END,
    CASE WHEN paid THEN 'checked_out' ELSE 'abandoned' END, currency, NULL, o.moment + interval '30 days', o.moment,
    (SELECT id FROM seed_users u WHERE u.n = o.user_n)
FROM seed_orders o WHERE o.cart_id IS NOT NULL;
INSERT INTO carts (id, created_at, token_hash, status, currency, email, expires_at, updated_at)
SELECT pg_temp.v7(moment, n, 'lost'), moment, md5(n || 'c') || md5(n || 'd'),
    CASE WHEN now() - moment > interval '30 days' THEN 'abandoned' ELSE 'active' END, 'USD',
    CASE WHEN pg_temp.r(n, 51) < 0.2 THEN 'visitor' || n || '@example.com' END, moment + interval '30 days', moment
FROM (
    SELECT n, now() - interval '730 days' + interval '730 days' * ((n - pg_temp.r(n, 50)) / (:orders / 2)) ^ 0.7
        AS moment
    FROM generate_series(1::bigint, :orders / 2) AS n
) AS visits;
INSERT INTO cart_lines (id, created_at, identity, options, quantity, seen_unit_price, cart_id, product_id)
SELECT pg_temp.v7(c.created_at, row_number() OVER (), 'cart line'), c.created_at, md5(c.id::text), '[]', 1, 2999, c.id,
    p.id
FROM carts c, (SELECT id FROM products ORDER BY display_order, id LIMIT 1) AS p
WHERE c.token_hash IS NOT NULL AND c.status <> 'checked_out';

-- section: orders
INSERT INTO orders (id, created_at, number, email, customer_name, payment_status, fulfillment_status, fulfillment_type,
    held_reason, currency, subtotal, discount, shipping, tax, total, refunded, lost, tax_collected, promo_code,
    shipping_address, fingerprint, success_url, cancel_url, checkout_params, checkout_attempt, checkout_session_id,
    checkout_expires_at, payment_intent_id, stripe_customer_id, livemode, tracking_carrier, tracking_number, paid_at,
    fulfilled_at, canceled_at, updated_at, user_id, cart_id)
SELECT o.id, o.moment, :prefix || '-' || extract(year FROM o.moment AT TIME ZONE 'UTC') || '-' || letters.number,
    CASE WHEN u.id IS NOT NULL THEN u.email WHEN paid OR o.n % 2 = 0 THEN
        pg_temp.address(o.first_name, o.last_name, o.n, 60) END,
    CASE WHEN paid THEN coalesce(u.name, o.first_name || ' ' || o.last_name) END,
    payment, fulfillment, type, CASE WHEN held THEN 'amounts differ' END, currency, subtotal, discount, shipping, tax,
    total, CASE payment WHEN 'refunded' THEN total WHEN 'partially_refunded' THEN total / 2 ELSE 0 END, 0, taxed,
    CASE WHEN discounted THEN pg_temp.pick('{WELCOME10,SUMMER,WINTER,SPRING,FRIENDS,NEWSLETTER,BLOGGER,AUTUMN,VIP,
        STUDENT}'::text[], pg_temp.r(o.n, 61) ^ 2) END,
    CASE WHEN paid AND type <> 'digital' THEN jsonb_build_object('name', o.first_name || ' ' || o.last_name, 'line1',
        o.n % 999 || ' Long Street', 'city', 'Springfield', 'state', 'IL', 'postal_code', '62701', 'country', 'US') END,
    md5(o.n || 'print') || md5(o.n || 'finger'), 'https://shop.example.com/thanks?session={CHECKOUT_SESSION_ID}',
    'https://shop.example.com/cart',
    jsonb_build_object('mode', 'payment', 'client_reference_id', o.id, 'currency', lower(currency), 'line_items',
        jsonb_build_array(jsonb_build_object('quantity', 1, 'price_data', jsonb_build_object('unit_amount', subtotal,
        'product_data', jsonb_build_object('name', 'Map poster', 'description', repeat('a description, ', 8)))))),
    1, 'cs_test_' || md5(o.n || 's'), o.moment + interval '1 day', CASE WHEN paid THEN 'pi_' || md5(o.n || 'p') END,
    CASE WHEN paid THEN 'cus_' || left(md5(coalesce(o.user_n, -o.n) || 'c'), 14) END, false, carrier.name,
    CASE carrier.name WHEN 'USPS' THEN '94001' || lpad((o.n * 7919 % 100000000000000000)::text, 17, '0')
        WHEN 'UPS' THEN '1Z' || upper(left(md5(o.n || 't'), 16)) WHEN 'DHL' THEN 'JD01' || lpad(o.n::text, 14, '0')
        WHEN 'Gelato' THEN 'LX' || lpad(o.n::text, 9, '0') || 'DE' END,
    CASE WHEN paid THEN o.moment + interval '3 minutes' END,
    CASE WHEN fulfillment = 'fulfilled' THEN
        o.moment + CASE WHEN type = 'digital' THEN interval '6 minutes' ELSE interval '3 days' END END,
    CASE WHEN canceled THEN least(now(), o.moment + interval '1 day') END, least(now(), o.moment + interval '3 days'),
    u.id, CASE WHEN EXISTS (SELECT FROM carts WHERE carts.id = o.cart_id) THEN o.cart_id END
FROM seed_orders o
JOIN (
    SELECT n, sum(total) AS subtotal, sum(discount) AS discount, sum(tax) AS tax, sum(shipping) AS shipping,
        sum(total - discount + tax + shipping) AS total
    FROM seed_lines GROUP BY n
) AS amounts ON amounts.n = o.n
LEFT JOIN seed_users u ON u.n = o.user_n
CROSS JOIN LATERAL (SELECT CASE WHEN fulfillment = 'fulfilled' AND type <> 'digital'
    THEN pg_temp.pick('{USPS,USPS,USPS,UPS,UPS,Gelato,Gelato,DHL}'::text[], pg_temp.r(o.n, 62)) END AS name) AS carrier
CROSS JOIN LATERAL (
    SELECT string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + (code >> 5 * place & 31)::int, 1), '') AS number
    FROM (SELECT o.n * 1000000000039 & 1099511627775 AS code) AS spread, generate_series(0, 7) AS place
) AS letters
ORDER BY o.n;

-- section: lines
INSERT INTO order_lines (id, created_at, position, cart_identity, title, description, product_type, fulfillment_type,
    size, options, quantity, unit_price, total, discount, tax, shipping, refunded, refunded_quantity, order_id,
    product_id)
SELECT pg_temp.v7(o.moment, l.n * 10 + l.position, 'line'), o.moment, l.position, md5(l.n || 'l' || l.position) ||
    md5(l.n || 'm'), coalesce(p.name, 'Map poster'), '30 × 40 cm', coalesce(p.slug, 'poster'),
    CASE WHEN physical THEN 'physical' ELSE 'digital' END, '30x40', '[]', l.quantity, l.price, l.total,
    CASE WHEN paid THEN l.discount ELSE 0 END, CASE WHEN paid THEN l.tax ELSE 0 END,
    CASE WHEN paid THEN l.shipping ELSE 0 END,
    CASE WHEN payment = 'refunded' THEN l.total - l.discount + l.tax + l.shipping ELSE 0 END,
    CASE WHEN payment = 'refunded' THEN l.quantity ELSE 0 END, o.id, p.id
FROM seed_lines l JOIN seed_orders o ON o.n = l.n
LEFT JOIN (
    SELECT id, slug, name, fulfillment_type <> 'digital' AS printed,
        row_number() OVER kind - 1 AS place, count(*) OVER (PARTITION BY fulfillment_type <> 'digital') AS kinds
    FROM products WINDOW kind AS (PARTITION BY fulfillment_type <> 'digital' ORDER BY display_order, id)
) AS p ON p.printed = l.physical AND p.place = floor(pg_temp.r(l.n, 70 + l.position) ^ 2 * p.kinds)
ORDER BY l.n, l.position;

-- section: refunds
INSERT INTO refunds (id, created_at, amount, status, source, reason, created_by, cancels_order, attempt,
    stripe_refund_id, order_id)
SELECT pg_temp.v7(moment + interval '4 days', n, 'refund'), least(now(), moment + interval '4 days'), r.refunded,
    'succeeded', 'api', 'asked by the customer', 'admin@example.com', canceled, 1, 're_' || md5(n || 'r'), o.id
FROM seed_orders o JOIN orders r ON r.id = o.id WHERE r.refunded > 0;
INSERT INTO refund_lines (id, created_at, quantity, amount, order_line_id, refund_id)
SELECT gen_random_uuid(), r.created_at, l.quantity, l.refunded, l.id, r.id
FROM refunds r JOIN order_lines l ON l.order_id = r.order_id WHERE l.refunded > 0;
INSERT INTO disputes (id, created_at, stripe_dispute_id, amount, currency, reason, status, withdrawn, lost, as_of,
    due_by, order_id)
SELECT pg_temp.v7(moment + interval '9 days', n, 'dispute'), least(now(), moment + interval '9 days'),
    'dp_' || md5(n || 'd'), r.total, r.currency, 'fraudulent', 'needs_response', true, 0, now(),
    moment + interval '20 days', o.id
FROM seed_orders o JOIN orders r ON r.id = o.id WHERE payment = 'disputed';

-- section: redemptions
INSERT INTO promo_redemptions (id, created_at, promo_code_id, order_id)
SELECT pg_temp.v7(o.paid_at, row_number() OVER (), 'redeemed'), o.paid_at, c.id, o.id
FROM orders o JOIN promo_codes c ON c.code = o.promo_code WHERE o.paid_at IS NOT NULL;

-- section: figures
INSERT INTO customer_figures (id, created_at, user_id, currency, total_spent, order_count, last_order_at)
SELECT gen_random_uuid(), min(paid_at), user_id, currency, sum(total - refunded - lost), count(*), max(paid_at)
FROM orders WHERE user_id IS NOT NULL AND payment_status NOT IN ('pending', 'failed') GROUP BY user_id, currency;
INSERT INTO customer_totals (id, created_at, user_id, order_count, last_order_at)
SELECT gen_random_uuid(), min(created_at), user_id, sum(order_count), max(last_order_at)
FROM customer_figures GROUP BY user_id;

-- section: milestones
INSERT INTO milestones (id, kind, at, currency, amount)
SELECT md5('cart:' || id)::uuid, 'cart', created_at, currency, 0 FROM carts;
INSERT INTO milestones (id, kind, at, currency, amount)
SELECT md5('checkout:' || cart_id)::uuid, 'checkout', min(created_at), min(currency), 0
FROM orders WHERE cart_id IS NOT NULL GROUP BY cart_id;
INSERT INTO milestones (id, kind, at, currency, amount)
SELECT md5('purchase:' || cart_id)::uuid, 'purchase', min(paid_at), min(currency), 0
FROM orders WHERE cart_id IS NOT NULL AND paid_at IS NOT NULL GROUP BY cart_id;
INSERT INTO milestones (id, kind, at, currency, amount)
SELECT md5('customer:' || id)::uuid, 'customer', paid_at, currency, 0 FROM (
    SELECT DISTINCT ON (email) id, paid_at, currency FROM orders WHERE paid_at IS NOT NULL ORDER BY email, paid_at
) AS firsts;

-- section: events (optional)
INSERT INTO order_events (id, created_at, type, message, actor, public, data, order_id)
SELECT pg_temp.v7(at, n * 10 + place, 'event'), at, type, message, 'system', true, NULL, id
FROM (
    SELECT o.n, o.id, place, e.at, e.type, e.message
    FROM seed_orders o JOIN orders r ON r.id = o.id CROSS JOIN LATERAL (VALUES
        (0, r.created_at, 'order_created', 'The order was placed and waits for its payment.'),
        (1, r.paid_at, 'order_paid', 'The payment was received.'),
        (2, r.fulfilled_at, 'order_fulfilled', 'The order is complete.'),
        (3, CASE WHEN r.refunded > 0 THEN r.updated_at END, 'refund_made', 'Money was given back.'),
        (4, r.canceled_at, 'order_canceled', 'The order was canceled.')
    ) AS e (place, at, type, message) WHERE e.at IS NOT NULL
) AS told ORDER BY n, place;

-- section: downloads (optional)
INSERT INTO downloads (id, created_at, kind, format, file_name, mime_type, status, storage_key, file_size, width_px,
    height_px, dpi, attempts, failure_reason, download_count, ready_at, order_id, order_line_id)
SELECT pg_temp.v7(o.paid_at, row_number() OVER (), 'file'), o.paid_at,
    CASE l.fulfillment_type WHEN 'digital' THEN 'customer' ELSE 'print' END,
    CASE l.fulfillment_type WHEN 'digital' THEN 'png' ELSE 'pdf' END, 'poster-' || l.position + 1, 'image/png',
    fate.status, CASE WHEN fate.status = 'ready' THEN 'orders/' || o.number || '/' || l.id || '/poster' END, 9000000,
    3543, 4724, 300, 1, CASE WHEN fate.status = 'failed' THEN 'no map there' END, 1,
    CASE WHEN fate.status = 'ready' THEN o.paid_at + interval '2 minutes' END, o.id, l.id
FROM orders o JOIN order_lines l ON l.order_id = o.id
CROSS JOIN LATERAL (SELECT CASE WHEN now() - o.paid_at < interval '2 minutes' THEN 'pending'
    WHEN hashtext(l.id::text) % 4000 = 0 THEN 'failed' ELSE 'ready' END AS status) AS fate
WHERE o.paid_at IS NOT NULL AND o.held_reason IS NULL AND o.canceled_at IS NULL;
