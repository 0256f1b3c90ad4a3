from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "actor_id" UUID,
    "actor" VARCHAR(300) NOT NULL,
    "action" VARCHAR(60) NOT NULL,
    "target_type" VARCHAR(40) NOT NULL,
    "target_id" UUID,
    "before" JSONB,
    "after" JSONB,
    "ip" VARCHAR(45),
    "request_id" VARCHAR(64)
);
CREATE INDEX "idx_audit_entri_target__ebb74e" ON "audit_entries" ("target_type", "target_id", "id");
CREATE INDEX "idx_audit_entri_actor_i_2220a7" ON "audit_entries" ("actor_id", "id");
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
CREATE TABLE "mails" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "template" VARCHAR(60) NOT NULL,
    "recipient" VARCHAR(254) NOT NULL,
    "category" VARCHAR(14) NOT NULL,
    "status" VARCHAR(8) NOT NULL,
    "context" JSONB NOT NULL,
    "idempotency_key" VARCHAR(120) NOT NULL UNIQUE,
    "entity_type" VARCHAR(40),
    "entity_id" UUID,
    "scheduled_at" TIMESTAMPTZ NOT NULL,
    "attempts" INT NOT NULL,
    "sent_at" TIMESTAMPTZ,
    "provider_id" VARCHAR(255),
    "error" VARCHAR(500)
);
CREATE INDEX "idx_mails_entity__e17d77" ON "mails" ("entity_type", "entity_id", "id");
CREATE INDEX "idx_mails_recipie_4fbc5e" ON "mails" ("recipient", "id");
COMMENT ON COLUMN "mails"."category" IS 'TRANSACTIONAL: transactional\nMARKETING: marketing\nADMIN: admin';
COMMENT ON COLUMN "mails"."status" IS 'PENDING: pending\nSENDING: sending\nSENT: sent\nFAILED: failed\nCANCELED: canceled';
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
    "blocked_reason" VARCHAR(500),
    "blocked_by_id" UUID,
    "deleted_at" TIMESTAMPTZ
);
COMMENT ON COLUMN "users"."role" IS 'USER: user\nADMIN: admin\nSUPERADMIN: superadmin';
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "prefix" VARCHAR(16) NOT NULL,
    "key_hash" VARCHAR(64) NOT NULL UNIQUE,
    "permissions" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ,
    "last_used_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_api_keys_user_id_55c4c3" ON "api_keys" ("user_id", "id");
COMMENT ON TABLE "api_keys" IS 'Acts for the admin who made it, with a subset of their permissions; shown once, kept as SHA-256.';
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
CREATE TABLE "jobs" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "params" JSONB NOT NULL,
    "done" INT NOT NULL,
    "total" INT,
    "error" VARCHAR(500),
    "storage_key" VARCHAR(300),
    "file_name" VARCHAR(160),
    "file_size" BIGINT,
    "finished_at" TIMESTAMPTZ,
    "expires_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_jobs_user_id_a62600" ON "jobs" ("user_id", "id");
COMMENT ON COLUMN "jobs"."state" IS 'PENDING: pending\nRUNNING: running\nSUCCEEDED: succeeded\nFAILED: failed\nCANCELED: canceled';
CREATE TABLE "mail_tokens" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "purpose" VARCHAR(20) NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "registration" JSONB,
    "token_hash" VARCHAR(64) UNIQUE,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "user_id" UUID REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_mail_tokens_email_fdbc67" ON "mail_tokens" ("email", "purpose");
CREATE INDEX "idx_mail_tokens_expires_782e44" ON "mail_tokens" ("expires_at");
COMMENT ON COLUMN "mail_tokens"."purpose" IS 'VERIFY_EMAIL: verify_email\nRESET_PASSWORD: reset_password';
COMMENT ON TABLE "mail_tokens" IS 'What a link in a mail proves: that its bearer reads that mailbox. Good for one use.';
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
CREATE TABLE "sessions" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "client" VARCHAR(64) NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "last_used_at" TIMESTAMPTZ NOT NULL,
    "revoked_at" TIMESTAMPTZ,
    "revoked_reason" VARCHAR(60),
    "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_sessions_user_id_595811" ON "sessions" ("user_id", "revoked_at");
