"""How currencies count: by how many decimals their smallest unit stands below one."""

from __future__ import annotations

import re
from decimal import Decimal

# Which currencies have no minor unit, or thousandths, as Stripe (which our amounts are sent to) counts them.
_ZERO_DECIMAL = re.compile("BIF|CLP|DJF|GNF|JPY|KMF|KRW|MGA|PYG|RWF|VND|VUV|XAF|XOF|XPF")
_THREE_DECIMAL = re.compile("BHD|JOD|KWD|OMR|TND")
_WHOLE_UNITS = re.compile("ISK|UGX")
"""Currencies without a minor unit that Stripe counts as if they had one."""


def currency_exponent(currency: str) -> int:
    """How many decimals the minor unit stands for."""
    if _ZERO_DECIMAL.fullmatch(currency):
        return 0
    return 3 if _THREE_DECIMAL.fullmatch(currency) else 2


def charge_step(currency: str) -> int:
    """What an amount must be a multiple of: Stripe charges three-decimal currencies to the second decimal, and some
    others in whole units.
    """
    if _WHOLE_UNITS.fullmatch(currency):
        return 100
    return 10 if currency_exponent(currency) == 3 else 1


def decimal_amount(amount: int, currency: str) -> Decimal:
    """Minor units as people write them: 1234 of USD is 12.34, of JPY 1234."""
    return Decimal(amount).scaleb(-currency_exponent(currency))
