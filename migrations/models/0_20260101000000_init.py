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
    "eJztXWtz4zaW/SsofZmeGo03lu1ur/dRpbbVHSW27JXkZLLxFJsSIQtjCmQI0rZmNv99Af"
    "AhvkVQpEQx+JK0SVyQOgAB3HMvDv7VWRka1MlJ30Q/wnXnCvyrg9UVpP+I3emCjmqam+vs"
    "gq3OdF5UNZHyAtf8ojojtqXObXp9oeoE0ksaJHMLmTYyMCvdn9sELAwL2EsIVG2FMHhbGm"
    "ClahAguwvekL0EKiDOjEAbGAtWDlnAhNYKEUIrIf8ByNJ4w8DAc1r/CzRtoBIw+b7/197F"
    "xxP2Fpoxp6+B8PO+Huhg9JsDFdt4htTaoo/99e/0MsIafIeE/flrxyHQUpDGitP//p3dN1"
    "+UBYK6FkHeLcKvK/ba5NceH4c3X3hJ9utmytzQnRXelDbX9tLAQXHHQdoJs2H3niGGlmpD"
    "LdQm2NF1r/n8S+5PoBdsy4HBu2ubCxpcqI7OWrbznwsHz1mDgrlhwROkkRMM3+iP+2/v/U"
    "JlFWV0P1Umg6midBK9gb1HrL28S3OKO+1JCNsMvn/97ta7QYVf7bAHXH/fH384+/hnjoNB"
    "7GeL3+SYdX7nhqqtuqa8KTZQzy3IgFFUOwn5Db1joxVMhz1qGYNf80xP/H+UaQb/wqYdNh"
    "9UVkPMdWP+coKNt0O0w3R4N5hM+3cPrPoVIb/pHMb+dMDu9PjVdezqB7fZDDpkuGNJUAn4"
    "eTj9HrA/wf/ejwbxxg3KTf+3w95JdWxDoT9cUbUwVP5l/xItuml9/v9Eu18vVSu9zf3ysd"
    "am8NTVvn6z1NCQnZX6rugQP9tL+ufldzkN+1N/zL+xy+9ijTXy7vT4rd8j4JoWXKB3EXg3"
    "Fi0E+PRjAYBP41/DBmB2KwownXGVpUqWIhCHbaoBeftksTeIP54XgPjjeSbE7FasD2+WAE"
    "mUf5jcjzI6ctQsPjmguQ3+D+iI2HuYFmYO0m2EyQl73iFmBQZTZELwAf9w1/9bvC2ub+8/"
    "x0d6VsHnWMPAdxPR2yXm7ahlBfO219+bMuq0aX7WVWIrdNVcZn0Wt5Ut3eSWtuCr8VKqna"
    "OWspWb3MohB7iodxsyqdLFbW6jbnFmGWmweEn1ZRlUSWi/ULcQPeMf4ZoDPKTvoeJ5mhvj"
    "ET6PXjXHCenm6uZTttS3gGUJdyj62+kvhra7Zu5Prvs3gw5HeKbOX95US1MiULM7Rs+IXQ"
    "nKJm+teqv4FRWrzxwc9ivYO/s0m6Mhe4BtK52E29zt5hJxrJwCaUEEi7Fx2fgWYbRs1aJ3"
    "3R7E34P/uaG4uuDXDn26YSWvsceHroToFEmMSWJMEmMHnajD32zRzy1ss8NHdzzLr61fVw"
    "xPEZ4mMGghE3b2XRGukZbKJGr4vQTC3owiALFn0UKMPxaB+GM2wh8TAMem+qIox8xaCPV5"
    "EajPs6E+z4JabPiNGMnxN4roDC7oIkCEwt1Y7MTeHg+atdC06sJO80mzYQ8MJOrlUUemyA"
    "jtli41MDcM59i4fFFkXL7IHpcv4uOyBenPJOkDcza+Uav24VxN1C3Bax2GhrlWLbuTQsDw"
    "69086mVOS+yDciG2ajv8QaFIlqRMJGUiKZODUia28QKxcD5G1KqSyaHVCRmb0S+J8AA7q0"
    "SMI4L2xnp/fijnGV6h4CfU6V9Phz8NroBr/YSvvx9c/zi4Ue4fp1dgvoRzFvM0HPsJ9z/3"
    "Rze0U9/QwjMVawaGbj8TTVDqFUlQ6mUnKPXijTV3LAvi+VrkgwjbtJAsOCvCfGXzXnGE4U"
    "pFugi8gUH71qG9iyKjDS2VCS+/19g8o6Z17DZN3o6plVy6RS1lMze7mQ+Vf9KwgbMF6SfN"
    "RLTO7JNQWiTCMGUN/Nkz+/LjGOpqRnArxGfc0mqOd0BKQB350g1Lg9aOGN2zOtrTFX+vmz"
    "fj/SmDO/P7Wj5/pgQ9u1oS7VdeO6sXaRDbyF67jFmEWKP104FKkTvzJJsm2bRDr9SC7zTR"
    "9jmBrJBNC6mD6sk0g7+R0M6mkInc1RT5mKoI3P7mqBm9fojt9AYJm8RahE39R9jpn9lL/L"
    "V3ev7p/PLs4/klLcJfNLjyKadZhqNpnDGGECv0x9mKaaF5Sg7IZ/SciW6KcZtA/vde7+zs"
    "U++7s4+XF+efPl1cfhegnbyVB/vn4VeGfKTXJ5uCL/HEllAhE7n9IwbnZsEqAGjESDIa8S"
    "3rhubMRfto1Ep20/gAjP4JBRENmcgumku6+X7tjqSbn95ynB10K+sWmkXSWbeUQaACVB82"
    "NbUU2OjQtx1b9mFXB+zEq+0ox4Gt2IYGwe3AutN6BdDeBBW1E9XI+ieC63gwmY6H19ND7Q"
    "C9dohtrKD1BT07ljc5xJnUWJFuLqHqFabP35TeKs7281K1gYEh8M0BMSG2AcLeVTc9owuw"
    "K5VmQeqTa6QLVsYr1GgZfQ1ma6BSWzQHk/+5Tcqx1fOIVNrXj0kFWSVx2lcyvftaEEqmdy"
    "/tcHRMr0wSqztJzDZsVVf4GCvGfsUM98d8fVcXzAehvXgsmsLqpOGfCX7MqjXgV0bscoEn"
    "F6WS6lBhYykc1ORJQgoHtSdzq6GQHqtwkOewp3iLG1c+20l03eGiwt0YoNXK4caAdTHqul"
    "F8nRVdIJyAwW+Oqgd/E7BUXyGA/CLb3wIJULEGVAtyL88y3lKEumt4wPY9ddIH3M8I1JU+"
    "oJzeU6d30V1zUsG4WzTHx0a2LibY4hu00LHuFVIe6uUoD/WSykP+hJQEOTuNKmyz/zyqw6"
    "xPK8uYEpAKiOWe7Ddxvpn+YIG8+Spw4snzLQbKhiuTYrArTFOvmuP91Pe7z+AGEdPhflfS"
    "3fFudXP9HbfQPoQ63E9JHvcj3QzpZjTDzWA/1YSKNwYIyjilGrfOAeldFFHNoqVyNtEndL"
    "PUVXrsIy/2tLGRCdflE65lbLXm2CqdFYiY7OzGooXoVi87e3yCP+Jgd37uj0fD0VdlNBjc"
    "TJTxYPJwP5oMrgBdL2MKvoIh1IhCZ0KTgg+fsF/+cXQzGNPyPw0HP29KO5gtPC34iuDbpi"
    "z1qCdMI8gvRZcOBGpPOP7M+LOiz4jW3X94GPRvE69Nl99Q1RNv7ZWOVuiVjb3z/Yi+qIGf"
    "MH3p6RWgr2o/4QdqMxhN2Y8waUmI7XJCR2fF5Kdz1KcTFBD1BWYpo2z+knJjJYPPTV42su"
    "NhNUt9SxnmPxuGDlWc3r4Ru1gTz6hhXQNQcGW/7fr5/v420qSfh7EFyujx7vNg/OGUtyUt"
    "hOyMdQv73sWWi75Fa9Jk9rxSVIliLEQHsMBIyh41egBzp/oypEfYUE5STW7jMNtYlEoM28"
    "gcqfwcKcMXA9oxSaqoqFBDQd2aJRXuU41KkzLesG6oUeY9fq+bGzrwStWiT7SJu7HaX2gj"
    "875mWCtf3Ts3tsBOULMg96Fe4FrGGmSsQcYaDjsfB59wCdbKt200Z3X9OJne3w3GV8E2Ps"
    "bQUM+CsTOe3yUsQV2EmTnNZmZOE8yMN4KWbIiNdaOb4mH0lYKOn5/wDw/0X/8w6b8ebr7Q"
    "a9qiFEFWLUe+QDpU+B+pzZA+BkaMmox+Sab8tBBVfprDlZ8myfIVnQ5clASQjhi1EGkZk6"
    "B1m3RxyCATHVkGo5shH11cezbE318PJhP3omXMISH8+njQv/nlCtCVi7Z+wl/6w1vG0y9U"
    "+hmXO42g8qmATlIW9Q34Alng84iZtU83v5bjOEPOiADWUav2QV3DeShLtXfxUag/BxYS3+"
    "348mVIumpNXjgiYlYqJtE0nA8SlXhDmr1UzPck+JnIh01aBHxlu6aXED0vbTFMIzYS1CSo"
    "mokE4PRKSyBTwpA2y6u3U9bW2YmCIZPWRH8rA5QtwB0LKuJ5aknL9q0Xaln6+nECYcWPpK"
    "Hsz/H+zP3LEpR62E4GsptMnMtAdsX6u5vQYilUQ4YSWpkjsJ8cgfT+WxW0LTv4Kh3e0Hfb"
    "pDyMIZ4Z7wOWvN1JycQI3e3m5WIgVk7hOeDFtWt4cSYoqmJgODZBGgRkTaj70AWM5YUamM"
    "EF/T8tQDsPbQqACGDn6QJ1Rg0AslMla6qo9wk/4W8en84j/99YGQK5Kqq9hLShVUxUNxxv"
    "MwHVGXsDQm0JgIsFnNuECaa+Qst7WLYoKjEcy/1G+JsHJ15JSRyZP1LhSCjzR3baqxp8pI"
    "WJ/cCihUHcXjHhlhzdlsTJzv7YJwBx2KaNINex+Vc0HaHFmQiXRTrxZXYnvkx0YtVECp3y"
    "CRLj9mJm7SP2zosgfZ6N9HkCaVNd+ynCUZSzRZ5CJlLjaYdT8cLLYtGlUNxWcn9NXvRQZ2"
    "huiOUJhkzaN4xVplcnIJlWp/P/gzHrpHj97HI3z93/hzHbh2JTSOFXCjZJJ1g6wYeeD7I3"
    "UaS3+TFsnGjMipblIWdMtcWSmPfsplWXwzx+HI34FcvBmF+ZPF5fDwY3LGWZOPM5hBqTRo"
    "lmMT/h6/7oesCvzBkojclsNlVLXQkd472xaMYp3uyxrTnFmzH7ycbISfvAez5Y+liSPfj5"
    "QwJIBuVlal0STGhZRkpwOofs9A3a51ddFPKrLnL8qotk3pfcX7LHJLsD7SlsNNC1bCmUGy"
    "AOuQFigTAiy1L+b8xUEp9NdnThu4lodSWaOWopW7nJrSxPsZOn2B06ObChp9jdqUjvpIQG"
    "+PVuXmxgRUvsIzgAsY3sdSCU4P0Zl2CaIxN52YsyhCBDCDKEcOg51w4dsFM4BSlk08JQQv"
    "WCKJFxryjKEaMWwty7KKJGQEvlZNMl9AjmFI1nw8pgmLbHbcL2Tca8Mx33R5P+9XR4P+rf"
    "XoXT31X9Cd/1xz/SsYXFcFaq9ULHXxbF6d/cDUdXQNVWCJeKzBRpsNPs9jpNynP8gZWCJv"
    "4VEroy5X/adcXWLoskWGbnVya+NgPb8F3oZMeQiQytVR5aQxqdmg2bnU8jyrOnmLbu9KbT"
    "Qmnypzl58qcpifJRx6dw+Chq1j66vfqMjIhPWdQ3jBjt4CI2DOtq9j6T+RJqjl7K+4vbyk"
    "MOGu3oSemYihMG2DqtzGezMZPRiCZ/MKZlvKIsrY3seT1m1r55vZZdcDL7pobsm4bsamAx"
    "iqnxAnEnI4Dh3uxui2IoNitXUM/gZ6YBoFJvEr8wiQAVsBqYIu8rJFeuQgCTBphB1YIWl+"
    "Ul7lVWbma8n4CvhqGBhWEBJkTgEJjUNqjhGVzngP9OZamSJVc5YHPwGjh0HatzqQP+FK5+"
    "gO0rV/yAGbBnQX0B4Dv1oImvi8ALG1hfZ+kdJAM5Ky+mZDoWHVOhG7oJxdFl1EZGbWTU5r"
    "BrE+/TTJ0wtxOnIfNGk9w/DcbDL78og7v+8PYKvEILLdYKH5+YoDqzeuhPJj/fj2+YsjqB"
    "tmKqhLwZVilytAYNBX8oLbyqCcbeBjdLk+I9FnxG7JF26g7/bBo6brcTF92w1eS+SefNck"
    "Wkq0etKlnFN4hprl5pvUEpkE0bZ9o0szvldBwcKeFwNO17mBzX42nTY0lxbSaix5rh6oq6"
    "pjBEgdprNjvEFT0LEkPEmfF9kODJ6fVOe0BDhOuJg78AskSmyeQn/wJs9R38F+AFu0DV39"
    "Q16TJKZYWwYQHa5DZJ8kHVVl1CkYMRNXPVCiTY1PWKRRu8PBmXx/E9DJl+K4kcSeQcejmA"
    "ndUsbc7K9ps2Fq1Lz+kVIghy+IGk07RfAqZhK4J95Nt6Z9sK7zVOGLYQ8KrUyWI6i+E5PR"
    "XxAgRwopZjzKB96A9v6J8q0ti/x9Nh//b2F2U8+PI44lI1Jl0KIVXX14oF6STFNWs2dzfX"
    "4rm2N8PJw+OUXaErONOxy+XaVk8nLxx9gXS9gvZPr2mPfcDB3itATbQfPI6+PN5+Gd7yJg"
    "vVk332aqh89KnC6aOFskdzkkfzWjQ7gVSsPXfKKN1XZOdm+HU4ZRsXNPSMbLZl4eH7XybD"
    "a3bJXK4JmvNtDMO/sUZbofdGpLsvWS3iJ4XFzNo30dWiYDJ3LIslo4stKjY2Te7+ZXEugn"
    "Lxc+d9uiKJcJ5ySdhqf0mhdWJ8EOUSnxsSAz9s1ZqM3D0j71Nxgt0+ZCWRL4e8raacqpsH"
    "umcg8S6Jt/joLof23WH3HUsx5MNWssOXQ143iOCE6ltIxEsP6QxNHc7t1A5vGDpUceboHr"
    "WNNcKMGtfVCsGV/cYnPt/f30ZCE5+HMYhHj3efB+MPp3wZTwshOwN50zJWBsVPE6Jdo1bt"
    "c0Wr1+7wF34sqmNBIiQjnWYrMw3LZxou6MtAy7SQmJJKzKyFzED16YYWpD+T2KIqAjEzmd"
    "a5DWcup0+I4lhCccqYWQu7dO+7ouGz3PhZklfk8imieEetJNzF4V7C+YvhsJ0ZoocwpJjK"
    "c+J2mD0DPL19/cm2mKxUXc/0ldLs9+c3ndb1Gbh+01nv08fAU2J/5PlGk7v+7W1ySR4ARF"
    "jkkcIitnM8w7xtc2gt+8cD7ETH9Zhd+zyi2gf28htTMqqQO1QanbLo5w7R3yZ+QnSqsRzh"
    "Coxw7A1MqAR5c2K4p1u3cLSrA3odvcJVKtGWy2+GzSS1KUBtsh0cL4w2m6uWhcTSo9Ns29"
    "fNq6c5A9zEM9JTTNuHeC3SkQFygqvWuF374K7lBDJs2DCFgZjC9wyPNzBoA8B5a9DB36b5"
    "dEOwBL29H331i8c5iHimOip1Iv3GTO5kbrIfEKRSlzl8K2YrW7rJLe0rjpdx8aOmsp2b3M"
    "6OqZXcihq1bCGB02HqffdYX3s98Hib3Xv78NdtpbM42Ru+w3vMpSKF1PeQ+h5HoO9Bnw9G"
    "j7e3ncTXXwGk11417YQ0NN5lQJqtmRLZ8sE2k6Z4oJ89yy8/jqGepUnnIX3j1nKEc2gW2t"
    "F9McYb1g1V2xUlr5q2wgRfIU7T8hfBiAvrDF7hUab2F0JJR3jXz42DdEvraStG7r6DHVEa"
    "80raBFHtUlfuh5eldxV8lltEr5TNQLBd+uoeQ0BLW2tgLICKAa/hTwQwn4x9Kifg2osPMn"
    "FxyPXDTWemoznTJ08RvKqiwiIyV+5P3ehcSd2q/SzFu0DqVu2lHRrOGSSpomyxioyI1RGI"
    "UjQmFruChNCZQwTfkEkLIa4lGkinSrEjZwKDFiJcS3jbnepTVpZ5WTMbI5kzI5Azw+bpJN"
    "LZyfV+ebkdrXxCfXhZWnTNGbapcuXZXOjL072Gr/y7IzkZKAgfJ6hb6clwn2qcpDPnTrLc"
    "XJ9Y2eblBkROwYO/3lQCZobzvLS7gP4TuVeof4lPwDdfROdbF3yz1fdv1HPVwDd/ry7904"
    "JgYRn/hBjQqryMZV6ILpCBYybc4Pof+YRtg3vPgYft/jmnxbK86F833w/97BDH5+8J15qi"
    "R78lRXrV0quWXvWhvergO020feamvLBJmzR7Kjum14vduceAi7h7CcMWun3V72enYOlizJ"
    "Bv0EJ4a1GADr+ZAM4xsxaiXQtLZFqG5szz1HkzxuWYXQvxviwC92U22pe5AtfZgEs55GbI"
    "IRP0T6FPwi/fhs0UdUu9vyHNXiqrVYoXAOdoperpEIfN4i6Aa3fi2R8f5DkQ3wyuh3f92w"
    "+fur0YUeqDf55AeAkR9dXFIY7YSYxzMTb4CwiJvoRM9i/2EvJeZw7SbYTJCXveIZzXWhjr"
    "3xw1ww/KdDDDJtLBTHEw2Yltimmhedr+8Bzp0ahdm6CVMsd/BNilgv3BOrzUUZcnBvwhkJ"
    "dS6odGXimxZEy1bU1DVLZw3IReE9BmR1cjRnK7oEzIqRVQn8UWgzRqJTupTHLaS5JTSset"
    "ANeHTU1H2Vu3Ahv9WgtsGXanoAqgvQkqaieykbk6Aux4MJmOh9fTghuH5Z7YDMRTlqxKBZ"
    "s+3e2Mbdv1WWuqp2PPjPc7bxdKWrpnpEA3N+WTF1W8LS1F0z4N6wXYLBFTBXNjtUI2bTD6"
    "u1VMVJfRN94guWK7FPk+jj8RwN6Q51gimwDVenZYvJiAD0gjwMD6+s/JDY+1POUJP+HpEg"
    "LLeANMM5QAh3pNOk/wfGMPRARoBqY/mhgAG/aSvoz7EmOoIdKl78KKQQsYFr1OS3Mo6bOZ"
    "aA3be6kbBD5hxP9hgwUt9mwY2gmYsD2ZKnkh/+ZifmKu+d0lfRNkg5XxWniTpkwe3dfqXC"
    "aP7qUdji55VO5nqzU3iQ7dQoFsv7yMYlcexVZfVcQRKjHSxW1bqFXXpkGN7wYly7QIQHZK"
    "fNhG0s5x2tk7vSdlMMtENGwiAU2EShyMuRg3W7WLjkcJYymR2uTxSFeJrUDLEltpRa3al/"
    "9aS+b9gk7U5cSlw4byc2ra55SIhRxmc/IDz7xLYaoe/JS8bIaKZ+0JiG6pK5byBBBmsldg"
    "7lgWxPP1FVCBR77/iYCZSiDgFTNCh+XK04v8b5frMV7pAIJo5QDZXcb0vHEaCic4qrof+I"
    "TdHF3wquoOZBuUGZtlg5W6BjMIMHxWbfQK/3wC+L7opUoANji5RV9HDV6GsVrYsAExdI3d"
    "QZkbmSXTJJkmyTQ1aBHkf8IiS6CwTQv5prMC65+zzNXPWYJsWoln1m5sZFJz6bQ3d2pT+N"
    "QmmkiUNJWpL41KJ2paF68GVLZyE0Q0ZCK7aG521iHyiBraTXdJJErN0UrfP1wW2IlX21F2"
    "2q3Yhr7Y7cCGZ6LqAL7ntf7kV9pOnFMm8SYpqvmDSCptEYwvecQFL1SMusgGt4hmN8uHeX"
    "WlGRAxdXWtBJmuUmxMevHSiz+0F090J2VHW458h1e+Gu+9Qce1V58rwv8vAK1fvoXESC3C"
    "0rkSWNnH+R5MAqtziPGojjN9F3TYd6y09OrsRKiwjUyGym+SEslQUjPrmDSz0Iou7EWPe4"
    "8YyeyBoqc7eO5HjEHPO3tgY7THswf8hc/xHj0Q9+8KZpUl7GRqWUJbSJ7InAl1u05kFsiK"
    "CbPTfh5K+b1uQbrLkbV/oS2BmQJ0YgiF+M+2IsUI5mpwKkjEHw1Ke+Bz7/23zWJ1N31vK7"
    "erhPr89uy0PpgvDZ7yZYCV+kJLEGe+ZAdYLCz6JteGbljJbZCFrVKPpQjF1PivjR9KIanh"
    "itZ4khqW1HApaljyl4Fzel7ENz3Pdk2Torj0d0Mh9z8waCG81R+eKb3R2rxRmb4lE46alK"
    "xRJOGoiBvNsz2qdBKLJskcC/D784Fc5LY5QgG+Rb0hZdPE1aa9/OpRDKxmN99KejPSm5He"
    "TJO8mYw8yOwFd2DQwgW39GeOzZ853HFvjY4a13K23graquhJ6mEbeZp6+UQW6bjX5rh7i+"
    "BS+9mk215IxTljgN5ts8Xxolt0o8Wurvs+I+DNHJ8P4qzzGG+2l+6HgLe750HYuWq3PMSj"
    "Sb9c+uXSL5d+ecNmyrqPkJV+ea1+eRNO6G0a5jkYH+8RvS0H2TRMR1dTHO7cTPmQ1R5T5Y"
    "MrR5srL7clyG0Jx88nyUQQmQjSJDKpqkQQySbtl00awwX9HpZT4wWmZr9H7nfz+CTLLanY"
    "rGjB3PevhqHx426YRqpDYDLPPbVEEfETAgnx6E2pdCKJJkk0HZRo4oOCslTJUoQOiVq1Tv"
    "Xk43kRRuQ8mxE5j3uSdIAstVOVSLH2o/iMQpOawLwVtZKr/vxVv4dWBav+yaam4wR2uyZi"
    "pGc1SabPPT80Y0XL7mxby9IyhTdwmhBr7ERIrvTPJKAJ24j5jF4hBuzn8GMjuaK/f3YkYj"
    "r/xgoRdnblG3VX0nZ4VlVtkeVy+GxnuWSWS2a5ZD70XC8F6A8kQE+nddtJoaCKiXhtrPco"
    "bufNFIKfVedhMLoZjr5e+TPNE548Xl8PBjdMr4s48zmEGtSe8Jf+8JZdco91esLX/dH1gF"
    "+ZMwz0crpep4VkCXNUCROBNGI41ry0/NrGeo8tp5pItNX6D8MrQO2e8E1/8v3n+/6YNoRG"
    "neSZQZdNzWgJOv8QsWz5jUX7EuVrO5zNsaAiDnXSUkJeCHJ/WTUTO3cnYtU+qM8KQX2WA/"
    "VZEmoL0l9KbJjibWTvA4kYyY0g5TeCeEAqL1Cop8fMKunqreZr3eUTyUqQyE1JSdjKLCCR"
    "LCD3POUk5pOVquvbjmHer4d1Wlfvdt2rs96nj4FDxf7Ic6Emd/3b2ySccwpa6QOYE8YyCN"
    "FkYoL9VJOtHhlHmhqKyDnBIMW2bdNE7+KiSCL5xUV2Jjm7F9s/GOJnC28fDNnIqM+W3YPp"
    "M7BwzOfer+c4Qd2+aTDUp8pnedHhftckLzeMc0srahHadad6+YhlhsV8PLeFxpSgBWs+w2"
    "ozU8iQlAxJyZDUQVd+vzkqXaLbKZxApsMUNmlTTKqyRH4Z5jvUOdN8JcPmsVLL6pChXFsn"
    "6MNM1zAb1jyf8I8JaY67YgVJTDv6K5tsqOOEdavDEulWBQ7uDT7uqpzBlrkocXwTo2GTsg"
    "D9DMwUfyeUnJnt7Hj5jQUTAe8xBLrxjDAwME/a0+ArmsMroFKLFdLXwFgAb5sMcLfJuOl7"
    "EGs8tU8Fb0tDT8kFrLTmIm6XQwIv34KvtEK+cKfFfu3AdxPR5/C/pUu2r8lVumR7aYejc8"
    "nmOoJp7kNOOkJg0UaRkcpDtKHhTvDzilq28Py3Nn1HukpspeT2qbitbOpGN3VoQSPY0FFL"
    "GaU+hlYuk4kat2xfzl71Ylwhj6Hosj9kIvmefL6HQVUBIfFIWh2cDnWo8rHpjX7FTsHpiG"
    "pGS/CuNTw9WSLTpG81RZyTSBI24fvdXNbGK6nYtGhB7uaLZayAvUQEEGdmG7aqM0rFP8Qe"
    "8HA3MHAX+JVTZ5XYBHxjzfrtBPR1HbhhGQIQBiuEDQvQ9rRJks2p+VmpYrxzx7IgnruhO/"
    "p8xYsh7aTJmxmgSh3UU4JT3ke8G5PT+GBfDncTbpWi/nvIpoUe/FmRvQTZOwkSu2RCfT05"
    "pOfEWGOGMtBaOtDKABLD3reQoJcG/RikhzsTulzV6MIhmOjqYnzrcH4Sq/XDhLimcGXqKl"
    "/nJpZMwb3c5ZLtldpHOt9GR3VOn/hsWHwaS+h9snQ/FmvaFE8tIsNPIh+BDD/J8FPle0F0"
    "51lklvHLt07L7bLInHKZPadcJgg1eQL8Rp+g0NEMpzlnM5wmD2cIT0CFfa+QTQtxrv5kSi"
    "m2LsXWj19snb4GehZVXYwYyfhGfnzDBauCCMdNUNFxwro1xhHpVpEox5iu5sbD6+mhki15"
    "cCnFC/WDTtkeKIvb7GUzGZ10pO8ofUfpOzbBd4QrNU0rInv1HRi0znvsXRTJW6SlciQDEp"
    "mLzXcgO/vhe2txH/25JInudqVB33aPSPsJJAJodx4ng/EVO3TDesL9m7vh6Aqo2gphJhP5"
    "MBh7l4hj0tdl1ztl2qZy6UFTJeSNOjPCpw0kDNuX9tUrJNXWy5Fq6yWl2viwrLxCC9FKy0"
    "zmqRXI7Momz90zttIp1dhRS9nKx9DK4jm0Scv2Daa1SIz6wM3WgnRTwnAHn7RhsFezKd0l"
    "SsoMWVFLOWQ1bcgSyMQIRSZMxHRKd0z07ZvoR1fstCV0YyxEZtk7AnRNqzjaLyIfnQV6dq"
    "xdZcyuHWIbK0in0aCyNvakfxizHYH6wZi1FRzu/lSx7eCOVlR0z8ExfnE8RLkjRkUFGo8R"
    "n7BcRXmE2ndsWa37VvrQQvNlJyXw5d3p5oW+1E2ZOmNfclvHPrd1vNJRKvUIwWyHOWTSws"
    "SiWiSR2UclgLBXvIXonhYiIk5ziIjTlLNODGynKotkH78RMtnp8I2moZ0DbmWnbxx0N8Hv"
    "/w+1aAgt"
)
