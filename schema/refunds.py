"""Money given back."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

import models
from commerce.payments.refund_preview import Preview
from commerce.payments.refund_split import LineShare
from commerce.permissions import Permission
from resolvers import orders, refunds
from resolvers.context import Context, Info
from resolvers.loaders import RefundRecord
from resolvers.refunds import Asked
from schema.downloads import Download
from schema.errors import (
    InvalidInputError,
    NotFoundError,
    NothingToRefundError,
    PaymentUnavailableError,
    QuantityInvalidError,
    RefundRefusedError,
    RefundTooLargeError,
    StateInvalidError,
)
from schema.money import Money
from schema.node import Node
from schema.permissions import only_for, requires

if TYPE_CHECKING:
    from schema.orders import OrderLine
    from schema.users import CustomerStats

strawberry.enum(models.RefundStatus, description="A refund that SUCCEEDED can still fail, days later, at the bank.")
strawberry.enum(models.RefundSource, description="Made here, or in Stripe's DASHBOARD.")


@strawberry.type(description="Money given back for an order.")
class Refund(Node):
    amount: Money
    status: models.RefundStatus
    source: models.RefundSource
    created_at: datetime
    record: strawberry.Private[RefundRecord]
    order_record: strawberry.Private[models.Order]

    @classmethod
    def of(cls, record: RefundRecord, order: models.Order) -> Refund:
        return cls(
            key=record.id,
            amount=Money.of(record.amount, order.currency),
            status=record.status,
            source=record.source,
            created_at=record.created_at,
            record=record,
            order_record=order,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Refund | None:
        found = await refunds.refund(context, key)
        return cls.of(*found) if found else None

    @strawberry.field(extensions=[only_for(Permission.READ_ORDERS)])
    def reason(self) -> str | None:
        """What staff wrote down, or Stripe's word for one of the dashboard's."""
        return self.record.reason

    @strawberry.field(extensions=[only_for(Permission.READ_ORDERS)])
    def failure_reason(self) -> str | None:
        """Why the money did not arrive."""
        return self.record.failure_reason

    @strawberry.field(extensions=[only_for(Permission.READ_ORDERS)])
    def created_by(self) -> str | None:
        """Who asked for it; null for one of the dashboard's, too."""
        return self.record.created_by

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


@strawberry.type(
    description="What a refund would give back for a line: goods − discount + tax + shipping − earlier = amount."
)
class RefundPreviewLine:
    line: Annotated[OrderLine, strawberry.lazy("schema.orders")]
    quantity: int = strawberry.field(description="0 when only the shipping of what went back before is left.")
    goods: Money
    discount: Money
    tax: Money
    shipping: Money = strawberry.field(description="Given back with the last line of the order.")
    earlier: Money = strawberry.field(description="The line's part of amounts that were given back before.")
    amount: Money
    keeps_downloads: bool = strawberry.field(description="False when nothing of the line is left: its files are gone.")

    @classmethod
    def of(cls, share: LineShare, order: models.Order) -> RefundPreviewLine:
        from schema.orders import OrderLine

        names = ("goods", "discount", "tax", "shipping", "earlier", "amount")
        return cls(
            line=OrderLine.of(share.line, order),
            quantity=share.quantity,
            keeps_downloads=not share.is_last,
            **{name: Money.of(getattr(share, name), order.currency) for name in names},
        )


@strawberry.type(description="What a refund would do. Nothing has changed.")
class RefundPreview:
    amount: Money
    refundable_after: Money
    payment_status_after: models.PaymentStatus
    lines: list[RefundPreviewLine] = strawberry.field(description="Empty for a mere amount.")
    downloads_kept: list[Download] = strawberry.field(description="The customer's files that stay.")
    downloads_lost: list[Download] = strawberry.field(description="Those that can no longer be downloaded.")
    customer_stats: Annotated[CustomerStats, strawberry.lazy("schema.users")] | None = strawberry.field(
        description="What the account's figures become; null for a guest."
    )

    @classmethod
    def of(cls, preview: Preview) -> RefundPreview:
        from schema.users import CustomerStats

        order = preview.order
        return cls(
            amount=Money.of(preview.split.amount, order.currency),
            refundable_after=Money.of(preview.refundable_after, order.currency),
            payment_status_after=preview.payment_status_after,
            lines=[RefundPreviewLine.of(share, order) for share in preview.split.shares],
            downloads_kept=[Download.of(file, order) for file in preview.kept],
            downloads_lost=[Download.of(file, order) for file in preview.lost],
            customer_stats=CustomerStats.of(preview.figures) if order.user_id else None,
        )


@strawberry.input(description="Units of a line to give back.")
class RefundLineInput:
    line_id: strawberry.ID
    quantity: int


RefundResult = Annotated[
    Refund
    | NotFoundError
    | InvalidInputError
    | QuantityInvalidError
    | StateInvalidError
    | NothingToRefundError
    | RefundTooLargeError
    | RefundRefusedError
    | PaymentUnavailableError,
    strawberry.union("RefundResult", description="The refund, or why nothing is given back."),
]
RefundPreviewResult = Annotated[
    RefundPreview
    | NotFoundError
    | InvalidInputError
    | QuantityInvalidError
    | StateInvalidError
    | NothingToRefundError
    | RefundTooLargeError,
    strawberry.union("RefundPreviewResult", description="What would happen, or why nothing would."),
]
Amount = Annotated[int | None, strawberry.argument(description="In the currency's smallest unit. Not with lines.")]
Lines = Annotated[
    list[RefundLineInput] | None,
    strawberry.argument(description="Without lines and amount, all that is left is given back."),
]


def _asked(
    amount: int | None, lines: list[RefundLineInput] | None, reason: str | None = None, key: str | None = None
) -> Asked:
    pairs = [(line.line_id, line.quantity) for line in lines] if lines is not None else None
    return Asked(amount, pairs, reason, key)


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.REFUND_ORDERS)])
    async def order_refund(
        self,
        info: Info,
        id: strawberry.ID,
        amount: Amount = None,
        lines: Lines = None,
        reason: str | None = None,
        idempotency_key: Annotated[
            str | None,
            strawberry.argument(
                description="The same key and content is one refund. Without a key, the same content is one as long as "
                "the first is on its way to Stripe."
            ),
        ] = None,
    ) -> RefundResult:
        """Give money back: all that is left, an amount, or units of lines. Customers lose the files of lines of which
        nothing is left.
        """
        return Refund.of(*await refunds.make(info.context, id, _asked(amount, lines, reason, idempotency_key)))

    @strawberry.mutation(extensions=[requires(Permission.REFUND_ORDERS)])
    async def order_refund_preview(
        self, info: Info, id: strawberry.ID, amount: Amount = None, lines: Lines = None
    ) -> RefundPreviewResult:
        """What orderRefund would do with the same arguments. Changes nothing."""
        return RefundPreview.of(await refunds.preview(info.context, id, _asked(amount, lines)))
