from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "designs" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "hash" VARCHAR(64) NOT NULL UNIQUE,
    "title" VARCHAR(200) NOT NULL,
    "document" JSONB NOT NULL
);
COMMENT ON TABLE "designs" IS 'An immutable poster document. Equal documents have equal hashes and are one row.';
CREATE TABLE "inbox_events" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "source" VARCHAR(20) NOT NULL,
    "event_id" VARCHAR(255) NOT NULL,
    "type" VARCHAR(80) NOT NULL,
    "api_version" VARCHAR(40),
    "payload" JSONB NOT NULL,
    "processed_at" TIMESTAMPTZ,
    "outcome" VARCHAR(200),
    CONSTRAINT "uid_inbox_event_source_acaef0" UNIQUE ("source", "event_id")
);
COMMENT ON TABLE "inbox_events" IS 'An event of an outside system, stored before anything is done about it.';
CREATE TABLE "outbox_messages" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "actor" VARCHAR(80) NOT NULL,
    "args" JSONB NOT NULL,
    "available_at" TIMESTAMPTZ NOT NULL,
    "published" INT NOT NULL,
    "attempts" INT NOT NULL,
    "running_until" TIMESTAMPTZ,
    "last_error" VARCHAR(500),
    "failed_at" TIMESTAMPTZ
);
COMMENT ON TABLE "outbox_messages" IS 'Work that a committed transaction owes: an actor''s name and its arguments (ids only).';
CREATE TABLE "products" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "slug" VARCHAR(80) NOT NULL UNIQUE,
    "name" VARCHAR(120) NOT NULL,
    "description" TEXT NOT NULL,
    "features" JSONB NOT NULL,
    "fulfillment_type" VARCHAR(8) NOT NULL,
    "image_url" VARCHAR(500),
    "active" BOOL NOT NULL,
    "display_order" INT NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX "idx_products_active_24b892" ON "products" ("active", "display_order", "id");
COMMENT ON COLUMN "products"."fulfillment_type" IS 'DIGITAL: digital\nPHYSICAL: physical\nMIXED: mixed';
CREATE TABLE "product_options" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "name" VARCHAR(40) NOT NULL,
    "label" VARCHAR(60) NOT NULL,
    "display_order" INT NOT NULL,
    "product_id" UUID NOT NULL REFERENCES "products" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_product_opt_product_62cce6" UNIQUE ("product_id", "name")
);
COMMENT ON TABLE "product_options" IS 'A choice to make, such as frameColor.';
CREATE TABLE "product_option_values" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "value" VARCHAR(40) NOT NULL,
    "label" VARCHAR(60) NOT NULL,
    "description" VARCHAR(200),
    "metadata" JSONB,
    "display_order" INT NOT NULL,
    "option_id" UUID NOT NULL REFERENCES "product_options" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_product_opt_option__5f4199" UNIQUE ("option_id", "value")
);
CREATE TABLE "product_sizes" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "value" VARCHAR(20) NOT NULL,
    "label" VARCHAR(60) NOT NULL,
    "width_mm" INT NOT NULL,
    "height_mm" INT NOT NULL,
    "popular" BOOL NOT NULL,
    "active" BOOL NOT NULL,
    "display_order" INT NOT NULL,
    "product_id" UUID NOT NULL REFERENCES "products" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_product_siz_product_877cf2" UNIQUE ("product_id", "value")
);
CREATE TABLE "prices" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "option_value_id" UUID REFERENCES "product_option_values" ("id") ON DELETE CASCADE,
    "product_id" UUID NOT NULL REFERENCES "products" ("id") ON DELETE CASCADE,
    "size_id" UUID REFERENCES "product_sizes" ("id") ON DELETE CASCADE
);
COMMENT ON TABLE "prices" IS 'One amount in one currency: a product''s base price, a size''s price that overrides it, or what an';
CREATE TABLE "shipping_tiers" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "currency" VARCHAR(3) NOT NULL,
    "from_amount" BIGINT NOT NULL,
    "rate" BIGINT NOT NULL,
    "label" VARCHAR(60) NOT NULL,
    CONSTRAINT "uid_shipping_ti_currenc_3da15e" UNIQUE ("currency", "from_amount")
);
COMMENT ON TABLE "shipping_tiers" IS 'From this subtotal of physical lines on, shipping costs `rate`. All amounts in minor units.';
CREATE TABLE "templates" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "slug" VARCHAR(80) NOT NULL UNIQUE,
    "name" VARCHAR(120) NOT NULL,
    "category" VARCHAR(40) NOT NULL,
    "active" BOOL NOT NULL,
    "display_order" INT NOT NULL,
    "design_id" UUID NOT NULL REFERENCES "designs" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_templates_active_b880e0" ON "templates" ("active", "category", "display_order", "id");
