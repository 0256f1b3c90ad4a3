"""Placements: that an order's prints were placed at the print house, by whom, when, and under which number there.

A claim ends by itself, a placement stays until it is taken back: so nobody places an order again days later. Whoever
was first is told to everybody who comes second, because then the print house may have it twice.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from commerce import audit
from commerce.audit import Actor, Target
from commerce.errors import InvalidInput, StateInvalid
from commerce.fulfillment import fulfillment, fulfillment_claims
from commerce.orders import order_checks, orders
from core.clock import now
from core.database import transaction
from models import FulfillmentStatus, Order

MAX_REFERENCE = 100
_PLACEMENT = ["placed_at", "placed_by_id", "placed_reference", "updated_at"]


async def place(order_id: UUID, reference: str | None, actor: Actor) -> None:
    """Note that an order was placed, which ends the caller's claim and brings it into the making.

    The same again is once. Whoever placed it corrects the reference with another one, and takes it away with an empty
    one; without any it stays.

    Raises:
        NotFound, InvalidInput
        StateInvalid: there are no prints to be sent (now).
        FulfillmentClaimed: somebody else is placing it.
        FulfillmentPlaced: somebody else has.
    """
    if actor.user_id is None:
        raise ValueError("a placement needs somebody whose it is")
    wanted = _checked(reference)
    async with transaction():
        order = await order_checks.locked(order_id)
        if order.placed_at is not None:
            await _correct(order, wanted, actor)
            return
        await _require_placeable(order, actor)
        fulfillment_claims.drop(order)
        order.placed_at, order.placed_by_id, order.placed_reference = now(), actor.user_id, wanted or None
        await order.save(update_fields=["claimed_by_id", "claimed_until", *_PLACEMENT])
        await _record(order, "placed", "The prints were placed at the print house", order.placed_reference, actor)
        await audit.record(actor, "order_placement_set", Target("Order", order.id), after=_told(order))
        await fulfillment.begin(order, actor)


def _checked(reference: str | None) -> str | None:
    """As it was typed, less what is too much of space; None when nothing was said."""
    if reference is None:
        return None
    plain = " ".join(reference.split())
    if len(plain) > MAX_REFERENCE or not plain.isprintable():
        message = f"A reference has at most {MAX_REFERENCE} characters that can be printed."
        raise InvalidInput(message, path=("reference",))
    return plain


async def _require_placeable(order: Order, actor: Actor) -> None:
    await fulfillment_claims.require_printable(order)
    await fulfillment_claims.require_free(order, actor)


async def _correct(order: Order, wanted: str | None, actor: Actor) -> None:
    if order.placed_by_id != actor.user_id:
        raise await fulfillment_claims.placed(order)
    if wanted is None or (wanted or None) == order.placed_reference:
        return
    await _require_placeable(order, actor)
    before = _told(order)
    order.placed_reference = wanted or None
    await order.save(update_fields=["placed_reference", "updated_at"])
    message = f"The print house's number was {'corrected' if wanted else 'taken away'}"
    await _record(order, "placement_changed", message, order.placed_reference, actor)
    await audit.record(actor, "order_placement_set", Target("Order", order.id), before, _told(order))


async def clear(order_id: UUID, actor: Actor, *, until: datetime | None = None) -> None:
    """Take a placement back, because the print house does not make it: it is to be placed again. Twice is once.

    With `until`, only one that was made by then: whoever asks again after a time-out, or from a page that was read a
    while ago, does not take back what somebody has placed since.

    Raises:
        NotFound
        StateInvalid: it was sent.
        FulfillmentClaimed: somebody else is at it.
        FulfillmentPlaced: after `until`.
    """
    async with transaction():
        order = await order_checks.locked(order_id)
        if order.placed_at is None:
            return
        if order.fulfillment_status is FulfillmentStatus.FULFILLED:
            raise StateInvalid("The order was sent already.", order.fulfillment_status)
        if until is not None and _in_milliseconds(order.placed_at) > until:
            raise await fulfillment_claims.placed(order, "That was later than placedUntil: it was not taken back.")
        await fulfillment_claims.require_free(order, actor)
        before, reference = _told(order), order.placed_reference
        order.placed_at = order.placed_by_id = order.placed_reference = None
        await order.save(update_fields=_PLACEMENT)
        await _record(order, "placement_cleared", "The placement at the print house was taken back", reference, actor)
        await audit.record(actor, "order_placement_clear", Target("Order", order.id), before)


def _in_milliseconds(moment: datetime) -> datetime:
    """As clients have it that read moments into a Date of JavaScript's, and send it back."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _told(order: Order) -> dict[str, object]:
    """For the audit log, which outlives the erasure of a person: that there was a reference, and not which."""
    assert order.placed_at is not None  # noqa: S101 (it was placed)
    by = str(order.placed_by_id) if order.placed_by_id else None
    return {"placed_at": order.placed_at.isoformat(), "placed_by": by, "referenced": order.placed_reference is not None}


async def _record(order: Order, what: str, message: str, reference: str | None, actor: Actor) -> None:
    """For the staff: customers read that it is being made."""
    named, data = (f" ({reference})", {"reference": reference}) if reference else ("", None)
    await orders.record(order, f"fulfillment_{what}", f"{message}{named}.", actor=actor.label[:120], data=data)
