from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "webhook_endpoints" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "url" VARCHAR(2000) NOT NULL UNIQUE,
    "description" VARCHAR(200),
    "event_types" JSONB NOT NULL,
    "secrets" JSONB NOT NULL,
    "disabled_at" TIMESTAMPTZ,
    "disabled_reason" VARCHAR(300),
    "failing_since" TIMESTAMPTZ,
    "updated_at" TIMESTAMPTZ NOT NULL
);
        CREATE TABLE IF NOT EXISTS "outgoing_events" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "type" VARCHAR(40) NOT NULL,
    "sequence" BIGINT NOT NULL,
    "body" TEXT NOT NULL,
    "order_id" UUID REFERENCES "orders" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_outgoing_ev_created_af66b6" ON "outgoing_events" ("created_at", "id");
CREATE INDEX IF NOT EXISTS "idx_outgoing_ev_order_i_da2d7f" ON "outgoing_events" ("order_id");
COMMENT ON COLUMN "outgoing_events"."type" IS 'ORDER_CREATED: order.created\nORDER_PAID: order.paid\nORDER_HELD: order.held\nORDER_RELEASED: order.released\nORDER_PROCESSING: order.processing\nORDER_FILES_READY: order.files_ready\nORDER_FULFILLED: order.fulfilled\nORDER_TRACKING_UPDATED: order.tracking_updated\nORDER_DELIVERED: order.delivered\nORDER_CANCELED: order.canceled\nORDER_REFUNDED: order.refunded\nORDER_REFUND_FAILED: order.refund_failed\nORDER_DISPUTED: order.disputed\nORDER_DISPUTE_CLOSED: order.dispute_closed\nTEST_PING: test.ping';
COMMENT ON TABLE "outgoing_events" IS 'What happened, as it is told: frozen, to the letter, for every receiver and every attempt.';
        CREATE TABLE IF NOT EXISTS "webhook_deliveries" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "status" VARCHAR(10) NOT NULL,
    "attempts" INT NOT NULL,
    "tries" INT NOT NULL,
    "next_attempt_at" TIMESTAMPTZ,
    "calling_until" TIMESTAMPTZ,
    "last_status_code" INT,
    "last_error" VARCHAR(300),
    "delivered_at" TIMESTAMPTZ,
    "endpoint_id" UUID NOT NULL REFERENCES "webhook_endpoints" ("id") ON DELETE CASCADE,
    "event_id" UUID NOT NULL REFERENCES "outgoing_events" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_webhook_del_event_i_56dcba" UNIQUE ("event_id", "endpoint_id")
);
CREATE INDEX IF NOT EXISTS "idx_webhook_del_endpoin_863299" ON "webhook_deliveries" ("endpoint_id", "id");
CREATE INDEX IF NOT EXISTS "idx_webhook_del_endpoin_8180f2" ON "webhook_deliveries" ("endpoint_id", "status", "id");
COMMENT ON COLUMN "webhook_deliveries"."status" IS 'PENDING: pending\nDELIVERED: delivered\nFAILED: failed\nMISSED: missed';
COMMENT ON TABLE "webhook_deliveries" IS 'One event for one endpoint.';
        CREATE TABLE IF NOT EXISTS "webhook_attempts" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "duration_ms" INT NOT NULL,
    "status_code" INT,
    "error" VARCHAR(300),
    "excerpt" VARCHAR(500) NOT NULL,
    "delivery_id" UUID NOT NULL REFERENCES "webhook_deliveries" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_webhook_att_deliver_c5e2ca" ON "webhook_attempts" ("delivery_id", "id");
