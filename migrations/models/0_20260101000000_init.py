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
    "eJztXWl34zay/Ss4+jLJGY1fW7a7/fyWc9SyuqO0t2fJWaY9h02RkIWYIhmCtK2ZyX9/AL"
    "ivIihSohh8SdogCqQu1qq6VfhXb2WoUMNHQxN9geveBfhXT5dXkPwj8aQPerJphuW0wJbn"
    "Gqsqm0h6hmtWKM+xbcmKTcoXsoYhKVIhVixk2sjQae2hYmOwMCxgLyGQ1RXSwevSACtZhQ"
    "DZffCK7CWQAXbmGNrAWNB6yAImtFYIY9II/i+Al8arDgxdIe0/Q9MGMgbTH4Z/G5y9P6Jf"
    "oRoK+QykP+3qhY6OfnegZBtPkEhb5LVf/0GKka7CN4jpn197DoaWhFRanfz3H/S5+SwtEN"
    "TUGPJuFVYu2WuTlT08TC4/sZr0180lxdCclR7WNtf20tCD6o6D1CMqQ589QR1asg3VSJ/o"
    "jqZ53ecXuT+BFNiWA4NvV8MCFS5kR6M92/vvhaMrtEOBYljwCKn4SIev5Mf9r/d9kbqSdH"
    "M7k6bjmST1UqOBfkeiv7wiheBORhLSbQrfv/5w2w1RYaU9+oLRD8P7707ef89wMLD9ZLGH"
    "DLPeH0xQtmVXlHVFCLViQQqMJNtpyC/JExutYDbscckE/KoneuT/o0o3+AVhP4QTKq8jFM"
    "1Qno9043Uf/TCbXI+ns+H1HW1+hfHvGoNxOBvTJwNWuk6Ufud2m0GWDHctCRoBP09mPwD6"
    "J/j77c042blBvdnfe/SbZMc2JPLDJVmNQuUX+0Wkatj77P+pfh8tZSu7z/36id4m8DTVv3"
    "63NNCRvZX8JmlQf7KX5M/zdwUd+9Pwns2x83eJzrrxngzYoz9i4JoWXKA3HnhDiQ4CfPy+"
    "BMDHydkQAkwfxQEmO660lPGSB+KoTD0gb94sdgbx+9MSEL8/zYWYPkqM4fAIkEb5x+ntTc"
    "5AjoslNwek2ODfQEPY3sG2MHeQZiMdH9H37WNXoDDFNgQf8O+uh78k+2J0dfsxudLTBj4m"
    "Oga+mYg8rrBvxyVr2Le98d6WVadL+7MmY1sip+Yq57OkrOjpNve0BV+M50r9HJcUvdzmXo"
    "4owGW124hInSpuezt1gzJLjQaL50xdlkKVhvYTUQvRk/4FrhnAE/Idsq5kqTGewefBa+Yw"
    "IQ1Lw6lsya+BlSU6oMhvJ78Y2u6ZeTgdDS/HPYbwXFaeX2VLlWJQ0yfGwEiUBHXTj1aDVb"
    "JE1uUnBg79FfSbfTOboyJ7rNtWthEufNovNMTRehIkFREsZ43Lx7eMRcuWLfLUHUHsO9if"
    "oYmrD772yNsNK11GXx8piZhThGFMGMaEYWyvG3V0zpadblGZLSbd4Ry/Ns6uBJ48dppAoI"
    "OWsJN3ZWyNpFauoYY9SyHs7SgcEHsSHcT4fRmI3+cj/D4FcGKrL4tyQqyDUJ+Wgfo0H+rT"
    "PKj5lt+YkFh/44jO4YIcAnhMuKHEVtbbw0GzETOtvLCzdNJ82AMBgXp11JHJs0K7tSstzC"
    "3DObEun5VZl8/y1+Wz5LpsQfIzcfbCnI9vXKp7ONfjdUvZtfZjhhnJlt3LMMCw8n6R6UUh"
    "NXZhcsG2bDvsRRFPljCZCJOJMJns1WRiG89Q5+ZjxKVq2Rw6TcgIV780wmPdWaV8HDG0Q+"
    "nd6aHMzvACOadQbziaTX4aXwBX+lEf/TAefRlfSrcPswugLKFCfZ6GYz/qw4/Dm0syqC9J"
    "5bmsq4YO3XHGS1AalCEoDfIJSoNkZymOZUFdWfNMiKhMB40FJ2UsX/l2ryTCcCUjjQfeQK"
    "B759DBWZnVhtTKhZc9ay3PqG0Du0ubt2OqFY9ucUnRze3u5n3xT1q2cHaAftJORJtkn0Ro"
    "kUiHGWfgj57Ypy/3UJNznFsRe8YVaeZwF6QU1LGZblgqtLbE6Ja20Z2h+EfTdjM2nnJsZ/"
    "5YK7afScHIrteI9pW1TttFKtRtZK9di1nMsEbaJwuVJCLzhDVNWNP2fVIL5mmq7wscWRGZ"
    "DpoO6jemGeyLuCKbIiIiqik2mepw3P7uyDmjfqLb2R0SFUn0CN36D3DQP9GP+Nvg+PTD6f"
    "nJ+9NzUoV9aFDyoaBbJjezpMUYQl0iP86WTAspGRyQj+gpF90M4S6B/J+DwcnJh8G7k/fn"
    "Z6cfPpydvwvQTj8qgv3j5DNFPjbq013Bjnh8R6iIiAj/SMAZHlg5AI0JCYtGMmTdUB2Fd4"
    "zGpcQwTS7A6J+QE9GIiBiihUY3X6/d0ujm01sOc4ButLpFdpFsq1vGIlADqndhSx0FNr70"
    "bcaWTuz6gJ16rR3kOrAR28giuBlYd1uvAdrLoKFuoho7/8RwvR9PZ/eT0WxfEaAjB9vGCl"
    "qf0JNjeZtD0pKaqNIvNKh6lcn7w9obk7P9vJRtYOgQ+OIAm1C3AdK9Upee0Qe6myrNgkQn"
    "V3EfrIwXqJI62hrM10AmskgB0/+7Sqdja+YVmWZf3ycVsEqSZl9h6d3VgVBYenfSDwdn6R"
    "UksaZJYrZhy5rE1lg+61dCcHeWr3dNwbwXsxfzRRNYnSz8c8FPSHUG/NoMuyzBk4tSxexQ"
    "UWGROKjNm4RIHNQd5lZLIT3UxEGewp6hLYaqfL6S6KrDZRN36wCtVg4TBnSIEdWN4OusyA"
    "HhCIx/d2Qt+BuDpfwCAWSFNL4FYiDrKpAtyLQ8y3jNSNTdwAs2x9QJHXA3K1Bf6IBie8/c"
    "3nmj5kQG435Zjo+NbI0vYYsv0EHFelAq89CgIPPQIJ15yN+Q0iDn06iiMrvnUe3nfFobY4"
    "ojVUCCe7Jb4nw79cESvPk6cGLk+Q4DZcOVSTDYFqaZ18zhTvXdxhlcGq+6Zsjxc3ryWb9Q"
    "4/FqNRJmEE4f2voz6Rk2PAxr5SfpiIUcuNXjqVEtqNPCZ7gWcQhCMxGayX41k2AKp07Pm7"
    "NN+LJtPkj3Rg/T2e31+P4i8MY/6nf3k5vZBTAtz8vAnUmizCn7OP+QfZw6Y3sraMWOCKVb"
    "3RV3N58J6PrTo/7jHfnXbyb5193lJ1KmLqp0Q81uxAXSoMR7Y1ZMqM3oV9Qoj0slWj0uyL"
    "R6nE61uiLbgYsSB9IxoQ4iXX9G2wPMJWSSwyGFjHdlGd9cTtjq4srTJf52NJ5O3ULLUCDG"
    "rPx+PLz89QKQk4u6ftQ/DSdXNK/QQibTuFpSodq3ArJJWUQ3YAdkjumREOte+ptGsmpHlB"
    "EOrONS3YO6gbRmS3lw9p5rPAcSAt/N+LJjSDb5vIgAFROrxMBpG857IUC9ItVeSmbGXaC5"
    "yEdFOgR8beSnJURPS5sP05iMADUNqmoiDji92gLINJCyTc3jdsbZOhfNqIjgOiYBpQdwx4"
    "ISOZdjvltO0pLdOy80cvT1/QTcxN20oBjPyfHM9MtKl32GcoKx22bDedS1VdZPFZURnN3M"
    "KALqWqyEakRQQFtMhzb8vH9b8qHL5g9sKagbCdHR6bo5QjnuGq8D2o7lr8yGNzJv28Q6n+"
    "hz4238AtnXp5gYkaf9Ii4GovUkSCuWp6Cz6jQuWNaB4dgYqRDgNSbqQx9QKy9UgXt5F6lA"
    "Bg/pCoAwoGnxgTwnAgDZmczzOtp91B/1b549nXn+v9E6GLLgZnsJSUfLOnZvHiR/yzaY0y"
    "/ARBYDuFhAxcY07vkFWt7L8mObseFY7hxhXx4krhTMdsEfqXElFPyRbY7B4SQtbdgPJDro"
    "xB2U418X0K9TFzT4ax8HxFGZLoJ8VubmO1Kr4CKM1N13vHSEDjMRzssM4vP8QXyevrzYRB"
    "LZ8jHvDcZxse4Z9uq/WteU1z5FuGysRkREhGpskdw2eizmPQolZYXtr82HHqIMKQYfTzAi"
    "0r1lrLawM47IpyaV/x+NeS9D66fF/SJ1/zdjvosbUiOB+uIyB6EECyV43/tBfhBFdp8fQu"
    "BEa060lIecs9WWIzHvWE2rj8N8/3Bzw0osR9dZyfRhNBqPLyllGTuKAqEK1SSL+VEfDW9G"
    "Y1aiUFBaw2w2ZUtecd3GEUq04zIO+trOXMZBLfvpziigfeg7vh/iUMgeLI0gB5JBfUGtS4"
    "MJLcvIcE4XGDt9ge7pVWel9KqzAr3qLM37EvElOyTZ7SmmsNVANxJSKAIg9hkAsUA6wstK"
    "+m9CVBg+26zotui2eNHLIhntQbIvRTLaMuTAliajvZaR1stwDbDyfpFvYEVq7MI54F4RGy"
    "RK8P5MpmBSkIk89qJwIQgXgnAh7HvPtSN58kpTkCIyHXQl1J8QJbbulUU5JtRBmAdnZbIR"
    "kFoFbLpUPgKFoPFkWDkWps1+m6h8mzHvze6HN9PhaDa5vRleXUTp77L2qF8P77+QtYX6cF"
    "ay9UzWX+rFGV5eT24ugKyukF7JM1Omw47z++s4nZ7jT5wpaOqX4EjJjP1pN+VbOy9DsMzn"
    "V6Zmm6Hb8I0rQXNERLjWanetIZVszYZNr/DitbNniHYuC/xxKZr8cQFP/jiDKB9XfEq7j+"
    "Ji3TO318/IiOmUZXXDmJC49Dqx/ypLqDpaJe0vKbsv/U8YV0speiJ1TM2EAXpOqzJtQjHh"
    "jWjzhDEt4wXl5drI39cTYt3b1xuJghPsmwbYNy2JaqA+ipnxDPVejgPDfdjf5MWQbFqP57"
    "p1mWiT+jNNESAD2gLNyPsC8YWbIYCmBphD2YIWS8uL3VJab268HYHPhqGChWGxS+8cDHPu"
    "W6/3HSzPAfudEr2Li2U5oHvwGjjkHKuxVAfsLSz7gW5fuMkPqAB9F9QWAL4RDRr7eRFYZX"
    "qze8k7+7724MrzKZmORdZU6LpuIn504bURXhvhtdnv2cSbmpkb5mbDaUS81Ubun8b3k0+/"
    "SuPr4eTqArxACy3WElufaEJ1KnU3nE5/vr2/pJnVMbQlU8b41bAqGUcbyKHgL6WlTzXB2t"
    "vibmmTv8eCT4i+0r8MrKwZOim3lS26ZafJXRudw+MKz1CPS9Vyim+Rpbn+TOstokC2bZ3p"
    "0s7uVMvj4IgUDgfTv/vhuB5Onx4KxbWdiB4qw9VN6pphIQqyveZbh1hGz5KGIezMWRwkeH"
    "QGg+MBUBFm+cTBXwFeItOk6Sf/Cmz5DfwPYBX7QNZe5TXuU5PKCumGBUiX2zhtD6q36QoZ"
    "Oaihht3H7K0W8prehS15PBnXjuNrGIJ+Kww5wpCz7+OA7qzmWXtWvt4USnSOnjMoZSAosA"
    "+klabdGmBadiLYBd/Wu9uWO9Y4JdhBwOvKTpbIsxjd0zMRL2EATrVyiAzau+HkkvwpI5X+"
    "+342GV5d/Srdjz893LBUNSY5CiFZ09aSBckmxXLWhE/DsiTX9nIyvXuY0RJygjMduxrXtn"
    "5z8sLRFkjTauj/7JZ2OAYc3fsEqPKOg4ebTw9XnyZXrMsi7eTfvRqpH38rN320FHu0gDxa"
    "1KP5BFK+/tyKUborz87l5PNkRgMXVPSEbBqycPfDr9PJiBaZyzVGCgtjmPxCO22F3lpBd1"
    "/SVvhvCkuIdW+jaySDieJYFiWj8x0qQpk2D/+qOJdBufy98765Io1wUeaSqNTuSKFNYryX"
    "zCW+bYgP/KhUZxi5O0beN8VxDvuIlEC+GvK2nHGrbhHonoDAuyLe/Ku7WNq3h91XLPmQj0"
    "qJAV95gaGIalCxM+E3DA3Keu5aE5dNdMKcCDfVC0HJbq3lH29vr2KG8o+TBMQ3D9cfx0Sn"
    "ZYdKUgnZOcgTdXtlEPxULiNgXKp7ilH9mST8Ywj1MVgQcyU1zpIVvLfqvLcF+RhomRbiy+"
    "uREOugnlo/+c2C5GdimzemPSEmSIabcGbJ3TGWHIvLa5YQ6+CQHrwr68wp9OakrVwsmQcv"
    "3nEpAXd5uJdQeTYcGifAeyVAhqi4tWyL3TPA04syT/fFdCVrWq6+lCW/O73puKlp4OpNJ4"
    "MP7wNNif5RpBtNr4dXV+kjeQAQpn4wAgtfHHOOeNf20EaimQPseNf1hFz3NKLGF/bqYRI5"
    "TYh4iVYT6HwmC/lt/PcVZwqLFa7ECke/wIRSwOLiwz1buoOrXRPQa+gFrjINbYX2zaiYMG"
    "1ymDZpPMEzNZspsmUhPrJulmz3hnn9Zs4AN35+dIZo9xBvJJFhgBznqTUp1z24G7kPSzds"
    "mGGBmMG3HI03EOgCwEVn0PEvs2JzQ3AEvbq9+exXT9ogkrxpVOl+9FBMxNW2WQ8IiL1Vro"
    "JKyIqebnNP+/mvq6j4cVHRz23uZ8dUKwZGxiU7aMDp0Vxyt7q29kbg4Xa79/XR2W1lW3Hy"
    "w4+jEc8iP4LINiGyTRxAtgnyfnDzcHXVS83+GiAdec10E9LIepcDaX4Gj+gt7K+6Zshqhg"
    "r60RP99OUeankp0jyoL71mDnAXzcM7HkH+AvWspOk8GLEMJuMXeJAc6lIoaUjPsmVwg3RF"
    "2ukqRi7Be0uU7lkjXYKo8ZxC7sTLSywUTMsN2YWkcCHYnGPoVoeA1LbWwFgAWQeshb9gQN"
    "UNOlWOwMhzfdEszpAlajaduYYUmgg6I7NQHQ2WySfk/tQwoZBIELSbU2YfiARBO+mHlqvD"
    "aStIflaAHGfMAUT/t8bNuIIYk52DB9+ISAchbsTRRbZKvrs9AoEOItyI59bd6jNOlkWEkF"
    "BI0EE46CB0n04jnc8b9+uLSKvqXPHosbTsmTMqU+fJs73QV7dkGn6K1S3tbkGq1sMEdaPl"
    "LTqmWpc7l9lO8tRc37CyScsNDDklb1h6lTGYG87T0u4D8k/klhD9Uj8C3/xsJd/64Jstv3"
    "0jmqsKvvlhqORPC4KFZfwT6oA05ZFxWSVyQAaOmVKDm3/lo24bTHsONGz3T4VUy9Oiv4bz"
    "h0w7xPD5R0q1JuiRuSQJrVpo1UKr3rdWHczTVN/nxptFRbqUHKW2+1A9t5R73zKPupcS7K"
    "DaV3+oNgFL47MM+QIdhLeRVLvRL+PAOSHWQbQbsRKZlqE6SlEa1Jx1OSHXQbzPy8B9no/2"
    "eWEm4XzARd7ZduSdxeifXFPCr9+FOIGmc2q/ItVeSqtVhhYAFbSStWyIo2JJFcCVO/LkDw"
    "/yAogvx6PJ9fDquw/9QcJQ6oN/mkJ4CRHR1fkhjskJjAsxNtgHcOUziYjsPo9JRHudO0iz"
    "kY6P6Pv2obw2YrH+3ZFz9KBcBTMqIhTMDAWTXo0lmRZSskKfCzJrxuW6BK3IJ/tngF2kCt"
    "/bgBcJq0Vq9j8F8iJn9b6RlyocGTNlO9MRtR0cQ9drCtp872pMSETCCUJOo4D6Vmw+SONS"
    "YpAKktNOSE4ZA7cGXO/Clg5ytG4ENj5bS0TDultQDdBeBg11E9nYXh0D9n48nd1PRjMRE1"
    "t7JKNUQ9CnG87YtajPRqmejj033q69KJQsumesQr+Q8smqSl5IS1nap2E9A5sSMWWgGKsV"
    "skmHkd8t61h2LfrGK8QXNEqRxXH8BQP6hYxjiWwMZOvJof5iDL5DKgaGrq2/Twc8NvKWR/"
    "1Rny0hsIxXQNNhYuAQrUljBM9X+kKEgWro5EdjA+iGvSQf437EPVQR7pNvodWgBQyLlJPa"
    "DErybpqPhcZeagaGjzpi/7DBglR7Mgz1CExpTKaMn/F/uJgfmWv2dEm+BNlgZbyUDtIU5N"
    "Fdnc4FeXQn/XBw5FERz9YoN4ks3VyObL++8GLX7sWWX2TEEKqw0iVlO5iGrUuLGosGxcss"
    "D0A+JT4qI8zOSbOzdzFNxmKWi2hURACacpU4us7yTNNTO+96lBIW2T/bvB5pMrYlaFl8J6"
    "24VPf4r40w7xdko66WNzkqKKZT26ZTyheyn+DkO8a8y7BU3fmUvHwLFWPtcSTdkleU8gSQ"
    "TtNeAcWxLKgr6wsgA8/4/hcM5jKGgDVMDTqUK08K2d+urcd4IQsIIo0DZPeppeeVmaH0lI"
    "2q6Rc+6i5HF7zImgNpgDK1ZtlgJa/BHAIdPsk2eoHfHwEWF72UMdANZtwinyMHH0OtWrph"
    "A2xoKn2CcgOZhaVJWJqEpalFhyB/CvMcgaIyHbQ3nZQ4/5zknn5OUsamFT+zNpQRpObKtD"
    "d3a5PY1sZLJEqLCupLq+hEbRvi9YBKT26ciEZExBAtZGftg0fU0mG6DZEok6OVHT9cFdip"
    "19pBDtqN2EZm7GZgoztRfQDfslZ/8hvtJs4Zm3ibMqr5i0im2SJYX4oMF6xSOdNFPrhlcn"
    "ZTPsyLm5oBYVOT11LAdBXJxoQWL7T4fWvxWHMyItoK0nd49evR3lt0E3n9XBH2fw5o/fod"
    "NIw0kli6MAVW/k21e0uB1dvHetTEdbULsuw7Vha9Op8IFZURZKjiLqlAhhI5sw4pZxZakY"
    "M9703mMSHBHih7u4OnfiQs6EV3D4RCO7x7wD/4HO7VA0n9riSrLCUnqGWp3ELisuFcqLt1"
    "2TAHKyZqnfZ5KNVj3QK6y4H1f6mQwNwEdHwIReyfXUWKGpjrwamkIf5gUNqBPffW/9o8q2"
    "449jbadqXImN/MThsCZWkwypcBVvIzqYEdZUkvsFhY5EtGhmZY6TDI0lKZ11JEfGrs1yYv"
    "pRCm4ZrOeMI0LEzDlUzDwn4ZKKenZXTT03zVNJ0Ul/xuyKX+BwIdhLf+yzOFNtqYNiroW4"
    "Jw1CayRhnCURk1mrE96lQSy5JkDgX43elALnKbFKEA37LakBR2cb20l6+eiYG27PKthDYj"
    "tBmhzbRJm8nhQeYfuAOBDh64hT5zaPrM/q57a7XXuJG79VbQlnlvUo/KiNvUqxNZhOLemO"
    "LuHYIrxbMJtb1UFuecBXq7YIvDRbdsoMW2qvsuPeDtXJ/3oqwzH2++lu67gDer54HbuW61"
    "PGJHE3q50MuFXi708pbtlE1fISv08kb18jbc0Ns2zAswPtwrejsOsmmYjiZnKNyFTPmI1A"
    "6p8kHJwXLlRViCCEs4fHuSIIIIIkibjEl1EUGENWm31qR7uCDzYTkznmEm+z32vF9kT7Lc"
    "mpJNq5bkvn82DJVdd0NzpDoYpnnumTXKJD/BEGPPvCkynQhDkzA07dXQxBYFaSnjJY85JC"
    "7Vuawn70/LWERO8y0ip0lNkiyQlSJVsUjWfhDTKLKpcexbcSlx6i8+9Xto1XDqn4YtHSaw"
    "m3MixkZWm9L0ufeH5pxo6ZNNZ1lSZxc5+qJ3KoujqjiqiqPqvvdYkfh9T4nfyXZqOxmmn3"
    "LJs0LpHSaVM6GuUiD5+qF3N765nNx8vgCe/KM+fRiNxuNLmicLO4oCoQrVR/3TcHJFi9zr"
    "lB710fBmNGYlCsVAq5ZP67hUOsCCbIApBxZZ9TAfNzqU6B4turGruBwLSvxQpyUF5KUgp1"
    "9gUtzYnfZZ56+CTK0ZsrXA3iLzxeDsrAxh5uwsnzFDnyV40pHzcGmadERGaLcbWNLZrlhu"
    "3fbWb+cwQd1Mjo6MqereLA3p2zqzXHX1ijTUIbSbdmn5iOWq/z6em0wAUtCDDdsBwp1CmA"
    "CECUCYAPZqAvjdkXUb2Rm36+VaAKIiXbIB1HfnuTCr7Ok+PXaSoftYpWN1RFCcrVN2j1zV"
    "MB/WIp3wzwlpgbpiBc6aLfWV0OtzmLBuVFhiw6rEBWXB5K5LGeyYipLEN7Uatsnb6XuaM/"
    "SdiBM6X9nx/Lgc96lrxhO72pzx8lT4ghRI7zZfyCukrYGxAB4dELh0QPc+c6irmKaolcHr"
    "0tAy2H61tlxG7XJwoOVb8IU0yA7upNrXHnwzEXkP+1uoZLvaXIVKtpN+ODiVTNEQzFIfCq"
    "47DyS6GExZO3UwstxxTq+4ZAfvuejSPNJkbEsVaaJJWdHVre7qyIGGs6PjkoISfAi9XIWD"
    "kZTsHjGg/qQDEY2h7LE/IiLsPcX2HgpVDQaJB9xp53RkQFX3TYdxels5p2PRgR3Bu1H39H"
    "SJTJN81Qwxm0TaYBN93i+02ng1JZtULWm7+WQZK2AvEQbYmduGLWvUpOJf1gmYuxsYeh/4"
    "jRNlFdsYfKPd+u0IDDUNuG4ZDJAOVkg3LED608Zpa07D78pMOqY4lgV1xXXdkfdLng9pq9"
    "xjuQ6qzEU9wznlTeL2xqXV4uwrsN1Ee6Ws/h6R6aAGf1LiYHKSey45SfFDI2M9vaQX+FgT"
    "gsLRWtnRSgHiw96XEKBXBv0QUqz1puS4qpKDQ7DRNWXxbUL5SZ3W9+PimsGVqcnsnJs6Mg"
    "XPCo9LtldrF3S+MF+UQt74ZFhsG0vlNaJ0P+prCqtnVhHuJ55JINxPwv1Ue+C95jzx7DJ+"
    "/c7lrDgvs6ec5+8p5ymDmrjpMozMK5WC9rggB+1xOgltdAMqrXtFZDqIc/038IikkiKp5O"
    "EnlSSfgZ54s8vEhIR/o9i/4YJVg4fjMmjoMGHd6OOIDauYl+OenObuJ6PZvsiWzLmUoYX6"
    "Tqd8DZT6bXYSTEY2HaE7Ct1R6I5t0B3hSkZcJspAoHPa4+CsDG+R1CpIGZBiLrZfgeztxt"
    "7biPro7yVpdDfn5PFld4i0TyDhScfzMB3fX9DkwtajPry8ntxcAFldIZ2m5bkb33tF2DHJ"
    "59LyXpW+qT3pjilj/EqUGe6sqinB7tG+GrmZlC3L0gu0EGm0ymae2YBgV7Z5757Tk06lzo"
    "5Lil4+hF7m59CmJbu3mDaSXMsHbr7mNDelBLfQSVsGez1B6a6hpMqSFZcUS1bbliwOJkbE"
    "M2Ei6RmutyT6Dk30Ba47ZG5MuMgse0uARqSJg50Rxegs0JNjbZvGbORg21hBso0GjXVxJP"
    "1mzLcE6kdj3lVwmPpTR9jBNWmobMzBIc445qLcEqOyCRoPEZ9ouorqCHXveoZG41aG0ELK"
    "spfh+PKe9ItcX3JYp0nflwjr2GVYxwtZpTKvSim4QDwU6SCxqJGUyHRScSDsVe8guselDB"
    "HHBYaI47QhgrzRzsws8uP09ibHKRuKJJVkpNjg30BD+BAjOArApWDEVGMf0++uh78k4R5d"
    "3X5M6ry0gY/7jib44/8Bljnn/A=="
)
