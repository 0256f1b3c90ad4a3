"""Dramatiq on Redis: one actor a job, run on the worker's event loop, with the relay beside them.

Start a worker with `dramatiq tasks.broker:start`. Retries are the outbox's: Dramatiq only carries and runs.
"""

from __future__ import annotations

import asyncio
import contextlib
from contextlib import AsyncExitStack
from functools import partial
from uuid import UUID

import dramatiq
import structlog
from dramatiq.asyncio import EventLoopThread, get_event_loop_thread
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import AsyncIO, Middleware, TimeLimit

from adapters import Adapters, open_adapters
from core.database import connect, disconnect
from core.errors import ConfigurationError
from core.log import configure_logging
from core.settings import Settings, settings
from tasks.beside import Beside
from tasks.jobs import JOBS
from tasks.outbox import Due, relay_forever, run

log = structlog.get_logger(__name__)

_TIME_LIMIT_MS = 180_000
"""For what does not even let itself be canceled; tasks/lease.py ends what takes too long."""
_RELEASE_SECONDS = 5.0
_ROOM = 1000
"""Messages that wait in one queue in Redis; what is more waits in its row, and is not handed over time and again."""


class Surroundings(Middleware):
    """What a worker process holds open: the database, the adapters and the relay."""

    def __init__(self, config: Settings) -> None:
        self._settings = config
        self._stack = AsyncExitStack()
        self._ready = asyncio.Event()
        self._relay: asyncio.Task[None] | None = None
        self._adapters: Adapters | None = None
        self._running: set[asyncio.Task[None]] = set()
        self._beside = {name: Beside(job.beside) for name, job in JOBS.items() if job.beside}

    def before_worker_boot(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        assert isinstance(broker, RedisBroker)  # noqa: S101 (see create_broker)
        _loop().loop.call_soon_threadsafe(self._start, broker)

    def before_worker_shutdown(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        _loop().run_coroutine(self._stop_relay())
        _loop().run_coroutine(self._stop_beside())

    def after_worker_shutdown(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        _loop().run_coroutine(self._close())

    async def work(self, message_id: str) -> None:
        """What an actor does, once the adapters and the database are there."""
        await self._ready.wait()
        assert self._adapters is not None  # noqa: S101 (set before the event)
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 (this one)
        self._running.add(task)
        try:
            await run(UUID(message_id), self._adapters)
        finally:
            self._running.discard(task)

    def _start(self, broker: RedisBroker) -> None:
        self._relay = asyncio.get_running_loop().create_task(self._open_and_relay(broker))

    async def _open_and_relay(self, broker: RedisBroker) -> None:
        while True:
            try:
                await connect(self._settings)
                break
            except ConfigurationError as error:
                log.error("worker_waits_for_database", error=str(error))
                await asyncio.sleep(2)
        self._adapters = await self._stack.enter_async_context(open_adapters(self._settings))
        self._ready.set()
        log.info("worker_ready")

        adapters = self._adapters

        async def publish(message: Due) -> None:
            if message.actor in self._beside:
                self._beside[message.actor].start(partial(run, message.id, adapters))
                return
            actor = broker.get_actor(message.actor)
            await asyncio.to_thread(broker.enqueue, actor.message(str(message.id)))

        await relay_forever(publish, partial(asyncio.to_thread, self._full, broker))

    def _full(self, broker: RedisBroker) -> list[str]:
        """The work for which there is no room, in its queue or beside the threads."""
        queues = _full_queues(broker)
        beside = self._beside
        return [name for name, job in JOBS.items() if (beside[name].full if job.beside else job.queue in queues)]

    async def _stop_relay(self) -> None:
        if self._relay is not None:
            self._relay.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._relay

    async def _stop_beside(self) -> None:
        for each in self._beside.values():
            await each.stop()

    async def _close(self) -> None:
        """What has not come to its end in the time that a worker has for that is released, and begun anew elsewhere."""
        running = list(self._running)
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running, timeout=_RELEASE_SECONDS)
        await self._stack.aclose()
        await disconnect()


def _full_queues(broker: RedisBroker) -> set[str]:
    """The queues in which as many messages wait as there is room for."""
    queues = sorted(broker.get_declared_queues())
    lengths = broker.client.pipeline(transaction=False)
    for queue in queues:
        lengths.llen(f"{broker.namespace}:{queue}")
    return {queue for queue, length in zip(queues, lengths.execute(), strict=True) if length >= _ROOM}


def _loop() -> EventLoopThread:
    thread = get_event_loop_thread()
    if thread is None:
        raise RuntimeError("the AsyncIO middleware has to come first")
    return thread


def create_broker(config: Settings) -> RedisBroker:
    """The broker with every job as an actor."""
    surroundings = Surroundings(config)
    broker = RedisBroker(  # type: ignore[no-untyped-call]
        url=config.redis_url,
        namespace=f"yourmapart-{config.environment}",
        middleware=[TimeLimit(time_limit=_TIME_LIMIT_MS), AsyncIO(), surroundings],
    )
    for name, job in JOBS.items():
        declared = dramatiq.actor(actor_name=name, queue_name=job.queue, priority=job.priority, broker=broker)
        declared(surroundings.work)
    return broker


def start() -> None:
    """What the `dramatiq` command calls in every worker process."""
    config = settings()
    configure_logging(config)
    dramatiq.set_broker(create_broker(config))
