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


async def test_a_queue_is_full_with_as_many_messages_as_there_is_room_for(broker: RedisBroker) -> None:
    for _ in range(2):
        hand_over(broker, outbox.RENDER_DOWNLOAD)
        hand_over(broker, outbox.SEND_MAIL)
    before = brokers.full_queues(broker)
    hand_over(broker, outbox.RENDER_DOWNLOAD)

    assert (before, brokers.full_queues(broker)) == (set(), {"renders"})
