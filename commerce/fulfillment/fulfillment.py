"""Sending orders: in the making, sent and where to, delivered. Each step once, told to the customer once."""

from __future__ import annotations

from uuid import UUID

from commerce import audit
from commerce.audit import Actor, Target
from commerce.errors import InvalidInput, StateInvalid
from commerce.fulfillment import fulfillment_claims
from commerce.fulfillment.carriers import Tracking
from commerce.orders import order_checks, order_mails, orders
from commerce.orders.states import move_fulfillment
from core.clock import now
from core.database import transaction
from models import FulfillmentStatus, FulfillmentType, Order, OrderEvent

_TRACKING = ["tracking_carrier", "tracking_number", "tracking_url", "updated_at"]


async def fulfill(order_id: UUID, tracking: Tracking, actor: Actor, *, notify: bool = True) -> None:
    """Mark an order as sent and, if wished, tell the customer of the parcel. The same again changes nothing.

    Raises:
        NotFound
        InvalidInput: tracking of an order that is only downloaded.
        StateInvalid: nothing of it may be sent (now), or it was sent with another tracking.
        FulfillmentClaimed: somebody else is placing it.
    """
    async with transaction():
        order = await order_checks.locked(order_id)
        if order.fulfillment_status is FulfillmentStatus.FULFILLED:
            _require_same(order, tracking)
            return
        order_checks.require_entitled(order)
        await fulfillment_claims.require_free(order, actor)
        if tracking.carrier is not None and not _is_sent(order):
            raise InvalidInput("This order is downloaded: no parcel is on its way.", path=("carrier",))
        before = {"fulfillment_status": order.fulfillment_status.value}
        move_fulfillment(order, FulfillmentStatus.FULFILLED)
        order.fulfilled_at = now()
        fulfillment_claims.drop(order)
        _write(order, tracking)
        fields = ["fulfillment_status", "fulfilled_at", "claimed_by_id", "claimed_until"]
        await order.save(update_fields=[*fields, *_TRACKING])
        sentence = _sentence(tracking) if _is_sent(order) else "The order is complete."
        event = await _tell(order, "order_fulfilled", sentence, actor, _data(tracking))
        if notify and _is_sent(order):
            await order_mails.shipped(order, key=str(event.id))
        after = {"fulfillment_status": order.fulfillment_status.value, **_told(tracking), "notify": notify}
        await audit.record(actor, "order_fulfill", Target("Order", order.id), before, after)


def _is_sent(order: Order) -> bool:
    return order.fulfillment_type != FulfillmentType.DIGITAL


def _require_same(order: Order, tracking: Tracking) -> None:
    """Without tracking, it is the mere wish that it be sent."""
    if tracking not in (Tracking(), _current(order)):
        message = "The order was sent already. Change its tracking with orderTrackingSet."
        raise StateInvalid(message, order.fulfillment_status)


def _current(order: Order) -> Tracking:
    return Tracking(order.tracking_carrier, order.tracking_number, order.tracking_url)


def _write(order: Order, tracking: Tracking) -> None:
    order.tracking_carrier, order.tracking_number = tracking.carrier, tracking.number
    order.tracking_url = tracking.url


def _sentence(tracking: Tracking) -> str:
    if tracking.carrier is None:
        return "The order was sent."
    number = f", tracking number {tracking.number}" if tracking.number else ""
    return f"The order was sent with {tracking.carrier}{number}."


def _data(tracking: Tracking) -> dict[str, str] | None:
    facts = {"carrier": tracking.carrier, "tracking_number": tracking.number, "tracking_url": tracking.url}
    return {name: value for name, value in facts.items() if value is not None} or None


def _told(tracking: Tracking) -> dict[str, object]:
    """For the audit log, which outlives the erasure of a person: who carries it, and not under which number."""
    return {"carrier": tracking.carrier, "tracked": tracking.number is not None}


async def _tell(order: Order, kind: str, message: str, actor: Actor, data: dict[str, str] | None = None) -> OrderEvent:
    return await orders.record(order, kind, message, public=True, actor=actor.label[:120], data=data)


async def set_tracking(order_id: UUID, tracking: Tracking, actor: Actor, *, notify: bool = True) -> None:
    """Correct where a parcel that was sent can be followed; nothing given takes it away. The same again is once.

    Raises:
        NotFound
        StateInvalid: nothing was sent (yet).
    """
    async with transaction():
        order = await order_checks.locked(order_id)
        if order.fulfillment_status is not FulfillmentStatus.FULFILLED or not _is_sent(order):
            raise StateInvalid("Nothing was sent yet. Send it with orderFulfill.", order.fulfillment_status)
        before = _current(order)
        if tracking == before:
            return
        _write(order, tracking)
        await order.save(update_fields=_TRACKING)
        sentence = _sentence(tracking) if tracking.carrier else "The tracking was taken back."
        event = await _tell(order, "tracking_changed", sentence, actor, _data(tracking))
        if notify and tracking.carrier is not None:
            await order_mails.shipped(order, key=str(event.id))
        after = {**_told(tracking), "notify": notify}
        await audit.record(actor, "order_tracking_set", Target("Order", order.id), _told(before), after)


async def start_processing(order_id: UUID, actor: Actor) -> None:
    """Mark an order as in the making; one that is stays so.

    Raises:
        NotFound
        StateInvalid: it was sent, or nothing of it may be sent (now).
        FulfillmentClaimed: somebody else is placing it.
    """
    async with transaction():
        order = await order_checks.locked(order_id)
        if order.fulfillment_status is FulfillmentStatus.FULFILLED:
            raise StateInvalid("The order was sent already.", order.fulfillment_status)
        order_checks.require_entitled(order)
        await fulfillment_claims.require_free(order, actor)
        if not await begin(order, actor):
            return
        before, after = ({"fulfillment_status": status} for status in ("unfulfilled", "processing"))
        await audit.record(actor, "order_processing_start", Target("Order", order.id), before, after)


async def begin(order: Order, actor: Actor) -> bool:
    """The move itself, of a locked order, as its customer reads of it; False when it was made before."""
    if not move_fulfillment(order, FulfillmentStatus.PROCESSING):
        return False
    await order.save(update_fields=["fulfillment_status", "updated_at"])
    await _tell(order, "order_processing", "The order is being made.", actor)
    return True


async def deliver(order_id: UUID, actor: Actor, *, notify: bool = True) -> None:
    """Note that a parcel has arrived and, if wished, tell the customer. Twice is once.

    Raises:
        NotFound
        StateInvalid: nothing was sent (yet).
    """
    async with transaction():
        order = await order_checks.locked(order_id)
        if order.delivered_at is not None:
            return
        if order.fulfillment_status is not FulfillmentStatus.FULFILLED or not _is_sent(order):
            raise StateInvalid("Nothing was sent yet. Send it with orderFulfill.", order.fulfillment_status)
        order.delivered_at = now()
        await order.save(update_fields=["delivered_at", "updated_at"])
        await _tell(order, "order_delivered", "The parcel has arrived.", actor)
        if notify:
            await order_mails.delivered(order)
        await audit.record(actor, "order_deliver", Target("Order", order.id), after={"notify": notify})
