"""How the shop is doing: figures of a period and of the one before it. docs/overview.md explains each."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any

import strawberry

from commerce.permissions import Permission
from commerce.reporting import overview as rules
from commerce.reporting.overview import Figures, InCurrency
from core.ids import to_global_id
from resolvers import overview
from resolvers.context import Info
from schema.money import MoneySum
from schema.permissions import requires
from schema.scalars import Currency

_FEW_CURRENCIES = {"list_size": 2}
_DAYS = {"list_size": 30}
"""Sums that are at hand: a day of them costs less than an entry that is loaded."""
_TOP = {"list_size": rules.TOP}


@strawberry.type(description="What a day or a period comes to, in one currency.")
class ShopFigures:
    orders: int = strawberry.field(description="Paid on these days, whatever became of them since.")
    gross: MoneySum = strawberry.field(description="What the orders would have cost without promo codes.")
    discounts: MoneySum
    shipping: MoneySum = strawberry.field(description="Of `gross`.")
    tax: MoneySum = strawberry.field(description="Of `gross`.")
    sales: MoneySum = strawberry.field(description="What customers paid: gross − discounts, the orders' totals.")
    refunded: MoneySum = strawberry.field(description="Given back on these days, for orders of any day.")
    refunds: int = strawberry.field(description="How many that were; failed ones do not count.")
    lost: MoneySum = strawberry.field(description="Disputes that were lost on these days.")
    net: MoneySum = strawberry.field(description="sales − refunded − lost.")
    average_order: MoneySum | None = strawberry.field(description="sales by orders; null without orders.")
    new_customers: int = strawberry.field(description="Whose first order of all, in any currency, was paid.")
    promo_redemptions: int = strawberry.field(description="Orders with a promo code.")
    carts: int = strawberry.field(description="Carts that were made, by putting the first line in.")
    checkouts: int = strawberry.field(description="Carts that were checked out for the first time.")
    purchases: int = strawberry.field(description="Carts that were paid for the first time.")
    conversion_rate: float | None = strawberry.field(description="purchases by carts; null without carts.")
    cart_abandonment_rate: float | None = strawberry.field(description="1 − purchases by carts, at least 0.")
    checkout_abandonment_rate: float | None = strawberry.field(description="1 − purchases by checkouts, at least 0.")

    @classmethod
    def of(cls, figures: Figures, currency: str) -> ShopFigures:
        sums = ("gross", "discounts", "shipping", "tax", "sales", "refunded", "lost", "net")
        counts = ("orders", "refunds", "new_customers", "carts", "checkouts", "purchases")
        average = figures.average_order
        shown: dict[str, Any] = {name: MoneySum.of(getattr(figures, name), currency) for name in sums}
        shown |= {name: getattr(figures, name) for name in counts}
        return cls(
            average_order=None if average is None else MoneySum.of(average, currency),
            promo_redemptions=figures.redemptions,
            conversion_rate=figures.conversion,
            cart_abandonment_rate=figures.cart_abandonment,
            checkout_abandonment_rate=figures.checkout_abandonment,
            **shown,
        )


@strawberry.type(description="One day where the shop is.")
class DayFigures:
    date: date
    figures: ShopFigures


@strawberry.type(description="How one product sold, as lines of paid orders.")
class ProductSales:
    product_id: strawberry.ID
    name: str = strawberry.field(description="As it is called today.")
    quantity: int
    revenue: MoneySum = strawberry.field(description="After discounts, without tax and shipping.")
    previous_quantity: int
    previous_revenue: MoneySum

    @classmethod
    def of(cls, sales: rules.ProductSales, currency: str) -> ProductSales:
        return cls(
            product_id=strawberry.ID(to_global_id("Product", sales.product_id)),
            name=sales.name,
            quantity=sales.quantity,
            revenue=MoneySum.of(sales.revenue, currency),
            previous_quantity=sales.quantity_before,
            previous_revenue=MoneySum.of(sales.revenue_before, currency),
        )


@strawberry.type(description="What one promo code was used for.")
class PromoCodeUse:
    promo_code_id: strawberry.ID
    code: str
    redemptions: int
    discounts: MoneySum
    revenue: MoneySum = strawberry.field(description="What the orders with it cost, as they were paid.")

    @classmethod
    def of(cls, use: rules.PromoCodeUse, currency: str) -> PromoCodeUse:
        return cls(
            promo_code_id=strawberry.ID(to_global_id("PromoCode", use.promo_code_id)),
            code=use.code,
            redemptions=use.redemptions,
            discounts=MoneySum.of(use.discounts, currency),
            revenue=MoneySum.of(use.revenue, currency),
        )


@strawberry.type(description="The figures of one currency. Amounts of two are never added.")
class CurrencyOverview:
    currency: Currency
    found: strawberry.Private[InCurrency]

    @classmethod
    def of(cls, found: InCurrency) -> CurrencyOverview:
        return cls(currency=Currency(found.currency), found=found)

    @strawberry.field
    def current(self) -> ShopFigures:
        """The period."""
        return ShopFigures.of(self.found.current, self.currency)

    @strawberry.field
    def previous(self) -> ShopFigures:
        """As many days, just before it."""
        return ShopFigures.of(self.found.previous, self.currency)

    @strawberry.field(metadata=_DAYS)
    def by_day(self) -> list[DayFigures]:
        """Every day of the period, also those on which nothing happened, oldest first."""
        days: Iterable[tuple[date, Figures]] = self.found.by_day.items()
        return [DayFigures(date=day, figures=ShopFigures.of(each, self.currency)) for day, each in days]

    @strawberry.field(metadata=_TOP)
    def top_products(self) -> list[ProductSales]:
        """The ten that brought the most."""
        return [ProductSales.of(each, self.currency) for each in self.found.top_products]

    @strawberry.field(metadata=_TOP)
    def top_promo_codes(self) -> list[PromoCodeUse]:
        """The ten that were used the most."""
        return [PromoCodeUse.of(each, self.currency) for each in self.found.top_promo_codes]


@strawberry.type(description="How the shop is doing. Every answer counts all that was committed when it was asked.")
class ShopOverview:
    from_: date = strawberry.field(name="from")
    to: date
    previous_from: date
    previous_to: date
    timezone: str = strawberry.field(description="Where the days begin and end: SHOP_TIMEZONE.")
    as_of: datetime
    currencies: list[CurrencyOverview] = strawberry.field(
        metadata=_FEW_CURRENCIES,
        description="Those in which something happened in either period, the shop's own first; or the one asked for.",
    )

    @classmethod
    def of(cls, found: rules.Overview) -> ShopOverview:
        period = found.period
        return cls(
            from_=period.first,
            to=period.last,
            previous_from=period.previous.first,
            previous_to=period.previous.last,
            timezone=found.time_zone,
            as_of=found.as_of,
            currencies=[CurrencyOverview.of(each) for each in found.currencies],
        )


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.READ_OVERVIEW)])
    async def shop_overview(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from", description="The first day.")],
        to: Annotated[date, strawberry.argument(description="The last day, of 732 at most.")],
        currency: Annotated[
            Currency | None, strawberry.argument(description="One only; all of them otherwise, never added.")
        ] = None,
    ) -> ShopOverview:
        """Sales, refunds, customers, carts, products and promo codes of whole days in the shop's time zone, and of as
        many days before.
        """
        return ShopOverview.of(await overview.shop_overview(from_, to, currency))
