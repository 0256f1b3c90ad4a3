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
    FOR EACH STATEMENT EXECUTE FUNCTION "audit_entries_refuse_change"();
