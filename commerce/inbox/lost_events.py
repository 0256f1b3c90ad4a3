"""Events that Stripe's webhooks could not bring: fetched, and put into the inbox like any other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import structlog

from adapters.payments import PaymentError, Payments
from adapters.payments_events import MAX_TYPES
from commerce.inbox.inbox import STRIPE_EVENTS, EventUnstorable, store_stripe_event
from commerce.operations import alerts
from core.clock import now
from models import AlertKind, Bookmark

log = structlog.get_logger(__name__)

_KEPT = timedelta(days=30)
"""How long Stripe keeps events."""
_OVERLAP = timedelta(minutes=5)
"""Clocks differ, and lists lag behind."""
_MOST_PAGES = 10


async def recover_events(payments: Payments) -> int:
    """Take in what was not delivered since the last time; how many events were new.

    Where it was, is kept after each page: a run that ends early is carried on by the next.

    Raises:
        PaymentError: when Stripe does not answer.
    """
    fresh = 0
    for first in range(0, len(STRIPE_EVENTS), MAX_TYPES):
        types = STRIPE_EVENTS[first : first + MAX_TYPES]
        fresh += await _recover(types, f"stripe_events_{first}", payments)
    return fresh


async def _recover(types: tuple[str, ...], name: str, payments: Payments) -> int:
    mark = await Bookmark.get_or_none(name=name)
    place: dict[str, Any] = mark.value if mark else {"since": _seconds(_KEPT)}
    fresh = 0
    for _ in range(_MOST_PAGES):
        place.setdefault("begun", _seconds(_OVERLAP))
        try:
            page = await payments.events.undelivered(types, place["since"], after=place.get("after"))
        except PaymentError as error:
            if not error.transient:  # such as a place in a list that Stripe does not keep any more
                await Bookmark.update_or_create({"value": {"since": place["since"]}}, name=name)
            raise
        for event in page.events:
            fresh += await _store(event)
        if page.has_more:
            place["after"] = page.events[-1]["id"]
        else:
            place = {"since": place["begun"]}
        await Bookmark.update_or_create({"value": place}, name=name)
        if not page.has_more:
            break
    return fresh


async def _store(event: dict[str, Any]) -> bool:
    try:
        fresh = await store_stripe_event(event)
    except EventUnstorable as error:
        await alerts.raise_now(
            AlertKind.WEBHOOK_FAILED,
            key=f"unstorable:{str(event.get('id'))[:80]}",
            title="An event of Stripe's cannot be stored.",
            detail=f"{error}. Look at it in Stripe's dashboard.",
            facts={"event": str(event.get("id"))[:255]},
        )
        log.error("lost_event_unstorable", event_id=event.get("id"), error=str(error))
        return False
    if fresh:
        log.warning("lost_event_recovered", event_id=event["id"], type=event["type"])
    return fresh


def _seconds(ago: timedelta) -> int:
    return int((now() - ago).timestamp())
