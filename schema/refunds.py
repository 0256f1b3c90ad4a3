"""Money given back."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

import models
from resolvers import orders
from resolvers.context import Context, Info
from resolvers.loaders import RefundRecord
from schema.money import Money
from schema.node import Node

if TYPE_CHECKING:
    from schema.orders import OrderLine

strawberry.enum(models.RefundStatus, description="A refund that SUCCEEDED can still fail, days later, at the bank.")


@strawberry.type(description="Money given back for an order.")
class Refund(Node):
    amount: Money
    status: models.RefundStatus
    reason: str | None
    failure_reason: str | None
    created_at: datetime
    record: strawberry.Private[RefundRecord]
    order_record: strawberry.Private[models.Order]

    @classmethod
    def of(cls, record: RefundRecord, order: models.Order) -> Refund:
        return cls(
            key=record.id,
            amount=Money.of(record.amount, order.currency),
            status=record.status,
            reason=record.reason,
            failure_reason=record.failure_reason,
            created_at=record.created_at,
            record=record,
            order_record=order,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Refund | None:
        found = await orders.refund(context, key)
        return cls.of(*found) if found else None

    @strawberry.field
    async def lines(self, info: Info) -> list[RefundLine]:
        """What it was for; empty for an amount without lines."""
        from schema.orders import OrderLine

        shares = await orders.refunded_lines(info.context, self.record)
        return [
            RefundLine(
                line=OrderLine.of(line, self.order_record),
                quantity=share.quantity,
                amount=Money.of(share.amount, self.order_record.currency),
            )
            for share, line in shares
        ]


@strawberry.type(description="What a refund gave back for one line.")
class RefundLine:
    line: Annotated[OrderLine, strawberry.lazy("schema.orders")]
    quantity: int
    amount: Money
