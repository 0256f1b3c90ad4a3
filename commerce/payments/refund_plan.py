"""What a refund would be: whether it may, how much it is, and how it divides. Changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from commerce.errors import InvalidInput, NotFound, QuantityInvalid, StateInvalid
from commerce.payments.order_figures import refundable, was_paid
from commerce.payments.refund_errors import NothingToRefund, RefundTooLarge
from commerce.payments.refund_split import Split, split_all, split_lines
from models import Order, OrderLine, PaymentStatus

MAX_REASON = 500
_MAX_KEY = 255


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for: an amount, or units of lines, or neither for all that is left."""

    amount: int | None = None
    lines: tuple[tuple[UUID, int], ...] | None = None
    reason: str | None = None
    key: str | None = None
    """A client's idempotency key."""
    cancels_order: bool = False

    @property
    def document(self) -> dict[str, Any]:
        """How the row keeps it."""
        lines = [{"line_id": str(line_id), "quantity": quantity} for line_id, quantity in sorted(self.lines or ())]
        return {"amount": self.amount, "lines": lines}


async def plan(order: Order, wanted: Wanted) -> Split:
    """How a refund of an order as it is now would divide.

    Raises:
        NotFound, InvalidInput, QuantityInvalid, StateInvalid, NothingToRefund, RefundTooLarge
    """
    left = _left(order)
    lines = await OrderLine.filter(order=order).order_by("position").select_related("design")
    split = _split(wanted, lines, left)
    if split.amount > left:
        raise RefundTooLarge(split.amount, left, order.currency, path=("lines" if wanted.lines else "amount",))
    if split.amount <= 0:
        raise NothingToRefund("These lines cost nothing.", free=True, path=("lines",))
    return split


def _split(wanted: Wanted, lines: Sequence[OrderLine], left: int) -> Split:
    if wanted.lines is not None:
        return split_lines(lines, _quantities(wanted.lines, lines), left)
    if wanted.amount is None or wanted.amount == left:
        return split_all(lines, left)
    return Split(wanted.amount)


def check(wanted: Wanted) -> None:
    """Whether it can be right at all.

    Raises:
        InvalidInput
    """
    if wanted.amount is not None and wanted.lines is not None:
        raise InvalidInput("Give an amount or lines, not both.", path=("lines",))
    if wanted.amount is not None and wanted.amount < 1:
        raise InvalidInput("The amount must be at least 1, in the currency's smallest unit.", path=("amount",))
    if wanted.lines is not None and not wanted.lines:
        raise InvalidInput("Name at least one line, or leave lines out to give back all.", path=("lines",))
    if wanted.reason is not None and len(wanted.reason) > MAX_REASON:
        raise InvalidInput(f"The reason has at most {MAX_REASON} characters.", path=("reason",))
    if wanted.key is not None and not 1 <= len(wanted.key) <= _MAX_KEY:
        raise InvalidInput(f"idempotencyKey must have 1 to {_MAX_KEY} characters.", path=("idempotencyKey",))


def _left(order: Order) -> int:
    if not was_paid(order):
        raise StateInvalid("The order is not paid.", order.payment_status)
    if order.payment_status is PaymentStatus.DISPUTED:
        raise StateInvalid("The payment is disputed: the bank decides where the money goes.", order.payment_status)
    if order.total == 0:
        raise NothingToRefund("The order cost nothing.", free=True)
    left = refundable(order)
    if left == 0:
        raise NothingToRefund("All of it was given back already, or is on its way.")
    return left


def _quantities(wanted: Sequence[tuple[UUID, int]], lines: Sequence[OrderLine]) -> dict[UUID, int]:
    by_id = {line.id: line for line in lines}
    quantities: dict[UUID, int] = {}
    for index, (line_id, quantity) in enumerate(wanted):
        where = ("lines", str(index))
        line = by_id.get(line_id)
        if line is None:
            raise NotFound("OrderLine", path=(*where, "lineId"))
        if line_id in quantities:
            raise InvalidInput("Each line once, please.", path=(*where, "lineId"))
        left = line.quantity - line.refunded_quantity
        if left == 0:
            raise NothingToRefund("All of this line was given back already.", path=(*where, "lineId"))
        if not 1 <= quantity <= left:
            raise QuantityInvalid(quantity, 1, left, path=(*where, "quantity"))
        quantities[line_id] = quantity
    return quantities
