"""What staff does to orders, one or many at a time. Who may, the schema has asked."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import structlog

from commerce.audit import Actor
from commerce.errors import InvalidInput
from commerce.files import redraws
from commerce.fulfillment import fulfillment, fulfillment_claims, fulfillment_placements, shipping_address
from commerce.fulfillment.carriers import Tracking, tracking
from commerce.orders import cancellations, held_orders, order_email, order_messages
from core.errors import ShopError
from models import Order, User
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of

log = structlog.get_logger(__name__)
T = TypeVar("T")

MOST_ORDERS = 100
"""That one request may act upon."""
_AT_ONCE = 4

Act = Callable[[UUID, Actor], Awaitable[None]]
"""Something that is done to an order; it raises a ShopError when it may not be."""


@dataclass(frozen=True)
class Parcel:
    """Where to follow a parcel, as a client words it."""

    carrier: str | None = None
    number: str | None = None
    url: str | None = None

    @property
    def tracking(self) -> Tracking:
        """The same, checked.

        Raises:
            InvalidInput
        """
        return tracking(self.carrier, self.number, self.url)


def fulfill(parcel: Parcel, *, notify: bool) -> Act:
    async def act(key: UUID, actor: Actor) -> None:
        await fulfillment.fulfill(key, parcel.tracking, actor, notify=notify)

    return act


def set_tracking(parcel: Parcel, *, notify: bool) -> Act:
    async def act(key: UUID, actor: Actor) -> None:
        await fulfillment.set_tracking(key, parcel.tracking, actor, notify=notify)

    return act


start_processing: Act = fulfillment.start_processing


def deliver(*, notify: bool) -> Act:
    async def act(key: UUID, actor: Actor) -> None:
        await fulfillment.deliver(key, actor, notify=notify)

    return act


claim: Act = fulfillment_claims.claim
release_claim: Act = fulfillment_claims.release


def place(reference: str | None) -> Act:
    async def act(key: UUID, actor: Actor) -> None:
        await fulfillment_placements.place(key, reference, actor)

    return act


def clear_placement(until: datetime | None) -> Act:
    async def act(key: UUID, actor: Actor) -> None:
        await fulfillment_placements.clear(key, actor, until=until)

    return act


def send_message(text: str, idempotency_key: str | None) -> Act:
    async def act(key: UUID, actor: Actor) -> None:
        await order_messages.send(key, text, actor, key=idempotency_key)

    return act


resend_receipt: Act = order_messages.resend_receipt
renew_links: Act = order_messages.renew_links


def regenerate(line_ids: Sequence[str] | None = None) -> Act:
    keys = None
    if line_ids is not None:
        keys = [key_of(line_id, "OrderLine", f"lineIds.{index}") for index, line_id in enumerate(line_ids)]

    async def act(key: UUID, actor: Actor) -> None:
        await redraws.regenerate(key, actor, keys)

    return act


def set_shipping_address(address: Mapping[str, str | None], *, notify: bool) -> Act:
    async def act(key: UUID, actor: Actor) -> None:
        await shipping_address.correct(key, address, actor, notify=notify)

    return act


def set_email(email: str) -> Act:
    async def act(key: UUID, actor: Actor) -> None:
        await order_email.correct(key, email, actor)

    return act


def cancel(context: Context, reason: str | None) -> Act:
    async def act(key: UUID, actor: Actor) -> None:
        await cancellations.cancel(key, reason, actor, context.services.payments)

    return act


def release(context: Context) -> Act:
    async def act(key: UUID, actor: Actor) -> None:
        await held_orders.release(key, actor, context.services.payments)

    return act


async def one(context: Context, order_id: str, act: Act) -> Order:
    """The order after something was done to it; whoever watches it is told.

    Raises:
        ShopError: typed.
    """
    key = key_of(order_id, "Order")
    await _done(context, key, act)
    return await Order.get(id=key).select_related("user")


async def _done(context: Context, key: UUID, act: Act) -> None:
    try:
        await act(key, actor_of(context))
    finally:
        await context.services.updates.publish(key)


@dataclass(frozen=True)
class Outcome:
    """What became of one order of many: as it is now, or why it is as it was."""

    key: UUID
    order: Order | None
    error: Exception | None


async def many(context: Context, acts: Mapping[UUID, Act]) -> list[Outcome]:
    """The same for many orders, a few at a time and each by itself: what one refuses does not keep the others."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def tried(key: UUID, act: Act) -> Exception | None:
        async with gate:
            try:
                await _done(context, key, act)
            except ShopError as refusal:
                return refusal
            except Exception as error:
                log.exception("bulk_action_failed", order_id=str(key))
                return error
        return None

    errors = await asyncio.gather(*(tried(key, act) for key, act in acts.items()))
    found = {order.id: order for order in await Order.filter(id__in=list(acts)).select_related("user")}
    return [Outcome(key, found.get(key), error) for key, error in zip(acts, errors, strict=True)]


def same_for(order_ids: Sequence[str], act: Act) -> dict[UUID, Act]:
    """One action for each of these orders; one that is named twice is one.

    Raises:
        InvalidInput: for none, or more than a hundred.
    """
    require_number(order_ids, "ids")
    return {key_of(order_id, "Order", f"ids.{index}"): act for index, order_id in enumerate(order_ids)}


def each_its_own(wishes: Sequence[tuple[str, T]], act: Callable[[T], Act]) -> dict[UUID, Act]:
    """For each order what is wished for it, such as its parcel.

    Raises:
        InvalidInput: for none, more than a hundred, or two different wishes for one order.
    """
    require_number(wishes, "orders")
    known: dict[UUID, T] = {}
    for index, (order_id, wish) in enumerate(wishes):
        key = key_of(order_id, "Order", f"orders.{index}.id")
        if known.setdefault(key, wish) != wish:
            raise InvalidInput("An order is there twice, and not the same.", path=("orders", str(index), "id"))
    return {key: act(wish) for key, wish in known.items()}


def require_number(things: Sequence[object], name: str) -> None:
    """Not none, and not too many."""
    if not 1 <= len(things) <= MOST_ORDERS:
        raise InvalidInput(f"{name} must name from 1 to {MOST_ORDERS} orders.", path=(name,))


async def called(context: Context, user_id: UUID | None) -> str:
    """What whoever has claimed or placed an order is called."""
    user: User | None = await context.loaders.users.load(user_id) if user_id is not None else None
    return fulfillment_claims.named(user)
