"""How a refund divides among the lines of an order: pure arithmetic over frozen shares. Amounts in minor units.

A line's goods, discount and tax go with its quantity, each rounded so that all of its units together give exactly
what the line cost. Shipping goes with the last unit of the order. Amounts that were given back without saying what
for come off the last refund.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from commerce.catalog.pricing import allocate
from models import OrderLine


@dataclass(frozen=True)
class LineShare:
    """What a refund gives back for one line: goods − discount + tax + shipping − earlier = amount."""

    line: OrderLine
    quantity: int
    """Units; 0 where only the shipping of units that went before is left."""
    goods: int
    discount: int
    tax: int
    shipping: int
    earlier: int = 0
    """What was given back before as a mere amount."""

    @property
    def amount(self) -> int:
        return self.goods - self.discount + self.tax + self.shipping - self.earlier

    @property
    def is_last(self) -> bool:
        """Whether nothing of the line is left after it."""
        return self.line.refunded_quantity + self.quantity >= self.line.quantity


@dataclass(frozen=True)
class Split:
    """A refund: how much, and for what. Without shares it is a mere amount."""

    amount: int
    shares: tuple[LineShare, ...] = ()
    everything: bool = False
    """Whether nothing of the order is left after it."""


def split_all(lines: Sequence[OrderLine], left: int) -> Split:
    """All that is left of an order, over what is left of its lines."""
    shares = [_share(line, line.quantity - line.refunded_quantity, shipping=line.shipping) for line in lines]
    whole = [share for share in shares if share.quantity or share.amount]
    earlier = sum(share.amount for share in whole) - left
    if earlier:
        # Below zero, too: units whose refund failed may have cost a cent more than those that stand for them now.
        parts = allocate(earlier, [share.amount for share in whole])
        whole = [_less(share, part) for share, part in zip(whole, parts, strict=True)]
    return Split(left, tuple(whole), everything=True)


def split_lines(lines: Sequence[OrderLine], quantities: Mapping[UUID, int], left: int) -> Split:
    """Some units of some lines; with the last units of the order, all that is left of it.

    Quantities are at least 1 and at most what is left of each line. The amount may exceed `left`, for the caller to
    refuse.
    """
    if all(line.quantity - line.refunded_quantity == quantities.get(line.id, 0) for line in lines):
        return split_all(lines, left)
    shares = tuple(_share(line, quantities[line.id], shipping=0) for line in lines if line.id in quantities)
    return Split(sum(share.amount for share in shares), shares)


def _share(line: OrderLine, quantity: int, *, shipping: int) -> LineShare:
    return LineShare(
        line=line,
        quantity=quantity,
        goods=_of(line.total, line, quantity),
        discount=_of(line.discount, line, quantity),
        tax=_of(line.tax, line, quantity),
        shipping=shipping,
    )


def _of(amount: int, line: OrderLine, quantity: int) -> int:
    """The part of a line's amount that its next `quantity` units carry."""
    before: int = line.refunded_quantity
    return amount * (before + quantity) // line.quantity - amount * before // line.quantity


def _less(share: LineShare, earlier: int) -> LineShare:
    return LineShare(
        share.line, share.quantity, share.goods, share.discount, share.tax, share.shipping, earlier=earlier
    )  # fmt: skip