CREATE INDEX "idx_templates_active_b130c7" ON "templates" ("active", "display_order", "id");
CREATE TABLE "users" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "email" VARCHAR(254) NOT NULL UNIQUE,
    "name" VARCHAR(120) NOT NULL,
    "role" VARCHAR(10) NOT NULL,
    "password_hash" VARCHAR(200),
    "email_verified_at" TIMESTAMPTZ,
    "blocked_at" TIMESTAMPTZ,
    "blocked_reason" VARCHAR(500)
);
COMMENT ON COLUMN "users"."role" IS 'USER: user\nADMIN: admin\nSUPERADMIN: superadmin';
CREATE TABLE "carts" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "token_hash" VARCHAR(64) UNIQUE,
    "status" VARCHAR(12) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "email" VARCHAR(254),
    "expires_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "user_id" UUID REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_carts_status_816b3d" ON "carts" ("status", "expires_at");
COMMENT ON COLUMN "carts"."status" IS 'ACTIVE: active\nCHECKED_OUT: checked_out\nABANDONED: abandoned';
CREATE TABLE "cart_lines" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "identity" VARCHAR(64) NOT NULL,
    "options" JSONB NOT NULL,
    "quantity" INT NOT NULL,
    "seen_unit_price" BIGINT NOT NULL,
    "cart_id" UUID NOT NULL REFERENCES "carts" ("id") ON DELETE CASCADE,
    "design_id" UUID REFERENCES "designs" ("id") ON DELETE RESTRICT,
    "product_id" UUID NOT NULL REFERENCES "products" ("id") ON DELETE CASCADE,
    "size_id" UUID REFERENCES "product_sizes" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_cart_lines_cart_id_0206b0" UNIQUE ("cart_id", "identity")
);
CREATE TABLE "customer_figures" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "total_spent" BIGINT NOT NULL,
    "order_count" INT NOT NULL,
    "last_order_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_customer_fi_user_id_3e3114" UNIQUE ("user_id", "currency")
);
COMMENT ON TABLE "customer_figures" IS 'What one customer spent in one currency, net of refunds, moved only by atomic SQL.';
CREATE TABLE "orders" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "number" VARCHAR(24) NOT NULL UNIQUE,
    "email" VARCHAR(254),
    "customer_name" VARCHAR(200),
    "payment_status" VARCHAR(20) NOT NULL,
    "fulfillment_status" VARCHAR(12) NOT NULL,
    "fulfillment_type" VARCHAR(8) NOT NULL,
    "held_reason" VARCHAR(300),
    "currency" VARCHAR(3) NOT NULL,
    "subtotal" BIGINT NOT NULL,
    "discount" BIGINT NOT NULL,
    "shipping" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "total" BIGINT NOT NULL,
    "refunded" BIGINT NOT NULL,
    "tax_collected" BOOL NOT NULL,
    "promo_code" VARCHAR(60),
    "shipping_address" JSONB,
    "fingerprint" VARCHAR(64) NOT NULL,
    "request_key" VARCHAR(64) UNIQUE,
    "success_url" VARCHAR(2000) NOT NULL,
    "cancel_url" VARCHAR(2000) NOT NULL,
    "checkout_params" JSONB NOT NULL,
    "checkout_attempt" SMALLINT NOT NULL,
    "checkout_session_id" VARCHAR(255) UNIQUE,
    "checkout_url" VARCHAR(2000),
    "checkout_expires_at" TIMESTAMPTZ NOT NULL,
    "payment_intent_id" VARCHAR(255) UNIQUE,
    "stripe_customer_id" VARCHAR(255),
    "livemode" BOOL NOT NULL,
    "tracking_carrier" VARCHAR(60),
    "tracking_number" VARCHAR(120),
    "tracking_url" VARCHAR(500),
    "notes" TEXT,
    "paid_at" TIMESTAMPTZ,
    "fulfilled_at" TIMESTAMPTZ,
    "canceled_at" TIMESTAMPTZ,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "cart_id" UUID REFERENCES "carts" ("id") ON DELETE SET NULL,
    "user_id" UUID REFERENCES "users" ("id") ON DELETE SET NULL
);
CREATE INDEX "idx_orders_user_id_ef1190" ON "orders" ("user_id", "id");
CREATE INDEX "idx_orders_cart_id_1b24cf" ON "orders" ("cart_id", "payment_status");
CREATE INDEX "idx_orders_email_994368" ON "orders" ("email", "id");
COMMENT ON COLUMN "orders"."payment_status" IS 'PENDING: pending\nPAID: paid\nPARTIALLY_REFUNDED: partially_refunded\nREFUNDED: refunded\nFAILED: failed\nDISPUTED: disputed';
COMMENT ON COLUMN "orders"."fulfillment_status" IS 'UNFULFILLED: unfulfilled\nPROCESSING: processing\nFULFILLED: fulfilled';
COMMENT ON COLUMN "orders"."fulfillment_type" IS 'DIGITAL: digital\nPHYSICAL: physical\nMIXED: mixed';
COMMENT ON TABLE "orders" IS 'subtotal − discount + shipping + tax = total, always, in minor units.';
CREATE TABLE "order_events" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "type" VARCHAR(60) NOT NULL,
    "message" VARCHAR(500) NOT NULL,
    "actor" VARCHAR(120) NOT NULL,
    "public" BOOL NOT NULL,
    "data" JSONB,
    "order_id" UUID NOT NULL REFERENCES "orders" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_order_event_order_i_38d333" ON "order_events" ("order_id", "id");
