"""Claims: whoever places an order at the print house says so first, and nobody else does meanwhile.

A claim is two columns of the order, taken under its lock, and ends by itself: what somebody forgot is free again
after two hours.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from commerce import audit
from commerce.audit import Actor, Target
from commerce.errors import StateInvalid
from commerce.fulfillment.fulfillment_errors import FulfillmentClaimed, FulfillmentPlaced
from commerce.orders import order_checks, orders
from commerce.payments import placed_prints
from core.clock import now
from core.database import transaction
from models import FulfillmentStatus, FulfillmentType, Order, PaymentStatus, User

LIFETIME = timedelta(hours=2)
"""How long a claim holds; claiming again begins anew."""
GONE = "somebody who has left"


def holder(order: Order) -> UUID | None:
    """The account whose claim holds now."""
    live = order.claimed_until is not None and order.claimed_until > now()
    return order.claimed_by_id if live else None


async def require_free(order: Order, actor: Actor) -> None:
    """Keep out whoever has not claimed a locked order that somebody has.

    Raises:
        FulfillmentClaimed
    """
    by = holder(order)
    if by is not None and by != actor.user_id:
        assert order.claimed_until is not None  # noqa: S101 (else nobody holds it)
        raise FulfillmentClaimed(named(await User.get_or_none(id=by)), order.claimed_until)


async def require_unplaced(order: Order) -> None:
    """Keep whoever is about to place an order from placing it twice.

    Raises:
        FulfillmentPlaced
    """
    if order.placed_at is not None:
        raise await placed(order)


async def placed(order: Order, advice: str | None = None) -> FulfillmentPlaced:
    """Who has placed an order that was placed, and when, and as what; and what to do about it."""
    assert order.placed_at is not None  # noqa: S101 (the caller has looked)
    by = await User.get_or_none(id=order.placed_by_id) if order.placed_by_id is not None else None
    return FulfillmentPlaced(named(by), order.placed_at, order.placed_reference, advice)


def named(user: User | None) -> str:
    """What a member of the staff is called."""
    return user.name or user.email if user is not None and user.deleted_at is None else GONE


async def claim(order_id: UUID, actor: Actor) -> None:
    """Claim an order with prints to be placed; one's own claim is made longer.

    Raises:
        NotFound
        StateInvalid: nothing of it is to be printed (now).
        FulfillmentClaimed: somebody else has it.
        FulfillmentPlaced: somebody was through with it.
    """
    async with transaction():
        order = await order_checks.locked(order_id)
        await require_printable(order)
        await require_unplaced(order)
        await claim_locked(order, actor)


async def claim_locked(order: Order, actor: Actor) -> None:
    """The same for an order that the caller has locked, placed or not."""
    if actor.user_id is None:
        raise ValueError("a claim needs somebody whose it is")
    await require_printable(order)
    await require_free(order, actor)
    mine = holder(order) == actor.user_id
    order.claimed_by_id, order.claimed_until = actor.user_id, now() + LIFETIME
    await order.save(update_fields=["claimed_by_id", "claimed_until", "updated_at"])
    if not mine:
        await orders.record(order, "fulfillment_claimed", "The prints are being placed.", actor=actor.label[:120])
        until = {"until": _text(order.claimed_until)}
        await audit.record(actor, "order_fulfillment_claim", Target("Order", order.id), after=until)


async def require_printable(order: Order) -> None:
    """Whether there are prints that are still to be sent.

    Raises:
        StateInvalid
    """
    if order.fulfillment_type is FulfillmentType.DIGITAL:
        raise StateInvalid("Nothing of this order is printed.", "digital")
    if order.fulfillment_status is FulfillmentStatus.FULFILLED:
        raise StateInvalid("The order was sent already.", order.fulfillment_status)
    order_checks.require_entitled(order)
    if order.payment_status is PaymentStatus.PARTIALLY_REFUNDED and not await placed_prints.are_wanted(order):
        raise StateInvalid("All of its prints were given back.", "prints_refunded")


async def release(order_id: UUID, actor: Actor) -> None:
    """Give one's claim up. What is not claimed (any more) stays so.

    Raises:
        NotFound
        FulfillmentClaimed: it is somebody else's.
    """
    async with transaction():
        order = await order_checks.locked(order_id)
        await require_free(order, actor)
        if holder(order) is None:
            return
        before = {"until": _text(order.claimed_until)}
        drop(order)
        await order.save(update_fields=["claimed_by_id", "claimed_until", "updated_at"])
        message = "The prints are not being placed any more."
        await orders.record(order, "fulfillment_released", message, actor=actor.label[:120])
        await audit.record(actor, "order_fulfillment_release", Target("Order", order.id), before)


def drop(order: Order) -> None:
    """End a locked order's claim; the caller saves it."""
    order.claimed_by_id = order.claimed_until = None


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
