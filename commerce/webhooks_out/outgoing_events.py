"""Events for other systems: what of an order's timeline they hear, and in which words.

`orders.record` calls `emit` for every entry, inside its transaction: an event is owed when, and only when, what it
tells of is committed. It holds ids, states and amounts as they are at that moment, and nothing about a person: whoever
needs more asks the API with the id. Enums and ids are spelled as in the GraphQL contract.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from commerce import outbox
from commerce.orders.states import status_of
from core.clock import now
from core.database import fetch
from core.ids import new_id, to_global_id
from models import Order, OrderLine, OutgoingEvent, WebhookDelivery, WebhookDeliveryStatus, WebhookEventType

VERSION = 1
"""Of the body. What it has stays; what is added does not raise it."""
KEPT = timedelta(days=30)
"""How long events and deliveries are kept, and for how long a disabled endpoint's are written down."""

TYPES: dict[str, WebhookEventType] = {
    "order_created": WebhookEventType.ORDER_CREATED,
    "order_paid": WebhookEventType.ORDER_PAID,
    "order_held": WebhookEventType.ORDER_HELD,
    "order_released": WebhookEventType.ORDER_RELEASED,
    "order_processing": WebhookEventType.ORDER_PROCESSING,
    "downloads_ready": WebhookEventType.ORDER_FILES_READY,
    "order_fulfilled": WebhookEventType.ORDER_FULFILLED,
    "tracking_changed": WebhookEventType.ORDER_TRACKING_UPDATED,
    "order_delivered": WebhookEventType.ORDER_DELIVERED,
    "order_canceled": WebhookEventType.ORDER_CANCELED,
    "refund_made": WebhookEventType.ORDER_REFUNDED,
    "refund_failed": WebhookEventType.ORDER_REFUND_FAILED,
    "dispute_opened": WebhookEventType.ORDER_DISPUTED,
    "dispute_won": WebhookEventType.ORDER_DISPUTE_CLOSED,
    "dispute_lost": WebhookEventType.ORDER_DISPUTE_CLOSED,
    "dispute_prevented": WebhookEventType.ORDER_DISPUTE_CLOSED,
}
"""By the kind of the timeline's entry."""

_FACTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "refund_made": ("refund", ("refund_id", "amount", "currency")),
    "refund_failed": ("refund", ("refund_id", "amount", "currency")),
    "dispute_opened": ("dispute", ("amount", "currency", "reason", "status", "due_by")),
    "dispute_won": ("dispute", ("amount", "currency", "reason", "status")),
    "dispute_lost": ("dispute", ("amount", "currency", "reason", "status")),
    "dispute_prevented": ("dispute", ("amount", "currency", "reason", "status")),
}
"""What of an entry's data is told beside the order. Nothing that a person has written."""

# KEY SHARE: an endpoint that is being deleted is waited for and then left out, rather than failing a payment.
_SUBSCRIBED = """
SELECT id, disabled_at IS NULL AS enabled FROM webhook_endpoints
WHERE (event_types = '[]'::jsonb OR event_types ? $1) AND (disabled_at IS NULL OR disabled_at > $2)
ORDER BY id FOR KEY SHARE
"""


async def emit(order: Order, kind: str, data: Mapping[str, Any] | None) -> None:
    """Owe the event of a timeline's entry to whoever has subscribed. Inside the transaction that writes the entry.

    One statement when nobody has; none for kinds that are the shop's own.
    """
    type_ = TYPES.get(kind)
    if type_ is None:
        return
    endpoints = await fetch(_SUBSCRIBED, type_.value, now() - KEPT)
    if not endpoints:
        return
    event = await write(type_, {"order": await _order(order), **_facts(kind, data or {})}, order)
    rows = [_delivery(event, row["id"], enabled=row["enabled"]) for row in endpoints]
    await WebhookDelivery.bulk_create(rows)
    for row in rows:
        if row.status is WebhookDeliveryStatus.PENDING:
            await outbox.enqueue(outbox.DELIVER_WEBHOOK, row.id)


def _delivery(event: OutgoingEvent, endpoint_id: Any, *, enabled: bool) -> WebhookDelivery:
    status = WebhookDeliveryStatus.PENDING if enabled else WebhookDeliveryStatus.MISSED
    return WebhookDelivery(
        event_id=event.id, endpoint_id=endpoint_id, status=status, next_attempt_at=now() if enabled else None
    )


async def write(type_: WebhookEventType, data: dict[str, Any], order: Order | None = None) -> OutgoingEvent:
    """Freeze an event, to the letter."""
    ((sequence,),) = [row.values() for row in await fetch("SELECT nextval('webhook_event_sequence')")]
    moment = now()
    body = {
        "type": type_.value,
        "timestamp": _moment(moment),
        "version": VERSION,
        "sequence": sequence,
        "data": data,
    }
    return await OutgoingEvent.create(
        id=new_id(), created_at=moment, type=type_, sequence=sequence, body=orjson.dumps(body).decode(), order=order
    )


async def _order(order: Order) -> dict[str, Any]:
    lines = await OrderLine.filter(order_id=order.id).order_by("position")
    return {
        "id": to_global_id("Order", order.id),
        "number": order.number,
        "status": status_of(order).name,
        "paymentStatus": order.payment_status.name,
        "fulfillmentStatus": order.fulfillment_status.name,
        "fulfillmentType": order.fulfillment_type.name,
        "held": order.held_reason is not None,
        "livemode": order.livemode,
        "currency": order.currency,
        **{name: getattr(order, name) for name in ("subtotal", "discount", "shipping", "tax", "total")},
        "refunded": order.refunded,
        "lost": order.lost,
        "createdAt": _moment(order.created_at),
        "paidAt": _moment(order.paid_at),
        "fulfilledAt": _moment(order.fulfilled_at),
        "deliveredAt": _moment(order.delivered_at),
        "canceledAt": _moment(order.canceled_at),
        "lines": _lines(lines),
    }


def _lines(lines: Sequence[OrderLine]) -> list[dict[str, Any]]:
    """Without title and description: those may hold the words on the poster."""
    return [
        {
            "id": to_global_id("OrderLine", line.id),
            "productId": to_global_id("Product", line.product_id) if line.product_id else None,
            "productType": line.product_type,
            "fulfillmentType": line.fulfillment_type.name,
            "size": line.size,
            "options": {option["name"]: option["value"] for option in line.options},
            "quantity": line.quantity,
            "unitPrice": line.unit_price,
            **{name: getattr(line, name) for name in ("total", "discount", "tax", "shipping", "refunded")},
            "refundedQuantity": line.refunded_quantity,
        }
        for line in lines
    ]


def _facts(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    if kind not in _FACTS:
        return {}
    name, keys = _FACTS[kind]
    facts = {key: data.get(key) for key in keys}
    if "refund_id" in facts:
        known = facts.pop("refund_id")
        facts["id"] = to_global_id("Refund", UUID(known)) if known else None
    if "due_by" in facts:
        facts["dueBy"] = facts.pop("due_by")
    return {name: facts}


def _moment(value: datetime | None) -> str | None:
    """RFC 3339 in UTC, as GraphQL spells it."""
    return value.isoformat().replace("+00:00", "Z") if value else None
