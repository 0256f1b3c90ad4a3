"""Promo codes as rows: one a code, with what it has brought."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

from tortoise.queryset import QuerySet

from commerce.jobs.export_sheets import BATCH, Row, Sheet, currencies, money
from commerce.promotions import promo_codes, promo_redemptions
from commerce.promotions.promo_redemptions import Usage
from core.currencies import decimal_amount
from models import PromoCode

_HEADER = (
    "code", "status", "created_at", "expires_at", "percent_off", "amount_off", "amount_off_minor", "currency",
    "minimum_amount", "minimum_amount_minor", "minimum_currency", "max_redemptions", "per_customer_limit",
    "description", "redemptions",
)  # fmt: skip
_SUMS = ("revenue", "discounted")


async def sheet(facts: dict[str, Any]) -> Sheet:
    """The codes of the staff's list, newest first."""
    found, used_in = promo_codes.listed(facts.get("active")), await currencies()
    sums = [f"{name}_{currency}{unit}" for currency in used_in for name in _SUMS for unit in ("", "_minor")]
    return Sheet([*_HEADER, *sums, "revenue_elsewhere"], await found.count(), _batches(found, used_in))


async def _batches(found: QuerySet[PromoCode], used_in: Sequence[str]) -> AsyncIterator[list[Row]]:
    beyond = found
    while codes := await beyond.order_by("-id").limit(BATCH):
        usage: dict[Any, list[Usage]] = {}
        for entry in await promo_redemptions.usage([code.id for code in codes]):
            usage.setdefault(entry.promo_code_id, []).append(entry)
        yield [_row(code, usage.get(code.id, []), used_in) for code in codes]
        beyond = found.filter(id__lt=codes[-1].id)


def _row(code: PromoCode, usage: Sequence[Usage], used_in: Sequence[str]) -> Row:
    redemptions = sum(entry.redemptions for entry in usage)
    by_currency = {entry.currency: entry for entry in usage}
    sums = [
        cell
        for currency in used_in
        for name in _SUMS
        for cell in money(getattr(by_currency.get(currency), name, None), currency)
    ]
    # In a currency that the shop does not sell in any more, and no account has bought in.
    others = [entry for entry in usage if entry.currency not in used_in]
    return [
        code.code,
        promo_codes.status_of(code, redemptions).value,
        code.created_at,
        code.expires_at,
        code.percent_off,
        *money(code.amount_off, code.currency),
        code.currency,
        *money(code.minimum_amount, code.minimum_currency),
        code.minimum_currency,
        code.max_redemptions,
        code.per_customer_limit,
        code.description,
        redemptions,
        *sums,
        "; ".join(f"{decimal_amount(entry.revenue, entry.currency)} {entry.currency}" for entry in others),
    ]
