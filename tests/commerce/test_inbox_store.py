"""commerce/inbox/inbox_store.py: a burst of events is kept by a few statements, and none of them at another's cost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from commerce.inbox import inbox_store
from commerce.inbox.inbox_store import store_stripe_event
from core.ids import new_id
from models import InboxEvent, OutboxMessage
from tests.commerce.paying import stripe_event
from tests.support.sql import Statements


async def test_a_burst_is_written_by_few_statements(
    query_counter: Callable[[], AbstractContextManager[Statements]],
) -> None:
    events = [stripe_event("x", {"number": number}) for number in range(250)]

    with query_counter() as statements:
        fresh = await asyncio.gather(*(store_stripe_event(event) for event in events))

    assert fresh == [True] * 250
    assert len(statements) == 3
    kept = await InboxEvent.all()
    assert {event.event_id for event in kept} == {event["id"] for event in events}
    assert {event.payload["data"]["object"]["number"] for event in kept} == set(range(250))
    promised = {tuple(message.args) for message in await OutboxMessage.filter(actor="process_inbox_event")}
    assert promised == {(str(event.id),) for event in kept}


async def test_the_same_event_twice_in_a_burst_is_kept_once(db: None) -> None:
    event, other = stripe_event("x", {}), stripe_event("x", {})

    fresh = await asyncio.gather(*(store_stripe_event(each) for each in (event, other, event, event)))

    assert (sum(fresh), fresh[1]) == (2, True)
    assert await InboxEvent.all().count() == await OutboxMessage.all().count() == 2


async def test_one_that_postgresql_does_not_take_keeps_out_no_other(db: None) -> None:
    good = [stripe_event("x", {}) for _ in range(10)]
    poison = {**stripe_event("x", {}), "api_version": "v" * 500}

    answers = await asyncio.gather(*map(store_stripe_event, [*good[:5], poison, *good[5:]]), return_exceptions=True)

    assert isinstance(answers.pop(5), Exception)
    assert answers == [True] * 10
    assert await InboxEvent.all().count() == 10


async def test_whoever_hangs_up_takes_nobody_elses_event_along(db: None) -> None:
    first, second = (asyncio.create_task(store_stripe_event(stripe_event("x", {}))) for _ in range(2))
    await asyncio.sleep(0)

    first.cancel()

    assert await second is True
    with pytest.raises(asyncio.CancelledError):
        await first
    assert await InboxEvent.all().count() == 2


async def test_nobody_is_told_before_the_commit(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    real, written = inbox_store._written, asyncio.Event()

    async def slow(batch: list[inbox_store._Waiting]) -> bool:
        await written.wait()
        return await real(batch)

    monkeypatch.setattr(inbox_store, "_written", slow)
    waiting = asyncio.create_task(store_stripe_event({**stripe_event("x", {}), "id": f"evt_{new_id().hex}"}))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    written.set()

    assert await waiting is True