COMMENT ON TABLE "order_events" IS 'One entry of an order''s timeline. Customers see the public ones.';
CREATE TABLE "order_lines" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "position" INT NOT NULL,
    "cart_identity" VARCHAR(64) NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "description" VARCHAR(500) NOT NULL,
    "product_type" VARCHAR(80) NOT NULL,
    "fulfillment_type" VARCHAR(8) NOT NULL,
    "size" VARCHAR(20),
    "width_mm" INT,
    "height_mm" INT,
    "options" JSONB NOT NULL,
    "quantity" INT NOT NULL,
    "unit_price" BIGINT NOT NULL,
    "total" BIGINT NOT NULL,
    "discount" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "shipping" BIGINT NOT NULL,
    "refunded" BIGINT NOT NULL,
    "refunded_quantity" INT NOT NULL,
    "design_id" UUID REFERENCES "designs" ("id") ON DELETE RESTRICT,
    "order_id" UUID NOT NULL REFERENCES "orders" ("id") ON DELETE CASCADE,
    "product_id" UUID REFERENCES "products" ("id") ON DELETE SET NULL,
    CONSTRAINT "uid_order_lines_order_i_cfcd05" UNIQUE ("order_id", "position")
);
COMMENT ON COLUMN "order_lines"."fulfillment_type" IS 'DIGITAL: digital\nPHYSICAL: physical\nMIXED: mixed';
COMMENT ON TABLE "order_lines" IS 'What was bought, as it was then. `discount`, `tax` and `shipping` are frozen at payment and add up';
CREATE TABLE "downloads" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "kind" VARCHAR(10) NOT NULL,
    "format" VARCHAR(3) NOT NULL,
    "file_name" VARCHAR(160) NOT NULL,
    "mime_type" VARCHAR(60) NOT NULL,
    "status" VARCHAR(10) NOT NULL,
    "storage_key" VARCHAR(300),
    "render_key" VARCHAR(64),
    "sha256" VARCHAR(64),
    "file_size" BIGINT,
    "width_px" INT,
    "height_px" INT,
    "dpi" INT,
    "attempts" INT NOT NULL,
    "failure_reason" VARCHAR(300),
    "download_count" INT NOT NULL,
    "ready_at" TIMESTAMPTZ,
    "order_id" UUID NOT NULL REFERENCES "orders" ("id") ON DELETE CASCADE,
    "order_line_id" UUID NOT NULL REFERENCES "order_lines" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_downloads_order_l_bc0076" UNIQUE ("order_line_id", "kind", "format")
);
CREATE INDEX "idx_downloads_order_i_df5ec4" ON "downloads" ("order_id", "id");
CREATE INDEX "idx_downloads_render__bf6959" ON "downloads" ("render_key");
COMMENT ON COLUMN "downloads"."kind" IS 'CUSTOMER: customer\nPRINT: print';
COMMENT ON COLUMN "downloads"."format" IS 'PNG: png\nJPG: jpg\nPDF: pdf';
COMMENT ON COLUMN "downloads"."status" IS 'PENDING: pending\nPROCESSING: processing\nREADY: ready\nFAILED: failed';
CREATE TABLE "refunds" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "amount" BIGINT NOT NULL,
    "status" VARCHAR(10) NOT NULL,
    "reason" VARCHAR(500),
    "failure_reason" VARCHAR(500),
    "stripe_refund_id" VARCHAR(255) UNIQUE,
    "order_id" UUID NOT NULL REFERENCES "orders" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_refunds_order_i_111422" ON "refunds" ("order_id", "id");