CREATE INDEX "idx_sessions_expires_6bcc94" ON "sessions" ("expires_at");
COMMENT ON TABLE "sessions" IS 'One login on one device: a family of refresh tokens that ends as a whole.';
CREATE TABLE "refresh_tokens" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "used_at" TIMESTAMPTZ,
    "session_id" UUID NOT NULL REFERENCES "sessions" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_refresh_tok_session_11127b" ON "refresh_tokens" ("session_id");
COMMENT ON TABLE "refresh_tokens" IS 'Good for one use.';
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
CREATE INDEX "inbox_open" ON "inbox_events" ("created_at") WHERE "processed_at" IS NULL;
CREATE FUNCTION "audit_entries_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are never changed';
END;
$$;
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE ON "audit_entries"
    FOR EACH ROW EXECUTE FUNCTION "audit_entries_refuse_change"();"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        """


MODELS_STATE = (
    "eJztXWt3ozi2/Sta/jLdazy5FSepys19rOVyXNXuyuvGTj+mMovCIMfqYKARJPHM9H+/kn"
    "g/jTDYmNaX7groAN56nn22jv7VWxkq1PDR0ERf4Lp3Af7V0+UVJP9I3OmDnmya4XV6wZbn"
    "Gisqm0h6hmt2UZ5j25IVm1xfyBqG5JIKsWIh00aGTksPFRuDhWEBewmBrK6QDl6XBljJKg"
    "TI7oNXZC+BDLAzx9AGxoKWQxYwobVCGJOH4P8CeGm86sDQFfL8Z2jaQMZg+sPwb4Oz90f0"
    "K1RDIZ+B9KddvdDR0e8OlGzjCRJri7z26z/IZaSr8A1i+ufXnoOhJSGVFif//Qe9bz5LCw"
    "Q1NYa8W4Rdl+y1ya49PEwuP7GS9NfNJcXQnJUeljbX9tLQg+KOg9QjakPvPUEdWrIN1Uid"
    "6I6medXnX3J/ArlgWw4Mvl0NL6hwITsardnefy8cXaEVChTDgkdIxUc6fCU/7n+974uUla"
    "Sb25k0Hc8kqZdqDfQ7EvXlXVII7qQlId2m8P3rD/e5ISrsao++YPTD8P67k/ffMxwMbD9Z"
    "7CbDrPcHM5Rt2TVlVRFCrViQAiPJdhryS3LHRiuYDXvcMgG/6pke+f+oUg3+hbAewg6VVx"
    "GKZijPR7rxuo96mE2ux9PZ8PqOPn6F8e8ag3E4G9M7A3Z1nbj6nVttBhky3LEkeAj4eTL7"
    "AdA/wd9vb8bJyg3Kzf7eo98kO7YhkR8uyWoUKv+yf4kUDWuf/T9V76OlbGXXuV8+UdsEnq"
    "bq16+WBiqyt5LfJA3qT/aS/Hn+rqBifxresz52/i5RWTfenQG79UcMXNOCC/TGA29o0UGA"
    "j9+XAPg42RtCgOmtOMBkxpWWMl7yQBy1qQfkzZPFziB+f1oC4venuRDTW4k2HC4B0ij/OL"
    "29yWnIcbPk5IAUG/wbaAjbO5gW5g7SbKTjI/q+fcwKFKbYhOAD/t318JdkXYyubj8mR3r6"
    "gI+JioFvJiK3K8zbccsa5m2vvbdl1OnS/KzJ2JbIqrnK+ixpK2q6zTVtwRfjuVI9xy1FLb"
    "e5liMOcFnvNmJSp4vb3krd4MxS0mDxnOnLUqjS0H4ibiF60r/ANQN4Qr5D1pUsN8YjfB68"
    "xxwmpOHVsCtb8mvAskQbFPnt5BdD210zD6ej4eW4xxCey8rzq2ypUgxqescYGIkrQdn0rd"
    "Vglbwi6/ITA4f+CvrNPs3mqMge67aVTcKFd/uFRBwtJ0FSEMFybFw+vmUYLVu2yF23BbHv"
    "YH+GFFcffO2RtxuC9hK0l6C92jINR3tk2e4Wtdmi0x3O4mpj70rgycPCBAYd5LlO3pVhEk"
    "mpXBqG3UshTD+KD2LPooMYvy8D8ft8hN+nAE5M5GVRTph1EOrTMlCf5kN9mgc13/AbMxLj"
    "bxzROVyQRQAPQRtabMXNHg6ajZCw8sLO8jjzYQ8MBOrVUUcmzwjtlq40MLcM58S4fFZmXD"
    "7LH5fPkuOyBcnPxNkDcz6+cavu4VxPTC3FWu2HZBnJlt3LoFfY9X4RsaKQErsgVLAt2w57"
    "USROJSgTQZkIymSvlIltPEOdW20Rt6plcui03CIc/dIIj3VnlYpgxNAOrXfnhzKe4QVydq"
    "HecDSb/DS+AK71oz76YTz6Mr6Ubh9mF0BZQoVGNA3HftSHH4c3l6RRX5LCc1lXDR267YxX"
    "fjQoIz8a5MuPBsnKUhzLgrqy5ukQUZsOkgUnZZivfN4riTBcyUjjgTcw6N46dHBWZrQhpX"
    "LhZfdaqyJqW8Pu0uTtmGrFpVvcUlRzu6t5X+qSlg2cHRCXtBPRJrUlEdEj0mHGGvijZ/bp"
    "yz3U5JzgVoTPuCKPOdwBKQV1rKcblgqtLTG6pc/oTlP8o2nejLWnHO7Mb2vF/JkUtOx6Sb"
    "Sv7On0uUiFuo3stcuYRYg1QaDtZgLpCwJNLM4yF2dB10zVfUHsKmLTQbagfv7MYF/EtVUp"
    "YiK2KcU6Ux2x2t8dOafVT3Q7u0KiJokaobP9ATb6J/oRfxscn344PT95f3pOirAPDa58KK"
    "iWyc0sSRJDqEvkx9mSaSElQ/bxET3lopth3CWQ/3MwODn5MHh38v787PTDh7PzdwHa6VtF"
    "sH+cfKbIx1p9uirYqo5vCRUxEfs5EnCSlxNnmhPQmJEgMZJ70A3VUXjbaNxKNNPkAIz+CT"
    "kRjZiIJlrIs/mu7JY8m69oOcwGupFoi8wi2URbxiBQA6p34ZM6Cmx86NuMLe3Y9QE79Z52"
    "kOPARmwjg+BmYN1pvQZoL4MHdRPV2Ponhuv9eDq7n4xm+9rSOXKwbayg9Qk9OZY3OSTJ00"
    "SRfiGH6hUm7w9Lb8y29vNStoGhQ+CbA2xC3QZI9666iow+0N3cZxYkPrmK+2BlvECVlNHW"
    "YL4GMrFFCpj+31U6v1ozr8hkev0wVCAkEUyvYHoF09smplfowprWhdmGLWsSG2P52K+E4e"
    "6Yr3dNwbwX2ouFnwmsThb+ueAnrDoDfm3ELsvY5KJUMd1T1FhkAmrzJCEyAXVHrNVSSA81"
    "E5DnsGd4i6Ern+8kuu5w2UzcOkCrlcOMAW1ixHUj+DorskA4AuPfHVkL/sZgKb9AANlFuq"
    "UFYiDrKpAtyLw8y3jNyLzdwAs2b6MTPuBuRqC+8AHF9J45vfNulBMpiftlNT42sjW+HC2+"
    "QQcd60GpZEODgmRDg3SyIX9CSoOcL6OK2uxeR7Wf9WltiimO7AAJ7clutfLt9AdLSOXrwI"
    "np5TsMlA1XJsFgW5hm3mMOt6vvdmvBpfGqa4YcX6cn7/ULPR6vVCM7C8LuQ5/+TGqGNQ/D"
    "Wvl5OWLpO9zi8fynFtTpxWe4Fok8hGciPJP9eiZBF06tnjcnmPBt27yQ7o0eprPb6/H9RR"
    "CNf9Tv7ic3swtgWl6UgTt5RJlV9nH+Ivs4tcb2RtCKFRFat7oq7m4+E9D1p0f9xzvyr99M"
    "8q+7y0/kmrqoUg01hxEXSIMS7xFYMaM2o1/RozwulVv1uCC56nE6u+qKTAcuShxIx4w6iH"
    "T9SWwPMH2QSRaHFDLekWV8czlho4trT4f429F4OnUvWoYCMWbX78fDy18vAFm5qOtH/dNw"
    "ckVTCS1k0o2r5RGqfSogk5RFfAO2QOboHgmz7mW8aSSRdsQZ4cA6btU9qBvIZLaUB2fvud"
    "pzYCHw3YwvW4Zki8+LBFAxs0oKnLbhvBcB1CtS7aVkZhzumYt81KRDwNcmflpC9LS0+TCN"
    "2QhQ06CqJuKA0ystgEwDKduUHrcz1ta5aEZNhNYxCShdgDsWlMi6HPMdbJK27N56oZGlrx"
    "8n4Bbupg1Fe062Z+ZfVjq9M7QTit02E+fR0FbZOFXURmh2M3cR0NBiJVQjhgLaYjm04af6"
    "21IPXTZlYEtB3SiIjnbXzTuU46HxOqDtWMrKbHgj/bZNqvOJPjfexi+QfX1KiRG52y/SYi"
    "BaToK0YHkJOitO9wXLOjAcGyMVArzGxH3oA8ryQhW453WRAqTxkKoACAOaCR/Ic2IAkJ2p"
    "PK/juY/6o/7N49NZ5P8bLYMh29xsLyGpaFnH7mGD5G/ZBnP6BZjYYgAXC6jYmO57foGW97"
    "L8vc3YcCy3j7Avl/zDcoWyXehHahwJhX5km2Vw2ElLE/uBRQeDuINy+usC+XXqTAZ/7OOA"
    "OGrTRZDPyhx2R0oVnH2ROu6OV47QYSXCeZlGfJ7fiM/T5xWbSCJTPuY9tDhu1j1ir/7TdE"
    "157UuEy+7ViJiIrRpbJLeNLot5l0JJW8H9tXnRQ5whxeDTCUZMujeM1bbtjGPnU5PO/4/G"
    "vJfh9dPL/SJ3/zdjvotDUSMb9X2fWDjBwgkWTnD7NlFk1/khbJxozYqW6pBzptpyIuYdu2"
    "n1aZjvH25u2BXL0XV2ZfowGo3Hl1SyjB1FgVCFalLF/KiPhjejMbuiUFBao2w2ZUtecZ3G"
    "EVq04zAO+trOHMZBmf10ZRTIPvQdnw9xKGIPlkaQA8mgvJDWpcGElmVkBKcLyE7foHt+1V"
    "kpv+qswK86S+u+xP6SHYrs9rSnsNVAN7KlUGyA2OcGiAXSEV5W8n8TpoL4bLOj26ID4kUt"
    "i2S0B6m+FMloy4gDW5qM9lpGWi8jNMCu94tiAytSYhfBAfeI2CBRgvdnMgWTgkzkqRdFCE"
    "GEEEQIYd9zrh3Jk1daghSx6WAoof6EKLFxryzKMaMOwjw4K5ONgJQqUNOl8hEoBI0nw8ph"
    "mDbHbaL2bca8N7sf3kyHo9nk9mZ4dRGVv8vao349vP9CxhYaw1nJ1jMZf2kUZ3h5Pbm5AL"
    "K6QnqlyEyZCjvOr6/jdHqOP3GmoKl/BUeuzNifdlOxtfMyAst8fWWqtxm6Dd+4EjRHTERo"
    "rfbQGlLJ1GzY9AgvXp49w7RzWeCPS8nkjwt08scZQvm441M6fBQ36x7dXr8iI+ZTlvUNY0"
    "bi0OvE/Kssoepolby/pO2+/D9BrpZy9ETqmJoFA3SdVqXbhGYiGtHmDmNaxgvKy7WRP68n"
    "zLo3rzeyC06obxpQ37RkVwONUcyMZ6j3cgIY7s3+piiGZNNyPMety8Sb1J9pigAZ0CfQjL"
    "wvEF+4GQJoaoA5lC1osbS82L1Ky82NtyPw2TBUsDAsduidg2HOeev1voPlOWC/U6JncbEs"
    "B3QOXgOHrGM1luqAvYVlP9DtCzf5ATWg74LaAsA34kFjPy8CK0xPdi95Zt/XHlx5MSXTsc"
    "iYCt3QTSSOLqI2Imojojb7XZt4XTNzwtxMnEbMW01y/zS+n3z6VRpfDydXF+AFWmixltj4"
    "RBOqU6u74XT68+39Jc2sjqEtmTLGr4ZViRxtIIeCP5SWXtUEY2+Lq6VN8R4LPiH6Sv8wsL"
    "I0dNJuKy66ZavJXZPO4XKFp6nHrWpZxbeIaa4/03qLJJBtG2e6NLM71fI4OCKFw8HU7340"
    "rodTp4cicW0nooeqcHWTumYwREG213x2iGX0LEkMYWfO9kGCR2cwOB4AFWGWTxz8FeAlMk"
    "2afvKvwJbfwP8AVrAPZO1VXuM+pVRWSDcsQKrcxmk+qN5HV8jIQYkadh6zN1rIa3oWtuTp"
    "ZFwex/cwhPxWEDmCyNn3ckB3VvOsOSvfbwotOifPGZQiCAr4gbTTtFsCpmUrgl3obb2zbb"
    "n3GqcMOwh4XdnJEnkWo3N6JuIlCODUUw5RQXs3nFySP2Wk0n/fzybDq6tfpfvxp4cblqrG"
    "JEshJGvaWrIgmaRYzprwbngtqbW9nEzvHmb0ClnBmY5dTWtbP528cLQF0rQa6j/7STtsA4"
    "7ufQJUedvBw82nh6tPkytWZZHn5J+9Gikffyu3fLSUerRAPFpUo/kCUr763EpRuqvIzuXk"
    "82RGNy6o6AnZdMvC3Q+/TicjeslcrjFS2DaGyS+00lborRVy9yV9Cv9JYQmz7k10jWQwUR"
    "zLomJ0vkVFaNPm5l8V5zIolz933qcr0ggXZS6JWu1OFNokxnvJXOJzQ3zgR606o8jdMfI+"
    "FcfZ7CNWAvlqyNtyxqm6RaB7BgLvinjzj+5iaN8edt+x5EM+aiUafOUBhiKqQcXOhN8wNC"
    "jruWNN3DZRCXNi3FQtBFd2y5Z/vL29ihHlHycJiG8erj+OiU/LFpWkELJzkCfu9sog+Klc"
    "JGDcqnuOUf2ZJPxlCI0xWBBzJTXOshW6t+q6twX5GGiZFuLL65Ew66CfWr/4zYLkZ2Kbd0"
    "97wkyIDDfhzJK7Yyw5FlfULGHWwSY9eFc2mFMYzUmzXCyZBy/ecSsBd3m4l1B5Nhy6T4D3"
    "SIAMU3Fq2RazZ4Cnt8s8XRfTlaxpuf5Slv3u/KbjprqB6zedDD68Dzwl+keRbzS9Hl5dpZ"
    "fkAUCYxsEILHz7mHPMuzaHNrKbOcCOd1xP2HXPI2p8YK++TSLnEWK/RKsFdL6Shfw2/vOK"
    "M43FCFdihKNfYEIpUHHx4Z5t3cHRrgnoNfQCV5lEWyG/GTUT1CYHtUn3EzxT2kyRLQvxiX"
    "WzbLvXzOunOQPc+PXRGabdQ7yRRIYBcpyr1qRd9+Bu5Dws3bBhBgMxg285Hm9g0AWAi9ag"
    "419mxXRDsAS9ur357BdPchBJ3TSqdD56aCb21bbZDwiEvVWOgkrYippuc037+a+ruPhxU1"
    "HPba5nx1QrboyMW3aQwOnRXHK3urb2WuDhVrv39dHebWWzOPnbj6M7nkV+BJFtQmSbOIBs"
    "E+T94Obh6qqX6v01QDryHtNNSCPjXQ6k+Rk8oqewv+qaIasZLuhHz/TTl3uo5aVI86C+9B"
    "5zgLNoHt7xHeQvUM9Kms6DEctgMn6BB6mhLoWShvQsLoMbpCvynK5i5Aq8t0Tpnj2kSxA1"
    "nlPI7Xh5iYWCbrkhu5AUDgSbcwzd6hCQ0tYaGAsg64A94S8YUHeDdpUjMPJCXzSLM2SJmk"
    "1nriGFJoLOyCxUxwPL5BNyf2qYUEgkCNrNKrMPRIKgndRDy93hNAuSnxUgJxhzALv/WxNm"
    "XEGMyczBg2/EpIMQNxLoIlMl39kegUEHEW4kcutO9RkryyJBSGgk5CAcchA6T6eRzteN++"
    "XFTqvqWvHosrTsmjNqU+fKs73QV2cyDT/F6pa8W5Cq9TBB3ci8RdtU63LnMu4kz831iZVN"
    "Xm5A5JQ8YelVxmBuOE9Luw/IP5F7hfiX+hH45mcr+dYH32z57RvxXFXwzd+GSv60IFhYxj"
    "+hDsijPDEuK0QWyMAxU25w86981G2Dec+Bh+3+qZBieV7017D/kG6HGD7/SLjWwpHezSDX"
    "F460cKT9S/E1st81U3Wfu8UsatKlfCi1HYHqRaLcI5Z5PLyUYQc9vfp3ZxOwND4yyDfoIL"
    "yNZNeNfhkHzgmzDqLdCDFkWobqKEWZT3PG5YRdB/E+LwP3eT7a54XJg/MBF6lm25FqFqN/"
    "cnUJv3wXtgY0nUb7Fan2UlqtMrwAqKCVrGVDHDVLugCu3ZFnf3iQF0B8OR5NrodX333oDx"
    "LcqA/+aQrhJUTEPeeHOGYnMC7E2GAfwJXCJGKy+9QlEe917iDNRjo+ou/bh/PaCEn9uyPn"
    "+EG5DmbURDiYGQ4mPQ1LMi2kZO12LkimGbfrErQiheyfAXaRHXxvDV7kqBbZ2P8UyIs01f"
    "tGXqqwZMy07UxF1LZwJJ+BnrJT3uVHV2NGYvOb0OA0CqjPYvNBGrcSjVTomnaia8pouDXg"
    "ehc+6SBb60Zg4721xAZYdwqqAdrL4EHdRDY2V8eAvR9PZ/eT0Uxsg61986JUwz5Pdwdj1z"
    "Z6NqrudOy58XbtbTzJUnjGCvQLVZ6sqOTtYimr9DSsZ2BT7aUMFGO1QjapMPK7ZR3LLqNv"
    "vEJ8QTcmsq0bf8GAfiGTVSIbA9l6cmi8GIPvkIqBoWvr79N7HBt5y6P+qM+WEFjGK6AZMD"
    "FwiNekMU3nK30hwkA1dPKjsQF0w16Sj3E/4h6qCPfJt9Bi0AKGRa6T0gxK8m6agoVut9QM"
    "DB91xP5hgwUp9mQY6hGY0m2YMn7G/+FifmSu2d0l+RJkg5XxUnpfphCP7mp1LsSjO6mHgx"
    "OPii1sjWqTyNDNFcj2y4sodu1RbPlFRgyhCiNd0raDmde6NKixDaB4mRUByJfER20E7Zyk"
    "nb2zaDIGs1xEoyYC0FSoxNF1llqartp5x6OUsUj42ebxSJOxLUHL4ltpxa26p39tRHm/IB"
    "N1tVTJUUPRndrWnVKxkP3sR75jyrsMpurOl+TlM1RMtceRZ0teUckTQDrNdAUUx7Kgrqwv"
    "gAw88v0vGMxlDAF7MCV0qFaeXGR/u1yP8UIGEEQeDpDdp0zPK6Oh9BRH1fQLH3VXowteZM"
    "2BdE8yZbNssJLXYA6BDp9kG73A748A2wq9lDHQDUZukc+Rg4+hrJZu2AAbmkrvoNy9y4Jp"
    "EkyTYJpatAjyuzDPEihq00G+6aTE+uckd/VzkiKbVvzK2tBGiJory97cqU1iUxuvkChtKq"
    "QvrZITta2J1wMqXblxIhoxEU20UJ21Dx1RS5vpNkKiTI1W9v7hqsBOvacdZKPdiG2kx24G"
    "NjoT1QfwLXvqT/5Du4lzxiTepiRq/iCSSVsE40sRccEKlaMu8sEtk6ab6mFe3NQMCJuavJ"
    "YCpavI2i28eOHF79uLx5qTsaOtIH2HV74e771Fh4/XrxVh/+eA1i/fQWKkkVzShSmw8g+n"
    "3VsKrN4+xqMmTqhdkGHfsbLk1flCqKiNEEMVV0kFMZTImXVIObPQiizseQ8vjxkJ9UDZAx"
    "089yPBoBcdNxAa7fC4AX/hc7inDST9u5KqspSdkJalcguJ84Vzoe7W+cIcqpgoO+3rUKrv"
    "dQvkLgdW/6W2BOYmoONDKMJ/dhUpSjDXg1NJIv5gUNoBn3vrf20eqxu2vY3crhRp85vVaU"
    "OgLA0m+TLASn4mJbCjLOmZFQuLfMnI0AwrvQ2ytFXmSRSRmBr7teIcCkENC2q4TdSw4C8D"
    "5/S0jG96mu+appPikt8Nudz/wKCD8NZ/XqbwRhvzRoV8SwiO2iTWKCM4KuNGM7VHnU5iWZ"
    "HMoQC/Ox/IRW6TIxTgW9YbksIqrlf28tWjGOiTXb2V8GaENyO8mTZ5Mzk6yPwFd2DQwQW3"
    "8GcOzZ/Z33FvrY4aN3K23graMu/h6VEbcYB6dSGLcNwbc9y9RXCl/WzCbS+VxTlngN5us8"
    "Xholt2o8W2rvsuI+DtHJ/34qyzGG++l+6HgDe750HYuW63PMKjCb9c+OXCLxd+ectmyqaP"
    "kBV+eaN+eRtO6G0b5gUYH+4RvR0H2TRMR5MzHO5CpXzEaodS+eDKwWrlxbYEsS3h8PkkIQ"
    "QRQpA2kUl1CUEEm7RbNukeLkh/WM6MZ5ipfo/d7xfxSZZbUrJp0ZLa98+GobLjbmiOVAfD"
    "tM49s0SZ5CcYYuzRmyLTiSCaBNG0V6KJDQrSUsZLHjokbtW5rCfvT8swIqf5jMhp0pMkA2"
    "SlnapYJGs/iG4UmdQ45q24lVj1F6/6PbRqWPVPwycdJrCbcyLGWlab0vS554fmrGjpnU1r"
    "WVJmFzn6omcqi6WqWKqKpeq+51iR+H1Pid/JdGo7GdRPueRZofUOk8qZUFcpkHz10Lsb31"
    "xObj5fAM/+UZ8+jEbj8SXNk4UdRYFQheqj/mk4uaKX3OOUHvXR8GY0ZlcUioFWLZ/Wcal0"
    "gAXZAFMBLDLqYT5tdGjRPVl0Y0dxORaU+KFOWwrIS0FOv8CkuLEz7bPWXwWZWjNsa4G9Rf"
    "TF4OysjGDm7CxfMUPvJXTSkfVwaZl0xEZ4txtU0tmhWG7f9tZ/zmGCulkcHWlT1aNZGtK3"
    "DWa57uoVeVCH0G46pOUjluv++3huogCkoAYb5gHCmUJQAIICEBTAXimA3x1Zt5GdcbpeLg"
    "MQNekSB1DfmeeCVtnTeXpsJUPnsUrL6oihWFuneI9c1zAf1iKf8M8JaYG7YgXBmi39lTDq"
    "c5iwbnRYYs2qxAFlQeeuyxnsmIuSxDc1GrYp2ulHmjP8nUgQOt/Z8eK4HOepa8YTO9qc6f"
    "JU+IIUSM82X8grpK2BsQCeHBC4ckD3PHOoq5imqJXB69LQMtR+tT65jNvl4MDLt+ALeSBb"
    "uJNiX3vwzUTkPexv4ZLtanIVLtlO6uHgXDJFQzDLfSg47jyw6OJmytqlg5HhjrN7xS07eM"
    "5Fl/qRJmNbqigTTdqKqm51VUcWNJwVHbcUkuBDqOUqGoykZfeEAfUnHYh4DGWX/RETwfcU"
    "8z0UqhoIiQfc6eB0pEFVj02H+/S2Ck7Hdgd2BO9Gw9PTJTJN8lUzxDiJNGETvd8vZG28kp"
    "JNipbkbj5ZxgrYS4QBdua2YcsapVT8wzoBC3cDQ+8D/+HEWcU2Bt9otX47AkNNA25YBgOk"
    "gxXSDQuQ+rRxms1p+F2ZSccUx7KgrrihO/J+yYshbZV7LDdAlTmoZwSnvE7c3n1ptQT7Cr"
    "ibaK2U9d8jNh304E9KLExOctclJyl9aKStp4f0ghhrwlAEWisHWilAfNj7FgL0yqAfQoq1"
    "3pQsV1WycAgmuqYY3yacn9RqfT8hrhlcmZrM1rmpJVNwr3C5ZHuldiHnC/NFKeSNT4bFpr"
    "FUXiMq96OxprB4ZhERfuLpBCL8JMJPtW+815wnnlnGL9+5nBXnZeaU8/w55TxFqImTLsOd"
    "eaVS0B4X5KA9TiehjU5ApX2viE0Hca7/BB6RVFIklTz8pJLkM9ATb3aZmJGIbxTHN1ywao"
    "hwXAYPOkxYN8Y4Ys0qFuW4J6u5+8loti+xJQsuZXihftAp3wOlcZvmvU/hLe6mm/eFtyi8"
    "Rf9SXEu3khEXKRkYdM5fHJyVUSqSUgVJAlJaxfa7jL3dMLyNOIwWcVmy0d2chce33SHSvm"
    "SEJwHPw3R8f0HTCVuP+vDyenJzAWR1hXSaiOdufO9dwo5JPpde71Wpm9rT7Jgyxq/EfeHO"
    "o5oy7J7Qq5GzSNmwLL1AC5GHVpnMMx8g9JRtnrvndKVTqbLjlqKWD6GW+VWzacvuDaaNpN"
    "PygZuvOQmmlOEWPmnLYK9nG7pLjVQZsuKWYshq25DFob2IxCJMJD3D9ZbS3qGJvsB1hwjG"
    "RFDMsrcEaEQecbA9ohidBXpyrG0Tl40cbBsrSKbR4GFdbEm/GfMtgfrRmHcVHOb+1LHR4J"
    "o8qOwug0PscSwouSVGZVMyHiI+0QQV1RHq3oEMje5UGUILKcteRqjLu9MvCnbJYZnWRLvE"
    "Ro4tN3K8kFEq83CUgiPDQ5MOSokaSYJMOxUHwl7xDqJ7XIqIOC4gIo7TRAR5o52ZS+TH6e"
    "1NTlA2NEk6yUixwb+BhvAh7tkoAJeCEXONfUy/ux7+koR7dHX7Menz0gd83Pf+gT/+H5PY"
    "0DY="
)