COMMENT ON TABLE "webhook_attempts" IS 'One call of a receiver. `created_at` is when it began.';
-- By hand: what Tortoise cannot say.
CREATE SEQUENCE IF NOT EXISTS "webhook_event_sequence";
CREATE INDEX IF NOT EXISTS "idx_webhook_deliveries_calling" ON "webhook_deliveries" ("endpoint_id")
    WHERE "calling_until" IS NOT NULL;
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "chk_webhook_deliveries_due"
    CHECK (("status" = 'pending') = ("next_attempt_at" IS NOT NULL));"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE IF EXISTS "webhook_attempts";
        DROP TABLE IF EXISTS "webhook_deliveries";
        DROP TABLE IF EXISTS "outgoing_events";
        DROP TABLE IF EXISTS "webhook_endpoints";
        DROP SEQUENCE IF EXISTS "webhook_event_sequence";"""


MODELS_STATE = (
    "eJztfVt34zaW7l/B8kun12jc8aWcOu4zs5YsyYkS2/KR7KR74l4sSoQstClCIUi71D357w"
    "cAL+IFpAiKlCgGL1UWiQ2SH277vv99ssQGNMlpd4V+guuTa/DvE0tfQvpH4k4HnOir1eY6"
    "u+DoU5M31VdIe4NrflGfEsfWZw69PtdNAuklA5KZjVYOwhZr3Z05BMyxDZwFBLqxRBb4WG"
    "Cw1A0IkNMBH8hZAB0Qd0qgA/CctUM2WEF7iQihnZC/ArLAHxbA1oz2/wZXDtAJmPzQ/c/z"
    "T1en7C0MPKOvgazXfT3QtdBvLtQc/AoptU0f++s/6GVkGfArJOznrycugbaGDNac/vsPdn"
    "/1ps0RNI0Y8l4Tfl1z1it+7fl52L/lLdnXTbUZNt2ltWm9WjsLbIXNXRcZp4yG3XuFFrR1"
    "BxqRMbFc0/SHL7jkfQK94NguDN/d2Fww4Fx3TTayJ/937lozNqBghm14igxyasEP+nH/7b"
    "9fpK2mPYyetMngSdNOUrOBvUdivPxLM4o7nUnIchh8//7d63eDCr96wh7Q+6E7/ubi6s8c"
    "B0ycV5vf5Jid/M4JdUf3SPlQbKCe2ZABo+lOGvI+veOgJRTDHqdMwG/4pKfBH2WGIbiwGY"
    "fNgsoaiJmJZ2+nFv44xDg8De8Hk6fu/SPrfknIbyaHsfs0YHfO+dV14uo33rBhumV4e0nY"
    "Cfhl+PQDYD/B/4weBsnBDds9/c8JeyfddbBGP1zTjShUweXgEm26GX3+f2rcewvdFo950D"
    "4x2hSeusY3GJYaBvJkqX/VTGi9Ogv68/O3OQP7c3fM19jnbxOD9eDfOee3fo+Bu7LhHH2V"
    "gXdD0UKAz64KAHyWXA0bgNmtOMD0xNUWOlnIQBylqQbk7YfF3iC+uiwA8dVlJsTsVmIOb1"
    "iANMo/TkYPGRM5TpY8HNDMAf8LTEScPRwLUxeZDrLIKXveIU4FBlPsQAgA/+a++7fkWPTu"
    "RjfJnZ51cJMYGPh1hejtEud2nLKCc9uf703Zddp0Pps6cTTKNZfhz5K0aqSbPNI2fMdvpc"
    "Y5TqlGucmjHBGAi0q3EZIqRdzmDuoWYZYpDeZvQlmWQZWG9paKhejV+gmuOcBD+h66NROJ"
    "Mb7C59nv5jgh3VzdLGVb/wi1LNEJRb+dfjF0PJ65O+l1+4MTjvBUn7196LahxaBmd/A5Tl"
    "wJ26ZvLc+XySu6pb9ycNhXsHcO1GyugZyB5dhiJdzmbidXEcfaaZA2RLCYNi4b3yIaLUe3"
    "6V1vBvH34D83Kq4O+PWEPh3b6Wvs8ZErEXWKUowpxZhSjB30oI6u2aLLLUqzw6I7HvZr6+"
    "pK4CmjpwkJWqgJu/i2iK6RtspU1PB7KYT9E0UCYp+ihRhfFYH4KhvhqxTAiaO+KMoJshZC"
    "fVkE6stsqC+zoJbbfmNEav+NIzqFc8oEyKhwNxQ7aW+PB81a1LT63BHJpNmwhwQK9fKoo5"
    "XMDu21LrUxNwznxL78qci+/Cl7X/6U3JdtSD+TiDfmbHzjVO3DuRqrW0qvdRg1zA3Gb0vd"
    "fjsRKGHCe508FczUb1XQGeqXBbQhsOHMtRnm4APbb8BZ6A69phsEELyEzoLdmSIHTNf8Px"
    "POmZ/SPO3qtHt329U+meqZw7pTNMgQXZUzRbZ65l03XSl+JiRohjGaPfaojdEN2a96uu2I"
    "9ip+PXefmtEW+1ARE0d3XP6giOVdqXiVilepeA+q4nXwG7Sk/cfiVJUwsw06t6t3INvsfm"
    "mEB5a7TNlkY2hvqPenN+N60XcouYROur2n4c+Da+BRv1i9Hwa9nwZ9bfT8dA1mCzhjPhrY"
    "dV6s7k33oU8ndZ82nuqWgS1oJPnYQg6V50UcKs+zHSrPk4PFmGZozdYyCyJK00Ll5kURTX"
    "22nj6JMFzqyJSBNyRon9x8/qnIbkNbZcLL78UBpkegbkoJYRuK9kF8UUQFdJGtArpIqYAa"
    "5HfatI2jTcyRuzJKssZxSjXMzR7mQ/kjNmzXbIE7YjMRrdMbMXLoIwsKZIwbn+z2pzE09Q"
    "xnh4i+6I52c7wbUgrq2ErHtgHtHTEasT7aMxV/r1svyedThm4ymGv5+kktnNnVKil/5b2z"
    "fpEBLQc5a08jGVNc0v7pRqWpSG2lrVTaykNzauE6TY19jmNDhKaFqpnqlZWYv5FUpGuEpB"
    "mGxVZFuf7m6hmzfmg54gGJkiRGhB39RzjpX9lL/Of52eV3l58vri4/0yb8RcMr3+UMy/Dh"
    "KamRh9DS6Mc52spGM4Gq7Aa9ZqIrIG4TyP/n/Pzi4rvzby+uPn+6/O67T5+/DdFO38qD/W"
    "b4PUM+NuvTQ8FZPDkWKkKiwgETcG4YVglAY0RKo5FMYYINdyY7R+NUapomN2D0LyiJaIRE"
    "TdFcpVsg1+6odAvch45zgm7VukVOEbHWTbAJVIDq46anlgIb3/q2Y8sWdnXATvzejnIf2I"
    "ptZBPcDqx3rFcAbT/sqJ2oxvifGK7jweRpPOw9HSojQM8lDl5C+xa9urZ/OCQ1qYkmnVyF"
    "qt+YPn/TuoB/uu4AbEEQkAOygpYDkOVf9dxfOsDyUmfakMrkBumAJX6HBm1jrpmbuU5p0Q"
    "xM/t+dyGe9jkcI1b6BTSr02kmqfZWmd18ModL07mUcjk7Tq5zw6nbCc7CjmxrfY+W0XwnC"
    "/Wm+vq0L5oOovbgtmsLqivDPBD9B1RrwK1Ps8oR/HkolswVGiVUiuSYfEiqRXHs8txoK6b"
    "EmkuvryFwHmiaBzBi738kTGA3WUvNVOjLi4ofOAo1NgwlrTILzuzgFX2z4Di0XfgGIAJ7q"
    "ARiI8DONeGUYsOsAR/8KdMsAZIFWKzpSGRJjHU8RCo2Gvo7JjJ2YnmsnCTKP2xLuVYJz3p"
    "+buwmPLbEtZguV/iCmeYIMs5guEiZiXMDxbm0iVNmxrsKhBLO3TklM2RdrsC8qp5nqZSv/"
    "RJU7wCJEbQJ1DwdZQ5JLBKziEvfohTxm0m9RjJ1cYjpJDGkDBKcEjJKzfiy1PyvqleD3Pl"
    "hzVufL8/j3anshh9IRp8OKdtF7a/DBsuSsdLpVZlsj6nueBJfpY6UYzUatT8VoKkbz2BjN"
    "yE4ix2vGCRW7mWKNDLjMcpzP4Y1iVG3ijypjOkOljdxxFiNrE7B7NlMpnv8Py/NPdFPscB"
    "S5W4DXJ2HDrVz+iDLclBVK+vycAjZEf8Hv0H5H8ON0aQCir32u21vl9G9opdn4KjosxKcr"
    "trwxS0ix5YotPyq2PCsrQb4TSOsYm+pi+9wp91GS22ijVG2Cdc/8omLXDwp/YMeWnPsRKg"
    "V+afAdXVDoPNeVUhfVOVeQF4fcjwKQ0rmEFG3CvUIjH8MHSoopUao2wbrn6WxiIumNHVAo"
    "0HfYQ5Tutp69JKwuUBDTsL1CU4Qmy5+NXTlEozQKVQGqK9eeLXQiSp2YiWqMRqEqQJWFHA"
    "aBnDLIpugUug2zDHiR4CKrQBgjnmMR4G0KWgO6FkDLpcuJAbO/MhduPHOX0HJOweA3VzfD"
    "3wQs9HcIIL/IClNAwv26dRtyzb+NP9LWgToesEPhLBVcrIKLC+5VKrh4l7gx2XI3OxW6aZ"
    "gZrubkkQ5y5ApPhAQttBOdFypxfp5T4vw8XeI8OJDSIGfn54zS7D9B52FMmYeo8ZdIarjf"
    "jOzNDDQukJC9Cpx4VvYWA+XA5YpisCtMT343x7vU95vAvo/IyuUBvWlxx7/VyZV3vEb7qL"
    "DpLSVPKlDZ6pWYocSMQ4sZ7FNXUPP3AMl68ULi1gkg55+K1GajrXKq36Wqs+lLcVKdPDPa"
    "hqZNCsd9Z/JWroI1uwrSU4FgQULPbHw3FC1E96qIfH2VLV5fpaTr46vUKw/2yS/d8cPw4X"
    "vtYTDoT7TxYPI4epgMrgHlly0KvmZBaBCNnoQrCj58sYL2zw/9wZi2/3k4+GXTmvl92LQ1"
    "86TftKUS9YQV9w1aUdaBQOPFSj4z+az4M+J9dx8fB9271GtT9hvqZuqt/dbxDv22iXcePd"
    "AXxdaLRV/66Rown4oX65HSDB6e2EeseECLA0tVKL4oMkkvsifpRVoFRGWBaYYjezZLuaFS"
    "Wc2azDay2HHD1j8E2/wNxibULfH4xugSQzylhHVtQOGV/Y7rzWh0FxvSm2GCQXl4vr8ZjL"
    "8542NJGyEng285Bq+rdiW/1ImG57IbWEik6uk2egPzjvoySo8ooTqkmjzGUW1jUVVilEYl"
    "EMhPvomDKrNxcKWzbxatVttQULem34zOqUbl38Qflon1uOY9ea+TazrwW9VS+HZjd2O9v9"
    "FB5nMN20u6+aaL4CZtCx3w64kNuQz1BtfK1qBsDcrWcNjzOFzCJbRWAW2jdVa958nT6H4w"
    "vg7rwzANDZUsmHbGl7tkNTNnRTQzZ9mambOUZsbfQUsOxIa60UPx+PA9Bd16fbF+fKR//X"
    "NF/3rs39JrxryUgqxaHfkcmVDjP4TDIN4DY0RNRr+kpvyskKr8LEdXfpZWli/pceChJIF0"
    "jKiFSCubBO17RZlDP55camcZPPSHfHfx6NkWP+oNJhPvoo1nkBB+fTzo9v9+DSjnYqxfrN"
    "vu8I7p6ec6XcallPTVHwX0kLKpbMAZZInlkSArNWYN03skzSHF7CF5BpEU2BFhRALrOFX7"
    "oK7evZss9PNPV1LzOaRQ+G7Hl7Mh4nKoeeaIGFkpm0TTcD6IVeIDGc5CWwmSeGQiHyVpEf"
    "CVxYEuIHpdOHKYxmgUqIIcSyskAaffWgEpMEM6zK9eKqA+StIa629lgDIG3LWhJu+nlqZs"
    "H79QC+sb2AmkS0mmCdV8TqeGofJlCZV6lE4ZspusOFeG7Ioz4W9Mi6VQjRAqaJWPwH58BM"
    "TztypoC4alHje8kXXbJD+MoTXFXwfMeftE4IkRudvJ88VArJ3GfcCL567hzVlZUt0CLAMX"
    "MiAga0LFhw5gWl5ogCmc0/9pAzp56FCwSlIGSyajT1ltUuQIU9ZU0e+L9WJ98fXp3PLPq1"
    "gR6LBM+ayOFf08i+ieOd5hWfGn7A0IpSUAzudwxoqoWvRVbP9h2anyCXZtb43wN9+5iJXy"
    "H9nhnFb+I4oNFrHBm0VaWLEfUrTQiHteLHFLTt6WpJge7n0SEEdp2ghyHcG/su4ILfZE+F"
    "xkEn/OnsSfU5NYXyGNHvkEyen2EmTtU+xdFkH6MhvpyxTSK30duAjHUc5O8hQhUTmeJHM8"
    "JaokhmyxLCuUpFW6vyYzPVQYmmE5P8EISfu2scry1UmkTKtT+P8RT08EUj+73MkT9/+Jp/"
    "vI2OSSVFBF5FLglS24xVz6YPResm2sgRKuK9rflHCthOuKgzPEY34MARmN4ZTDva6sc/Se"
    "xb/qfKPHzw8P/IrtWha/Mnnu9QaDPnOFJu5sBqHBUq7EvaNfrF73oTfgV2YMlMZ4TK90W1"
    "8KfHHyRJ6AYv8ST2RLnLrIdJBFTtljD7Ej1iIHKeeoqt32sMimmOOfY+25gvaxAJlR3TO7"
    "zN5OdT2bJrJVDCa0bSzwIsjRSgcE7ROAPxUSgD/lCMCf0g56KhBoj96QBwr+bDTQtcR+qk"
    "iVQ0aqzJGFyKKUQiFBqjTUTdYcwK8rRLsrMcxxSjXKTR7liGq3qDY2QqLcZPPdZBlUaWil"
    "XTmfSaudZCMTqkn+m/c6Mk8ENhx+vZNnxFnSFvuw4kDLQc46zGjh/0zmypqhFfLdTKNGGi"
    "8xQ3DFiVRnUZYbZblRlptDn8zRFVnYoyxC00ILTvX5bWK7Y1GUY0QthPn8U5HkErRVjnNk"
    "Kr3EjKLxiu0MPdR2c1mUvsmYnzyNuw+Tbu9pOHro3l1Hoxl088W6745/onsLM50tdfuN7r"
    "/MeNbt3w8froFuLJFVyiBWZMDOssfrLDVcdKvWTam9Z0OxR4MmtOo6ShIKwyLuwhfZ3sIX"
    "KWfhP3JmrUlwhUSuPPGfTl02489FHJKz/ZFT2xm2HPhVqhJqhESZjGNcWBUmY2RQ3gc7rJ"
    "6TrLlDQNq6amdnhcJKznLiSs4EgSVx+bOwFS9O1j6rR/WeRjHRvqjwHSPaQQZvGNbV5Aog"
    "swU0XLOUeJ2kVUVBGi1JK2+iiv02GJ9WZtlsyJRRqMkLZmXjd5SVmyb7XE+Qte9cryVqVD"
    "lB1ewERRcGFTM1PJdkn5J0ioOSiq5KxJ8LTt8bn+72pzE0dUccohsxuoXZUo6Tl0rZQX+v"
    "23qZmXwmhma+HVMq9cwvPF0LnNGn8SwxgPXQAbqXvCU4H4CDTYNe6bCML7q1BjyNTzrhzM"
    "69FbGh8m/cmEyV3XM/G0lH2T0V8ylkPrO1SdvV4seQUeOkP7gb/jwYM4U23XHRO7SZlrs/"
    "uB2M/YtzyuKxa6PHwQO7glf0zZkm/G7Y+4krwk00e2NXJqPbJ+1m9PzQ44FXeO5oU0wnH7"
    "tHF2B/c2/BTpTw3s3dyOtpyuYm73t0/3jXHfLnzTAzIyP+zOeHyfPNpDce3rA7rkXcKfua"
    "acnIrcoNVQtWVtsqtVskSJUWp9H7ggEd3/GqqKC0oWifpFRLBEMzEkU1yGpSfZWNCLtZlJ"
    "eMkCh/23x/26Vwh5D2tw08PI8T0q3+tpEJ1TR/20ebMT+Qjo43HQRya7RJZ6v0ukq0LibC"
    "6lSSNAw67QjlmwjQ6QyEBhU0qfBpGeBjwcVJKnMyjwQqobJaYMwkdAoeMLDxB0toamHABo"
    "JujhmCbfXP2C7uKul2P1tUR0m3iosVcrFQfETl8FfLXXjYJjNXtbiZhk6VAnUzxibUrSwm"
    "K0KXgHpKCetaTeGV/a6bm9HoLrZkboaJwM+H5/ubAZXFOfi0EfJ4BFGdkndE92Eb0o8mQj"
    "V/Hu4CaoW+BPr++V/mNIlRKoN8k0+NYKzkU2WnKdunC6ne3S6q5iyxtATkan01eX35evES"
    "Qx2nVKPc5FHemDVKHZcJYjXWTR5rd2WUlLLjlC00CvEKgSPLXPsz8HiHPXSiaUDCZ6aafM"
    "Jv0DrJ0Ft6NztbNZYOayelrAQmst649wv3kOGeMZBce8WTmKvMFOo2tJkG0SDeVdZuir+e"
    "gu8xNsAc24DVaHIJzFJWVvoMXgKKf6e20MmCF4Bi7tZr4FoO7ZxVgeJP4YWhLOfaqwvFCN"
    "izoDkH8Cui4mJQMoo3xnRKF3b72ahVXJtOQuhlQYhkrlGeQEpXqnSlh3VD95dmauiLOQNF"
    "yBvtD/TzYDy8/bs2uO8O767BO7TRfK3x/enFGg8Y1WN3MvllNO5fA+aT7GgrnZAPbJfywK"
    "mhvNSBVdqHZqfqV2rb8BWxRwYu0kUjjpN0O4UdH4+wUkt88YZdkZnqcapKVG8NsuBU7x7T"
    "oKSDTdtn2nSyu+VKXLmqutXRjO9hskoez5geS1LJZiJ6tDklkQmJw6oriLRE4c1OrpYoaF"
    "ZQSTTBS+jV4vaUNYTKoq5FB9zzNLPwFBvrPxHA3obl2LEdAnQbArpv6Kyit/6hr3nLFcQr"
    "E/J7c2y/YseBVgfM0atL5y6g822d1h7t++F/FB84/iT2z+WRqXSyC1Jtl+iPoTgV3WHGT9"
    "5MfrF6Pwx6P42e2e8FnL1hl157fGbc72RwDVauPaOiAaTtnidPo/vBmLZz6dJeejvz4UV7"
    "eRZtn+z3PgWfNnFnM9dmHtFSObKiNE1efmXDaYoE02SH0qTWzZIdcml888pTbGhak3BmD5"
    "UpGmL9G7GYcxFP593I5ed4vHpBXo64U15RCry45+dn58BAhPNT4D8AWaDVijFa/wEc/Sv4"
    "L8AbUjbLpCwU4dHxS2RhG9AZ4pA0p1Zt1yWL0LJjM5AC9fWSe655qS49+1ygOVah+s3g5p"
    "SB7o/MSFCGfSrSRWSzERuK9oUzFDL85Nh90srw/RrWGqbp2UdOcl/Ykq7aliJsIeCFAszP"
    "cwLMz9MB5nvPKt5oiKtPKp7gmYQ4F3CcSPVyjEnGH7vDPv2pI4P9PX4adu/u/q6NB7fPD7"
    "xK9Yqymkg3zbVmQ8oE8HLVm7uba8l05P3h5PH5iSdqQWTlOuUSoVSvq5m75hyZZgXjL+5p"
    "j3PAtfxXgIbsPHh+uH2+ux3e3XnZasJ+6BwYj3qDycSbJDaeQUL4PIm0jz9VOsN2kdQ25z"
    "n5tfNGdJesSKJ+mqzDOelTcf+JFc8w0CtyWNmMxx/+Phn22KXVYk3QjJfSGP6NDdoSfW1E"
    "RYAF64UKNUTko5N9wCXIWnjK1ZGpRqkw61ZhBuogOSVmlGp/asw6MT5Ijd1A9yYHfpRK6Z"
    "DLIR+oOiWnfYRKIV8OeUf/Kge6T6DwLom3/O6utvbdYQ8ESznko1RqwpdD3sRE8kANKBTi"
    "pbd0hqYJZ45wwuclhknRqrQwEmlhVjZeYoqfIaVsjVO1TxStpbxEwPtpfja/NODZAToiWh"
    "WkUz5IZ05fBtorG8kV9E2QtVA5UH2kjp+xS7bWYoJMRURtw5m4M6aq1lxbyhScIGvhlD7/"
    "tqiFMtdEmVYt8iKzsnjHqRTcxeH2HaO1lW7rS6nTU0C6/8K6LTo9Qzz96ofpsZgsddPMFJ"
    "dE9PsTnc7qWgae6HRx/t1VKCyxH3ni0eS+e3cnSNYYAESY8ZHCIpdqP4O8bWdoLVX2Quxk"
    "9/UEXfuEoto39vIx3RldqODuRnuFBu5D9Nvky4kIidUOV2CHY2+wglromiiHu5i6hbtdHd"
    "CzIl5Loa4tV8UZJVPaTQntpj9ZdfJWrnx7mlylk2jyicKCot6YmnSm2zaSizgQ0bZvW7sq"
    "wsJdZTNwVyn2LcRNPshDQNo+xM8KefCe5bjwnqV9eEPkJKWUJF374K7FdGNhBwo0Tk/wa4"
    "aGIyRoA8B5J8Tgb0/56qXwgLgbPXwfNE/qnJLBCajMaR0hU6d0k0/p0Hu+xCAnadVIN3mk"
    "PWNHubDfOKka5yaPs0qin82dtCuJfnx122KtXXYOhWjaBpW8T6VCrBRNlQoxF9HSqRDp88"
    "HD893dSWr1VwBpz++mnZBG9rsMSLPTEMWifFj8sKhkok95+9MYmlnpu32k+14vR3iGZqEd"
    "D4XCH5aJdWNXlPxu2goTfIeWsPimBEY8V9WAddRWlExk7brcOEh3yGrtgvNCTXZEacw7aR"
    "NEUtnjko74NjSYQ5SwfEMA68iCT5j+sx3cR9bnONZlO47Z38tk3fM2rKzUe+F2tiX/nrbZ"
    "QLdn4aOjBGhrew3wHOgW4D38iQAmy7It5hT0fDs6q18FeYmqlTs10YyVwBLk3quiwyIZ97"
    "xP3aTcUyn0SkzbUgKhSqG3l3FouK5FYNpeZ+V1ybD0rZufv6UxNuwlJISeHDL4RkhaCHEt"
    "VlR6VGIp/4CQoIUI1+IW4B31AtYxz7tsQ6R8yyR8y9g5nUY6OwglaK/CNssHnkTZ0qI8Z5"
    "SmSs6zudCXV5PjIAn5jkrdMJn5cYK6Va0bnVNNqhq00TllibmBQmqblBsqwArWlv7QCZhi"
    "93XhdAD9E3lXqHxpnYIvQb6pLx3wxdG/fuF1er4EMe1fvFo9Nv4XtADtyvfs540ogwzcVU"
    "oMrv+RL5aDufQcStjezxltliVF/7pZP3TZIY7PP1KiNUWPriVNSdVKqlZS9aGl6nCdpsY+"
    "M3g1StKm9FbnZ5ffXX6+uLoMg1fDK3kRrILgVc/mSTdK5Mjl3UwStlDsqz7vAwVLLlN6SN"
    "BCeGtJRh99MwmcE2QtRLsWLdHKxoY7y0tknbEvJ+haiPfnInB/zkb7c24u+GzAVebwZmQO"
    "J+hfUksiaN+GIJS6qyJ8IMNZaMulQAqAM7TUTTHEUbKkCODRnfr0xwd5DsT9QW9437375r"
    "vOeUJRGoB/mUJ4ARGV1eUhjtEpjHMxxvwFpJIjRUj2nxQpIr1OXWQ6yCKn7HmHEF5r0Vj/"
    "5uoZclCmgBklUQKmQMBkxSO1lY1mojwKOVl643RtglZlBP8jwK6KPRxswquSA6q4xh8CeV"
    "V14NDIayVYRiFtawaiMsZxY3pNQZttXY0RqTBL5ZBTK6CBFlsO0jiVmqTKyWkvTk6CiVsB"
    "ro+bno5ytm4FNr5aC4Rae0dQBdD2w47aiWzsrI4BOx5MnsbD3lPBgGsVS5yBuIBl1SoIlv"
    "XCQNscLeuuKphQY0i/0H5etW1S1eoT6zpT/PXeD9cR+cXGGnRyfWN5U82P/SnqH4vtN+Aw"
    "j1UdzPByiRw6YPS7dYvonukDf0ByzcI5ecDLnwhgb8idUZFDgG6/usywTsA3yCAAW+b6z+"
    "nI0Fqe8mK9WE8LCGz8AVgSYgJcKl6a3BP2gz0QEWBgi340wcDCzoK+jPcSY2gg0qHvwppB"
    "G2CbXqetOZT02SwrEgtSNTGBLxbifzhgTpu9YmycggkLXtXJG/mLh/npas3vLuibIAcs8X"
    "vhaFblZbsflpsRKi9b5WWb9rJVgX+1OnHRrVvK4h+0V+b+ys39+ruOOEIldrokbQuTIbZp"
    "U+Nhs2QhMpVkxw5EaZR+Pqmf98uBCTazTESjJArQlE3JtSye7Z1x7bL7UYpY5eBt8n5k6s"
    "TRoG3LcVpxqvY5CtcSojCnB3W57OVRQrWcmracUkajA0Vxu84rpjhnJyyLNehs0VjxplJp"
    "y3h49YJ2SmefEQRXM+UNNo1rP2y6E0REm5AewXaHa2foQ+w1sOEMIvoX1y15l/xjWqC2qv"
    "VRRVKdxRUMLCy7AyIJ0FSQtlIfKfVRQ1OfbQ9MO4pgtNG4PxhrvfGAot2/9lJOnPoz98Xy"
    "7j52h+EtVukmuP7D4C68vqBIBNfHg7tBd7LpzoYm1Emkv/GoN5hMhg/fh73amFWCp7MqaH"
    "M7vBtMaE/d/t+DRnPKwBCNae/XYavnO9rwbvOosEZL0OJp3O39RJ+kPT/2o5+4qUblVYEI"
    "2vcHd8OfB+NNQ3qssV1+06LXfegNIo8MqoVsvv72+aEf/XrPQS5+X7vtDu+SjTSPSQvfZT"
    "h5fI68s5+LO3lf692NJqlW2ozZN2jbJ7oItEcOtgOJcxq4qcqys5dFuNnLbGY2HTFEIJ3a"
    "lmwoRZRKefSX9vmcYkPg5pldVixo3+TdrJIjqo6yYgf0VTweOe143OqaiWmtqcOiHmH8QE"
    "S7+t38AqcLjN/6Xnfr491F9utT8siDCAWS+WMQXZgtkfMARIn84fqSRW8BZLEM3mDm2jY9"
    "eNfXQAe+H+GfCJhSzg7wjpnLBQv7pxf5b88bA9PBtRHtnErXHeaL8cEdRayUOF73A18sL9"
    "wYvOumC1muNeZv4oClvgZTCCz4SifsO/zzKfAVAwRYmLuf0NfRw5dhGgILO4Bg02B3UFFx"
    "Xwnz+zknOkqYV8L8iUiYD5awjJEiStMK1jcu1F0UkOkuMkW6i5Q7yFI+SHhDo6S50tKcd7"
    "Rp/GiTlTPSpErcaFRkVNOmeDWgMs5NEtEIiZqiuRLxIUKiGjpNd4mJEoabiVOhlQV24vd2"
    "lJN2K7aRFbsd2OhJVB3AI97rz0Gn7cRZcIg3KTl8sIkI1Rbh/pKnuOCNiqkussEtYpNnES"
    "vvnjEPkZWpr7VQu6hM8kqKV1L8oaV4YrqC5Dw5mUj99tVI79uX2RFHc/D/JaAN2rdQMVJL"
    "jazcbN7ZpteDZfM+OcR+VIf9dU63fdcWWayyQ5WiNCpcKX9ISoQrqfTfx5T+Gy0pY6+5ti"
    "CSI/t4iBEp//6ihSp98SOhQc8ro7gh2mMZxYDxOd4qikn5rmDcV4pOBX+l0iR7TpUlJLQ4"
    "ZQvjUE+YA+vIMtcnYaaWIxXNQleXgnErUe104IdS3n0odHc5svEvlLEnM5e+HEIR/WdbkW"
    "IK5mpwKqiIPxqU9qDPHQVvm6XV3cy9rbpdLTLnt3undcFsgbnLFwZL/Y22IO5swWK45jZ9"
    "kx42sZ2O+CpMJaywGbGp8a9N1tdUquGKeDylGlaq4VKqYaW/rDFah343lBL/Q4IWwntVBN"
    "6rbHiv0rphJY3WJY0q9y3lcNQkZ40iDkdFxGju7VGlkFjUSeZYgN+fDOQht00QCvEtKg1p"
    "myGu1u3lV1/FwHr2/K2UNKOkGSXNNEmayfCDzGa4Q4IWMtxKnjk2eeZwlesbbTU+L2Q1Ps"
    "+xGp+nrcZL6OjsFEkjne3fEqXZyb+lYXDv25FFCe61Ce4+E1wqnk2J7YUyZ2Rs0LsFWxwv"
    "ukUDLXYV3fdpAW/m/nwQYZ3beLOl9MAEvF08D83OVYvlET2aksuVXK7kciWXN+ykTIozha"
    "SZHGFGyeV7lcs/kOEstOVSsHPBGVrqphjkKFly2/LoTn36I8Q8B+P+oDe87959813nPOFQ"
    "HFU6xSFeUNZ54chjHKNTIOeDvMIr19QFAneup3yEao+u8uGVo/WVV2EJKizh+PVJyhFEOY"
    "I0SZlUlSOI0ibtXZu0xD3694lYl+Tf7GzRJC0xfW+jaELWLpXV3RUV2T+Qs+D5UXkXvhRv"
    "QKA7YELBWsFT0OU59QjLT7pEFrYBHS6HCB3id+2T1en9YsN3RCjRF9Yfa+TlXDVoQwIY62"
    "pAA+hT7Do8KeuXlcsq0WkbMt4ez70Mrt4TwRsVwMk1vQVtltoVroGB5nNod14s3QJebV7g"
    "10NmWVm9/lm9FmiawWufdISKtlTaF8Kbax4cqviKUrQpRdvBFW0zfxMtqggK2rdQD1RLrP"
    "kK2jOWNgHP55KaigTlzrqKZjIVeaqKTxKqCi/DrRjm7ZlxM0AuJs41DNjDJMc9SN7npiFf"
    "Z9pn5eulMoS0URUHv64Q5WdKsJ9xSlVutclsJluyNjRY5c6MpAs5Z7SAWB3UZQ9qylZqM5"
    "c4eEn/MNESCdZddoF7IXGLBqMyNfgSWWjpLrUy1RrStC1CeM/TPcCyDH8qom0fA1U5n8rU"
    "62XUSXFKdZ43+TxPqXIllpWItn3L6vzTpyJeW58+ZbttsXu/i2APDQjctlEOfmEflQxDg9"
    "I31zIIfgX6NOaTpW6a2ZqmDdn+vAbO6j3ML86/uwqPb/Yj78Ce3Hfv7tIndGCgkmBDoySt"
    "wbI6D4y44U+GvU9TKgeXJLxkbc1K8TcxQsXeNI29SfnbFPEKyddpyOUIWeJx2NsRGtMO5y"
    "USgS3LVySO7DaPkcSoFvEbWenIANwtkDlvfCwQy3no+Xd86AS4BBoi15CiZEXcKzbeLoGz"
    "U1CLWvlZKD8L5WdxUIE5tTglPGPjhMo5NhnBHmxzEqhGafa7nzUSznxfY3/+pfEt42688d"
    "s8zslaxOE4cQxHfY7HdCcZD3tPclUCE5M9PRIjCz5h+k/BcRgFvRzj/N6ePyCyuAs4fO/E"
    "gI7hnC6lxRN+g0LuM3Y/l/W0vZaUx6NNC/Kd32NsgDm2uVsxZRbTLKawRSFnXUgIUm66in"
    "1U7GMD2Ee+KWgLnSxkVP1xqtYVZ7y6LBK4fZkduH2ZVO0zebtMQR2i9HpHsYwih5rEuRWn"
    "UvJXvsDgo1WBtDDZ9HScwG4v3R6bWU2qJk75VteKM3vxO9t4WdqmuPIUWgaFk/OofnCbTs"
    "AreocWYJ/TAQR7YWsWdhasJSI8ig7RjRc4H2gm4Hyr67YIuxyVORTLrFhmxTIf+qwv43m5"
    "o8dl046hw7hc0mPdcQXm0GK1hjfUe6zB7Z8Uksvq5HHw0B8+fH8dnDQv1uS51xsM+qysMH"
    "FnMwgNaLxYt93hHbs015HJfve6D70BvzJjGNBrydOriPhzVqh6ek7x9FTYC8GuPStdJXpD"
    "vceR01dIdtS6j8NrQOlerH538sPNqDumA2FQIXmKKdvUjJGg5w+RC/TaULTPl7KWGC+2GF"
    "0bavJQpykV5IUgD9iqqVyYaIyqfVBfFIL6IgfqizTUNqRfShwokDay09XHiFS++vL56n0g"
    "tTcoNdMTZG3zxq5eX+uxTyQrj1tuuG6KViUrlElWqJzgq3SCn1HQ6KM0Kn0iQWLeLdqKJL"
    "EyQjRZMeEH4Hg60nLBOzHath0TtQTtNMlJrLlraYciJ+ITWNrmU9ozqRmgVu2blIE23e53"
    "zUXpmXHuaEctQrvWWIMIYplmsQDPbaYxLRzBaoubpOxSm5NCmaSUSUqZpA7K+f3m6pRFdw"
    "Q6gUyBKUrSJptUZeGYysx3IDOfx8mwc6wUWx0hVLx1Sn2YKRpmw5onE/4xIc0RV+zQiWlH"
    "eWXjDXWcsG4VWGLTSiyxiHeFqoTBlokoSXxTu2GzvAApePbzysR6hi9g5H4nX+xhLTWXNy"
    "3oGDiyINDBHJmQpa3XAQPpr4BOGtthznr6q87y5OtvkADkAJ0KBKdg6IBXDFlyfGjRq4TF"
    "vizBQieAvYAgBruuhwgrT8ZXxxvytyBKTdl6VYVSyWtKXmuSvBYu0BLeUAFtkxPln/SeJ0"
    "+j+8H4GgRZPV+sxzHl9a/ByvaFocM7Q/n7Y8mB2FA3eigeuR8h8yH88ZH+9c8V/euxf0uv"
    "GfMyw1B1Wkf8YbGjW1IoSZCpUPv4xKZcBy9zLae+iJEpDcYujsqU65V10olTNXlPaZI/Wo"
    "PSvDcN/TZxTLMFnL2Vd2RJUStPliaP9qtuT+lmmB7mbBfTCMlODqa7SkNTF5lUwCen7HmH"
    "EIZq8TudIwvxFJ7y22yCVC28Ji88ZXvZq1+T0me3RZ+NTRMafX19IlJmhzc7uZps3kwz9H"
    "Xh+Hba1iu8CgFZ4NWfiBd1jgjA79DuAN0ymC6Z6Ym9Ru6SMALkgCk08QfQbeiVb2XKZht/"
    "EED0tSjkvaYnsQK0TzZ6fYU2Ad8gi9Mu0avNncz+DAh0wBc6+034Bfh3KSgW0b3Dlj6A9Q"
    "npK4DZQrdeIQE66917O+LyrKfs3b0w/YJR95kKckMXSHTs+MtQUugiUS525LVJQcFOsC1q"
    "7yl8RaKMxvksxIZqP1JaQ/A8Ou4B+qk5pKRwn0bJ340eWr4HC7SJeYFQIY0qW1g8/snnAu"
    "TlrBihkrKatphSosBhGNXJjIriLp0oP+KpiFeN3c9lV0nQUvsnnko4XtDWnJPUyRv5CyM9"
    "Xa09do35Oegg6Jd5Q1AW0nWm+CtYQkLoB4GZbtuIe0z8lfKG0O/FhqySGp09tCuxI8Y+Hr"
    "oDX8n/T633bFNB0L51mRc/F7EQfM42EHz27QPZHKg/qJLqjTiVsjbGeQN/8UgZuyI0LTR1"
    "nZ0XclY4z/FWOE+Zugy6u5SofhhSKRa7cVxBdHhNnTga9w8sxf8JyBUX2Pjx3sGwIqJXI9"
    "74ETdcT7mpLSWrlYuoVf3msj46HM2ZfIhXnE7hvxP+0LaxILg/m22MU7UvZVc92dGw5SDL"
    "FQb25yYyitKpJEYySjxXWLYxZ1sJKFpTFnXP24mfOlES9SiVQr448k1RZvp5/EV6zE2K/x"
    "wVptdIQnlp4ldkAWZ5pj8M+I5m8JpFeelLZHIDuV9sCXjFljwVIzNxAa5m/FjQ7Vasoays"
    "5yLJO1wS5oqx4TvtkMsPtNmvUa9YldhDBYqpQLHDuj2bCIoklJyktiFFC9Wq1Sf6VOEDf4"
    "h1xOXGkkW4krRqqBs91BGGRnKg45RKlXoMo1ymnkGSsn1qpKsiWqSrbCXSVUqHFJEYirL9"
    "ERIVDJAfDMCgSkMrHQbwTFqd4jQyocpnON1UQU6oieRSnMZqL7cE71qTnE4WaLWib/WEuE"
    "4irbCJ3u/kam38lppDmxbU3dzaeAmcBSKAuFMHO7rJVCqrxZqgGf2bJ00F2OqAoHMqrBKH"
    "gC9sWL+cgq5pAi+5H2FxCEtkYRvQ8fRDCmLanJqfJcz/w1zRoDXzohPo8zU/E+FOqX8y1a"
    "bCTV2gMPUXcWPdn6pJGZmju4mOSlH5PULTQgm+4uwh0bme3tLzNP9xQpXsorTlxfajmCRs"
    "XT6FAn0H6/kUCrIg5BnOfYI9ltCbUHbVoIxDeNDVpfGtQ/hpiInrCS5Xps753BTLFN7LZZ"
    "ccv9U+ksKzsMx3/j4z+sRXbPNjzECEvsF6UxCJJY1ntqZNc2ETZX6SWQTK/KTMT5VH/Znu"
    "q8wpE7RXcSmJM+VzSqF22JCfQzNN9QdLRA+gwrJXhKaFOF8WgfkyG+XLFMibA1zCrXBDpO"
    "KCi7sUpjikgrqaFF1r/Nwqq/RBXwO9WrIJSKNEyr6Rb9/wwKrAwtEPOzpOWLfaOGLTKmbl"
    "GFNubjzsPR0qxRE3Lgmk0MDolC2BMrvNXkqSYS+eVMmOSnZUsuOhZUe41EWJWrO575Cgdd"
    "Lj+acifou0VU7h2ZTnYvMFyJP96HtrER/pUhcmPMrRsIcU7fMnuihSOPkiu27yRapscnBW"
    "p9HdXnghoN3jTA4cdCSgPnmesPoXjPLF6vbvhw/XQDeWyHqxJs+Pg7F/ibgr+rrs+kmZuV"
    "95TYyVTsgHFRa1hU4WMvM/Rdi+ZXBeKDrzPCc681yQwJ4de9o7tBHttAyzJOxAea82mTea"
    "Mk6y1GDHKdUoH8Moy/sopynbt5nWEuoeADddS6rzUoQ7yPwNg30X4T6qwmOKqDJbVpxSbV"
    "lN27IkPF0ilp8VYpWKdnSk7q7QT165o5aocxMmSNvZEaAe7eJoV0Q+OnP0mpGwQQYfv7rg"
    "7aazNs6kIMNqeaD8dK5tBIeLP1WEddzTjorGdBzjiuMm4B0xGgVm5BbiE00HUh6hSOaRtq"
    "y2Os2Kv8DpAuO3rsP8VJ0TgYEx0aKTZ2r88NpSXpM3lsjsMtNN0yvUbcMZRO/QPgVfNnao"
    "L6zUiV+WG0zhq26J07iU66aIdZN+K+sukE+UkVMZOZWR89Aqntxkntk+WRUk8Wza4VG1Ux"
    "ZxdMclFDRDYCfKRDZB1aL0nJUBK51zs8XpNmuqSDyD9koqaVOEpHXm+Vr0vAlmqLjTZoxM"
    "uW1uc9v04EpDLO246TPx/UiPx4lwAQ/O2BxrUpXK5CBkC1vRcdoubfmfjArGGHJBCb5Dyw"
    "FzbPOEl9AyVphiKhaqctoKsyHw9uxu0DSVB+HX8FZEnOLpL+OXPX5CyVtK3lLyVhPkrc16"
    "LOM4tqHeI5e1oluKfOz7yePgoT98+P4a+PQvVn9wN/x5MB70r4G/4ULjxbrtDu/YJZbKmv"
    "2+H04m7PcSEQKN5HZ6GJ+yqDauoCAXJVERS0kZzgnO2oJohu0VlEkoLfjVCdTFJQ4VAbny"
    "cGjyCcIU9Cx5mGs5ovCELSxEkliNdZPHOiiJVkKRKCJV2kRVxueAesWQ6SvngxejVftWk/"
    "ethBKiqF4hQaa0m0nFPFMLyWIaoVGA5quLQ21bCt+y6uJBpMfjRHirujixaMXq4tQsrgDi"
    "keu80ge/DoL+2gpwZAWXTxttYkEiLBm3sLQXU0vw3od3WLgPZFssolvFdotFsOrqT0uhbA"
    "b7OuiVzWAv43B03LRrS6Wh8Ju3LwnFt0Wjl3PDlwVi6eblJGBOkLVPB1BPsDhnZryuUmD/"
    "OBk95EkxIVlyH0MzB/wvMBGpjS+J7GBTF5kOssgpe94hNjAGU2zvChD/5r77t+Rg9O5GN8"
    "lNiXVwk3RXhPSoEFm4sgclQrL/ATmMbFkL9AYiDIlSarE4qdKKNfkcDwdLPp5eQNq+A6cW"
    "pTNzK2AWL4J8ZYLM8koRqwXW5AXmroySYlKcsoUFMk/oxmGMLHN9EsYNHumwhyob6ZD/uJ"
    "fnzpqwFroC16oK61LoZ4sTgQbMv9PJU3zpmzaN0Xap+mI71hejy4dIit0RkhZmuD//VCRR"
    "IW2Vk2gzlaqQLSoJhP3mLUT3rBCDeZbDYJ6lGUz6REdo0MoWnCMkSnCWFJwlTv7qD7Pf/z"
    "+6K4mO"
)
