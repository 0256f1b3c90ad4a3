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
CREATE INDEX "idx_cart_lines_design__2999f8" ON "cart_lines" ("design_id");
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
CREATE INDEX "idx_order_lines_design__4dabfe" ON "order_lines" ("design_id");
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
CREATE INDEX "inbox_order" ON "inbox_events" (("payload" #>> '{data,object,metadata,order_id}'));
CREATE INDEX "jobs_about_user" ON "jobs" (("params" ->> 'user_id')) WHERE "kind" = 'account_data_export';
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
    "Sv7On0uUiFuo3stcuYxYg18nwyUElCgCTYNMGm7XulFvTTVN0XBLIiNh2kDuon0wz2RVz7"
    "liImYs9SrDPVEbj93ZFzWv1Et7MrJGqSqBE69R9go3+iH/G3wfHph9Pzk/en56QI+9Dgyo"
    "eCapnczJKMMYS6RH6cLZkWUjI0IB/RUy66GcZdAvk/B4OTkw+Ddyfvz89OP3w4O38XoJ2+"
    "VQT7x8lninys1aergi3x+JZQEROxuSMBZ7hg5QA0ZiQYjeSGdEN1FN42GrcSzTQ5AKN/Qk"
    "5EIyaiiRaSbr5fuyXp5stbDrOBbmTdIrNINuuWMQjUgOpd+KSOAhsf+jZjSzt2fcBOvacd"
    "5DiwEdvIILgZWHdarwHay+BB3UQ1tv6J4Xo/ns7uJ6PZvvZ3jhxsGytofUJPjuVNDkkmNV"
    "GkX0ioeoXJ+8PSG1Ov/byUbWDoEPjmAJtQtwHSvauuPKMPdDcRmgWJT67iPlgZL1AlZbQ1"
    "mK+BTGyRAqb/d5VOttbMKzJpXz8mFahKkrSvYHp3tSAUTO9O6uHgmF4hEmtaJGYbtqxJbI"
    "zlY78Shrtjvt41BfNeaC8WiyawOln454KfsOoM+LURuyx9k4tSxdxPUWORFqjNk4RIC9Qd"
    "5VZLIT3UtECew57hLYaufL6T6LrDZdNy6wCtVg4zBrSJEdeN4OusyALhCIx/d2Qt+BuDpf"
    "wCAWQX6f4WiIGsq0C2IPPyLOM1Iw13Ay/YvKdO+IC7GYH6wgcU03vm9M67a07kJ+6X1fjY"
    "yNb4Erb4Bh10rAelMg8NCjIPDdKZh/wJKQ1yvowqarN7HdV+1qe1KaY4UgUktCe7Fc630x"
    "8soZuvAycmnu8wUDZcmQSDbWGaeY853K6+230Gl8arrhlyfJ2evNcv9Hi8Uo1sMwi7D336"
    "M6kZ1jwMa+Un6YhtOXCLx5OhWlCnF5/hWuxDEJ6J8Ez265kEXTi1et6cbcK3bfNCujd6mM"
    "5ur8f3F0E0/lG/u5/czC6AaXlRBu5MEmVW2cf5i+zj1BrbG0ErVkRo3eqquLv5TEDXnx71"
    "H+/Iv34zyb/uLj+Ra+qiSjXUHEZcIA1KvOdhxYzajH5Fj/K4VKLV44JMq8fpVKsrMh24KH"
    "EgHTPqINL1Z7Q9wFxCJlkcUsh4R5bxzeWEjS6uPR3ib0fj6dS9aBkKxJhdvx8PL3+9AGTl"
    "oq4f9U/DyRXNK7SQSTeullSo9qmATFIW8Q3YApmjeyTMupf+ppGs2hFnhAPruFX3oG4grd"
    "lSHpy952rPgYXAdzO+bBmSLT4vEkDFzCopcNqG814EUK9ItZeSmXHSZy7yUZMOAV+b+GkJ"
    "0dPS5sM0ZiNATYOqmogDTq+0ADINpGxTetzOWFvnohk1EVrHJKB0Ae5YUCLrcsx3yknasn"
    "vrhUaWvn6cgFu4mzYU7TnZnpl/Wekoz9BOKHbbTJxHQ1tl41RRG6HZzdxFQEOLlVCNGApo"
    "i+XQhp/3b0s9dNn8gS0FdaMgOtpdN+9QjofG64C2Y/krs+GN9Ns2qc4n+tx4G79A9vUpJU"
    "bkbr9Ii4FoOQnSguUl6Kw43Rcs68BwbIxUCPAaE/ehDyjLC1XgHt5FCpDGQ6oCIAxoWnwg"
    "z4kBQHam8ryO5z7qj/o3j09nkf9vtAyGbHOzvYSkomUduycPkr9lG8zpF2BiiwFcLKBiY7"
    "rv+QVa3svy9zZjw7HcPsK+PEhcKZTtQj9S40go9CPbLIPDTlqa2A8sOhjEHZTTXxfIr1MH"
    "NPhjHwfEUZsugnxW5uQ7UqrgIIzU2Xe8coQOKxHOyzTi8/xGfJ4+vNhEEpnyMe8JxnGz7h"
    "F79R+ta8prXyJcdq9GxERs1dgiuW10Wcy7FEraCu6vzYse4gwpBp9OMGLSvWGstm1nHDuf"
    "mnT+fzTmvQyvn17uF7n7vxnzXZyQGtmoLw5zEE6wcIL3PR/kb6LIrvND2DjRmhUt1SHnTL"
    "XlRMw7dtPq0zDfP9zcsCuWo+vsyvRhNBqPL6lkGTuKAqEK1aSK+VEfDW9GY3ZFoaC0Rtls"
    "ypa84jqNI7Rox2Ec9LWdOYyDMvvpyiiQfeg7Ph/iUMQeLI0gB5JBeSGtS4MJLcvICE4XkJ"
    "2+Qff8qrNSftVZgV91ltZ9if0lOxTZ7WlPYauBbmRLodgAsc8NEAukI7ys5P8mTAXx2WZH"
    "t0WnxYtaFsloD1J9KZLRlhEHtjQZ7bWMtF5GaIBd7xfFBlakxC6CA+4RsUGiBO/PZAomBZ"
    "nIUy+KEIIIIYgQwr7nXDuSJ6+0BCli08FQQv0JUWLjXlmUY0YdhHlwViYbASlVoKZL5SNQ"
    "CBpPhpXDMG2O20Tt24x5b3Y/vJkOR7PJ7c3w6iIqf5e1R/16eP+FjC00hrOSrWcy/tIozv"
    "DyenJzAWR1hfRKkZkyFXacX1/H6fQcf+JMQVP/Co5cmbE/7aZia+dlBJb5+spUbzN0G75x"
    "JWiOmIjQWu2hNaSSqdmw6RFevDx7hmnnssAfl5LJHxfo5I8zhPJxx6d0+Chu1j26vX5FRs"
    "ynLOsbxozEodeJ+VdZQtXRKnl/Sdt9+X+CXC3l6InUMTULBug6rUq3Cc1ENKLNHca0jBeU"
    "l2sjf15PmHVvXm9kF5xQ3zSgvmnJrgYao5gZz1Dv5QQw3Jv9TVEMyableI5bl4k3qT/TFA"
    "EyoE+gGXlfIL5wMwTQ1ABzKFvQYml5sXuVlpsbb0fgs2GoYGFY7NA7B8Oc89brfQfLc8B+"
    "p0TP4mJZDugcvAYOWcdqLNUBewvLfqDbF27yA2pA3wW1BYBvxIPGfl4EVpie7F7yzL6vPb"
    "jyYkqmY5ExFbqhm0gcXURtRNRGRG32uzbxumbmhLmZOI2Yt5rk/ml8P/n0qzS+Hk6uLsAL"
    "tNBiLbHxiSZUp1Z3w+n059v7S5pZHUNbMmWMXw2rEjnaQA4FfygtvaoJxt4WV0ub4j0WfE"
    "L0lf5hYGVp6KTdVlx0y1aTuyadw+UKT1OPW9Wyim8R01x/pvUWSSDbNs50aWZ3quVxcEQK"
    "h4Op3/1oXA+nTg9F4tpORA9V4eomdc1giIJsr/nsEMvoWZIYws6c7YMEj85gcDwAKsIsnz"
    "j4K8BLZJo0/eRfgS2/gf8BrGAfyNqrvMZ9SqmskG5YgFS5jdN8UL2PrpCRgxI17Dxmb7SQ"
    "1/QsbMnTybg8ju9hCPmtIHIEkbPv5YDurOZZc1a+3xRadE6eMyhFEBTwA2mnabcETMtWBL"
    "vQ23pn23LvNU4ZdhDwurKTJfIsRuf0TMRLEMCppxyigvZuOLkkf8pIpf++n02GV1e/Svfj"
    "Tw83LFWNSZZCSNa0tWRBMkmxnDXh3fBaUmt7OZnePczoFbKCMx27mta2fjp54WgLpGk11H"
    "/2k3bYBhzd+wSo8raDh5tPD1efJlesyiLPyT97NVI+/lZu+Wgp9WiBeLSoRvMFpHz1uZWi"
    "dFeRncvJ58mMblxQ0ROy6ZaFux9+nU5G9JK5XGOksG0Mk19opa3QWyvk7kv6FP6TwhJm3Z"
    "voGslgojiWRcXofIuK0KbNzb8qzmVQLn/uvE9XpBEuylwStdqdKLRJjPeSucTnhvjAj1p1"
    "RpG7Y+R9Ko6z2UesBPLVkLfljFN1i0D3DATeFfHmH93F0L497L5jyYd81Eo0+MoDDEVUg4"
    "qdCb9haFDWc8eauG2iEubEuKlaCK7sli3/eHt7FSPKP04SEN88XH8cE5+WLSpJIWTnIE/c"
    "7ZVB8FO5SMC4Vfcco/ozSfjLEBpjsCDmSmqcZSt0b9V1bwvyMdAyLcSX1yNh1kE/tX7xmw"
    "XJz8Q27572hJkQGW7CmSV3x1hyLK6oWcKsg0168K5sMKcwmpNmuVgyD16841YC7vJwL6Hy"
    "bDh0nwDvkQAZpuLUsi1mzwBPb5d5ui6mK1nTcv2lLPvd+U3HTXUD1286GXx4H3hK9I8i32"
    "h6Pby6Si/JA4AwjYMRWPj2MeeYd20ObWQ3c4Ad77iesOueR9T4wF59m0TOI8R+iVYL6Hwl"
    "C/lt/OcVZxqLEa7ECEe/wIRSoOLiwz3buoOjXRPQa+gFrjKJtkJ+M2omqE0OapPuJ3imtJ"
    "kiWxbiE+tm2XavmddPcwa48eujM0y7h3gjiQwD5DhXrUm77sHdyHlYumHDDAZiBt9yPN7A"
    "oAsAF61Bx7/MiumGYAl6dXvz2S+e5CCSumlU6Xz00Ezsq22zHxAIe6scBZWwFTXd5pr281"
    "9XcfHjpqKe21zPjqlW3BgZt+wggdOjueRudW3ttcDDrXbv66O928pmcfK3H0d3PIv8CCLb"
    "hMg2cQDZJsj7wc3D1VUv1ftrgHTkPaabkEbGuxxI8zN4RE9hf9U1Q1YzXNCPnumnL/dQy0"
    "uR5kF96T3mAGfRPLzjO8hfoJ6VNJ0HI5bBZPwCD1JDXQolDelZXAY3SFfkOV3FyBV4b4nS"
    "PXtIlyBqPKeQ2/HyEgsF3XJDdiEpHAg25xi61SEgpa01MBZA1gF7wl8woO4G7SpHYOSFvm"
    "gWZ8gSNZvOXEMKTQSdkVmojgeWySfk/tQwoZBIELSbVWYfiARBO6mHlrvDaRYkPytATjDm"
    "AHb/tybMuIIYk5mDB9+ISQchbiTQRaZKvrM9AoMOItxI5Nad6jNWlkWCkNBIyEE45CB0nk"
    "4jna8b98uLnVbVteLRZWnZNWfUps6VZ3uhr85kGn6K1S15tyBV62GCupF5i7ap1uXOZdxJ"
    "npvrEyubvNyAyCl5wtKrjMHccJ6Wdh+QfyL3CvEv9SPwzc9W8q0Pvtny2zfiuargm78Nlf"
    "xpQbCwjH9CHZBHeWJcVogskIFjptzg5l/5qNsG854DD9v9UyHF8rzor2H/Id0OMXz+kXKt"
    "CXqkL0nCqxZetfCq9+1VB/00Vfe5+82iJl1KjlLbeaheWMo9b5nH3UsZdtDtq3+rNgFL42"
    "OGfIMOwttIqt3ol3HgnDDrINqNsESmZaiOUpQGNWdcTth1EO/zMnCf56N9XphJOB9wkXe2"
    "HXlnMfonV5fwy3dhn0DTObVfkWovpdUqwwuAClrJWjbEUbOkC+DaHXn2hwd5AcSX49Hken"
    "j13Yf+IEGU+uCfphBeQkR8dX6IY3YC40KMDfYBXPlMIia7z2MS8V7nDtJspOMj+r59OK+N"
    "MNa/O3KOH5TrYEZNhIOZ4WDSo7Ek00JK1tbngsyacbsuQSvyyf4ZYBepwvfW4EXCapGa/U"
    "+BvMhZvW/kpQpLxkzbzlREbQvHMPSagjY/uhozEjvhhCCnUUB9FpsP0riVaKRC5LQTkVNG"
    "w60B17vwSQfZWjcCG++tJXbDulNQDdBeBg/qJrKxuToG7P14OrufjGZiT2ztOxmlGjZ9ut"
    "sZu7brs1Gpp2PPjbdrbxdKltwzVqBfKPlkRSVvS0tZ2adhPQObCjFloBirFbJJhZHfLetY"
    "dhl94xXiC7pLke3j+AsG9AuZxhLZGMjWk0PjxRh8h1QMDF1bf5/e8NjIWx71R322hMAyXg"
    "FNh4mBQ7wmjQk8X+kLEQaqoZMfjQ2gG/aSfIz7EfdQRbhPvoUWgxYwLHKdlGZQknfTfCx0"
    "76VmYPioI/YPGyxIsSfDUI/AlO7JlPEz/g8X8yNzze4uyZcgG6yMl9KbNIV4dFercyEe3U"
    "k9HJx4VOxna1SbRIZurkC2X15EsWuPYssvMmIIVRjpkrYdTMPWpUGN7QbFy6wIQL4kPmoj"
    "aOck7ewdTJMxmOUiGjURgKZCJY6uszzTdNXOOx6ljEX2zzaPR5qMbQlaFt9KK27VPf1rI8"
    "r7BZmoq+VNjhqK7tS27pSKhexnc/IdU95lMFV3viQvn6Fiqj2OpFvyikqeANJp2iugOJYF"
    "dWV9AWTgke9/wWAuYwjYgymhQ7Xy5CL72+V6jBcygCDycIDsPmV6XhkNpac4qqZf+Ki7Gl"
    "3wImsOpBuUKZtlg5W8BnMIdPgk2+gFfn8E2L7opYyBbjByi3yOHHwMZbV0wwbY0FR6B+Vu"
    "ZBZMk2CaBNPUokWQ34V5lkBRmw7yTScl1j8nuaufkxTZtOJX1oY2QtRcWfbmTm0Sm9p4hU"
    "RpUyF9aZWcqG1NvB5Q6cqNE9GIiWiiheqsfeiIWtpMtxESZWq0svcPVwV26j3tIBvtRmwj"
    "PXYzsNGZqD6Ab9lTf/If2k2cMybxNmVU8weRTNoiGF+KiAtWqBx1kQ9umZzdVA/z4qZmQN"
    "jU5LUUKF1FsjHhxQsvft9ePNacjB1tBek7vPL1eO8tOom8fq0I+z8HtH75DhIjjSSWLkyB"
    "lX9S7d5SYPX2MR41cVztggz7jpUlr84XQkVthBiquEoqiKFEzqxDypmFVmRhz3uSecxIqA"
    "fKnu7guR8JBr3o7IHQaIdnD/gLn8M9eiDp35VUlaXshLQslVtIHDacC3W3DhvmUMVE2Wlf"
    "h1J9r1sgdzmw+i+1JTA3AR0fQhH+s6tIUYK5HpxKEvEHg9IO+Nxb/2vzWN2w7W3kdqVIm9"
    "+sThsCZWkwyZcBVvIzKYEdZUkPsFhY5EtGhmZY6W2Qpa0yj6WIxNTYr00eSiGo4ZrWeIIa"
    "FtRwJWpY8JeBc3paxjc9zXdN00lxye+GXO5/YNBBeOs/PFN4o415o0K+JQRHbRJrlBEclX"
    "GjmdqjTiexrEjmUIDfnQ/kIrfJEQrwLesNSWEV1yt7+epRDPTJrt5KeDPCmxHeTJu8mRwd"
    "ZP6COzDo4IJb+DOH5s/s77i3VkeNGzlbbwVtmfck9aiNOE29upBFOO6NOe7eIrjSfjbhtp"
    "fK4pwzQG+32eJw0S270WJb132XEfB2js97cdZZjDffS/dDwJvd8yDsXLdbHuHRhF8u/HLh"
    "lwu/vGUzZdNHyAq/vFG/vA0n9LYN8wKMD/eI3o6DbBqmo8kZDnehUj5itUOpfHDlYLXyYl"
    "uC2JZw+HySEIIIIUibyKS6hCCCTdotm3QPF6Q/LGfGM8xUv8fu94v4JMstKdm0aEnt+2fD"
    "UNlxNzRHqoNhWueeWaJM8hMMMfboTZHpRBBNgmjaK9HEBgVpKeMlDx0St+pc1pP3p2UYkd"
    "N8RuQ06UmSAbLSTlUskrUfRDeKTGoc81bcSqz6i1f9Hlo1rPqn4ZMOE9jNORFjLatNafrc"
    "80NzVrT0zqa1LCmzixx90TOVxVJVLFXFUnXfc6xI/L6nxO9kOrWdDOqnXPKs0HqHSeVMqK"
    "sUSL566N2Nby4nN58vgGf/qE8fRqPx+JLmycKOokCoQvVR/zScXNFL7nFKj/poeDMasysK"
    "xUCrlk/ruFQ6wIJsgKkAFhn1MJ82OrToniy6saO4HAtK/FCnLQXkpSCnX2BS3NiZ9lnrr4"
    "JMrRm2tcDeIvpicHZWRjBzdpavmKH3EjrpyHq4tEw6YiO82w0q6exQLLdve+s/5zBB3SyO"
    "jrSp6tEsDenbBrNcd/WKPKhDaDcd0vIRy3X/fTw3UQBSUIMN8wDhTCEoAEEBCApgrxTA74"
    "6s28jOOF0vlwGImnSJA6jvzHNBq+zpPD22kqHzWKVldcRQrK1TvEeua5gPa5FP+OeEtMBd"
    "sYJgzZb+Shj1OUxYNzossWZV4oCyoHPX5Qx2zEVJ4psaDdsU7fQjzRn+TiQIne/seHFcjv"
    "PUNeOJHW3OdHkqfEEKpGebL+QV0tbAWABPDghcOaB7njnUVUxT1MrgdWloGWq/Wp9cxu1y"
    "cODlW/CFPJAt3Emxrz34ZiLyHva3cMl2NbkKl2wn9XBwLpmiIZjlPhQcdx5YdHEzZe3Swc"
    "hwx9m94pYdPOeiS/1Ik7EtVZSJJm1FVbe6qiMLGs6KjlsKSfAh1HIVDUbSsnvCgPqTDkQ8"
    "hrLL/oiJ4HuK+R4KVQ2ExAPudHA60qCqx6bDfXpbBadjuwM7gnej4enpEpkm+aoZYpxEmr"
    "CJ3u8XsjZeSckmRUtyN58sYwXsJcIAO3PbsGWNUir+YZ2AhbuBofeB/3DirGIbg2+0Wr8d"
    "gaGmATcsgwHSwQrphgVIfdo4zeY0/K7MpGOKY1lQV9zQHXm/5MWQtso9lhugyhzUM4JTXi"
    "du7760WoJ9BdxNtFbK+u8Rmw568CclFiYnueuSk5Q+NNLW00N6QYw1YSgCrZUDrRQgPux9"
    "CwF6ZdAPIcVab0qWqypZOAQTXVOMbxPOT2q1vp8Q1wyuTE1m69zUkim4V7hcsr1Su5Dzhf"
    "miFPLGJ8Ni01gqrxGV+9FYU1g8s4gIP/F0AhF+EuGn2jfea84Tzyzjl+9czorzMnPKef6c"
    "cp4i1MRJl+HOvFIpaI8LctAep5PQRieg0r5XxKaDONd/Ao9IKimSSh5+UknyGeiJN7tMzE"
    "jEN4rjGy5YNUQ4LoMHHSasG2McsWYVi3Lck9Xc/WQ025fYkgWXMrxQP+iU74HSuE3z3qfw"
    "FnfTzfvCWxTeon8prqVbyYiLlAwMOucvDs7KKBVJqYIkASmtYvtdxt5uGN5GHEaLuCzZ6G"
    "7OwuPb7hBpXzLCk4DnYTq+v6DphK1HfXh5Pbm5ALK6QjpNxHM3vvcuYcckn0uv96rUTe1p"
    "dkwZ41fivnDnUU0Zdk/o1chZpGxYll6ghchDq0zmmQ8Qeso2z91zutKpVNlxS1HLh1DL/K"
    "rZtGX3BtNG0mn5wM3XnARTynALn7RlsNezDd2lRqoMWXFLMWS1bcji0F5EYhEmkp7hektp"
    "79BEX+C6QwRjIihm2VsCNCKPONgeUYzOAj051raJy0YOto0VJNNo8LAutqTfjPmWQP1ozL"
    "sKDnN/6thocE0eVHaXwSH2OBaU3BKjsikZDxGfaIKK6gh170CGRneqDKGFlGUvI9Tl3ekX"
    "BbvksExrol1iI8eWGzleyCiVeThKwZHhoUkHpUSNJEGmnYoDYa94B9E9LkVEHBcQEcdpIo"
    "K80c7MJfLj9PYmJygbmiSdZKTY4N9AQ/gQ92wUgEvBiLnGPqbfXQ9/ScI9urr9mPR56QM+"
    "7nv/wB//D2D/2Xo="
)