COMMENT ON COLUMN "refunds"."status" IS 'PENDING: pending\nSUCCEEDED: succeeded\nFAILED: failed\nCANCELED: canceled';
CREATE TABLE "refund_lines" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "quantity" INT NOT NULL,
    "amount" BIGINT NOT NULL,
    "order_line_id" UUID NOT NULL REFERENCES "order_lines" ("id") ON DELETE CASCADE,
    "refund_id" UUID NOT NULL REFERENCES "refunds" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_refund_line_refund__cedf34" ON "refund_lines" ("refund_id");
CREATE TABLE "aerich" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSONB NOT NULL
);
-- What Tortoise cannot express. The initial migration ends with this file;
-- `python -m cli makemigration --check` says when it does not any more.
ALTER TABLE "prices" ADD CONSTRAINT "prices_one_amount"
    UNIQUE NULLS NOT DISTINCT ("product_id", "size_id", "option_value_id", "currency");
ALTER TABLE "prices" ADD CONSTRAINT "prices_currency_upper" CHECK ("currency" = upper("currency"));
ALTER TABLE "shipping_tiers" ADD CONSTRAINT "shipping_tiers_amounts" CHECK ("from_amount" >= 0 AND "rate" >= 0);
CREATE UNIQUE INDEX "carts_one_active_per_user" ON "carts" ("user_id")
    WHERE "status" = 'active' AND "user_id" IS NOT NULL;
ALTER TABLE "cart_lines" ADD CONSTRAINT "cart_lines_quantity" CHECK ("quantity" BETWEEN 1 AND 99);
ALTER TABLE "orders" ADD CONSTRAINT "orders_total"
    CHECK ("subtotal" - "discount" + "shipping" + "tax" = "total");
ALTER TABLE "orders" ADD CONSTRAINT "orders_amounts"
    CHECK ("subtotal" >= 0 AND "discount" >= 0 AND "shipping" >= 0 AND "tax" >= 0 AND "total" >= 0
           AND "refunded" BETWEEN 0 AND "total");
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_amounts"
    CHECK ("quantity" >= 1 AND "unit_price" >= 0 AND "total" = "unit_price" * "quantity"
           AND "refunded_quantity" BETWEEN 0 AND "quantity");
CREATE INDEX "outbox_due" ON "outbox_messages" ("available_at") WHERE "failed_at" IS NULL;
CREATE INDEX "inbox_open" ON "inbox_events" ("created_at") WHERE "processed_at" IS NULL;"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        """


