from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "mail_preferences" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "email" VARCHAR(254) NOT NULL UNIQUE,
    "marketing" BOOL NOT NULL,
    "review_requests" BOOL NOT NULL,
    "consent_at" TIMESTAMPTZ,
    "consent_source" VARCHAR(40),
    "unsubscribed_at" TIMESTAMPTZ,
    "bounced_at" TIMESTAMPTZ,
    "complained_at" TIMESTAMPTZ,
    "updated_at" TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE "mail_preferences" IS 'What an address has agreed to, and whether it can be reached. No row is no consent.';
        CREATE TABLE IF NOT EXISTS "mail_events" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "type" VARCHAR(14) NOT NULL,
    "happened_at" TIMESTAMPTZ NOT NULL,
    "detail" VARCHAR(300),
    "event_id" VARCHAR(64) NOT NULL UNIQUE,
    "mail_id" UUID NOT NULL REFERENCES "mails" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_mail_events_mail_id_7ce64a" ON "mail_events" ("mail_id", "id");
COMMENT ON COLUMN "mail_events"."type" IS 'DELIVERED: delivered\nDEFERRED: deferred\nOPENED: opened\nCLICKED: clicked\nSOFT_BOUNCED: soft_bounced\nHARD_BOUNCED: hard_bounced\nBLOCKED: blocked\nCOMPLAINED: complained\nUNSUBSCRIBED: unsubscribed';
COMMENT ON TABLE "mail_events" IS 'What became of a mail, as its provider told it, in any order.';
        ALTER TABLE "carts" ADD "locale" VARCHAR(35);
        ALTER TABLE "mails" ADD "resend_of_id" UUID;
        ALTER TABLE "mails" ADD "locale" VARCHAR(35) NOT NULL DEFAULT 'en';
        ALTER TABLE "orders" ADD "locale" VARCHAR(35);
        ALTER TABLE "users" ADD "locale" VARCHAR(35);
        CREATE INDEX IF NOT EXISTS "idx_mails_status_683635" ON "mails" ("status", "id");
        CREATE INDEX IF NOT EXISTS "idx_mails_templat_783a87" ON "mails" ("template", "id");
        CREATE INDEX "mails_resends" ON "mails" ("resend_of_id") WHERE "resend_of_id" IS NOT NULL;
        ALTER TABLE "mail_preferences" ADD CONSTRAINT "mail_preferences_consent"
            CHECK (NOT ("marketing" OR "review_requests") OR ("consent_at" IS NOT NULL AND "complained_at" IS NULL));
        ALTER TABLE "mail_preferences" ADD CONSTRAINT "mail_preferences_lower" CHECK ("email" = lower("email"));"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "idx_mails_templat_783a87";
        DROP INDEX IF EXISTS "idx_mails_status_683635";
        ALTER TABLE "carts" DROP COLUMN "locale";
        ALTER TABLE "mails" DROP COLUMN "resend_of_id";
        ALTER TABLE "mails" DROP COLUMN "locale";
        ALTER TABLE "orders" DROP COLUMN "locale";
        ALTER TABLE "users" DROP COLUMN "locale";
        DROP TABLE IF EXISTS "mail_preferences";
        DROP TABLE IF EXISTS "mail_events";"""


MODELS_STATE = (
    "eJztfWt36zay5V/B8pdOr6vrieVHzvjOzFqyrJMox6+R5KT7xr14IBGy0KYIhSDto+7Jfx"
    "8AfIhvERQpUQy+JMckCqQ2QKCqsKvq3ydLoiODnvZW+Atan1yDf5+YcInYP2J3OuAErlab"
    "6/yCDaeGaApXWHtDa3ERTqltwZnNrs+hQRG7pCM6s/DKxsTkrXszm4I5sYC9QADqS2yCjw"
    "UBS6gjgO0O+MD2AkBAnSlFNiBz3g5bYIWsJaaUdUL/C9AF+TABMWes/ze0sgGkYPxT7z+7"
    "l1en/C10MmOvgc3XfT3QMfHvDtJs8oqYtMUe+9s/2GVs6ugbovzP304ciiwN67w5++8/+P"
    "3VmzbHyNAjyLtNxHXNXq/Etefn4e1n0ZL/uqk2I4azNDetV2t7QcygueNg/ZTL8HuvyEQW"
    "tJEeGhPTMQxv+PxL7k9gF2zLQcG765sLOppDx+Aje/K/5o454wMKZsRCp1inpyb6YD/u/3"
    "jvF2qraQ+PE208mGjaSWI28PeIjZd3acZwZzMJmzaH799/uP1uUBFXT/gD+j/1Rt+dX/1V"
    "4ECo/WqJmwKzkz+EILShKyqGYgP1zEIcGA3aSchv2R0bL1E67FHJGPy6J3rq/6PMMPgXNu"
    "Ow+aCyBmJmkNnbqUk+DjEOk+H9YDzp3T/x7peU/m4IGHuTAb/TFVfXsavfucNG2JLhriVB"
    "J+DX4eQnwP8E//34MIgPbtBu8t8n/J2gYxON/XAN6mGo/Mv+JdZ0M/ri/4lx7y+glT7mfv"
    "vYaDN46hpff1hqGMiTJfymGch8tRfsz0/f5wzsL72R+MY+fR8brAfvTlfc+iMC7spCc/xN"
    "Bt6NRAsBPrsqAPBZ/GvYAMxvRQFmO662gHQhA3FYphqQt28We4P46qIAxFcXmRDzW7E5vF"
    "EBkij/PH58yJjIUbH45oBnNvh/wMDU3sO2MHWwYWOTnvLnHWJX4DBFNgQf8O/ue3+Lj0X/"
    "7vEmvtLzDm5iA4O+rTC7XWLfjkpWsG97870pq06b9mcDUltjWnMZ/Swuq0a6ySNtoXfyVm"
    "qco5JqlJs8yiEDuKh1GxKp0sRt7qBuMWa502D+lmrLcqiS0H5mZiF+Nb+gtQB4yN4DmrM0"
    "M8Zz+Dx73RwnpJurm0/Zgh+BlyU8odhvZ78Y2a7O3Bv3e7eDE4HwFM7ePqClaxGo+R3SJb"
    "ErQdvkrWV3Gb8CTfgqwOG/gr+z72ZzdGwPTNtKd8Jt7nZyHXG8nYZYQ4yKeeOy8S3i0bKh"
    "xe66M0i8h/hz4+LqgN9O2NOJlbzGHx+6EnKnKMeYcowpx9hBN+rwN1v0cwvL7PDRHY/6tf"
    "XriuEp46cJBFroCTv/voivkbXKdNSIewmEvR1FAmJPooUYXxWB+Cob4asEwLGtvijKMbEW"
    "Qn1RBOqLbKgvsqCWW34jQmr9jSI6RXOmBMi4cDcSO3lvjwfNWty0cG6n2aTZsAcCCvXyqO"
    "OVzArtti61MDcM59i6fFlkXb7MXpcv4+uyhdjPpOkLcza+Uan24VzNqVvCr3UYN8wNIW9L"
    "aL2dpDhhgnudPBfM1GtVkAz16wJZCFho5lgcc/BBrDdgL6DNrkGdAkqWyF7wO1Nsg+la/M"
    "9Ac85TmiepTrt3t93tk+meOSydokEH0VWRKbLdM+/QcKT0mUCgGYfR/LFHfRjdkPWqDy07"
    "ba0S13PXqRlrsQ8XMbWh7YgHhU7elYtXuXiVi/egLl6bvCFTmj8WlapEmW3Qvl09gWyz+i"
    "URHpjOMnEmG0F7I70/v5nwi74jyU/opNefDH8ZXANX+sXs/zTofxncao/Pk2swW6AZ52gQ"
    "x34xeze9h1s2qW9Z4yk0dWIiPa7HFiJUdosQKrvZhMpufLC40ozM2VrmgwjLtNC5eV7EU5"
    "/tp48jjJYQGzLwBgLts5u7l0VWG9YqE15xLwow2wKhIWWEbSTaB/F5ERfQebYL6DzhAmoQ"
    "77RpC0eblCNnpZdUjaOSapibPcyH4iM2bNVsAR2xmYjWyUYMbfrYRCk2xo0n9vnLCBkwg+"
    "wQ8hfdsW6Od0FKQB350omlI2tHjB55H+2Zin/U7ZcU8ynDN+nPtXz/pBbM7GqdlL+J3nm/"
    "WEemje2165GMOC5Z/2yh0lSktvJWKm/loTW14DtNjH0OsSEk00LXTPXOSiLeSCrSNSTSjI"
    "PFVkW5/u7AjFk/NO30AQmLxEaEb/1HOOlf+Uv8Z/fs4oeLT+dXF59YE/GiwZUfcoZl+DCJ"
    "e+QRMjX242xtZeFZiqvsBr9mopsi3CaQ/2e3e37+Q/f786tPlxc//HD56fsA7eStPNhvhj"
    "9y5COzPjkUQsWTU6FCIiocMAbnRmGVADQipDwa8RQmRHdmsnM0KqWmaXwBxv9CkoiGRNQU"
    "zXW6+Xbtjk43nz50nBN0q9cttIuke91SFoEKUH3a9NRSYKNL33Zs+YddHbBjr7ejXAe2Yh"
    "taBLcD627rFUB7G3TUTlQj+k8E19FgPBkN+5NDZQToO9QmS2R9xq+O5W0OcU9qrEkn16Hq"
    "NWbP37QuwE+HNiAmAr44oCtk2gCb3lWX/tIBpps600LMJtdpByzJO9JZG2PNaeaQyeIZGP"
    "/fuzTOeh2PSHX7+mdSAWsn7vZVnt59KYTK07uXcTg6T68i4dVNwrOJDQ1NrLFy3q+Y4P48"
    "X9/XBfNB3F7iLJrB6qThnwl+TKo14Ffm2BUJ/1yUSmYLDAurRHJN3iRUIrn2MLcaCumxJp"
    "LzDPYUa3Fjymcbia45XLSQgwnwcukIYcCnGDPdGL7OkikIp2DwuwON4G8KFvAdASQu8vgh"
    "RAE0dQAtJKw8i3ykFG6o4QE7xDcrG1DZgAXXJ2UD7rK9y0Ylqoz2naIcHxvbcvFBgUALDe"
    "tuoUx03ZxMdN1kJjp/Q0qCnE2jCsvsn0d1GP30EKkYYtyT/RLnm2kPFuDNV4GTIM+3GCgb"
    "LVcMg11hmnjdHO+nvt84g1tMV46wu5Lmjnerk2vvuI32kQjF/ZRU+TdlZigzoxlmBv+pK6"
    "R5a4BkWr9U4dYZIN3LIiH0rFVOkoJEED1cpp995J09bWQU4bo84VqdrdZ8tsp2BSqXhnwj"
    "0UJ0q09DfnwJleTBPvm1N3oYPvyoPQwGt2NtNBg/PT6MB9eA6csmA18zEdKpxnbCFQMfvZ"
    "h+++eH28GItf9lOPh109oxueJpoXeMPjZtmUU95jmY/FZMdaBIfzHjz4w/K/qMaN+9p6dB"
    "7y7x2kz9RtBIvLXXOtqh1zb2zo8P7EWJ+WKyl55cA/aq9ov5xGQGDxP+I1asJTLtcomkzo"
    "uVI8ipRpBwATFbYJqyyuarlBspdfjcZLWRlwvXLfiRsszfEGIgaKaPb0QuNsRTJljXAhRc"
    "2e+43jw+3kWG9GYYU1Aenu9vBqPvzsRYskbYztBb+Pcupy76Eq2hyexZU4RUI3PZBSwQUm"
    "mPGr2AuVt9GadHWFBtUk0e47C3sagrMSyjOFL5HCniJwPakSRVNKlQQ0HdypIKz6lG0aTI"
    "h2kQGPW8x+91co8OvFa15CfanLvx3t/YIIu5Rqylnz0992yBV9S0kLCh3tBanTWoswZ11n"
    "DY/Tj4hEt4rXzZRvus+s/jyeP9YHQdhPFxDw2zLLh3xrO7pFN8F/HMnGV7Zs4SnhlvBS05"
    "EBvpRg/F08OPDHTz9cX8+Yn9658r9q+n28/smj4v5SCr1kc+xwbSZGsFRYSajH5JT/lZIV"
    "f5WY6v/CzpLF+y7cBFSQLpiFALkVZnEqzvFVMOOWSyK8vg4XYoVhdXni/xj/3BeOxetMgM"
    "USqujwa9279fi6pj6xfzc294x/30c8g+43LVHirfCtgmZTHbQCjIEp9HTKyFSfPrKM8cMk"
    "YksI5KtQ/qGurNLGD38kpqPgcSCt/t+Ao1JD1rTd5xRESs1JlE03A+yKnEB9bthbb6lgQ/"
    "E/mwSIuAryxqeoHw68KWwzQio0BNgqqvsAScXmsFZMoxpM159XaKbp1NFAyJtOb0tzJAuQ"
    "LuWEiT56klJdunL9Si+vrnBNIZP5KCaj7H57OwL0u41MNy6iC7yY5zdZBdcf7dzdFiKVRD"
    "ggpaxRHYD0cgff5WBW3LCl+lwxv6bpvEwxiaU/JtwMnbJylMjNDdTh4XA/N2muCAF89dI5"
    "rzhKLQBMSxKdYRoGvKzIcO4F5epIMpmrP/swZs8rChAJgCXq8YwCkTANhOTVlTRb8v5ov5"
    "1fOni5P/r7wNRSIrqr1AbKChSaF7HG/zBKpT/gaUyVKA5nM0sylPmPqOLO9h2UlRKXEs9x"
    "sRbx5UvFIpcRR/pMKVUPFHdopVDT7Swo79QKKFh7jdYolbcvK2JCo7+2ufBMRhmTaCXEfw"
    "rywdocVMhE9FJvGn7En8KTGJ4QprbMunWM63FxNrn2PvogjSF9lIXySQXsG1TxGOopyd5C"
    "kkonI87VAVL6wWy6pCcVnl+2uy0sOMoRmR4wmGRNq3jFWWr04iZVqdxv/PZHqSYvXzy508"
    "c/+fZLqPjE2hDL9+UEXoks/KTrnFKX0ofC/eNtJAGdcVrW/KuFbGdcXBGeljfgwBGY3RlI"
    "O1riw5es/mX3Xc6NHzw4O4YjmmKa6Mn/v9weCWU6GpM5shpPOUK1F29IvZ7z30B+LKjIPS"
    "GMb0ClpwKVUefCPRjOrg/LGtqQ6uyFFV0/ZI2pliDj/H3HMF8GMBUhSKkkAyaK84kEkwkW"
    "WRFBZBjlfaF2ifAXxZyAC+zDGAL5MEPRUItEc25IGCPxsNdC2xnypS5ZCRKnNsYroo5VCI"
    "iSoPdZM9B+jbCrPuSgxzVFKNcpNHWZUbVOUGD83ibGi5wXuIjZOUMxxxvZN3iLNkLfZxio"
    "NMG9vrIKOF92c8V9YMr7BHMw0f0riJGfwrdqg6izq5USc36uTm0Dtz+IsszCgLybTwBKf6"
    "/DaR1bEoyhGhFsLcvSySXIK1yiFHJtJLzBgar8TK8ENtPy4LyzcZ85PJqPcw7vUnw8eH3t"
    "11OJoBGi/mfW/0ha0t/OhsCa03tv7yw7Pe7f3w4RpAfYnNUgdiRQbsLHu8zhLDxZZqaEit"
    "PRuJPR5oIrOurSTmMCxCFz7PZgufJ8jCf+bMWmP/Cg1dmYg/7brOjD8VISRn85ETyxkxbf"
    "RNqhJqSEQdGUe0sCqOjLHOdB9i83pOsscdKaKtq3Z2Viis5CwnruQsJbAkan8WPsWLirXv"
    "1KN6plHEtC9qfEeEdrDBG4Z1NbkC6GyBdMcoZV7HZVVRkEZb0opNVDFvg+tpZT6bjZg6FG"
    "ryB7OyyDvOyk2Tva/HxNq3r9cSNapIUDWToNiHwcxMjcwl1ae4nNKgpKKrYvHnKbvvjSf3"
    "+csIGdBOD9ENHboF2VKOU5dKnIP+UffpZWbymQia+eeYUqlnfhXpWtCMPU1kiQG8hw6Abv"
    "IWf38ANjF0dqXDM75Acw1EGp9kwpmdeytyhip+4+bIVJ177mch6ahzT6V8piqf2d6k7W7x"
    "Y8iocXI7uBv+MhhxhzZbcfE7sriX+3bweTDyLs6ZisevPT4NHvgVsmJvzj3hd8P+F+EIN/"
    "DsjV8ZP36eaDePzw99EXhF5rY2JWzy8XvsA7zd3FvwHSW4d3P36PY05XNT9P14/3TXG4rn"
    "zQg/Rsbimc8P4+ebcX80vOF3HJM6U/5rpiUjtyo/qFrwstpmqdUiJqq8OI1eF3Rke8Sroo"
    "bSRqJ9llItEQzNSBTVoFOT6qtshNTNorpkSETxbfP5tsvUFUKab+szPI8T0q1829CEahrf"
    "9sniyg9io+NOhxS7Ndyks9V6XcVaFzNhIbMkdZ1NO8r0Jgogm4FIZ4YmMz5NHXwshDnJbE"
    "7OSGAWKq8Fxo+ETsEDARb54AlNTQL4QLDFMcOwrf4Z281dZd3uZ4nqKOtWabGpWixK36Jy"
    "9KvlLjpsk5WrWmimAakyxd1MiIGgmaVkheRiUE+ZYF1fU3Blv9/NzePjXeSTuRnGAj8fnu"
    "9vBswWF+CzRtjVEdLqlLxjtg5biP1omurmz8M9RVqhL4G+t/+X2U0ikupAvsm7hj9W8qmy"
    "k5Lt84VUT7cLuzlLfFop4ur7avL35fnFSwx1VFKNcpNHeXOsUWq7jAmrsW7yWDsrvaSVHZ"
    "Vs4aGQqBD4aBprbwYe77AHJJoGJHzmrskJeUPmSYbf0r3Z2eqxtHk7KWclMLD5JtgvgiEj"
    "mDGIXrvFkzhVZoqghSzuQdSpe5W3m5Jvp+BHQnQwJxbgNZocirKclZU+Q5SAEr9TW0C6EA"
    "WgON16DRzTZp3zKlDiKaIwlGlfu3WhuAB/FjLmAH3DzFz0S0aJxoRN6cK0n41bxbHYJERu"
    "FoRQ5hrFBFK+UuUrPSwN3fs0E0NfjAwUEm80H+iXwWj4+e/a4L43vLsG78jC87Um1qcXcz"
    "TgUk+98fjXx9HtNeCcZFtbQUo/iFWKgVNDeakDu7QPrU7V79S20Cvmj/Qp0kUjjuNyO4Ud"
    "H4+xUkt88UZdkZnqUalKXG8NOsGpnh7ToKSDTVtn2rSzO+VKXDmqutXRjO9hskoez5geS1"
    "LJZiJ6rDkl3Xr3KR4i90Ynzzsk4poKOoaoMxWVB8CL0+2edYGO6Yw4pg3+A9AFXq14Ze7/"
    "ADb8Bv43EA07ABofcE1FFNUSm8QCbMhtmvQHVdt1yWJlM2gFpGO4XooTTjclkuvH8S0MFd"
    "KlHDnKkXNodcB0ltO0PSvbbtpItI/2VshBkOMfSBpN+3XANEwj2EfuSofaZMk2IdnqHgnB"
    "FgJeVeHWg2afbDTE1SefjOlMqTgXcLAnejnGZJRPveEt+xNinf97NBn27u7+ro0Gn58fRD"
    "XDFVM1MTSMtWYhpgSIsoabu5tr8bSVt8Px0/NEBPRiunLscgGz1bvr544xx4ZRwfin97TH"
    "OeCY3isgXXYePD98fr77PLy7c6Oag37YHBg99gfjsTtJ3JrqYp6E2kefKp2JsUgIdDcnD2"
    "PeiO4SPZ/WT5OPaE5uhz8OJzzJso5fsc3TKz/99PfxsM8vrRZrimci5fLwb3zQlvhbIzLH"
    "LngvzKihaWc52RtcTKyFu1wdEc0zx+LBf1LpYMMyTZ7+ZXEugnI2xok81p47KIlwXi22sN"
    "T+8ivWifFBarH5vjc58MNSrUluuWfkfVen5LQPSSnkyyFvw29yoHsCCu+SeMuv7mpp3x12"
    "37CUQz4spSZ8OeQNQiU3VF9CIV56SedoGmhmp074vADihKwKH5YIH15ZZEkYfrqUszUq1T"
    "5TtJ5a7J7up3lZX5KAZxM502QVmbM8mXPOXgZZKwvLFX6LibXQOVA9o9PL7CBbkycmppiz"
    "23Cmzoy7qjXHkjoKjom1cEp3vy96Qpl7RJl0LYpiZLJ4R6UU3MXhXqDZG3F48IsFl1K7Z4"
    "ro/guwtWj3DPD0quQkx2K8hIaRaS6lye/PdDqr6zNwTafz7g9XgbHE/8gzj8b3vbu7lKQ+"
    "PkCUHz4yWORSsmaIt20PraUaS4Cd7Loek2ufUVT7wl4+9iejCxUE1GhWqE8fYr9NPu10qr"
    "Ba4QqscPwNVkgLqIlyuKdLt3C1qwN6Xuxhmepry3VxhsWUd1PCu+lNVkjfypX5TIqrsMMm"
    "7yg8KOqNu0ln0LKwXMRBmmz7lrWrIircVbYCd5VQ3wLc5IM8UkTbh3gthbcD5CStlLhc++"
    "Cu5ejGJDZK8ThN0LcMD0cg0AaA83aIwd8m+e6lYIO4e3z40W8e9znFgxNwmd06JKZ26Sbv"
    "0gF7vsQgx2XVSDd5pN3DjnJhv1FRNc5NHmeVbDVbO2lXstXo122le+2ycyiE0zaoJC8qZY"
    "5KmXMEKXPY88HD893dSeLrrwDSvtdNOyENrXcZkGanIYpE+fD44bTSOp7k5y8jZGSlefSQ"
    "vnV7OcI9NAvtaCgU+TANAvVdUfK6aStMolzrjhiJXFUD3lFbUTKwuevnJkC6Y/20FSM31G"
    "RHlEaikzZBJJU9Lk7Et5DOCVGpaX59WB9NNCHsP9vBfeJ9jiJdtmOb/aNM1j13wcpKvRcs"
    "Z1vy72mbBXR7Fj42SoC1ttaAzHm9V9HDXyjgtixfYk5B3ztH53UOkChlsHKmBp7xUgkpuf"
    "eq6LBIxj33p25S7qkUeiWmbSmDUKXQ28s4NNzXknK0vc7K65Jx0rdufv6WxpxhLxGlbOeQ"
    "wTck0kKIazlFZVslkeIHBAItRLgWWoC71aeojnnsso2Q4pZJcMv4Pp1EOjsIxW+vwjbLB5"
    "6E1dKiOmdYpkrNs7nQl3eTEz8J+Y5O3SCZ+XGCutWtG55TjcsuL3xOWWau75DaZuUGDrCC"
    "NQg/IAVT4rwu7A5g/8TuFWZfmqfgq59v6msHfLXht6/MctXBVz+mnf1pITC3yL+QCVhXHr"
    "NfNGIKMnBWCTO4/ke+mDYR1nNgYbt/zlizLCv6t833wz47LPD5R8K0Zuixb0lTVrWyqpVV"
    "fWirOvhOE2OfGbwaFmlTeqvu2cUPF5/Ory6C4NXgSl4Ea0rwqnvmyRZKbMvl3YwLttDsqz"
    "7vAwNLLlN6INBCeGtJRh9+MwmcY2ItRLsWL9HKIrozy0tknbEux+RaiPenInB/ykb7U24u"
    "+GzAVebwZmQOp/hfUp+E374NQSh1V0X4wLq90JbLFCsAzfASGukQh8XiJoArd+rJHx/kOR"
    "DfDvrD+97ddz90ujFHqQ/+RQLhBcLMVpeHOCKnMM7FmIgXkEqOFBLZf1KkkPU6dbBhY5Oe"
    "8ucdwnitxWP9uwMz7KBMAzMsogzMFAOTF4/UVhaepeVRyMnSG5VrE7QqI/ifAXZV7OFgE1"
    "6VHFDFNf4UyKuqA4dGXiuhMqbKtmYgKlMcN0evCWizT1cjQirMUhFyagXU92LLQRqVUpNU"
    "kZz2QnJKmbgV4Pq06ekoZ+tWYKNfa4FQa3cLqgDa26CjdiIb2asjwI4G48lo2J8UDLhWsc"
    "QZiKeorFoFwbJuGGibo2WdVQUTaoTYL7SeV22bVLVyYh17Sr7de+E6abzYSINOLjdWNNW8"
    "2J+i/FhivQGbM1YhmJHlEttswNjvhiaF7tEH+UD0modzioCXv1DA31CQUbFNAbReHX6wTs"
    "F3WKeAmMb6r8nI0Fqe8mK+mJMFAhb5ADwJMQUOMy8NwYT94A/EFOjEZD+aEmASe8Fexn2J"
    "EdIx7bB34c2QBYjFrrPWAkr2bJ4ViQepGoSiFxOLf9hgzpq9EqKfgjEPXoX0jf4PF/PT1V"
    "rcXbA3wTZYkvfC0ayKZbsflZsLKpatYtkmWbYq8K9WEhdbuqVO/P326ri/8uN++A6xQKjE"
    "SheXbWEyxDYtaiJsli7SjkqyYwfCMso/H/fPe+XAUhazTETDIgrQxJmSY5oi2zvX2mXXo4"
    "SwysHb5PXIgNTWkGXJaVpRqfYRhWsJUZizjbpc9vKwoPqcmvY5JQ6NDhPF/SQoiimeqief"
    "u5jtoRL0RonsZHDJuWEAmzw/GJg5loXM2foaQOCdUvyFgimkCIiOuUOHBxWwi+Jv19dD3t"
    "kCglnnANsd7un5EG4oM+GjqvuBL6ZLZgbv0HAQj+Tm3iwbLOEaTBEw0Su08Tv66ykQAeQL"
    "SIFJhHOLvQ4MXoZ7tUxiA0oMnd/BmRHfytOkPE3K09QgJcj/hGVUoLBMC/1N5wX0n/NM7e"
    "c84WxaylOQNzKK/V2aH+hubZrY2mQZV0lRxRFqFO+qaVO8GlC55iaJaEhETdFcGtshCFcN"
    "naa7MK5SyWzpgdZlgR17vR3lpN2KbeiL3Q5seCeqDuBH0esvfqftxDllE29S6jl/EUl1Ww"
    "TrS57jQjQq5rrIBrdIcnPOh3l3c1hgujLgWgsowSorm7LilRV/aCueGk5K6F9OnhOvfTXW"
    "+/bP7Ii5IuL/EtD67VvoGKklA3durrDsetEHyxV2coj1qI6i0XO27DtWGg89mwgVllFkqP"
    "whKUGGUsnFjim5GF4yxV5zrBSeSPb2EBFS7IGiZTA88yPmQc8r0rAR2mORBl/xOd4aDXH7"
    "riCrLCGnqGWJJEyq5Hcm1O0q+S3Bigl7p30eSvlot4DucmTjXygeMDNTnxxCIf9nW5HiDu"
    "ZqcCroiD8alPbgz3303zbLq7uZe1t9u1pozm9np/XAbEEE5YuAJXxjLagzW/BKH3OLvUmf"
    "GMRKhkEWlkqt3xE6UxO/Nl69Q7mGK9LxlGtYuYZLuYaV/zIwTi+K2KYX2aZpMnsw+91Iyv"
    "wPBFoIb/VVRpU1Wps1quhbinDUJLJGEcJRETNasD2qNBKLkmSOBfj92UAuctsMoQDfotaQ"
    "thniamkvv3kuBt6zy7dS1oyyZpQ10yRrJoMHma1wBwItVLiVPXNs9szh6uI1+tS4liKES2"
    "RD2ZLzYRlVdr48kUUZ7rUZ7p4SXCqeTZnthdJdZyzQuwVbHC+6RQMtdjXd93kC3sz1+SDG"
    "ujjjzbbS/SPg7eZ5cOxctVke8qMpu1zZ5couV3Z5w3bKumvtKru8Vru8CaWMm4Z5DsbHW8"
    "u45SCvyMoxYIrBncuUD0ntkSofXDlarrwKS1BhCcfvT1JEEEUEaZIzqSoiiPIm7d2btCR9"
    "9u+TdF+Sd7OzxZO0JOy99aIJWXvMVndWzGT/wPZC5EcVXXhWvI4AtMGYgbVCp6AncupRnp"
    "90iU1iAV7dnqYS4nftk1cB+mqhd0yZ0Fcwcxu5OVd11pACrrrqSAdwShxbJGX9unJ4nntt"
    "Iybak7mbwdV9InhjBji9ZreQxVO7ojXQ8XyOrM6LCU3gVv4BXrUlnpXV7d8mwEaG4b/2SS"
    "fV0ZZI+0JFc82FQ1OZXpSjTTnaDu1om3mLaFFHkN++hX6gWmLNV8ia8bQJZD6X9FTEJHf2"
    "VTRTqchzVVxKuCrcDLfpMG/PjJsBcjFzrmHAHiY57kHyPjcN+TrTPiuul8oQ0kZXHPq2wk"
    "yfKaF+RiVVMZcmq5n8k7WQziuFZSRdyNmjU4TVRl12o2ZqpTZzqE2W7B8GXuKU7y67fF6q"
    "cIsGozI3+BKbeOkstTLVGpKyLUJ4z9Pdx7KMfpom2z4FqnI9lbvXy7iTopJqP2/yfp5w5U"
    "p8Vmmy7fusupeXRVhbl5fZtC1+74802IMDBHG2UQ7+1D4qGYYGpW+uZRC8irdJzMdLaBjb"
    "CuWW3s5LmYdn9W7m590froLtm/+Rt2GP73t3dyklcr0DKgk1NCzSGiyrY2BED/5k1PukpC"
    "K4xOGla3NWSr+JCCr1pmnqTYJvU4QVku/TkMsRsiSjoLcjPEw7HEskBFsWVySK7DbGSGxU"
    "i/BGVhDrQNACOXnjY4F5zkOX3/EBKXAo0tOoIUXFitArNmwXn+zE+1U8C8WzUDyLgxvMiY"
    "9TghkbFVTk2HgEu7/MSaAaltnvetZIOPO5xt78S+Jbhm684W0e52QtQjiObcNhzvGIrSSj"
    "YX8iVyUwNtmTI/Fooglh/yk4Do9+L8c4v7fnDwh93AUI3zspoCM0Z5/SYkLeUKr2Gbmfq3"
    "pabkum47GmBfXOHwnRwZxYglbMlMWkipnaohBZF1GKFU1XqY9KfWyA+igWBW0B6ULG1R+V"
    "al1xxquLIoHbF9mB2xdx1z63t8sU1KHKr3cUn1FoU5PYt6JSyv7KNxg8tCqwFsabno4T2O"
    "2l2yMzq0nVxJne6phRZS96Z5suy9oUd54iU2dwCh3VC26DFLzid2QC/nM6gBI3bM0k9oK3"
    "xFRE0WG28AL7A89SNN/qui2iLodtDqUyK5VZqcyH3uvLMC93ZFw2bRs6DOWSbeu2k3IcWq"
    "zW8EZ6jzW4vZ1C8rM6eRo83A4ffrz2d5oXc/zc7w8Gt7ysMHVmM4R0pL+Yn3vDO35pDrHB"
    "/+73HvoDcWXGMWDX4rtXEfPnrFD19Jzi6YmwF0oca1a6SvRGeo8jB1dYdtR6T8NrwORezN"
    "ve+Kebx96IDYTOjOQpYWpTM0aC7T9ULtBrI9E+LmUtMV78Y3QspMlDnZRUkBeC3FerpnJh"
    "ohGp9kF9Xgjq8xyoz5NQW4j9UmqjFGsjO119REjlqy+fr94DUntDUjM9JtY2Nnb1/lpXfa"
    "JZedxyw3UTsipZoUyyQkWCr5IEP2OgsUdpzPrEKYl5t3gr4sLqEKLJjgkvAMf1kZYL3onI"
    "tm2bqCVop0kkseZ+SzsUOUnfgaXPfEozk5oBatXcpAy02XK/ay5K9xjnjnXUIrRrjTUIIZ"
    "Z5LObjue1oTAtGsNriJolzqc1OoY6k1JGUOpI6qOb3uwOZim6n+AQyDaawSJvOpCoLx1TH"
    "fAc65nM1Gb6PlVKrQ4JKt064DzNNw2xY82zCPyekOeaKFZCYdrRXNmyo44R1q8ESmVbpFk"
    "v6qlCVMdgyEyWOb2I1bBYLkIFnPa8MAjO4gKH7nXyzh7fUHNG0IDHw0UQAgjk2EE9bDwEH"
    "6b8AmzSWzcl68BXyPPnwDVGAbQCZQXAKhjZ4JYgnx0cmu0p57MsSLCAF/AVSYrDrekhq5c"
    "no1/GGvSWISTO1XlWhVPaasteaZK8FH2gJNpQv2+RE+Sf95/Hk8X4wugZ+Vs8X82nEdP1r"
    "sLI8Y+jwZChvfSw5EBvpRg/Fk+ARcg7hz0/sX/9csX893X5m1/R5mWGoOq0j+TD51i1plM"
    "TEVKh9dGIzrUOUuZZzX0TElAdjF6Iy03plSTpRqSavKU3iozUozXvT0G+TxjRboNlbeSJL"
    "QloxWZo82q/QmrLFMDnM2RTTkMhOBNNdraGpgw1m4NNT/rxDGEO18E7n2MQihaf8MhsTVR"
    "9ekz88dfayV16T8me3xJ/tZxRIcWWHkg1ke7G9eH0J/7VBXrEJiCmC0HX0jmfomvub4RIb"
    "a+5x9tI+ATftkxuOjkxdhKpD8LEgRkpse6U9F6EROTRgrVnonXUo9gnW7Lewfq4oRsplrV"
    "zWhzXADIzS6DA54XWBRAt9GdWHHClHxp/iOzIgtbWS6cDismqoGz3UIYVGcqCjkspkPoZR"
    "LpNZIS7Zvhj0qyIu/6tsj/9VwuEfshiKqv0hEeWWyHdLcKgqcEg801YHW4UmVPlYq00+5p"
    "2CrSJZoFuCd63hVuMFXq3YW02w8EkkHTbh+51cr43XUrNZ04K+m88WWQJ7gSmgztQmNjS4"
    "S2W1WFM8Y/8W4VuAmB3gd86MVWpT8JUP69dT0DMM4IYZUF7ZZYlNYgE2njZNenNqflYqEz"
    "FSD5U93y82uxMJMZOxkLqop1AVvI+4sbSPaoJXcnw3JarU7lydtmmrTa08pvBcTy7peaSb"
    "qKCi3ZSm3XCA5LD3JRTopUFnaKAUPkb2shII7DGZ35ipqzpTHIKNri6Pbx3GT0JbP8wR1w"
    "QtVwYUem5CZQru5apLttdqH+HprGf8Lt5nxp74SiyxjemYsjdYb1Iz8fB1fta0aZ7aRB0/"
    "yXwE6vhJHT9VntvIcF5ldhm/fetqk3wqsqd8yt5TPiUcauL/EtD67VtoE5x1C8WYdHOCTL"
    "rJ5KShDaiw7RWSaSHOF0VgvshG+SIB8mYDj2n/eZkaN0J7TNHoLx1Hm6ExoSEV9NUk5FQJ"
    "+AS0iOJX2SpCESF1vpF/vuGCVcEJx23Q0XHCuvWMIzKtKig1Wp0lKg6XUqxQ/9Ap2wLl5z"
    "Z7SY7GNh1lOyrbUdmOTbAd0RKmhYxla9+BQOusx+5lEd4ia5WTAjfBXGy+AXmyH39vLeYj"
    "+9ShIYXvRqJ9fKLzIimcz7MzOJ8nEjj7e3US3e0pIHzZPc5kn6AjkwLiecwzcXDJF7N3ez"
    "98uAZQX2KTl5V6Goy8S9RZsdfl10/KzP3Ks3OsIKUfzFiUrk6cEGzfZ9AtFErfzQml76aE"
    "0vNtT3tHFmadllGWUjtQ7NUm60ZTrkmWGuyopBrlYxhleY5yUrJ9i2ktJcl84KZrSXdeQn"
    "AHm79hsFeT3Mh1RJVZsqKSaslq2pIlwXQJnfysMM+ZtCORurfCX9zESy1x58aOIC17R4D6"
    "rIuj/SLy0ZnjV8fatexJ38tz+HnTWRtn0j/JdEegfibTtoIjzJ8qwjruWUdFYzqO8YsTR8"
    "A7YlS0oNMx4hNOB1IeoVDmkbZ8bXUeK/aQhWeLk5SDRe9OJ+9oEW7a1Hm2qMJm9hk2885W"
    "KSxnMIdEWkjcqqWEIv+oJBD2mrcQ3bNCjoizHEfEWUptdGLaqZlbsnMphkT2n0vxMPZxZV"
    "kTDxqt8cf/B9wnLIk="
)
