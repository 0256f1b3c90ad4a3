"""What a new promo code may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from commerce.errors import InvalidInput
from core.clock import now
from core.settings import settings
from models import PromoCode

_CODE = re.compile(r"[A-Za-z0-9-]{1,40}", re.ASCII)
_MAX_AMOUNT = 99_999_999
"""Stripe's own, in minor units."""
_MAX_COUNT = 1_000_000
_MAX_DESCRIPTION = 500


@dataclass(frozen=True)
class NewPromoCode:
    """What an admin asks for. Amounts in minor units: `amount_off` of `currency`, `minimum_amount` of
    `minimum_currency`, or else of `currency`, or else of the shop's own.
    """

    code: str
    percent_off: int | None = None
    amount_off: int | None = None
    currency: str | None = None
    description: str | None = None
    expires_at: datetime | None = None
    max_redemptions: int | None = None
    per_customer_limit: int | None = None
    minimum_amount: int | None = None
    minimum_currency: str | None = None


def checked(new: NewPromoCode) -> PromoCode:
    """The row of it, not saved.

    Raises:
        InvalidInput: naming the field.
    """
    if not _CODE.fullmatch(new.code):
        raise _wrong("code", "must be 1 to 40 characters of A–Z, 0–9 and dash")
    _check_discount(new)
    if new.expires_at is not None and new.expires_at <= now():
        raise _wrong("expiresAt", "must be in the future")
    _check_count("maxRedemptions", new.max_redemptions, _MAX_COUNT)
    _check_count("perCustomerLimit", new.per_customer_limit, _MAX_COUNT)
    _check_count("minimumAmount", new.minimum_amount, _MAX_AMOUNT)
    if new.minimum_currency is not None and new.minimum_amount is None:
        raise _wrong("minimumCurrency", "comes with minimumAmount")
    minimum_currency = new.minimum_currency or new.currency or settings().default_currency
    return PromoCode(
        code=new.code.upper(),
        percent_off=Decimal(new.percent_off) if new.percent_off is not None else None,
        amount_off=new.amount_off,
        currency=new.currency if new.amount_off is not None else None,
        description=check_description(new.description),
        # Stripe counts in seconds.
        expires_at=new.expires_at.replace(microsecond=0) if new.expires_at else None,
        max_redemptions=new.max_redemptions,
        per_customer_limit=new.per_customer_limit,
        minimum_amount=new.minimum_amount,
        minimum_currency=minimum_currency if new.minimum_amount is not None else None,
    )


def _check_discount(new: NewPromoCode) -> None:
    if (new.percent_off is None) == (new.amount_off is None):
        raise _wrong("percentOff", "or amountOff must be given, and not both")
    if new.percent_off is not None and not 1 <= new.percent_off <= 100:
        raise _wrong("percentOff", "must be from 1 to 100")
    if new.amount_off is not None:
        _check_count("amountOff", new.amount_off, _MAX_AMOUNT)
        if new.currency is None:
            raise _wrong("currency", "must be given with amountOff")


def _check_count(name: str, value: int | None, most: int) -> None:
    if value is not None and not 1 <= value <= most:
        raise _wrong(name, f"must be from 1 to {most}")


def check_description(text: str | None) -> str | None:
    """Without spaces around it; an empty one is none.

    Raises:
        InvalidInput
    """
    stripped = (text or "").strip()
    if len(stripped) > _MAX_DESCRIPTION or "\0" in stripped:
        raise _wrong("description", f"must have at most {_MAX_DESCRIPTION} characters, none of them NUL")
    return stripped or None


def _wrong(field: str, sentence: str) -> InvalidInput:
    return InvalidInput(f"{field} {sentence}.", path=(field,))
