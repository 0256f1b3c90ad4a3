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
CREATE TABLE "render_uploads" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "kind" VARCHAR(10) NOT NULL,
    "format" VARCHAR(3) NOT NULL,
    "download_id" UUID NOT NULL UNIQUE,
    "file_size" BIGINT NOT NULL,
    "staged_key" VARCHAR(300) NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "checking_until" TIMESTAMPTZ,
    "garbage" JSONB NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "order_line_id" UUID NOT NULL REFERENCES "order_lines" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_render_uplo_order_l_e423ab" UNIQUE ("order_line_id", "kind", "format")
);
COMMENT ON COLUMN "render_uploads"."kind" IS 'CUSTOMER: customer\nPRINT: print';
COMMENT ON COLUMN "render_uploads"."format" IS 'PNG: png\nJPG: jpg\nPDF: pdf';
COMMENT ON TABLE "render_uploads" IS 'One a file of a line; starting again makes it anew. It goes when its form has ended.';
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
CREATE INDEX "inbox_payment" ON "inbox_events" (("payload" #>> '{data,object,payment_intent}'));
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
    "eJztXWtz4zaW/Ssof5lMjccbq213r2d3q9S2uqPEr5XkZDLxFBsSIQsxRTAEabdmNv99Af"
    "AhvkVQpEQx+JK0SVyQOgCB+zj34t9HS6Ijg570LfwDWh1dgn8fmXCJ2D8Sd47BEbSs9XV+"
    "wYFTQzSFFtZe0EpchFPq2HDmsOtzaFDELumIzmxsOZiYvHV/5lAwJzZwFghAfYlN8LYgYA"
    "l1BLBzDN6wswAQUHdKkQPInLfDNrCQvcSUsk7o3wBdkDcTEHPG+n9BlgMgBePv+n/tnV+c"
    "8LfQyYy9Bjafd/VA18S/uUhzyDNi0jZ77C//ZJexqaOviPI/fzlyKbI1rPPm7L//5PetF2"
    "2OkaHHkPeaiOuas7LEtcfH4fUn0ZL/uqk2I4a7NNetrZWzIGbY3HWxfsJl+L1nZCIbOkiP"
    "jInpGoY/fMEl7yewC47tovDd9fUFHc2ha/CRPfqvuWvO+ICCGbHRCdbpiYne2I/7H//9Im"
    "017e5+oo0HE007Ss0G/h6J8fIvzRjubCZh0+Hw/ft3r981KuLqEX/A1Xf90TfvLv4scCDU"
    "ebbFTYHZ0e9CEDrQExVDsYZ6ZiMOjAadNOTX7I6Dlygb9rhkAn7dFz0J/lFlGIIL63FYf1"
    "B5AzEzyOzlxCRv+xiHyfB2MJ70bx9490tKfzMEjP3JgN/piaurxNVvvGEjbMnw1pKwE/DT"
    "cPId4H+Cf9zfDZKDG7ab/OOIvxN0HaKxH65BPQpVcDm4xJquR1/8PzXuVwtoZ4950D4x2g"
    "yepsY3GJYGBvJoCb9qBjKfnQX788O3BQP7Y38kvrEP3yYG686/0xO3fo+Ba9lojr/KwLuW"
    "6CDApxclAD5Nfg1rgPmtOMBsx9UWkC5kII7K1APy5s1iZxBfnJWA+OIsF2J+KzGH1ypAGu"
    "Xvx/d3ORM5LpbcHPDMAf8HDEydHWwLUxcbDjbpCX/ePnYFDlNsQwgA/+a2//fkWFzd3H9M"
    "rvS8g4+JgUFfLcxuV9i345I17Nv+fG/LqtOl/dmA1NGY1lxFP0vKqpFu80jb6JW8VBrnuK"
    "Qa5TaPcsQALmvdRkTqNHHbO6gbjFnuNJi/ZNqyHKo0tJ+YWYifzR/QSgA8ZO8BzVmWGeM7"
    "fB79bg4T0vXV9adsw7fQyxKdUOy3s1+MHE9n7o+v+teDI4HwFM5e3qCtazGo+R3SI4krYd"
    "v0rWVvmbwCTfgswOG/gr9z4GZzdewMTMfOdsKt7x4XOuJ4Ow2xhhiV88bl41vGo+VAm931"
    "ZpB4D/Hn2sV1DH45Yk8ndvoaf3zkSsSdohxjyjGmHGN73aij32zZzy0qs8VHdzjq18avK4"
    "GnjJ8mFOigJ+zdt2V8jaxVrqNG3Esh7O8oEhD7Eh3E+KIMxBf5CF+kAE5s9WVRToh1EOqz"
    "MlCf5UN9lge13PIbE1LrbxzRKZozJUDGhbuW2Mp7ezhoNuKmhXMnyybNhz0UUKhXRx1bMi"
    "u017rSwtwynBPr8nmZdfk8f10+T67LNmI/k2YvzPn4xqW6h3M9UbeUX2s/bpiPhLwsof1y"
    "lOGECe8dF7lgpn6rkmSonxbIRsBGM9fmmIM3Yr8AZwEddg3qFFCyRM6C35liB0xX4n8Gmn"
    "Oe0jxNddq+u81un1z3zH7pFC0KRNdFpsh3z7xCw5XSZ0KBdgSj+WMPOhjdkvXqCtpO1lol"
    "rheuUzPWYhcuYupAxxUPikTelYtXuXiVi3evLl6HvCBTmj8Wl6pFmW3Rvl0/gWy9+qURHp"
    "juMhWTjaG9lt6d30z4RV+R5Cd01L+aDH8cXAJP+sm8+m5w9cPgWrt/nFyC2QLNOEeDuM6T"
    "2f/Yv7tmk/qaNZ5CUycm0pN6bClCZa8MobKXT6jsJQeLK83InK1kPoioTAedm+/KeOrz/f"
    "RJhNESYkMG3lCge3Zz77zMasNa5cIr7rWWF9m2id2lzdu19IqqW1xSDXO7h3lffLmWLZwd"
    "oMu1E9Em2XIRGjc2UYYO/NEX+/TDCBkwJxgf8WfcsG4Od0FKQR370omtI3tLjO55H92Zir"
    "837TcT8ynHdxbMtWL/mRbO7HqdaL+I3nm/WEemg52V5zGLOdZY/2yh0lQmsfKmKW/avjW1"
    "8DtNjX1B4D0i00HXQf3ONCLeSCoTMyLSjsBXp7Iwf3Nhzqwfmk72gERFEiPCt/4DnPTP/C"
    "X+2js9e3/24d3F2QfWRLxoeOV9wbAM7yZJjzFCpsZ+nKNZNp5lxHg/4udcdDOEuwTyf/Z6"
    "796973377uLD+dn79+cfvg3RTt8qgv3j8DNHPjbr00MhVDw5FSoiotLVEnCuFVYJQGNCyq"
    "ORLLFBdHcmO0fjUmqaJhdg/C8kiWhERE3RQqdbYNdu6XQL6C2HOUE3et0iu0i21y1jEagB"
    "1Yd1Tx0FNr70bcaWf9j1ATv2ezvIdWAjtpFFcDOw3rZeA7TXYUfdRDWm/8RwHQ3Gk9Hwar"
    "KvjPUrlzpkiexP+Nm1/c0h6UlNNDkudKj6jdnz161L8KehA4iJQCAOqIVMB2DTv+rRM46B"
    "6ZV2tBGzyXV6DJbkFemsjbHiNGjIZPEMjP/3JotT3cQjMt2+QUwqZJUk3b7K07srhVB5en"
    "cyDgfn6VUksaZJYg5xoKGJNVbO+5UQ3J3n69umYN6L20vEohmsbhb+ueAnpDoDfm2OXVGQ"
    "zkOpYjW7qLAqdNbmTUIVOusOc6ulkB5qoTPfYM+wFtemfL6R6JnDZQ8aMAFeLl0hDPgUY6"
    "Ybw9ddMgXhBAx+c6ER/k3BAr4igMRFnt+CKICmDqCNhJVnk7eMgwUaeMAW+bfKBlQ2YMn1"
    "SdmA22zvsllzquL6cVmOj4MdQ67AVCDQQcO6V6pSWq+gUlovXSkt2JDSIOfTqKIyu+dR7U"
    "c/3UepgAT3ZLfE+XbagyV483XgJMjzHQbKQUuLYbAtTBO/m8P91HebZ3CNqeUKuytt7vi3"
    "jgvtHa/RLgp1eJ+SOp5MmRnKzGiHmcF/qoU0fw2QLDuXKdw5A6R3XqbKH2tVkESfqvMHl9"
    "mxj6LY01pGEa6rE65VbLXh2CrbFahcmey1RAfRrb9M9uEV/JEH++in/uhuePdZuxsMrsfa"
    "aDB+uL8bDy4B05dNBr5mIqRTje2EFgMfPZlB+8e768GItf9xOPhp3do1ueJpo1eM3tZtmU"
    "U95jWCglZMdaBIfzKTz0w+K/6MeN/9h4dB/yb12kz9RtBIvbXfOt6h3zbxzvd37EWJ+WSy"
    "l55cAvaqzpP5wGQGdxP+IyzWEplOtUJH78qVyy+olp9yATFbYJqxyharlGspFXxus9rIj7"
    "PWbfiWscx/JMRA0Mwe35hcYoinTLCpBSi8sttx/Xh/fxMb0o/DhIJy93j7cTD65lSMJWuE"
    "nRy9hX/vcupiINEZmsyONUVINTKXXcBCIVX2qNULmLfVV3F6RAXVJtXmMY56G8u6EqMyii"
    "NVzJEiQTGgLUlSZYsKtRTUjSyp6JxqFU2KvJkGgXHPe/LecWHowG/VSH2iddyN9/7CBlnM"
    "NWIvg+rehbEFfuKjjYQN9YJWKtagYg0q1rDf/Tj8hCt4rQLZVvusrh7Hk/vbwegyTOPjHh"
    "pmWXDvjG93SZegLuOZOc33zJymPDP+ClpxINbSrR6Kh7vPDHTz+cn8/oH961eL/evh+hO7"
    "ps8rOcjq9ZHPsYE02bNsYkJtRr+ip/y0lKv8tMBXfpp2li/ZduChJIF0TKiDSKuYBOvbYs"
    "ohh0x2ZRncXQ/F6uLJ8yX+/mowHnsXbTJDlIrro0H/+udLcSrW6sn81B/ecD/9HLLPuNpp"
    "BLVvBWyTspltIBRkic8jIda9uvmNHB8cMUYksI5LdQ/qBs5DWcDe+YXUfA4lFL6b8RVqSH"
    "bVmqJwREysUkyibTjvJSrxhnVnoVlf0+DnIh8V6RDwtWVNLxB+XjhymMZkFKhpUHULS8Dp"
    "t1ZAZoQhHc6rdzJ063yiYESkM9Hf2gDlCrhrI02ep5aW7J6+0IjqG8QJpCt+pAXVfE7OZ2"
    "FfVnCpR+VUILvNjnMVyK65/u46tFgJ1YigglZxBHbDEciev3VB27GDr7LhjXy3beJhDM0p"
    "+Trg5O2jDCZG5O5xERcD83aa4ICXr10jmvOCotAExHUo1hGgK8rMh2PAvbxIB1M0Z/9nDd"
    "jkYUMBMAX8PF0Ap0wAYCezZE0d/T6ZT+YX358uIv9feBuKRFVUZ4HYQEOTQi8c7/ACqlP+"
    "BpTJUoDmczRzKC+Y+ops/2H5RVEpcW3vGxFvHp54pUriKP5IjSuh4o9slasafqSlHfuhRA"
    "eDuL1yhVsK6rakTnYO1j4JiKMyXQS5ieRfWTpCh5kIH8pM4g/5k/hDahJDC2tsy6dYzreX"
    "EOueY++sDNJn+UifpZC24CqgCMdRzi/yFBFRNZ62OBUvqhbLqkJJWeX7a7PSw4yhGZHjCU"
    "ZEureM1VavTqJkWpPG//dkepRh9fPLx0Xm/q9kuouKTZEKv6pgkzKClRG87/0gP4kie8wP"
    "IXGiNRot5yHnbLXlSMw7NtPq4zCPHu/uxBXbNU1xZfx4dTUYXHPKMnVnM4R0XholzmJ+Mq"
    "/6d1cDcWXGQWkNs9mCNlxKHeO9lmjHKd78sZ05xZt79tODUUD7MHd8sPShkD3E+UMSSIbt"
    "FbUuDSaybZIRnC5wdgYC3bOrzkvZVecFdtV5mvel8kt2SLLbU05hq4FuJKVQJUDsMwFijk"
    "1MF5Xs34Socny22dBFXy3MuqswzHFJNcptHmV1ip06xW7f5MCWnmJ3C7FxlBEaENePi2ID"
    "S9ZiF8EBZDrYWYWFEvw/kyWYZtjCPntRhRBUCEGFEPa95zqRA3ZKU5AiMh0MJdRfECW27p"
    "VFOSbUQZh752WqEbBWBWy6VD2CGUPjmdg5HqbNcZuofJsxP5qM+nfj/tVkeH/Xv7mM0t+h"
    "8WTe9kc/sLWFx3CW0H5h6y+P4vSvb4d3lwDqS2xWisyUGbDT/PE6TZfn+ANXChoHV2jkyk"
    "T86TQVW/tQhmCZz69MfW3EdNBXqZMdIyIqtFZ7aA3rbGsmDj+fRtbPniHaudObTkvR5E8L"
    "ePKnGUT5uOFTOnwUF+ueu71+RkbMpixrG8aEtjARW4Z1PbnPdLZAumtUsv6SsuqQg1Ybeq"
    "p0TM2EAa6nVfls1mIqGtHmD8ayySvOq7WRv68nxLq3rzeSBafYNw2wb1qS1cBjFBPygsyj"
    "nACGd/N4UxRDc3i7kvUMfuI1ACCzJs0XXiIAAt4Dr8j7iuilVyGAlwaYImgjW5Tlpd5V3m"
    "5Kvp6Az4ToYE5swAsRuBSlaxs08AxR50D8Tm0B6UJUOeB78Aq4TI81RKkD8RRR/cB0Lr3i"
    "B1yAPwsZc4C+MguaBnURRGNiGqu8egfpQM7SjylZrs3WVOSFbiJxdBW1UVEbFbXZr27if5"
    "qZG+Zmx2lEvNVO7h8Ho+Gnn7XBbX94cwlekY3nK02sT7ygOpd66I/HP92PrnlldYoczYKU"
    "vhG7knO0gRoKwVJaWqsJ194WD0ub4j02esb8kU5mhn++Gzopt5UvumXa5K6dzmt1RWaqx6"
    "Vq0eJb5Gmuv9J6iyiQbVtnurSzu9XqOLiqhMPBjO9+OK6HM6aHQnFtJ6KHynD1irpmeIjC"
    "aq/53iFR0bOkY4i6U5EHCZ7cXu+0B3RMRT1x8BdAF9iyePnJvwAHfgX/DUTDYwCNN7iix9"
    "ylssQmsQEbcoem/UH1dl2hIgd31MygHZZgg6sljzb4PBnPjxNYGIp+qxw5ypGzb3XAdJfT"
    "rD0r325aS3SOntMr5SAo8A+kjabdOmBaphHsgm/rn20rnWucEuwg4HVVJ0vUWYzu6ZmIl3"
    "AAp3o5RAbtQ394zf6EWOf/Hk2G/Zubn7XR4NPjnShVYzFVCEPDWGk2YpuUqFmzvru+luTa"
    "Xg/HD48TfoVpcJbrVOPa1u9OnrvGHBtGDeOf3dMO54Br+q+AdNl58Hj36fHm0/BGDFmkn/"
    "yzVyPt40+Vpo+WYo8WkEeLRjSfQCo3nlsxSncV2bkefh5OeOKCjp+xw1MWHr77eTy84pes"
    "xYrimUhjGP6dD9oSf20F3X3Be5E/KSwh1r2NrpEKJjPXtjkZXU6pWMu0efpXxbkMyuXPnQ"
    "/cFWmEiyqXRKV2RwptEuO9VC4JfENy4EelOsPI3THygStOctpHpBTy1ZB3YMapukWg+wIK"
    "74p4y6/uamnfHvbAsJRDPiqlJnw15A1CJTfUQEIhXnlJ52gaaOZkTnhCDATN3NU9LpsYhC"
    "kTbmoUwiu7jU98vL+/iYUmPg4TEN893n4cjL45FWo8a4SdHOQtmywJw0+XcrvGpbpnijZT"
    "udTX/Xhgx0ZUqpJ0lqwiG1YnG87ZyyDbsrFcMZWEWAedA/UzDm3EfiZ1ZAsJJMQUs3MTzq"
    "KiPqWaa0uFKhNiHZzSvW/LRtAKQ2hp16KooCKLd1xKwV0e7gWavRCXJ2fInsOQIaqOitti"
    "9wzx9FP702MxXkLDyDWXsuR3ZzqdNvUZeKbTu977i9BY4n8UmUfj2/7NTVorDwGiPPjIYJ"
    "FLHs8R79oe2kgKeYid7LqekOueUdT4wl49NyWnC5Wk0mrWYkAfYr9N/pDoTGG1wpVY4fgb"
    "WEgLqXNyuGdLd3C1awJ6A7+iZaavrdDFGRVT3k0J76Y/WSF9qVabLC2u0uLavKPwpJ0X7i"
    "adQdvGcoz4LNnuLWv1V6UOcZNPQsgQ7R7ijVQLDZGTtFKSct2Du5HQjUkclOFxmqCvOR6O"
    "UKALABftEIO/T4rdS+EGcXN/9zlonvQ5JZMTcJXdOiKmduk279Ihe77KeWsJWTXSbR7poM"
    "h8FZdOXFSNc5vH2bX0itnHcckOOuyOeMHGe9NY+TPwcIfdf/vo121ne+3yc/yjZQVUERJV"
    "0kWVdDmAki7s+eDu8ebmKPX11wDpld9NNyGNrHc5kOaXyYll+fD84QwL9KMv+emHETLyyh"
    "D6SF97vRzgHpqHdjwViryZBoH6tij53XQVJvSKzKzjG2QwErWUBq/oILM5SqFkYHPbz02A"
    "dMP66SpGXqrJliiNRCddgkiqulmSiG8jfn5WdhnaANZ7E00I+89mcB94n6NYl93YZn+vUh"
    "XOW7DySsOFy9mG+nDaegHdXCWOjRJgre0VIHMATSB6+BMF3JblS8wJuPLj6LwOPxKl9i13"
    "auAZL+WfURuujg7LVITzfuq6JJwq8VZh2lYyCFWJt52MQ8t9LRmh7VVeXZecSN+q/fVbWh"
    "PDXiJK2c4hg29EpIMQNxJFZVul3OlMoUAHEW6EFuBt9RmqYxG7bC2kuGUS3DK+T6eRzk9C"
    "CdqrtM3qiSdRtbSszhmVqVPzbC/01d3kJCiSvaVTNyy2fZigbnTrRudU66qfC59TnpkbOK"
    "Q2WbmhA6zkGXlvkIIpcZ8XzjFg/8TeFWZfmifgS1Bv6ssx+OLAr1+Y5aqDL0FOO/vTRmBu"
    "k38hE7CufGa/aMQUZOBaKTO4+Uc+mQ4R1nNoYXt/zlizPCv6l/X3wz47LPD5Z8q0Zuixb0"
    "lTVrWyqpVVvW+rOvxOU2Ofm7waFelSeavaTrT2Y55socSOXN3NpGAHzb766z4wsAw5z1Ag"
    "0EF4GymWHn0zCZwTYh1EuxEvkWUT3Z0VFbLOWZcTch3E+0MZuD/ko/2hsBZ8PuCqcng7Ko"
    "dT/C+pTyJo34UklKZPRXjDurPQlssMKwDN8BIa2RBHxZImgCd34ssfHuQFEF8Proa3/Ztv"
    "3h/3Eo7SAPyzFMILhJmtLg9xTE5hXIgxES8gVRwpIrL7okgR63XqYsPBJj3hz9uH8dqIx/"
    "o3F+bYQbkGZlREGZgZBiY/3FCzbDzLqqNQUKU3LtclaFVF8D8C7Oqwh71NeHXkgDpc4w+B"
    "vDp1YN/IaxVUxkzZzgxEbYrjOvSagjY/uhoTUmmWipDTKKCBF1sO0riUmqSK5LQTklPGxK"
    "0B14d1Twc5WzcCG/9aS6Rae1tQDdBehx11E9nYXh0DdjQYT0bDq0nJhGuVS5yDeIbKqtWQ"
    "LOulgXY5W9a1aphQI8R+of1odW1SNcqJdZ0p+Xrrp+tk8WJjDY4LubGiqebn/pTlxxL7BT"
    "icsQrBjCyX2GEDxn43NCn0Qh/kDdFLns4pEl7+RAF/Q0FGxQ4F0H52eWCdgm+wTgExjdWf"
    "05mhjTzlyXwyJwsEbPIGeBFiClxmXhqCCfvGH4gp0InJfjQlwCTOgr2M9xIjpGN6zN6FN0"
    "M2IDa7zloLKNmzeVUknqRqEIqeTCz+4YA5a/ZMiH4Cxjx5FdIX+h8e5ifWStxdsDfBDliS"
    "19LZrIpluxuVmwsqlq1i2aZZtirxr1ESF1u6pSL+QXsV7q893A9fIRYIVVjpkrIdLIbYpU"
    "VNpM3SRVaoJD93ICqj/PNJ/7x/HFjGYpaLaFREAZqKKbmmKaq9c61ddj1KCasavG1ejwxI"
    "HQ3ZtpymFZfqHlG4kRSFOduoq1Uvjwqqz6ltn1MqaLSfLO4HQVHM8FQ9BNzFfA+VoDdKVC"
    "eDS84NA9jk9cHAzLVtZM5WlwACP0rxJwqmkCIgOuYOHZ5UwC6Kvz1fD3llCwhmnQPsHHNP"
    "z5twQ5kpH1XTD3wyPTIzeIWGi3gmN/dmOWAJV2CKgImeoYNf0Z9PgEggX0AKTCKcW+x1YP"
    "gy3KtlEgdQYuj8Ds7N+FaeJuVpUp6mFilBwScsowJFZTrob3pXQv95l6v9vEs5m5byFOS1"
    "jGJ/V+YHelubJrY2WcZVWlRxhFrFu2rbFK8HVK65SSIaEVFTtJDGtg/CVUun6TaMq0wyW3"
    "aidVVgx35vBzlpN2Ib+WI3AxvdieoD+F70+mPQaTdxztjE21R6LlhEMt0W4fpS5LgQjcq5"
    "LvLBLVPcnPNhXr0aFphaBlxpISVYVWVTVryy4vdtxVPDzUj9K6hz4revx3rf/JkdMFdE/F"
    "8C2qB9Bx0jjVTgLqwVln9e9N5qhR3tYz1q4tDoOVv2XTuLh55PhIrKKDJU8ZBUIEOp4mKH"
    "VFwML5lir7l2Bk8kf3uICSn2QNljMHzzI+FBLzqkYS20w0MaAsXncM9oSNp3JVllKTlFLU"
    "sVYVJHfudC3a0jvyVYMVHvdMBDqZ7tFtJdDmz8S+UD5lbqk0Mo4v/sKlLcwVwPTiUd8QeD"
    "0g78uffB2+Z5dddzb6NvV4vM+c3stD6YLYigfBGwhC+sBXVnC37Sx9xmb3JFDGKn0yBLS2"
    "We3xGJqYlfmzy9Q7mGa9LxlGtYuYYruYaV/zI0Ts/K2KZn+aZpunow+91IyvwPBToIb/2n"
    "jCprtDFrVNG3FOGoTWSNMoSjMma0YHvUaSSWJckcCvC7s4E85DYZQiG+Za0hbT3E9dJefv"
    "FdDLxnj2+lrBllzShrpk3WTA4PMl/hDgU6qHAre+bQ7Jn9nYvX6qhxI4cQLpEDZY+cj8qo"
    "Y+erE1mU4d6Y4e4rwZXy2ZTZXqrcdc4CvV2yxeGiWzbRYlvTfZcR8Hauz3sx1kWMN99KD0"
    "LAm83zMOxct1ke8aMpu1zZ5couV3Z5y3bKps/aVXZ5o3Z5G44ybhvmBRgf7lnGHQfZIpZr"
    "wAyDu5ApH5HaIVU+vHKwXHmVlqDSEg7fn6SIIIoI0iZnUl1EEOVN2rk3aUmu2L+Psn1J/s"
    "3jDZ6kJWHvrZctyNpntrprMZP9DTsLUR9VdOFb8ToC0AFjBpaFTkBf1NSjvD7pEpvEBvx0"
    "e5pJiN+2T34K0BcbvWLKhL6AmdfIq7mqs4YUcNVVRzqAU+I6oijrF8vlde61tZhoT+ZeBV"
    "fvieCFGeD0kt1CNi/tilZAx/M5so+fTGgC7+Qf4J+2xKuyev07BDjIMILXPjrOdLSlyr5Q"
    "0Vzz4NBUpRflaFOOtn072mb+IlrWERS076AfqJFccwvZM142gcznkp6KhOTWvop2KhVFro"
    "pzCVeFV+E2G+bNlXFzQC5nzrUM2P0Ux91L3ee2Id9k2WfF9VIVQrroikNfLcz0mQrqZ1xS"
    "HebSZjWTf7I20vlJYTlFFwr26AxhtVFX3aiZWqnNXOqQJfuHgZc447vLPz4vU7hDg1GbG3"
    "yJTbx0l1qV0xrSsh1CeMfTPcCyin6aJds9Bap2PZW716u4k+KSaj9v836ecuVKfFZZst37"
    "rHrn52VYW+fn+bQtfu/3LNjDAIKIbVSDP7OPWoahReWbGxkE/8TbNObjJTSMTQflVt7OK5"
    "mHp81u5u967y/C7Zv/UbRhj2/7NzcZR+T6ASoJNTQq0hks62NgxAN/Mup9WlIRXJLw0pU5"
    "q6TfxASVetM29SbFtynDCin2acjVCFmSUdjbAQbT9scSicCWxxWJI7uJMZIY1TK8EQtiHQ"
    "haICdvvC0wr3no8TveIAUuRXoWNaSsWBl6xZrtEpCdeL+KZ6F4FopnsXeDOfVxSjBj44KK"
    "HJvMYA+WOQlUozK7Xc9aCWcx19iff2l8q9CN17zNw5ysZQjHiW04yjkesZVkNLyayJ0SmJ"
    "js6ZG4N9GEsP+UHIf7oJdDnN+b6wdEPu4ShO+tFNARmrNPaTEhLyhT+4zdL1Q9ba8l0/FY"
    "05J652dCdDAntqAVM2UxrWJmtihF1kWUYkXTVeqjUh9boD6KRUFbQLqQcfXHpTp3OOPFWZ"
    "nE7bP8xO2zpGuf29tVDtShyq93EJ9RZFOT2LfiUsr+KjYYfLRqsBbG654OE9jNR7fHZlab"
    "ThNneqtrxpW9+J1NuixrU955ikydwSl0VD+5DVLwjF+RCfjPOQaUeGlrJnEWvCWmIosOs4"
    "UXOG94lqH51tdtGXU5anMolVmpzEpl3vdeX4V5uSXjsm3b0H4ol2xbd9yMcGi5s4bX0js8"
    "g9vfKSQ/q6OHwd318O7zZbDTPJnjx6urweCaHytM3dkMIR3pT+an/vCGX5pDbPC/r/p3Vw"
    "NxZcYxYNeSu1cZ8+e01OnpBYenp9JeKHHtWeVTotfSOxw5aGHZUes/DC8Bk3syr/vj7z7e"
    "90dsIHRmJE8JU5vaMRJs/6FyiV5rie5xKRvJ8eIfo2sjTR7qtKSCvBTkgVo1lUsTjUl1D+"
    "p3paB+VwD1uzTUNmK/lDoow9rIL1cfE1L16qvXq/eB1F6Q1ExPiHWNjV2/v9ZTn2heHbfC"
    "dN2UrCpWKFOsUJHg6yTBzxho7FEasz5xRmHeDd6KpLAKQrTZMeEn4Hg+0mrJOzHZrm0TjS"
    "TttIkk1t5vaYtDTrJ3YOmYT2VmUjtArZublIM2W+63rUXphXFuWEcdQrvRXIMIYrlhsQDP"
    "TaExLRzBeg83ScWl1juFCkmpkJQKSe1V8/vNhUxFdzJ8ArkGU1SkSzGp2tIxVZhvT2E+T5"
    "Ph+1gltToiqHTrlPsw1zTMh7XIJvxjQlpgrtghiWlLe2XNhjpMWDcaLLFplW2xZK8KdRmD"
    "HTNRkvimVsN2sQAZePajZRCYwwWM3D8uNnt4S80VTUsSA+9NBCCYYwPxsvUQcJD+BtiksR"
    "1O1oPPkNfJhy+IAuwAyAyCEzB0wDNBvDg+MtlVynNflmABKeAvkJGD3dRDMk+ejH8dL9hf"
    "gpg0U+vVKZTKXlP2WpvstfADrcCGCmTbXCj/6OpxPLm/HYwuQVDV88l8GDFd/xJYtm8M7Z"
    "8M5a+PFQdiLd3qoXgQPELOIfz+gf3rV4v96+H6E7umz6sMQ91lHcmbybduSaMkIaZS7eMT"
    "m2kd4phrOfdFTEx5MLYhKjOtV5akE5dq85rSJj5ai8q8tw39LmlMswWavVQnsqSkFZOlza"
    "P9DO0pWwzTw5xPMY2IbEUw3dYamrrYYAY+PeHP24cx1AjvdI5NLEp4yi+zCVH14bX5w1Ox"
    "l53ympQ/uyP+7KCiQIYrO1JsIN+L7efrS/ivDfKMTUBMkYSuo1c8Q5fc3wyX2Fhxj7Nf9g"
    "l4ZZ+8dHRk6iJVHYK3BTEycttr7bkMjcilIWvNRq+sQ7FPsGa/RPVzRTFSLmvlst6vAWZg"
    "lEWHKUivCyU66MuoP+VIOTL+EN+RAamjVSwHlpRVQ93qoY4oNJIDHZdUJvMhjHKVygpJye"
    "7loF+Ucflf5Hv8L1IO/4jFUFbtj4got0SxW4JDVYND4pF2OtkqMqGq51qt6zFvlWwVqwLd"
    "EbwbTbcaL7BlsbeaYOGTSDtsovePC702fkvNYU1L+m4+2WQJnAWmgLpThzjQ4C4Va7GieM"
    "b+LdK3ADGPQdA5M1apQ8EXPqxfTkDfMICXZkD5yS5LbBIbsPF0aNqb0/CzMpmIsfNQ2fOD"
    "w2a3IiHmMhYyF/UMqoL/EbeW9lFP8kqB76bCKbVbn07bttWmUR5TdK6nl/Qi0k1cUNFuKt"
    "NuOEBy2AcSCvTKoDM0UAYfI39ZCQV2WMxvzNRVnSkO4UbXlMe3CeMnpa3vJ8Q1QUvLgELP"
    "TalM4b1CdcnxW+0iPZ31jF/F+8zYE5+JLbYxHVP2Bqt1aSaevs5jTevmmU1U+EnmI1DhJx"
    "V+qr22keE+y+wyQfvOnU3yocye8iF/T/mQcqiJ/0tAG7TvoE1w2iuVY9IrSDLppYuTRjag"
    "0rZXRKaDOJ+VgfksH+WzFMjrDTyh/RdValwL7bBEY7B0HGyFxpSGVNJXk5JTR8CnoEUUP8"
    "ueIhQTUvGN4viGB1YNEY7rsKPDhHVjjCM2rWo4arQ+S1QElzKs0CDolG+B8rjNToqjsU1H"
    "2Y7KdlS2YxtsR7SEWSlj+dp3KNA567F3Xoa3yFoVlMBNMRfbb0Ae7cbf24j5GOwlaXQ3ly"
    "gIZHeIdEAgkSlR8DjmlSK45JPZv74d3l0CqC+xyY89ehiM/EvUtdjr8utHVcam9uoRFqT0"
    "jRkz0qfnpgS7R/vqlUr17hWkevcyUr35sqy9IhuzTqts5pkdKHZlm/fuKdd0Kg12XFKN8i"
    "GMsjyHNi3ZvcW0kSOzAuCmK0l3U0pwC5u0ZbDXU3zHc5RUWbLikmrJatuSJcHEiEQmLMxr"
    "+mxJ9O1b+AevMFBH3I2JEJntbAnQFeviYL+IYnTm+Nm1tz2W48qvw/dp3VkXZ9KvZLolUN"
    "+TaVfBEeZPHWkHt6yjsjkHh/jFiRDllhiVPXDoEPGJlquojlCkMkZXvrYmw159ZOPZ4igj"
    "8OXfOS4KfcF1myZjXyqtY5dpHa9slcJyBnNEpIPEokaO+OMflQTCfvMOontayhFxWuCIOM"
    "04u5uYTmZlkfxafxGR3df62499XFtVv71mE/z+/+OkrNw="
)
