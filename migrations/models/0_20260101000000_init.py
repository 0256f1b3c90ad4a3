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
CREATE INDEX "idx_audit_entri_action_2eddd1" ON "audit_entries" ("action", "id");
CREATE INDEX "idx_audit_entri_created_a88510" ON "audit_entries" ("created_at");
CREATE TABLE "bookmarks" (
    "name" VARCHAR(80) NOT NULL PRIMARY KEY,
    "value" JSONB NOT NULL
);
COMMENT ON TABLE "bookmarks" IS 'Where recurring work that reads something bit by bit left off.';
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
CREATE TABLE "promo_codes" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "code" VARCHAR(500) NOT NULL,
    "percent_off" DECIMAL(5,2),
    "amount_off" BIGINT,
    "currency" VARCHAR(3),
    "description" VARCHAR(500),
    "active" BOOL NOT NULL,
    "expires_at" TIMESTAMPTZ,
    "max_redemptions" BIGINT,
    "per_customer_limit" INT,
    "minimum_amount" BIGINT,
    "minimum_currency" VARCHAR(3),
    "deleted_at" TIMESTAMPTZ,
    "stripe_coupon_id" VARCHAR(255),
    "stripe_promotion_code_id" VARCHAR(255) UNIQUE,
    "attempt" SMALLINT NOT NULL,
    "revision" INT NOT NULL,
    "pushed_revision" INT NOT NULL,
    "synced_at" TIMESTAMPTZ
);
CREATE INDEX "idx_promo_codes_stripe__47063f" ON "promo_codes" ("stripe_coupon_id");
COMMENT ON TABLE "promo_codes" IS 'A coupon with one promotion code at Stripe. Amounts in minor units.';
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
CREATE INDEX "idx_users_role_7cf79f" ON "users" ("role", "id");
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
    "lost" BIGINT NOT NULL,
    "tax_collected" BOOL NOT NULL,
    "promo_code" VARCHAR(500),
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
    "stripe_asked_at" TIMESTAMPTZ,
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
CREATE TABLE "disputes" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "stripe_dispute_id" VARCHAR(255) NOT NULL UNIQUE,
    "amount" BIGINT NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "reason" VARCHAR(60) NOT NULL,
    "status" VARCHAR(30) NOT NULL,
    "due_by" TIMESTAMPTZ,
    "withdrawn" BOOL NOT NULL,
    "lost" BIGINT NOT NULL,
    "as_of" TIMESTAMPTZ NOT NULL,
    "closed_at" TIMESTAMPTZ,
    "order_id" UUID NOT NULL REFERENCES "orders" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_disputes_order_i_5d664e" ON "disputes" ("order_id", "id");
COMMENT ON COLUMN "disputes"."status" IS 'WARNING_NEEDS_RESPONSE: warning_needs_response\nWARNING_UNDER_REVIEW: warning_under_review\nWARNING_CLOSED: warning_closed\nNEEDS_RESPONSE: needs_response\nUNDER_REVIEW: under_review\nAPPEAL_NEEDS_RESPONSE: appeal_needs_response\nAPPEAL_UNDER_REVIEW: appeal_under_review\nWON: won\nLOST: lost\nPREVENTED: prevented';
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
CREATE TABLE "promo_redemptions" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "promo_code_id" UUID NOT NULL REFERENCES "promo_codes" ("id") ON DELETE RESTRICT,
    "order_id" UUID NOT NULL UNIQUE REFERENCES "orders" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_promo_redem_promo_c_ac0aa3" ON "promo_redemptions" ("promo_code_id", "order_id");
COMMENT ON TABLE "promo_redemptions" IS 'A paid order in which a code was used.';
CREATE TABLE "refunds" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "amount" BIGINT NOT NULL,
    "status" VARCHAR(10) NOT NULL,
    "source" VARCHAR(10) NOT NULL,
    "reason" VARCHAR(500),
    "failure_reason" VARCHAR(500),
    "created_by" VARCHAR(300),
    "requested" JSONB,
    "request_key" VARCHAR(64) UNIQUE,
    "cancels_order" BOOL NOT NULL,
    "attempt" SMALLINT NOT NULL,
    "calling_until" TIMESTAMPTZ,
    "stripe_refund_id" VARCHAR(255) UNIQUE,
    "order_id" UUID NOT NULL REFERENCES "orders" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_refunds_order_i_111422" ON "refunds" ("order_id", "id");
COMMENT ON COLUMN "refunds"."status" IS 'PENDING: pending\nSUCCEEDED: succeeded\nFAILED: failed\nCANCELED: canceled';
COMMENT ON COLUMN "refunds"."source" IS 'API: api\nDASHBOARD: dashboard';
COMMENT ON TABLE "refunds" IS 'A pending one counts as given back, so that nothing is promised twice.';
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
           AND "refunded" BETWEEN 0 AND "total" AND "lost" >= 0);
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_amount" CHECK ("amount" > 0);
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_amounts"
    CHECK ("quantity" >= 1 AND "unit_price" >= 0 AND "total" = "unit_price" * "quantity"
           AND "refunded_quantity" BETWEEN 0 AND "quantity");
