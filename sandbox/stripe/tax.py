"""What automatic tax comes to: one rate a place, good enough to see that amounts add up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sandbox.stripe.ids import new_id
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work

_COUNTRIES = {
    "AT": ("VAT", "20"), "BE": ("VAT", "21"), "DE": ("VAT", "19"), "DK": ("VAT", "25"), "ES": ("VAT", "21"),
    "FI": ("VAT", "25.5"), "FR": ("VAT", "20"), "GB": ("VAT", "20"), "IE": ("VAT", "23"), "IT": ("VAT", "22"),
    "NL": ("VAT", "21"), "PL": ("VAT", "23"), "PT": ("VAT", "23"), "SE": ("VAT", "25"), "CZ": ("VAT", "21"),
    "JP": ("JCT", "10"), "AU": ("GST", "10"), "NZ": ("GST", "15"), "CA": ("GST", "5"), "NO": ("VAT", "25"),
    "CH": ("VAT", "8.1"),
}  # fmt: skip
_STATES = {"CA": "8.5", "NY": "8.875", "TX": "8.25", "WA": "10.1", "FL": "7", "IL": "10.25", "MA": "6.25"}


@dataclass(frozen=True)
class Rate:
    """A tax and its percentage."""

    name: str
    percent: Decimal
    country: str
    state: str | None = None


def rate_for(address: Obj | None) -> Rate | None:
    """The rate of a place, or None where nothing is collected."""
    if not address or not address.get("country"):
        return None
    country, state = address["country"], (address.get("state") or "").upper()
    if country == "US":
        return Rate("Sales Tax", Decimal(_STATES[state]), country, state) if state in _STATES else None
    if country in _COUNTRIES:
        name, percent = _COUNTRIES[country]
        return Rate(name, Decimal(percent), country)
    return None


def tax_rate(work: Work, rate: Rate, *, inclusive: bool) -> Obj:
    """The TaxRate object that an amount of tax refers to."""
    return {
        "id": new_id("txr_"),
        "object": "tax_rate",
        "active": False,
        "country": rate.country,
        "created": work.now,
        "description": None,
        "display_name": rate.name,
        "effective_percentage": float(rate.percent),
        "flat_amount": None,
        "inclusive": inclusive,
        "jurisdiction": rate.state or rate.country,
        "jurisdiction_level": "state" if rate.state else "country",
        "livemode": False,
        "metadata": {},
        "percentage": float(rate.percent),
        "rate_type": "percentage",
        "state": rate.state,
        "tax_type": "sales_tax" if rate.country == "US" else "vat",
    }
