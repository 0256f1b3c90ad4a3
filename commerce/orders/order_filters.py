"""Which orders staff look for, and in what order: the questions, not yet the SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import product
from typing import TypeVar

from commerce.orders.states import OrderStatus, status_of
from core.clock import now
from models import FulfillmentStatus, FulfillmentType, Order, PaymentStatus

MAX_SEARCH = 254
"""Nothing that could be found is longer."""
T = TypeVar("T")


class OrderSort(StrEnum):
    CREATED_DESC = "created_desc"
    CREATED_ASC = "created_asc"
    TOTAL_DESC = "total_desc"
    TOTAL_ASC = "total_asc"

    @property
    def by_total(self) -> bool:
        return self in {OrderSort.TOTAL_DESC, OrderSort.TOTAL_ASC}

    @property
    def descending(self) -> bool:
        return self in {OrderSort.CREATED_DESC, OrderSort.TOTAL_DESC}

    @property
    def columns(self) -> tuple[str, ...]:
        """What the list is sorted by, and a cursor holds; equal totals are sorted by their date."""
        return ("total", "created_at", "id") if self.by_total else ("created_at", "id")


@dataclass(frozen=True)
class OrderFilter:
    """Orders that fit all of what is said; of a list, one entry is enough, and none fits an empty one."""

    status: Sequence[OrderStatus] | None = None
    payment_status: Sequence[PaymentStatus] | None = None
    fulfillment_status: Sequence[FulfillmentStatus] | None = None
    fulfillment_type: FulfillmentType | None = None
    held: bool | None = None
    currency: str | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None
    """Exclusive."""
    search: str | None = None
    """The beginning of an e-mail address, a customer's name, a tracking number or an order's number."""

    @property
    def term(self) -> str:
        """What is searched for, without the spaces around it; empty when nothing is. At most MAX_SEARCH characters."""
        return (self.search or "").strip()


def facet_codes(wanted: OrderFilter) -> list[str] | None:
    """The beginnings of `orders.facet` that fit; None when all do.

    The column is made by the database of others: three letters of the payment's state, one of the fulfilment's, one of
    the type, `c` when it is canceled, `h` when it is held; behind that code the currency, and what numbers begin with.
    """
    columns = product(PaymentStatus, FulfillmentStatus, FulfillmentType, (False, True), (False, True))
    every = [_Facet(*values) for values in columns]
    fitting = [each.code for each in every if each.fits(wanted)]
    return None if len(fitting) == len(every) else fitting


@dataclass(frozen=True)
class _Facet:
    payment: PaymentStatus
    fulfillment: FulfillmentStatus
    kind: FulfillmentType
    canceled: bool
    held: bool

    @property
    def code(self) -> str:
        flags = ("c" if self.canceled else "-") + ("h" if self.held else "-")
        return self.payment[:3] + self.fulfillment[:1] + self.kind[:1] + flags

    def fits(self, wanted: OrderFilter) -> bool:
        return (
            _among(wanted.status, self._status())
            and _among(wanted.payment_status, self.payment)
            and _among(wanted.fulfillment_status, self.fulfillment)
            and wanted.fulfillment_type in {None, self.kind}
            and wanted.held in {None, self.held}
        )

    def _status(self) -> OrderStatus:
        canceled_at = now() if self.canceled else None
        return status_of(
            Order(payment_status=self.payment, fulfillment_status=self.fulfillment, canceled_at=canceled_at)
        )


def _among(chosen: Iterable[T] | None, value: T) -> bool:
    return chosen is None or value in chosen