CREATE INDEX "orders_waiting" ON "orders" ("created_at")
    WHERE "payment_status" = 'pending' AND "held_reason" IS NULL;
CREATE UNIQUE INDEX "promo_codes_one_active" ON "promo_codes" (upper("code"))
    WHERE "active" AND "deleted_at" IS NULL;
ALTER TABLE "promo_codes" ADD CONSTRAINT "promo_codes_one_discount"
    CHECK (("percent_off" IS NULL) <> ("amount_off" IS NULL) AND ("amount_off" IS NULL) = ("currency" IS NULL)
           AND "percent_off" BETWEEN 0 AND 100 AND "amount_off" >= 0);
CREATE INDEX "outbox_due" ON "outbox_messages" ("available_at") WHERE "failed_at" IS NULL;
CREATE INDEX "inbox_open" ON "inbox_events" ("created_at") WHERE "processed_at" IS NULL;
CREATE INDEX "inbox_order" ON "inbox_events" (("payload" #>> '{data,object,metadata,order_id}'));
CREATE INDEX "jobs_about_user" ON "jobs" (("params" ->> 'user_id')) WHERE "kind" = 'account_data_export';
CREATE INDEX "users_email_beginning" ON "users" ("email" text_pattern_ops);
CREATE INDEX "users_name_beginning" ON "users" (upper("name") text_pattern_ops);
CREATE INDEX "users_blocked" ON "users" ("id") WHERE "blocked_at" IS NOT NULL;
CREATE FUNCTION "audit_entries_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are never changed';
END;
$$;
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE ON "audit_entries"
    FOR EACH ROW EXECUTE FUNCTION "audit_entries_refuse_change"();
CREATE TRIGGER "audit_entries_never_emptied" BEFORE TRUNCATE ON "audit_entries"
    FOR EACH STATEMENT EXECUTE FUNCTION "audit_entries_refuse_change"();"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        """


MODELS_STATE = (
    "eJztXWt32zaa/is4/jKdMx5vrdhJ1ns5R7GVVK1jey25nW7cw0AiZGFMEixB2tHM9r8vAF"
    "7EuwiKlCgOvrQxiRekHoDAe3neF/88MomODHoytPFPaHV0Af55ZEETsX+k7hyDI2jb6+v8"
    "ggtnhmgKbaw9o5W4CGfUdeDcZdcX0KCIXdIRnTvYdjGxeOvh3KVgQRzgLhGAuokt8LokwI"
    "Q6Atg9Bq/YXQIIqDejyAVkwdthB9jIMTGlrBP6H4AuyasFiDVn/T8j2wWQgskPw78Ozt+e"
    "8LfQyZy9BraedvVAz8K/e0hzyRNi0g577Jff2GVs6egbovzPL0ceRY6Gdd6c/fc3ft9+1h"
    "YYGXoCeb+JuK65K1tce3gYX30ULfmvm2lzYnimtW5tr9wlsaLmnof1Ey7D7z0hCznQRXps"
    "TCzPMILhCy/5P4FdcB0PRe+ury/oaAE9g4/s0X8uPGvOBxTMiYNOsE5PLPTKftx/B+8Xa6"
    "tpN7dTbTKaatpRZjbw90iNV3BpznBnMwlbLofvn3/4/a5REVeP+AMufxjef/fm7Z8FDoS6"
    "T464KTA7+kMIQhf6omIo1lDPHcSB0aCbhfyK3XGxifJhT0qm4NcD0ZPwH3WGIbywHof1B1"
    "U0EHODzJ9PLPK6j3GYjj+PJtPh5zvevUnp74aAcTgd8TsDcXWVuvqdP2yELRn+WhJ1An4Z"
    "T38A/E/wv7c3o/TgRu2m/3vE3wl6LtHYD9egHocqvBxeYk3Xoy/+nxn3yyV08sc8bJ8abQ"
    "ZPW+MbDksLA3lkwm+agawnd8n+fP99ycD+PLwX39j771ODdRPcGYhbfyTAtR20wN9k4F1L"
    "9BDg07cVAD5Nfw1rgPmtJMBsx9WWkC5lII7LNAPy5s1iZxC/PasA8duzQoj5rdQcXqsAWZ"
    "R/nNzeFEzkpFh6c8BzF/wfMDB1d7AtzDxsuNiiJ/x5+9gVOEyJDSEE/LvPw7+lx+Ly+vZD"
    "eqXnHXxIDQz6ZmN2u8a+nZRsYN8O5ntXVp0+7c8GpK7GtOY6+llaVo10l0faQS/kudY4Jy"
    "XVKHd5lGMGcFXrNibSpInb3UHdYMxyp8HiOdeW5VBlof3IzEL8ZP2EVgLgMXsPaM3zzJjA"
    "4fMQdHOYkK6vrj9lB75GXpb4hGK/nf1i5Po683ByObwaHQmEZ3D+/AodXUtAze+QAUldid"
    "pmb5kDM30FWvBJgMN/BX/n0M3m6dgdWa6T74Rb3z0udcTxdhpiDTGq5o0rxreKR8uFDrvr"
    "zyDxHuLPtYvrGHw5Yk8nTvYaf3zsSsydohxjyjGmHGN73ajj32zVzy0us8VHdzjq18avK4"
    "WnjJ8mEuihJ+zN91V8jaxVoaNG3MsgHOwoEhAHEj3E+G0ViN8WI/w2A3Bqq6+Kckqsh1Cf"
    "VYH6rBjqsyKo5ZbfhJBaf5OIztCCKQEyLty1xFbe28NBsxU3LVy4eTZpMeyRgEK9PurYll"
    "mh/da1FuaO4Zxal8+rrMvnxevyeXpddhD7mTR/YS7GNynVP5ybibpl/Fr7ccN8IOTZhM7z"
    "UY4TJrp3XOaCmQWtKpKhflkiBwEHzT2HYw5eifMM3CV02TWoU0CJidwlvzPDLpitxP8MtO"
    "A8pUWW6rR9d5vdPoXumf3SKToUiG6KTFHsnnmBhielz0QC3QhG88cedDC6I+vVJXTcvLVK"
    "XC9dp+asxS5cxNSFriceFIu8KxevcvEqF+9eXbwueUaWNH8sKdWIMtuhfbt5Atl69csiPL"
    "I8MxOTTaC9lt6d30z4RV+Q5Cd0NLycjn8eXQBf+tG6/GF0+dPoSrt9mF6A+RLNOUeDeO6j"
    "NfwwvLlik/qKNZ5BSycW0tN6bCVC5aAKoXJQTKgcpAeLK83Imq9kPoi4TA+dm2+qeOqL/f"
    "RphJEJsSEDbyTQP7t5cF5ltWGtCuEV9zrLi+zaxO7T5u3Zek3VLSmphrnbw7wvvlzHFs4e"
    "0OW6iWibbLkYjRtbKEcH/hCIffzpHhmwIBgf82dcs24Od0HKQJ340omjI2dLjG55H/2Zin"
    "+07TcT86nAdxbOtXL/mRbN7GadaF9E77xfrCPLxe7K95glHGusf7ZQaSqTWHnTlDdt35pa"
    "9J1mxr4k8B6T6aHroHlnGhFvJJWJGRPpRuCrV1mYv3uwYNaPLTd/QOIiqRHhW/8BTvon/h"
    "J/HZyevTt7/+bt2XvWRLxodOVdybCMb6ZpjzFClsZ+nKvZDp7nxHg/4KdCdHOE+wTyvw8G"
    "b968G3z/5u3787N3787ffx+hnb1VBvuH8SeOfGLWZ4dCqHhyKlRMRKWrpeBcK6wSgCaElE"
    "cjXWKD6N5cdo4mpdQ0TS/A+B9IEtGYiJqipU630K7d0ukW0lsOc4Ju9LrFdpF8r1vOItAA"
    "qnfrnnoKbHLp24wt/7CbA3YS9HaQ68BGbGOL4GZg/W29AWivoo76iWpC/0ngej+aTO/Hl9"
    "N9ZaxfetQlJnI+4ifPCTaHtCc11eS41KEaNGbPX7euwJ+GLiAWAqE4oDayXICt4KpPzzgG"
    "ll/a0UHMJtfpMTDJC9JZG2PFadCQyeI5mPzPdR6nuo1H5Lp9w5hUxCpJu32Vp3dXCqHy9O"
    "5kHA7O06tIYm2TxFziQkMTa6yc9ysluDvP1/dtwbwXt5eIRTNYvTz8C8FPSfUG/MYcu6Ig"
    "nY9SzWp2cWFV6KzLm4QqdNYf5lZHIT3UQmeBwZ5jLa5N+WIj0TeHqx40YAFsmp4QBnyKMd"
    "ON4euZTEE4AaPfPWhEf1OwhC8IIHGR57cgCqClA+ggYeU55DXnYIEWHrBF/q2yAZUNWHF9"
    "UjbgNtu7bNacqrh+XJXj42LXkCswFQr00LAeVKqUNiiplDbIVkoLN6QsyMU0qrjM7nlU+9"
    "FP91EqIMU92S1xvpv2YAXefBM4CfJ8j4FykWkzDLaFaRp0c7if+m7zDK4wtT1hd2XNneDW"
    "cam94zfaRaEO/1NSx5MpM0OZGd0wM/hPtZEWrAGSZedyhXtngAzOq1T5Y61Kkugzdf6gmR"
    "/7KIs9rWUU4bo+4VrFVluOrbJdgcqVyV5L9BDd5stkH17BH3mwj34Z3t+Mbz5pN6PR1US7"
    "H03ubm8mowvA9GWLga9ZCOlUYzuhzcBHj1bY/uHmanTP2v88Hv2ybu1ZXPF00AtGr+u2zK"
    "Ke8BpBYSumOlCkP1rpZ6aflXxGsu/h3d1oeJ15baZ+I2hk3jponewwaJt659sb9qLEerTY"
    "S08vAHtV99G6YzKjmyn/ETZriSy3XqGjN9XK5ZdUy8+4gJgtMMtZZctVyrWUCj53WW3kx1"
    "nrDnzNWeY/EGIgaOWPb0IuNcQzJtjWAhRd2e24fri9vU4M6YdxSkG5efj8YXT/3akYS9YI"
    "uwV6C//e5dTFUKI3NJkda4qQamQhu4BFQqrsUacXMH+rr+P0iAuqTarLYxz3NlZ1JcZlFE"
    "eqnCNFwmJAW5KkqhYV6iioG1lS8TnVKZoUebUMApOe9/S949LQQdCqlfpE67gb7/2ZDbKY"
    "a8Qxw+repbEFfuKjg4QN9YxWKtagYg0q1rDf/Tj6hGt4rULZTvusLh8m09vPo/uLKI2Pe2"
    "iYZcG9M4HdJV2Cuopn5rTYM3Oa8cwEK2jNgVhLd3oo7m4+MdCtp0frxzv2r7/b7F93Vx/Z"
    "NX1Ry0HWrI98gQ2kyZ5lkxDqMvo1PeWnlVzlpyW+8tOss9xk24GPkgTSCaEeIq1iEqxvmy"
    "mHHDLZlWV0czUWq4svz5f428vRZOJfdMgcUSqu34+GV79eiFOxVo/Wx+H4mvvpF5B9xvVO"
    "I2h8K2CblMNsA6EgS3weKbH+1c1v5fjgmDEigXVSqn9Qt3AeyhIOzt9KzedIQuG7GV+hhu"
    "RXrSkLRyTEasUkuobzXqISr1h3l5r9LQt+IfJxkR4B31jW9BLhp6Urh2lCRoGaBVW3sQSc"
    "QWsFZE4Y0uW8ejdHty4mCsZEehP9bQxQroB7DtLkeWpZyf7pC62ovmGcQLriR1ZQzef0fB"
    "b2ZQ2XelxOBbK77DhXgeyG6++uQ4u1UI0JKmgVR2A3HIH8+dsUtD07+Cof3th32yUextia"
    "kW8jTt4+ymFixO4el3ExMG+nCQ549do1ojkvKAotQDyXYh0BuqLMfDgG3MuLdDBDC/Z/1o"
    "BNHjYUAFPAz9MFcMYEAHZzS9Y00e+j9Wh9DfzpIvL/lbehSFRFdZeIDTS0KPTD8S4voDrj"
    "b0CZLAVosUBzl/KCqS/ICR5WXBSVEs/xvxHx5tGJV6okjuKPNLgSKv7IVrmq0Uda2bEfSf"
    "QwiDuoVrilpG5L5mTncO2TgDgu00eQ20j+laUj9JiJ8L7KJH5fPInfZyYxtLHGtnyK5Xx7"
    "KbH+OfbOqiB9Voz0WQZpG65CinAS5eIiTzERVeNpi1Px4mqxrCqUllW+vy4rPcwYmhM5nm"
    "BMpH/LWGP16iRKprVp/P9IZkc5Vj+/fFxm7v+dzHZRsSlW4VcVbFJGsDKC970fFCdR5I/5"
    "ISROdEaj5Tzkgq22Gol5x2Zacxzm+4ebG3HF8SxLXJk8XF6ORlecsky9+RwhnZdGSbKYH6"
    "3L4c3lSFyZc1A6w2y2oQNNqWO81xLdOMWbP7Y3p3hzz352MEpoH9aOD5Y+FLKHOH9IAsmo"
    "vaLWZcFEjkNygtMlzs5QoH921Xklu+q8xK46z/K+VH7JDkl2e8op7DTQraQUqgSIfSZALL"
    "CF6bKW/ZsSVY7PLhu66JuNWXc1hjkpqUa5y6OsTrFTp9jtmxzY0VPsPkNsHOWEBsT147LY"
    "gMla7CI4gCwXu6uoUELwZ7oE0xzbOGAvqhCCCiGoEMK+91w3dsBOZQpSTKaHoYTmC6Ik1r"
    "2qKCeEegjz4LxKNQLWqoRNl6lHMGdoPBGnwMO0OW4Tl+8y5kfT++HNZHg5Hd/eDK8v4vR3"
    "aDxan4f3P7G1hcdwTOg8s/WXR3GGV5/HNxcA6ia2akVmqgzYafF4nWbLc/wLVwqahFdo7M"
    "pU/Om2FVt7X4VgWcyvzHxtxHLRN6mTHWMiKrTWeGgN62xrJi4/n0bWz54j2rvTm04r0eRP"
    "S3jypzlE+aThUzl8lBTrn7u9eUZGwqasahsmhLYwETuGdTO5z3S+RLpn1LL+0rLqkINOG3"
    "qqdEzDhAGup9X5bNZiKhrR5Q/GdsgLLqq1Ubyvp8T6t6+3kgWn2DctsG86ktXAYxRT8oys"
    "o4IAhn/zeFMUQ3N5u4r1DH7hNQAgsyatZ14iAALeA6/I+4LohV8hgJcGmCHoIEeU5aX+Vd"
    "5uRr6dgE+E6GBBHMALEXgUZWsbtPAMUedA/E5tCelSVDnge/AKeEyPNUSpA/EUUf3Aci/8"
    "4gdcgD8LGQuAvjELmoZ1EURjYhmronoH2UCOGcSUbM9hayryQzexOLqK2qiojYra7Fc3CT"
    "7N3A1zs+M0Jt5pJ/fPo/vxx1+10efh+PoCvCAHL1aaWJ94QXUudTecTH65vb/ildUpcjUb"
    "UvpKnFrO0RZqKIRLaWWtJlp7OzwsXYr3OOgJ80e6uRn+xW7otNxWvuiOaZO7djqv1RWZqZ"
    "6UakSL75CnuflK6x2iQHZtnenTzu7Vq+PgqRIOBzO+++G4Hs6YHgrFtZuIHirD1S/qmuMh"
    "iqq9FnuHREXPio4h6s1EHiR49AaD0wHQMRX1xMFfAF1i2+blJ/8CXPgN/BcQDY8BNF7hih"
    "5zl4qJLeIANuQuzfqDmu26RkUO7qiZQycqwQZXJo82BDwZ348TWhiKfqscOcqRs291wPLM"
    "Wd6eVWw3rSV6R88ZVHIQlPgHskbTbh0wHdMIdsG3Dc62lc41zgj2EPCmqpOl6izG9/RcxC"
    "s4gDO9HCKD9m44vmJ/Qqzzf99Px8Pr61+1+9HHhxtRqsZmqhCGhrHSHMQ2KVGzZn13fS3N"
    "tb0aT+4epvwK0+Bsz63HtW3enbzwjAU2jAbGP7+nHc4BzwpeAemy8+Dh5uPD9cfxtRiyWD"
    "/FZ6/G2iefKk0frcQeLSGPlo1oMYFUbjy3YpTuKrJzNf40nvLEBR0/YZenLNz98OtkfMkv"
    "2csVxXORxjD+Gx80E3/rBN19yXuRPyksJda/ja6VCiZzz3E4GV1OqVjLdHn618W5CsrVz5"
    "0P3RVZhMsql8SldkcKbRPjvVQuCX1DcuDHpXrDyN0x8qErTnLax6QU8vWQd2HOqbploAcC"
    "Cu+aeMuv7mpp3x720LCUQz4upSZ8PeQNQiU31FBCIV57SedoGmju5k54QgwErcLVPSmbGo"
    "QZE25rFKIru41PfLi9vU6EJj6MUxDfPHz+MLr/7lSo8awRdguQtx1iEoafLuV2TUr1zxRt"
    "p3JpoPvxwI6DqFQl6TxZRTasTzZcsJdBju1guWIqKbEeOgeaZxw6iP1M6soWEkiJKWbnJp"
    "xFRX1KNc+RClWmxHo4pQffV42glYbQsq5FUUFFFu+klIK7OtxLNH8mHk/OkD2HIUdUHRW3"
    "xe4Z4Rmk9mfHYmJCwyg0l/Lkd2c6nbb1Gfim05vBu7eRscT/KDOPJp+H19dZrTwCiPLgI4"
    "NFLnm8QLxve2grKeQRdrLrekquf0ZR6wt7/dyUgi5UkkqnWYshfYj9NvlDonOF1QpXYYXj"
    "b2AjLaLOyeGeL93D1a4N6A38gsxcX1upizMuprybEt7NYLJC+lyvNllWXKXFdXlH4Uk7z9"
    "xNOoeOg+UY8Xmy/VvWmq9KHeEmn4SQI9o/xFupFhohJ2mlpOX6B3croRuLuCjH4zRF3wo8"
    "HJFAHwAu2yFGf5uWu5eiDeL69uZT2Dztc0onJ+A6u3VMTO3SXd6lI/Z8nfPWUrJqpLs80m"
    "GR+TounaSoGucuj7Nn6zWzj5OSPXTYHfGCjbeWsQpm4OEOe/D28a/byffaFef4x8sKqCIk"
    "qqSLKulyACVd2PPBzcP19VHm628A0sugm35CGlvvCiAtLpOTyPLh+cM5FuiHQPLjT/fIKC"
    "pDGCB95fdygHtoEdrJVCjyahkE6tuiFHTTV5jQC7Lyjm+QwUjUUhq9oIPM5qiEkoGtbT83"
    "AdI166evGPmpJluidC866RNEUtXN0kR8B/Hzs/LL0Iaw3lpoSth/NoN7x/u8T3TZj232jz"
    "pV4fwFq6g0XLScbagPp60X0M1V4tgoAdbaWQGyANACooc/UcBtWb7EnIDLII7O6/AjUWrf"
    "9mYGnvNS/jm14ZrosEpFOP+nrkvCqRJvNaZtLYNQlXjbyTh03NeSE9peFdV1KYj0rbpfv6"
    "UzMWwTUcp2Dhl8YyI9hLiVKCrbKuVOZ4oEeohwK7QAf6vPUR3L2GVrIcUtk+CW8X06i3Rx"
    "EkrYXqVt1k88iaulVXXOuEyTmmd3oa/vJidhkewtnbpRse3DBHWjWzc+pzpX/Vz4nIrM3N"
    "AhtcnKjRxgFc/Ie4UUzIj3tHSPAfsn9q8w+9I6AV/DelNfj8FXF377yixXHXwNc9rZnw4C"
    "C4f8A1mAdRUw+0UjpiADz86Ywe0/8tFyibCeIwvb/3POmhVZ0V/W3w/77LDA57eMac3QY9"
    "+SpqxqZVUrq3rfVnX0nWbGvjB5NS7Sp/JWjZ1oHcQ82UKJXbm6m2nBHpp9zdd9YGAZcp6h"
    "UKCH8LZSLD3+ZhI4p8R6iHYrXiLbIbo3LytkXbAup+R6iPf7KnC/L0b7fWkt+GLAVeXwbl"
    "QOp/gfUp9E2L4PSShtn4rwinV3qZlmjhWA5tiERj7EcbG0CeDLnQTyhwd5CcRXo8vx5+H1"
    "d++OBylHaQj+WQbhJcLMVpeHOCGnMC7FmIgXkCqOFBPZfVGkmPU687DhYoue8Oftw3htxW"
    "P9uwcL7KBCAzMuogzMHAOTH26o2Q6e59VRKKnSm5TrE7SqIvi/AuzqsIe9TXh15IA6XONf"
    "Anl16sC+kddqqIy5sr0ZiMYUx3XoNQNtcXQ1IaTSLBUhp1VAQy+2HKRJKTVJFclpJySnnI"
    "nbAK53654OcrZuBDb5tVZItfa3oAagvYo66ieyib06Aez9aDK9H19OKyZcq1ziAsRzVFat"
    "gWRZPw20b9myrVI9PXdGvn0OslDy6J6JBsellE/RVAtSWqrSPonzDFxOxIRgTkwTu2zA2O"
    "+GFoW+R5+8InrBsxRFHsefKOBvKDiW2KUAOk8ejxdT8B3WKSCWsfpzNuGxlac8Wo/WdImA"
    "Q14Br61LgcesJkMQPF/5AzEFOrHYj6YEWMRdspfxX+Ie6Zges3fhzZADiMOus9YCSvZsXu"
    "yH514ahKJHC4t/uGDBmj0Rop+ACc/JhPSZ/puP+Ym9EneX7E2wC0zyUjlJU5FHd6WdK/Lo"
    "Tsbh4MijKp+tVW4SW7qlAtlhexXFbjyKDV8gFgjVWOnSsj2s8denRU1kg9JlXgSgmBIfl1"
    "Fu57TbOTjlKmcxK0Q0LqIAzYRKPMsSRcy51i67HmWEVWnZLq9HBqSuhhxHTtNKSvWP/9oK"
    "837BNup6Rbnjgupz6trnlImF7Cc5+U4w73I8VXchJa/YQyVYexJFt6DJKU8AW7zsFZh7jo"
    "Os+eoCQBA43/9EwQxSBETH3KHDufLsovjb9/WQF7aAYNY5wO4x9/S8CjeUlfFRtf3AR8vn"
    "6IIXaHiIJyhzb5YLTLgCMwQs9ARd/IL+fAJEXvQSUmAR4dxirwOjl+FeLYu4gBJD53dwYS"
    "Kz8jQpT5PyNHVICQo/YRkVKC7TQ3/Tmwr6z5tC7edNxtlkyjNr1zKK1Fyb9uZvbZrY2mSJ"
    "RFlRRX3pFJ2oa1O8GVC55iaJaExETdFSdtY+eEQdnabbEIlyOVr5+cN1gZ0EvR3kpN2Ibe"
    "yL3QxsfCdqDuBb0evPYaf9xDlnE+9SRbVwEcl1W0TrS5njQjSq5rooBrdKzW7Oh3nxSzNg"
    "ahtwpUVMV1VsTFnxyorftxVPDS8no62kfEfQvhnrffNndsBcEfF/CWjD9j10jLRSWLq0BF"
    "bxMch7K4F1tI/1qI2zkBds2fecPHp1MREqLqPIUOVDUoMMpWpmHVLNLGwyxT487r7q9pAQ"
    "UuyBqqc7BOZHyoNedvbAWmiHZw+Eis/hHj2Qtu8qssoycopalqktpE6yLoS6XydZS7Bi4t"
    "7pkIdSP9ctorsc2PhXSgksLEAnh1DM/9lXpLiDuRmcKjriDwalHfhzb8O3LfLqrufeRt+u"
    "Fpvzm9lpQzBfEkH5IsCEz6wF9eZLfoDFwmFvckkM4mTTICtL5R5LEYupiV+bPpRCuYYb0v"
    "GUa1i5hmu5hpX/MjJOz6rYpmfFpmm2KC773UjK/I8Eeghv84dnKmu0NWtU0bcU4ahLZI0q"
    "hKMqZrRgezRpJFYlyRwK8LuzgXzkNhlCEb5VrSFtPcTN0l6+BC4G3rPPt1LWjLJmlDXTJW"
    "umgAdZrHBHAj1UuJU9c2j2zP6Oe+t01LiVs/VM5ELZk9TjMuo09fpEFmW4t2a4B0pwrXw2"
    "ZbZXquJcsEBvl2xxuOhWTbTY1nTfZQS8m+vzXox1EeMtttLDEPBm8zwKOzdtlsf8aMouV3"
    "a5ssuVXd6xnbLtI2SVXd6qXd6FE3q7hnkJxod7RG/PQbaJ7Rkwx+AuZcrHpHZIlY+uHCxX"
    "XqUlqLSEw/cnKSKIIoJ0yZnUFBFEeZN27k0yySX791G+Lym4ebzBk2QS9t561YKsQ2arez"
    "Yz2V+xuxT1UUUXgRWvIwBdMGFg2egEDEVNPcrrk5rYIg7gh7bTXEL8tn3yU4C+OugFUyb0"
    "Fcz9Rn7NVZ01pICrrjrSAZwRzxVFWb/aHq9zr63FRHuy8Cu4+k8Ez8wApxfsFnJ4aVe0Aj"
    "peLJBz/GhBC/gn/4DgtCVeldXv3yXARYYRvvbRca6jLVP2hYrmmg+Hpiq9KEebcrTt29E2"
    "DxbRqo6gsH0P/UCt5JrbyJnzsglksZD0VKQkt/ZVdFOpKHNVnEu4KvwKt/kwb66MWwByNX"
    "OuY8DupzjuXuo+dw35Nss+K66XqhDSR1cc+mZjps/UUD+Tkuowly6rmfyTdZDOTworKLpQ"
    "skfnCKuNuu5GzdRKbe5Rl5jsHwY2cc53V3x8Xq5wjwajMTe4iS1seqZW57SGrGyPEN7xdA"
    "+xrKOf5sn2T4FqXE/l7vU67qSkpNrPu7yfZ1y5Ep9Vnmz/PqvB+XkV1tb5eTFti9/7Iw/2"
    "KIAgYhv14M/to5Fh6FD55lYGITjxNov5xISGsemg3NrbeS3z8LTdzfzN4N3baPvmf5Rt2J"
    "PPw+vrnCNygwCVhBoaF+kNls0xMJKBPxn1PiupCC5peOnKmtfSbxKCSr3pmnqT4dtUYYWU"
    "+zTkaoSY5D7q7QCDaftjicRgK+KKJJHdxBhJjWoV3ogNsQ4ELZCTN16XmNc89Pkdr5ACjy"
    "I9jxpSVawKvWLNdgnJTrxfxbNQPAvFs9i7wZz5OCWYsUlBRY5NZ7CHy5wEqnGZ3a5nnYSz"
    "nGsczL8svnXoxmve5mFO1iqE49Q2HOcc37OV5H58OZU7JTA12bMjcWuhKWH/qTgOt2Evhz"
    "i/N9cPiH3cFQjfWymg92jBPqXllDyjXO0zcb9U9XT8lkzHY00r6p2fCNHBgjiCVsyUxayK"
    "mduiElkXUYoVTVepj0p97ID6KBYFbQnpUsbVn5Tq3eGMb8+qJG6fFSdun6Vd+9zernOgDl"
    "V+vYP4jGKbmsS+lZRS9le5wRCg1YC1MFn3dJjAbj66PTGzunSaONNbPSup7CXvbNJlWZvq"
    "zlNk6QxOoaMGyW2Qgif8gizAf84xoMRPW7OIu+QtMRVZdJgtvMB9xfMczbe5bquoy3GbQ6"
    "nMSmVWKvO+9/o6zMstGZdd24b2Q7lk27rr5YRDq501vJbe4RncwU4h+Vkd3Y1ursY3ny7C"
    "nebRmjxcXo5GV/xYYerN5wjpSH+0Pg7H1/zSAmKD/305vLkciStzjgG7lt69qpg/p5VOTy"
    "85PD2T9kKJ58xrnxK9lt7hyEEby47a8G58AZjco3U1nPzw4XZ4zwZCZ0byjDC1qRsjwfYf"
    "KpfotZboH5eylRwv/jF6DtLkoc5KKsgrQR6qVTO5NNGEVP+gflMJ6jclUL/JQu0g9kupi3"
    "KsjeJy9QkhVa++fr36AEjtGUnN9JRY39jYzftrffWJFtVxK03XzciqYoUyxQoVCb5JEvyc"
    "gcYepTHrE+cU5t3grUgLqyBElx0TQQKO7yOtl7yTkO3bNtFK0k6XSGLd/Za2OOQkfweWjv"
    "nUZiZ1A9SmuUkFaLPlfttalH4Y55p11CO0W801iCFWGBYL8dwUGtOiEWz2cJNMXGq9U6iQ"
    "lApJqZDUXjW/3z3IVHQ3xydQaDDFRfoUk2osHVOF+fYU5vM1Gb6P1VKrY4JKt864DwtNw2"
    "JYy2zCf01IS8wVJyIxbWmvrNlQhwnrRoMlMa3yLZb8VaEpY7BnJkoa38xq2CUWYMjAzLF3"
    "YuTMYmMn4DdWJALeWggY5AlbgFiCtKejFzxHFwAyCRMbK169PkiTAX6ajE/fQ5YuqH0QvC"
    "6JkcMFbLTnKmaXRyMr30EvrEOhuLNmX+JlK5VJpkwyZZLtt/69gVGe+VBCR4gkelgDv/kQ"
    "bYfq+3YN+j59RwakrlYzfSotq4a600MdU2gkBzopqaLUhzDKdZioacn+cfaaPzM4ZjFUVf"
    "tjIsrfU+7v4VA14JB4oL0OTscmVP3Y9Lp+xVbB6UTVjJ7g3Wp4erLEts3eaoqFTyLrsInf"
    "Py712gQtNZc1rei7+egQE7hLTAH1Zi5xocFdKvZyRfGc/VuEuwGxjkHYOTNWqUvBVz6sX0"
    "/A0DAArHiiYsvPyvHvfEmeb8SeHxbn/y3l+pHy6BQGqHIX9ZzgVPARb+fJ6Xywr8R3s49T"
    "p7q22rRazj8+17NLekmMNSWoAq21A60cIDnsQwkFem3QGRooh4hdvKxEAjtMfpwwdVVnik"
    "O00bXl8W3D+Mlo6/sJcU2RaRtQ6LkZlSm6V6ouuUGrXdD51mfMzdkTn4gjtjEdU/YGq3Uq"
    "C6f78VjTunluExV+kvkIVPhJhZ8azwUxvCeZXSZs37tabu+r7Cnvi/eU9xmHmvi/BLRh+x"
    "7aBKeDSgUKBiUVCgbZZO7YBlTZ9orJ9BDnsyownxWjnHOstTqIdlcZrRkNqaKvJiOnjszJ"
    "QIsofpKtupgQUvGN8viGD1YDEY6rqKPDhHVjjCMxrRoozd6cJSqCSzlWaBh0KrZAedxmJ8"
    "lkbNNRtqOyHZXt2AXbEZkwr1ZEsfYdCfTOehycV+EtslYlJQMyzMXuG5BHu/H3tmI+hntJ"
    "Ft3NlQZD2R0iHRJIJNA+epiM7i/4oRvOozW8+jy+uQBQN7HFy0Teje6DS9Sz2evy60d1xq"
    "bx0oM2pPSVGTPSpw1kBPtH+xpUKtU2KCnVNsiWahPLsvaCHMw6rbOZ53ag2JVd3rtnXNOp"
    "NdhJSTXKhzDK8hzarGT/FtNWSoyGwM1Wku6mjOAWNmnHYG8mKd13lNRZspKSasnq2pIlwc"
    "SIRSZszOuUbkn0Hdr4J7/YaU/cjakQmeNuCdAl6+Jgv4hydBb4yXO2LWN26VGXmIhto1Fn"
    "fZxJfyezLYH6kcz6Co4wf5pIO/jMOqqac3CIX5wIUW6JUdUCjYeIT7xcRX2E+ndsWat5K0"
    "Pk4PnyKCfwFdw5Lgt9wXWbNmNfKq1jl2kdL2yVyj1CsNhgjon0kFjUSklk/lFJIBw07yG6"
    "p5UcEacljojTnLNOiOXmVhYpPn4jJrLV4RtdQ7sE3MZO39hrNsEf/w/c5fdZ"
)
