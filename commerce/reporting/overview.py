"""How the shop is doing: a period, and the one before it, by currency and by day. docs/overview.md says what counts.

Days that are over are read from their sums (commerce/reporting/rollups.py); today, and what has changed and is not
summed up again yet, is counted live, in the same snapshot of the database. So the answer is right at every moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from commerce.errors import InvalidInput
from commerce.reporting.overview_sql import LIVE, PRODUCTS, PROMO_CODES, SALES
from commerce.reporting.rollups import arrays
from commerce.reporting.shop_days import Day, days
from core.clock import now
from core.database import execute, fetch, transaction
from core.settings import settings

MAX_DAYS = 732
"""Two years."""
TOP = 10
_YEARS = range(2000, 2101)


@dataclass
class Figures:
    """Of one currency; amounts in its minor units."""

    orders: int = 0
    subtotal: int = 0
    discounts: int = 0
    shipping: int = 0
    tax: int = 0
    refunds: int = 0
    refunded: int = 0
    lost: int = 0
    redemptions: int = 0
    carts: int = 0
    checkouts: int = 0
    purchases: int = 0
    new_customers: int = 0

    @property
    def gross(self) -> int:
        """What the orders would have cost without promo codes, with shipping and tax."""
        return self.subtotal + self.shipping + self.tax

    @property
    def sales(self) -> int:
        """What customers paid: the orders' totals."""
        return self.gross - self.discounts

    @property
    def net(self) -> int:
        """What is left of it after what was given back or lost meanwhile, of whichever orders."""
        return self.sales - self.refunded - self.lost

    @property
    def average_order(self) -> int | None:
        """None without orders."""
        return round(self.sales / self.orders) if self.orders else None

    @property
    def conversion(self) -> float | None:
        """Purchases a cart; None without carts."""
        return _share(self.purchases, self.carts)

    @property
    def checkout_abandonment(self) -> float | None:
        """Of the carts that were checked out, how many were not paid; None without any."""
        paid = _share(self.purchases, self.checkouts)
        return None if paid is None else max(0.0, 1 - paid)

    @property
    def cart_abandonment(self) -> float | None:
        """Of the carts, how many were not paid; None without any."""
        return None if self.conversion is None else max(0.0, 1 - self.conversion)

    def add(self, row: Any) -> None:
        """Count a row of sums in."""
        for name in _NAMES:
            setattr(self, name, getattr(self, name) + row[name])


_NAMES = tuple(each.name for each in fields(Figures))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True)
class ProductSales:
    """`before`: the same of the period before. Revenue is after discounts, without tax and shipping."""

    product_id: UUID
    name: str
    quantity: int
    revenue: int
    quantity_before: int
    revenue_before: int


@dataclass(frozen=True)
class PromoCodeUse:
    """`revenue` is what the orders with it cost, as they were paid."""

    promo_code_id: UUID
    code: str
    redemptions: int
    discounts: int
    revenue: int


@dataclass
class InCurrency:
    """One currency's figures; amounts of two are never added."""

    currency: str
    current: Figures = field(default_factory=Figures)
    previous: Figures = field(default_factory=Figures)
    by_day: dict[date, Figures] = field(default_factory=dict)
    """Every day of the period, those without anything too."""
    top_products: list[ProductSales] = field(default_factory=list)
    top_promo_codes: list[PromoCodeUse] = field(default_factory=list)


@dataclass(frozen=True)
class Period:
    """Whole days where the shop is, both of them in it."""

    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def previous(self) -> Period:
        """As many days, just before."""
        return Period(self.first - timedelta(days=self.length), self.first - timedelta(days=1))

    @property
    def dates(self) -> Iterable[date]:
        return (self.first + timedelta(days=number) for number in range(self.length))


@dataclass(frozen=True)
class Overview:
    period: Period
    time_zone: str
    as_of: datetime
    currencies: list[InCurrency]
    """The shop's own first, then by their codes; those in which something happened, and the one that was asked for."""


async def overview(period: Period, currency: str | None = None) -> Overview:
    """The period and the one before it, of one currency or of all.

    Raises:
        InvalidInput: for a period that ends before it begins, or is longer than two years.
    """
    check(period)
    configured = settings()
    before = period.previous
    async with transaction():
        # One snapshot for all that follows: no day is read twice, or not at all, because it is rolled up just now.
        await execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        live = await _live(days(before.first, period.last, configured.time_zone))
        span = (*arrays(live), before.first, period.last, currency)
        sales = await fetch(SALES, *span, period.first)
        products = await fetch(PRODUCTS, *span, period.first, TOP)
        codes = await fetch(PROMO_CODES, *arrays([day for day in live if day.date >= period.first]),
                            period.first, period.last, currency, TOP)  # fmt: skip
    found = _sorted(period, sales, currency or configured.default_currency, only=currency is not None)
    for row in products:
        found[row["currency"]].top_products.append(_product(row))
    for row in codes:
        found[row["currency"]].top_promo_codes.append(_code(row))
    return Overview(period, configured.shop_timezone, now(), list(found.values()))


def check(period: Period) -> None:
    """Refuse a period that makes no sense.

    Raises:
        InvalidInput
    """
    if period.first.year not in _YEARS or period.last.year not in _YEARS:
        raise InvalidInput(f"from and to must lie in {_YEARS[0]} to {_YEARS[-1]}.", path=("from",))
    if period.last < period.first:
        raise InvalidInput("to must not be before from.", path=("to",))
    if period.length > MAX_DAYS:
        raise InvalidInput(f"A period has at most {MAX_DAYS} days, not {period.length}.", path=("to",))


async def _live(wanted: Sequence[Day]) -> list[Day]:
    """The days whose sums cannot be read, because they are not over, are stale, or were others in another zone."""
    return [Day(row["day"], row["begins"], row["ends"]) for row in await fetch(LIVE, *arrays(wanted))]


def _sorted(period: Period, rows: Sequence[Any], first: str, *, only: bool) -> dict[str, InCurrency]:
    codes = {first} if only else {first, *(row["currency"] for row in rows)}
    if not only and len(codes) > 1 and all(row["currency"] != first for row in rows):
        codes.remove(first)
    found = {code: InCurrency(code) for code in sorted(codes, key=lambda code: (code != first, code))}
    for each in found.values():
        each.by_day = {day: Figures() for day in period.dates}
    for row in rows:
        each = found[row["currency"]]
        if row["day"] is None:
            each.previous.add(row)
        else:
            each.current.add(row)
            each.by_day[row["day"]].add(row)
    return found


def _product(row: Any) -> ProductSales:
    names = ("product_id", "name", "quantity", "revenue", "quantity_before", "revenue_before")
    return ProductSales(**{name: row[name] for name in names})


def _code(row: Any) -> PromoCodeUse:
    return PromoCodeUse(
        **{name: row[name] for name in ("promo_code_id", "code", "redemptions", "discounts", "revenue")}
    )
