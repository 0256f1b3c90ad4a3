"""Promo codes: words that customers type on the payment page, and what they brought."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Annotated
from uuid import UUID

import strawberry

import models
from commerce.permissions import Permission
from commerce.promotions.promo_code_input import NewPromoCode
from commerce.promotions.promo_codes import PromoCodeStatus, usable
from commerce.promotions.promo_redemptions import Usage
from resolvers import promo_codes
from resolvers.context import Context, Info
from schema.errors import (
    InvalidInputError,
    NotFoundError,
    PaymentUnavailableError,
    PromoCodeTakenError,
    StateInvalidError,
)
from schema.money import Money
from schema.node import Node
from schema.orders import Order
from schema.pagination import After, Connection, First
from schema.permissions import requires
from schema.scalars import Currency

_MAX_INT = 2**31 - 1

strawberry.enum(PromoCodeStatus, description="How a promo code stands. CREATING: Stripe does not know it yet.")


@strawberry.enum
class DiscountType(Enum):
    """How a promo code counts: a share of the lines, or an amount in one currency. Never of shipping."""

    PERCENTAGE = "percentage"
    FIXED_AMOUNT = "fixed_amount"


@strawberry.type(description="A word that takes something off on the payment page. Seen by who has promo_codes:read.")
class PromoCode(Node):
    code: str = strawberry.field(description="In upper case; customers may type it in any.")
    discount_type: DiscountType
    percent_off: int | None = strawberry.field(description="1 to 100, rounded; percentOffExact has the fraction.")
    percent_off_exact: float | None = strawberry.field(
        description="With the two decimals that a code made in Stripe's dashboard may have."
    )
    amount_off: Money | None
    description: str | None
    active: bool = strawberry.field(description="Whether it is switched on and its time is not over.")
    expires_at: datetime | None
    max_redemptions: int | None = strawberry.field(description="By all customers together.")
    per_customer_limit: int | None = strawberry.field(
        description="Stripe does not count customers: an order beyond it is paid, and marked in its timeline for staff."
    )
    minimum_amount: Money | None = strawberry.field(
        description="The least subtotal; with one, the code works in its currency only."
    )
    created_at: datetime
    deleted_at: datetime | None
    record: strawberry.Private[models.PromoCode]

    @classmethod
    def of(cls, record: models.PromoCode) -> PromoCode:
        percent = record.percent_off
        return cls(
            key=record.id,
            code=record.code,
            discount_type=DiscountType.FIXED_AMOUNT if percent is None else DiscountType.PERCENTAGE,
            percent_off=int(percent.quantize(Decimal(1), ROUND_HALF_UP)) if percent is not None else None,
            percent_off_exact=float(percent) if percent is not None else None,
            amount_off=_money(record.amount_off, record.currency),
            description=record.description,
            active=usable(record),
            expires_at=record.expires_at,
            max_redemptions=min(record.max_redemptions, _MAX_INT) if record.max_redemptions else None,
            per_customer_limit=record.per_customer_limit,
            minimum_amount=_money(record.minimum_amount, record.minimum_currency),
            created_at=record.created_at,
            deleted_at=record.deleted_at,
            record=record,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> PromoCode | None:
        found = await promo_codes.promo_code(context, key)
        return cls.of(found) if found else None

    @strawberry.field
    async def status(self, info: Info) -> PromoCodeStatus:
        """What a person must know about it first."""
        return await promo_codes.status(info.context, self.record)

    @strawberry.field
    async def redemption_count(self, info: Info) -> int:
        """In how many paid orders it was used."""
        return await promo_codes.redemptions(info.context, self.key)

    @strawberry.field
    async def usage(self, info: Info) -> PromoUsage:
        """What it brought."""
        return PromoUsage.of(self.key, await promo_codes.usage(info.context, self.key))


def _money(amount: int | None, currency: str | None) -> Money | None:
    return Money.of(amount, currency) if amount is not None and currency is not None else None


@strawberry.type(description="What the paid orders with a code come to. One amount a currency.")
class PromoUsage:
    redemptions: int
    revenue: list[Money] = strawberry.field(
        description="The orders' totals, less what was refunded and lost to disputes, by currency. A sum that is "
        "larger than Money can hold comes in several parts that add up to it."
    )
    discounted: list[Money] = strawberry.field(description="What the orders cost less for it, as `revenue`.")
    code_key: strawberry.Private[UUID]

    @classmethod
    def of(cls, code_key: UUID, usage: Sequence[Usage]) -> PromoUsage:
        return cls(
            redemptions=sum(entry.redemptions for entry in usage),
            revenue=[part for entry in usage for part in Money.parts(entry.revenue, entry.currency)],
            discounted=[part for entry in usage for part in Money.parts(entry.discounted, entry.currency)],
            code_key=code_key,
        )

    @strawberry.field
    async def orders(self, info: Info, first: First = None, after: After = None) -> Connection[Order]:
        """The orders, newest first. Requires orders:read, too."""
        return Connection.of(await promo_codes.orders(info.context, self.code_key, first, after), Order.of)


PromoCodeResult = Annotated[
    PromoCode | NotFoundError | InvalidInputError | PromoCodeTakenError | StateInvalidError | PaymentUnavailableError,
    strawberry.union("PromoCodeResult", description="The promo code, or why it is as it was."),
]


@strawberry.input(description="A new promo code: percentOff, or amountOff with its currency.")
class PromoCodeCreateInput:
    code: str = strawberry.field(description="1 to 40 characters of A–Z, 0–9 and dash; kept in upper case.")
    percent_off: int | None = strawberry.field(default=None, description="1 to 100.")
    amount_off: int | None = strawberry.field(default=None, description="In minor units of `currency`.")
    currency: Currency | None = None
    description: str | None = strawberry.field(default=None, description="For staff.")
    max_redemptions: int | None = strawberry.field(default=None, description="By all customers together.")
    expires_at: datetime | None = None
    per_customer_limit: int | None = strawberry.field(
        default=None, description="Stripe does not count customers: what goes beyond is marked in the order's timeline."
    )
    minimum_amount: int | None = strawberry.field(
        default=None, description="The least subtotal, in minor units of `minimumCurrency`."
    )
    minimum_currency: Currency | None = strawberry.field(
        default=None, description="Without it, `currency`, or else the shop's own."
    )

    def new(self) -> NewPromoCode:
        """As the shop's rules take it."""
        return NewPromoCode(**{name: getattr(self, name) for name in NewPromoCode.__annotations__})


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.READ_PROMO_CODES)])
    async def admin_promo_codes(
        self,
        info: Info,
        active: Annotated[
            bool | None, strawberry.argument(description="Only those that are active, or are not.")
        ] = None,
        first: First = None,
        after: After = None,
    ) -> Connection[PromoCode]:
        """Promo codes that were not deleted, newest first."""
        return Connection.of(await promo_codes.all_codes(info.context, active, first, after), PromoCode.of)


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.WRITE_PROMO_CODES)])
    async def promo_code_create(self, info: Info, input: PromoCodeCreateInput) -> PromoCodeResult:
        """Make a promo code, here and at Stripe. Asking again after PaymentUnavailableError is safe."""
        return PromoCode.of(await promo_codes.create(info.context, input.new()))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_PROMO_CODES)])
    async def promo_code_update(
        self, info: Info, id: strawberry.ID, active: bool | None = None, description: str | None = None
    ) -> PromoCodeResult:
        """Switch a promo code on or off, or describe it anew. What it takes off never changes."""
        return PromoCode.of(await promo_codes.update(info.context, id, active, description))

    @strawberry.mutation(extensions=[requires(Permission.WRITE_PROMO_CODES)])
    async def promo_code_delete(self, info: Info, id: strawberry.ID) -> PromoCodeResult:
        """Take a promo code out of use for good. Its redemptions stay, and its name is free again."""
        return PromoCode.of(await promo_codes.delete(info.context, id))
