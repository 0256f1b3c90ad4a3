"""Money: integer minor units and an ISO 4217 code."""

from __future__ import annotations

import strawberry

from core.locales import format_money
from schema.scalars import BigInt, Currency

_LARGEST = 2**31 - 1
"""What GraphQL's Int holds."""


@strawberry.type(description="An amount of money. Never a float.")
class Money:
    amount: int = strawberry.field(description="In the currency's smallest unit: cents of USD, yen of JPY.")
    currency: Currency

    @strawberry.field
    def formatted(self, locale: str | None = None) -> str:
        """For people to read. `locale` is a BCP 47 tag such as de-DE; an unknown one reads as en-US."""
        return format_money(self.amount, self.currency, locale)

    @classmethod
    def of(cls, amount: int, currency: str) -> Money:
        return cls(amount=amount, currency=Currency(currency))

    @classmethod
    def parts(cls, amount: int, currency: str) -> list[Money]:
        """A sum, as a list that has one for each currency: several for a sum that is larger than one can hold."""
        full, rest = divmod(amount, _LARGEST)
        amounts = [_LARGEST] * full + ([rest] if rest or not full else [])
        return [cls.of(part, currency) for part in amounts]


@strawberry.type(description="A sum of many amounts of money, which may be larger than Money can hold.")
class MoneySum:
    amount: BigInt = strawberry.field(description="In the currency's smallest unit, as Money's.")
    currency: Currency

    @strawberry.field
    def formatted(self, locale: str | None = None) -> str:
        """For people to read, as Money's."""
        return format_money(self.amount, self.currency, locale)

    @classmethod
    def of(cls, amount: int, currency: str) -> MoneySum:
        return cls(amount=BigInt(amount), currency=Currency(currency))
