"""Orders as rows: one an order, with its amounts, where it goes, and what is in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from commerce.jobs.export_sheets import BATCH, Row, Sheet, money
from commerce.orders import order_pages
from commerce.orders.order_filters import OrderFilter, OrderSort
from commerce.orders.states import OrderStatus, status_of
from models import FulfillmentStatus, FulfillmentType, Order, OrderLine, PaymentStatus

_AMOUNTS = ("subtotal", "discount", "shipping", "tax", "total", "refunded", "lost")
_ADDRESS = ("name", "line1", "line2", "city", "state", "postal_code", "country", "phone")
_PLAIN = ("email", "customer_name", "promo_code", "placed_reference", "tracking_carrier", "tracking_number",
          "tracking_url", "payment_intent_id", "stripe_customer_id", "held_reason")  # fmt: skip
_MOMENTS = ("created_at", "paid_at", "placed_at", "fulfilled_at", "canceled_at")
_STATES = ("payment_status", "fulfillment_status", "fulfillment_type")
_HEADER = (
    "number", *_MOMENTS, "status", *_STATES, *_PLAIN, "account", "currency",
    *(name for amount in _AMOUNTS for name in (amount, f"{amount}_minor")),
    "tax_collected", "quantity", "items", *(f"shipping_{name}" for name in _ADDRESS),
)  # fmt: skip
_COLUMNS = (
    "id", "number", *_MOMENTS, *_STATES, *_PLAIN, "user_id", "currency", *_AMOUNTS, "tax_collected", "shipping_address",
)  # fmt: skip
_LISTS: dict[str, Any] = {
    "status": OrderStatus,
    "payment_status": PaymentStatus,
    "fulfillment_status": FulfillmentStatus,
}


def facts_of(wanted: OrderFilter) -> dict[str, Any]:
    """A filter, as far as something is said, as JSON has it."""
    facts: dict[str, Any] = {}
    for name in OrderFilter.__annotations__:
        value = getattr(wanted, name)
        if name == "search":
            value = wanted.term or None
        if isinstance(value, datetime):
            value = value.isoformat()
        if name in _LISTS and value is not None:
            value = sorted({each.value for each in value})
        if value is not None:
            facts[name] = value
    return facts


def wanted_of(facts: dict[str, Any]) -> OrderFilter:
    """The same, back from `facts_of`."""
    said = dict(facts)
    for name, enum in _LISTS.items():
        if name in said:
            said[name] = [enum(value) for value in said[name]]
    for name in ("created_from", "created_to"):
        if name in said:
            said[name] = datetime.fromisoformat(said[name])
    if "fulfillment_type" in said:
        said["fulfillment_type"] = FulfillmentType(said["fulfillment_type"])
    return OrderFilter(**said)


async def sheet(facts: dict[str, Any]) -> Sheet:
    """The orders of the staff's list, newest first: the same filter finds the same ones."""
    wanted = wanted_of(facts)
    return Sheet(_HEADER, await order_pages.count(wanted), _batches(wanted))


async def _batches(wanted: OrderFilter) -> AsyncIterator[list[Row]]:
    sort, after = OrderSort.CREATED_DESC, None
    while ids := await order_pages.page(wanted, sort, BATCH, after):
        found = {order.id: order for order in await Order.filter(id__in=ids).only(*_COLUMNS)}
        orders = [found[key] for key in ids if key in found]
        lines = await _lines(ids)
        yield [_row(order, lines.get(order.id, [])) for order in orders]
        if len(ids) < BATCH or not orders:
            return
        after = [getattr(orders[-1], column) for column in sort.columns]


async def _lines(order_ids: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    found = OrderLine.filter(order_id__in=order_ids).order_by("order_id", "position")
    lines: dict[UUID, list[dict[str, Any]]] = {}
    for line in await found.values("order_id", "quantity", "title", "product_type", "size"):
        lines.setdefault(line["order_id"], []).append(line)
    return lines


def _row(order: Order, lines: Sequence[dict[str, Any]]) -> Row:
    address = order.shipping_address or {}
    amounts = [cell for name in _AMOUNTS for cell in money(getattr(order, name), order.currency)]
    return [
        order.number,
        *(getattr(order, name) for name in _MOMENTS),
        status_of(order).value,
        *(getattr(order, name).value for name in _STATES),
        *(getattr(order, name) for name in _PLAIN),
        "yes" if order.user_id else "no",
        order.currency,
        *amounts,
        "yes" if order.tax_collected else "no",
        sum(line["quantity"] for line in lines),
        "\n".join(_item(line) for line in lines),
        *(address.get(name) for name in _ADDRESS),
    ]


def _item(line: dict[str, Any]) -> str:
    """`2 × Paris at night (poster, 18x24)`"""
    kind = ", ".join(part for part in (line["product_type"], line["size"]) if part)
    return f"{line['quantity']} × {line['title']} ({kind})"
