from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "daily_products" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "day" DATE NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INT NOT NULL,
    "revenue" BIGINT NOT NULL,
    CONSTRAINT "uid_daily_produ_day_85e18a" UNIQUE ("day", "currency", "product_id")
);
COMMENT ON TABLE "daily_products" IS 'What was sold of one product. `revenue` is after discounts, without tax and shipping.';
        CREATE TABLE IF NOT EXISTS "daily_promo_codes" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "day" DATE NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "promo_code_id" UUID NOT NULL,
    "redemptions" INT NOT NULL,
    "discounts" BIGINT NOT NULL,
    "revenue" BIGINT NOT NULL,
    CONSTRAINT "uid_daily_promo_day_b75b62" UNIQUE ("day", "currency", "promo_code_id")
);
COMMENT ON TABLE "daily_promo_codes" IS 'What one promo code was used for. `revenue` is what the orders with it cost, as they were paid.';
        CREATE TABLE IF NOT EXISTS "daily_sales" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "day" DATE NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "orders" INT NOT NULL,
    "subtotal" BIGINT NOT NULL,
    "discounts" BIGINT NOT NULL,
    "shipping" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "refunds" INT NOT NULL,
    "refunded" BIGINT NOT NULL,
    "lost" BIGINT NOT NULL,
    "redemptions" INT NOT NULL,
    "carts" INT NOT NULL,
    "checkouts" INT NOT NULL,
    "purchases" INT NOT NULL,
    "new_customers" INT NOT NULL,
    CONSTRAINT "uid_daily_sales_day_2c6ce0" UNIQUE ("day", "currency")
);
COMMENT ON TABLE "daily_sales" IS 'One day in one currency. docs/overview.md says what counts when.';
        CREATE TABLE IF NOT EXISTS "milestones" (
    "id" UUID NOT NULL PRIMARY KEY,
    "kind" VARCHAR(20) NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS "idx_milestones_at_94fef0" ON "milestones" ("at");
COMMENT ON COLUMN "milestones"."kind" IS 'CART: cart\nCHECKOUT: checkout\nPURCHASE: purchase\nCUSTOMER: customer';
COMMENT ON TABLE "milestones" IS 'Something that is counted, and nobody''s name: carts are cleared away and people are forgotten, figures stay.';
        CREATE TABLE IF NOT EXISTS "rolled_days" (
    "day" DATE NOT NULL PRIMARY KEY,
    "begins" TIMESTAMPTZ NOT NULL,
    "ends" TIMESTAMPTZ NOT NULL,
    "stale" BOOL NOT NULL,
    "rolled_at" TIMESTAMPTZ
);
CREATE INDEX IF NOT EXISTS "idx_rolled_days_begins_c07215" ON "rolled_days" ("begins");
COMMENT ON TABLE "rolled_days" IS 'A day of the shop''s that is over, and whether the sums of it below are what its rows say.';
        CREATE INDEX "orders_paid" ON "orders" ("paid_at")
            INCLUDE ("currency", "subtotal", "discount", "shipping", "tax") WHERE "paid_at" IS NOT NULL;
        CREATE INDEX "refunds_counted" ON "refunds" ("created_at") WHERE "status" IN ('pending', 'succeeded');
        CREATE INDEX "disputes_lost" ON "disputes" ("closed_at") WHERE "lost" > 0;
        -- Whoever changes what a day counts holds the lock shared until it is committed; days are registered under the
        -- exclusive one (commerce/reporting/rollups.py), so that none is missed by a change that is under way just then. The row is
        -- updated even when it is stale already: whoever rolls the day up holds it, and what comes after is marked anew.
        CREATE FUNCTION "figures_move"("moment" timestamptz) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
            IF moment IS NOT NULL THEN
                PERFORM pg_advisory_xact_lock_shared(7214001);
                UPDATE rolled_days SET stale = TRUE
                WHERE begins > moment - interval '3 days' AND begins <= moment AND ends > moment;
            END IF;
        END;
        $$;
        CREATE FUNCTION "figures_of_order"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN PERFORM figures_move(OLD.paid_at); END IF;
            IF TG_OP <> 'DELETE' THEN PERFORM figures_move(NEW.paid_at); END IF;
            IF TG_OP = 'UPDATE' AND OLD.currency <> NEW.currency THEN
                PERFORM figures_move(created_at) FROM refunds WHERE order_id = NEW.id;
                PERFORM figures_move(closed_at) FROM disputes WHERE order_id = NEW.id;
            END IF;
            RETURN NULL;
        END;
        $$;
        CREATE TRIGGER "orders_figures" AFTER INSERT OR DELETE ON "orders"
            FOR EACH ROW EXECUTE FUNCTION "figures_of_order"();
        CREATE TRIGGER "orders_figures_changed" AFTER UPDATE ON "orders" FOR EACH ROW
            WHEN ((OLD."paid_at", OLD."currency", OLD."subtotal", OLD."discount", OLD."shipping", OLD."tax")
                IS DISTINCT FROM (NEW."paid_at", NEW."currency", NEW."subtotal", NEW."discount", NEW."shipping", NEW."tax"))
            EXECUTE FUNCTION "figures_of_order"();
        CREATE FUNCTION "figures_of_part"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN PERFORM figures_move(paid_at) FROM orders WHERE id = OLD.order_id; END IF;
            IF TG_OP <> 'DELETE' THEN PERFORM figures_move(paid_at) FROM orders WHERE id = NEW.order_id; END IF;
            RETURN NULL;
        END;
        $$;
        CREATE TRIGGER "order_lines_figures" AFTER INSERT OR DELETE ON "order_lines"
            FOR EACH ROW EXECUTE FUNCTION "figures_of_part"();
        CREATE TRIGGER "order_lines_figures_changed" AFTER UPDATE ON "order_lines" FOR EACH ROW
            WHEN ((OLD."order_id", OLD."product_id", OLD."quantity", OLD."total", OLD."discount")
                IS DISTINCT FROM (NEW."order_id", NEW."product_id", NEW."quantity", NEW."total", NEW."discount"))
            EXECUTE FUNCTION "figures_of_part"();
        CREATE TRIGGER "promo_redemptions_figures" AFTER INSERT OR DELETE OR UPDATE ON "promo_redemptions"
            FOR EACH ROW EXECUTE FUNCTION "figures_of_part"();
        CREATE FUNCTION "figures_of_refund"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN PERFORM figures_move(OLD.created_at); END IF;
            IF TG_OP <> 'DELETE' THEN PERFORM figures_move(NEW.created_at); END IF;
            RETURN NULL;
        END;
        $$;
        CREATE TRIGGER "refunds_figures" AFTER INSERT OR DELETE ON "refunds"
            FOR EACH ROW EXECUTE FUNCTION "figures_of_refund"();
        CREATE TRIGGER "refunds_figures_changed" AFTER UPDATE ON "refunds" FOR EACH ROW
            WHEN ((OLD."order_id", OLD."created_at", OLD."amount", OLD."status" IN ('pending', 'succeeded'))
                IS DISTINCT FROM (NEW."order_id", NEW."created_at", NEW."amount", NEW."status" IN ('pending', 'succeeded')))
            EXECUTE FUNCTION "figures_of_refund"();
        CREATE FUNCTION "figures_of_dispute"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN PERFORM figures_move(OLD.closed_at); END IF;
            IF TG_OP <> 'DELETE' THEN PERFORM figures_move(NEW.closed_at); END IF;
            RETURN NULL;
        END;
        $$;
        CREATE TRIGGER "disputes_figures" AFTER INSERT OR DELETE ON "disputes"
            FOR EACH ROW EXECUTE FUNCTION "figures_of_dispute"();
        CREATE TRIGGER "disputes_figures_changed" AFTER UPDATE ON "disputes" FOR EACH ROW
            WHEN ((OLD."order_id", OLD."closed_at", OLD."lost") IS DISTINCT FROM (NEW."order_id", NEW."closed_at", NEW."lost"))
            EXECUTE FUNCTION "figures_of_dispute"();
        CREATE FUNCTION "figures_of_milestone"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN PERFORM figures_move(OLD.at); END IF;
            IF TG_OP <> 'DELETE' THEN PERFORM figures_move(NEW.at); END IF;
            RETURN NULL;
        END;
        $$;
        CREATE TRIGGER "milestones_figures" AFTER INSERT OR DELETE OR UPDATE ON "milestones"
            FOR EACH ROW EXECUTE FUNCTION "figures_of_milestone"();
        -- Shops that have sold before: what of it can still be told.
        INSERT INTO "milestones" ("id", "kind", "at", "currency", "amount")
            SELECT md5('cart:' || "id")::uuid, 'cart', "created_at", "currency", 0 FROM "carts";
        INSERT INTO "milestones" ("id", "kind", "at", "currency", "amount")
            SELECT md5('checkout:' || "cart_id")::uuid, 'checkout', min("created_at"), min("currency"), 0
            FROM "orders" WHERE "cart_id" IS NOT NULL GROUP BY "cart_id";
        INSERT INTO "milestones" ("id", "kind", "at", "currency", "amount")
            SELECT md5('purchase:' || "cart_id")::uuid, 'purchase', min("paid_at"), min("currency"), 0
            FROM "orders" WHERE "cart_id" IS NOT NULL AND "paid_at" IS NOT NULL GROUP BY "cart_id";
        INSERT INTO "milestones" ("id", "kind", "at", "currency", "amount")
            SELECT md5('customer:' || "id")::uuid, 'customer', "paid_at", "currency", 0 FROM (
                SELECT DISTINCT ON (COALESCE("email", "user_id"::text)) "id", "paid_at", "currency" FROM "orders"
                WHERE "paid_at" IS NOT NULL AND COALESCE("email", "user_id"::text) IS NOT NULL
                ORDER BY COALESCE("email", "user_id"::text), "paid_at") AS "firsts";"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "orders_paid";
        DROP INDEX IF EXISTS "refunds_counted";
        DROP INDEX IF EXISTS "disputes_lost";
        DROP TRIGGER IF EXISTS "orders_figures" ON "orders";
        DROP TRIGGER IF EXISTS "orders_figures_changed" ON "orders";
        DROP TRIGGER IF EXISTS "order_lines_figures" ON "order_lines";
        DROP TRIGGER IF EXISTS "order_lines_figures_changed" ON "order_lines";
        DROP TRIGGER IF EXISTS "promo_redemptions_figures" ON "promo_redemptions";
        DROP TRIGGER IF EXISTS "refunds_figures" ON "refunds";
        DROP TRIGGER IF EXISTS "refunds_figures_changed" ON "refunds";
        DROP TRIGGER IF EXISTS "disputes_figures" ON "disputes";
        DROP TRIGGER IF EXISTS "disputes_figures_changed" ON "disputes";
        DROP TRIGGER IF EXISTS "milestones_figures" ON "milestones";
        DROP FUNCTION IF EXISTS "figures_of_order"();
        DROP FUNCTION IF EXISTS "figures_of_part"();
        DROP FUNCTION IF EXISTS "figures_of_refund"();
        DROP FUNCTION IF EXISTS "figures_of_dispute"();
        DROP FUNCTION IF EXISTS "figures_of_milestone"();
        DROP FUNCTION IF EXISTS "figures_move"(timestamptz);
        DROP TABLE IF EXISTS "milestones";
        DROP TABLE IF EXISTS "rolled_days";
        DROP TABLE IF EXISTS "daily_sales";
        DROP TABLE IF EXISTS "daily_promo_codes";
        DROP TABLE IF EXISTS "daily_products";"""


MODELS_STATE = (
    "eJztfVt34zaW7l/B8kun12jc8TU17nPOWipblThx2R5JTron7sWCRMhCmyIUgrRL3ZP/fg"
    "DwIl5AiqBIiWLwUmWR2CD54bbv+99HC2Iiix73l/gntDq6Av8+suECsT9Sd3rgCC6X6+v8"
    "ggsnlmgKl9h4RStxEU6o68Cpy67PoEURu2QiOnXw0sXE5q37U5eCGXGAO0cAmgtsg/c5AQ"
    "toIoDdHnjH7hxAQL0JRS4gM94OO2CJnAWmlHVC/wronLzbgNhT1v8rWroAUjD6of+fpxeX"
    "x/wtTDJlr4Htl1090LPxbx4yXPKCGLXDHvvrP9hlbJvoK6L8569HHkWOgU3enP37D35/+W"
    "rMMLLMBPJ+E3HdcFdLce3p6fbmk2jJv25iTInlLex16+XKnRM7au552DzmNPzeC7KRA11k"
    "xsbE9iwrGL7wkv8J7ILreCh6d3N9wUQz6Fl8ZI/+z8yzp3xAwZQ46Bib9NhG7+zj/l/wfr"
    "G2hnH/MDZGg7FhHGVmA3+P1HgFl6YMdzaTsO1y+P79u9/vGhVx9Yg/4PqH/vCbs8s/CxwI"
    "dV8ccVNgdvS7IIQu9EnFUKyhnjqIA2NANwv5Dbvj4gWSw56kTMFvBqTH4R9VhiG8sB6H9Y"
    "LKG4ipRaavxzZ538c4jG8/D0bj/udH3v2C0t8sAWN/POB3TsXVVerqN/6wEbZl+HtJ1An4"
    "5Xb8A+A/wf883A/Sgxu1G//PEX8n6LnEYB9uQDMOVXg5vMSarkdf/J8Z9+s5dORjHrZPjT"
    "aDp6nxDYelgYE8WsCvhoXsF3fOfn74tmBgf+4PxRr78G1qsO6DO6fi1u8JcJcOmuGvKvCu"
    "KToI8MllCYBP0qthDTC/lQSYnbjGHNK5CsRxmnpA3nxY7Aziy/MSEF+e50LMb6Xm8JoFyK"
    "L84+jhPmciJ8nShwOeuuB/gYWpu4NjYeJhy8U2PebP28epwGFKHAgh4N987v8tPRbXdw8f"
    "0zs97+BjamDQ1yVmtyuc20nKGs7tYL63Zdfp0vlsQeoajGuuwp+lafVIt3mkHfRGXiuNc5"
    "JSj3KbRzkmAJeVbmMkdYq47R3UDcIsVxrMXqWyLIcqC+0nJhbiF/sntBIA37L3gPZUJsYE"
    "Cp+noJvDhHR9db2UHfgeaVniE4p9O/ti5Po8c3903b8ZHAmEJ3D6+g4d00hAze+QU5K6Er"
    "XN3lqcLtJXoA1fBDj8K/g7h2o2z8TuwHYduRJufbdXqIjj7QzEGmJUThuXj28ZjZYLHXbX"
    "n0HiPcTPtYqrB349Yk8nTvYaf3zsSkydohVjWjGmFWN7Pajja7bscovTbLHoDof92ri6Un"
    "iq6Gkigg5qws6+LaNrZK1yFTXiXgbh4ERRgDig6CDGl2UgvsxH+DIDcOqoL4tyiqyDUJ+X"
    "gfo8H+rzPKjVtt8Ekd5/k4hO0IwxASoq3DXFVtrbw0GzETUtnLkymTQf9ohAo14ddbxU2a"
    "H91pU25pbhnNqXL8rsyxf5+/JFel92EPtMKt+Y8/FNUnUP53qsbhm91n7UMB8JeV1A5/VI"
    "ooSJ7vWKVDCToFVJZ6hf5shBwEFTz+GYg3fivAJ3Dl12DZoUULJA7pzfmWAXTFbiPwvNuJ"
    "/SLOvqtH13m9U+ueqZ/bpTtMgQXZczRb565g1anhI/ExG0wxjNH3vQxuiW7FfX0HFle5W4"
    "XrhPTVmLXaiIqQtdTzwoZnnXKl6t4tUq3r2qeF3yimxl/7EkVS3MbIvO7fodyNa7Xxbhge"
    "0tMjbZBNpr6t3pzYRe9A0pLqGj/vX49ufBFfCpn+3rHwbXPw1ujIen8RWYztGU+2gQz322"
    "+x/79zdsUt+wxhNom8RGZpqPLeVQeVrGofI036HyND1YnGlG9nSlsiDiNB1Ubp6V0dTn6+"
    "nTCKMFxJYKvBFB9+Tm04syuw1rlQuvuJcEmB2B0FISwtYU3YP4rIwK6CxfBXSWUQG1yO+0"
    "bRtHl5gjb2lWZI2TlHqY2z3M+/JHbNmu2QF3xHYi2qQ3YuzQxzaSyBgfA7JPPw2RBXOcHW"
    "L6ojvWzeFuSBmoEyudOCZytsTogffRnan4e9N6STGfcnST4Vwr1k8a0cyuV0n5q+id94tN"
    "ZLvYXfkayYTikvXPNipDR2prbaXWVu6bU4vWaWbsCxwbYjQdVM3Ur6wk4o2UIl1jJO0wLH"
    "YqyvU3D+bM+lvblQ9InCQ1IvzoP8BJ/8Jf4j9PT86/O/9wdnn+gTURLxpd+a5gWG7vx2mN"
    "PEK2wT7ONZYOnkpUZR/xSy66EuIugfxfp6dnZ9+dfnt2+eHi/LvvLj58G6GdvVUE+8fb7z"
    "nyiVmfHQrB4qmxUDESHQ6YgnPNsCoAmiDSGo10ChNielPVOZqk0tM0vQHjfyFFRGMkeooW"
    "Kt1CuXZLpVvoPnSYE3Sj1i12isi1bpJNoAZUH9c9dRTY5Na3GVu+sOsDdhT0dpD7wEZsY5"
    "vgZmD9Y70GaG+ijrqJaoL/SeA6HIzGw9vr8b4yAlx71CUL5HzCL54THA5pTWqqSa9QoRo0"
    "Zs9fty7hnw5dQGwEQnJAl8h2AbaDq777Sw/YfupMBzGZ3KQ9sCBvyGRtrBV3M4eMFk/B6L"
    "/vZD7rTTxCqvYNbVKR105a7as1vbtiCLWmdyfjcHCaXu2E17QTnktcaBlij1XTfqUId6f5"
    "+rYpmPei9hK2aAarJ8M/F/wUVWfAr02xKxL++ShVzBYYJ9aJ5Np8SOhEct3x3GoppIeaSO"
    "4GYmsVapokMmPifq9IYDR5SyNQ6aiIi++QBxpbJhfWuAQXdHEMvjjoDdke+gIwBSLVAzAx"
    "FWca9cswEM8FLvwKoG0COsfLJRupHImxiadIhUYTrhIyYy+h59pKgizitqR7leScD+bmds"
    "JjR2yL+UJlMIhZniDHLAZlwkSCCzjcrU2GKj/WdTiUZPY2KYlp+2ID9kXtNFO/bBWcqGoH"
    "WIyoS6Du4CBrSXKJkFVckGt2oYiZDFqUYycXhE0SU9kAISgBpxSsH0/tz4t6pfi9d96c1/"
    "nyPf792l7YZXTU7fGiXezeCrzzLDlLyLbKfGtEc89T4DIDrDSj2ar1qRlNzWgeGqMZ20nU"
    "eM0koWY3M6yRiRZ5jvMFvFGCqkv8UW1MZ6S0UTvOEmRdAnbHZirN8/9hef4RtOQOR7G7JX"
    "h9GjXcyOU/MIabsUJpn59jwIfoL+QNOW8YvR8vTEDhKuC6/VXO/kZ2lo2vo8NSfLpmy1uz"
    "hDRbrtnyg2LL87ISFDuBdI6xqS+2z5sIHyW1jTZO1SVYd8wvanZ9r/CHdmzFuR+j0uBXBt"
    "+FkkLnha6UUFbnXENeHvIgCkBJ5xJRdAn3Go18HB+kKKbEqboE646ns0Woojd2SKFB32IP"
    "0brbZvaSqLpASUyj9hpNGZo8fzbx1BCN02hUJaguPWc6h1SWOjEX1QSNRlWCKg85DAM5VZ"
    "DN0Gl0W2YZ8CPBZVaBKEa8wCIg2pS0BvRtgBcLTxADbn/lLtxk6i2Q7R6DwW8etKLfFMzh"
    "GwJIXOSFKRAVft3QQULz75D3rHWgiQdsUThLBxfr4OKSe5UOLt4mbky13M1WhW5aZoZrOH"
    "mki121whMRQQftRKelSpyfFpQ4P82WOA8PpCzI+fk54zS7T9C5H1PmPmr8pZIa7jYjezsD"
    "jUskZK8DJ5GVvcNAuWixZBhsC9M46OZwl/puE9jfYLr0REBvVtwJbvUK5R2/0S4qbPpLyZ"
    "cKdLZ6LWZoMWPfYgb/1CUygj1AsV68lLhzAsjpRZnabKxVQfW7THU2uJAn1Skyo61puqRw"
    "3HUmb+0q2LCrIDsVKJEk9MzHd03RQXQvy8jXl/ni9WVGuj68Sr3qYB/90h/e395/b9wPBj"
    "cjYzgYPT7cjwZXgPHLNgPfsBEyqcFOwiUDHz3bYfun+5vBkLX/+Xbwy7o19/twWGvuSb9u"
    "yyTqES/uG7ZirANF5rOdfmb6WclnJPvuPz4O+neZ12bsN4JW5q2D1skOg7apd364Zy9K7G"
    "ebvfT4CnCfimf7kdEM7sf8I5YioMVFlSoUn5WZpGf5k/QsqwJissAkx5E9n6VcU+msZm1m"
    "G3nsuOnAd8k2/5EQC0FbPr4JutQQTxhhUxtQdGW34/rx4eEuMaQfb1MMyv3T54+D4TcnYi"
    "xZI+zm8C2H4HXVreSXkBpkprqBRUS6nm6rNzD/qK+i9IgT6kOqzWMc1zaWVSXGaXQCgeLk"
    "mySsMpsEVzn7ZtlqtS0FdWP6zficalX+TfJuWwQmNe/pe71C00HQqpHCt2u7G+/9lQ2ymG"
    "vEWbDNN1sEN21b6IFfjxwkZKhXtNK2Bm1r0LaG/Z7H0RKuoLUKaVuts7p+Go0fPg+GV1F9"
    "GK6hYZIF184EcpeqZuakjGbmJF8zc5LRzAQ7aMWBWFO3eige779noNsvz/aPj+yvfy7ZX4"
    "83n9g1c1ZJQVavjnyGLWSIH9JhkO+BCaI2o19RU35SSlV+UqArP8kqyxfsOPBRUkA6QdRB"
    "pLVNgvW9ZMxhEE+utLMM7m9uxe7i0/Mt/uF6MBr5Fx0yRZSK68NB/+bvV4BxLubq2f7Uv7"
    "3jevoZZMu4kpK+/qOAHVIOkw0Eg6ywPFJklcasZXqPtDmknD2kyCCSATsmjChgnaTqHtT1"
    "u3fTOTy9uFSazxGFxnczvoINkZdDLTJHJMgq2STahvNerBLv2HTnxlKSxCMX+ThJh4CvLQ"
    "50jvDL3FXDNEGjQZXkWFpiBTiD1hpIiRnS5X71SgH1cZLOWH9rA5Qz4J6DDHU/tSxl9/iF"
    "Rljf0E6gXEoyS6jnczY1DJMvK6jU43TakN1mxbk2ZNecCX9tWqyEaoxQQ6t9BHbjIyCfv3"
    "VBWzIs9bDhja3bNvlh3NoT8nXAnbePJJ4Ysbu9Il8MzNsZwge8fO4a0ZyXJYU24Bm4sIkA"
    "XVEmPvQA1/IiE0zQjP3PGrDJw4aCV5IyeTIZOOG1SbErTVlTR7/P9rP9JdCnC8u/qGJFkc"
    "sz5fM6VuzzbAp9c7zLs+JP+BtQRksBms3QlBdRtdmrOMHD8lPlU+I5/hoRb751ESvtP7LF"
    "Oa39RzQbLGOD14u0tGI/ouigEfe0XOKWgrwtaTE92vsUII7TdBHkJoJ/Vd0ROuyJ8KHMJP"
    "6QP4k/ZCYxXGKDHfkUq+n2UmTdU+ydl0H6PB/p8wzSS7gKXYSTKOcneYqR6BxPijmeUlUS"
    "I7ZYlRVK02rdX5uZHiYMTYman2CMpHvbWG356hRSpjUp/P9IJkcSqZ9f7hWJ+/8kk11kbP"
    "JoJqgidin0ypbc4i59KH4v3TbRQAvXNe1vWrjWwnXNwRnyMT+EgIzWcMrRXlfVOXrH4l99"
    "vtHDp/t7ccXxbFtcGT1dXw8GN9wVmnrTKUImT7mS9I5+tq/799cDcWXKQWmNx/QSOnAh8c"
    "UpEnlCit1LPLEtceJhy8U2PeaP3ceO2IgcpJ2j6nbbIzKbYoF/jr3jCtqHAmROdc/8Mntb"
    "1fVsm8hWM5jIcYjEi6BAKx0SdE8AviglAF8UCMAXWQc9HQi0Q2/IPQV/throRmI/daTKPi"
    "NVZtjGdF5JoZAi1RrqNmsO0NclZt1VGOYkpR7lNo9yTLVbVhsbI9FussVushyqLLTKrpxP"
    "tNNOsrEJ1Sb/zc8QW0cSG4643isy4ixYi11YcZDtYncVZbQIfqZzZU3xEgdupnEjjZ+YIb"
    "zixqqzaMuNttxoy82+T+b4iiztURaj6aAFp/78NondsSzKCaIOwnx6USa5BGtV4ByZSS8x"
    "ZWi8ECdHD7XZXBanbzPmR+Nh/37Uvx7fPtz3767i0QzQerY/94c/sb2Fm84W0Hll+y83nv"
    "VvPt/eXwFoLrBdySBWZsBO8sfrJDNcbKuGltLes6bYoUET2U0dJSmFYRl34bN8b+GzjLPw"
    "Hzmz1ii8QmNXxuKn25TN+EMZh+R8f+TMdkZsF31VqoQaI9Em4wQXVofJGJuM9yEur+ekau"
    "6QkHau2tlJqbCSk4K4khNJYElS/ixtxUuSdc/qUb+nUUK0Lyt8J4i2kMFbhnU9uQLodI5M"
    "z6okXqdpdVGQVkvS2puoZr8NzqdVWTZrMm0UavOCWTrkDeflpsk/11Nk3TvXG4ka1U5QDT"
    "tBsYXBxEyDzBTZpzSd5qCUoqtS8eeS0/djQPfppyGyoCsP0Y0Z3aJsKYfJS2XsoL83bb3M"
    "TT6TQLPYjqmUeuYXka4FTdnTRJYYwHvoAegnbwnPB+ASy2RXejzjC7RXQKTxySac2bq3Mj"
    "ZU8Y1rk6m2e+5mI+lpu6dmPqXMZ742abNa/BAyahzdDO5ufx4MuUKb7bj4DTlcy30z+DQY"
    "BhdnjMXj1x4eB/f8ClmyN+ea8Lvb65+EItzC01d+ZfTwaWx8fHi6vxaBV2TmGhPCJh+/xx"
    "bgzfrenJ8o0b2Pdw9+TxM+N0XfD58f7/q34nlTws3IWDzz6X709HF0Pbz9yO94NvUm/Gsm"
    "FSO3ajdUzXlZbbvSbpEi1VqcVu8LJnIDx6uygtKaonuSUiMRDO1IFNUiq0n9VTZi7GZZXj"
    "JGov1ti/1tF9IdQtnfNvTwPExIN/rbxiZU2/xtHx3O/CA2Ov50kMit8Sa9jdLrMtW6nAgL"
    "mSRpmmzaUcY3UQDZDEQmEzSZ8Gmb4H0uxEkmc3KPBCah8lpg3CR0DO4JcMg7T2hqE8AHgm"
    "2OOYJt/c/YLO5q6XY3W1RPS7eai5VysUh+RBXwV4tteNg2M1eNuJlGTpUSdTMhFoJ2HpMV"
    "o0tBPWGETa2m6Mpu183Hh4e7xJL5eJsK/Lx/+vxxwGRxAT5rhH0eQVan5A2zfdhB7KOpVM"
    "1fhLuEWqOvgH5w/lc5TRKU2iDf5lMjHCv1VNlZyu7pQup3t4urOSssLQm5Xl9tXl+BXrzC"
    "UCcp9Si3eZTXZo1Kx2WKWI91m8faW5oVpewkZQeNQqJC4INtrYIZeLjDHjnRtCDhM1dNjs"
    "krso9y9Jb+zd5GjaXL2ykpK4GF7Vfh/SI8ZIRnDKJXfvEk7iozQdBBDtcgmtS/yttNyNdj"
    "8D0hJpgRB/AaTR5FecrKWp8hSkCJ7zTmkM5FASjubr0Cnu2yznkVKPEUURjKdq/8ulCcgD"
    "8LWTOAvmImLoYlo0RjwqZ0abeftVrFc9gkRH4WhFjmGu0JpHWlWle6Xzf0YGlmhr6cM1CM"
    "vNX+QD8Phref/m4MPvdv767AG3LwbGWI/enZHg441WN/NPrlYXhzBbhPsmssIaXvxKnkgd"
    "NAeak9q7T3zU41r9R20AvmjwxdpMtGHKfptgo7PhxhpZH44jW7ojLVk1S1qN5aZMGp3z2m"
    "RUkH27bPdOlk96qVuPJ0dauDGd/9ZJU8nDE9lKSS7UT0YHNKYgtRl1dXkGmJopu9Qi1R2K"
    "ykkmhEFsivxe0rayiTRT2bDbjvaWaTCTFXf6KAvw3PseO4FEAHAbZvQF7RG77DlWi5RGRp"
    "IXFvRpwX4rrI7oEZfvHY3AVsvq2y2qNdP/yP4gMnnsT/OT8wlU5+QarNEv0hFKdiO8xw7M"
    "/kZ/v6h8H1Tw9P/PccTV+Jx649PnHudzS4AkvPmTLRALF2T6Pxw+fBkLXz2NJe+Dvz/kV7"
    "dRZtl+z3LgWfLnFnU8/hHtFKObLiNG1eflXDacoE0+SH0mTWzYIfcll8i8pTrGk6k3BmB5"
    "UpWmL9e+Ax5zKezr9RyM+JePWSvBz1JqKiFHj2Tk9PToGJqeCnwH8AOsfLJWe0/gO48Cv4"
    "v0A0ZGyWxVgoKqLjF9gmDmAzxKVZTq3erisWoeXHZigFwtVCeK75qS59+1yoOdah+u3g5r"
    "SB7o/MSDCGfSLTReSzEWuK7oUzlDL8FNh9ssrw3RrWWqbp2UVO8kDYUq7aliHsIOClAsxP"
    "CwLMT7MB5jvPKt5qiOtPKp7imaQ4l3CcyPRyiEnGH/u3N+wnxCb/ezi+7d/d/d0YDj493Y"
    "sq1UvGamJoWSvDQYwJEOWq13fX19LpyG9uR49PY5GoBdOl51ZLhFK/rmbmWTNsWTWMv7yn"
    "Hc4Bzw5eAZmq8+Dp/tPT3afbuzs/W03UD5sDw4frwWjkTxKHTBGlYp7E2iefqpxhu0xqm9"
    "OC/NpFI7pNViRZP23W4RzdMHF/zItnmPgFu7xsxuMPfx/dXvNLy/mK4qkopXH7Nz5oC/y1"
    "FRUB5rwXJtRQmY9O/gGXIuvgKddEphqtwmxahRmqg9SUmHGq3akxm8R4LzV2Q92bGvhxKq"
    "1DroZ8qOpUnPYxKo18NeRd+FUN9IBA410Rb/XdXW/t28MeCpZqyMep9ISvhrxFqOKBGlJo"
    "xCtv6RxNC01d6YQvSgyTodVpYRTSwiwdsiAMP1NJ2Zqk6p4o2kh5iZD3M4JsflnA8wN0ZL"
    "Q6SKd6kM6MvQxylg5WK+ibIuugcqD+SJ0gY5dqrcUUmY6I2oQz9aZcVW14jpIpOEXWwSl9"
    "+m1ZC2WhiTKrWhRFZlXxTlJpuMvDHThGG0vowIXS6Skh3X1h3Q6dnhGeQfXD7FiMFtCycs"
    "UlGf3uRKeTppaBLzqdnX53GQlL/EeReDT63L+7kyRrDAGi3PjIYFFLtZ9D3rUztJEqexF2"
    "qvt6iq57QlHjG3v1mO6cLnRwd6u9QkP3IfZt6uVEpMR6hyuxw/E3WCIjck1Uw11O3cHdrg"
    "noeRGvhVTXVqjijJNp7aaCdjOYrJC+VivfniXX6STafKLwoKhXriadQsfBahEHMtrubWuX"
    "ZVi4y3wG7jLDvkW4qQd5SEi7h/hJKQ/ekwIX3pOsD2+EnKKUkqbrHtyNmG5s4iKJxmmMvu"
    "ZoOCKCLgBcdEIM/jYuVi9FB8Tdw/33YfO0zikdnICrnNYxMn1Kt/mUjrznKwxymlaPdJtH"
    "2jd2VAv7TZLqcW7zOOsk+vncSbeS6CdXtyPX2uXnUIinbdDJ+3QqxFrR1KkQCxGtnAqRPR"
    "/cP93dHWVWfw2QXgfddBPS2H6XA2l+GqJElA+PH5aVTAwoP/00RFZe+u4A6Ru/lwM8Q/PQ"
    "ToZCkXfbItDcFqWgm67ChN6QLS2+qYCRyFU14B11FSUL29suNwHSHbY7u+D8UJMtURqKTr"
    "oEkVL2uLQjvoNM7hAlLd8QwvpgozFh/2wG95H3OUx02Y1j9vcqWff8DSsv9V60nW3Iv2es"
    "N9DNWfjYKAHW2lkBMgPQBqKHP1HAZVm+xRyD68COzutXIVGiaulNLDzlJbAkuffq6LBMxj"
    "3/U9cp93QKvQrTtpJAqFPo7WQcWq5rkZi2V3l5XXIsfav2529pjQ17gShlJ4cKvjGSDkLc"
    "iBWVHZVEyT8gIuggwo24BfhHvYR1LPIuWxNp3zIF3zJ+TmeRzg9CCdvrsM3qgSdxtrQszx"
    "mnqZPzbC/01dXkJExCvqVSN0pmfpigblTrxudUm6oGrXVOeWJuqJDaJOVGCrCStaXfIQUT"
    "4r3M3R5gf2L/CpMv7WPwJcw39aUHvrjw6xdRp+dLGNP+xa/V45B/IRuwrgLPftGIMcjAW2"
    "bE4OYf+Wy7REjPkYTt/5yyZnlS9K/r9cOWHRb4/CMjWjP02FoytFStpWotVe9bqo7WaWbs"
    "c4NX4yRdSm91enL+3fmHs8vzKHg1ulIUwSoJXvVtnmyjxK5a3s00YQfFvvrzPjCw1DKlRw"
    "QdhLeRZPTxN1PAOUXWQbQb0RItHWJ606JE1jn7coqug3h/KAP3h3y0PxTmgs8HXGcOb0fm"
    "cIr/pbQkwvZdCEJpuirCOzbdubFYSKQANMULaMkhjpOlRQCf7jigPzzICyC+GVzffu7fff"
    "Nd7zSlKA3BP88gPEeYyerqECfoNMaFGBPxAkrJkWIku0+KFJNeJx62XGzTY/68fQivjWis"
    "f/NgjhyUK2DGSbSAKREwefFIY+ngqSyPQkGW3iRdl6DVGcH/CLDrYg97m/C65IAurvGHQF"
    "5XHdg38kYFllFK25mBqI1xXJteM9DmW1cTRDrMUjvkNApoqMVWgzRJpSepdnLaiZOTZOLW"
    "gOvjuqeDnK0bgU2u1hKh1v4RVAO0N1FH3UQ2cVYngB0ORuPh7fW4ZMC1jiXOQVzCsho1BM"
    "v6YaBdjpb1ljVMqCFiX+g8Lbs2qRr1ifXcCfn6OQjXkfnFJhr0Cn1jRVMjiP0p6x9LnFfg"
    "co9VCKZkscAuGzD23dCm0Dd9kHdEr3g4pwh4+RMF/A2FMyp2KYDOi8cN6xR8g00KiG2t/p"
    "yNDG3kKc/2sz2eI+CQd8CTEFPgMfHSEp6w7/yBmAKT2OyjKQE2cefsZfyXGCIT0x57F94M"
    "OYA47DprLaBkz+ZZkXiQqkUoerax+MMFM9bshRDzGIx48Cqkr/QvPubHy5W4O2dvgl2wIG"
    "+lo1m1l+1uWG5OqL1stZdt1stWB/416sTFtm4li3/YXpv7azf3wzeIBUIVdro0bQeTIXZp"
    "UxNhs3QuM5Xkxw7EabR+Pq2fD8qBSTazXETjJBrQjE3Js22R7Z1z7ar7UYZY5+Bt835kQe"
    "oayHHUOK0kVfcchRsJUZixg7pa9vI4oV5ObVtOGaPRfqK4H4WLokRT9Rj6LuZrqIR7o0J2"
    "MrjgvmEA2zw/GJh6joPs6eoKQBBYKf5EwQRSBETHXKHDgwrYRfHb1/WQN7aBYNY5wG6Pa3"
    "rehRrKzuiomn7gs+07M4M3aHmIR3JzbZYLFnAFJgjY6AW6+A39+RiIAPI5pMAmQrnFXgdG"
    "L8O1WjZxASWWye/g3IhvrWnSmiataWoRExQuYRUWKE7TQX3TWQn+5yyX+znLKJsW6i7Iax"
    "rt/V3ZP9A/2gxxtKl6XGVJtY9Qq/yu2jbF6wGVc26KiMZI9BQtdGPbh8NVS6fpNh5XUmc2"
    "eaB1VWBHQW8HOWk3YhtbsZuBjZ9E9QH8IHr9Oey0mzhLDvE2pZ4LNxGp2iLaX4oUF6JROd"
    "VFPrhlkptzf5g3P4cFpksLrozIJVhnZdNSvJbi9y3FU8uThP4V5DkJ2tcjvW9eZgfsKyL+"
    "V4A2bN9BxUgjGbgLc4Xl14veW66wo33sR00UjZ6xbd9zZH7o+Y5QcRrtDFU8JBWcoXRysU"
    "NKLoYXjLE3PEfiJ5J/PCSItPdA2TIYgfiR0qAXFWlYE+2wSEPI+BxujYa0fFfSqyxDp13L"
    "MkmYdMnvXKi7VfJbwSsmrp0O/VCqR7tF7i4HNv6l4gFzM/WpIRTTf3YVKa5grgenkor4g0"
    "FpB/rch/Bt87S667m3UbdrxOb8Zu+0PpjOiXD5ImABX1kL6k3nvNLHzGFvck0s4mTDIEtT"
    "Set3xGxq4mvT1Tu0argmHk+rhrVquJJqWOsvI+H0vIxsep4vmmazB7PvRkrif0TQQXjrrz"
    "KqpdHGpFHtvqUdjtrkrFHG4aiMGC28PeoUEss6yRwK8LuTgXzkNglCEb5lpSFjPcT1ur38"
    "GqgYeM++v5WWZrQ0o6WZNkkzOX6Q+Qx3RNBBhlvLM4cmz+yvLl6rrcaNFCFcIBeqlpyP0+"
    "iy89UdWbTg3pjgHjDBleLZtNheKt11zga9XbDF4aJbNtBiW9F9lxbwdu7PexHWhY03X0oP"
    "TcCbxfPI7Fy3WB7To2m5XMvlWi7XcnnLTsqma+1qubxRubwNpYzbhnkBxodby7jjIC/J0r"
    "OgROAu9JSPUe3QVT66crC+8josQYclHL4+STuCaEeQNimT6nIE0dqknWuTFuSa/X0k1yUF"
    "N3sbNEkLwt7bLJuQtc9kdW/JRPZ37M5FflTRRSDFmwhAF4wYWEt0DPoipx7l+UkX2CYO4N"
    "XtqdQhfts+eRWgLw56w5QRfQFTv5Gfc9VkDSngrKuJTAAnxHNFUtYvS4/nuTfWZKI9mfkZ"
    "XP0nglcmgNMrdgs5PLUrWgETz2bI6T3b0AZ+5R8QVFviWVn9/l0CXGRZ4Wsf9aSKtkzaFy"
    "qaGz4chs70ohVtWtG2b0XbNNhEyyqCwvYd1AM1Emu+RM6Up00gs5mipiJFubWuop1MRZGq"
    "4kJBVeFnuJXDvDkzbg7I5cS5lgG7n+S4e8n73Dbkm0z7rH29dIaQLqri0NclZvxMBfYzSa"
    "mLubSZzeRL1kEmrxSWk3Sh4IyWEOuDuupBzdhKY+pRlyzYHxZeYMm6yy+fJyXu0GDUpgZf"
    "YBsvvIVRpVpDlrZDCO94uodYVuFPZbTdY6Bq51O5er2KOilJqc/zNp/nGVWuwrKS0XZvWZ"
    "1eXJTx2rq4yHfb4vd+l8EeGRCEbaMa/NI+ahmGFqVvbmQQgoq3WcxHC2hZmwrlVj7OK4mH"
    "J80e5men311Gxzf/UXRgjz737+4kJXIDA5UCGxon6QyW9XlgJA1/Kux9llI7uKThpSt7Wo"
    "m/SRBq9qZt7E3G36aMV0ixTkMtR8iCDKPeDtCYtj8vkRhseb4iSWQ3eYykRrWM38gSYhMI"
    "t0DuvPE+xzznoe/f8Q4p8CgyZa4hZcnKuFesvV1CZyfer/az0H4W2s9i7wJzZnEqeMYmCb"
    "VzbDqCPdzmFFCN0+x2P2slnMW+xsH8y+Jbxd147bd5mJO1jMNx6hiO+xwP2U4yvL0eq1UJ"
    "TE327Eg82GhM2D8lx+Eh7OUQ5/fm/AGxxV3C4XsrBnSIZmwpzcfkFUm5z8T9QtbT8VsyHo"
    "81Lcl3fk+ICWbEEW7FjFnMspjSFqWcdRGlWLvpavZRs48tYB/FpmDMIZ2rqPqTVJ0rznh5"
    "XiZw+zw/cPs8rdrn8naVgjpU6/UOYhnFDjWFcytJpeWvYoEhQKsGaWG07ukwgd1cuj0xs9"
    "pUTZzxrZ6dZPaSdzbxsqxNeeUpsk0Gp+BRg+A2SMELfkM24J/TA5T4YWs2cee8JaYiig6z"
    "jRe473gq4Xzr67YMuxyXOTTLrFlmzTLv+6yv4nm5pcdl246h/bhcsmPd9STm0HK1htfUO6"
    "zBHZwUisvq6HFwf3N7//1VeNI826On6+vB4IaXFabedIqQicxn+1P/9o5fmkFs8d/X/fvr"
    "gbgy5Riwa+nTq4z4c1KqenpB8fRM2AslnjOtXCV6Tb3DkYNLrDpq/cfbK8Donu2b/uiHjw"
    "/9IRsIkwnJE8LYpnaMBDt/qFqg15qie76UjcR48cXoOchQhzpLqSEvBXnIVk3UwkQTVN2D"
    "+qwU1GcFUJ9loXYQ+1LqIom0kZ+uPkGk89VXz1cfAGm8IqWZniLrmjd2/fpan32ieXncCs"
    "N1M7Q6WaFKskLtBF+nE/yUgcYeZTDpE0sS827QVqSJtRGizYqJIADH15FWC95J0HbtmGgk"
    "aKdNTmLtXUtbFDmRn8DKNp/KnkntALVu36QctNl2v20uSt+Mc8c66hDajcYaxBDLNYuFeG"
    "4yjRnRCNZb3CRjl1qfFNokpU1S2iS1V87vNw8yFt2V6ARyBaY4SZdsUrWFY2oz357MfD4n"
    "w8+xSmx1jFDz1hn1Ya5omA9rkUz4x4S0QFxxIiemLeWVtTfUYcK6UWBJTCu5xCLfFeoSBj"
    "smoqTxzeyG7fICZOA5T0uLwBxfwNj9XrHYw1sanmha0jHwwUYAghm2EE9bDwEH6a+ATRrH"
    "5c568AXyPPnwFVGAXQCZQHAMbl3wQhBPjo9sdpXy2JcFmEMK+AtIYrCbeoi08mRydbziYA"
    "ti1Iyt11Uotbym5bU2yWvRAq3gDRXStjlR/tH102j88HkwvAJhVs9n+3HIeP0rsHQCYWj/"
    "zlDB/lhxINbUrR6KR+FHyH0If3xkf/1zyf56vPnErpmzKsNQd1pH8m7zo1tRKEmR6VD75M"
    "RmXIcoc62mvkiQaQ3GNo7KjOtVddJJUrV5T2mTP1qL0ry3Df0ucUzTOZq+VndkyVBrT5Y2"
    "j/YLdCZsM8wOc76LaYxkKwfTbaWhiYctJuDTY/68fQhDjfidzrCNRQpP9W02RaoXXpsXnr"
    "a97NSvSeuzu6LPJpaFzBu4OpIps6ObvUJNtmhmmHBVOr6dtfULryJA52T5J+pHnWMKyBty"
    "egDaJtclcz2x38hbUE6AXTBBFnkH0EF++VaubHbIOwUUrmQh7w09iRegHTv45QU5FHyDbU"
    "G7wC+OcDL7M6DIBV/Y7LfQFxDcZaDYFPqHLXsA7xOxVwDTObRfEAWQ9+6/HfVE1lP+7n6Y"
    "fsmo+1wFuQklEh0//nKUFFAmyiWOvC4pKPgJtkHtPUEvWJbRuJiFWFPtRkprCZ4Hxz2gID"
    "WHkhQe0Gj5u9VDK/ZgiTaxKBAqotFlC8vHPwVcgLqclSDUUlbbFlNGFNgPozqaMlHcYxPl"
    "RzKR8aqJ+4XsKg1bGv8kEwXHC9ZacJKQvtK/cNLj5cpn17ifAwRhv9wbgrGQnjshX8ECUc"
    "o+CEyh42DhMfFXxhuioBcH8UpqbPawruSOGLt46BZ8pfg/s97zTQVh+85lXvxQxkLwId9A"
    "8CGwD+RzoMGgKqo3klTa2pjkDYLFo2TsitF00NR1clrKWeG0wFvhNGPqMtnuUqH6YUSlWe"
    "zWcQXx4bUgdQ3hH1iJ/5OQay6w9eO9hWFFRq9HvPUjbnq+ctNYKFYrl1Hr+s1VfXQEmlP1"
    "EK8kncZ/K/yR4xBJcH8+25ik6l7KrmayoxHbxbYnDewvTGQUp9NJjFSUeJ60bGPBthJSdK"
    "Ys6o63kyB1oiLqcSqNfHnk26LMDPL4y/SY6xT/BSpMv5GC8tIiL9gG3PLMfpjoDU/RFY/y"
    "ggtsCQN5UGwJ+MWWfBUjN3EBoWZ8n7PtVq6hrK3nMsk7PBrlinHQG+tQyA+s2a9xr1id2E"
    "MHiulAsf26PVsYySSUgqS2EUUH1ar1J/rU4QN/iHUk5MaKRbjStHqoWz3UMYZGcaCTlFqV"
    "egijXKWeQZqye2qkyzJapMt8JdJlRocUkxjKsv0xEh0MUBwMwKHKQqscBvBEO53iNDahqm"
    "c4XVdBTqmJ1FKcJmovdwTvRpOcjuZ4uWRvNcZCJ5FV2MTv9wq1NkFLw2VNS+puPjlkAdw5"
    "poB6E5e40OIqleV8RfGU/S2SpgJi90DYORNWqUvBFz6sX45B37KAn9yP8jiEBbaJA9h4Bi"
    "EFCW1Ow8+S5v/hrmjInvrRCez5RpCJcKvUP7lqU+mmLlGYBou4te5P9aSMLNDdxEelrPwe"
    "o+mgBF9z9pD4XM9u6UWa/yShTnZR2fLiBFFMCraugEKDvoX1fIIkWRCKDOcBwQ5L6I0Yu2"
    "oyxiE66JrS+DYh/LTExDVGi6UFBZ+bYZmie4Xskhu02kVSeB6W+SbeZ8qe+EIccYyZmLI3"
    "WK0LIvGk8dzWtG4ubaLNTyqLQJuftPmp9qg/y3tROWXC9jouJXWmfMgo1PYb8rNvpqn5YI"
    "n4AVRa9orRdBDn8zIwn+ejfJ4BeX2AK7gVrol0XHB5l8IMh1RSV5Oh64yfW22VPthr4Bdb"
    "NQFpnEjbN4rtGz5YNVg4bqKODhPWjTaOxLRKWDmGjJsb3l6P95XiSBiXJFJoaHTKl0C53W"
    "YnJcmIH0+qZUctO2rZcd+yI1pAWaLWfO47Iuic9Hh6UcZvkbUqKDyb8VxsvwB5tBt9byPi"
    "I1vq0oRHBRr2iKJ7/kRnZQonn+XXTT7LlE0Oz+osupsLL4S0O5zJoYOOAtRHTyNe/4JTPt"
    "v9m8+391cAmgtsP9ujp8fBMLhEvSV7XX79qMrcr70mxhJS+s6ERWMO6Vxl/mcIu7cMTktF"
    "Z54WRGeeShLY82PPeEMOZp1WYZakHWjv1TbzRhPOSVYa7CSlHuVDGGV1H+UsZfc200ZC3U"
    "PgJitFdV6GcAuZv2WwbyPcx1V4XBFVZctKUuotq21bloKnS8zys8S8UtGWjtT9Jf7JL3fU"
    "EXVuygTpuFsCdM26ONgVUYzODL/kJGxQwSeoLvhp3VkXZ1KYYbU6UEE61y6CI8SfOsI6Pr"
    "OOysZ0HOKKEybgLTF6CM3IHcQnng6kOkKxzCNdWW1NmhX7yMHT+ZHEsBjc6RWZFuG6TZO2"
    "RR02s8uwmTe2S2E1gTlG0kHHrdOLMvp31qrAfpTRwPNFpYBw0LyD6J6UUkScFCgiTuQ596"
    "SZW/IrGMZIdl/BcD/ycW21CvcarfH7/wfxkw0g"
)
