"""tasks/broker.py: what waits in Redis is bounded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from dramatiq.brokers.redis import RedisBroker

from commerce import outbox
from core.ids import new_id
from core.settings import Settings
from tasks import broker as brokers


@pytest.fixture
def broker(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[RedisBroker]:
    monkeypatch.setattr(brokers, "_ROOM", 3)
    made = brokers.create_broker(settings)
    yield made
    made.flush_all()
    made.close()


def hand_over(broker: RedisBroker, actor: str) -> None:
    broker.enqueue(broker.get_actor(actor).message(str(new_id())))


async def test_a_queue_that_is_full_takes_none_of_its_work_until_a_worker_has_fetched(
    broker: RedisBroker, settings: Settings
) -> None:
    process = brokers.Surroundings(settings)
    for _ in range(2):
        hand_over(broker, outbox.RENDER_DOWNLOAD)
        hand_over(broker, outbox.SEND_MAIL)
    before = process._full(broker)
    hand_over(broker, outbox.RENDER_DOWNLOAD)
    crowded = process._full(broker)
    next(broker.consume("renders"))

    assert (before, crowded, process._full(broker)) == ([], [outbox.RENDER_DOWNLOAD], [])
    hand_over(broker, outbox.SEND_MAIL)
    crowded = process._full(broker)
    assert outbox.PROCESS_INBOX_EVENT in crowded
    assert outbox.RENDER_DOWNLOAD not in crowded
    assert outbox.DELIVER_WEBHOOK not in crowded  # beside the threads, where there is room
