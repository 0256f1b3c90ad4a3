"""Amounts in minor units: currencies, limits, and splits that add up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

ZERO_DECIMAL = frozenset(
    "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(),  # noqa: SIM905 – reads better
)
"""Currencies whose minor unit is the whole unit."""

_MINIMUM = {
    "usd": 50, "aed": 200, "aud": 50, "brl": 50, "cad": 50, "chf": 50, "czk": 1500, "dkk": 250, "eur": 50,
    "gbp": 30, "hkd": 400, "huf": 17500, "inr": 50, "jpy": 50, "mxn": 1000, "myr": 200, "nok": 300,
    "nzd": 50, "pln": 200, "ron": 200, "sek": 300, "sgd": 50, "thb": 1000,
}  # fmt: skip
"""The least that can be charged, by currency; see https://docs.stripe.com/currencies."""

MAXIMUM = 99_999_999
"""The most that can be charged at once, in any currency."""

_CURRENCIES = frozenset(
    """aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp
    cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils
    inr isk jmd jpy kes kgs khr kmf krw kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mro mur mvr mwk mxn
    myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos
    srd std szl thb tjs top try ttd twd tzs uah ugx usd uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw""".split(),  # noqa: SIM905 – reads better
)
_SYMBOLS = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥", "cad": "CA$", "aud": "A$", "chf": "CHF ", "inr": "₹"}


def is_currency(code: str) -> bool:
    """Whether Stripe charges in this currency (lower case)."""
    return code in _CURRENCIES


def minimum(currency: str) -> int:
    """The least that can be charged in a currency."""
    return _MINIMUM.get(currency, 50)


def show(amount: int, currency: str) -> str:
    """An amount for people: ``$12.50``, ``¥1,200``, ``PLN 20.00``."""
    symbol = _SYMBOLS.get(currency, currency.upper() + " ")
    sign = "-" if amount < 0 else ""
    digits = 0 if currency in ZERO_DECIMAL else 2
    return f"{sign}{symbol}{abs(amount) / 10**digits:,.{digits}f}"


def percent(amount: int, rate: Decimal | float | str) -> int:
    """A percentage of an amount, half a cent rounded up."""
    return int((amount * Decimal(str(rate)) / 100).quantize(Decimal(1), ROUND_HALF_UP))


def included(amount: int, rate: Decimal | float | str) -> int:
    """The tax that an amount with tax holds."""
    share = Decimal(str(rate))
    return int((amount * share / (100 + share)).quantize(Decimal(1), ROUND_HALF_UP))


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """``total`` split in proportion to ``weights``, to the cent: the largest remainders get the odd cents."""
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    remainders = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in remainders[: total - sum(parts)]:
        parts[index] += 1
    return parts
