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
    "width_mm" DECIMAL(7,2) NOT NULL,
    "height_mm" DECIMAL(7,2) NOT NULL,
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
    "width_mm" DECIMAL(7,2),
    "height_mm" DECIMAL(7,2),
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
    "eJztXWl34zaW/Ss4+pLktMZTlu2qGp+ZOUcly4k6Lttty1k67sOCRdjCmIuKAG0r6fz3Ac"
    "BF3EVQpEQx+JKUSTySutjefXjLHz3T1pFBDkbQob1T8EfPgiZi/4hd74MeXCxWV/kFCh8M"
    "0XDGWogr8IFQB874Yx6hQRC7pCMyc/CCYttiVy3XMPhFe8YaYutpdcm18FcXadR+QnSOHH"
    "bjt3+xy9jS0Rsi/M/feoRC6ooXobcFdhDRIO39izdbPGuPGBl67PuxzpuK6xpdLsS1u7vJ"
    "2bloyT/jQZvZhmtaq9aLJZ3bVtjcdbF+wGX4vSdkIQdSpEd+Hv96H4bgkvdL2AXquCj8Cf"
    "rqgo4eoWtwkHr//ehaM44NmNkOOsA6ObDQq4b1//W/L9JW0y6vptrteKppPQlgZ7bFOwVb"
    "lKP4x5/ec1eoiKs9/oLRD8Obb4/efydwsAl9csRNgVnvTyEIKfRERY+soJ45iAPD+yMF+R"
    "m7Q7GJsmGPSybg133Rg+AfVbohuLDqh9XYzOuImWHPng8s+3UX/TCdfB7fToefr/njTUK+"
    "GgLG4XTM7wzE1WXi6rdet9ls9nlzMnwI+Hky/QHwP8E/ry7Hyc4N203/2ePfBF1qa+yHa1"
    "CPQhVcDi6xpqvep/YzsrQ5JPN074/m0Mnu+bhUoucZVCX62p9QEjMu6J8GerRnwjfNQNYT"
    "nbM/3x8X9PBPwxsx2d4fJ3rt0r8zELf+jKG8Wv3SCI8t1xQoT9gnQWuGUmivpCshXW1Wsa"
    "0AvyDJKdQbjqaTn8anwJO+t0Y/jEc/js+0q7vpKZjN0eyZrRe2S++t4afh5Rkb1Ges8QO0"
    "dNtC3jiT7KzDQYnOOhzkdha/Fe+smes4yJotZSZEVGZ7nbS1GXFUAuOjXIiPkggjE2JDBt"
    "5QoJalplXQDk7KrDasVS684l4C4JWOJbmnxyV3tac3iH6XNm93oVdU3eKSqpvb3c0EOZoc"
    "I4qIbECLWrZwVuc/nGc+PmfSH45UGtlzxiTwk/UjWqZUswSePtO+8x+zl4iurq4+0YGvIS"
    "+PDif209kPRtTbsYe3o+HZuCcAfoCz51fo6FoO0ga2UIYO/MkXO//xBhlQ/IJclLk944I9"
    "Zn8XpBTUsZluOzpyNsToij+jO0NRDC17YEeGVGywpW+ZAzN5BVrwSfwk/m7+puR4yrGdBW"
    "Ot2H6mhSO7XiPab+Lp/LlYRxbFdOlZzCKGNWVA284G0lcGNKWcZSpn4dRM9X0+nY3KdNBa"
    "UL/9zBZflLEx/v326jIb44hIcmLhGQX/BgYmdAtT6sHFBsUWOeDv28WM4hDFJlMA9Lefh7"
    "8k+2B0cfUpOUv4Az4lOuSrC3NG/cSi2R0SFUn0CN/t93DQP/GP+I/B4fGH449H748/sibi"
    "Q8MrHwq6ZXI5TRqJEbI09uOotnCwxzUSWiB+ykU3Q7hLIP/XYHB09GHw7uj9x5PjDx9OPr"
    "4L0U7fKoL90+R7jnxs1Ke7Qmh1cipURKROPaodWnkljWkFJ3s5I9OSgMaElBEjjujCsXV3"
    "JjtG41JqmCYXYPw7kkQ0IqKGaKGdLaCyG9rZAo+W/Rygaw1tkV0k29CWsQjUgOr16kkdBT"
    "a+9K3Hlk/s+oC99Z+2l+vAWmwji+B6YL1tvQZoz8IHdRPVmP4Tw/VmfDu9mYymRWb3Rq2m"
    "LqG2iZxz/OQ6/uaQNJ4mmvQLbah+Y/b+Vet1ltTez3NIgW0hEIgDskAWBdjyr3oeGX1gId"
    "buETiIcXKd9IFpvyCdtTGW4GEJIJPFM3D7j4uDXqL/GnpFpqU3OIYKHUmUpVdZepWlt02W"
    "XuUX1rRfGLUpNDSxxspZvxKC27N8vWsK5p2YvcTxM4PVzcI/F/yEVGfAr82wa0BCNQ8l+Z"
    "0jJVzD5tFOjbgTm8TOfLXatlF0wFmrpZA26a3VJG30CXsGW1xR+XyS6NHhktxwaAFsmq4Q"
    "BnyIMerG8HVNpiAcgPFXFxrh3wTM4QsCSFzkIS2IAGjpADpIsDzHfk0zwyZesD6MTnHA7a"
    "xAfcUB1faeub3LBsptFCJXYZrtsY8PxdTIMLkXBCEGAh0k1oN378pEBb17lx8VxO8ljuH9"
    "DSkNcr4bVVRm+35Uu9FPa/OYSmmyZdzk4x7FW/GVbycfLOEqXwdOwl++w0BRZC4YBpvCNP"
    "Ufs79TfbuhBWf2q2XYMK6nJ+/1CxmP36qRyILV9OFPf2Y9I4aH7ZhBXo5Y+g6vuUcc2H/Z"
    "/d96DrL4xWe0VIk8FDNRzGS3zCScwinteX2CiUC2zYp0b3R3O736PL45DU/j763rm8nl9B"
    "QsHP+UQTp5RBkt+zBfyT5M6dj+ClqxI1bSre6K68vvGejW073192v2r/9bsH9dn52za/pj"
    "lW6o+RjxERtIE39kdkP2GhgTajP6FRnl4ftSY/19wWB/nxrtJtsOPJQkkI4JdRDpUkAX4J"
    "yGeQ/TBy2Ycsghk11ZxpdnE7G6ePJ8ib8ajW9vvYuOPUOEiOs34+HZr6eAaS768t46H04u"
    "eCqhR8imcbU8QrVvBWyTchg3EAqyxPRIiHUv481RKdvWUYFt6yht24qQEQms41Ldg7qBTG"
    "ZzODh5LzWeQwmF73p8hRqS7Xxe5AAVE6vkgdM2nHfiAPWKdTrXFm9p8HORj4p0CPjanJ/m"
    "CD/NqRymMRkFahpUfYEl4PRbKyDTQELKzeM0Q7fORTMqonwdk4ByBdx1kMb0cmJnhPkUEP"
    "CUZPf0hUZU3+CcQNpxNy2oxnNyPAt+WcGkHpVTHrttNpxHj7bKnlNFZZTPbmYUAT9arIRq"
    "RFBBW+wObQep/jb0hy6bMrCloK51iI5O1/URyvGj8Tqg7VjKymx4I/O2TV7nE+vBfhu/IP"
    "H1KU+MyN1+kS8G5u00xBuWd0EXzXlcMLSA7VKCdQTIkjD60Afcyot08IAe2f9ZAzZ4WFcA"
    "TADPhA/gAxMAmGZ6ntfx3Hvr3vri29PFyf8X3oYgEdxM54h1NLQI9I7jKY+DfuBfQJgsAe"
    "jxEc0o4XHPL8jxX5Yf20xs1/HmiPhyPkhUdLPyH1H+I21Sg1eTtLRhP5To4CHuoJz/dYH7"
    "daomQ7D2SUAclekiyCcnZVA+OSmofXGSiiOQdEfosCfCxzKD+GP+IP6YGsRwgTW25RMsZ9"
    "tLiHXPsHdcBunjfKSPU0gv4DJwES4bqxERUaEaGyS3jarFsqpQUlbZ/tqs9DAyNLPl/AQj"
    "It1bxmoLO5OIfGqS/HuGrQzeH1q88in/qhbHerJP3AeRggbcu4PB4QDomIgzFfA3QOZ4se"
    "AU/G+AwjfwP0A07ANovMIlo9CMbpvYsh3AkzeTNN+v99FlSrVG0gcEoR7R5MZwyeMBNd+r"
    "UNwOy7MFzF5ReUXlFZXf1a5mueZD1rlA/qa2kuhcoPqgVHnFguqK6eKKqnpls9Urw3ygsj"
    "EcKcEOAt5EYoDEnp6J+Po4g/RT9jLeYDg5Y39CrPN/30wnw4uLX7Wb8fnd5dlY3HEohoax"
    "1Lxsr0jnsQjB3dW1eETCvXU2ub2+m/IrTINbuLRalEL9ZslH13jEhlFD/2c/aYtjwLX8T0"
    "C67Di4uzy/uzifXIguizwnP/4k0j7+1p3Xr472Q74xVK4/98FI2jubfD+ZDi/4DHvCjAmx"
    "zvvh19vJiF9azJcEz/i1z5NfeKeZ+K1ah30sY1PNN6kme2vOnyLvLZkQ695G14irpErh23"
    "TsbWCuSCNcWL0qIqXKVlUOXwlsQ3LgR6U64wC8ZeQDU5zksI9IKeSrIU9hRmRRYa5wWD2s"
    "SOHdq7C6q6V9c9gDYimHfFRKDfjKCwxH1EAzmgm/bRsIWrlrTVw20QkPTLipXgivbNda/u"
    "nq6iJmKP80SUB8eff505hxWqFUskaY5iDP6LZpM/x0KSNgXKp7xKiB9CK+GsLPGBxEpMos"
    "Z8lu5HzSMuy37XvyyD4GOWFCq9LBk3GxDvLU+lMtOIj9TELlc4bExGpZYFp0XtZAyhB3xq"
    "2mmutInZolxDo4pAfvyh7mFJ7mpK1c3JxryOIdl1Jwl4d7jmbPtku1BXSgKbV7Zogqz80N"
    "ds8QTz9JQ7ovbk1oGLl8KUt+e7zpsKlp4PGmo8GH9yFT4n8UcaPbz8OLi7RKHgJE+DmYnV"
    "3TvWCNyRbv2h7aSFxDiJ3sup6Q6x4janxhR28LzFadKu502Y/YlV+dcgsv5UAXeLKw3yYf"
    "s5UprFa4Eisc/4IF0kIvLjncs6U7uNo1Ab2BX5CZaWgrtG9GxZRpU8K0yeMJnrnZbAYdB8"
    "s562bJdm+Y12/mDHGT94/OEO0e4oelnAsPC7wLD9PuhSFyklprUq57cJ+UUlpPCnTWk7TK"
    "atmZhX6m6C2H8YYCXQC4SAcd/zItNjeEKujF1eX3QfOkDSLpN40rxYiuxFR4aJt5QOjYW6"
    "GTk7Kqp9vc057xu1rEXFxU9XOb+9ld6BUDI+OSHTTgiJSlV5ax7IVFBPe021MlECPhy2XD"
    "j6MRz9VjkPdnJkvk94zEh5dFMyKi0CxM6cmRSiMrnXbyjpRK6NlORNcmnIwMp1iqSfZ+cH"
    "l3cdFLzf4aIB35j+kmpJH1LgfS/Awe6VTkG9aajdZH3bNdNA/vdCq4OsoWh5lLu4jSlms7"
    "7yVGnoP3hijdiId0CaLGcwrlJhSOT8s12YWkEgpfWQiw1s4yyPzLn/ANAZxu8KlyAEb+0R"
    "fP44tEEt+F+2DgGbDZREpnFqrjgWXyCSVrR6sEQdvRMvtAJQjaSj+0nA6nrSD5WQFyDmP2"
    "IPq/NceMJiKE7Rwy+EZEOghxIwddbKu0pY5wQ4EOItzIya231WdolkUOISsh5Q4i4Q7C9+"
    "k00vl+40F7FWlV3Vdc1X1SxYnaYHlbX5wo3/LWOM8VtpM8mhsYVtax3NCQs57k/swrzbxC"
    "Ah5s92lO+wDyijPiCuOX1gH4EmQr+dIHXyh8+8KYqw6+BGGo7E8HgUfH/h1ZgD3Kd8YVjZ"
    "iCDNxFigY3/8p7i9qCPYcM2/tzxprlV80J5w+bdljgo4rmKCKtiHSbiHQ4NVN9nxtiFhXp"
    "Uj6U2iqu+idRbG3EVC5RW1Kwg0yv/uhsBpYhZwwKBDoIbyPZdaNfJoFzQqyDaDdiGFo4tu"
    "7OijKf5qzLCbkO4l1/OSiVanafUs0S/LtcgT+/fRdCA5pOo/2KdTrXTDODBaAZNqGRDXFU"
    "LEkBPLkDX37/IC+A+Gw8mnweXnz7oT9I2EajtdKSiZIxo+fyEMfkFMaFGNviA6RSmEREtp"
    "+6JMJeH1xsUGyRA/6+XZDXRozUX12Yw4NyCWZURBHMDILJq2FpCwdnVbstSqYZl+sStCqF"
    "7F8BdpUdfGcDXuWoVtnY/xLIqzTVu0Zeq6AyZsp2piNqUxzZZ+Cn7JR3+aerMSEV/KZ8cB"
    "oFNLBiy0Eal1KDVPk1bcWvKWPg1oDr9epJezla1wIbn60lAmC9LagGaM/CB3UT2dheHQP2"
    "Znw7vZmMpioMtvbgRa2GOE8vgrFrgZ6Nene69MF+++wHnmR5eMYa9Au9PEVTzY9iKevpaT"
    "vPgHLfSwhmtmliyjqM/W5oEehZ9O1XRE55YKII3fiGAP6Fwq0SUwKg8+Ty82ICvsU6AbZl"
    "LL9Lxzg28pZ7696azhFw7FfAM2AS4DLWZAifzlf+QkyAblvsRxMbWDads4/xPuIG6Zj02b"
    "fwZsgBtsOus9YCSvZunoKFh1saNkH3Fhb/oOCRNXuybf0A3PIwTEieyX96mB8sluLunH0J"
    "psC0X0rHZSrn0W1p58p5dCv9sHfOoyqErVHfJLZ0Sx1kB+3VKXbtp9jwBWKBUIWVLinbwc"
    "xrXVrURAAomWedAOS7xEdllNk5aXb2a9FkLGa5iEZFFKCpoxLXskRqaa61y65HKWGV8LPN"
    "65EBCdWQ48hpWnGp7vm/NuJ5/8g26mqpkqOCajq1bTqlzkJ2E498LTzvMixV14FLXr6FSn"
    "jtSeTZgiZ3eQLY4pmuwMx1HGTNlqcAAt/4/g0BD5AgIB7MDTrcV55dFH97th77hS0gmD0c"
    "YNrnlp5XYYayUjaqpl94b3k+uuAFGi7iMcncmkWBCZfgAQELPUGKX9B3B0CEQs8hAZYtjF"
    "vsc2D4MdyqZdkUENvQ+R2cG7usLE3K0qQsTS1SgoIpLKMCRWU6aG86KqH/HOVqP0cpY5Mp"
    "71m7klFOzZXd3rytTRNbm6wjUVpUub60yp2obUO8HlC55iaJaEREDdFC76xd+BG1dJhu4k"
    "iU6aOVHT9cFdhb/2l7OWjXYhuZseuBje5E9QF8JZ76U/DQbuKcsYm3KYlasIhkmi3C9aXI"
    "cCEalTNd5INbJk0394d58VIzYLIw4FILPV1V1m7F4hWL3zWLJ4abEdFWkL7Db18Pe29R8f"
    "H6fUXE/yWgDdp30DDSSC7pwhRY+cVpd5YCq7eL9aiJCrWPbNl3nSz36nxHqKiMcoYq7pIK"
    "zlAqZ9Y+5czCJlPsZYuXx4SU90DZgg4+/UhY0IvKDayEtlhuIFB89rfaQJLflfQqS8kp17"
    "JUbiFVXzgX6m7VF5bwiolapwM/lOqxbqG7y571f6mQwNwEdHIIReyfXUWKG5jrwamkIX5v"
    "UNqCPfcq+No8q+5q7K217WqRMb/eO20IZnNbuHzZwITPrAVxZ3Nes+LRYV8ysg3bSYdBlp"
    "bKrEQROVMTv1bVoVCmYWUabpNpWNkvQ3J6XIabHudT03RSXPa7kRT9DwU6CG/99TIVG22M"
    "jSr3LeVw1CZnjTIOR2VotPD2qJMklnWS2Rfgt8eBPOTWEaEQ37JsSFt1cb1uL7/5Jgb+ZM"
    "/fSrEZxWYUm2kTm8nxg8xXuEOBDircis/sG5/ZXbm3Vp8aN1Jbz0QUyhZPj8qoAurVHVkU"
    "cW+MuPtKcKV4NkXbS2VxzlmgNwu22F90ywZabErdt3kC3s71eSdkXZzx5rP04Ah4PT0Pj5"
    "3rpuURO5ri5YqXK16ueHnLdsqmS8gqXt4oL29Dhd62YV6A8f6W6O04yAt74Rowg3AXespH"
    "pLboKh9e2VtfeRWWoMIS9t+epBxBlCNIm4xJdTmCKGvSdq1JXp2lXoYhyb/TL7IhefWetp"
    "HLJFp7TiUvUbYjZTvate1IJcjcVS10CqmbsUWWSzKwkt5i8o0FsnS/DrtMfoHr8eXZ5PL7"
    "U+DL31u3d6PReHzG8wkQdzZDSEf6vXU+nFzwS17a+XtrNLwcjcWVGcfAqJZ34LBU2pSCrC"
    "kpos9WPSLnQ7KS6J77SGMlC1wHafJQpyUV5KUg51+w4LiJ2p9Z+ldBRqsM2Vpgb1Fyq8HJ"
    "SZmDhZOT/JMFfk/VWd+qN4mqCV7OiWRtTfAyrF8VDN4Z9ReI5dL/AM91JoBVyeeG7QCrnU"
    "KZAJQJQJkAdmoC+OpCi2KaUYUk1wIQFemSDaC+2pDKrLKjuiNCk+H7WCW1OiKodOuU3SOX"
    "GubDWsQJ/5qQFtAVJzys2ZCvrE599hPWtYQlNqxKFHIIJ3ddZLBjFCWJb2o1bFPxhts5Xi"
    "zYr5xiQS9SpCd2v19Ee4jfUqOsaclMX+eObQI6xwQQ94HaFBrAfgwT5QJBoYBt9UHwcKaT"
    "EkrAFz5MvhyAoWH4ZSUJL9doYst2ABsflKTzgzX8rkyH/1hROvZ+zddLNvL7z1V6MjeGDI"
    "XHH6SbEbbWK5AFFE2VCkxaZGsuFRgd61J6e0JQKe+VlXcOkBz2gYQCvTLo+xDe0LtlOpnO"
    "FIdwo2vKsNNEtENK49+N2jRF5sKANNNOHN4rVJeo32q7Za9m7I1PtiO2scwSWH2gqmS1hN"
    "wWqjDKyvwXtjKrKlmqSlbz4DZSJSu6AZXmXhGZDuJcf/YrFdClArr2P6CLfQZ+kk0QFBNS"
    "ZyTFZyQeWDWY8c/CB+0nrGtt+LFhFbPf3zBt7mYymu7KgH9Hsg334nq/iIG6pKydfhP2qd"
    "jidqZ5X7FFxRaDS7F9FJkQSxklQ4HO8cXByXEpx/PjAsfz4/2jjI2V+t0CYXQYZclGd31k"
    "VyC7RaRdf9uVCeq6ux3fnAIueW8Nzz5PLk8B1E1s8eCu6/GNf4m4C/a5/HqvSt/UHrq1gI"
    "S8MvqizSGZy4z/lGD3oooayQMslmXtBTmYPbTKZp75gBr29JZ1RZf27geu6VTq7Lik6uV9"
    "6GX5EM20ZPcW09pCNCXOjqMGa4duGIg1Yo/Yv07IjcCKOfrgJ9fZNFBt5BJqm4gN8fBhHT"
    "EjpR1nN4SqbPDkvoylJi1jQ6bozOa9DNuYf6dfZB2DqzatMY8pz88NPT+Z7kska5ZERDp4"
    "9thIJD6fVBII+807iO5hKc3lsEBzOUzTQPZGirL8avOrwURENioG0za0C8CtrRrMTh0O//"
    "x/JT7Ngw=="
)