MODELS_STATE = (
    "eJztXetz4zaS/1dQ+pKkVucby/bMnOvuqjSynGjjsb2WnMfGWxxIhC2c+dAQoG0lm//9AI"
    "ik+BZBkRLF4EsyBtEg9Ws8uhv9+KNj2joyyNEAOrRzDv7oWNBE7B+R9i7owMVi3cobKJwa"
    "ouOM9RAtcEqoA2d8mEdoEMSadERmDl5QbFus1XINgzfaM9YRW0/rJtfCX12kUfsJ0Tly2I"
    "Pf/sWasaWjN0T4n791CIXUFS9CbwvsIKJB2vkX77Z41h4xMvTI92OddxXtGl0uRNv9/eji"
    "UvTknzHVZrbhmta692JJ57YVdHddrB9xGv7sCVnIgRTpoZ/Hv96DwW9a/RLWQB0XBT9BXz"
    "fo6BG6Bgep89+PrjXj2ICZ7aAjrJMjC71qWP9f7/tCfTXt+maijYcTTetIADuzLc4UbFGO"
    "4h9/rsZdoyJaO/wFgx/6d9+evP9O4GAT+uSIhwKzzp+CEFK4IhUcWUM9cxAHhvMjAfkFe0"
    "KxidJhj1LG4Nc90iP/H2XY4Des+bCem1mMmBn27PnIsl/3wYfJ6PNwPOl/vuXDm4R8NQSM"
    "/cmQP+mJ1mWs9dsV22y2+lZrMhgE/Dya/AD4n+CfN9fDOHODfpN/dvg3QZfaGvvhGtTDUP"
    "nNfhPruuY+tZ+Rpc0hmSe5P5hDJ53zUaoY5xlUBXjtLSiJFefzpwaOdkz4phnIeqJz9uf7"
    "0xwO/9S/E4vt/WmMa9fek5549GcE5fXul0R4aLmmQHnEPglaM5RAe01dCulyq4odBfgFSS"
    "6hTn8wGf00PAcr6gdr8MNw8OPwQru5n5yD2RzNntl+Ybv0wep/6l9fsEl9wTpPoaXbFlrN"
    "M0lmHfcKMOu4l8ks/ijKrJnrOMiaLWUWRJhmd0za2Yo4KYDxSSbEJ3GEkQmxIQNvQFDJVt"
    "MoaHtnRXYb1isTXvEsBvBaxpI806OU+zrTa0S/TYe3u9BLim5RSsXmZrOZIEeT04hCJFuo"
    "RQ3bOMvrP1zPfHxOVX84UklkL5kmgZ+sH9EyIZrF8PQ07XtvmINEdN26/kQHvgZ6eXg6sZ"
    "/OfjCiqxO7Px70L4YdAfAUzp5foaNrGUgb2EIpMvAnj+zyxztkQPELMlHm9owrNszhbkgJ"
    "qCMr3XZ05GyJ0Q0foz1TUUwtu2eHplRksiUfmT0z3gIt+CR+En83f1N8PmXYzvy5lm8/04"
    "KZXa0R7TcxOh8X68iimC5XFrOQYU0Z0HZzgHSVAU0JZ6nCWbA0E7zPVmfDNC20FlRvP7PF"
    "F6UcjH8f31ynYxwiiS8sPKPg38DAhO5gSU1dbFBskSP+vn2sKA5RZDH5QH/7uf9LnAeDq5"
    "tP8VXCB/gUY8hXF2bM+pFF0xkSJolxhJ/2Bzjpn/hH/Efv+PTD6ceT96cfWRfxoUHLhxy2"
    "jK4ncSMxQpbGfhzVFg5e6RoxKRA/ZaKbQtwmkP+r1zs5+dB7d/L+49nphw9nH98FaCcf5c"
    "H+afQ9Rz4y65OsEFKdnAgVIqlSjmqGVF5KYlrDyV7OlGlJQCNEyogRRXTh2Lo7k52jUSo1"
    "TeMbMP4dSSIaIlFTNNfO5quyW9rZfI+Ww5ygGw1toVMk3dCWsglUgOrteqSWAhvd+jZjyx"
    "d2dcCOvdEOch/YiG1oE9wM7OpYrwDai2CgdqIakX8iuN4Nx5O70WCSZ3av1WrqEmqbyLnE"
    "T67jHQ5x42msSzfXhup1Zu9f995kSe38PIcU2BYCPjkgC2RRgC2vdeWR0QUWYv0egYOYTq"
    "6TLjDtF6SzPsYSTJcAMlo8A+N/XB11Yvyr6RWpll7/GipwJFGWXmXpVZbeJll6lV9Y3X5h"
    "1KbQ0MQeK2f9ihHuzvL1ri6Y92L2EtfPDFY3Df9M8GNUrQG/MsOuAQnVVijJnxwJ4goOj2"
    "ZKxK04JPbmq9W0g6IFzloNhbROb6061UZPYU/RFteqfLaSuFKHC+qGfQtg03QFMeBTjKlu"
    "DF/XZALCERh+daER/E3AHL4ggEQjD2lBBEBLB9BBQstz7NekZljHCzaH0SkdcDc7UFfpgO"
    "p4Tz3eZQPltgqRK7HMDtjHh2JqpJjcc4IQfYIWKta9d++KRAW9e5cdFcSfxa7hvQMpCXK2"
    "G1WYZvd+VPuRTyvzmEpIskXc5KMexTvxlW+mPljAVb4KnIS/fIuBoshcMAy2hWniDXO4S3"
    "23oQUX9qtl2DAqp8efdXM1Hq9XLZEF6+XDR39mnBHTw3ZMPy9HJH3HqvtKcWD/Zc9/6zjI"
    "4o3PaKkSeSjNRGkm+9VMgiWckJ43J5jwaZssSHcG9+PJzefh3XlwG/9g3d6NrifnYOF4tw"
    "zSySOKSNnH2UL2cULG9nbQkoxYUzeaFbfX3zPQracH6++37F//t2D/ur24ZG36Yxk2VHyN"
    "+IgNpIk/UtmQvgdGiJqMfkmN8vh9obn+Pmeyv0/MdpMdByuUJJCOELUQ6UJA5+CchPkA0w"
    "ctmHDIIZPdWYbXFyOxu6zo+RZ/MxiOx6tGx54hQkT73bB/8es5YJKLvnywLvujK55K6BGy"
    "ZVwuj1DlRwE7pBymGwgBWWJ5xMjal/HmpJBt6yTHtnWStG2FlBEJrKNU7YO6hkxmc9g7ey"
    "81nwMKhe9mfIUYku58nucAFSEr5YHTNJz34gD1inU61xZvSfAzkQ+TtAj4ypyf5gg/zakc"
    "phEaBWoSVH2BJeD0eisgk0BCys3jNEW2zkQzTKJ8HeOAcgHcdZDG5HJip4T55CjgCcr2yQ"
    "u1iL7+PYG0426SUM3n+HwW+mUJk3qYTnnsNtlwHr7aKnpPFaZRPrupUQT8arEUqiFCBW2+"
    "O7Ttp/rb0h+6aMrAhoK60SE6vFw3RyhHr8argLZlKSvT4Q2t2yZ5nY+sqf02fEHi6xOeGK"
    "Gn3TxfDMz7aYh3LO6CLrrzuGBoAdulBOsIkCVh6kMXcCsv0sEUPbL/sw5s8jBWAEwAz4QP"
    "4JQRAExTPc+rGPfBerC+ePZ0cfP/hfchSAQ30zlijIYWgavreMrjoKf8CwijJQA9PqIZJT"
    "zu+QU53suyY5uJ7TqrNSK+nE8SFd2s/EeU/0iTxOD1Ii1s2A8oWniJ2yvmf53jfp2oyeDv"
    "fRIQh2naCPLZWRGUz85yal+cJeIIJN0RWuyJ8LHIJP6YPYk/JiYxXGCNHfkEy9n2YmTtM+"
    "ydFkH6NBvp0wTSC7j0XYSLxmqESFSoxhbJbcNisawoFKdVtr8mCz1MGZrZcn6CIZL2bWOV"
    "hZ1JRD7VqfyvDFspen9g8cpW+de1ODYr+8SdihQ04MHt9Y57QMdE3KmAvwEyx4sFV8H/Bi"
    "h8A/8DRMcugMYrXDIVmqnbJrZsB/DkzSSp71c7dJFSraH0AX6oRzi5MVzyeEDN8yoUj4Py"
    "bL5mr1R5pcorVX5fp5rlmtO0e4HsQ21N0bpA9V6h8oo51RWTxRVV9cp6q1cG+UBlYzgShC"
    "0EvI7EALEzPRXxzXEGyVEOMt6gP7pgf0Ks83/fTUb9q6tftbvh5f31xVA8cSiGhrHUVtle"
    "kc5jEfyn67ZoRMKDdTEa395PeAuT4BYuLRelUL1Z8tE1HrFhVMD/9JF2OAdcy/sEpMvOg/"
    "vry/ury9GVYFlonOz4k1D/6Fv3Xr86zIdsY6gcPw/BSNq5GH0/mvSv+Ap7wkwTYsz74dfx"
    "aMCbFvMlwTPe9nn0C2eaid/KMexjEZtqtkk1zq05H0XeWzJG1r6DrhZXSZXCt+7YW99ckU"
    "Q4t3pViEqVrSodvuLbhuTAD1O1xgF4x8j7pjjJaR+iUsiXQ57ClMii3FzhsHxYkcK7U2J3"
    "V1v79rD7iqUc8mEqNeFLbzAcUQPNaCr8tm0gaGXuNVHaGBOmjLguLgQtu7WWf7q5uYoYyj"
    "+NYhBf33/+NGQ6rRAqWSdMM5Bn6rZpM/x0KSNglKp9ilEN6UU8MYTfMTiISJVZTqPdyvmk"
    "Ydjv2vfkkX0McoKEVoWDJ6NkLdRTq0+14CD2MwmVzxkSIatkg2nQfVkNKUPcGbeaaq4jdW"
    "sWI2vhlO69K3qZk3ubk7RycXOuIYt3lErBXRzuOZo92y7VFtCBptTpmUKqPDe3OD0DPL0k"
    "DUlejE1oGJn6Uhr97vSm47qWwUpvOul9eB9oSvyPPN1o/Ll/dZUUyQOACL8Hs9NruufsMe"
    "nkbTtDa4lrCLCT3ddjdO3TiGrf2NHbArNdp4w7XfoQ+/KrU27hhRzofE8W9tvkY7ZSidUO"
    "V2CH41+wQFrgxSWHezp1C3e7OqA38AsyUw1tufbNMJkybUqYNnk8wTM3m82g42A5Z9002v"
    "ZN8+rNnAFu8v7RKaTtQ/y4kHPhcY534XHSvTBATlJqjdO1D+6zQkLrWY7MepYUWS07tdDP"
    "BL1laLwBQRsAzpNBh79M8s0NgQh6dXP9vd89boOI+03jUjGiazIVHtpkPSBw7C3B5Dit4n"
    "STOb0yfpeLmIuSKj43mc/uQi8ZGBmlbKEBR6QsvbGMZScoInigbE+UQAyFLxcNPw5HPJeP"
    "QT6clSyR3zMUH14UzRCJQjM3pSdHKomsdNrJe1IooWczEd2YcDI0nSKpJtn7wfX91VUnsf"
    "orgHTgDdNOSEP7XQak2Rk8kqnIt6w1G66PemCnaBbeyVRwVZQtDjKXthGlHdd2PkiMVg7e"
    "W6J0JwZpE0S15xTKTCgcXZYbsgtJJRS+sRBgvZ2ln/mXj/ANAVzd4EvlCAy8qy+exxeJJL"
    "4Ld2rgGbDZQkpmFqpiwCL5hOK1o1WCoN1ImV2gEgTthA8NV4eTVpDsrAAZlzEHEP3fmGtG"
    "ExHCTg4ZfEMkLYS4losudlTaUle4AUELEa7l5nZ11KdIlnkOIWsi5Q4i4Q7Cz+kk0tl+43"
    "5/FWlV3ldc1X1SxYmaYHnbXJwo2/JWu54rbCdZaq5vWNmk5QaGnM1K7s+80swrJGBqu09z"
    "2gWQV5wRLUy/tI7AFz9byZcu+ELh2xemuergix+Gyv50EHh07N+RBdhQnjOu6MQEZOAuEm"
    "pw/a98sKgttOdAw179OWPdsqvmBOuHLTss8FFFc5QirRTpJinSwdJM8D4zxCxM0qZ8KJVV"
    "XPVuotjeiKlcorY4YQs1veqjsxlYhpwxyCdoIby1ZNcNf5kEzjGyFqJdi2Fo4di6O8vLfJ"
    "qxL8foWoh39eWgVKrZQ0o1S/DvcgX+vP5tCA2oO432K9bpXDNNCUkwTFJKEmwaxBULgnOE"
    "mT4uh2mERoGaBNUWXyCVpCREsvvkJCH9dOpig2KLHPH37UM9rcUM/dWFGZpO5iQPkygVMm"
    "WS83pX2sLBafVs89JlRunaBK1KEvtXgF3l/97bhFdZqFW+9b8E8ioR9b6R10qIjKm0rWFE"
    "ZYIj+wz8lJ7ULvv+NEKkwtuUl02tgPp2ajlIo1RqkirPpZ14LqVM3ApwvV2PdJCzdSOw0d"
    "VaIMR1dQRVAO1FMFA7kY2c1RFg74bjyd1oMFGBrpWHJ2oVRHKuYhTbFspZq/+mS6f222cv"
    "tCTNhzPSoZvrxym6al6cSlFfTtt5BpR7V0Iws00TU8Yw9ruhReDKom+/InLOQw9FcMY3BP"
    "AvFI6TmBIAnSeX3wgT8C3WCbAtY/ldMoqxlrc8WA/WZI6AY78CnuOSAJdpTYbw2nzlL8QE"
    "6LbFfjSxgWXTOfuY1UfcIR2TLvsW3g05wHZYO+stoGTv5klWeEClYRP0YGHxDwoeWbcn29"
    "aPwJgHWkLyTP5zhfnRYimeztmXYApM+6Vw5KVyD92VdK7cQ3fCh4NzD1VBarV6H7GtW+oi"
    "2++vbrErv8WGLxALhErsdHHaFuZWa9OmJkI8yTztBiDb6T1Mo8zOcbOzV20mZTPLRDRMog"
    "BNXJW4liWSR3OpXXY/ShCrlJ5N3o8MSKiGHEdO0opStc/DtRbf+kd2UJdLhhwmVMupacsp"
    "cReyn4jjW+F5l2KpuvVd8rItVMJrTyKTFjS5yxPAFs9lBWau4yBrtjwHEHjG928ImEKCgB"
    "iYG3S4NzxrFH+vbD32C9tAMBscYNrllp5XYYayEjaqul/4YK18dMELNFzEo465NYsCEy7B"
    "FAELPUGKX9B3R0AEO88hAZYtjFvsc2DwMdyqZdkUENvQ+ROcGZ2sLE3K0qQsTQ0SgvwlLC"
    "MChWlaaG86KSD/nGRKPycJY5Mp71m7plFOzaXd3lZHmyaONllHoiSpcn1plDtR06Z4NaBy"
    "yU0S0RCJmqK53ln78CNq6DTdxpEo1UcrPUK4LLBjb7SDnLQbsQ2t2M3Ahk+i6gC+EaP+5A"
    "/aTpxTDvEmpUnzN5FUs0Wwv+QZLkSnYqaLbHCLJOLm/jAvq+QLmCwMuNQCT1eVl1tp8UqL"
    "37cWTww3JaItJ0GH178a7b1B5cWr9xUR/5eA1u/fQsNILdmic5NcZZef3VuSq84+9qM6at"
    "A+sm3fddLcq7MdocI0yhkqnyUlnKFUVqxDyoqFTSbYy5YnjxAp74GiJRs89SNmQc8rKLAm"
    "2mFBAV/wOdx6AnH9rqBXWYJOuZYlcgupCsKZULergrCEV0zYOu37oZSPdQvcXQ6M/4VCAj"
    "MT0MkhFLJ/thUpbmCuBqeChviDQWkH9twb/2uzrLrrubfRtquF5vxm77Q+mM1t4fJlAxM+"
    "sx7Enc15VYpHh33JwDZsJxkGWZgqtdZE6E5N/FpVaUKZhpVpuEmmYWW/DJTT0yK66Wm2an"
    "qa0EzZ70ZS6n9A0EJ4q6+IqbTR2rRR5b6lHI6a5KxRxOGoiBotvD2qVBKLOskcCvC704FW"
    "yG1ShAJ8i2pD2prF1bq9/OaZGPjIK38rpc0obUZpM03SZjL8ILMF7oCghQK30mcOTZ/ZX0"
    "G3Rt8a11I9z0QUypZHD9OoEunlHVmU4l5zHaZy8WxKbS+UxTljg94u2OJw0S0aaLGt6r7L"
    "G/Bm7s97UdbFHW+2lu5fAW9Wz4Nr56rV8pAdTenlSi9XernSyxt2UtZdJFbp5bXq5fuowd"
    "s4jFtRhLftqC7shWvAFJU61xc+RLVDZ/ig5WC94VXggQo8OHyLkXL1UK4eTTIXVeXqoexF"
    "u7UXrSopdVJMRd6Tbp6VaFXRaRfZSsLV5VR6EmUdUtahfVuHVArMfVU7p5C6KUdksTQCa+"
    "odptdYIEv3Kq3LZBC4HV5fjK6/Pwce/YM1vh8MhsMLnjGAuLMZQjrSH6zL/uiKN60Syz9Y"
    "g/71YChaZhwDo1xmgeNCiVFy8qIkTFJs1yNyXiJrivY5iNRWlMB1kCYPdZJSQV4Icv4FC4"
    "6bqO6ZJn/l5KxKoa0E9galr+qdnRW5Ojg7y7474M9UJfWd+ouoqt/F3EQ2Vv0uovWrksB7"
    "U/0FYpnqv4/nJhPAuqhzzXaA9UmhTADKBKBMAHs1AXx1oUUxTakzkmkBCJO0yQZQXfVHZV"
    "bZU2URIcnwc6yUWB0iVLJ1wu6RqRpmw5qnE/41Ic1RV5zgsmZLfWV963OYsG5UWCLTqkCp"
    "hmBxV6UMtkxFieOb2A2bVJ5hPMeLBfuVEyzUi4TSE3nezVN7iNdTo6xrwVxel45tAjrHBB"
    "B3Sm0KDWA/BqlwgVChgG11gT84k0kJJeALnyZfjkDfMLzCkYQXZDSxZTuAzQ9KkhnAan5X"
    "qkt/pOwce7/mySVbefZnCj2pB0OKwONN0u0UtsYLkDkqmioGGLfIVlwMMDzXpeT2GKES3k"
    "sL7xwgOex9CgV6adAPIYChM2Yymc4Eh+Cgq8uwU0c8Q0Li34/YNEHmwoA01U4cPMsVl6jX"
    "a7eFrWbsjU+2I46x1CJXXaDqYDVEuc0VYZSV+S9sZVZ1sFQdrPrBraUOVvgAKqx7hWhaiH"
    "P1+a1UQJcK6Dr8gC72GfhJNgVQhEjdkeTfkazAqsCMfxEMdJiwbrThR6ZVxH5/x6S5u9Fg"
    "si8D/j1JN9yL9m6eBuqSonb6bbRPpS3uZpl3lbaotEW/KXKOIhNiKaNkQNA6fbF3dlrI8f"
    "w0x/H89PBUxtqK+e5AYXSYypKO7ubILp92h0i73rErE9R1Px7enQNO+WD1Lz6Prs8B1E1s"
    "8eCu2+Gd10TcBftc3t4pw5vKQ7cWkJBXpr5oc0jmMvM/Qdi+qKJaMv2KbVl7QQ5mg5Y5zF"
    "MHqOBMbxgr2nR2T7mkU4rZUUrF5UPgsnyIZpKyfZtpZSGaEnfHYYO1Q7cMxBqwIQ6PCZkR"
    "WBFHH/zkOtsGqg1cQm0TsSkeDNYSM1LScXZLqIoGTx7KXKrTMtZngs5s3kmxjXlPunnWMb"
    "ju0xjzmPL83NLzk8m+RLIqSYikhXePtUTi80UlgbDXvYXoHheSXI5zJJfjpBrI3khRml9t"
    "dr2XEMlW5V6ahnYOuJXVe9mrw+Gf/w+93rIT"
)
